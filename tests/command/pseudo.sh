#!/usr/bin/env bash
# onshelf build --pseudo on the demo: every text a reader can see is in brackets, but for values that are the same in all languages; the
# rest of the site is as ever, and nothing tells the world of x-test/.
. "$(dirname "$0")/_site.sh"
here=$(cd "$(dirname "$0")" && pwd)

site=$work/site
copy_site "$site"
build "$site" --no-icons
cp -r "$site/public" "$work/before"
cp -r "$site/.onshelf/history.json" "$work/history.json"

code=0
"$ONSHELF" build "$site" --pseudo --no-icons --now "$now" >"$work/out" 2>"$work/err" || code=$?
[ $code -le 1 ] || fail "the build ended with $code: $(cat "$work/out" "$work/err")"
node "$here/_pseudo.js" "$site" "$site/public-pseudo" || fail "see above"
same "the site itself" "$site/public" "$work/before"
cmp -s "$work/history.json" "$site/.onshelf/history.json" || fail "the history was written"
grep -qr 'x-test' "$site/public-pseudo/sitemaps" "$site/public-pseudo/sitemap.xml" && fail "x-test is in a sitemap"
grep -qrE 'hreflang="x-test" href|locale:alternate" content="x' "$site/public-pseudo/en" && fail "x-test is an alternate"

# Never over the site, and no settings make it part of one.
code=0
"$ONSHELF" build "$site" --pseudo --no-icons --out "$site/public" >"$work/out" 2>&1 || code=$?
[ $code -eq 2 ] && grep -q 'does not write over the site' "$work/out" || fail "a pseudo build over the site ended with $code"
same "the site itself, later" "$site/public" "$work/before"
build "$site" --no-icons --out "$site/public-pseudo"
[ $code -eq 2 ] || fail "a build over a pseudo one ended with $code"
sed -i 's/{"tag": "ar"/{"tag": "x-test"/' "$site/site/site.json"
build "$site" --no-icons
[ $code -eq 2 ] || fail "x-test as a locale of the site ended with $code"

exit $failures
