# Read by the other scripts: a folder of their own that goes when they end, and copies of the demo site in it.
# A copy, because two builds of one site cannot run at once and ctest runs scripts side by side.
set -euo pipefail
sources=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
now=2026-11-20T08:00:00Z

fail() {
  echo "$*"
  failures=1
}

# copy_site FOLDER: the demo site's inputs. Its templates and themes are the installed ones, which are the same.
copy_site() {
  mkdir -p "$1"
  cp -r "$sources/content" "$sources/site" "$1"
}

# build FOLDER [OPTION...]: exit code and words go to $code, FOLDER.out and FOLDER.err.
build() {
  code=0
  "$ONSHELF" build "$1" --now "$now" "${@:2}" >"$1.out" 2>"$1.err" || code=$?
}

# build_or_die: for what has to work before anything can be tested.
build_or_die() {
  build "$@"
  [ $code -eq 0 ] || { echo "the build of $1 ended with $code:"; cat "$1.out" "$1.err"; exit 1; }
}

# same WHAT FOLDER FOLDER: names and bytes. Comparing folders with diff also finds missing and further files.
same() {
  diff -rq --no-dereference "$2" "$3" >"$work/diff" 2>&1 || { fail "$1: not the same bytes"; head -n 20 "$work/diff"; }
}
