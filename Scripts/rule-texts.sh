#!/usr/bin/env bash
# Copies the doc comments of the rule classes to the file that `slipway rules explain` prints from.
set -euo pipefail
cd "$(dirname "$0")/../Sources/Review/Rules"
for file in Classes/*.swift; do
    awk '
        /^\/\/\// { text = text substr($0, 5) "\n"; next }
        /^enum / { sub(/:$/, "", $2); printf "== %s\n%s", $2, text; exit }
        { text = "" }
    ' "$file"
done >explanations.txt
