#!/usr/bin/env bash
# Indexes of names: every product and seller once in each language, letters that lead somewhere, pages that stay small.
. "$(dirname "$0")/_site.sh"

site=$work/site
cp -r "$sources/starter/." "$site"
sed -i 's/"locales".*/"name_index": true,\n  "locales": [{"tag": "en"}, {"tag": "zh-CN"}, {"tag": "ar"}]/' "$site/site/site.json"
for i in $(seq 1 400); do
  cp -r "$site/content/listings/first-product" "$site/content/listings/n$i"
  letter=$(printf "\\$(printf %o $((65 + i % 5)))")
  sed -i "s/\"first-product\"/\"n$i\"/; s|{\"en\": \"First product\"}|{\"en\": \"$letter product \& <$i> of many that have a long name\", \"zh-CN\": \"数据产品 $i\"}|" "$site/content/listings/n$i/listing.json"
done
build_or_die "$site" --no-icons
cat >"$work/look.js" <<'JS'
const fs = require('fs'), path = require('path');
const out = process.argv[2];
let bad = 0;
const fault = (text) => { console.log(text); bad = 1; };
for (const [tag, letters] of [['en', 'abcdef'], ['zh-CN', 'fs'], ['ar', 'abcdef']]) {
  const root = path.join(out, tag, 'index');
  const pages = fs.readdirSync(root, {recursive: true}).filter((name) => name.endsWith('index.html') && !name.startsWith('sellers'));
  const names = new Map();
  for (const name of pages) {
    const html = fs.readFileSync(path.join(root, name), 'utf8');
    if (Buffer.byteLength(html) > 60000) fault(`${tag}/index/${name} has ${Buffer.byteLength(html)} bytes`);
    if (!html.includes('content="noindex, follow"')) fault(`${tag}/index/${name} may be indexed`);
    for (const [, link] of html.matchAll(/<li><a href="(\/[^"]*\/products\/[^"]+\/)"><bdi/g)) names.set(link, (names.get(link) || 0) + 1);
  }
  if (names.size !== 401) fault(`${tag}: ${names.size} products`);
  for (const [link, count] of names) if (count > 1) fault(`${tag}: ${link} is there ${count} times`);
  const found = fs.readdirSync(root).filter((name) => /^[a-z0-9]+$/.test(name) && name !== 'sellers').join('');
  if (found !== letters) fault(`${tag}: letters ${found}`);
  const sellers = fs.readFileSync(path.join(root, 'sellers/index.html'), 'utf8');
  if (!sellers.includes(`/${tag}/sellers/our-company/`) || !sellers.includes('href="#letter-o"')) fault(`${tag}: sellers`);
  const list = fs.readFileSync(path.join(out, tag, 'products/index.html'), 'utf8');
  if (!list.includes(`href="/${tag}/index/"`)) fault(`${tag}: the list of all does not lead to the index`);
}
process.exit(bad);
JS
node "$work/look.js" "$site/public" || fail "see above"
"$ONSHELF" audit "$site/public" >"$work/audit" 2>&1 || fail "the audit: $(cat "$work/audit")"

# A new name changes the pages of its letter, and the row of letters only where a count changes.
sed -i 's/"en": "B product/"en": "B new product/' "$site/content/listings/n1/listing.json"
build_or_die "$site" --no-icons --explain
grep -q '^en/index/c/index.html' "$site.out" && fail "an index page of another letter was made again"
grep -q '^en/index/b/' "$site.out" || fail "the index page of a name that changed was not made again: $(grep index/ "$site.out")"

sed -i 's/"name_index": true,//' "$site/site/site.json"
build_or_die "$site" --no-icons
[ ! -e "$site/public/en/index" ] || fail "an index stays that nobody wants"
grep -q '/index/"' "$site/public/en/products/index.html" && fail "a link leads to an index that is not there"
exit $failures
