#!/usr/bin/env bash
# `onshelf audit` of a small sound site, and of copies of it in which one thing each is wrong (tests/audit/README.md).
set -euo pipefail
cases=$(cd "$(dirname "$0")/../audit" && pwd)
rules=$(cd "$(dirname "$0")/../../src/audit" && pwd)/rules.cpp
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { echo "audit: $*"; failures=1; }

# What the plants call the files they touch.
export token=5f0c9a4e7b21d836
export start=index.html home=en/index.html heim=de/index.html one=en/products/one/index.html ein=de/products/one/index.html
export secret=en/u/$token/index.html map=sitemaps/all.xml

# run_audit: of $work/site with the options of $work/options; words in $work/said, exit code in $code.
run_audit() {
  local options=()
  [ ! -f "$work/options" ] || readarray -t options <"$work/options"
  code=0
  (cd "$work" && "$ONSHELF" audit site --jobs 2 "${options[@]}") >"$work/out" 2>"$work/said" || code=$?
}

# try FILE NAME PLANT EXPECTED: prints what was said when it is to be accepted.
try() {
  local name="$1: $2" wanted
  rm -rf "$work/site" "$work/options"
  cp -r "$cases/sound" "$work/site"
  (cd "$work/site" && options() { printf '%s\n' "$@" >"$work/options"; } && eval "$3") || fail "$name: planting failed"
  if [ ! -f "$work/options" ] && diff -rq --no-dereference "$cases/sound" "$work/site" >/dev/null 2>&1; then fail "$name: nothing was planted"; fi
  run_audit
  wanted=1
  ! grep -q '^0 errors' "$work/said" || wanted=0
  [ $code = $wanted ] || fail "$name: exit code $code"
  grep -o '\[audit-[a-z0-9-]*\]' "$work/said" | tr -d '[]' >>"$work/rules" || true
  if [ -n "${UPDATE_GOLDEN:-}" ]; then
    printf '== %s\n%s\n--\n' "$2" "$3" >>"$work/new"
    cat "$work/said" >>"$work/new"
    echo >>"$work/new"
  elif [ "$(cat "$work/said")" != "$4" ]; then
    fail "$name:"
    diff <(printf '%s\n' "$4") "$work/said" | head -40
  fi
}

cp -r "$cases/sound" "$work/site"
run_audit
[ $code = 0 ] && [ ! -s "$work/said" ] || { fail "the sound site is not: exit code $code"; cat "$work/said"; }
[ "$(cat "$work/out")" = "site: 22 files read, 7 of them pages, as https://shop.example/" ] || fail "other summary: $(cat "$work/out")"

# The example of the documentation.
sed -i 's,href="/en/#all",href="/en/none/",' "$work/site/$one"
mv "$work/site" "$work/public"
(cd "$work" && "$ONSHELF" audit public) >"$work/out" 2>"$work/said" || true
cat "$work/said" "$work/out" | sed 's/^/    /' >"$work/example"
grep -A100 -F '$ onshelf audit public' "$cases/../../docs/audit.md" | sed '1d; /^$/,$d' | diff - "$work/example" ||
  fail "docs/audit.md shows other words"

# Formats, languages, and what cannot be done.
(cd "$work" && "$ONSHELF" audit public --format json) >"$work/out" 2>"$work/said" || true
node -e '
  const {findings, errors} = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const {file, line, column} = findings[0].where;
  process.exit(errors === 1 && findings[0].rule === "audit-dead-link" && file + line + "," + column === "public/en/products/one/index.html27,13" ? 0 : 1);
' <"$work/out" || fail "other JSON: $(cat "$work/out")"
(cd "$work" && "$ONSHELF" audit public --lang de) >"$work/out" 2>"$work/said" || true
grep -q 'Fehler: Unter /en/none/ ist nichts \[audit-dead-link\]' "$work/said" || fail "no German: $(cat "$work/said")"
refused() {
  local code=0
  (cd "$work" && "$ONSHELF" audit "${@:2}") >"$work/out" 2>"$work/said" || code=$?
  [ $code = 2 ] && [ "$(head -n 1 "$work/said")" = "onshelf audit: $1" ] || fail "${*:2}: exit code $code: $(cat "$work/said")"
}
refused 'there is no folder nowhere' nowhere
refused 'nowhere cannot be read' public --markers nowhere
refused 'marker 2 is too short; 4 bytes are the least' public --marker four --marker xyz
refused '--base-url is no web address of a folder, such as https://shop.example/' public --base-url shop.example
mkdir "$work/empty"
refused 'neither robots.txt nor a page says where the site will be; say it with --base-url' empty
# Nobody but a page says where this one is.
rm "$work/public/robots.txt"
(cd "$work" && "$ONSHELF" audit public) >"$work/out" 2>"$work/said" || true
grep -q 'as https://shop.example/$' "$work/out" || fail "a page's canonical address does not say where the site is"

: >"$work/rules"
for file in "$cases"/*.txt; do
  name='' plant='' expected='' part=''
  head=$(sed '/^== /,$d' "$file")
  [ -z "$head" ] || printf '%s\n' "$head" >"$work/new"
  while IFS= read -r line; do
    case $line in
      '== '*)
        [ -z "$name" ] || try "$(basename "$file")" "$name" "$plant" "$expected"
        name=${line#== } plant='' expected='' part=plant
        ;;
      --) part=expected ;;
      *)
        # Not one line is empty in what is said.
        [ -n "$line" ] || continue
        if [ "$part" = plant ]; then plant+=${plant:+$'\n'}$line; fi
        if [ "$part" = expected ]; then expected+=${expected:+$'\n'}$line; fi
        ;;
    esac
  done <"$file"
  [ -z "$name" ] || try "$(basename "$file")" "$name" "$plant" "$expected"
  [ -z "${UPDATE_GOLDEN:-}" ] || mv "$work/new" "$file"
done

# Every rule is planted somewhere, and named in the documentation.
grep -o '"audit-[a-z0-9-]*"' "$rules" | tr -d '"' | sort >"$work/all"
sort -u "$work/rules" | diff "$work/all" - || fail "rules that no plant brings up, or the other way round"
grep -o '^| `audit-[a-z0-9-]*`' "$cases/../../docs/audit.md" | tr -d '|` ' | sort | diff "$work/all" - ||
  fail "docs/audit.md has other rules"
exit $failures
