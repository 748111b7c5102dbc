// _pseudo.js SITE OUT: the pages below x-test/ of a pseudo build. Text that is not in brackets is hard-coded, or a value that is the same in
// every language: then it is a string of a record that is given in no language, a number, a price, a size, a date.
'use strict';
const fs = require('fs'), path = require('path');
const [site, out] = process.argv.slice(2);

// Strings of records that stand for themselves: versions, addresses, names of files and systems.
const plain = new Set();
const isTag = (key) => /^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(key);
function collect(json, inLanguages) {
  if (typeof json === 'string') { if (!inLanguages) plain.add(json.replace(/\s+/g, ' ').trim()); }
  else if (Array.isArray(json)) for (const item of json) collect(item, inLanguages);
  else if (json && typeof json === 'object')
    for (const [key, value] of Object.entries(json))
      collect(value, inLanguages || (Object.keys(json).every(isTag) && !('name' in json)) || key === 'name' || key === 'summary');
}
const files = (folder, ending) => fs.readdirSync(folder, {recursive: true}).filter((name) => name.endsWith(ending)).sort()
  .map((name) => path.join(folder, name));
for (const file of files(path.join(site, 'content'), '.json')) collect(JSON.parse(fs.readFileSync(file, 'utf8')), false);
for (const file of files(path.join(site, 'content'), '')) if (fs.statSync(file).isFile()) plain.add(path.basename(file));

const decode = (text) => text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (all, name) =>
  ({amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"})[name] ??
  (name[0] === '#' ? String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))) : all));

// Without what is in brackets, innermost first; null: a bracket is lost.
function outside(text) {
  for (let before = ''; before !== text;) { before = text; text = text.replace(/⟦[^⟦⟧]*⟧/g, ' '); }
  return /[⟦⟧]/.test(text) ? null : text.replace(/\s+/g, ' ').trim();
}

const kSame = [
  /^(?:[A-Z]{2,3})?[^\p{L}]*$/u,                          // numbers, signs, prices: "CN¥99.00"
  /^[\d.,]+ ?(byte|kB|MB|GB)$/,                           // sizes
  /^[A-Z][a-z]+ \d{1,2}, \d{4}$/,                         // dates in English
  /^\S+\.(pdf|zip|rar|docx?|pptx?)$/,                     // downloads, whose names were made safe
];
const isSame = (text) => !/\p{L}/u.test(text) || kSame.some((form) => form.test(text)) || plain.has(text) ||
  text.split(/[ ,]+/).every((word) => plain.has(word) || !/\p{L}/u.test(word)) || [...plain].some((one) => one.includes(text) && text.length > 3);

const faults = new Map();
const fault = (file, what) => { if (!faults.has(what)) faults.set(what, path.relative(out, file)); };

function look(file) {
  const html = fs.readFileSync(file, 'utf8');
  const judge = (text, where, isCut) => {
    const rest = outside(decode(text));
    if (rest === null) { if (!isCut || !decode(text).endsWith('…')) fault(file, `${where}: a bracket is lost: ${JSON.stringify(decode(text))}`); }
    else if (!isSame(rest)) fault(file, `${where}: not in brackets: ${JSON.stringify(rest)}`);
  };
  const open = [];
  for (const [token, end, name, attributes] of html.matchAll(/<!--.*?-->|<!doctype html>|<(\/?)([a-z0-9]+)((?:"[^"]*"|[^>"])*)>|[^<]+/gs)) {
    if (name === undefined) {
      const inside = (tag) => open.some((one) => one.name === tag);
      // Names of other languages are in these; and letters on tiles are first letters of names.
      const isOther = open.some((one) => one.lang && one.lang !== 'x-test') || open.some((one) => /\btile\b/.test(one.className));
      if (!token.startsWith('<') && !inside('script') && !inside('style') && !isOther) judge(token, open.at(-1)?.name ?? 'page', inside('title'));
      continue;
    }
    if (end) { while (open.length && open.pop().name !== name) {} continue; }
    const attribute = (wanted) => (attributes.match(new RegExp(`\\s${wanted}="([^"]*)"`)) || [])[1];
    for (const visible of ['title', 'alt', 'aria-label', 'placeholder', 'data-nothing', 'data-failed'])
      if (attribute(visible)) judge(attribute(visible), visible, false);
    // (What search results and previews show is cut to its length, with an ellipsis.)
    if (name === 'meta' && /description|og:title|og:site_name|og:image:alt/.test(attribute('name') || attribute('property') || ''))
      judge(attribute('content'), 'meta', true);
    if (name === 'meta' && attribute('http-equiv')) continue;
    if (!/^(meta|link|img|br|hr|input)$/.test(name)) open.push({name, lang: attribute('lang'), className: attribute('class') || ''});
  }
  if (!/<meta name="robots" content="noindex">/.test(html)) fault(file, 'no noindex');
  if (/rel="alternate"/.test(html)) fault(file, 'an alternate');
  if (!/<html lang="x-test" dir="ltr">/.test(html)) fault(file, 'not in its language');
}

const pages = files(path.join(out, 'x-test'), 'index.html');
const english = files(path.join(out, 'en'), 'index.html');
if (pages.length !== english.length || pages.length < 50) fault(out, `${pages.length} pages, ${english.length} in English`);
for (const page of pages) look(page);

// Markup, links and pictures are those of the English page, but for the language in addresses, and lists whose addresses are their words.
const skeleton = (file) => fs.readFileSync(file, 'utf8').replace(/^.*<main/s, '<main').match(/<\/?[a-z0-9]+|href="[^"]*"/g)
  .map((part) => part.replace('/x-test/', '/en/').replace(/\/(tags|regions|os)\/[^/]+\//, '/$1/VALUE/')).join(' ');
for (const page of pages.filter((name) => /products\/[^/]+\/index.html$/.test(name))) {
  const other = page.replace(`${path.sep}x-test${path.sep}`, `${path.sep}en${path.sep}`);
  if (skeleton(page) !== skeleton(other)) fault(page, 'other markup or links than in English');
}
for (const [what, file] of [...faults].slice(0, 40)) console.log(`${file}: ${what}`);
if (faults.size > 40) console.log(`and ${faults.size - 40} more`);
process.exit(faults.size ? 1 : 0);
