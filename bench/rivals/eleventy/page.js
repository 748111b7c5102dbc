// The frame of every page.
const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const frame = (site, {locale, title, summary, url, head = '', main}) => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
${summary ? `<meta name="description" content="${escape(summary)}">` : ''}
<link rel="canonical" href="${site.base}${url}">
${site.locales.map((tag) => `<link rel="alternate" hreflang="${tag}" href="${site.base}${url.replace(/^\/[^/]*/, '/' + tag)}">`).join('\n')}
<meta property="og:title" content="${escape(title)}"><meta property="og:url" content="${site.base}${url}">
${head}</head>
<body>
<header><a href="/${locale}/">${escape(site.name[locale])}</a> <a href="/${locale}/products/">All</a>
<ul>${site.locales.map((tag) => `<li><a href="${url.replace(/^\/[^/]*/, '/' + tag)}" hreflang="${tag}">${tag}</a></li>`).join('')}</ul></header>
<main>${main}</main>
<footer>${escape(site.name[locale])}</footer>
</body>
</html>`;
module.exports = {escape, frame};
