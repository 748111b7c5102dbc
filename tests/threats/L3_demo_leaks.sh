#!/usr/bin/env bash
# Nothing marked as secret, internal, for the reviewer or as a draft is in the demo site, in what builds keep, or in what a
# build says, in whatever encoding.
. "$(dirname "$0")/../command/_site.sh"
copy_site "$work/site"
build "$work/site" --explain
[ $code -le 1 ] || { fail "the build ended with $code"; cat "$work/site.err"; }
"$ONSHELF" check "$work/site" --now "$now" >"$work/check.out" 2>"$work/check.err" || true
grep -q withheld "$work/site.out" || fail "--explain explains nothing"
node "$sources/tests/command/demo_leaks.js" "$sources/content" "${DEMO:-$sources/public}" \
  "$work/site/public" "$work/site/.onshelf" "$work"/*.out "$work"/*.err || failures=1
exit $failures
