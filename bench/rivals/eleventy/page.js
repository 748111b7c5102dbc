// The frame of every page: head, header and footer, and the parts that several pages share. What is the same on all pages of a language
// is made once. What all pages read is required here: Eleventy would copy global data for each of them.
const site = require('./site.json'),
  languages = require('./languages.json');
const signs = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;'};
const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (sign) => signs[sign]);
const outside = 'rel="nofollow ugc noopener noreferrer"';
const each = (items, make) => (items ?? []).map(make).join('');
const script = (data) =>
  `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
const fill = (pattern, values) => pattern.replace(/\{(\w+)[^}]*\}/g, (all, name) => values[name] ?? all);
const langOf = ({lang}) => (lang ? ` lang="${lang}" dir="ltr"` : '');

const made = new Map();
const once = (key, make) => made.get(key) ?? made.set(key, make()).get(key);

const headEnd = (locale, isFirst) =>
  once(
    `head ${locale} ${isFirst}`,
    () =>
      `<meta property="og:site_name" content="${escape(languages[locale].name)}"><meta property="og:locale" content="${languages[locale].territory}">${
        isFirst
          ? each(
              site.tags.filter((tag) => tag !== locale),
              (tag) => `<meta property="og:locale:alternate" content="${languages[tag].territory}">`,
            )
          : ''
      }<meta name="twitter:card" content="summary"><meta name="color-scheme" content="light dark"><link rel="icon" href="${site.favicon}" type="image/svg+xml"><link rel="stylesheet" href="${site.style}">`,
  );

// `rest` is the address below the language's folder; it is the same in every language.
const inLanguages = (rest) => (tag) => `/${tag}/${rest}`;
const headStart = (locale, title) => `<!doctype html>
<html lang="${locale}" dir="${languages[locale].dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'"><title>${title}</title>`;

function head({locale, title, description, rest, xDefault, number = 1, previous, next, data}) {
  const at = inLanguages(rest),
    url = site.base + at(locale),
    name = escape(title),
    words = escape(description);
  return `${headStart(locale, name)}${words && `<meta name="description" content="${words}"><meta property="og:description" content="${words}">`}<link rel="canonical" href="${url}">${
    number === 1
      ? `${each(site.tags, (tag) => `<link rel="alternate" hreflang="${tag}" href="${site.base}${at(tag)}">`)}<link rel="alternate" hreflang="x-default" href="${site.base}${xDefault ?? at(site.tags[0])}">`
      : ''
  }${previous ? `<link rel="prev" href="${previous}">` : ''}${next ? `<link rel="next" href="${next}">` : ''}<meta property="og:title" content="${name}"><meta property="og:type" content="website"><meta property="og:url" content="${url}">${headEnd(locale, number === 1)}${data ? script(data) : ''}</head>`;
}

const brand = (locale) =>
  once(`brand ${locale}`, () => {
    const {words: t, name, own_name} = languages[locale];
    return `<a class="skip" href="#main">${escape(t.skip_to_content)}</a><header class="site-header"><div class="wrap site-header-row"><a class="brand" href="/${locale}/"><img src="${site.favicon}" width="28" height="28" alt=""><span>${escape(name)}</span></a><nav class="site-nav" aria-label="${escape(t.main_navigation)}"><a href="/${locale}/products/">${escape(t.all_products)}</a><a href="/${locale}/#categories">${escape(t.categories)}</a><a href="/${locale}/#marketplaces">${escape(t.marketplaces)}</a></nav><details class="languages"><summary><span class="globe" aria-hidden="true"></span><span class="unseen">${escape(t.language)}: </span>${escape(own_name)}</summary>`;
  });
const header = (locale, rest) =>
  `${brand(locale)}<ul>${each(
    site.tags,
    (tag) =>
      `<li><a href="/${tag}/${rest}" lang="${tag}" dir="${languages[tag].dir}" hreflang="${tag}"${tag === locale ? ' aria-current="true"' : ''}>${escape(languages[tag].own_name)}</a></li>`,
  )}</ul></details></div></header>`;
const footer = (locale) =>
  once(
    `footer ${locale}`,
    () =>
      `<footer class="site-footer"><div class="wrap site-footer-row"><p class="site-footer-name"><strong>${escape(languages[locale].name)}</strong></p><p class="site-footer-note">${escape(languages[locale].words.footer_note)}</p></div></footer></body></html>`,
  );

// The same card stands in many lists.
const card = ({url, data: d}) =>
  once(
    `card ${url}`,
    () =>
      `<li class="card"><span class="icon tile tone-${d.tone}" aria-hidden="true">${escape(d.letter)}</span><div class="card-head"><h3 class="card-name"><a href="${url}"><bdi>${escape(d.title)}</bdi></a></h3><p class="card-seller"><bdi>${escape(d.seller_name)}</bdi></p></div>${
        d.summary ? `<p class="card-summary">${escape(d.summary)}</p>` : ''
      }<p class="card-foot"><span class="card-price">${escape(d.price)}</span><span class="card-platform">${escape(d.platform_name)}</span></p></li>`,
  );
const facts = (all) =>
  each(
    all,
    ({label, values}) =>
      `<div${values.length > 1 ? ' class="many"' : ''}><dt><bdi>${escape(label)}</bdi></dt>${each(
        values,
        ({text, href, outside: leaves}) =>
          `<dd>${href ? `<a href="${escape(href)}"${leaves ? ` ${outside}` : ''}><bdi>${escape(text)}</bdi></a>` : `<bdi>${escape(text)}</bdi>`}</dd>`,
      )}</div>`,
  );
const crumbs = (t, locale, links, here) =>
  `<nav class="crumbs" aria-label="${escape(t.breadcrumb)}"><ol><li><a href="/${locale}/"><bdi>${escape(t.home)}</bdi></a></li>${each(
    links,
    ({href, title}) => `<li><a href="${href}"><bdi>${escape(title)}</bdi></a></li>`,
  )}<li><span aria-current="page"><bdi>${escape(here)}</bdi></span></li></ol></nav>`;
const crumbData = (links) => ({
  '@type': 'BreadcrumbList',
  itemListElement: links.map(({href, title}, i) => ({
    '@type': 'ListItem',
    position: i + 1,
    name: title,
    item: site.base + href,
  })),
});

module.exports = {
  site,
  languages,
  escape,
  outside,
  each,
  fill,
  langOf,
  once,
  script,
  headStart,
  headEnd,
  head,
  header,
  footer,
  card,
  facts,
  crumbs,
  crumbData,
};
