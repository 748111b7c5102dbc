// Which pages of a built site to look at, so that each kind of page is seen, with all that pages of its kind may have.
'use strict';
const fs = require('fs'), path = require('path');

const localesOf = (folder) => fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'products/index.html'))).sort();
// Those that differ most in how pages look: the one most is written in, the one from right to left, and one with long words.
const someLocalesOf = (folder) => localesOf(folder).filter((locale) => ['en', 'ar', 'de'].includes(locale));

function* pagesUnder(folder, under) {
  if (!fs.existsSync(path.join(folder, under))) return;
  for (const entry of fs.readdirSync(path.join(folder, under), {withFileTypes: true})) {
    if (!entry.isDirectory()) continue;
    if (fs.existsSync(path.join(folder, under, entry.name, 'index.html'))) yield `${under}${entry.name}/`;
    yield* pagesUnder(folder, `${under}${entry.name}/`);
  }
}

// What a page is made of: classes and elements.
function partsOf(html) {
  const parts = new Set([...html.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map(([, name]) => name));
  for (const [, names] of html.matchAll(/ class="([^"]*)"/g)) for (const name of names.split(' ')) if (!name.startsWith('tone-')) parts.add('.' + name);
  return parts;
}

// At most `most` of the pages: each time the one that has most of what those before have not.
function fullest(folder, pages, most) {
  const left = pages.map((page) => [page, partsOf(fs.readFileSync(path.join(folder, page, 'index.html'), 'utf8'))]);
  const chosen = [], seen = new Set();
  while (chosen.length < most) {
    const count = (parts) => [...parts].filter((part) => !seen.has(part)).length;
    const [page, parts] = left.reduce((best, next) => count(next[1]) > count(best[1]) ? next : best, left[0] ?? ['', new Set()]);
    if (!count(parts)) break;
    chosen.push(page);
    parts.forEach((part) => seen.add(part));
  }
  return chosen;
}

// [{kind, path}] of one language. details: how many detail pages at most.
function pagesOf(folder, locale, details = 2) {
  const all = [...pagesUnder(folder, `${locale}/`)].sort();
  const some = (kind, wanted, most = 1) => {
    const pages = fullest(folder, all.filter((page) => wanted.test(page.slice(locale.length + 1))), most);
    if (!pages.length) throw new Error(`${folder} has no page of kind ${kind} in ${locale}`);
    return pages.map((page) => ({kind, path: '/' + page}));
  };
  return [
    {kind: 'home', path: `/${locale}/`}, ...some('list', /^products\/$/), ...some('last page', /^products\/page\/\d+\/$/), ...some('category', /^categories\/[^/]+\/$/),
    ...some('platform', /^marketplaces\/[^/]+\/$/), ...some('seller', /^sellers\/[^/]+\/$/), ...some('detail', /^products\/(?!page\/)[^/]+\/$/, details),
    ...some('unlisted', /^u\/[^/]+\/$/), {kind: 'search', path: `/${locale}/search/`}, {kind: 'results', path: `/${locale}/search/?q=gitea`},
  ];
}

// Kinds that some sites do without, and whose addresses may differ from language to language.
function furtherPages(folder, locale) {
  const all = [...pagesUnder(folder, `${locale}/`)].sort(), kinds = {tag: /^tags\//, billing: /^billing\//, sorted: /^products\/sort\/newest\/$/, names: /^index\/$/, compare: /^compare\/$/};
  return Object.entries(kinds).flatMap(([kind, wanted]) => fullest(folder, all.filter((page) => wanted.test(page.slice(locale.length + 1))), 1).map((page) => ({kind, path: '/' + page})));
}

const outsideLanguages = [{kind: 'language choice', path: '/'}, {kind: 'not found', path: '/404.html'}];

module.exports = {localesOf, pagesOf, furtherPages, outsideLanguages, someLocalesOf};
