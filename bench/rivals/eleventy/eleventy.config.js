// Lists are worked out once, from what is already read; pages are templates in JavaScript, Eleventy's fastest.
const {escape, outside} = require('./page.js');
const pageSize = 24;
module.exports = (config) => {
  let sorted;
  const listings = (api) =>
    (sorted ??= api.getFilteredByGlob('pages/**/*.md').sort((a, b) => a.data.rank - b.data.rank));
  // Pages by language and a key, each group in the order of names.
  const groups = (api, key) => {
    const all = new Map();
    for (const item of listings(api)) {
      const name = `${item.data.locale} ${key ? item.data[key] : ''}`;
      if (!all.has(name)) all.set(name, {locale: item.data.locale, id: key ? item.data[key] : '', items: []});
      all.get(name).items.push(item);
    }
    return [...all.values()];
  };
  const pages = (kind, key) => (api) =>
    groups(api, key).flatMap(({locale, id, items}) => {
      const count = Math.ceil(items.length / pageSize),
        first = `${kind}/${id && `${id}/`}`;
      return Array.from({length: count}, (_, i) => ({
        kind,
        locale,
        id,
        first,
        count,
        number: i + 1,
        items: items.slice(i * pageSize, i * pageSize + pageSize),
        url: `/${locale}/${first}${i ? `page/${i + 1}/` : ''}`,
      }));
    });
  config.addCollection('all_lists', pages('products', ''));
  config.addCollection('category_lists', pages('categories', 'category'));
  config.addCollection('marketplace_lists', pages('marketplaces', 'platform'));
  config.addCollection('seller_lists', pages('sellers', 'seller'));
  config.addCollection('homes', (api) => groups(api, ''));
  config.addCollection('by_url', (api) => Object.fromEntries(listings(api).map((item) => [item.url, item])));
  config.addPassthroughCopy({static: '/'});

  const markdown = require('markdown-it')({html: false}),
    {rules} = markdown.renderer,
    aligned = /text-align:(\w+)/;
  rules.link_open = (tokens, i) => `<a href="${escape(tokens[i].attrGet('href'))}" ${outside}>`;
  rules.table_open = () => '<div class="table-scroll" tabindex="0"><table>';
  rules.table_close = () => '</table></div>';
  const cell = (tag, scope) => (tokens, i) =>
    `<${tag}${scope}${tokens[i].attrGet('style') ? ` class="align-${aligned.exec(tokens[i].attrGet('style'))[1]}"` : ''}>`;
  rules.th_open = cell('th', ' scope="col"');
  rules.td_open = cell('td', '');
  rules.fence = (tokens, i) => `<pre tabindex="0"><code>${escape(tokens[i].content)}</code></pre>\n`;
  config.addJavaScriptFunction('md', (text) => markdown.render(text ?? ''));
  config.setLibrary('md', markdown);
  return {markdownTemplateEngine: false, dir: {input: '.', includes: '_includes', data: '_data', output: '_site'}};
};
