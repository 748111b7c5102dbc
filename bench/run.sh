#!/bin/bash
# bench/run.sh [--icons] [--icon-side PIXELS] [--brief] [--rivals] [SIZE...]: times builds of generated catalogs and prints a table;
# ./run bench compiles first. A SIZE is N listings, or NxL: N listings in L languages, 5 otherwise.
# --brief: only cold, unchanged, one edited, and what stands beside them. --rivals: Hugo and Eleventy make the same pages as well.
# ONSHELF=PROGRAM measures another build of the program than build/release/onshelf.
# Ratios to the floor of the same run carry over to other machines, seconds do not.
set -eu
cd "$(dirname "$0")/.."
bin=$PWD/build/release
onshelf=${ONSHELF:-$bin/onshelf}
make=() brief='' rivals=''
while [[ ${1:-} == --* ]]; do
  case $1 in
    --icons) make+=(--icons) ;;
    --icon-side) make+=(--icon-side "$2"); shift ;;
    --brief) brief=yes ;;
    --rivals) rivals=yes ;;
    *) echo "bench: no option $1" >&2; exit 2 ;;
  esac
  shift
done
[ $# -gt 0 ] || set -- 1000 10000
for size in "$@"; do
  [[ $size =~ ^[1-9][0-9]*(x[1-9][0-9]*)?$ ]] || { echo "bench: $size is no size: N or NxL" >&2; exit 2; }
done

work='' figures=$(mktemp)
trap 'rm -rf "$work" "$figures"' EXIT

# place KILOBYTES: makes $work, in memory if there is room, for a disk would measure the disk; what lies there is no longer free
# for programs. Large catalogs go to a disk.
place() {
  local root=${TMPDIR:-/tmp} room
  room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)
  medium=disk
  if [ "${room:-0}" -gt "$1" ] && [ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -gt $(($1 + 2000000)) ]; then
    root=/dev/shm medium=memory
  elif [ "$(df --output=avail -k "$root" | tail -1)" -lt "$1" ]; then
    echo "bench: $root wants $(($1 / 1000000)) GB; set TMPDIR" >&2
    exit 1
  fi
  work=$(mktemp -d "$root/onshelf-bench.XXXXXX")
}

# row CASE COMMAND...: runs it, prints its line, keeps it for the ratios and the file.
row() {
  local name=$1 code=0 wall cpu peak files pages bytes
  shift
  "$bin/bench/measure" "$work/result" "$@" >"$work/log" 2>&1 || code=$?
  [ $code -eq 0 ] || { tail -20 "$work/log" >&2; echo "bench: $* ended with $code" >&2; exit 1; }
  read -r wall cpu peak <"$work/result"
  read -r files pages bytes < <(find "$work/out" -type f -printf '%s %f\n' | awk '{ b += $1; p += /html$/ } END { printf "%d %d %.0f\n", NR, p, b }')
  printf '%10s  %-14s %9.3f %9.3f %9.1f %8d %8d %14d\n' "$size" "$name" "$wall" "$cpu" "$peak" "$files" "$pages" "$bytes"
  printf '%s\t' "$size" "$name" "$wall" "$cpu" "$peak" "$files" "$pages" "$bytes" "$medium" >>"$figures"
  echo >>"$figures"
}

printf '%10s  %-14s %9s %9s %9s %8s %8s %14s\n' size case 'wall s' 'cpu s' 'peak MB' files pages bytes
for size in "$@"; do
  n=${size%x*} locales=5
  [[ $size != *x* ]] || locales=${size#*x}
  # Site, cache and twice the output, whose pages name all languages in their heads and menus: in KB, generously.
  place $((n * (100 + locales * (75 + locales))))
  site=$work/site
  "$bin/bench/make_catalog" "$n" "$site" site/platforms --locales "$locales" "${make[@]}"
  build=("$onshelf" build "$site" --out "$work/out")
  # The larger, the steadier, and the longer.
  times=(1 2 3)
  [ $((n * locales)) -le 60000 ] || times=(1)
  for _ in "${times[@]}"; do
    rm -rf "$work/out" "$site/.onshelf"
    row cold "${build[@]}"
  done
  # What it costs that every listing is read in a worker with limits: one worker, and none.
  [ -n "$brief" ] || for _ in "${times[@]}"; do
    for jobs in 1 0; do
      rm -rf "$work/out" "$site/.onshelf"
      row "$([ $jobs = 1 ] && echo 'one worker' || echo 'no worker')" "${build[@]}" --jobs $jobs
    done
  done
  # What is too young to be told from a later change is looked at once more.
  settle() { sleep 2.5; "${build[@]}" >/dev/null 2>&1; }
  text=$(find "$site/content/listings" -name 'details.en.md' | sort | head -1)
  settle
  for _ in "${times[@]}"; do
    row 'stat inputs' "$bin/bench/inputs" stat "$site"
    row unchanged "${build[@]}"
  done
  for i in "${times[@]}"; do
    echo "One more sentence, $i." >>"$text"
    row 'one edited' "${build[@]}"
    [ "$i" = "${times[-1]}" ] || settle
  done
  if [ -z "$brief" ]; then
    settle
    mkdir -p "$site/templates" "$site/site/messages"
    printf '{"page.related": "See as well"}\n' >"$site/site/messages/en.json"
    row 'a message' "${build[@]}"
    { cat templates/footer.html; echo '<!-- changed -->'; } >"$site/templates/footer.html"
    row 'a template' "${build[@]}"
    # A build server: a fresh checkout, whose times are all new, and what the last build left in --cache and public/.
    rm -rf "$site/.onshelf/state.db" "$site/.onshelf/cache"
    cached=("${build[@]}" --cache "$work/cache")
    "${cached[@]}" >/dev/null 2>&1
    cp -r "$site" "$work/checkout" && rm -rf "$site" && mv "$work/checkout" "$site"
    row 'read inputs' "$bin/bench/inputs" read "$site"
    row checkout "${cached[@]}"
    rm -rf "$work/cache"
    row check "$onshelf" check "$site"
  fi
  mv "$work/out" "$work/model"
  for _ in "${times[@]}"; do
    rm -rf "$work/out"
    row floor "$bin/bench/floor" "$site" "$work/model" "$work/out" site/platforms
  done
  if [ -n "$rivals" ]; then
    # A rival that makes less than onshelf's pages is no measure; it has no icons.
    same() {
      [[ " ${make[*]} " == *" --icons "* ]] || node bench/rivals/compare.js "$work/model" "$work/out" >"$work/log" 2>&1 ||
        { cat "$work/log" >&2; echo "bench: $1 makes other pages" >&2; exit 1; }
    }
    rm -rf "$work/out"
    node bench/rivals/write_sites.js "$site" "$work/hugo" "$work/eleventy"
    ln -s "$PWD/bench/rivals/node_modules" "$work/eleventy/node_modules"
    row Hugo env -C "$work/hugo" hugo --quiet --destination "$work/out"
    same Hugo
    rm -rf "$work/out"
    row Eleventy env -C "$work/eleventy" node_modules/.bin/eleventy --quiet --output="$work/out"
    same Eleventy
  fi
  rm -rf "$work"
done

echo
awk -F '\t' -v cores="$(nproc)" -f bench/ratios.awk "$figures"
{
  printf '{"machine": {"cpu": "%s", "cores": %d},\n "runs": [\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)"
  awk -F '\t' '{
    split($1, size, "x")
    printf "%s  {\"listings\": %d, \"locales\": %d, \"case\": \"%s\", \"wall_s\": %s, \"cpu_s\": %s, \"peak_mb\": %s, \"files\": %d, \"pages\": %d, \"bytes\": %.0f, \"on\": \"%s\"}",
      (NR > 1 ? ",\n" : ""), size[1], (2 in size) ? size[2] : 5, $2, $3, $4, $5, $6, $7, $8, $9
  }' "$figures"
  printf ' ]}\n'
} >bench/results.json
