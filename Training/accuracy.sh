#!/bin/bash
# Prints the tables of docs/accuracy.md.
#
#   Training/accuracy.sh [CATALOG...]
#
# Makes slips from each catalog (the shipped one without arguments) with seeds that nothing is learned from, reads
# them with the program as it is, and compares with what is printed. SLIPWAY_MEASURE_COUNT: slips a damage level,
# 24 without it. Further arguments of `slip-measure report` can be given in SLIPWAY_MEASURE_OPTIONS (`--list`).
set -euo pipefail
cd "$(dirname "$0")/.."
. Training/made-slips.sh

build
pairs=()
number=0
for catalog in "${@:-catalog}"; do
    for damage in light medium heavy; do
        number=$((number + 1))
        folder="$work/measure-$number"
        make_and_read "$folder" "$catalog" $((9200 + number)) "$damage" "${SLIPWAY_MEASURE_COUNT:-24}" \
            "over_cap,out_of_catalog,duplicate_charge,amount_mismatch"
        pairs+=("$folder" "$catalog")
    done
done
# shellcheck disable=SC2086
.build/release/slip-measure report "${pairs[@]}" ${SLIPWAY_MEASURE_OPTIONS:-}
