#!/bin/bash
# Learns what printed characters are read as: Sources/Catalog/Matching/readings.txt.
#
#   Training/readings.sh [CATALOG...]
#
# Makes slips from each catalog (the shipped one without arguments), reads them with the program as it is, and counts.
# To be run again whenever a model or the way to it changes; about ten minutes a catalog on two processors.
# The seeds are 9100 to 9199; those from 9200 on are for measuring only (Training/accuracy.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
. Training/made-slips.sh

build
pairs=()
number=0
for catalog in "${@:-catalog}"; do
    for damage in light medium heavy; do
        number=$((number + 1))
        folder="$work/learn-$number"
        make_and_read "$folder" "$catalog" $((9100 + number)) "$damage" 24 "over_cap,out_of_catalog"
        pairs+=("$folder" "$catalog")
    done
done
.build/release/slip-measure learn "${pairs[@]}" --to Sources/Catalog/Matching/readings.txt
echo "Build again: the counts are part of the program."
