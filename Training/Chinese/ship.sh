#!/usr/bin/env bash
# Makes the model that Slipway ships out of a network of floating-point weights: 8-bit weights, no dictionaries (they
# change nothing measurable on slips, and are a quarter of the file).
#
#   Training/Chinese/ship.sh NETWORK.lstm BASE.traineddata OUT.traineddata
set -euo pipefail
export OMP_THREAD_LIMIT=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
lstmtraining --stop_training --convert_to_int --continue_from "$1" --traineddata "$2" \
    --model_output "$folder/whole.traineddata" >/dev/null
combine_tessdata -u "$folder/whole.traineddata" "$folder/part." >/dev/null 2>&1
rm -f "$folder"/part.lstm-*-dawg "$folder/part.traineddata"
combine_tessdata "$folder/part." >/dev/null 2>&1
mv "$folder/part.traineddata" "$3"
