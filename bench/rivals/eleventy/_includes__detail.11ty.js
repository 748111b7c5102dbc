const {
  site,
  languages,
  escape,
  outside,
  each,
  once,
  head,
  header,
  footer,
  card,
  facts,
  crumbs,
  crumbData,
} = require('../page.js');

function structured(d, links) {
  const url = site.base + links.at(-1).href;
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'SoftwareApplication',
        '@id': `${url}#software`,
        name: d.title,
        url,
        description: d.summary || undefined,
        applicationCategory: d.category_name,
        operatingSystem: d.system,
        softwareVersion: d.versions[0]?.number,
        dateModified: d.changed,
        provider: {'@type': 'Organization', name: d.seller_name, url: `${site.base}/${d.locale}/sellers/${d.seller}/`},
        offers: d.offers && JSON.parse(d.offers),
      },
      crumbData(links),
    ],
  };
}

const price = (t, {headline, lines, columns, tiers, remark}) =>
  `${headline ? `<p class="price-big">${escape(headline)}</p>` : ''}${each(
    lines,
    ({amount, period}) =>
      `<p class="price-line"><span class="price-big">${escape(amount)}</span> <span class="price-period">${escape(period)}</span></p>`,
  )}${
    tiers.length
      ? `<table class="tiers"><caption class="unseen">${escape(t.price_tiers)}</caption><thead><tr><th scope="col">${escape(t.size)}</th>${each(columns, (period) => `<th scope="col">${escape(period)}</th>`)}</tr></thead><tbody>${each(
          tiers,
          ({range, cells}) =>
            `<tr><th scope="row">${escape(range)}</th>${each(cells, (cell) => `<td>${escape(cell)}</td>`)}</tr>`,
        )}</tbody></table>`
      : ''
  }${remark ? `<p class="price-remark">${escape(remark)}</p>` : ''}`;

// The same on all listings of a seller.
const seller = (locale, id) =>
  once(`seller ${locale} ${id}`, () => {
    const {words: t, lists} = languages[locale],
      own = lists.sellers.find((one) => one.id === id);
    return `<section class="panel" aria-labelledby="seller-title"><h2 id="seller-title">${escape(t.seller)}</h2><p class="seller-name"><a href="/${locale}/sellers/${id}/"><bdi>${escape(own.title)}</bdi></a></p>${
      own.lead ? `<p class="seller-about">${escape(own.lead)}</p>` : ''
    }${own.contacts.length ? `<dl class="contacts">${facts(own.contacts)}</dl>` : ''}</section>`;
  });

const part = (id, label, content) => `<section class="part" id="${id}"><h2>${escape(label)}</h2>${content}</section>`;
const jump = (id, label) => `<li><a href="#${id}">${escape(label)}</a></li>`;
const jumps = (t, d) =>
  d.texts.length + !!d.facts.length + !!d.versions.length + !!d.downloads.length + !!d.links.length < 3
    ? ''
    : `<nav class="jumps" aria-label="${escape(t.on_this_page)}"><ul>${each(d.texts, ({label}, i) => jump(`section-${i + 1}`, label) + (i === 0 && d.facts.length ? jump('specifications', t.specifications) : ''))}${
        d.versions.length ? jump('versions', t.versions) : ''
      }${d.downloads.length ? jump('downloads', t.downloads) : ''}${d.links.length ? jump('resources', t.resources) : ''}</ul></nav>`;

module.exports = class {
  render(d) {
    const {locale, title, summary, collections} = d,
      {words: t} = languages[locale],
      rest = `products/${d.id}/`;
    const category = {title: d.category_name, href: `/${locale}/categories/${d.category}/`},
      links = [{title: t.home, href: `/${locale}/`}, category, {title, href: `/${locale}/${rest}`}];
    const other = (id) => collections.by_url[`/${locale}/products/${id}/`];
    const version = ({number, day, date, notes}) =>
      `<li class="version"><h3><bdi class="version-number">${escape(number)}</bdi>${day ? ` <time datetime="${day}">${escape(date)}</time>` : ''}</h3>${notes ? `<div class="prose">${this.md(notes)}</div>` : ''}</li>`;
    const versions = (all) => `<ol class="versions">${each(all, version)}</ol>`;
    return `${head({locale, title: d.head_title, description: d.description, rest, data: structured(d, links)})}<body class="detail">${header(locale, rest)}<main id="main" tabindex="-1"><div class="detail-top"><div class="wrap">${crumbs(
      t,
      locale,
      [category],
      title,
    )}<div class="detail-hero"><div class="detail-title"><span class="icon tile tone-${d.tone}" aria-hidden="true">${escape(d.letter)}</span><div class="detail-words"><h1><bdi>${escape(title)}</bdi></h1>${
      summary ? `<p class="detail-lead">${escape(summary)}</p>` : ''
    }<p class="detail-meta"><a class="badge" href="/${locale}/marketplaces/${d.platform}/">${escape(d.platform_name)}</a><span class="badge quiet">${escape(d.type_name)}</span><span class="updated">${escape(t.updated)} <time datetime="${d.changed.slice(0, 10)}">${escape(d.updated)}</time></span></p>${
      d.tags.length
        ? `<ul class="tags" aria-label="${escape(t.tags)}">${each(d.tags, (tag) => `<li><bdi>${escape(tag)}</bdi></li>`)}</ul>`
        : ''
    }</div></div><section class="buy" aria-labelledby="price-title"><h2 id="price-title">${escape(t.price)}</h2>${price(t, d.pricing)}${
      d.outgoing
        ? `<p class="buy-action"><a class="button" href="${escape(d.outgoing)}" ${outside}>${escape(t.go_to_seller)}</a></p><p class="buy-note">${escape(t.sold_by_seller)}</p>`
        : `<p class="buy-note">${escape(t.available_on)} <strong>${escape(d.platform_name)}</strong></p>`
    }</section></div></div></div><div class="wrap detail-body"><aside class="detail-aside">${seller(locale, d.seller)}${
      d.also.length
        ? `<section class="panel" aria-labelledby="also-title"><h2 id="also-title">${escape(t.also_on)}</h2><ul class="others">${each(
            d.also.map(other),
            ({url, data}) =>
              `<li><a href="${url}"><span class="other-platform">${escape(data.platform_name)}</span> <bdi class="other-name">${escape(data.title)}</bdi> <span class="other-price">${escape(data.price)}</span></a></li>`,
          )}</ul></section>`
        : ''
    }</aside><div class="detail-main">${jumps(t, d)}${each(
      d.texts,
      (text, i) =>
        part(
          `section-${i + 1}`,
          text.label,
          `<div class="prose">${text.is_body ? d.content : this.md(text.text)}</div>`,
        ) +
        (i === 0 && d.facts.length
          ? part('specifications', t.specifications, `<dl class="facts">${facts(d.facts)}</dl>`)
          : ''),
    )}${
      d.versions.length
        ? part(
            'versions',
            t.versions,
            versions(d.versions.slice(0, 3)) +
              (d.versions.length > 3
                ? `<details class="older"><summary>${escape(t.older_versions)}</summary>${versions(d.versions.slice(3))}</details>`
                : ''),
          )
        : ''
    }${
      d.downloads.length
        ? part(
            'downloads',
            t.downloads,
            `<ul class="files">${each(d.downloads, ({href, type, label, name, size}) => `<li><a href="${href}" download ${outside}><span class="file-type" aria-hidden="true">${type}</span><span class="file-words"><span class="file-label">${escape(label)}</span><bdi class="file-name">${escape(name)}</bdi></span><span class="file-size">${escape(size)}</span></a></li>`)}</ul>`,
          )
        : ''
    }${
      d.links.length
        ? part(
            'resources',
            t.resources,
            `<ul class="links">${each(d.links, ({href, text}) => `<li><a href="${escape(href)}" ${outside}><bdi>${escape(text)}</bdi></a></li>`)}</ul>`,
          )
        : ''
    }</div></div>${
      d.related.length
        ? `<section class="wrap block" aria-labelledby="related-title"><h2 id="related-title">${escape(t.related)}</h2><ul class="cards">${each(d.related.map(other), card)}</ul></section>`
        : ''
    }</main>${footer(locale)}`;
  }
};
