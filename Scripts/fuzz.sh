#!/bin/bash
# Runs the fuzz targets, each for some seconds, and prints what each came to.
#
#   Scripts/fuzz.sh 180                  every target for three minutes
#   Scripts/fuzz.sh 600 tiff xlsx        some of them for ten
#
# Begins with the seeds of Fuzz/Corpus and what earlier runs found (Fuzz/.build/corpus). What makes a parser fail is kept in
# Fuzz/.build/failures, named by its target; run it again with
#   FUZZ_TARGET=tiff Fuzz/.build/release/Fuzz Fuzz/.build/failures/tiff-crash-…
# Ends with 0 when no parser failed, else with 1.
set -euo pipefail
cd "$(dirname "$0")/../Fuzz"
seconds=${1:-60}
shift || true
swift build -c release -Xswiftc -enable-testing --product Fuzz >&2
program=.build/release/Fuzz
targets=("$@")
if [ ${#targets[@]} = 0 ]; then
  read -ra targets <<<"$(FUZZ_TARGET=list $program -runs=0 2>&1 | sed -n 's/^FUZZ_TARGET is one of: //p')"
fi
mkdir -p .build/corpus .build/failures
printf '| %-12s | %10s | %8s | %8s | %8s | %s |\n|---|--:|--:|--:|--:|---|\n' target runs 'a second' coverage 'MiB' 'failures'
failed=0
for target in "${targets[@]}"; do
  mkdir -p ".build/corpus/$target" "Corpus/$target"
  log=.build/failures/$target.log
  status=0
  FUZZ_TARGET=$target $program ".build/corpus/$target" "Corpus/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix=".build/failures/$target-" >"$log" 2>&1 || status=$?
  figure() { sed -n "s/^stat::$1: *//p" "$log" | tail -1; }
  coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -1 | cut -d' ' -f2)
  fault=none
  if [ $status != 0 ]; then
    failed=1
    fault=$(grep -m1 -E 'does not hold|Fatal error|SUMMARY|ERROR' "$log" | cut -c1-120 || true)
    fault=${fault:-ended with $status}
  fi
  printf '| %-12s | %10s | %8s | %8s | %8s | %s |\n' "$target" "$(figure number_of_executed_units)" "$(figure average_exec_per_sec)" \
    "$coverage" "$(figure peak_rss_mb)" "$fault"
done
exit $failed
