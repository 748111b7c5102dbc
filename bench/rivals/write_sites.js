// write_sites.js CATALOG HUGO ELEVENTY: the catalog of make_catalog as a site of Hugo and as one of Eleventy, in two new folders.
// The same pages as onshelf makes: a detail page for each listing and locale, with all public texts, facts, alternates and structured
// data; lists of all products, categories, marketplaces and sellers, 24 a page; a home page and a sitemap for each locale. No icons.
// Each is written as its own documents advise for speed: nothing looks through the whole catalog on every page.
'use strict';
const fs = require('fs');
const path = require('path');
const [catalog, hugo, eleventy] = process.argv.slice(2);
const settings = JSON.parse(fs.readFileSync(path.join(catalog, 'site/site.json'), 'utf8'));
const locales = settings.locales.map(({tag}) => tag);
// Fields that a page shows as a text of its own.
const sections = ['support', 'eula', 'refund_policy', 'highlights', 'customer_cases', 'tutorials', 'agreement', 'end_user_agreement'];
// Shown elsewhere on the page, or not at all.
const elsewhere = new Set(['id', 'type', 'seller', 'status', 'category', 'subcategory', 'product', 'name', 'summary', 'versions', 'icon', 'details', 'pricing', 'user_guide', 'documents', ...sections]);

function write(file, text) {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, text);
}

const inLocale = (value, locale) => value && typeof value === 'object' && !Array.isArray(value) ? value[locale] ?? value.en ?? Object.values(value)[0] : value;
const shown = (value, locale) => {
  const chosen = inLocale(value, locale);
  return Array.isArray(chosen) ? chosen.map((item) => typeof item === 'object' ? Object.values(item).map((part) => inLocale(part, locale)).join(' ') : item).join(', ') : typeof chosen === 'object' && chosen ? Object.values(chosen).join(' ') : String(chosen ?? '');
};

// What a page of one listing in one locale needs; the body is Markdown.
function pageOf(record, locale, folder) {
  const file = [locale, 'en'].map((tag) => path.join(folder, `details.${tag}.md`)).find((name) => fs.existsSync(name));
  const price = record.pricing?.prices?.[0] ?? record.pricing?.tiers?.[0]?.prices?.[0];
  return {
    id: record.id, locale, title: inLocale(record.name, locale), summary: inLocale(record.summary, locale) ?? '', platform: record.type.split('/')[0], category: record.category,
    seller: record.seller, price: price ? `${price.amount} ${record.pricing.currency} / ${price.per}` : record.pricing?.model ?? 'free',
    facts: Object.entries(record).filter(([key, value]) => !elsewhere.has(key) && value !== 'not public').map(([key, value]) => ({key, value: shown(value, locale)})),
    texts: sections.filter((key) => record[key]).map((key) => ({key, text: shown(record[key], locale)})),
    versions: (record.versions ?? []).map((version) => ({number: version.number, date: version.date ?? '', notes: inLocale(version.notes, locale) ?? ''})),
    body: file ? fs.readFileSync(file, 'utf8') : inLocale(record.details, locale) ?? '',
  };
}

const listings = fs.readdirSync(path.join(catalog, 'content/listings')).sort();
const hugoConfig = {
  baseURL: settings.base_url, title: inLocale(settings.name, 'en'), defaultContentLanguage: 'en', defaultContentLanguageInSubdir: true, disableKinds: ['RSS'], paginate: 24,
  taxonomies: {category: 'categories', marketplace: 'marketplaces', seller: 'sellers'}, enableGitInfo: false,
  markup: {goldmark: {renderer: {unsafe: false}}, highlight: {noClasses: true, codeFences: false}},
  languages: Object.fromEntries(locales.map((tag, i) => [tag.toLowerCase(), {languageName: tag, languageCode: tag, weight: i + 1, contentDir: `content/${tag}`, title: inLocale(settings.name, tag)}])),
};
write(path.join(hugo, 'config.json'), JSON.stringify(hugoConfig));
for (const name of fs.readdirSync(path.join(__dirname, 'hugo'))) write(path.join(hugo, 'layouts', name.replaceAll('__', '/')), fs.readFileSync(path.join(__dirname, 'hugo', name), 'utf8'));
for (const id of listings) {
  const folder = path.join(catalog, 'content/listings', id), record = JSON.parse(fs.readFileSync(path.join(folder, 'listing.json'), 'utf8'));
  for (const locale of locales) {
    const {body, ...page} = pageOf(record, locale, folder);
    const front = {title: page.title, slug: id, categories: [page.category], marketplaces: [page.platform], sellers: [page.seller], ...page};
    delete front.locale;
    write(path.join(hugo, 'content', locale, 'products', `${id}.md`), `${JSON.stringify(front)}\n\n${body}`);
    // Front matter and body in one file, as Eleventy reads it.
    write(path.join(eleventy, 'pages', locale, `${id}.md`), `---json\n${JSON.stringify({...page, layout: 'detail.11ty.js', permalink: `/${locale}/products/${id}/`})}\n---\n${body}`);
  }
}
for (const locale of locales) write(path.join(hugo, 'content', locale, 'products', '_index.md'), '{"title": "Products"}\n');
for (const name of fs.readdirSync(path.join(__dirname, 'eleventy'))) write(path.join(eleventy, name.replaceAll('__', '/')), fs.readFileSync(path.join(__dirname, 'eleventy', name), 'utf8'));
write(path.join(eleventy, '_data/site.json'), JSON.stringify({base: settings.base_url.replace(/\/$/, ''), locales, name: settings.name}));
