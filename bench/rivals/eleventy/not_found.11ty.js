const {site, languages, escape, each, headStart, header, footer} = require('./page.js');
module.exports = class {
  data() {
    return {permalink: '/404.html', eleventyExcludeFromCollections: true};
  }
  render() {
    const [locale] = site.tags,
      {words: t, name} = languages[locale];
    return `${headStart(locale, escape(`${t.not_found_title} – ${name}`))}<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="twitter:card" content="summary"><meta name="color-scheme" content="light dark"><link rel="icon" href="${site.favicon}" type="image/svg+xml"><link rel="stylesheet" href="${site.style}"></head><body class="simple">${header(locale, '')}<main id="main" tabindex="-1" class="wrap simple-main"><p class="simple-sign" aria-hidden="true">404</p><h1>${escape(t.not_found_title)}</h1><p class="hero-lead">${escape(t.not_found_text)}</p><p class="hero-actions"><a class="button" href="/${locale}/">${escape(t.back_home)}</a> <a class="more" href="/${locale}/products/">${escape(t.all_products)}</a></p><ul class="chips simple-languages" aria-label="${escape(t.language)}">${each(
      site.tags,
      (tag) =>
        `<li><a class="chip" href="/${tag}/" lang="${tag}" dir="${languages[tag].dir}" hreflang="${tag}">${escape(languages[tag].own_name)}</a></li>`,
    )}</ul></main>${footer(locale)}`;
  }
};
