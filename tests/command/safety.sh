#!/usr/bin/env bash
# What a build may do to a disk, on real folders: it refuses with the old site untouched, never touches what is not its own,
# takes away what is no longer published, and survives being killed.
. "$(dirname "$0")/_site.sh"
golden=$sources/tests/golden/small

new_site() {
  rm -rf "$work/site"
  mkdir "$work/site"
  cp -r "$golden/site" "$golden/content" "$work/site"
}
# Every name, kind, link, time and byte. (Not the times of folders: a build tries whether it may make files there.)
picture() {
  (cd "$1" && find . -printf '%p %y %l\n' | sort && find . -type f -printf '%p %T@\n' | sort &&
    find . -type f -exec sha256sum {} + | sort)
}
# refused WHAT EXIT_CODE WORDS: said so, in words, not in those of a programmer.
refused() {
  [ $code -eq "$2" ] || fail "$1: ended with $code, not $2"
  grep -q -- "$3" "$work/site.err" || { fail "$1: not said"; cat "$work/site.err"; }
  ! grep -qE 'terminate|std::|what\(\)|Aborted|basic_string|filesystem error' "$work/site.err" || fail "$1: $(cat "$work/site.err")"
}
said() { grep -q -- "$2" "$work/site.err" || { fail "$1: not said: $2"; cat "$work/site.err"; }; }

# Refusals ------------------------------------------------------------------------------------------------------------

new_site
mkdir "$work/site/public"
echo mine >"$work/site/public/thesis.txt"
picture "$work/site/public" >"$work/before"
build "$work/site"
refused "a folder with someone's files" 2 output-not-empty
picture "$work/site/public" | cmp -s - "$work/before" || fail "a folder with someone's files was touched"

new_site
echo mine >"$work/site/public"
build "$work/site"
refused "a file where the output folder should be" 3 output-unwritable
[ "$(cat "$work/site/public")" = mine ] || fail "the file in the output folder's place was touched"

new_site
for place in . content site content/listings/new / "${HOME:-/root}"; do
  (cd "$work/site" && find . -type f | sort) >"$work/before"
  code=0
  (cd "$work/site" && "$ONSHELF" build . --out "$place" --now "$now" >"$work/site.out" 2>"$work/site.err") || code=$?
  refused "--out $place" 2 output-place
  (cd "$work/site" && find . -path ./.onshelf -prune -o -type f -print | sort) | cmp -s - "$work/before" ||
    fail "--out $place: something was written"
done

for address in shop.example ftp://shop.example/ https:// 'https://shop.example/a b/' 'https://shop.example/";x' "https://shop.example/?q" \
  $'https://shop\x01.example/' $'https://shop\x7f.example/' $'https://shop\xff.example/' 'https://"shop".example/' 'https://<shop>/'; do
  build "$work/site" --base-url "$address"
  refused "--base-url $address" 2 'no address of a site'
done

# Cannot write: root may write anywhere, so a read-only mount, where one may be made; else the folder's permissions.
new_site
build_or_die "$work/site"
picture "$work/site/public" >"$work/before"
sed -i 's/Tea Notes/Tea Notebook/' "$work/site/content/listings/tea-notes/listing.json"
if [ "$(id -u)" != 0 ]; then
  find "$work/site/public" -type d -exec chmod a-w {} +
  build "$work/site"
  refused "a folder that cannot be written" 3 output-unwritable
  find "$work/site/public" -type d -exec chmod u+w {} +
elif unshare -m true 2>/dev/null; then
  code=0
  unshare -m bash -c 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"' - "$work/site/public" \
    "$ONSHELF" build "$work/site" --now "$now" >"$work/site.out" 2>"$work/site.err" || code=$?
  refused "a folder that cannot be written" 3 output-unwritable
fi
picture "$work/site/public" | cmp -s - "$work/before" || fail "a folder that cannot be written: the old site was touched"
# The disk fails after the beginning: a limit on file sizes lets no large file grow.
code=0
(ulimit -f 2 && trap '' XFSZ && "$ONSHELF" build "$work/site" --now "$now" >"$work/site.out" 2>"$work/site.err") || code=$?
refused "a disk that is full" 3 'onshelf: '
(cd "$work/site/public" && find . -type f | sort) >"$work/names"
(cd "$golden/expected" && find . -type f ! -name messages.txt ! -name history.json | sort) | cmp -s - "$work/names" ||
  fail "a disk that is full: the old site lost or won files"
build_or_die "$work/site"
grep -q 'Tea Notebook' "$work/site/public/en/products/tea-notes/index.html" || fail "a disk that was full: not finished after it"

# A wrong setting leaves the old site as it was; so does --strict with a wrong listing.
picture "$work/site/public" >"$work/before"
sed -i 's/"default_locale"/"default_local"/' "$work/site/site/site.json"
build "$work/site"
refused "a wrong setting" 2 default_local
sed -i 's/"default_local"/"default_locale"/' "$work/site/site/site.json"
sed -i 's/"seller": "acme"/"seller": "acmee"/' "$work/site/content/listings/tea-notes/listing.json"
build "$work/site" --strict
refused "--strict" 1 seller-unknown
picture "$work/site/public" | cmp -s - "$work/before" || fail "a wrong setting or --strict: the old site was touched"

# What is not ours -----------------------------------------------------------------------------------------------------

new_site
build_or_die "$work/site"
public=$work/site/public
echo mine >"$public/en/notes.txt"
mkdir "$public/empty"
build_or_die "$work/site"
said "a further file" 'public/en/notes.txt: warning: .*\[output-foreign\]'
[ "$(cat "$public/en/notes.txt")" = mine ] && [ -d "$public/empty" ] || fail "a further file or folder was touched"

# Links that lead away: in a file's place, in a folder's, and in that of the file that says the folder is ours.
mkdir "$work/away" "$work/away/en"
echo precious >"$work/away/file"
echo precious >"$work/away/en/index.html"
rm -r "$public/en/products/tea-notes/index.html" "$public/ar"
ln -s "$work/away/file" "$public/en/products/tea-notes/index.html"
ln -s "$work/away/en" "$public/ar"
rm "$public/robots.txt" && ln -s "$work/away/file" "$public/robots.txt"
picture "$work/away" >"$work/before"
build "$work/site"
[ $code -eq 1 ] || fail "planted links: ended with $code, not 1"
said "a link in a page's place" 'tea-notes/index.html: error: .*\[foreign-file\]'
said "a link in a folder's place" 'ar/index.html: error: .*\[foreign-file\]'
picture "$work/away" | cmp -s - "$work/before" || fail "planted links were followed"
[ -L "$public/ar" ] && [ -L "$public/robots.txt" ] || fail "planted links were replaced"
# Nor when what lies behind them is no longer published.
rm -r "$work/site/content/listings/cask-db" "$work/site/content/listings/tea-notes"
build "$work/site"
picture "$work/away" | cmp -s - "$work/before" || fail "planted links were followed when removing"

# What is no longer published ------------------------------------------------------------------------------------------

new_site
build_or_die "$work/site"
public=$work/site/public
sed -i 's/"on-shelf"/"removed"/' "$work/site/content/listings/tea-notes/listing.json"
sed -i 's/"id": "cask-db",/"id": "cask-db", "slug": "cask",/' "$work/site/content/listings/cask-db/listing.json"
now=2026-11-21T08:00:00Z
build "$work/site"
[ $code -le 1 ] || fail "a removed listing: ended with $code"
cat >"$work/redirects" <<'END'
/shop/ar/products/cask-db/ /shop/ar/products/cask/ 301
/shop/en/products/cask-db/ /shop/en/products/cask/ 301
/shop/ar/products/tea-notes/ /shop/404.html 410
/shop/en/products/tea-notes/ /shop/404.html 410
END
diff "$work/redirects" "$public/_redirects" || fail "a removed and a renamed listing: other rules"
left=$(cd "$public" && find . -path '*tea-notes*' -o -path '*products/cask-db*' -o -type d -empty)
[ -z "$left" ] || fail "a removed listing left: $left"
grep -rl 'tea-notes\|Tea Notes' "$public" --exclude=_redirects && fail "a removed listing is still named"
# The same without the state: the history alone knows.
cp -r "$public" "$work/then"
rm -r "$public" "$work/site/.onshelf/state.db"
build "$work/site"
same "a removed listing, built anew from the history" "$work/then" "$public"
rm -r "$work/then"
# Renamed once more: all addresses it ever had lead to the one it has.
sed -i 's/"slug": "cask"/"slug": "oak"/' "$work/site/content/listings/cask-db/listing.json"
build "$work/site"
for old in cask-db cask; do
  grep -qx "/shop/en/products/$old/ /shop/en/products/oak/ 301" "$public/_redirects" ||
    fail "renamed twice: $(grep "en/products/$old/" "$public/_redirects")"
done
# And back again.
sed -i 's/"removed"/"on-shelf"/' "$work/site/content/listings/tea-notes/listing.json"
build_or_die "$work/site"
! grep -q tea-notes "$public/_redirects" || fail "a listing that came back is still gone by _redirects"

# Two at once, and one that is killed ----------------------------------------------------------------------------------

new_site
# The lock is held as a build holds it.
build_or_die "$work/site"
picture "$work/site/public" >"$work/before"
for folder in .onshelf public; do
  exec {lock}<"$work/site/$folder"
  flock -n "$lock"
  build "$work/site"
  refused "another build holds $folder" 2 output-busy
  exec {lock}<&-
done
picture "$work/site/public" | cmp -s - "$work/before" || fail "two builds at once: the second wrote"

# Of two builds begun together one may be refused; what stands in the end is whole.
rm -rf "$work/site/public" "$work/site/.onshelf"
"$ONSHELF" build "$work/site" --now 2026-11-20T08:00:00Z >/dev/null 2>"$work/first" & first=$!
"$ONSHELF" build "$work/site" --now 2026-11-20T08:00:00Z >/dev/null 2>"$work/second" & second=$!
wait $first && one=0 || one=$?
wait $second && two=0 || two=$?
case $one$two in
  00) ;;
  02) grep -q output-busy "$work/second" || fail "two builds: $(cat "$work/second")" ;;
  20) grep -q output-busy "$work/first" || fail "two builds: $(cat "$work/first")" ;;
  *) fail "two builds ended with $one and $two" ;;
esac
rm -rf "$work/whole"
cp -r "$golden/expected" "$work/whole"
rm "$work/whole/history.json" "$work/whole/messages.txt"
same "two builds at once" "$work/whole" "$work/site/public"

# Killed at many moments of a build that replaces one site by another; the next one makes the same as a clean one.
demo=$work/demo
copy_site "$demo"
now=2026-11-20T08:00:00Z
build_or_die "$demo" --no-icons
cp -r "$demo/content" "$work/content-before"
rm -r "$demo/content/listings/gitea-alibaba"
sed -i 's/"id": "grafana-jd",/"id": "grafana-jd", "slug": "grafana-board",/' "$demo/content/listings/grafana-jd/listing.json"
sed -i 's/Keycloak/Key Cloak/' "$demo/content/listings/keycloak-alibaba/listing.json"
cp "$demo/.onshelf/history.json" "$work/history"
rm -rf "$demo/public" "$demo/.onshelf"
build_or_die "$demo" --no-icons --history "$work/history"
mv "$demo/public" "$work/clean"
mv "$work/history" "$work/history-clean"
mv "$demo/content" "$work/content-after"

# Workers outlive their killed parent by a moment, and hold its lock that long.
build_after_kill() {
  for _ in {1..50}; do
    build "$demo" --no-icons
    grep -q output-busy "$demo.err" || break
    sleep 0.1
  done
  [ $code -eq 0 ] || { fail "killed after $moment s: the next build ended with $code"; cat "$demo.err"; }
}
for moment in 0.03 0.06 0.1 0.15 0.2 0.3; do
  # From nothing, then over an older site.
  for content in before after; do
    rm -rf "$demo/content"
    cp -r "$work/content-$content" "$demo/content"
    setsid "$ONSHELF" build "$demo" --no-icons --now "$now" >/dev/null 2>&1 & victim=$!
    sleep "$moment"
    kill -9 -- -$victim 2>/dev/null || true
    wait $victim 2>/dev/null || true
  done
  # The history is kept by CI, which had it from the last build that ended well.
  rm -rf "$demo/content"
  cp -r "$work/content-before" "$demo/content"
  build_after_kill
  rm -rf "$demo/content"
  cp -r "$work/content-after" "$demo/content"
  setsid "$ONSHELF" build "$demo" --no-icons --now "$now" >/dev/null 2>&1 & victim=$!
  sleep "$moment"
  kill -9 $victim 2>/dev/null || true
  wait $victim 2>/dev/null || true
  build_after_kill
  same "killed after $moment s" "$work/clean" "$demo/public"
  same "killed after $moment s, history" "$work/history-clean" "$demo/.onshelf/history.json"
  [ "$(ls -A "$demo/.onshelf" | sort | tr '\n' ' ')" = "cache history.json nginx.conf state.db " ] ||
    fail "killed after $moment s: left in the state folder: $(ls -A "$demo/.onshelf")"
done

# An index of a cache that somebody changed: the cache is worth nothing then, and nothing is lost or refused for it. ------------

new_site
build_or_die "$work/site"
cp -r "$work/site/public" "$work/undamaged"
cp -r "$work/site/.onshelf" "$work/state"
one=$(find "$work/site/content/listings" -name listing.json | sort | head -1)
for damage in "conditions = substr(conditions, 1, 5)" "conditions = x''" "conditions = x'ffffffffffffffffffff'" "reply = made, made = reply" \
  "reply = made" "made = reply" "reply = x'00'" "key = x'00' WHERE id = 1"; do
  for words in as_they_were changed; do
    rm -rf "$work/site/.onshelf" "$work/site/public" "$work/site/site/messages"
    cp -r "$work/state" "$work/site/.onshelf"
    cp -r "$work/undamaged" "$work/site/public"
    sqlite3 "$work/site/.onshelf/cache/records.db" "UPDATE records SET $damage" || fail "$damage: not done"
    echo >>"$one"  # or nothing would be looked at
    if [ $words = changed ]; then
      mkdir "$work/site/site/messages"
      echo '{"price.free": "No charge"}' >"$work/site/site/messages/en.json"
    fi
    build "$work/site"
    [ $code -eq 0 ] || { fail "$damage, words $words: ended with $code"; head -5 "$work/site.err"; }
    [ $words = changed ] || same "$damage" "$work/undamaged" "$work/site/public"
    build "$work/site"
    [ $code -eq 0 ] || fail "$damage, words $words: the build after it ended with $code"
  done
done

# The build state keeps long texts beside the list of files: with a damaged one a build looks, and the next one has it again.
rm -rf "$work/site/.onshelf" "$work/site/public" "$work/site/site/messages"
build_or_die "$work/site"
cp -r "$work/site/public" "$work/undamaged-state"
state=$work/site/.onshelf/state.db
texts=$(sqlite3 "$state" "SELECT text FROM texts ORDER BY text" | tr '\n' ' ')
[ "$texts" = "1 2 3 4 " ] || fail "texts of the state: $texts"
sleep 2.1  # until stamps of what was written are believed
build_or_die "$work/site"
for text in $texts; do
  for damage in "UPDATE pieces SET bytes = randomblob(length(bytes))" "DELETE FROM pieces" "DELETE FROM texts"; do
    sqlite3 "$state" "$damage WHERE text = $text" || fail "$damage, text $text: not done"
    for edit in nothing once again; do
      [ $edit = nothing ] || echo >>"$one"
      build "$work/site" --stats
      [ $code -eq 0 ] || { fail "$damage, text $text: the build after it, changed: $edit, ended with $code"; head -5 "$work/site.err"; }
    done
    grep -q '^plan .*, as before$' "$work/site.out" "$work/site.err" || fail "$damage, text $text: it is not there again"
  done
done
# What none of ours can have written: the state is made anew, and whoever builds again finds nothing to do.
for sql in "INSERT INTO pieces VALUES (1, 1, -1, x'00')" "INSERT INTO pieces VALUES (1, 1, 0.5, x'00')" "INSERT INTO pieces VALUES (1, 77, 0, x'00')" \
  "UPDATE pieces SET text = 257 WHERE text = 1" \
  "ALTER TABLE pieces RENAME TO was; CREATE TABLE pieces (folder INTEGER, text INTEGER, number INTEGER, bytes BLOB); INSERT INTO pieces SELECT * FROM was; DROP TABLE was"; do
  sqlite3 "$state" "$sql" || fail "$sql: not done"
  build "$work/site"
  [ $code -eq 0 ] && grep -q 'state-damaged' "$work/site.err" || fail "$sql: not told, or ended with $code"
  build "$work/site" --stats
  [ $code -eq 0 ] && ! grep -q '^plan ' "$work/site.out" "$work/site.err" || fail "$sql: ended with $code, or there was something to do"
done
same "damaged texts of the state" "$work/undamaged-state" "$work/site/public"
exit $failures
