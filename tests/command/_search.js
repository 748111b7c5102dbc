// _search.js SITE [QUERIES [LABEL]]: what the search page's own script finds in the index of a built site is what a plain look through all
// product pages finds, in every language. The pages say what each listing is called and has; nothing here knows how the index is made.
// LABEL: what the
// site calls the operating system, if not as the messages do. Prints how much queries had to load. Exits with 1 when something differs.
'use strict';
const fs = require('fs'), path = require('path');
const {choices} = require('../threats/_sites.js');

const [site, queries = '400', systemLabel = ''] = process.argv.slice(2);
const {below, one} = choices(7);
let failures = 0;
const fail = (words) => { if (++failures <= 20) console.log(words); };

const named = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0'};
const plain = (html) => html.replace(/<[^>]*>/g, '').replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, h, d, n) =>
  h ? String.fromCodePoint(parseInt(h, 16)) : d ? String.fromCodePoint(+d) : named[n] ?? all);
const first = (html, form) => plain(form.exec(html)?.[1] ?? '');
const all = (html, form) => [...html.matchAll(form)].map((found) => plain(found[1]));
const readPage = (...parts) => fs.readFileSync(path.join(site, ...parts, 'index.html'), 'utf8');

// Slugs in the order of the list of all products.
function listed(locale) {
  const slugs = [];
  for (let page = 1; ; ++page) {
    const parts = page === 1 ? [] : ['page', String(page)];
    if (!fs.existsSync(path.join(site, locale, 'products', ...parts, 'index.html'))) return slugs;
    const html = readPage(locale, 'products', ...parts);
    for (const [, slug] of html.matchAll(/<h3 class="card-name"><a href="[^"]*\/products\/([a-z0-9-]+)\/">/g)) slugs.push(slug);
  }
}

// What a product page shows of that by which it is to be found.
function textsOf(locale, slug, messages) {
  const html = readPage(locale, 'products', slug), top = html.slice(0, html.indexOf('<section class="buy"'));
  const facts = [...html.matchAll(/<div(?: class="many")?><dt>(.*?)<\/dt>(.*?)<\/div>/g)]
    .filter(([, label]) => [messages['field.software'], messages['field.operating_system'], systemLabel].includes(plain(label)))
    .flatMap(([, , values]) => all(values, /<dd>(.*?)<\/dd>/g));
  const crumbs = all(/<nav class="crumbs"[\s\S]*?<\/nav>/.exec(html)[0], /<a href="[^"]*\/categories\/[^"]*">(.*?)<\/a>/g);
  return {
    slug, name: first(top, /<h1>(.*?)<\/h1>/), summary: first(top, /<p class="detail-lead"[^>]*>(.*?)<\/p>/),
    others: [...crumbs, ...facts, ...all(top, /<(?:a|span) class="badge[^>]*>(.*?)<\/(?:a|span)>/g), ...all(/<ul class="tags"[\s\S]*?<\/ul>|$/.exec(top)[0], /<li>(.*?)<\/li>/g),
      first(html, /<p class="seller-name"[^>]*>(.*?)<\/p>/)],
  };
}

// The rules of docs/search.md over every word of every listing.
function scan(core, listings, query) {
  const asked = core.terms(query);
  if (!asked.length) return null;
  const found = [];
  listings.forEach(({nameWords, otherWords}, number) => {
    let score = 0;
    for (const term of asked) {
      let best = Infinity;
      for (const word of nameWords) { const level = core.levelOf(term, word); if (level !== null) best = Math.min(best, level * 64); }
      for (const word of otherWords) { const level = core.levelOf(term, word); if (level !== null) best = Math.min(best, level * 64 + 1); }
      score += best;
    }
    if (score < Infinity) found.push([score, number]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, number]) => number);
}

const alphabets = {latin: 'abcdefghijklmnopqrstuvwxyz', arabic: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'};
function misspelt(word) {
  const letters = [...word], at = below(letters.length);
  const letter = one([.../[\u0600-\u06ff]/.test(word) ? alphabets.arabic : alphabets.latin]);
  switch (below(4)) {
    case 0: letters.splice(at, 0, letter); break;
    case 1: letters.splice(at, 1); break;
    case 2: letters[at] = letter; break;
    default: if (at + 1 < letters.length) [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  }
  return letters.join('');
}

const kinds = {
  word: (words) => one(words),
  shouted: (words) => one(words).toUpperCase(),
  beginning: (words) => { const letters = [...one(words)]; return letters.slice(0, 1 + below(letters.length)).join(''); },
  misspelt: (words) => misspelt(one(words)),
  several: (words, listing) => [one([...listing.nameWords, one(words)]), one([...listing.otherWords, ...listing.nameWords])].join(' '),
  several_misspelt: (words, listing) => [misspelt(one([...listing.nameWords, one(words)])), one([...listing.nameWords, ...listing.otherWords])].join(' '),
  part_of_name: (words, {name}) => { const letters = [...name], at = below(letters.length); return letters.slice(at, at + 1 + below(6)).join(''); },
  part_of_summary: (words, {name, summary}) => { const letters = [...summary || name], at = below(letters.length); return letters.slice(at, at + 2 + below(5)).join(''); },
  whole_name: (words, {name}) => name,
  nonsense: () => Array.from({length: 4 + below(5)}, () => one([...alphabets.latin])).join(''),
  nothing: () => one(['', ' ', '!?', '...']),
};

async function checkLocale(core, locale, messages) {
  const folder = path.join(site, locale, 'search');
  let loaded = 0, reads = new Set();
  const index = core.openIndex(async (name) => {
    if (!/^[a-z0-9]+\.json$/.test(name)) throw new Error(`the index names ${name}`);
    const bytes = fs.readFileSync(path.join(folder, name));
    reads.add(name);
    loaded += bytes.length;
    return JSON.parse(bytes);
  });
  const contents = JSON.parse(fs.readFileSync(path.join(folder, 'index.json')));
  const expected = new Set(['index.html', 'index.json', ...contents.words, ...contents.endings, ...contents.documents]);
  for (const name of fs.readdirSync(folder)) if (!expected.delete(name)) fail(`${locale}: ${name} is in no list`);
  for (const name of expected) fail(`${locale}: ${name} is not there`);

  const slugs = listed(locale), listings = slugs.map((slug) => textsOf(locale, slug, messages));
  if (contents.listings !== slugs.length) fail(`${locale}: ${contents.listings} listings in the index, ${slugs.length} in the list`);
  for (const listing of listings) {
    listing.nameWords = new Set(core.searchWords(listing.name));
    listing.otherWords = new Set([...listing.others, listing.summary].flatMap(core.searchWords));
  }
  const documents = await index.documents(slugs.map((slug, number) => number));
  documents.forEach((document, i) => {
    if (document.slug !== slugs[i] || document.name !== listings[i].name) fail(`${locale}: listing ${i} is ${document.slug}, not ${slugs[i]}`);
  });

  const words = [...new Set(listings.flatMap(({nameWords, otherWords}) => [...nameWords, ...otherWords]))];
  const counts = {};
  for (let i = 0; i < Number(queries); ++i) {
    const kind = one(Object.keys(kinds)), query = kinds[kind](words, one(listings));
    const wanted = scan(core, listings, query), found = await index.find(query);
    if (JSON.stringify(wanted) !== JSON.stringify(found))
      fail(`${locale}: "${query}" (${kind}) finds ${found?.map((number) => slugs[number]).slice(0, 5)}, and a look through all ${wanted?.map((number) => slugs[number]).slice(0, 5)}`);
    // What is shown first, spelt as it is, is no other than what comes first in the end.
    const exact = await index.find(query, core.beginnings);
    if ((await index.find(query, core.some))?.some((number) => !wanted.includes(number))) fail(`${locale}: "${query}" finds at first what it does not find in the end`);
    if (JSON.stringify(exact) !== JSON.stringify(found && wanted.filter((number) => exact.includes(number)))) fail(`${locale}: "${query}" is told in another order at first`);
    counts[kind] = (counts[kind] ?? 0) + (wanted?.length ? 1 : 0);
  }
  for (const kind of Object.keys(kinds)) if (!/^no/.test(kind) && !counts[kind]) fail(`${locale}: no query "${kind}" found anything, so this proves little`);

  // What a visitor loads until the first result: the script, the contents, and what the query needs; nothing is in memory yet.
  const script = fs.readdirSync(path.join(site, 'assets')).find((name) => /^search\..*js$/.test(name));
  const always = fs.statSync(path.join(site, 'assets', script)).size;
  const costs = [];
  for (let i = 0; i < Number(queries) / 4; ++i) {
    const kind = one(['word', 'beginning', 'misspelt', 'whole_name']), query = kinds[kind](words, one(listings));
    let bytes = always;
    const fresh = core.openIndex(async (name) => {
      const text = fs.readFileSync(path.join(folder, name));
      bytes += text.length;
      return JSON.parse(text);
    });
    let found = [];
    for (const depth of [core.some, core.beginnings, core.edits]) if (!found?.length) found = await fresh.find(query, depth);
    if (!found?.length) continue;
    await fresh.documents(found.slice(0, 1));
    costs.push([bytes, kind, query]);
  }
  costs.sort((a, b) => a[0] - b[0]);
  const [most, kind, query] = costs[costs.length - 1];
  if (most > 100_000) fail(`${locale}: ${most} bytes for the first result of "${query}" (${kind})`);
  console.log(`${locale}: ${slugs.length} listings, ${words.length} words, ${contents.words.length} + ${contents.endings.length} + ${contents.documents.length} files; ` +
    `first result: median ${costs[costs.length >> 1][0]} bytes, most ${most} ("${query}")`);
}

(async () => {
  const copy = path.join(require('../threats/_sites.js').workFolder(), 'search.mjs');
  const script = fs.readdirSync(path.join(site, 'assets')).find((name) => /^search\..*js$/.test(name));
  fs.copyFileSync(path.join(site, 'assets', script), copy);
  const core = await import(copy);
  const locales = fs.readdirSync(site).filter((name) => fs.existsSync(path.join(site, name, 'search', 'index.json')));
  if (!locales.length) fail('no index');
  const messages = (locale) => ({...JSON.parse(fs.readFileSync('site/messages/en.json')), ...JSON.parse(fs.readFileSync(`site/messages/${locale}.json`))});
  for (const locale of locales) await checkLocale(core, locale, messages(locale));
  process.exit(failures ? 1 : 0);
})();
