// Messages, prices, dates and cuts of one language, as the pages show them. A site's owner has them formatted where the data is
// written, so that no template formats anything.
'use strict';

// Arguments "{name}" and "{count, number}", and "{count, plural, one {# product} other {# products}}".
function fill(pattern, values, locale) {
  const rules = new Intl.PluralRules(locale);
  return pattern.replace(
    /\{(\w+)(?:, number)?\}|\{(\w+), plural, ((?:\w+ \{[^{}]*\} ?)+)\}/g,
    (all, name, counted, forms) => {
      if (name) return typeof values[name] === 'number' ? numberIn(locale, values[name]) : (values[name] ?? all);
      const chosen = Object.fromEntries(
        [...forms.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, form, text]) => [form, text]),
      );
      return (chosen[rules.select(values[counted])] ?? chosen.other).replaceAll('#', numberIn(locale, values[counted]));
    },
  );
}

const numberIn = (locale, value) => new Intl.NumberFormat(locale, {numberingSystem: 'latn'}).format(value);

// Columns as a terminal counts them: East Asian letters take two.
const isWide = (letter) =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(letter);

function cut(text, columns) {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  const fitting = (most) => {
    let width = 0;
    const end = letters.findIndex((letter) => (width += isWide(letter) ? 2 : 1) > most);
    return end < 0 ? letters.length : end;
  };
  if (fitting(columns) === letters.length) return letters.join('');
  const room = letters.slice(0, fitting(columns - 1)).join(''); // the ellipsis takes a column
  const space = room.lastIndexOf(' ');
  return `${(space > room.length / 2 ? room.slice(0, space) : room).replace(/[ ,;-]+$/, '')}…`;
}

const ranks = ['use', 'hour', 'day', 'month', 'year', 'once'];
const rightToLeft = ['ar', 'fa', 'he', 'ur'];

class Words {
  constructor(locale, messages) {
    const known = new Intl.Locale(locale).maximize();
    this.locale = locale;
    this.messages = messages;
    this.direction = rightToLeft.includes(known.language) ? 'rtl' : 'ltr';
    this.territory = `${known.language}_${known.region}`;
    this.ownName = new Intl.DisplayNames([locale], {type: 'language'}).of(locale);
    this.collator = new Intl.Collator(locale, {numeric: true});
    this.dates = new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeZone: 'UTC',
      numberingSystem: 'latn',
      calendar: 'gregory',
    });
    this.sizes = new Intl.NumberFormat(locale, {style: 'unit', unit: 'byte', numberingSystem: 'latn'});
    this.currencies = new Map();
  }
  say(key, values = {}) {
    return fill(this.messages[key] ?? key, values, this.locale);
  }
  date(day) {
    return this.dates.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
  }
  amount({amount}, currency) {
    const decimals = Math.max(2, amount.split('.')[1]?.length ?? 0),
      key = `${currency} ${decimals}`;
    if (!this.currencies.has(key))
      this.currencies.set(
        key,
        new Intl.NumberFormat(this.locale, {
          style: 'currency',
          currency,
          minimumFractionDigits: 2,
          maximumFractionDigits: decimals,
          numberingSystem: 'latn',
          currencyDisplay: this.direction === 'rtl' ? 'code' : 'symbol',
        }),
      );
    return this.currencies.get(key).format(amount);
  }
  range({from, to}) {
    if (!to) return this.say('price.tier_open', {from});
    return from === to ? this.say('price.tier_single', {count: from}) : this.say('price.tier_range', {from, to});
  }
  // The one price of a card: the lowest of the shortest period.
  cardPrice(pricing) {
    if (pricing.model === 'free') return this.say('price.free');
    const prices = [...(pricing.prices ?? []), ...(pricing.tiers ?? []).flatMap((tier) => tier.prices)];
    if (!prices.length) return this.say('price.see_details');
    const [first] = [...prices].sort((a, b) => ranks.indexOf(a.per) - ranks.indexOf(b.per) || a.amount - b.amount);
    const price = this.say(`price.per_${first.per}`, {price: this.amount(first, pricing.currency)});
    return prices.length === 1 ? price : this.say('price.from', {price});
  }
  // The price block of a page: lines, or a table of tiers.
  pricing(pricing, remark) {
    const tiers = pricing.tiers ?? [],
      periods = [...new Set(tiers.flatMap((tier) => tier.prices.map(({per}) => per)))];
    const inTier = (tier, per) => tier.prices.find((price) => price.per === per);
    return {
      headline: pricing.model === 'free' || tiers.length ? this.cardPrice(pricing) : '',
      lines: (pricing.prices ?? []).map((price) => ({
        amount: this.amount(price, pricing.currency),
        period: this.say(`price.unit_${price.per}`),
      })),
      columns: periods.map((per) => this.say(`price.unit_${per}`)),
      tiers: tiers.map((tier) => ({
        range: this.range(tier),
        cells: periods.map((per) => (inTier(tier, per) ? this.amount(inTier(tier, per), pricing.currency) : '–')),
      })),
      remark,
    };
  }
}

module.exports = {Words, cut};
