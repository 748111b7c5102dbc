// Lists are worked out once, from what is already read; pages are templates in JavaScript, Eleventy's fastest.
module.exports = (config) => {
  const byLocale = (api, key) => {
    const groups = new Map();
    for (const item of api.getFilteredByGlob('pages/**/*.md')) {
      const {locale} = item.data, name = `${locale} ${key ? item.data[key] : ''}`;
      if (!groups.has(name)) groups.set(name, {locale, name: key ? item.data[key] : '', items: []});
      groups.get(name).items.push(item);
    }
    return [...groups.values()];
  };
  const pages = (path, key) => (api) => byLocale(api, key).flatMap(({locale, name, items}) => {
    const sorted = [...items].sort((a, b) => a.data.title < b.data.title ? -1 : 1), count = Math.ceil(sorted.length / 24);
    return Array.from({length: count}, (_, i) => ({locale, name, count, number: i + 1, items: sorted.slice(i * 24, i * 24 + 24), url: `/${locale}/${path}${key ? name + '/' : ''}${i ? `page/${i + 1}/` : ''}`}));
  });
  config.addCollection('all_lists', pages('products/', ''));
  config.addCollection('category_lists', pages('categories/', 'category'));
  config.addCollection('marketplace_lists', pages('marketplaces/', 'platform'));
  config.addCollection('seller_lists', pages('sellers/', 'seller'));
  config.addCollection('homes', (api) => byLocale(api, ''));
  const markdown = require('markdown-it')({html: false});
  config.addJavaScriptFunction('md', (text) => markdown.render(text ?? ''));
  config.setLibrary('md', markdown);
  return {markdownTemplateEngine: false, dir: {input: '.', includes: '_includes', data: '_data', output: '_site'}};
};
