#!/usr/bin/env bash
# What `check` judges: approved records by their rules; with --drafts what is not approved yet; with --render what only
# shows when texts are rendered and pictures decoded.
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"
listings=$site/content/listings

# check [OPTION...]: exit code and words go to $code, $work/out and $work/err.
check() {
  code=0
  "$ONSHELF" check "$site" --now "$now" --most 1000 "$@" >"$work/out" 2>"$work/err" || code=$?
}
says() { grep -qF -- "$2" "$work/out" "$work/err" || fail "$1: not said: $2"; }
silent() { ! grep -qF -- "$2" "$work/out" "$work/err" || fail "$1: said: $2"; }

check
[ $code -eq 0 ] || fail "the demo ended with $code: $(grep -A2 error "$work/err" | head -20)"

# An edit that waits for approval, with a fault in it, and a record that is not approved yet, with another.
mkdir "$listings/zabbix-jd/draft"
sed 's/"seller":/"sellr":/' "$listings/zabbix-jd/listing.json" >"$listings/zabbix-jd/draft/listing.json"
sed -i 's/"status": "[^"]*"/"status": "draft"/; s/"icon": *"[^"]*"/"icon": "nowhere.png"/' "$listings/valkey-tencent/listing.json"
check
[ $code -eq 0 ] || fail "a draft nobody asked about ended with $code"
silent "without --drafts" sellr
silent "without --drafts" nowhere.png
says "without --drafts" "(judge them with --drafts)"
check --drafts
[ $code -eq 1 ] || fail "--drafts ended with $code"
says --drafts "content/listings/zabbix-jd/draft/listing.json:"
says --drafts sellr
says --drafts "content/listings/valkey-tencent/listing.json:"
says --drafts "2 pending edits"
rm -r "$listings/zabbix-jd/draft" "$listings/valkey-tencent"

# Two that ask for one address: what the build would refuse is told before.
mkdir "$listings/gitea-twin"
sed 's/"id": "gitea-alibaba"/"id": "gitea-twin", "slug": "gitea-alibaba"/' "$listings/gitea-alibaba/listing.json" >"$listings/gitea-twin/listing.json"
cp "$listings/gitea-alibaba"/[^l]* "$listings/gitea-twin"
check
[ $code -eq 1 ] || fail "an address that is taken ended with $code"
says "an address that is taken" 'content/listings/gitea-twin/listing.json: error: the address "gitea-alibaba" belongs to listing "gitea-alibaba" [slug-taken]'
says "an address that is taken" "1 would be left out"
silent "names without --render" name-look-alike
check --render
says "names with --render" "name-look-alike"
sed -i 's/"slug": "gitea-alibaba"/"slug": "gitea-later"/' "$listings/gitea-twin/listing.json"
cp -r "$listings/gitea-alibaba" "$listings/gitea-later"
sed -i 's/"id": "gitea-alibaba"/"id": "gitea-later"/; s/"status": *"[^"]*"/"status": "draft"/' "$listings/gitea-later/listing.json"
check
[ $code -eq 0 ] || fail "the id of a draft as slug ended with $code"
says "the id of a draft as slug" 'content/listings/gitea-twin/listing.json: warning: the slug "gitea-later" is the id of another listing, which is not public yet [slug-reserved]'
check --drafts
says "the id of a draft as slug, with --drafts" slug-reserved
rm -r "$listings/gitea-later"
check
silent "the id of no record as slug" slug-reserved
rm -r "$listings/gitea-twin"

# Half a picture has a sound header.
icon=$listings/gitea-tencent/$(sed -n 's/.*"icon": *"\([^"]*\)".*/\1/p;s/.*"商品配图": *"\([^"]*\)".*/\1/p' "$listings/gitea-tencent/listing.json" | head -n 1)
head -c 2000 "$icon" >"$work/half" && mv "$work/half" "$icon"
check
[ $code -eq 0 ] || fail "half a picture ended with $code without --render"
check --render
[ $code -eq 1 ] || fail "half a picture ended with $code"
says "half a picture" "content/listings/gitea-tencent/"

# A text that no parser should see is found without one.
printf '%200s' '' | tr ' ' '[' >>"$listings/gitea-alibaba/details.en.md"
check
[ $code -eq 1 ] || fail "a text nested too deeply ended with $code"
says "a text nested too deeply" markdown-depth
exit $failures

# How much is said in each language, and what a site wants of it.
check --coverage
[ $code -eq 0 ] || fail "--coverage of the demo ended with $code"
says --coverage "en: 98 % of all texts (names 100 %, summaries 100 %, descriptions 100 %), 100 % of the interface"
share=$(sed -n 's/^ar: \([0-9]*\) % of all texts.*/\1/p' "$work/out")
[ -n "$share" ] && [ "$share" -lt 100 ] || fail "the share of Arabic is not told, or all of it: '$share'"
silent --coverage coverage-low
sed -i 's/{"tag": "ar"/{"tag": "ar", "least_coverage": '$((share + 1))'/' "$site/site/site.json"
check --coverage
[ $code -eq 1 ] || fail "too little Arabic ended with $code"
says "too little Arabic" "site/site.json: error: $share % of the listings' texts are written in \"ar\"; the site wants $((share + 1)) % [coverage-low]"
check
[ $code -eq 0 ] || fail "too little Arabic that nobody asked about ended with $code"
sed -i 's/"least_coverage": [0-9]*/"least_coverage": '$share'/' "$site/site/site.json"
check --coverage
[ $code -eq 0 ] || fail "just enough Arabic ended with $code"
# A language without messages of its own.
sed -i 's/{"tag": "ar"/{"tag": "sw"}, {"tag": "ar"/' "$site/site/site.json"
check --coverage
says "a language without messages" "sw: 0 % of all texts (names 0 %, summaries 0 %, descriptions 0 %), 0 % of the interface"
says "a language without messages" 'site/messages/sw.json: warning: '
says "a language without messages" messages-incomplete
