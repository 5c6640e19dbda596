#!/bin/bash
# Learns what printed characters are read as, and how sure readings are: Sources/Catalog/Matching/readings.txt and
# Sources/Review/Calibration/confidences.txt.
#
#   Training/readings.sh FOLDER [CATALOG...]
#
# Makes slips from each catalog (the shipped one without arguments), reads them with the program as it is, and counts.
# FOLDER keeps what was made and read: run again with the same folder to go on after an interruption, or to learn anew
# from the same readings where only the judgement has changed. To be run with a new folder whenever a model or the way
# to it changes; about ten minutes a catalog on two processors.
# The seeds are 9100 to 9199; those from 9200 on are for measuring only (Training/accuracy.sh).
set -euo pipefail
if [ $# = 0 ]; then
    echo "usage: Training/readings.sh FOLDER [CATALOG...]" >&2
    exit 64
fi
folder=$(realpath -m "$1")
shift
catalogs=()
for catalog in "$@"; do catalogs+=("$(realpath "$catalog")"); done
cd "$(dirname "$0")/.."
. Training/made-slips.sh
[ ${#catalogs[@]} -gt 0 ] || catalogs=(catalog)

build
mkdir -p "$folder"
pairs=()
number=0
for catalog in "${catalogs[@]}"; do
    for damage in light medium heavy; do
        number=$((number + 1))
        part="$folder/$number-$damage"
        make_and_read "$part" "$catalog" $((9100 + number)) "$damage" "${SLIPWAY_LEARN_COUNT:-32}" \
            "over_cap,out_of_catalog"
        pairs+=("$part" "$catalog")
    done
done
.build/release/slip-measure learn "${pairs[@]}" --to Sources/Catalog/Matching/readings.txt
# The counts are part of the program, and what matches rest on with them.
build
.build/release/slip-measure calibrate "${pairs[@]}" --to Sources/Review/Calibration/confidences.txt
echo "Build again: the confidences are part of the program too."
