#!/bin/bash
# bench/run.sh [--icons] [--rivals] [N...]: times builds of generated catalogs and prints a table; ./run bench compiles first.
# --rivals: Hugo and Eleventy make the same pages as well.
# Ratios to the floor of the same run carry over to other machines, seconds do not.
set -eu
cd "$(dirname "$0")/.."
bin=$PWD/build/release
icons=() rivals=
while [[ ${1:-} == --* ]]; do
  case $1 in
    --icons) icons=(--icons) ;;
    --rivals) rivals=yes ;;
    *) echo "bench: no option $1" >&2; exit 2 ;;
  esac
  shift
done
[ $# -gt 0 ] || set -- 1000 10000

# In memory if there is room: a disk would measure the disk.
root=${TMPDIR:-/tmp}
if [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)" -gt 8000000 ] 2>/dev/null; then root=/dev/shm; fi
work=$(mktemp -d "$root/onshelf-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

rows=()
# row LISTINGS CASE COMMAND...: runs it, prints its line, keeps it for the file.
row() {
  local n=$1 name=$2 code=0 wall cpu peak files bytes
  shift 2
  "$bin/bench/measure" "$work/result" "$@" >"$work/log" 2>&1 || code=$?
  [ $code -eq 0 ] || { tail -20 "$work/log" >&2; echo "bench: $* ended with $code" >&2; exit 1; }
  read -r wall cpu peak <"$work/result"
  read -r files bytes < <(find "$work/out" -type f -printf '%s\n' | awk '{ b += $1 } END { print NR, b + 0 }')
  printf '%8d  %-14s %9.3f %9.3f %9.1f %8d %14d\n' "$n" "$name" "$wall" "$cpu" "$peak" "$files" "$bytes"
  rows+=("{\"listings\": $n, \"case\": \"$name\", \"wall_s\": $wall, \"cpu_s\": $cpu, \"peak_mb\": $peak, \"files\": $files, \"bytes\": $bytes}")
}

printf '%8s  %-14s %9s %9s %9s %8s %14s\n' listings case 'wall s' 'cpu s' 'peak MB' files bytes
for n in "$@"; do
  site=$work/site
  rm -rf "$site" "$work/out"
  "$bin/bench/make_catalog" "$n" "$site" site/platforms "${icons[@]}"
  build=("$bin/onshelf" build "$site" --out "$work/out")
  for _ in 1 2 3; do
    rm -rf "$work/out" "$site/.onshelf"
    row "$n" cold "${build[@]}"
  done
  # What it costs that every listing is read in a worker with limits: one worker, and none.
  for _ in 1 2 3; do
    for jobs in 1 0; do
      rm -rf "$work/out" "$site/.onshelf"
      row "$n" "$([ $jobs = 1 ] && echo 'one worker' || echo 'no worker')" "${build[@]}" --jobs $jobs
    done
  done
  # What is too young to be told from a later change is looked at once more.
  settle() { sleep 2.5; "${build[@]}" >/dev/null 2>&1; }
  text=$(find "$site/content/listings" -name 'details.en.md' | sort | head -1)
  settle
  for _ in 1 2 3; do
    row "$n" 'stat inputs' "$bin/bench/inputs" stat "$site"
    row "$n" unchanged "${build[@]}"
  done
  for i in 1 2 3; do
    echo "One more sentence, $i." >>"$text"
    row "$n" 'one edited' "${build[@]}"
    settle
  done
  mkdir -p "$site/templates" "$site/site/messages"
  printf '{"page.related": "See as well"}\n' >"$site/site/messages/en.json"
  row "$n" 'a message' "${build[@]}"
  { cat templates/footer.html; echo '<!-- changed -->'; } >"$site/templates/footer.html"
  row "$n" 'a template' "${build[@]}"
  # A build server: a fresh checkout, whose times are all new, and what the last build left in --cache and public/.
  rm -rf "$site/.onshelf/state.db" "$site/.onshelf/cache"
  cached=("${build[@]}" --cache "$work/cache")
  "${cached[@]}" >/dev/null 2>&1
  cp -r "$site" "$work/checkout" && rm -rf "$site" && mv "$work/checkout" "$site"
  row "$n" 'read inputs' "$bin/bench/inputs" read "$site"
  row "$n" checkout "${cached[@]}"
  rm -rf "$work/cache"
  row "$n" check "$bin/onshelf" check "$site"
  mv "$work/out" "$work/model"
  row "$n" floor "$bin/bench/floor" "$site" "$work/model" "$work/out" site/platforms
  [ -n "$rivals" ] || { rm -rf "$work/model"; continue; }
  # A rival that makes less than onshelf's pages is no measure; it has no icons.
  same() {
    [ ${#icons[@]} -gt 0 ] || node bench/rivals/compare.js "$work/model" "$work/out" >"$work/log" 2>&1 ||
      { cat "$work/log" >&2; echo "bench: $1 makes other pages" >&2; exit 1; }
  }
  rm -rf "$work/hugo" "$work/eleventy" "$work/out"
  node bench/rivals/write_sites.js "$site" "$work/hugo" "$work/eleventy"
  ln -s "$PWD/bench/rivals/node_modules" "$work/eleventy/node_modules"
  row "$n" Hugo env -C "$work/hugo" hugo --quiet --destination "$work/out"
  same Hugo
  rm -rf "$work/out"
  row "$n" Eleventy env -C "$work/eleventy" node_modules/.bin/eleventy --quiet --output="$work/out"
  same Eleventy
  rm -rf "$work/model"
done
{
  printf '{"machine": {"cpu": "%s", "cores": %d},\n "runs": [\n  ' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)"
  (IFS=$'\n'; sed '$!s/$/,/; 2,$s/^/  /' <<<"${rows[*]}")
  printf ' ]}\n'
} >bench/results.json
