#!/bin/bash
# Measures how well slips are read: the tables, the diagram and the worst pages of docs/accuracy.md.
#
#   Training/accuracy.sh FOLDER [CATALOG...]
#
# Makes 300 slips and more from the catalogs (the shipped one without arguments), of all layouts that the generator has,
# at three degrees of damage, as they are and with planted faults; reads them with the program as it is; and compares
# with what is printed. FOLDER keeps what was made and read: run again with the same folder to go on after an
# interruption, or to judge the same readings by a program whose judgement has changed. It gets accuracy.md,
# accuracy.json, reliability.svg and worst/. About twenty minutes on two processors.
#
# The seeds are 9200 to 9299, and nothing is learned from them: those from 9100 to 9199 are for learning
# (Training/readings.sh). While developing, set SLIPWAY_MEASURE_SEED to another first seed, so that these stay unseen;
# SLIPWAY_MEASURE_COUNT is the number of slips in all.
set -euo pipefail
if [ $# = 0 ]; then
    echo "usage: Training/accuracy.sh FOLDER [CATALOG...]" >&2
    exit 64
fi
folder=$(realpath -m "$1")
shift
catalogs=()
for catalog in "$@"; do catalogs+=("$(realpath "$catalog")"); done
cd "$(dirname "$0")/.."
. Training/made-slips.sh
[ ${#catalogs[@]} -gt 0 ] || catalogs=(catalog)

# Damage, dots an inch, planted findings.
kinds=(
    "light 300 -"
    "medium 300 -"
    "heavy 200 -"
    "light 200 over_cap,out_of_catalog"
    "medium 300 over_cap,out_of_catalog,duplicate_charge,amount_mismatch"
    "heavy 300 over_cap,total_mismatch"
)
first=${SLIPWAY_MEASURE_SEED:-9200}
slips=${SLIPWAY_MEASURE_COUNT:-306}
count=$(((slips + ${#catalogs[@]} * ${#kinds[@]} - 1) / (${#catalogs[@]} * ${#kinds[@]})))

build
mkdir -p "$folder"
pairs=()
number=0
for catalog in "${catalogs[@]}"; do
    for kind in "${kinds[@]}"; do
        number=$((number + 1))
        read -r damage dpi findings <<<"$kind"
        part="$folder/$(printf %02d "$number")-$damage-$dpi"
        make_and_read "$part" "$catalog" $((first + number)) "$damage" "$count" "${findings#-}" "$dpi"
        pairs+=("$part" "$catalog")
    done
done
.build/release/slip-measure report "${pairs[@]}" --list --diagram "$folder/reliability.svg" | tee "$folder/accuracy.md"
.build/release/slip-measure report "${pairs[@]}" --json >"$folder/accuracy.json"
.build/release/slip-measure worst "${pairs[@]}" --count 10 --to "$folder/worst"
