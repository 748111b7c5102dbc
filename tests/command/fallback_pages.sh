#!/usr/bin/env bash
# A site for Hong Kong whose records say much in other Chinese and little in Arabic: texts through languages that have no pages, and what
# becomes of pages with few texts of their own. The audit reads every site as a stranger.
. "$(dirname "$0")/_site.sh"
here=$(cd "$(dirname "$0")" && pwd)

site=$work/site
cp -r "$sources/starter/." "$site"
node "$here/_fallback_pages.js" make "$site"

audit() {
  "$ONSHELF" audit "$site/public" >"$work/audit" 2>&1 || fail "$1: $(cat "$work/audit")"
}

build_or_die "$site"
[ ! -s "$site.err" ] || fail "a sound site is found fault with: $(cat "$site.err")"
node "$here/_fallback_pages.js" keep "$site" || fail "as ever: see above"
audit "as ever"

node "$here/_fallback_pages.js" set "$site" copies 60
build_or_die "$site"
node "$here/_fallback_pages.js" copies "$site" || fail "copies: see above"
audit "copies"

node "$here/_fallback_pages.js" set "$site" omitted 60
build_or_die "$site"
node "$here/_fallback_pages.js" omitted "$site" || fail "omitted: see above"
audit "omitted"
grep -q '^/ar/products/little/ /en/products/little/ 301$' "$site/public/_redirects" || fail "a page that went leads nowhere: $(cat "$site/public/_redirects")"
grep -q '^/ar/products/chinese/ /zh-HK/products/chinese/ 301$' "$site/public/_redirects" || fail "a page that went leads elsewhere"

# The same bytes as a site that never was another.
cp -r "$site" "$work/clean"
rm -rf "$work/clean/public" "$work/clean/.onshelf/cache" "$work/clean/.onshelf/state.db"
build_or_die "$work/clean"
same "a site that was built before" "$site/public" "$work/clean/public"

# Translated after all.
node "$here/_fallback_pages.js" translate "$site"
build_or_die "$site"
grep -q '^/ar/products/little/' "$site/public/_redirects" && fail "a page that came back is still sent away"
grep -q 'hreflang="ar"' "$site/public/en/products/little/index.html" || fail "a page that came back is not announced"
audit "translated"

# A language that nothing is known of is told of, and nothing of the process's own stands in for it.
node "$here/_fallback_pages.js" latin "$site"
for own in C de_DE.UTF-8 ar_EG.UTF-8; do
  env LC_ALL="$own" LANG="$own" "$ONSHELF" build "$site" --now "$now" --fresh --out "$work/$own" >/dev/null 2>"$work/err" || fail "a build in a process of $own ended with $?"
  grep -q '\[site-locale-data\]' "$work/err" || fail "a language without data is not told of: $(cat "$work/err")"
  same "a process of $own" "$work/C" "$work/$own"
done

exit $failures
