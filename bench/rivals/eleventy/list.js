// One template for each kind of list: Eleventy makes a page of each entry of a collection.
const {escape, frame} = require('./page.js');
module.exports = (collection) => class {
  data() {
    return {pagination: {data: `collections.${collection}`, size: 1, alias: 'list'}, permalink: (d) => d.list.url, eleventyExcludeFromCollections: true};
  }
  render({list, site}) {
    const {locale} = list, first = list.url.replace(/page\/\d+\/$/, '');
    return frame(site, {locale, title: list.name || 'Products', url: list.url, main: `<h1>${escape(list.name || 'Products')}</h1>
<ul>${list.items.map(({url, data}) => `<li><a href="${url}"><h2>${escape(data.title)}</h2></a><p>${escape(data.summary)}</p><p>${escape(data.price)}</p><p>${escape(data.seller)}</p></li>`).join('')}</ul>
<nav>${list.number > 1 ? `<a href="${list.number > 2 ? `${first}page/${list.number - 1}/` : first}">Previous</a>` : ''} ${list.number} / ${list.count} ${list.number < list.count ? `<a href="${first}page/${list.number + 1}/">Next</a>` : ''}</nav>`});
  }
};
