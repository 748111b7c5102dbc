#!/usr/bin/env bash
# Same inputs, same bytes: whatever the number of processes, the surroundings, the place and the order of the folders; and
# a build with nothing to do does nothing.
. "$(dirname "$0")/../command/_site.sh"

copy_site "$work/site"
reference=$work/reference
build_or_die "$work/site" --jobs 2
mv "$work/site/public" "$reference"
cp "$work/site/.onshelf/history.json" "$work/history.json"

# again WHAT [NAME=VALUE...] [OPTION...]: a clean build compared with the first.
again() {
  local what=$1 surroundings=()
  shift
  while [[ ${1:-} == *=* ]]; do surroundings+=("$1"); shift; done
  rm -rf "$work/site/public" "$work/site/.onshelf"
  env "${surroundings[@]}" "$ONSHELF" build "$work/site" --now "$now" --quiet "$@" 2>"$work/err" ||
    { fail "$what: the build failed"; cat "$work/err"; }
  same "$what" "$reference" "$work/site/public"
  same "$what, history" "$work/history.json" "$work/site/.onshelf/history.json"
}
again "one process" --jobs 1
again "five processes, another time zone" TZ=Pacific/Kiritimati --jobs 5
again "another language" LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 LANGUAGE=de
again "no language, another time zone" LC_ALL=C TZ=America/St_Johns
again "a Turkish machine" LC_ALL=tr_TR.UTF-8 HOME=/nonexistent
(
  umask 077
  again "umask 077"
  exit $failures
) || failures=1
# The mode is not in the bytes, and a web server has to read what it serves or not as the owner said.
[ "$(stat -c %a "$work/site/public/index.html")" = 600 ] || fail "umask 077: the umask was not obeyed"

# A folder in memory lists its entries in the order of their making, reversed; others by a hash of the name.
shuffled=$work/and/a/rather/longer/way
[ -w /dev/shm ] && shuffled=$(mktemp -d /dev/shm/onshelf.XXXXXX)/site && trap 'rm -rf "$work" "${shuffled%/site}"' EXIT
mkdir -p "$shuffled"
(cd "$sources" && find content site -print0) | shuf -z --random-source=<(yes) |
  while IFS= read -r -d '' name; do
    if [ -d "$sources/$name" ]; then
      mkdir -p "$shuffled/$name"
    else
      mkdir -p "$shuffled/${name%/*}" && cp "$sources/$name" "$shuffled/$name"
    fi
  done
(cd "${shuffled%/*}" && "$ONSHELF" build "${shuffled##*/}" --now "$now" --jobs 3 --quiet 2>"$work/err") ||
  { fail "shuffled: the build failed"; cat "$work/err"; }
same "another path, the folders in another order" "$reference" "$shuffled/public"

# Nothing to do.
idle() {
  grep -q ': 0 written, [1-9][0-9]* unchanged, 0 removed' "$work/site.out" ||
    { fail "$1: $(cat "$work/site.out")"; find "$work/site/public" -newer "$work/before" -type f | head; }
  same "$1" "$reference" "$work/site/public"
}
touch "$work/before"
build_or_die "$work/site"
idle "built again"
rm -r "$work/site/.onshelf"
build_or_die "$work/site"
idle "state and history deleted"
rm "$work/site/.onshelf/state.db"
now=2026-12-31T23:59:59Z
build_or_die "$work/site"
idle "a month later, with the history"

# The clock is an input like any other: without --now, too, the history says when things changed.
rm -rf "$work/site/public" "$work/site/.onshelf"
"$ONSHELF" build "$work/site" --quiet
"$ONSHELF" build "$work/site" >"$work/site.out"
grep -q ': 0 written' "$work/site.out" || fail "by the clock, built again: $(cat "$work/site.out")"
exit $failures
