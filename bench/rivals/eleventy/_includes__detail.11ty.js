const {escape, frame} = require('../page.js');
module.exports = class {
  render(d) {
    const {locale, title, summary, site} = d, url = `/${locale}/products/${d.id}/`;
    const data = JSON.stringify({'@context': 'https://schema.org', '@type': 'Product', name: title, description: summary, url: site.base + url, offers: {'@type': 'Offer', price: d.price}}).replace(/</g, '\\u003c');
    return frame(site, {locale, title, summary, url, head: `<script type="application/ld+json">${data}</script>\n`, main: `
<nav><a href="/${locale}/">Home</a> / <a href="/${locale}/categories/${d.category}/">${escape(d.category)}</a></nav>
<h1>${escape(title)}</h1><p>${escape(summary)}</p><p>${escape(d.price)}</p>
<aside><a href="/${locale}/sellers/${d.seller}/">${escape(d.seller)}</a> <a href="/${locale}/marketplaces/${d.platform}/">${escape(d.platform)}</a></aside>
<section><h2>Description</h2>${d.content}</section>
${d.texts.map((t) => `<section><h2>${t.key}</h2>${this.md(t.text)}</section>`).join('')}
<dl>${d.facts.map((f) => `<dt>${escape(f.key)}</dt><dd>${escape(f.value)}</dd>`).join('')}</dl>
<section><h2>Versions</h2>${d.versions.map((v) => `<h3>${escape(v.number)}</h3><p>${v.date}</p>${this.md(v.notes)}`).join('')}</section>`});
  }
};
