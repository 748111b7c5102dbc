// demo_links.js SITE BASE_URL: links, alternates, canonicals, sitemaps, titles, structured data and what may not be there.
'use strict';
const fs = require('fs'), path = require('path');
const [root, base] = process.argv.slice(2);
const basePath = new URL(base).pathname;

let failures = 0;
const fail = (page, words) => { if (++failures <= 40) console.log(`${page}: ${words}`); };

function* filesOf(folder) {
  for (const entry of fs.readdirSync(path.join(root, folder), {withFileTypes: true})) {
    const name = folder + entry.name;
    if (entry.isDirectory()) yield* filesOf(name + '/'); else yield name;
  }
}
const files = new Set(filesOf(''));
const isUnlisted = (file) => /^([^/]+\/)?u\//.test(file);
const isSearch = (file) => /^[^/]+\/(search|compare|index(\/.*)?)\/index\.html$/.test(file);
// A list in another order than its own: a copy, of which the first page of the list is the original.
const sorted = /sort\/(newest|updated)\/(page\/\d+\/)?/;
const isSorted = (file) => sorted.test(file);

const named = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const unescape = (s) => s.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, h, d, n) =>
  h ? String.fromCodePoint(parseInt(h, 16)) : d ? String.fromCodePoint(+d) : named[n] ?? all);

// Tags with their attributes, and the text after each. Enough for pages that a checker finds valid (demo_html.sh).
function* tokens(html) {
  const tag = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/g;
  for (let found; (found = tag.exec(html));) {
    const attributes = {};
    for (const [, name, , a, b, c] of found[3].matchAll(/([^\s=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g))
      attributes[name.toLowerCase()] = unescape(a ?? b ?? c ?? '');
    const name = found[2].toLowerCase(), from = tag.lastIndex;
    // Nothing is a tag inside these.
    if (!found[1] && (name === 'script' || name === 'style' || name === 'title'))
      tag.lastIndex = Math.max(from, html.indexOf('</' + name, from));
    const end = tag.lastIndex > from ? tag.lastIndex : html.indexOf('<', from);
    yield {closes: !!found[1], name, attributes, text: html.slice(from, end < 0 ? html.length : end)};
  }
}

// The file an address of the site leads to; null: it leads elsewhere.
function fileOf(address, from) {
  const url = new URL(address, base + from.replace(/index\.html$/, ''));
  if (url.origin !== new URL(base).origin) return null;
  if (!url.pathname.startsWith(basePath)) return `(outside ${basePath})`;
  const name = decodeURIComponent(url.pathname.slice(basePath.length));
  return name === '' || name.endsWith('/') ? name + 'index.html' : name;
}
const urlOf = (file) => base + file.replace(/index\.html$/, '').split('/').map(encodeURIComponent).join('/');

function read(file) {
  const page = {file, url: urlOf(file), links: [], alternates: new Map(), h1: 0, ids: new Set(), data: [], texts: {}};
  const repeated = (name, value) => {
    if (name in page.texts) fail(file, `two of ${name}`);
    page.texts[name] = value;
  };
  const html = fs.readFileSync(path.join(root, file), 'utf8');
  if (!html.startsWith('<!doctype html>')) fail(file, 'no doctype');
  for (const [empty] of html.matchAll(/<(bdi|a|li|dt|dd|h[1-6]|p|title)(?: [^>]*)?>\s*<\/\1>/g))
    fail(file, `nothing in ${empty}`);
  for (const {closes, name, attributes: a, text} of tokens(html)) {
    if (closes) continue;
    for (const attribute of Object.keys(a))
      if (/^on|^style$|^srcdoc$|^formaction$/.test(attribute)) fail(file, `attribute ${attribute} of ${name}`);
    if (['style', 'base', 'iframe', 'object', 'embed', 'form', 'svg', 'math'].includes(name)) fail(file, `element ${name}`);
    if (name === 'script') {
      if (a.type === 'application/ld+json') page.data.push(text);
      else if (!a.src || text.trim()) fail(file, 'a script inside the page');
    }
    if (a.id !== undefined) {
      if (page.ids.has(a.id)) fail(file, `two ids ${a.id}`);
      page.ids.add(a.id);
    }
    if (name === 'html') Object.assign(page, {lang: a.lang, dir: a.dir});
    if (name === 'title') repeated('title', unescape(text));
    if (name === 'h1') ++page.h1;
    if (name === 'meta' && a.name === 'description') repeated('description', a.content);
    if (name === 'meta' && a.name === 'robots') repeated('robots', a.content);
    if (name === 'meta' && a.property === 'og:url') repeated('og:url', a.content);
    if (name === 'meta' && a.property === 'og:image') page.links.push(a.content);
    if (name === 'link' && a.rel === 'canonical') repeated('canonical', a.href);
    else if (name === 'link' && a.rel === 'alternate' && a.hreflang) {
      if (page.alternates.has(a.hreflang)) fail(file, `two alternates ${a.hreflang}`);
      page.alternates.set(a.hreflang, a.href);
    }
    for (const key of ['href', 'src']) if (a[key] !== undefined) page.links.push(a[key]);
    if (a.srcset) for (const part of a.srcset.split(',')) page.links.push(part.trim().split(/\s+/)[0]);
    if (name === 'a' && a.hreflang) (page.languages ??= []).push(a);
    if (name === 'img' && (a.alt === undefined || !a.width || !a.height)) fail(file, `img ${a.src} without alt or size`);
  }
  page.noindex = /noindex/.test(page.texts.robots || '');
  return page;
}

const pages = new Map();
for (const file of files) if (file.endsWith('.html')) pages.set(file, read(file));
if (pages.size < 10) fail(root, `only ${pages.size} pages`);
const locales = [...pages.keys()].map((file) => /^([^/]+)\/index\.html$/.exec(file)?.[1]).filter(Boolean);
const rtl = new Set(['ar', 'fa', 'he', 'ur']);

// Links.
for (const page of pages.values())
  for (const link of page.links) {
    if (/^(mailto|tel):/.test(link)) continue;
    if (!/^(https?:\/\/|\/|#)/.test(link)) fail(page.file, `strange link ${link}`);
    const target = fileOf(link, page.file);
    if (target === null) continue;
    if (!files.has(target)) fail(page.file, `link to ${link}, where nothing is`);
    const anchor = /#(.+)$/.exec(link)?.[1];
    if (anchor && pages.has(target) && !pages.get(target).ids.has(decodeURIComponent(anchor)))
      fail(page.file, `link to ${link}, where no such id is`);
    if (isUnlisted(target) && !isUnlisted(page.file)) fail(page.file, `link to the unlisted ${link}`);
  }

// What each page says of itself.
const titles = new Map();
for (const page of pages.values()) {
  const {file, texts} = page;
  const locale = locales.includes(file.split('/')[0]) ? file.split('/')[0] : 'en';
  if (page.h1 !== 1) fail(file, `${page.h1} h1`);
  if (page.lang !== locale) fail(file, `lang ${page.lang}`);
  if (page.dir !== (rtl.has(locale) ? 'rtl' : 'ltr')) fail(file, `dir ${page.dir}`);
  if (!texts.title?.trim()) fail(file, 'no title');
  const same = titles.get(locale + texts.title);
  if (same) fail(file, `its title "${texts.title}" is also that of ${same}`);
  titles.set(locale + texts.title, file);
  if (file === '404.html') {
    if (!page.noindex || texts.canonical) fail(file, 'it may be indexed');
    continue;
  }
  if (!texts.description?.trim()) fail(file, 'no description');
  if (page.noindex !== (isUnlisted(file) || isSearch(file) || isSorted(file))) fail(file, page.noindex ? 'noindex' : 'unlisted, and may be indexed');
  if (texts['og:url'] !== texts.canonical) fail(file, 'og:url is not the canonical');

  // Canonical: itself, or for a copy without translation the page it copies.
  const original = fileOf(texts.canonical || '', file);
  page.isOwn = texts.canonical === page.url;
  if (!page.isOwn) {
    const copied = pages.get(original);
    if (!copied) fail(file, `canonical ${texts.canonical} is no page`);
    else if (copied.texts.canonical !== copied.url) fail(file, 'its canonical has a canonical elsewhere');
    else if (isSorted(file) ? original !== file.replace(sorted, '') : original.replace(/^[^/]+/, '') !== file.replace(/^[^/]+/, ''))
      fail(file, `canonical is another page: ${original}`);
    if (page.alternates.size) fail(file, 'a copy with alternates');
  } else if (page.alternates.size) {
    if (isUnlisted(file)) fail(file, 'unlisted, with alternates');
    if (!page.alternates.has('x-default')) fail(file, 'alternates without x-default');
    if (![...page.alternates.values()].includes(page.url)) fail(file, 'alternates without itself');
    if (file !== 'index.html' && page.alternates.get(locale) !== page.url) fail(file, `alternate ${locale} is another page`);
    for (const [language, href] of page.alternates) {
      const other = pages.get(fileOf(href, file));
      if (!other) { fail(file, `alternate ${href} is no page`); continue; }
      if (other.url !== href || other.texts.canonical !== href) fail(file, `alternate ${href} is not canonical`);
      if (language !== 'x-default' && other.lang !== language) fail(file, `alternate ${href} is in ${other.lang}`);
      if (![...other.alternates.values()].includes(page.url)) fail(file, `alternate ${href} does not point back`);
    }
  }

  // Structured data.
  const types = [];
  for (const text of page.data) {
    let data;
    try { data = JSON.parse(text); } catch (error) { fail(file, `structured data: ${error.message}`); continue; }
    if (data['@context'] !== 'https://schema.org') fail(file, 'structured data without context');
    for (const item of data['@graph'] || [data]) {
      types.push(item['@type']);
      if (item['@type'] === 'BreadcrumbList') {
        item.itemListElement.forEach((crumb, i) => {
          const target = fileOf(crumb.item, file);
          if (crumb.position !== i + 1 || !crumb.name) fail(file, `breadcrumb ${i + 1}`);
          if (!files.has(target)) fail(file, `breadcrumb to ${crumb.item}, where nothing is`);
        });
        // Of a list's further pages it is the list.
        const last = item.itemListElement.at(-1).item;
        if (last !== page.url.replace(sorted, '').replace(/page\/\d+\/$/, '')) fail(file, `the last breadcrumb is ${last}`);
      }
      if (item['@type'] === 'SoftwareApplication') {
        if (item.url !== page.url || !item.name || !item.provider?.name) fail(file, 'its software lacks something');
        if (item.image && !files.has(fileOf(item.image, file))) fail(file, `no picture ${item.image}`);
        for (const offer of [item.offers || []].flat())
          for (const price of [offer.price, offer.lowPrice, offer.highPrice])
            if (price !== undefined && !/^\d+(\.\d+)?$/.test(price)) fail(file, `price ${price}`);
      }
    }
  }
  const kind = isUnlisted(file) || isSearch(file) ? ''
    : /^[^/]+\/products\/(?!page\/|sort\/)[^/]+\//.test(file) ? 'SoftwareApplication,BreadcrumbList'
    : file === 'index.html' ? 'WebSite' : /^[^/]+\/index\.html$/.test(file) ? '' : 'BreadcrumbList';
  if (types.join() !== kind) fail(file, `structured data is "${types}", not "${kind}"`);

  // The switch offers each language once, this one marked.
  const offered = (page.languages || []).filter((a) => !a.class).map((a) => a.hreflang);
  if (locales.length > 1 && new Set(offered).size !== locales.length) fail(file, `languages offered: ${offered}`);
}

// Sitemaps: the indexable originals, once each, and nothing else.
const locations = (file) =>
  [...fs.readFileSync(path.join(root, file), 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)].map((m) => unescape(m[1]));
const listed = new Map();
for (const part of locations('sitemap.xml')) {
  const file = fileOf(part, '');
  if (!files.has(file)) { fail('sitemap.xml', `${part} is no file`); continue; }
  for (const url of locations(file)) {
    if (listed.has(url)) fail(file, `${url} is also in ${listed.get(url)}`);
    listed.set(url, file);
  }
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  for (const [, entry] of text.matchAll(/<url>([\s\S]*?)<\/url>/g)) {
    const page = pages.get(fileOf(unescape(/<loc>(.*?)</.exec(entry)[1]), ''));
    const alternates = [...entry.matchAll(/hreflang="(.*?)" href="(.*?)"/g)].map((m) => m[1] + ' ' + unescape(m[2]));
    const own = page ? [...page.alternates].map((a) => a.join(' ')) : [];
    if (alternates.sort().join() !== own.sort().join()) fail(file, `${page?.url}: other alternates than the page`);
  }
}
for (const name of fs.readdirSync(path.join(root, 'sitemaps')))
  if (!locations('sitemap.xml').includes(urlOf('sitemaps/' + name))) fail('sitemap.xml', `without sitemaps/${name}`);
for (const [url, where] of listed) {
  const page = pages.get(fileOf(url, ''));
  if (!page) fail(where, `${url} is no page`);
  else if (!page.isOwn || page.noindex || isUnlisted(page.file)) fail(where, `${url} does not belong there`);
}
for (const page of pages.values())
  if (page.isOwn && !page.noindex && !listed.has(page.url)) fail('sitemap.xml', `without ${page.url}`);

// No other file names what is unlisted; the rules for u/ name all of it at once.
const tokensOfUnlisted = new Set([...files].map((file) => /(?:^|\/)u\/([^/]+)/.exec(file)?.[1]).filter(Boolean));
for (const file of files)
  if (!isUnlisted(file) && !/\.(png|jpe?g|pdf|zip)$/.test(file)) {
    const text = fs.readFileSync(path.join(root, file), 'latin1');
    for (const token of tokensOfUnlisted) if (text.includes(token)) fail(file, `names the unlisted ${token}`);
  }

console.log(`${pages.size} pages, ${listed.size} in sitemaps, ${failures} faults`);
process.exit(failures ? 1 : 0);
