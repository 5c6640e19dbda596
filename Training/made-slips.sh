# Sourced by readings.sh and accuracy.sh, from the project's root.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
    for product in slipway slip-generator slip-measure; do
        swift build -c release --product "$product" >&2
    done
}

# make_and_read FOLDER CATALOG SEED DAMAGE COUNT FINDINGS: slips, their truth, and the archive that they are read into.
make_and_read() {
    .build/release/slip-generator slips --catalog "$2" --seed "$3" --damage "$4" --count "$5" --findings "$6" \
        --to "$1/slips" >&2
    mv "$1/slips/truth.jsonl" "$1/truth.jsonl"
    .build/release/slipway process "$1/slips" --catalog "$2" --archive "$1/archive" >&2 || true
    rm -r "$1/slips"
}
