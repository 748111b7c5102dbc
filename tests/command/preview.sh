#!/usr/bin/env bash
# A preview through many random edits, saved one after the other and together: it lives, its memory stays, and what it serves at the end is
# what a build makes. By hand: tests/command/preview.sh EDITS SEED
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"
# (With an index of names a renamed listing has everything planned anew; without, it is put in place.)
sed -i 's/"name_index": true/"name_index": false/' "$site/site/site.json"
node "$(dirname "$0")/_preview_edits.js" "$site" "$now" "$work/out" "${1:-60}" "${2:-1}" || failures=1

# Words for people: what cannot be served says so and ends.
site=$work/fresh
copy_site "$site"
expect_end() {
  local wanted=$1 text=$2 code=0
  shift 2
  "$ONSHELF" preview "$@" >"$work/said" 2>&1 </dev/null || code=$?
  [ $code -eq "$wanted" ] && grep -qF -- "$text" "$work/said" || fail "preview $* ended with $code: $(head -n 3 "$work/said")"
}
expect_end 2 'there is no such folder' "$work/nowhere"
expect_end 2 'there is no listing "gitea-alibba"; did you mean "gitea-alibaba"?' "$site" --listing gitea-alibba
expect_end 2 'there is no listing "gitea"; did you mean one of gitea-alibaba, gitea-' "$site" --listing gitea --export "$work/none.html"
for any in 0.0.0.0 :: 0:0::0 ::ffff:0.0.0.0 '*' localhost; do expect_end 2 '--bind names one address' "$site" --bind "$any"; done
expect_end 3 'cannot serve at 192.0.2.1:0' "$site" --bind 192.0.2.1
expect_end 2 '--now is no time' "$site" --now yesterday
exit $failures
