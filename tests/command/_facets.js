// _facets.js: a site of made-up listings, built; its lists of facets are read as a visitor would, from the links of the search page, and
// compared with what the records say, which is worked out here in another way. Prints what is not so; exits with 1 then.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path');
const {spawnSync} = require('child_process');
const {choices} = require('../threats/_sites.js');
const {Site} = require('../browser/hostile_site.js');

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-facets.'));
process.on('exit', () => fs.rmSync(work, {recursive: true, force: true}));
const folder = path.join(work, 'site'), out = path.join(folder, 'public');
const {below, one} = choices(5);
let failures = 0;
const check = (holds, words) => { if (!holds && ++failures < 20) console.log(words); };

// ---- The site.

const locales = ['en', 'zh-CN', 'fr'];  // nobody writes French: its pages show English
const settings = (more = {}) => ({
  base_url: 'https://catalog.example/shop/', name: {en: 'Shelf'}, description: {en: 'Made up.'}, default_locale: 'en', theme: 'default', page_size: 6, make_icons: false, unlisted_key: 'a key for tests, long enough',
  locales: locales.map((tag) => ({tag})), ...more,
});
const regions = {'r-1': ['Port One', '一号港'], 'r-2': ['Inland (Two)', '内陆（二）'], 'r-3': ['Three Hills', '三山']};
const site = new Site(folder, 6);
site.put('site/site.json', JSON.stringify(settings()));
const words = JSON.parse(fs.readFileSync(path.join(folder, 'site/platforms/hostile.page.json'), 'utf8'));
const field = words.fields.find(({key}) => key === 'plain');
site.put('site/platforms/hostile.page.json', JSON.stringify({...words, fields: [...words.fields, {...field, key: 'regions', shape: 'words'}]}));
site.put('site/platforms/other.image.json', JSON.stringify({...words, type: 'other/image', platform_name: {en: 'Other'}, fields: [...words.fields, {
  ...field, key: 'regions', shape: 'choices', limits: [{kind: 'values'}], values: Object.fromEntries(Object.entries(regions).map(([token, [en, zh]]) => [token, {native: [`native ${en}`], label: {en, 'zh-CN': zh}}])),
}]}));

const odd = ['SQL', 'sql', 'Code Review', 'code-review', 'C++', 'C#', 'c', 'Ünïcode', 'unicode', 'con', 'page', 'index', '../../etc', 'a/b', '<b>bold</b>', 'x0123456789abcdef', '🚀', '%2e%2e', 'node.js', '.', '-', 'con.fig',
             'ＦＵＬＬ', 'full', 'a"b', '{{TITLE}}', 'İstanbul', 'word '.repeat(20).trim()];
const chinese = ['SQL', '数据库', '备份', '开源', '代码审查'];
const pricing = [{model: 'free'}, {model: 'fixed', currency: 'USD', prices: [{per: 'month', amount: '5'}]}, {model: 'hourly', currency: 'USD', prices: [{per: 'hour', amount: '1'}]}, {model: 'text', text: {en: 'Ask'}}];
const systems = [{name: 'Debian', version: '12 64-bit'}, {name: 'Debian', version: '11'}, {name: 'Rocky Linux', version: '9'}, {name: 'debian', version: '13'}, {name: 'Solo', version: '1'}];
const some = (list, most) => [...new Set(Array.from({length: below(most + 1)}, () => one(list)))];
const records = [];
for (let i = 0; i < 5; ++i) site.seller(`seller-${i}`, {name: {en: `Seller ${i}`}, summary: 'Made up.', phone: '+31 10 555 0142', email: 'a@seller.example', website: 'https://seller.example/'});
for (let i = 0; i < 90; ++i) {
  const id = `listing-${i}`, isOther = below(2) === 0, hidden = i % 9 === 4 ? 'unlisted' : i % 9 === 7 ? 'withheld' : '';
  const en = some(odd, 6), zh = some(chinese, 3);
  if (hidden) en.push(`${hidden}secret`);
  if (i === 0) for (const [name, list] of [['zzz', en]]) list.push(name);  // one listing's own
  const record = {
    type: isOther ? 'other/image' : 'hostile/page', seller: `seller-${below(5)}`, name: {en: `Name ${below(20)} of ${i}`, ...(below(2) && {'zh-CN': `名称 ${i}`})},
    pricing: hidden ? {model: 'per-use', currency: 'USD', prices: [{per: 'use', amount: '1'}]} : one(pricing), operating_system: i === 1 ? systems[4] : one(systems.slice(0, 4)),
    ...(en.length + zh.length > 0 && {tags: {...(en.length && {en}), ...(zh.length && {'zh-CN': zh})}}),
    ...(isOther ? {regions: [...new Set([one(Object.keys(regions)), one(Object.keys(regions))])]} : {regions: {en: some(['port one', 'Native Three Hills', 'Mars', 'Moon'], 3).concat('Berlin Made Up'), ...(below(2) && {'zh-CN': ['一号港', '柏林港']})}}),
    ...(hidden === 'unlisted' && {visibility: 'unlisted'}), ...(hidden === 'withheld' && {status: 'no such status'}),
  };
  site.listing(id, record);
  if (!hidden) records.push({id, ...record});
}
site.finish();

function build(now, ...options) {
  const {status, stderr} = spawnSync(process.env.ONSHELF, ['build', folder, '--now', now, ...options], {encoding: 'utf8', maxBuffer: 1 << 28});
  if (status === null || status > 1) throw new Error(stderr);
}
function audit() {
  const {status, stdout, stderr} = spawnSync(process.env.ONSHELF, ['audit', out, '--base-url', 'https://catalog.example/shop/'], {encoding: 'utf8', maxBuffer: 1 << 28});
  check(status === 0, `the audit: ${(stdout + stderr).slice(0, 1500)}`);
}

// ---- What the records say.

const chains = {en: ['en'], 'zh-CN': ['zh-CN', 'en'], fr: ['fr', 'en']};
const shownIn = (texts, locale) => texts && (texts[chains[locale].find((tag) => texts[tag])] ?? Object.values(texts)[0]);
// What readers take for one word; empty: nothing is left of it.
const alike = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[\s\-_(),]+/g, ' ').trim();
const regionNames = new Map();
for (const [token, [en, zh]] of Object.entries(regions)) for (const name of [token, en, zh, `native ${en}`]) regionNames.set(alike(name), alike(en));
const regionOf = (text) => regionNames.get(alike(text)) ?? alike(text);
const billing = {free: 'Free', fixed: 'Fixed price', hourly: 'Hourly', text: 'Other pricing'};
const truth = {
  'billing-models': (record) => [alike(billing[record.pricing.model])],
  'operating-systems': (record) => [alike(record.operating_system.name)],
  regions: (record, locale) => Array.isArray(record.regions) ? record.regions.map((token) => alike(regions[token][0])) : shownIn(record.regions, locale).map(regionOf),
  tags: (record, locale) => (shownIn(record.tags, locale) ?? []).filter((tag) => Buffer.byteLength(tag) <= 80).map(alike).filter(Boolean),
};
function expected(facet, locale) {
  const lists = new Map();
  for (const record of records)
    for (const value of new Set(truth[facet](record, locale))) lists.set(value, [...(lists.get(value) ?? []), record.id]);
  return new Map([...lists].filter(([, ids]) => ids.length > 1 || facet === 'billing-models'));
}

// ---- What a visitor sees.

const pages = new Map();
const page = (address) => {
  const file = path.join(out, decodeURIComponent(new URL(address, 'https://catalog.example/').pathname).replace('/shop/', ''), 'index.html');
  if (!pages.has(file)) pages.set(file, fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  return pages.get(file);
};
const unescape = (text) => text.replace(/&(lt|gt|quot|amp|#39);/g, (all, name) => ({lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'"})[name]);
const main = (html) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const cards = (html, locale) => [...main(html).matchAll(/<h3 class="card-name"><a href="([^"]*)"/g)].map(([, href]) => href.slice(`/shop/${locale}/products/`.length, -1));
function allCards(address, locale) {
  const ids = [];
  for (let at = address; at; at = /<link rel="next" href="([^"]*)"/.exec(page(at))?.[1]) ids.push(...cards(page(at), locale));
  return ids;
}
const links = (html) => [...html.matchAll(/<a [^>]*href="([^"]*)"([^>]*)><bdi[^>]*>(.*?)<\/bdi> <span class="count">(\d+)<\/span>/g)].map(([, href, more, label, count]) => ({href, label: unescape(label), count: Number(count), isHere: more.includes('aria-current')}));
const section = (html, id) => html.slice(html.indexOf(`id="${id}"`)).split('</section>')[0];
const sameSet = (a, b) => [...a].sort().join() === [...b].sort().join();

function compareFacets() {
  let lists = 0;
  const sitemap = fs.readdirSync(path.join(out, 'sitemaps')).map((name) => fs.readFileSync(path.join(out, 'sitemaps', name), 'utf8')).join('');
  for (const locale of locales)
    for (const facet of Object.keys(truth)) {
      const wanted = expected(facet, locale), seen = new Set();
      for (const {href, label, count} of links(section(page(`/shop/${locale}/search/`), facet))) {
        ++lists;
        // A label in another language is found by the list it leads to.
        let value = facet === 'regions' ? regionOf(label) : alike(label);
        if (facet === 'billing-models' && locale !== 'en') value = [...wanted.keys()].find((key) => sameSet(wanted.get(key), allCards(href, locale)));
        const ids = wanted.get(value);
        check(ids, `${locale}: "${label}" is no value of ${facet}`);
        if (!ids) continue;
        check(!seen.has(value), `${locale}: "${label}" has two lists`);
        seen.add(value);
        const shown = allCards(href, locale);
        check(sameSet(shown, ids) && shown.length === new Set(shown).size, `${href} "${label}": ${shown.length} cards, ${ids.length} records`);
        check(count === ids.length, `${href} "${label}": ${count} is not ${ids.length}`);
        check(/^\/shop\/[A-Za-z-]+\/(billing|os|regions|tags)\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/$/.test(href), `${locale}: the address ${href}`);
        const html = page(href), h1 = unescape(/<h1>.*<bdi[^>]*>(.*?)<\/bdi><\/h1>/.exec(html)?.[1] ?? '');
        check(h1 === label, `${href}: the heading is "${h1}", the link says "${label}"`);
        check(html.includes(`<link rel="canonical" href="https://catalog.example${href}">`), `${href} is not canonical`);
        check(html.includes('"BreadcrumbList"'), `${href}: no breadcrumbs for machines`);
        check(sitemap.includes(`<loc>https://catalog.example${href}</loc>`), `${href} is in no sitemap`);
        const side = html.slice(html.indexOf('<nav class="side"'), html.indexOf('</nav>', html.indexOf('<nav class="side"')));
        const here = links(side).filter(({isHere}) => isHere);
        check(here.length === 1 && here[0].href === href && here[0].count === count, `${href}: the side marks ${here.map((link) => link.href)}`);
      }
      check(seen.size === wanted.size, `${locale}: ${seen.size} lists of ${facet}, ${wanted.size} values: not ${[...wanted.keys()].filter((key) => !seen.has(key))}`);
    }
  check(lists > 80, `only ${lists} lists: this proves nothing`);
  // What a product's page links to has that product.
  for (const {id} of records.slice(0, 40)) {
    const found = [...page(`/shop/en/products/${id}/`).matchAll(/href="(\/shop\/en\/(?:billing|os|regions|tags)\/[^"]*)"/g)].map(([, href]) => href);
    check(found.length > 1, `${id}: no links to its lists`);
    for (const href of found) check(allCards(href, 'en').includes(id), `${id} is not in ${href}`);
  }
  for (const [name, text] of walk(out))
    if (!/\/u\//.test(name)) check(!/unlistedsecret|withheldsecret|>zzz<\/bdi><\/a>/.test(text), `${name} tells what is hidden, or of a list of one`);
  check(!fs.existsSync(path.join(out, 'en/billing/per-use')), 'a billing model of hidden listings has a list');
}
function* walk(from) {
  for (const name of fs.readdirSync(from, {recursive: true}))
    if (name.endsWith('.html') || name.endsWith('.xml')) yield ['/' + name, fs.readFileSync(path.join(from, name), 'utf8')];
}

// Orders, by what is known of two builds.
function compareOrders(added, changed) {
  for (const locale of locales)
    for (const list of ['products/', 'categories/all/']) {
      const root = `/shop/${locale}/${list}`, all = allCards(root, locale);
      const newest = allCards(`${root}sort/newest/`, locale), updated = allCards(`${root}sort/updated/`, locale);
      check(all.length > 60, `${root}: ${all.length} cards`);
      check(newest.join() === [...all.filter((id) => added.includes(id)), ...all.filter((id) => !added.includes(id))].join(), `${root}: not the newest first`);
      const fresh = (id) => added.includes(id) || changed.includes(id);
      check(updated.join() === [...all.filter(fresh), ...all.filter((id) => !fresh(id))].join(), `${root}: not the last updated first`);
      for (const sort of ['newest', 'updated'])
        for (const at of [`${root}sort/${sort}/`, `${root}sort/${sort}/page/2/`]) {
          const html = page(at), current = /<li><a href="([^"]*)" aria-current="true">/.exec(html.slice(html.indexOf('class="sorts"')));
          check(html.includes('<meta name="robots" content="noindex, follow">'), `${at} may be indexed`);
          check(html.includes(`<link rel="canonical" href="https://catalog.example${root}">`), `${at} does not name its original`);
          check(!html.includes('rel="alternate"'), `${at} has alternates`);
          check(current?.[1] === `${root}sort/${sort}/`, `${at}: marked is ${current?.[1]}`);
        }
      check(!page(root).includes('noindex'), `${root} may not be indexed`);
    }
  for (const [name, text] of walk(out)) if (name.endsWith('.xml')) check(!text.includes('/sort/'), `${name} has a copy in it`);
}

build('2026-11-20T08:00:00Z');
compareFacets();
audit();

const before = records.length;
for (let i = 0; i < 4; ++i) {
  const record = {id: `later-${i}`, seller: 'seller-1', name: {en: `Name ${i} later`}, pricing: {model: 'free'}, operating_system: {name: 'Debian', version: '12'}, regions: {en: ['Mars']}, tags: {en: ['c']}, type: 'hostile/page'};
  site.listing(record.id, record);
  records.push(record);
}
const changed = [records[3], records[20]];
for (const record of changed) { record.tags = {en: ['SQL', 'Mended']}; site.listing(record.id, record); }
pages.clear();
build('2026-11-21T08:00:00Z');
compareFacets();
compareOrders(records.slice(before).map(({id}) => id), changed.map(({id}) => id));
audit();

// One seller with many tags takes no list away from those that several share, and there is an end to them.
site.seller('flood', {name: {en: 'Flood'}, summary: 'Made up.', phone: '+31 10 555 0142', email: 'a@seller.example', website: 'https://seller.example/'});
const several = fs.readdirSync(path.join(out, 'en/tags')).filter((slug) => new Set(allCards(`/shop/en/tags/${slug}/`, 'en').map((id) => records.find((record) => record.id === id).seller)).size > 1);
const honest = fs.readdirSync(path.join(out, 'en/tags'));
for (let i = 0; i < 20; ++i) site.listing(`flood-${i}`, {seller: 'flood', name: {en: `Flood ${i}`}, tags: {en: Array.from({length: 60}, (_, n) => `flood ${i >> 1} ${n}`)}, pricing: {model: 'free'}});
pages.clear();
build('2026-11-22T08:00:00Z');
const left = fs.readdirSync(path.join(out, 'en/tags'));
check(left.length === 240, `${left.length} lists of tags`);
check(several.every((slug) => left.includes(slug)), `taken away: ${several.filter((slug) => !left.includes(slug))}`);
check(honest.every((slug) => left.includes(slug)), `taken away from one seller: ${honest.filter((slug) => !left.includes(slug))}`);
check(links(page('/shop/en/products/')).length < 60, 'all of them stand beside each list');
audit();

// A site has the lists it asks for.
site.put('site/site.json', JSON.stringify(settings({facets: ['platform', 'tag'], sorts: ['newest'], compare: false})));
pages.clear();
build('2026-11-23T08:00:00Z');
check(sameSet(fs.readdirSync(path.join(out, 'en')).filter((name) => name !== 'u'), ['index.html', 'marketplaces', 'products', 'search', 'tags']), `lists: ${fs.readdirSync(path.join(out, 'en'))}`);
check(sameSet(fs.readdirSync(path.join(out, 'en/products/sort')), ['newest']), 'orders that nobody asked for');
check(!page('/shop/en/products/').includes('compare'), 'a trace of comparing');
audit();

console.log(`${failures} faults`);
process.exit(failures ? 1 : 0);
