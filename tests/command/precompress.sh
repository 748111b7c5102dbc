#!/usr/bin/env bash
# Text files a second time, packed: the same bytes when unpacked, in all builds alike, not made again for nothing, gone with their files.
. "$(dirname "$0")/_site.sh"

site=$work/site
cp -r "$sources/starter/." "$site"
settings=$site/site/site.json
cp "$settings" "$work/plain.json"
build_or_die "$site"
cp -r "$site/public" "$work/plain"

sed -i 's/"locales"/"precompress": ["gz", "br"],\n  "locales"/' "$settings"
build_or_die "$site"
cat >"$work/look.js" <<'JS'
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const [out, plain] = process.argv.slice(2);
let packed = 0, bad = 0;
for (const name of fs.readdirSync(out, {recursive: true}).sort()) {
  const unpack = name.endsWith('.gz') ? zlib.gunzipSync : name.endsWith('.br') ? zlib.brotliDecompressSync : null;
  if (!unpack) continue;
  ++packed;
  const own = fs.readFileSync(path.join(out, name)), of = fs.readFileSync(path.join(out, name.slice(0, -3)));
  if (!unpack(own).equals(of) || own.length >= of.length) { console.log(`${name} is not its file, or not smaller`); bad = 1; }
}
const pages = fs.readdirSync(plain, {recursive: true}).filter((name) => name.endsWith('.html')).length;
if (packed < 2 * pages) { console.log(`${packed} packed files for ${pages} pages`); bad = 1; }
for (const name of ['en/index.html.gz', 'en/index.html.br', 'sitemap.xml.gz', 'en/search/index.json.br', '404.html.gz'])
  if (!fs.existsSync(path.join(out, name))) { console.log(`${name} is not there`); bad = 1; }
if (fs.readdirSync(out, {recursive: true}).some((name) => /^media.*\.(gz|br)$/.test(name))) { console.log('a medium is packed'); bad = 1; }
process.exit(bad);
JS
node "$work/look.js" "$site/public" "$work/plain" || fail "packed files: see above"
"$ONSHELF" audit "$site/public" >"$work/audit" 2>&1 || fail "the audit: $(cat "$work/audit")"
grep -q foreign "$site.err" && fail "a packed file is taken for a stranger's"

# Nothing is made a second time.
touch -d '1 hour ago' "$work/then"
find "$site/public" -exec touch -r "$work/then" {} +
build_or_die "$site"
grep -q ', 0 removed' "$site.out" || fail "something was removed: $(cat "$site.out")"
grep -q ': 0 written' "$site.out" || fail "something was written again: $(cat "$site.out")"
[ -z "$(find "$site/public" -name '*.gz' -newer "$work/then")" ] || fail "something was packed again"

# A lost one is made again, a spoilt one too; one that is foreign stays.
rm "$site/public/en/index.html.gz"
echo x >>"$site/public/en/products/index.html.br"
echo mine >"$site/public/en/mine.gz"
build_or_die "$site"
[ -f "$site/public/en/index.html.gz" ] || fail "a lost file is not made again"
grep -q 'en/mine.gz.*\[output-foreign\]' "$site.err" || fail "a foreign file is not told of: $(cat "$site.err")"
rm "$site/public/en/mine.gz"
node "$work/look.js" "$site/public" "$work/plain" || fail "packed files, mended: see above"

# With their listing they go.
cp -r "$site/content/listings/first-product" "$site/content/listings/second"
sed -i 's/"first-product"/"second"/; s/First/Second/' "$site/content/listings/second/listing.json"
build_or_die "$site"
[ -f "$site/public/en/products/second/index.html.br" ] || fail "a new page is not packed"
rm -r "$site/content/listings/second"
build_or_die "$site"
[ ! -e "$site/public/en/products/second" ] || fail "a packed page stays: $(find "$site/public/en/products/second")"

# The state is lost: what is not wanted any more still goes, and the bytes are those of a clean build.
rm "$site/.onshelf/state.db"
build_or_die "$site"
cp -r "$site" "$work/clean"
rm -rf "$work/clean/public" "$work/clean/.onshelf/cache" "$work/clean/.onshelf/state.db"
build_or_die "$work/clean"
same "a site that lost its state" "$site/public" "$work/clean/public"

cp "$work/plain.json" "$settings"
build_or_die "$site"
[ -z "$(find "$site/public" -name '*.gz' -o -name '*.br')" ] || fail "packed files stay when nobody wants them"
build_or_die "$site" --precompress
[ -f "$site/public/en/index.html.br" ] || fail "--precompress packs nothing"

exit $failures
