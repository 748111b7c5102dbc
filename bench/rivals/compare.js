// compare.js ONSHELF RIVAL: pages and mean bytes of each kind in two outputs of the same catalog, and how many of the second have each
// part of a page. Fails when a kind is missing, or differs by more than 2 % in count or 15 % in mean size, or a part by more than 2 %.
'use strict';
const fs = require('fs');
const path = require('path');

// A language in a path is any first folder of two letters, or with a region.
const kinds = [
  ['home', /^[a-z]{2}(-\w+)?\/index\.html$/i],
  ['all products', /^[^/]+\/products\/(page\/\d+\/)?index\.html$/],
  ['detail', /^[^/]+\/products\/[^/]+\/index\.html$/],
  ['category', /^[^/]+\/categories\//],
  ['marketplace', /^[^/]+\/marketplaces\//],
  ['seller', /^[^/]+\/sellers\//],
  ['choice', /^index\.html$/],
  ['not found', /^404\.html$/],
  ['sitemap', /^(sitemaps\/|[^/]+\/sitemap).*\.xml$/],
  ['sitemap index', /^sitemap\.xml$/],
  ['document', /\.pdf$/],
  // Search and the copying of a link are onshelf's alone: rivals do without, and without the work.
  ['asset', /^assets\/(style|favicon)\./],
];
const every = [
  'Content-Security-Policy',
  'rel="canonical"',
  'og:title',
  'og:type',
  'og:url',
  'og:site_name',
  'og:locale"',
  'twitter:card',
  'color-scheme"',
  'rel="icon"',
  'rel="stylesheet"',
  'class="skip"',
  'class="brand"',
  'class="site-nav"',
  'class="languages"',
  'class="site-footer"',
];
const translated = ['rel="alternate"', 'hreflang="x-default"', 'og:locale:alternate'],
  described = ['name="description"', 'og:description'];
const list = [
  ...every,
  ...described,
  ...translated,
  '"BreadcrumbList"',
  'class="crumbs"',
  'class="side"',
  'class="list-count"',
  'class="card"',
  'class="card-summary"',
  'class="card-seller"',
  'class="card-price"',
  'class="card-platform"',
  'class="pager"',
  'rel="prev"',
  'rel="next"',
  'class="pager-words"',
  'aria-current="page"',
];
const parts = {
  home: [
    ...every,
    ...translated,
    'class="hero"',
    'class="category-card"',
    'class="card"',
    'id="marketplaces"',
    'id="sellers"',
    'class="count"',
  ],
  'all products': list,
  category: list,
  marketplace: list,
  seller: [...list, 'class="list-lead"', 'class="contacts"'],
  detail: [
    ...every,
    ...described,
    ...translated,
    '"SoftwareApplication"',
    '"applicationCategory"',
    '"operatingSystem"',
    '"softwareVersion"',
    '"dateModified"',
    '"provider"',
    '"offers"',
    '"AggregateOffer"',
    '"UnitPriceSpecification"',
    '"BreadcrumbList"',
    'class="crumbs"',
    'class="detail-lead"',
    'class="badge"',
    'class="updated"',
    'class="tags"',
    'class="price-big"',
    'class="price-line"',
    'class="tiers"',
    'class="price-remark"',
    'class="buy-action"',
    'class="buy-note"',
    'class="seller-name"',
    'class="seller-about"',
    'class="contacts"',
    'tel:',
    'mailto:',
    'class="others"',
    'class="jumps"',
    'class="part"',
    'class="prose"',
    'class="facts"',
    'class="table-scroll"',
    'class="versions"',
    'class="older"',
    'class="files"',
    'class="links"',
    'rel="nofollow',
    'id="related-title"',
    'class="card"',
  ],
  choice: ['rel="alternate"', '"WebSite"', 'class="choices"'],
  'not found': ['class="site-nav"', 'noindex', 'class="chips'],
  sitemap: ['<lastmod>', 'xhtml:link', '"x-default"'],
};

function measure(folder) {
  const found = new Map(kinds.map(([name]) => [name, {pages: 0, bytes: 0, parts: {}}]));
  for (const entry of fs.readdirSync(folder, {recursive: true, withFileTypes: true})) {
    const file = path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name));
    // Hugo forwards from page/1/ to the list; onshelf has no such address.
    const kind = entry.isFile() && !/\/page\/1\//.test(file) && kinds.find(([, pattern]) => pattern.test(file));
    if (!kind) continue;
    const bytes = fs.readFileSync(path.join(folder, file)),
      text = bytes.toString(),
      of = found.get(kind[0]);
    ++of.pages;
    of.bytes += bytes.length;
    // JSON may have spaces, and one generator's attributes stand in another order: only whether a part is there counts.
    for (const part of parts[kind[0]] ?? [])
      of.parts[part] = (of.parts[part] ?? 0) + text.split(part).length - 1;
  }
  return found;
}

const [ours, theirs] = process.argv.slice(2, 4).map(measure),
  faults = [];
const percent = (a, b) => (b ? (a / b - 1) * 100 : a ? Infinity : 0),
  signed = (number) => `${number < 0 ? '' : '+'}${number.toFixed(1)} %`;
console.log(
  `${'kind'.padEnd(14)}${['pages', 'pages', 'bytes', 'bytes', 'difference'].map((name) => name.padStart(12)).join('')}`,
);
for (const [name, own] of ours) {
  // A language's sitemap is one file or many; all of them together count.
  const whole = name.startsWith('sitemap');
  const other = theirs.get(name),
    size = (of) => (!of.pages ? 0 : whole ? of.bytes : of.bytes / of.pages),
    difference = percent(size(other), size(own));
  console.log(
    `${name.padEnd(14)}${[own.pages, other.pages, size(own).toFixed(0), size(other).toFixed(0), signed(difference)].map((cell) => String(cell).padStart(12)).join('')}`,
  );
  if (!whole && Math.abs(percent(other.pages, own.pages)) > 2) faults.push(`${name}: ${other.pages} pages, not ${own.pages}`);
  if (name !== 'sitemap index' && Math.abs(difference) > 15) faults.push(`${name}: ${signed(difference)} bytes a page`);
  for (const part of parts[name] ?? []) {
    const [had, has] = [own, other].map((of) => of.parts[part] ?? 0);
    if (Math.abs(percent(has, had)) > 2) faults.push(`${name}: ${part} ${has} times, not ${had}`);
  }
}
for (const fault of faults) console.error(`compare: ${fault}`);
process.exitCode = faults.length ? 1 : 0;
