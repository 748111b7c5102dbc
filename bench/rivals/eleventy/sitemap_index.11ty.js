const {site, each} = require('./page.js');
module.exports = class {
  data() {
    return {permalink: '/sitemap.xml', eleventyExcludeFromCollections: true};
  }
  render() {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${each(
      site.tags,
      (tag) =>
        `\n <sitemap>\n  <loc>${site.base}/sitemaps/${tag}.xml</loc>\n  <lastmod>${site.changed}</lastmod>\n </sitemap>`,
    )}\n</sitemapindex>\n`;
  }
};
