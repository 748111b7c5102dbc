const {escape, frame} = require('./page.js');
module.exports = class {
  data() {
    return {pagination: {data: 'collections.homes', size: 1, alias: 'home'}, permalink: (d) => `/${d.home.locale}/`, eleventyExcludeFromCollections: true};
  }
  render({home, site}) {
    const counts = new Map();
    for (const {data} of home.items) counts.set(data.category, (counts.get(data.category) ?? 0) + 1);
    return frame(site, {locale: home.locale, title: site.name[home.locale], url: `/${home.locale}/`, main: `<ul>${[...counts].map(([name, count]) => `<li><a href="/${home.locale}/categories/${name}/">${escape(name)}</a> ${count}</li>`).join('')}</ul>`});
  }
};
