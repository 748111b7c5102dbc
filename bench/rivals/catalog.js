// The catalog as its pages need it: listings, sellers and lists of one language, every text chosen and formatted.
'use strict';
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const {Words, cut} = require('./words.js');

const readJson = (...names) => JSON.parse(fs.readFileSync(path.join(...names), 'utf8'));
const unitCodes = {hour: 'HUR', day: 'DAY', month: 'MON', year: 'ANN'};
const newestFirst = new Intl.Collator('en', {numeric: true});
const pageSize = 24,
  mostRelated = 4,
  lookAhead = 64,
  mostChosen = 12,
  mostOfCategory = 2;

// The text of a locale, else the default's, else any; `lang` is named when it is another than asked for.
function pick(value, locale) {
  if (!value || typeof value !== 'object') return {text: value ?? ''};
  const tag = [locale, 'en', Object.keys(value)[0]].find((name) => value[name] !== undefined);
  return tag === locale ? {text: value[tag]} : {text: value[tag], lang: tag};
}

// Colour of a letter tile: always the same for a listing.
function toneOf(id) {
  let sum = 2166136261;
  for (const byte of Buffer.from(id)) sum = Math.imul(sum ^ byte, 16777619) >>> 0;
  return (sum >>> 16) % 8;
}

// Under a page's own headings those of a text stand one level deeper.
function deeper(markdown) {
  let inCode = false;
  return markdown.replace(/^(```|#+ )/gm, (mark) => {
    if (mark === '```') inCode = !inCode;
    return inCode || mark === '```' ? mark : `#${mark}`;
  });
}

// Offers in the words of schema.org; null when no number is stated.
function offersOf({model, currency, prices = [], tiers = []}) {
  if (model === 'free') return {'@type': 'Offer', price: '0'};
  if (tiers.length) {
    const [first] = tiers[0].prices,
      amounts = tiers
        .flatMap((tier) => tier.prices)
        .filter(({per}) => per === first.per)
        .map(({amount}) => amount)
        .sort((a, b) => a - b);
    return {
      '@type': 'AggregateOffer',
      lowPrice: amounts[0],
      highPrice: amounts.at(-1),
      offerCount: amounts.length,
      priceCurrency: currency,
    };
  }
  const offers = prices.map(({per, amount}) => ({
    '@type': 'Offer',
    price: amount,
    priceCurrency: currency,
    ...(unitCodes[per] && {
      priceSpecification: {
        '@type': 'UnitPriceSpecification',
        price: amount,
        priceCurrency: currency,
        referenceQuantity: {'@type': 'QuantitativeValue', value: 1, unitCode: unitCodes[per]},
      },
    }),
  }));
  return offers.length > 1 ? offers : (offers[0] ?? null);
}

class Catalog {
  constructor(folder, repository) {
    const site = path.join(repository, 'site'),
      now = new Date();
    this.folder = folder;
    this.settings = readJson(folder, 'site/site.json');
    this.locales = this.settings.locales.map(({tag}) => tag);
    this.base = this.settings.base_url.replace(/\/$/, '');
    this.changed = now.toISOString().replace(/\.\d+/, '');
    this.types = new Map(
      fs
        .readdirSync(path.join(site, 'platforms'))
        .map((name) => readJson(site, 'platforms', name))
        .map((type) => [type.type, type]),
    );
    this.words = Object.fromEntries(
      this.locales.map((locale) => [locale, new Words(locale, readJson(site, 'messages', `${locale}.json`))]),
    );
    this.categories = readJson(folder, 'site/categories.json').categories;
    const records = (kind, name) =>
      fs
        .readdirSync(path.join(folder, 'content', kind))
        .sort()
        .map((id) => readJson(folder, 'content', kind, id, name));
    this.sellers = new Map(records('sellers', 'seller.json').map((seller) => [seller.id, seller]));
    this.listings = records('listings', 'listing.json');
    this.assets = Object.fromEntries(
      ['style.css', 'favicon.svg'].map((name) => {
        const read = (file) => fs.readFileSync(path.join(repository, 'themes/default', file)),
          bytes = name === 'style.css' ? Buffer.concat(['tokens.css', name].map(read)) : read(name),
          [stem, ending] = name.split('.');
        return [stem, {bytes, href: `/assets/${stem}.${this.hash(bytes)}.${ending}`}];
      }),
    );
    this.sort();
    this.relate();
  }
  hash(bytes) {
    return crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  }

  // Place of each listing among all, by name, for each locale.
  sort() {
    this.ranks = Object.fromEntries(
      this.locales.map((locale) => {
        const {collator} = this.words[locale],
          name = (listing) => pick(listing.name, locale).text;
        const sorted = [...this.listings].sort((a, b) => collator.compare(name(a), name(b)) || (a.id < b.id ? -1 : 1));
        return [locale, new Map(sorted.map(({id}, i) => [id, i + 1]))];
      }),
    );
  }

  // Which other listings a page names: those next in its category, and the same product elsewhere.
  relate() {
    const groups = (key) => {
      const all = new Map();
      for (const listing of this.listings)
        if (key(listing)) all.get(key(listing))?.push(listing) ?? all.set(key(listing), [listing]);
      return all;
    };
    const productOf = ({seller, product}) => product && `${seller}/${product}`,
      ranks = this.ranks[this.settings.default_locale];
    const products = groups(productOf);
    this.also = new Map(
      this.listings.map((listing) => [
        listing.id,
        (products.get(productOf(listing)) ?? []).map(({id}) => id).filter((id) => id !== listing.id),
      ]),
    );
    this.related = new Map();
    for (const members of groups(({category}) => category).values()) {
      members.sort((a, b) => ranks.get(a.id) - ranks.get(b.id));
      members.forEach((listing, place) => {
        const chosen = [],
          taken = new Set([productOf(listing)]);
        for (let i = 1; i <= Math.min(members.length, lookAhead) && chosen.length < mostRelated; ++i) {
          const other = members[(place + i) % members.length],
            product = productOf(other);
          if (other === listing || (product && taken.has(product))) continue;
          taken.add(product);
          chosen.push(other.id);
        }
        this.related.set(listing.id, chosen);
      });
    }
  }

  // Facts of a record, in the platform file's order: label, and values with their links.
  facts(fields, record, locale) {
    const words = this.words[locale],
      link = (shape, value) =>
        ({
          phone: {text: value, href: `tel:${value.replaceAll(' ', '')}`},
          email: {text: value, href: `mailto:${value}`},
          url: {text: value, href: value, outside: true},
        })[shape] ?? {text: value};
    return fields
      .filter(({key}) => record[key] !== undefined)
      .flatMap(({key, shape, label, values}) => {
        const value = record[key],
          name = label ? pick(label, locale).text : words.say(`field.${key}`);
        const choice = (token) => (values?.[token]?.label ? pick(values[token].label, locale) : {text: token});
        switch (shape) {
          case 'line':
            return {label: name, values: [pick(value, locale)]};
          case 'words':
            return {label: name, values: pick(value, locale).text.map((text) => ({text}))};
          case 'choice':
            return {label: name, values: [choice(value)]};
          case 'choices':
            return {label: name, values: value.map(choice)};
          case 'system':
            return {label: name, values: [{text: `${value.name} ${value.version ?? ''}`.trim()}]};
          case 'parameters':
            return value.map((one) => ({label: pick(one.name, locale).text, values: [pick(one.value, locale)]}));
          default:
            return {label: name, values: [link(shape, value)]};
        }
      });
  }

  // What a page of one listing in one locale shows; `body` is its description in Markdown.
  page(record, locale) {
    const words = this.words[locale],
      type = this.types.get(record.type),
      seller = this.sellers.get(record.seller),
      [platform] = record.type.split('/');
    const folder = path.join(this.folder, 'content/listings', record.id),
      text = (key) => pick(record[key], locale).text;
    const file = [locale, 'en']
      .map((tag) => path.join(folder, `details.${tag}.md`))
      .find((name) => fs.existsSync(name));
    const has = (key) => record[key] !== undefined || (key === 'details' && file);
    const ofDisplay = (names) =>
      type.fields.filter(({key, display}) => has(key) && display.some((place) => names.includes(place)));
    const shown = ofDisplay(['detail', 'header', 'seller-panel']),
      own = new Set(['name', 'summary', 'tags', 'product_url']);
    const ofShape = (...shapes) => shown.filter(({key, shape}) => shapes.includes(shape) && !own.has(key));
    const label = (field) => (field.label ? pick(field.label, locale).text : words.say(`field.${field.key}`));
    const names = {
      name: text('name'),
      seller: pick(seller.name, locale).text,
      platform: pick(type.platform_name, locale).text,
    };
    const seoTitle = pick(record.seo?.title, locale).text,
      description = pick(record.seo?.description, locale).text || text('summary');
    const category = pick(this.categories.find(({id}) => id === record.category).name, locale);
    const facts = this.facts(
      ofShape('line', 'words', 'plain', 'url', 'email', 'phone', 'choice', 'choices', 'system', 'parameters'),
      record,
      locale,
    );
    const pricing = record.pricing ?? {model: 'text'},
      offers = offersOf(pricing);
    return {
      id: record.id,
      title: names.name,
      rank: this.ranks[locale].get(record.id),
      summary: text('summary'),
      letter: [...names.name][0].toUpperCase(),
      tone: toneOf(record.id),
      head_title: seoTitle
        ? words.say('page.title_detail_seo', {title: seoTitle, ...names})
        : words.say('page.title_detail', names),
      description: cut(description || words.say('page.description_detail', names), 155),
      price: record.pricing ? words.cardPrice(pricing) : '',
      platform,
      platform_name: names.platform,
      type_name: pick(type.name, locale).text,
      seller: record.seller,
      seller_name: names.seller,
      category: record.category,
      category_name: category.text,
      category_lang: category.lang,
      changed: this.changed,
      updated: words.date(this.changed),
      tags: pick(record.tags, locale).text || [],
      pricing: words.pricing(pricing, pick(pricing.text, locale).text),
      outgoing: record.product_url,
      offers: offers ? JSON.stringify(offers).replaceAll('<', '\\u003c') : undefined,
      system:
        record.operating_system &&
        facts.find(({label}) => label === words.say('field.operating_system'))?.values[0].text,
      also: this.also.get(record.id),
      related: this.related.get(record.id),
      facts,
      // The description stands among the texts, and is the page's own Markdown.
      texts: ofShape('text').map((field) => ({
        label: label(field),
        ...(field.key === 'details' ? {is_body: true} : {text: deeper(text(field.key))}),
      })),
      versions: ofShape('versions')
        .flatMap(({key}) => record[key])
        .sort((a, b) => newestFirst.compare(b.number, a.number))
        .map(({number, date, notes}) => ({
          number,
          day: date,
          date: date && words.date(date),
          notes: deeper(pick(notes, locale).text),
        })),
      downloads: ofDisplay(['download'])
        .filter(({shape}) => shape === 'files')
        .flatMap((field) =>
          [record[field.key]].flat().map((name) => {
            const bytes = fs.readFileSync(path.join(folder, name));
            return {
              href: `/media/${record.id}/${this.hash(bytes)}/${name}`,
              name,
              type: name.split('.').pop().toUpperCase(),
              size: words.sizes.format(bytes.length),
              label: label(field),
            };
          }),
        ),
      links: ofShape('links')
        .flatMap(({key}) => record[key])
        .map(({name, url}) => ({text: pick(name, locale).text || url, href: url})),
      body: deeper(file ? fs.readFileSync(file, 'utf8') : text('details')),
    };
  }

  // A list's head and heading: kind is "products", "categories", "marketplaces" or "sellers".
  list(kind, id, count, locale) {
    const words = this.words[locale],
      site = pick(this.settings.name, locale).text,
      seller = kind === 'sellers' && this.sellers.get(id);
    const name = {
      products: () => ({text: words.say('page.all_products')}),
      categories: () => pick(this.categories.find((one) => one.id === id).name, locale),
      marketplaces: () =>
        pick([...this.types.values()].find(({type}) => type.startsWith(`${id}/`)).platform_name, locale),
      sellers: () => pick(seller.name, locale),
    }[kind]();
    const words_of = {products: 'category', categories: 'category', marketplaces: 'platform', sellers: 'seller'}[kind],
      values = {name: name.text, site, count};
    const lead = seller ? pick(seller.summary, locale).text : '';
    return {
      title: name.text,
      lang: name.lang,
      id,
      count: words.say('page.count_products', {count}),
      number: count,
      lead,
      changed: this.changed,
      head_title: words.say(`page.title_${words_of}`, values),
      description: cut(lead || words.say(`page.description_${words_of}`, values), 155),
      contacts: seller
        ? this.facts(
            this.types
              .get(seller.type)
              .fields.filter(
                ({key, display}) => display.includes('seller-panel') && key !== 'name' && key !== 'summary',
              ),
            seller,
            locale,
          )
        : [],
    };
  }

  // All lists of a locale, by kind, in the order in which pages name them.
  lists(locale) {
    const count = (of) =>
      this.listings.reduce((all, listing) => all.set(of(listing), (all.get(of(listing)) ?? 0) + 1), new Map());
    const ofKind = (kind, counts, ids) =>
      ids.filter((id) => counts.has(id)).map((id) => this.list(kind, id, counts.get(id), locale));
    const platforms = count(({type}) => type.split('/')[0]),
      sellers = count(({seller}) => seller);
    return {
      products: [this.list('products', '', this.listings.length, locale)],
      categories: ofKind(
        'categories',
        count(({category}) => category),
        this.categories.map(({id}) => id),
      ),
      marketplaces: ofKind('marketplaces', platforms, [...platforms.keys()].sort()),
      sellers: ofKind('sellers', sellers, [...sellers.keys()]).sort(
        (a, b) => b.number - a.number || (a.id < b.id ? -1 : 1),
      ),
    };
  }

  // The listings a home page names: the first, but not too many of one category.
  chosen() {
    const taken = {},
      early = this.listings.filter(({category}) => (taken[category] = (taken[category] ?? 0) + 1) <= mostOfCategory);
    return [...early, ...this.listings.filter((listing) => !early.includes(listing))]
      .slice(0, mostChosen)
      .map(({id}) => id);
  }
}

module.exports = {Catalog, pick, pageSize};
