# Sourced by readings.sh and accuracy.sh, from the project's root.

build() {
    for product in slipway slip-generator slip-measure; do
        swift build -c release --product "$product" >&2
    done
}

# make_and_read FOLDER CATALOG SEED DAMAGE COUNT FINDINGS [DPI]: slips of all layouts in turn, their truth, and the
# archive that they are read into. A folder that is there already is left as it is; one appears only when it is whole.
make_and_read() {
    if [ -d "$1" ]; then
        echo "$1 is kept" >&2
        return
    fi
    rm -rf "$1.part"
    # Any entry, also those that the catalog's rules question: reading is measured, and names are what is hard to read.
    .build/release/slip-generator slips --any-entry --catalog "$2" --seed "$3" --damage "$4" --count "$5" --findings "$6" \
        --dpi "${7:-300}" --to "$1.part/slips" >&2
    mv "$1.part/slips/truth.jsonl" "$1.part/truth.jsonl"
    # 1: some slip could not be read, which is measured like any other misreading.
    .build/release/slipway process "$1.part/slips" --catalog "$2" --archive "$1.part/archive" >&2 || [ $? = 1 ]
    rm -r "$1.part/slips"
    mv "$1.part" "$1"
}
