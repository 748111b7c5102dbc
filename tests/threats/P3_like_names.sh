#!/usr/bin/env bash
# No two output paths that a file system could take for one: the same download under two such names is one file, and of
# two listings that want one address the earlier owner keeps it, with both named. P5: what is said of a name is escaped.
. "$(dirname "$0")/../command/_site.sh"
mkdir "$work/site"
cp -r "$sources/tests/golden/small/site" "$sources/tests/golden/small/content" "$work/site"
cask=$work/site/content/listings/cask-db
for name in 'GUIDE & notes.pdf' 'Ｇuide & notes.pdf' 'Straße.pdf' 'STRASSE.pdf'; do cp "$cask/Guide & notes.pdf" "$cask/$name"; done
sed -i 's/"user_guide": .*/"user_guide": ["Guide \& notes.pdf", "GUIDE \& notes.pdf", "Ｇuide \& notes.pdf", "Straße.pdf", "STRASSE.pdf"],/' "$cask/listing.json"
build "$work/site"
[ -e "$work/site/public/en/products/cask-db/index.html" ] || { fail "several downloads: not published"; cat "$work/site.err"; }
(cd "$work/site/public" && find . -type f) >"$work/paths"
node -e '
const seen = new Map();
for (const path of require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n")) {
  const key = path.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
  if (seen.has(key)) { console.log(`${seen.get(key)} and ${path} are one`); process.exitCode = 1; }
  seen.set(key, path);
}' "$work/paths" || failures=1
[ "$(grep -c 'media/cask-db/.*pdf' "$work/paths")" = 2 ] || { fail "several downloads: not two files"; grep pdf "$work/paths"; }
grep -o 'href="[^"]*media/cask-db/[^"]*"' "$work/site/public/en/products/cask-db/index.html" | sed 's/.*shop\///; s/"$//' |
  while read -r path; do [ -f "$work/site/public/$(printf '%b' "${path//%/\\x}")" ] || echo "$path leads nowhere"; done >"$work/lost"
[ ! -s "$work/lost" ] || { fail "a link of a download"; cat "$work/lost"; }

# A second one with the slug of a published listing is left out, though its id comes first.
cp -r "$work/site/content/listings/tea-notes" "$work/site/content/listings/a-tea"
sed -i 's/"id": "tea-notes",/"id": "a-tea", "slug": "tea-notes",/' "$work/site/content/listings/a-tea/listing.json"
build "$work/site"
[ $code -eq 1 ] || fail "one address twice: ended with $code"
grep -q 'content/listings/a-tea/listing.json: error: the address "tea-notes" belongs to listing "tea-notes"' "$work/site.err" ||
  { fail "one address twice: not said"; cat "$work/site.err"; }
rm -r "$work/site/content/listings/a-tea"

# Names of folders that would be another on other systems, or write on the terminal.
for name in Tea-Notes 'tea notes' $'tea\e[31m' $'tea\u202etxt' con index 'café'; do mkdir "$work/site/content/listings/$name"; done
build "$work/site"
[ "$(grep -c '\[record-id\]' "$work/site.err")" = 7 ] || { fail "wrong names: not seven findings"; cat "$work/site.err"; }
! grep -q $'\e\|\u202e' "$work/site.err" || fail "a name wrote on the terminal"
[ -e "$work/site/public/en/products/tea-notes/index.html" ] || fail "wrong names: others are missing"
exit $failures
