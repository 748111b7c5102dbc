const {site, each} = require('./page.js');
module.exports = class {
  data() {
    return {
      pagination: {data: 'collections.homes', size: 1, alias: 'home'},
      permalink: (d) => `/sitemaps/${d.home.locale}.xml`,
      eleventyExcludeFromCollections: true,
    };
  }
  render({home: {locale, items}, collections}) {
    const entry = (url, others) =>
      `\n <url>\n  <loc>${site.base}${url}</loc>\n  <lastmod>${site.changed}</lastmod>${others}\n </url>`;
    const link = (tag, url) => `\n  <xhtml:link rel="alternate" hreflang="${tag}" href="${site.base}${url}"/>`;
    const links = (rest, xDefault = `/${site.tags[0]}/${rest}`) =>
      each(site.tags, (tag) => link(tag, `/${tag}/${rest}`)) + link('x-default', xDefault);
    const lists = ['all_lists', 'category_lists', 'marketplace_lists', 'seller_lists']
      .flatMap((name) => collections[name])
      .filter((list) => list.locale === locale);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entry(`/${locale}/`, links('', '/'))}${each(
      lists,
      ({url, first, number}) => entry(url, number === 1 ? links(first) : ''),
    )}${each(items, ({url}) => entry(url, links(url.slice(locale.length + 2))))}\n</urlset>\n`;
  }
};
