module.exports = class {
  data() {
    return {pagination: {data: 'collections.homes', size: 1, alias: 'home'}, permalink: (d) => `/sitemaps/${d.home.locale}.xml`, eleventyExcludeFromCollections: true};
  }
  render({home, site}) {
    return `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${home.items.map(({url}) =>
      `<url><loc>${site.base}${url}</loc>${site.locales.map((tag) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${site.base}${url.replace(/^\/[^/]*/, '/' + tag)}"/>`).join('')}</url>`).join('')}</urlset>`;
  }
};
