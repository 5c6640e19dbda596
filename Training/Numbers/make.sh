#!/usr/bin/env bash
# Makes the number model from seeds: lines, training, the shipped integer model, measurements.
#
#   Training/Numbers/make.sh FOLDER [MINUTES]
#
# FOLDER keeps lines and checkpoint; run again with the same FOLDER it trains on for MINUTES more (default 60, of one
# core of its own). Needs Scripts/setup.sh, and from PyPI: pip install torch numpy pillow.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
minutes=${2:-60}
# OpenMP makes Tesseract's small products several times slower.
export OMP_THREAD_LIMIT=1
cd "$here/../.."
swift build -c release --product slip-generator

lines() { # name, first seed, crops
    [ -e "$folder/$1/done" ] && return
    .build/release/slip-generator lines --kind numbers --catalog catalog --seed "$2" --count "$3" --to "$folder/$1"
    touch "$folder/$1/done"
}
# Each 12 000 crops take some 40 pages, a seed each; seeds from 1 000 000 on are for measuring.
lines measuring 1000000 8000
for part in 1 2 3 4 5 6 7 8; do lines "training-$part" "${part}001" 12000; done

if [ ! -e "$folder/numbers.pt" ] && [ -e "$here/numbers.pt" ]; then cp "$here/numbers.pt" "$folder/"; fi
eng=/usr/share/tesseract-ocr/5/tessdata/eng.traineddata
python3 "$here/prepare_model.py" "$eng" "$here/characters.txt" "$folder/start.traineddata"
python3 "$here/train.py" "$folder/start.traineddata" "$folder/numbers.pt" --minutes "$minutes" \
    --lines "$folder/training-*" --held "$folder/measuring"
lstmtraining --stop_training --convert_to_int --continue_from "$folder/numbers.pt.lstm" \
    --traineddata "$folder/start.traineddata" --model_output "$folder/slip_numbers.traineddata"
python3 "$here/measure.py" "$folder/measuring" "$folder/slip_numbers.traineddata:13:0123456789.-" \
    "$eng:7:0123456789.-" "$eng:13:0123456789.-" "$folder/slip_numbers.traineddata:13"
echo "Ship it: cp $folder/slip_numbers.traineddata Sources/Recognition/Models/; cp $folder/numbers.pt Training/Numbers/"
