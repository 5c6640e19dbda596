#!/usr/bin/env bash
# Makes slip_chinese.traineddata anew, or trains it further.
#
#   Training/Chinese/make.sh FOLDER [MINUTES] [LIST.csv...]
#
# FOLDER takes lines and checkpoints; run again with the same FOLDER it goes on from the last checkpoint. LIST.csv are
# lists whose names are printed on the lines; without any, the lists of catalog/. Needs tesseract-ocr, a release build
# of slip-generator, and Python 3.11 with numpy, Pillow, opencv-python-headless, fonttools and torch.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:?the folder for lines and checkpoints}
minutes=${2:-600}
shift $(($# < 2 ? $# : 2))
lists=("$@")
[ ${#lists[@]} -gt 0 ] || lists=("$root"/catalog/*.csv)
chi_sim=${CHI_SIM:-/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata}
generator=$root/.build/release/slip-generator
export OMP_THREAD_LIMIT=1 OMP_NUM_THREADS=1

python3 -m unittest discover -q -s "$here"
mkdir -p "$folder/lines"
base=$folder/base.traineddata
if [ ! -e "$base" ]; then
    python3 "$here/extend_model.py" "$chi_sim" "$here/characters/han.tsv" "$here/characters/symbols.tsv" "$base.new"
    mv "$base.new" "$base"
    if [ -e "$here/network.lstm.xz" ] && [ -z "${FROM_CHI_SIM:-}" ]; then
        xz -dc "$here/network.lstm.xz" >"$folder/start.lstm"
        combine_tessdata -o "$base" "$folder/start.lstm" 2>/dev/null
    fi
fi
[ -e "$folder/entries/drugs.csv" ] || python3 "$here/vocabulary.py" "$folder/entries" "${lists[@]}"

# Lines of the generator from a seed, packed.
generated() {
    [ -e "$3" ] && return
    "$generator" lines --kind chinese --catalog "$folder/entries" --count "$2" --seed "$1" --to "$folder/made"
    python3 "$here/pack_lines.py" "$folder/made" "$3" "${@:4}"
    rm -r "$folder/made"
}
generated 1000000 9000 "$folder/held.lstmf" 1200 7
generated 1001 5000 "$folder/lines/made-0001.lstmf"
(
    for number in $(seq -w 2 200); do
        drawn=$folder/lines/drawn-0$number.lstmf
        [ -e "$drawn" ] || python3 "$here/draw_lines.py" "$drawn" "$((10#$number))0000" 3000 "${lists[@]}"
        generated "$((10#$number))001" 5000 "$folder/lines/made-0$number.lstmf"
    done
) &
lines=$!
trap 'kill $lines 2>/dev/null || true' EXIT

python3 "$here/train.py" "$base" "$folder/network.pt" --lines "$folder/lines/*.lstmf" --held "$folder/held.lstmf" \
    --minutes "$minutes" | tee -a "$folder/curve.log"
"$here/ship.sh" "$folder/network.pt.lstm" "$base" "$folder/slip_chinese.traineddata"
cp "$chi_sim" "$folder/chi_sim.traineddata"
python3 "$here/measure.py" "$folder/held.lstmf" 1200 "$folder/chi_sim.traineddata" "$folder/slip_chinese.traineddata"
