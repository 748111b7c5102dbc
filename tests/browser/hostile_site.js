// Makes sites whose texts are given: every field that reaches a page gets its turn. The platform file is the test's own, so that no
// rule of a marketplace stands between a text and its page.
'use strict';
const fs = require('fs'), path = require('path');

const textsOnPage = 100;  // long texts of one listing, a field each
const linesOnPage = 50;   // one-line texts of one listing
const key = (i) => 't' + String(i).padStart(2, '0');
const label = (i) => ({en: key(i)});

function platform() {
  const field = (key, shape, more = {}) => ({
    rule: 'HOS-01', key, shape, required: false, required_basis: 'stated', display: ['detail'], display_basis: 'stated',
    severity: 'error', source: 'HOS', says: 'Anything goes.', ...more,
  });
  const everywhere = {display: ['list', 'detail']};
  return {
    type: 'hostile/page', kind: 'listing', platform_name: {en: 'Hostile'}, name: {en: 'Page'}, text_locale: 'en', sold_by_seller: true,
    sources: {HOS: {title: 'Hostile texts', publisher: 'onshelf', retrieved: '2026-11-20'}},
    status: {values: {approved: {publish: true}}, source: 'HOS'},
    fields: [
      field('name', 'line', {...everywhere, required: true}), field('summary', 'line', {display: ['list', 'detail', 'seo']}),
      field('seo', 'seo', {display: ['seo']}), field('tags', 'words', everywhere), field('pricing', 'pricing', everywhere),
      field('product_url', 'url', {label: {en: 'Site'}}), field('resources', 'links', {label: {en: 'Links'}}),
      field('parameters', 'parameters', {label: {en: 'Parameters'}}), field('operating_system', 'system', {label: {en: 'System'}}),
      field('words', 'words', {label: {en: 'Words'}}), field('plain', 'plain', {label: {en: 'Plain'}}),
      field('line', 'line', {label: {en: 'Line'}}), field('address', 'url', {label: {en: 'Address'}}),
      field('email', 'email', {label: {en: 'Mail'}, limits: [{kind: 'pattern', items: ['email']}]}),
      field('phone', 'phone', {label: {en: 'Phone'}, limits: [{kind: 'pattern', items: ['phone']}]}),
      field('user_guide', 'files', {display: ['download']}), field('versions', 'versions'),
      ...Array.from({length: textsOnPage}, (_, i) => field(key(i), 'text', {label: label(i)})),
    ],
  };
}

class Site {
  constructor(folder, pageSize = 96) {
    this.folder = folder;
    fs.rmSync(folder, {recursive: true, force: true});
    const sellers = fs.readFileSync(path.join(__dirname, '../../site/platforms/common.seller.json'));
    this.put('site/platforms/common.seller.json', sellers);
    this.put('site/platforms/hostile.page.json', JSON.stringify(platform()));
    this.put('site/site.json', JSON.stringify({
      base_url: 'https://catalog.example/', name: {en: 'Hostile texts'}, description: {en: 'What strangers write.'}, default_locale: 'en',
      locales: [{tag: 'en', own_name: 'English'}], theme: 'default', page_size: pageSize, make_icons: false,
    }));
    this.aliases = [];
    this.seller('plain', {name: 'Plain seller', summary: 'Nothing but words.', phone: '+31 10 555 0142', email: 'a@seller.example', website: 'https://seller.example/', chat: '12'});
  }

  put(name, bytes) {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, bytes);
  }
  seller(id, members) { this.put(`content/sellers/${id}/seller.json`, JSON.stringify({id, type: 'common/seller', ...members})); }

  // files: names and bytes of what lies beside the record.
  listing(id, members, files = {}) {
    this.put(`content/listings/${id}/listing.json`,
             JSON.stringify({id, type: 'hostile/page', seller: 'plain', status: 'approved', category: 'all', name: id, ...members}));
    for (const [name, bytes] of Object.entries(files)) this.put(`content/listings/${id}/${name}`, bytes);
  }

  finish() {
    this.put('site/categories.json', JSON.stringify({categories: [{id: 'all', name: {en: 'All'}, aliases: this.aliases, subcategories: []}]}));
  }
}

// Long texts, as Markdown or as HTML: each is a field of its own, and once more in the middle of a line as notes of a version.
function longTexts(site, prefix, texts, form, perPage = textsOnPage) {
  const ids = [];
  for (let from = 0; from < texts.length; from += perPage) {
    const id = `${prefix}-${from}`, files = {}, part = texts.slice(from, from + perPage);
    part.forEach((text, i) => { files[`${key(i)}.en.${form}`] = text; });
    site.listing(id, {versions: part.map((text, i) => ({number: key(i), notes: form === 'md' ? `before ${text} after` : 'none'}))}, files);
    ids.push({id, from, texts: part});
  }
  return ids;
}

// Fields that take many one-line texts.
function lines(site, prefix, texts, perPage = linesOnPage) {
  const ids = [];
  for (let from = 0; from < texts.length; from += perPage) {
    const id = `${prefix}-${from}`, part = texts.slice(from, from + perPage);
    site.listing(id, {
      tags: {en: part}, words: {en: part}, parameters: part.map((text) => ({name: {en: text}, value: text})),
      resources: part.map((text) => ({name: {en: text}, url: 'https://good.example/'})), versions: part.map((text) => ({number: text, notes: 'none'})),
    });
    ids.push({id, from, texts: part});
  }
  return ids;
}

// Fields that a listing has once, and that reach the head, lists and structured data. Each text fills one or two of them.
function heads(site, prefix, texts, perPage = 4) {
  const ids = [];
  for (let from = 0; from < texts.length; from += perPage) {
    const id = `${prefix}-${from}`, part = texts.slice(from, from + perPage), [name, summary = name, title = name, last = name] = part;
    const withSeller = from % 80 === 0;
    site.listing(id, {
      name: {en: name}, summary: {en: summary}, seo: from % 8 ? {title: {en: title}, description: {en: last}, keywords: {en: name}} : undefined,
      pricing: {model: 'text', text: {en: title}}, operating_system: {name: summary, version: title}, plain: title, line: {en: last},
      seller: withSeller ? id : 'plain',
    });
    if (withSeller) site.seller(id, {name: {en: name}, summary: {en: summary}, chat: title, phone: '+31 10 555 0142'});
    ids.push({id, from, texts: part});
  }
  return ids;
}

// Fields with a form of their own: most of these are refused, and what is not has to be harmless. Each text fills one of them.
function formed(site, prefix, texts) {
  return texts.map((text, i) => {
    const fields = [['product_url', text], ['resources', [{name: 'x', url: text}]], ['address', text], ['product_url', text], ['email', text], ['resources', [{name: 'x', url: text}]], ['phone', text], ['address', text]];
    // A category is known by any of the site's names for it, whatever they are.
    const [member, value] = i % 50 ? fields[i % fields.length] : ['category', text], id = `${prefix}-${i}`;
    site.listing(id, {[member]: value});
    return {id, from: i, texts: [text]};
  });
}

// File names of downloads, as far as a disk takes them.
function fileNames(site, prefix, texts, perPage = 20) {
  const names = [...new Set(texts.map((text) => text.replace(/[/\0]/g, '').slice(0, 60) + '.pdf'))].filter((name) => Buffer.byteLength(name) < 250);
  const ids = [];
  for (let from = 0; from < names.length; from += perPage) {
    const id = `${prefix}-${from}`, part = names.slice(from, from + perPage);
    site.listing(id, {user_guide: part}, Object.fromEntries(part.map((name) => [name, '%PDF-1.4\n' + name])));
    ids.push({id, from, texts: part});
  }
  return ids;
}

// The same kinds of pages with nothing hostile on them.
function harmless(folder) {
  const site = new Site(folder, 6), texts = Array.from({length: 200}, (_, i) => `Text number ${i}`);
  site.aliases = texts;
  longTexts(site, 'md', texts, 'md');
  lines(site, 'line', texts);
  heads(site, 'head', texts);
  fileNames(site, 'file', texts);
  // Values that several listings share have lists, and more of them than stand beside each list.
  for (const id of ['shared-1', 'shared-2']) site.listing(id, {tags: {en: texts.slice(0, 30)}});
  for (let i = 0; i < 24; ++i) site.listing(`system-${i}`, {operating_system: {name: texts[i >> 1], version: '1'}});
  site.listing('addresses', {product_url: 'https://good.example/', address: 'https://good.example/', email: 'a@good.example', phone: '+31 10 555 0142'});
  site.finish();
  return site;
}

module.exports = {Site, longTexts, lines, heads, formed, fileNames, harmless, key};
