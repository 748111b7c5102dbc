// The page at the root: which language?
const {site, languages, escape, each, script, headStart, headEnd, footer} = require('./page.js');
module.exports = class {
  data() {
    return {permalink: '/index.html', eleventyExcludeFromCollections: true};
  }
  render() {
    const [locale] = site.tags,
      {words: t, name} = languages[locale],
      title = escape(`${name} – ${t.choose_language}`);
    return `${headStart(locale, title)}<link rel="canonical" href="${site.base}/">${each(site.tags, (tag) => `<link rel="alternate" hreflang="${tag}" href="${site.base}/${tag}/">`)}<link rel="alternate" hreflang="x-default" href="${site.base}/"><meta property="og:title" content="${title}"><meta property="og:type" content="website"><meta property="og:url" content="${site.base}/">${headEnd(
      locale,
      true,
    )}${script({'@context': 'https://schema.org', '@type': 'WebSite', name, url: `${site.base}/`})}</head><body class="simple"><main id="main" tabindex="-1" class="wrap simple-main"><img class="simple-mark" src="${site.favicon}" width="64" height="64" alt=""><h1>${escape(name)}</h1><nav aria-label="${escape(t.language)}"><ul class="choices">${each(
      site.tags,
      (tag) =>
        `<li><a href="/${tag}/" lang="${tag}" dir="${languages[tag].dir}" hreflang="${tag}"><span class="choice-name">${escape(languages[tag].own_name)}</span> <span class="choice-call">${escape(languages[tag].words.browse_in_language)}</span></a></li>`,
    )}</ul></nav></main>${footer(locale)}`;
  }
};
