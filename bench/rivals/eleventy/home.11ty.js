const {site, languages, escape, each, langOf, head, header, footer, card} = require('./page.js');
module.exports = class {
  data() {
    return {
      pagination: {data: 'collections.homes', size: 1, alias: 'home'},
      permalink: (d) => `/${d.home.locale}/`,
      eleventyExcludeFromCollections: true,
    };
  }
  render({collections, home: {locale}}) {
    const {words: t, lists, name} = languages[locale];
    const links = (kind, tag, most) =>
      each(
        lists[kind].slice(0, most),
        ({id, title, number}) =>
          `<li><a href="/${locale}/${kind}/${id}/"><${tag}>${escape(title)}</${tag}> <span class="count">${number}</span></a></li>`,
      );
    return `${head({locale, title: name, rest: '', xDefault: '/'})}<body class="home">${header(locale, '')}<main id="main" tabindex="-1"><section class="hero"><div class="wrap"><h1>${escape(name)}</h1><p class="hero-actions"><a class="button" href="/${locale}/products/">${escape(t.browse_all)}</a> <span class="hero-count">${escape(lists.products[0].count)}</span></p></div></section><section class="wrap block" id="categories" aria-labelledby="categories-title"><h2 id="categories-title">${escape(t.categories)}</h2><ul class="category-grid">${each(
      lists.categories,
      (one) =>
        `<li class="category-card"><h3><a href="/${locale}/categories/${one.id}/"><span${langOf(one)}>${escape(one.title)}</span></a> <span class="count">${one.number}</span></h3></li>`,
    )}</ul></section><section class="wrap block" aria-labelledby="chosen-title"><div class="block-head"><h2 id="chosen-title">${escape(t.recently_added)}</h2><a class="more" href="/${locale}/products/">${escape(t.see_all)}</a></div><ul class="cards">${each(
      site.chosen,
      (id) => card(collections.by_url[`/${locale}/products/${id}/`]),
    )}</ul></section><section class="wrap block" id="marketplaces" aria-labelledby="marketplaces-title"><h2 id="marketplaces-title">${escape(t.marketplaces)}</h2><ul class="link-grid">${links(
      'marketplaces',
      'span',
    )}</ul></section><section class="wrap block" id="sellers" aria-labelledby="sellers-title"><h2 id="sellers-title">${escape(t.sellers)}</h2><ul class="link-grid">${links('sellers', 'bdi', 12)}</ul></section></main>${footer(locale)}`;
  }
};
