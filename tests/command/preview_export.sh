#!/usr/bin/env bash
# A listing in one file: the same bytes each time, what is broken with its findings, and plain words where nothing can be written.
. "$(dirname "$0")/_site.sh"
site=$work/site
mkdir -p "$site/content/listings"
cp -r "$sources/site" "$site"
cp -r "$sources/content/sellers" "$site/content"
for id in zabbix-jd gitea-alibaba gitea-tencent ghost-hosted wordpress-tencent; do cp -r "$sources/content/listings/$id" "$site/content/listings"; done
listings=$site/content/listings
mkdir "$work/out"

# export WANTED FILE [OPTION...]: what was said is in $work/said and $work/told.
export_to() {
  local wanted=$1 file=$2 code=0
  shift 2
  "$ONSHELF" preview "$site" --now "$now" --export "$file" "$@" >"$work/said" 2>"$work/told" </dev/null || code=$?
  [ $code -eq "$wanted" ] || fail "--export $file $* ended with $code: $(head -n 3 "$work/said" "$work/told")"
}
says() { grep -qF -- "$1" "$work/said" "$work/told" || fail "not said: $1: $(cat "$work/said" "$work/told")"; }
has() { grep -qF -- "$2" "$1" || fail "$(basename "$1") has not: $2"; }
has_not() { ! grep -qF -- "$2" "$1" || fail "$(basename "$1") has: $2"; }

# The same bytes, whatever was remembered and however many look at it; and nothing else is left beside them.
one=$work/out/one.html
export_to 0 "$one" --listing gitea-alibaba
says "$one: gitea-alibaba in 5 of 5 languages, 4 findings; $(wc -c <"$one") bytes"
[ "$(wc -l <"$work/said")" -eq 1 ] || fail "more than one line was said"
cp "$one" "$work/first"
rm -r "$site/.onshelf"
echo "what stood there" >"$one"
export_to 0 "$one" --listing gitea-alibaba --jobs 1
cmp -s "$one" "$work/first" || fail "not the same bytes again"
export_to 0 - --listing gitea-alibaba
cmp -s "$work/said" "$work/first" || fail "not the same bytes on stdout"
export_to 0 "$one" --listing gitea-alibaba --quiet
[ ! -s "$work/said" ] && [ ! -s "$work/told" ] || fail "--quiet said something"
[ "$(stat -c %a "$one")" = 600 ] || fail "others can read what is not public: $(stat -c %a "$one")"
[ "$(ls -A "$work/out")" = one.html ] || fail "left beside the file: $(ls -A "$work/out")"
node "$(dirname "$0")/_preview_export.js" "$one" https://catalog.example || fail "one.html"

# What was kept of its record is damaged: it is read again, and nothing is said of it.
node -e "
  const fs = require('fs'), folder = process.argv[1];
  let spoilt = 0;
  for (const name of fs.readdirSync(folder).map((name) => folder + '/' + name)) {
    const bytes = fs.readFileSync(name);
    for (let at = 0; (at = bytes.indexOf('<p>', at)) >= 0; ++at, ++spoilt) bytes[at] ^= 1;
    fs.writeFileSync(name, bytes);
  }
  if (!spoilt) throw new Error('no pages are kept');" "$site/.onshelf/cache/packs"
export_to 0 "$one" --listing gitea-alibaba
cmp -s "$one" "$work/first" || fail "not the same bytes after the cache was damaged"

# Of every language, in its own words; nothing that only the review may see.
for words in 'lang="zh-CN"' 'lang="ar" dir="rtl"' 'ALI-01' 'not in a record' 'ليس في السجل' '320 × 320'; do has "$one" "$words"; done
for hidden in REVIEW-MARKER patent-proof trademark boot.sh; do has_not "$one" "$hidden"; done

# Without a name: the one that waits for approval and was changed last.
touch -d '2026-11-19' "$listings"/*/listing.json "$listings"/*/draft/listing.json
touch -d '2026-11-20' "$listings/gitea-tencent/draft/listing.json"
export_to 0 "$work/out/newest.html"
says 'newest.html: gitea-tencent in '
has_not "$work/out/newest.html" REVIEW-MARKER
has "$work/out/newest.html" 'This edit is not published'

# An unlisted page is not made known by its copies.
export_to 0 "$work/out/unlisted.html" --listing ghost-hosted
has_not "$work/out/unlisted.html" '/u/'

# Broken, and never sound: its findings. A broken edit: the approved version, and the findings.
head -c 300 "$sources/content/listings/zabbix-jd/listing.json" >"$listings/zabbix-jd/listing.json"
export_to 1 "$work/out/broken.html" --listing zabbix-jd
says 'zabbix-jd in 0 of 5 languages, 1 finding, errors among them'
has "$work/out/broken.html" 'There is no page to show'
has "$work/out/broken.html" 'content/listings/zabbix-jd/listing.json:'
has_not "$work/out/broken.html" '<iframe'
has_not "$work/out/broken.html" '<script'
cp -r "$listings/gitea-alibaba" "$work/draft"
mv "$work/draft" "$listings/gitea-alibaba/draft"
sed -i 's/"category": *"[^"]*"/"category": "no-such-category"/' "$listings/gitea-alibaba/draft/listing.json"
export_to 1 "$work/out/stale.html" --listing gitea-alibaba
says 'gitea-alibaba in 5 of 5 languages, 5 findings, errors among them'
has "$work/out/stale.html" 'Until then you see the last state that was sound.'

# What an edit may not change any more is an error of it.
sed -i 's/"category": *"no-such-category"/"category": "developer-tools"/; s/"seller": *"[^"]*"/"seller": "other-works"/' "$listings/gitea-alibaba/draft/listing.json"
sed 's/"id": *"[^"]*"/"id": "other-works"/' "$site/content/sellers/$(ls "$site/content/sellers" | head -n 1)/seller.json" >"$work/seller.json"
mkdir -p "$site/content/sellers/other-works" && cp "$work/seller.json" "$site/content/sellers/other-works/seller.json"
export_to 1 "$work/out/refused.html" --listing gitea-alibaba
says 'errors among them'
has "$work/out/refused.html" 'the seller was'

# What cannot be done says so, and writes nothing.
rm -r "$listings/gitea-alibaba/draft"
export_to 2 "" --listing gitea-alibaba
says 'no file is named'
export_to 2 "$work/out/no.html" --listing gitea-alibba
says 'there is no listing "gitea-alibba"; did you mean "gitea-alibaba"?'
export_to 2 "$work/out" --listing gitea-alibaba
says "$work/out is a folder"
export_to 2 "$work/nowhere/no.html" --listing gitea-alibaba
says "$work/nowhere/no.html lies in no folder that is there"
ln -s nowhere/else.html "$work/out/link.html"
export_to 2 "$work/out/link.html" --listing gitea-alibaba
says 'link.html is no plain file'
export_to 3 /proc/no.html --listing gitea-alibaba
says 'cannot write /proc/no.html'
export_to 2 "$work/out/no.html" --listing gitea-alibaba --port 4000
says 'excludes'
"$ONSHELF" preview "$site" --now "$now" --listing gitea-alibaba --export - >/dev/full 2>"$work/told" && fail "a full disk was not seen"
rm -r "$listings/gitea-tencent" "$listings/zabbix-jd" "$listings/wordpress-tencent"
export_to 2 "$work/out/no.html"
says 'no listing waits for approval'
[ ! -e "$work/out/no.html" ] || fail "no.html was written"
exit $failures
