// One template for each kind of list: Eleventy makes a page of each entry of a collection.
const {
  languages,
  escape,
  each,
  fill,
  langOf,
  once,
  head,
  header,
  footer,
  card,
  facts,
  crumbs,
  crumbData,
} = require('./page.js');

// The same on all pages of a list.
const side = ({locale, kind, id}) =>
  once(`side ${locale} ${kind} ${id}`, () => {
    const {words: t, lists} = languages[locale];
    const links = (of) =>
      each(
        lists[of],
        (one) =>
          `<li><a href="/${locale}/${of}/${one.id}/"${of === kind && one.id === id ? ' aria-current="true"' : ''}><span${langOf(one)}>${escape(one.title)}</span> <span class="count">${one.number}</span></a></li>`,
      );
    return `<nav class="side" aria-label="${escape(t.filter)}"><p class="side-title">${escape(t.categories)}</p><ul><li><a href="/${locale}/products/"${kind === 'products' ? ' aria-current="page"' : ''}><span>${escape(t.all_products)}</span> <span class="count">${lists.products[0].number}</span></a></li>${links('categories')}</ul><p class="side-title">${escape(t.marketplaces)}</p><ul>${links('marketplaces')}</ul></nav>`;
  });

// First, last, and those around the current page; a gap where numbers are left out.
function pager(t, {number, count, url, locale, first}) {
  if (count < 2) return '';
  const at = (page) => `/${locale}/${first}${page > 1 ? `page/${page}/` : ''}`,
    shown = [];
  const low = number === 5 ? 2 : number - 2,
    high = number === count - 4 ? count - 1 : number + 2; // a gap of one page is that page
  for (let page = 1; page <= count; ++page)
    if (page === 1 || page === count || (page >= low && page <= high)) shown.push(page);
  return `<nav class="pager" aria-label="${escape(t.pages)}">${number > 1 ? `<a class="pager-step" rel="prev" href="${at(number - 1)}">${escape(t.previous_page)}</a>` : ''}<ul>${each(
    shown,
    (page, i) =>
      `${i && shown[i - 1] < page - 1 ? '<li><span class="gap" aria-hidden="true">…</span></li>' : ''}<li>${page === number ? `<span aria-current="page">${page}</span>` : `<a href="${at(page)}">${page}</a>`}</li>`,
  )}</ul>${
    number < count ? `<a class="pager-step" rel="next" href="${at(number + 1)}">${escape(t.next_page)}</a>` : ''
  }<p class="pager-words">${escape(fill(t.page_of, {page: number, pages: count}))}</p></nav>`;
}

module.exports = (collection) =>
  class {
    data() {
      return {
        pagination: {data: `collections.${collection}`, size: 1, alias: 'list'},
        permalink: (d) => d.list.url,
        eleventyExcludeFromCollections: true,
      };
    }
    render({list}) {
      const {locale, kind, id, first, number, count} = list,
        {words: t, lists} = languages[locale];
      const own = lists[kind].find((one) => one.id === id),
        rest = list.url.slice(locale.length + 2),
        at = (page) => `/${locale}/${first}${page > 1 ? `page/${page}/` : ''}`;
      const page = {title: own.head_title, description: own.description};
      if (number > 1)
        Object.assign(page, {
          title: fill(t.title_page, {...page, page: number}),
          description: fill(t.description_page, {...page, page: number}),
        });
      const data = {
        '@context': 'https://schema.org',
        ...crumbData([
          {title: t.home, href: `/${locale}/`},
          {title: own.title, href: at(1)},
        ]),
      };
      return `${head({...page, locale, rest, number, previous: number > 1 && at(number - 1), next: number < count && at(number + 1), data})}<body class="list">${header(locale, rest)}<div class="wrap list-layout">${crumbs(
        t,
        locale,
        [],
        own.title,
      )}${side(list)}<main id="main" tabindex="-1"><h1><bdi${langOf(own)}>${escape(own.title)}</bdi></h1>${own.lead ? `<p class="list-lead">${escape(own.lead)}</p>` : ''}${
        own.contacts.length ? `<dl class="contacts">${facts(own.contacts)}</dl>` : ''
      }<h2 class="list-count">${escape(own.count)}</h2><ul class="cards">${each(list.items, card)}</ul>${pager(t, list)}</main></div>${footer(locale)}`;
    }
  };
