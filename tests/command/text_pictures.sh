#!/usr/bin/env bash
# Pictures in texts: the listing's own files, made anew; never a file that a field names which nobody may see.
. "$(dirname "$0")/_site.sh"
site=$work/site
copy_site "$site"
listing=$site/content/listings/grafana-hosted

# page FOLDER: the part of the English page with the picture in it.
page() { grep -o '<img src="[^"]*media/[^"]*"[^>]*loading="lazy">' "$1"; }

build_or_die "$site"
picture=$(page "$site/public/en/products/grafana-hosted/index.html") || fail "no picture on the page"
[[ $picture =~ src=\"(/[^\"]*)\" ]] && path=${BASH_REMATCH[1]}
[[ $picture == *' width="1200" height="640" '* && $picture == *'alt="A dashboard'* ]] || fail "the picture is $picture"
[ "$(head -c 8 "$site/public$path" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "no picture at $path"
cmp -s "$site/public$path" "$listing/dashboard.png" && fail "the seller's own bytes are published"
"$ONSHELF" audit "$site/public" >"$work/said" 2>&1 || fail "the audit complains: $(cat "$work/said")"

# Its address is its content: what did not change keeps it, in every language.
german=$(page "$site/public/de/products/grafana-hosted/index.html")
[ "${german#*src=}" = "${picture#*src=}" ] || fail "another address in another language: $german"

# Links to downloads and pictures, names with blanks, HTML; and what is not there, not the listing's, or no picture.
cp "$listing/dashboard.png" "$listing/a b.png"
cp "$listing/dashboard.png" "$listing/scan.png"
cp "$listing/dashboard.png" "$listing/"$'ka\xcc\x88y.png'  # the same name as the record's, decomposed
echo 'no picture' >"$listing/broken.png"
cat >>"$listing/details.en.md" <<'END'

![one](a%20b.png) [large](<a b.png>) ![none](missing.png) ![up](../gitea-tencent/icon.png) ![secret](scan.png) [secret](scan.png) ![key](ka%CC%88y.png)
![broken](broken.png) ![web](https://elsewhere.example/x.png) ![text](details.zh-CN.md) ![record](listing.json)
END
sed -i 's/"orders": "[^"]*"/"orders": ["a copy of .\/Scan.PNG", {"k\xc3\xa4y.png": 1}]/' "$listing/listing.json"
build "$site"
html=$site/public/en/products/grafana-hosted/index.html
[ "$(page "$html" | wc -l)" -eq 2 ] || fail "not two pictures: $(page "$html")"
grep -q '<a href="/media/grafana-hosted/[0-9a-f]*\.png"[^>]*>large</a>' "$html" || fail "no link to a picture"
for word in none up secret key broken web text record; do
  grep -q "$word" "$html" || fail "the description \"$word\" is gone"
done
grep -q 'elsewhere\.example\|scan\|missing\.png' "$html" && fail "an address of what is not published: $(grep -o 'elsewhere[^"]*\|scan[^"]*' "$html" | head -n 1)"
[ "$(ls "$site/public/media/grafana-hosted" | grep -c '^[0-9a-f]*\.png$')" -eq 1 ] || fail "files of it: $(ls "$site/public/media/grafana-hosted")"
grep -q 'broken.png: warning:' "$site.err" || fail "nobody says that a picture is broken: $(cat "$site.err")"

# A build without pictures asks nobody what is in one; the build with pictures after it sees what came meanwhile.
build_or_die "$site" --no-icons
cp "$listing/icon.png" "$listing/scan.png"
printf more >>"$listing/dashboard.png"
build_or_die "$site" --no-icons --stats
listings=$(ls "$site/content/listings" | wc -l)
grep -q " $listings listings, $listings as before" "$site.err" "$site.out" || fail "other pixels, and a text-only listing is read again: $(grep listings "$site.err" "$site.out")"
# A picture that is a file of the record's own is asked for, and the listing remembered all the same.
attached=$site/content/listings/gitea-alibaba
sed -i 's/"patent_proof": "[^"]*"/"patent_proof": "patent.png"/' "$attached/listing.json"
cp "$listing/icon.png" "$attached/patent.png"
sleep 2.1
build_or_die "$site" --no-icons
build_or_die "$site" --no-icons --stats
grep -q '^read ' "$site.err" "$site.out" && grep -q " $listings listings, $listings as before" "$site.err" "$site.out" || fail "a listing with a picture as its file is read again"
build_or_die "$site"
cp -r "$site/public" "$work/with-pictures"
rm -rf "$site/public" "$site/.onshelf/cache" "$site/.onshelf/state.db"
build_or_die "$site"
same "with pictures after without" "$work/with-pictures" "$site/public"

# Unlisted: below u/, like all of it.
sed -i 's/"status"/"visibility": "unlisted",\n  "status"/' "$listing/listing.json"
build "$site"
[ ! -e "$site/public/media/grafana-hosted" ] || fail "media of an unlisted listing outside u/"
grep -rlq 'src="/media/u/[0-9a-f]*/[0-9a-f]*\.png"' "$site/public/en/u" || fail "the unlisted page has no picture"
exit $failures
