#!/usr/bin/env bash
# A preview whose catalog is still being read: one listing's pages are there, everything else comes when all is known.
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"
node "$(dirname "$0")/_preview_part.js" "$site" "$now" "$work/out" || failures=1

# What is not there is told before anything is read.
code=0
"$ONSHELF" preview "$site" --listing gitea-alibba >"$work/said" 2>&1 </dev/null || code=$?
[ $code -eq 2 ] && grep -qF 'there is no listing "gitea-alibba"; did you mean "gitea-alibaba"?' "$work/said" ||
  fail "an unknown listing ended with $code: $(cat "$work/said")"
exit $failures
