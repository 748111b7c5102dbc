#!/usr/bin/env bash
# D1: records that make a parser spin, abort or eat memory cost their own listings only: all sound ones of the same build are
# published, none of the others, and each of those is named.
. "$(dirname "$0")/../command/_site.sh"
sound=500 hostile=50
site=$work/site
copy_site "$site"
listings=$site/content/listings
model=$work/model
cp -r "$listings/gitea-alibaba" "$model"
rm -rf "${listings:?}"/* "$model/draft"

# add ID: a copy of a sound listing under a name of its own.
add() {
  cp -r "$model" "$listings/$1"
  sed -i -e "s/\"id\": *\"gitea-alibaba\"/\"id\": \"$1\"/" -e '/"slug"/d' -e '/"product"/d' "$listings/$1/listing.json"
}

repeat() { (set +o pipefail; yes "$1" | head -n "$2" | tr -d "\n"); }

for ((i = 0; i < sound; ++i)); do add "sound-$i"; done
for ((i = 0; i < hostile; ++i)); do
  add "hostile-$i"
  text=$listings/hostile-$i/details.en
  case $((i % 8)) in
    0) repeat '|' 40000 | fold -w 101 >"$text.md"; repeat '|-' 90 >>"$text.md"; echo >>"$text.md"; repeat '|a' 40000 | fold -w 180 >>"$text.md" ;;
    1) { echo "[a]: <$(repeat x 60000)>"; echo; repeat '[a] ' 30000; } >"$text.md" ;;
    2) repeat '[' 100000 >"$text.md" ;;
    3) rm "$text.md"; repeat '<div>' 40000 >"$text.html" ;;
    4) rm "$text.md"; { repeat '<b>' 90; repeat '<p>x' 40000; } >"$text.html" ;;
    5) rm "$text.md"; repeat '<a>' 19000 >"$text.html" ;;
    6) repeat '> ' 90000 >"$text.md" ;;
    7) printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\1\206\240\0\1\206\240\10\6\0\0\0junk' >"$listings/hostile-$i/icon.png" ;;
  esac
done

code=0
"$ONSHELF" build "$site" --now "$now" --most 1000 >"$work/out" 2>"$work/err" || code=$?
[ $code -eq 1 ] || fail "the build ended with $code: $(tail -n 3 "$work/err")"
grep -q "^$sound listings published, 0 unlisted, 0 withheld, $hostile left out" "$work/out" || fail "$(cat "$work/out")"
for ((i = 0; i < hostile; ++i)); do
  grep -q "^content/listings/hostile-$i[/:]" "$work/err" || fail "nothing is said of hostile-$i"
  [ ! -e "$site/public/en/products/hostile-$i" ] || fail "hostile-$i has a page"
done
exit $failures
