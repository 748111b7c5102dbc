#!/usr/bin/env bash
# run.sh SECONDS [SEED]: every built fuzz target for so long, two at a time. One line each; exit 1 when one found something.
# Below build/asan/fuzz/: what a target came across (corpus/), its log (logs/), the inputs that broke it (found/), and its
# result as one line in results/.
set -eu
cd "$(dirname "$0")/../.."
seconds=$1 seed=${2:-1} kept=build/asan/fuzz
export seconds seed kept

fuzz_target() {
  local name=$1 log=$kept/logs/$1.log words=tests/fuzz/words/$1.dict code=0 count
  mkdir -p "$kept/corpus/$name"
  local options=(-max_total_time="$seconds" -seed="$seed" -timeout=25 -rss_limit_mb=1536 -print_final_stats=1
    -artifact_prefix="$kept/found/$name-")
  [ ! -f "$words" ] || options+=(-dict="$words")
  # What was freed is kept for a while to catch its use; by default that alone is 256 MB.
  ASAN_OPTIONS=quarantine_size_mb=32:detect_leaks=1 "build/asan/targets/${name}_fuzz" "${options[@]}" \
    "$kept/corpus/$name" "tests/fuzz/seeds/$name" >"$log" 2>&1 || code=$?
  count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  if [ $code -eq 0 ] && [ "${count:-0}" -gt 0 ]; then
    echo "fuzz $name: $count executions in $seconds s, seed $seed"
    echo passed >"$kept/results/$name"
  else
    echo "fuzz $name: failed after ${count:-no} executions, seed $seed: $(grep -m 1 -E 'ERROR: |runtime error: ' "$log" || echo "exit $code"); see $log and $kept/found/$name-*"
    echo failed >"$kept/results/$name"
  fi
}
export -f fuzz_target

rm -rf "$kept/results"
mkdir -p "$kept/logs" "$kept/found" "$kept/results"
for source in tests/fuzz/*_fuzz.cpp; do basename "$source" _fuzz.cpp; done |
  xargs -P 2 -I '{}' bash -euc 'fuzz_target "$1"' _ '{}'
! grep -q -v '^passed$' "$kept"/results/*
