#!/usr/bin/env bash
# The demo as `onshelf audit` reads it: there is nothing to say.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { echo "demo audit: $*"; failures=1; }

code=0
"$ONSHELF" audit "$DEMO" >"$work/out" 2>"$work/said" || code=$?
[ $code = 0 ] && [ ! -s "$work/said" ] || { fail "exit code $code"; head -40 "$work/said"; }
grep -Eq ': [0-9]{3,} files read, [0-9]{3,} of them pages, as https://catalog.example/$' "$work/out" || fail "$(cat "$work/out")"

# It does look: a word of every page is found, and the first page that goes missing.
code=0
"$ONSHELF" audit "$DEMO" --marker 'Openshelf Market' --format github --most 5 >"$work/out" 2>"$work/said" || code=$?
[ $code = 1 ] && [ "$(grep -c '^::error file=.*title=audit-marker::' "$work/out")" = 5 ] || fail "a word of every page is not found"
cp -r "$DEMO" "$work/demo"
rm "$work/demo/en/products/gitea-alibaba/index.html"
code=0
"$ONSHELF" audit "$work/demo" --format json >"$work/out" 2>"$work/said" || code=$?
[ $code = 1 ] || fail "a missing page: exit code $code"
for rule in audit-dead-link audit-hreflang-absent audit-sitemap-absent; do
  grep -q "\"rule\": \"$rule\"" "$work/out" || fail "a missing page: no $rule"
done
exit $failures
