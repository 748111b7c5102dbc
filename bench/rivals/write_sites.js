// write_sites.js CATALOG HUGO ELEVENTY: the catalog of make_catalog as a site of Hugo and as one of Eleventy, in two new folders.
// The same pages as onshelf makes, part by part: see compare.js. Each site is written as its own documents advise for speed: nothing
// looks through the whole catalog on every page, and what a script can format once is formatted here. No icons.
'use strict';
const fs = require('fs');
const path = require('path');
const {Catalog, pick, pageSize} = require('./catalog.js');
const [folder, hugo, eleventy] = process.argv.slice(2);
const catalog = new Catalog(folder, path.join(__dirname, '../..'));
const {settings, locales, words, assets} = catalog;

function write(...parts) {
  const content = parts.pop(),
    file = path.join(...parts);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
}
const copyTemplates = (from, to) =>
  fs
    .readdirSync(path.join(__dirname, from))
    .forEach((name) => write(to, name.replaceAll('__', '/'), fs.readFileSync(path.join(__dirname, from, name))));
// The messages of pages by their short names; those with arguments are for `words_of`.
const messages = (locale) =>
  Object.fromEntries(
    Object.entries(words[locale].messages)
      .filter(([key]) => key.startsWith('page.'))
      .map(([key, text]) => [key.slice(5), text]),
  );
// A message's arguments by place, as printf takes them.
const printf = (text, ...names) =>
  names.reduce((all, name, i) => all.replace(new RegExp(`\\{${name}[^}]*\\}`), `%[${i + 1}]v`), text);
const params = (locale) => ({
  tag: locale,
  dir: words[locale].direction,
  territory: words[locale].territory,
  name: pick(settings.name, locale).text,
  own_name: words[locale].ownName,
});

function writeHugo() {
  write(hugo, 'config.json', {
    baseURL: settings.base_url,
    defaultContentLanguage: 'en',
    defaultContentLanguageInSubdir: true,
    disableKinds: ['RSS', 'taxonomy', '404'],
    disableAliases: true,
    ignoreErrors: ['error-disable-taxonomy'],
    paginate: pageSize,
    taxonomies: {category: 'categories', marketplace: 'marketplaces', seller: 'sellers'},
    enableGitInfo: false,
    timeout: '10m',
    markup: {
      goldmark: {
        parser: {autoHeadingID: false},
        extensions: {typographer: false, footnote: false, definitionList: false},
      },
      highlight: {codeFences: false},
    },
    params: {
      style: assets.style.href,
      favicon: assets.favicon.href,
      page_size: pageSize,
      root_lang: settings.default_locale.toLowerCase(),
    },
    languages: Object.fromEntries(
      locales.map((tag, i) => [
        tag.toLowerCase(),
        {
          languageName: words[tag].ownName,
          languageCode: tag,
          weight: i + 1,
          contentDir: `content/${tag}`,
          title: params(tag).name,
          params: params(tag),
        },
      ]),
    ),
  });
  copyTemplates('hugo', path.join(hugo, 'layouts'));
  for (const locale of locales) {
    const own = messages(locale),
      lists = catalog.lists(locale),
      content = path.join(hugo, 'content', locale);
    own.page_of = printf(own.page_of, 'page', 'pages');
    own.title_page = printf(own.title_page, 'title', 'page');
    own.description_page = printf(own.description_page, 'description', 'page');
    write(hugo, 'data/words', `${locale.toLowerCase()}.json`, own);
    write(
      hugo,
      'data/lists',
      `${locale.toLowerCase()}.json`,
      Object.fromEntries(
        Object.entries(lists).map(([kind, all]) => [kind, all.map(({id, title, lang}) => ({id, title, lang}))]),
      ),
    );
    write(content, '_index.md', {
      title: params(locale).name,
      chosen: catalog.chosen(),
      count: lists.products[0].count,
      changed: catalog.changed,
    });
    for (const [kind, all] of Object.entries(lists))
      for (const list of all) write(content, kind, list.id, '_index.md', list);
  }
}

// Front matter and body in one file, as both read it.
function writePages() {
  for (const record of catalog.listings)
    for (const locale of locales) {
      const {body, rank, ...page} = catalog.page(record, locale),
        {id} = record;
      const front = {
        ...page,
        weight: rank,
        slug: id,
        categories: [page.category],
        marketplaces: [page.platform],
        sellers: [page.seller],
      };
      write(hugo, 'content', locale, 'products', `${id}.md`, `${JSON.stringify(front)}\n\n${body}`);
      const data = {...page, rank, locale, layout: 'detail.11ty.js', permalink: `/${locale}/products/${id}/`};
      write(eleventy, 'pages', locale, `${id}.md`, `---json\n${JSON.stringify(data)}\n---\n${body}`);
      for (const {href, name} of page.downloads)
        for (const site of [path.join(hugo, 'static'), path.join(eleventy, 'static')])
          write(site, href, fs.readFileSync(path.join(folder, 'content/listings', id, name)));
    }
}

function writeEleventy() {
  copyTemplates('eleventy', eleventy);
  write(eleventy, 'site.json', {
    base: catalog.base,
    tags: locales,
    style: assets.style.href,
    favicon: assets.favicon.href,
    chosen: catalog.chosen(),
    changed: catalog.changed,
  });
  write(
    eleventy,
    'languages.json',
    Object.fromEntries(
      locales.map((locale) => [locale, {...params(locale), words: messages(locale), lists: catalog.lists(locale)}]),
    ),
  );
}

writeHugo();
writeEleventy();
writePages();
for (const site of [hugo, eleventy])
  for (const {href, bytes} of Object.values(assets)) write(site, 'static', href, bytes);
