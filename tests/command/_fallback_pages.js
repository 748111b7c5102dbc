// _fallback_pages.js make|set|translate|latin|keep|copies|omitted SITE: the site of fallback_pages.sh, and what its pages have to be.
'use strict';
const fs = require('fs'), path = require('path');
const [what, site, ...rest] = process.argv.slice(2);
const settingsFile = path.join(site, 'site/site.json');
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const write = (file, json) => fs.writeFileSync(file, JSON.stringify(json, null, 2) + '\n');
const listing = (id) => path.join(site, 'content/listings', id);
const record = (id) => path.join(listing(id), 'listing.json');

function make() {
  write(settingsFile, {...read(settingsFile), locales: [
    {tag: 'en'}, {tag: 'zh-HK', fallback: ['zh-Hant', 'zh']}, {tag: 'ar', fallback: ['zh-HK']}]});
  const first = read(record('first-product'));
  const add = (id, texts, details) => {
    fs.mkdirSync(listing(id), {recursive: true});
    write(record(id), {...first, id, ...texts});
    for (const [tag, text] of Object.entries(details)) fs.writeFileSync(path.join(listing(id), `details.${tag}.md`), text);
  };
  // All of it in a form of Chinese that has no pages, one text even in another.
  add('chinese', {name: {en: 'Chinese', 'zh-Hant': '中文產品'}, summary: {en: 'A summary.', zh: '简体摘要'}},
      {en: 'Details.', 'zh-Hant': '詳細說明。'});
  add('little', {name: {en: 'Little', ar: 'قليل'}, summary: {en: 'A summary.'}}, {en: 'Details.'});
  add('much', {name: {en: 'Much', ar: 'كثير'}, summary: {en: 'A summary.', ar: 'ملخص'}}, {en: 'Details.'});
  fs.rmSync(listing('first-product'), {recursive: true});
}

let failed = false;
const check = (holds, message) => { if (!holds) { console.log(message); failed = true; } };
const page = (name) => {
  const file = path.join(site, 'public', name, 'index.html');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
};
const canonical = (html) => (html.match(/rel="canonical" href="https:\/\/catalog\.example\/([^"]*)"/) || [])[1];
const alternates = (html) => [...html.matchAll(/rel="alternate" hreflang="([^"]*)"/g)].map((found) => found[1]).join(' ');
const menu = (html, tag) =>
  (html.match(new RegExp(`<a href="/([^"]*)" lang="${tag}" dir="[a-z]*" hreflang`)) || [])[1];
const sitemaps = () => fs.readdirSync(path.join(site, 'public/sitemaps'))
  .map((name) => fs.readFileSync(path.join(site, 'public/sitemaps', name), 'utf8')).join('');
const searched = (tag) => fs.readdirSync(path.join(site, 'public', tag, 'search')).filter((name) => name.endsWith('.json'))
  .map((name) => fs.readFileSync(path.join(site, 'public', tag, 'search', name), 'utf8')).join('');
const equal = (is, wanted, about) => check(is === wanted, `${about}: ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);

// True in every policy: each text tells its language, where it is not the page's.
function speaks() {
  const html = page('zh-HK/products/chinese');
  check(/<h1[^>]*><bdi[^>]* lang="zh-Hant" dir="ltr">中文產品|<h1[^>]* lang="zh-Hant" dir="ltr"[^>]*>(<bdi>)?中文產品/.test(html),
        'the name has not its own language: ' + (html.match(/<h1.*?<\/h1>/) || [''])[0]);
  check(/lang="zh" dir="ltr"[^>]*>简体摘要/.test(html), 'the summary has not its own language');
  check(/lang="zh-Hant" dir="ltr"[^>]*>\s*<p>詳細說明/.test(html), 'the details have not their own language');
  equal(canonical(html), 'zh-HK/products/chinese/', 'what stands on no other page is no copy');
  equal(alternates(page('en/products/chinese')), 'en zh-HK x-default', 'alternates of "chinese"');
  check(html.includes('首頁'), 'the interface does not speak');
}

const checks = {
  keep() {
    speaks();
    equal(canonical(page('ar/products/little')), 'ar/products/little/', 'a page with a name of its own');
    // Its texts are those of the page for Hong Kong, which its chain has before English.
    equal(canonical(page('ar/products/chinese')), 'zh-HK/products/chinese/', 'a copy');
    check(/lang="zh-Hant" dir="ltr"[^>]*>中文產品/.test(page('ar/products/chinese')), 'a name in another direction has not its own');
    equal(canonical(page('zh-HK/products/much')), 'en/products/much/', 'a copy of English');
  },
  copies() {
    speaks();
    equal(canonical(page('ar/products/little')), 'en/products/little/', 'a page with too few texts');
    equal(alternates(page('ar/products/little')), '', 'alternates of a copy');
    equal(alternates(page('en/products/little')), '', 'alternates of what has copies only');
    equal(alternates(page('en/products/much')), 'en ar x-default', 'alternates of "much"');
    check(!sitemaps().includes('/ar/products/little/'), 'a copy is in a sitemap');
    check(page('ar/products').includes('/ar/products/little/'), 'a copy is not in the list');
    check(searched('ar').includes('"little"'), 'a copy is not found');
  },
  omitted() {
    speaks();
    for (const gone of ['ar/products/little', 'ar/products/chinese', 'zh-HK/products/little', 'zh-HK/products/much'])
      equal(page(gone), '', `${gone} should not be there`);
    check(page('ar/products/much') !== '', 'a page with enough texts is not there');
    for (const list of ['ar/products', 'ar', 'ar/sellers/our-company', 'ar/categories/tools', 'ar/marketplaces/own']) {
      check(page(list) !== '', `${list} is not there`);
      check(!page(list).includes('/ar/products/little/'), `${list} leads to a page that is not there`);
    }
    check(!page('ar/products/much').includes('/ar/products/little/'), 'a related product leads to a page that is not there');
    check(page('en/products/much').includes('/en/products/little/'), 'a related product is lost where it has a page');
    check(!searched('ar').includes('"little"') && searched('ar').includes('"much"'), 'search finds other than the pages');
    check(!sitemaps().includes('/ar/products/little/'), 'what is not there is in a sitemap');
    const html = page('en/products/little');
    equal(menu(html, 'ar'), 'ar/categories/tools/', 'the way to Arabic');
    equal(menu(html, 'zh-HK'), 'zh-HK/categories/tools/', 'the way to Chinese');
    equal(menu(html, 'en'), 'en/products/little/', 'the way to itself');
    equal(alternates(html), '', 'alternates of what is in one language');
    check(/>1 [^<]*</.test(page('ar/products')) || page('ar/products').includes('منتج'), 'the count is of another language');
  },
};

if (what === 'make') make();
else if (what === 'set') write(settingsFile, {...read(settingsFile), fallback_pages: {below: Number(rest[1]), are: rest[0]}});
else if (what === 'latin') {
  const json = read(settingsFile);
  write(settingsFile, {...json, locales: [...json.locales, {tag: 'la'}]});
} else if (what === 'translate') {
  const json = read(record('little'));
  json.summary.ar = 'ملخص';
  write(record('little'), json);
} else checks[what]();
process.exit(failed ? 1 : 0);
