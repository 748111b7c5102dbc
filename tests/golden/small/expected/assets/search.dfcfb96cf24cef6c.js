// Search in the catalog's own index, which docs/search.md describes. The first half knows no browser and is what tests import; the
// second half is the search page. What sellers wrote gets into the page as text only.

// ---- Words. src/text/search_words.h says the same in the same order.

const dropped = /[\u0300-\u036F\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]|\p{Default_Ignorable_Code_Point}/gu;
const folds = {'\u03C2': '\u03C3', '\u0649': '\u064A', '\u06CC': '\u064A', '\u06A9': '\u0643', '\u0629': '\u0647'};
const longestWord = 32, mostWords = 400, mostTerms = 16;

// How far a search goes: some of the words that begin so, all of them, and those with one letter wrong.
export const some = 0, beginnings = 1, edits = 2;
const someFiles = 3;

export const toSearchForm = (text) => text.normalize('NFKD').replace(dropped, '').toLowerCase().toUpperCase().toLowerCase()
  .replace(/[\u03C2\u0649\u06CC\u06A9\u0629]/g, (c) => folds[c]).normalize('NFC');

const dense = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u30FF\u31F0-\u31FF\u3400-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
const inWord = /[\p{L}\p{N}\p{M}]/u, numeral = /\p{N}/u;

// Runs of characters of words; those of a script without blanks apart.
function* runs(text) {
  let run = [], isDense = false;
  for (const c of toSearchForm(text)) {
    const goesOn = inWord.test(c) && dense.test(c) === isDense;
    if (run.length && !(goesOn && (isDense || run.length < longestWord))) { yield {run, isDense}; run = []; }
    if (!inWord.test(c)) continue;
    isDense = dense.test(c);
    run.push(c);
  }
  if (run.length) yield {run, isDense};
}

export function searchWords(text) {
  const words = [];
  for (const {run, isDense} of runs(text)) {
    if (isDense) run.forEach((c, i) => words.push(c + (run[i + 1] ?? '')));
    else words.push(run.join(''));
  }
  return words.slice(0, mostWords);
}

// What a query asks for: {word, begins: also words that begin so, edits: also those with one letter wrong}. One character of a dense
// script begins every pair it is in.
export function terms(query) {
  const found = new Map();
  for (const {run, isDense} of runs(query)) {
    if (isDense && run.length > 1) {
      for (let i = 0; i + 1 < run.length; ++i) found.set(run[i] + run[i + 1], {word: run[i] + run[i + 1], begins: false, edits: false});
      continue;
    }
    const word = run.join('');
    found.set(word, {word, begins: isDense || run.length > 1, edits: !isDense && run.length > 3 && !numeral.test(word), isDense});
  }
  return [...found.values()].slice(0, mostTerms);
}

export const mayBeMisspelt = (word) => [...word].length > 2 && !numeral.test(word) && !dense.test(word);

// One letter more, less, another, or two neighbours changed round.
export function isOneEdit(one, other) {
  let a = [...one], b = [...other];
  if (a.length > b.length) [a, b] = [b, a];
  if (b.length - a.length > 1) return false;
  let begin = 0, end = 0;
  while (begin < a.length && a[begin] === b[begin]) ++begin;
  while (end < a.length - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) ++end;
  const left = a.length - begin - end, right = b.length - begin - end;
  return (left <= 1 && right <= 1) ||
    (left === 2 && right === 2 && a[begin] === b[begin + 1] && a[begin + 1] === b[begin]);
}

// 0: the word, 1: it begins so, 2: one letter wrong; null: another word.
export function levelOf(term, word) {
  if (word === term.word || (term.isDense && word.startsWith(term.word))) return 0;
  if (term.begins && word.startsWith(term.word)) return 1;
  return term.edits && mayBeMisspelt(word) && isOneEdit(term.word, word) ? 2 : null;
}

// ---- The index.

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

// Listings from their gaps.
function listingsOf(text) {
  const listings = [];
  for (let at = 0, next = 0; at < text.length;) {
    let gap = 0;
    for (let shift = 0, digit = 32; digit > 31; shift += 5) {
      digit = digits.indexOf(text[at++]);
      gap += (digit & 31) << shift;
    }
    listings.push(next + gap);
    next += gap + 1;
  }
  return listings;
}

// By code points, as the index is sorted; plain comparison is by UTF-16.
function compare(a, b) {
  for (let i = 0; i < a.length && i < b.length; ++i) {
    const x = a.codePointAt(i), y = b.codePointAt(i);
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}

const backwards = (text) => [...text].reverse().join('');

// load(name, isAgain) gives the parsed file of that name beside the index, as a promise; isAgain: past every cache. Files stay in memory.
export function openIndex(load) {
  const files = new Map();
  let isAgain = false;
  const file = (name) => {
    if (!files.has(name)) {
      files.set(name, load(name, isAgain && name === 'index.json'));
      files.get(name).catch(() => files.delete(name));
    }
    return files.get(name);
  };
  // Those that may have words which begin so.
  const filesOf = (names, from, begin) => names.filter((name, i) =>
    (compare(from[i], begin) <= 0 || from[i].startsWith(begin)) && (i + 1 === names.length || compare(from[i + 1], begin) > 0));
  const allOf = async (names) => (await Promise.all(names.map(file))).flat();

  // [level, listings with it in their name, other listings] of each word that answers the term.
  async function answers(term, index, depth) {
    const letters = [...term.word];
    const half = Math.floor(letters.length / 2);
    // The word itself is in the first of them.
    const wanted = new Set(filesOf(index.words, index.words_from, term.word).slice(0, depth === some ? someFiles : undefined));
    if (depth === edits && term.edits) {
      // A wrong letter in the second half leaves the beginning right. One in the first half leaves the ending right; that it may
      // stand across the middle with its neighbour costs the ending one letter more.
      for (const name of filesOf(index.words, index.words_from, letters.slice(0, half).join(''))) wanted.add(name);
      const ending = letters.slice(half + 1).reverse().join('');
      for (const word of await allOf(filesOf(index.endings, index.endings_from, ending)))
        if (levelOf(term, word) === 2) for (const name of filesOf(index.words, index.words_from, word)) wanted.add(name);
    }
    const found = [];
    for (const entry of await allOf([...wanted])) {
      const [word, named, others] = entry.split(' ');
      const level = levelOf(term, word);
      if (level !== null && (depth === edits || level < 2)) found.push([level, listingsOf(named), listingsOf(others)]);
    }
    return found;
  }

  return {
    // Numbers of listings that answer all words, the best first: fewest wrong letters and beginnings, then most words in the name, then the
    // order of the lists. null: nothing was asked.
    async find(query, depth = edits) {
      const asked = terms(query);
      if (!asked.length) return null;
      const index = await file('index.json');
      let scores = null;
      for (const found of await Promise.all(asked.map((term) => answers(term, index, depth)))) {
        const own = new Map();
        for (const [level, named, others] of found)
          for (const [listings, score] of [[named, level * 64], [others, level * 64 + 1]])
            for (const listing of listings)
              if (!(own.get(listing) <= score)) own.set(listing, score);
        if (scores) for (const [listing, score] of own) scores.has(listing) ? own.set(listing, scores.get(listing) + score) : own.delete(listing);
        scores = own;
      }
      return [...scores].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([listing]) => listing);
    },
    // What is to be shown of them.
    async documents(listings) {
      const index = await file('index.json');
      const parts = await Promise.all(listings.map((listing) => file(index.documents[Math.floor(listing / index.in_one_file)])));
      return parts.map((part, i) => part[listings[i] % index.in_one_file]);
    },
    warm: () => file('index.json').catch(() => {}),
    // A build has put another index in its place, and taken away the files that this one names.
    forget() {
      files.clear();
      isAgain = true;
    },
  };
}

// ---- The page.

const shownAtOnce = 12;

function start(box) {
  const at = (name) => box.querySelector('.search-' + name);
  const input = at('words'), status = at('status'), results = at('results'), more = at('more');
  const browse = document.querySelector('.search-browse');
  const base = document.querySelector('link[rel=preload][as=fetch]').href;
  const index = openIndex(async (name, isAgain) => {
    const response = await fetch(new URL(name, base), {cache: isAgain ? 'no-cache' : 'default'});
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  });
  const language = document.documentElement.lang;
  // (The pseudo language is none that a browser knows.)
  const spoken = language.startsWith('x-') ? 'en' : language;
  const plural = new Intl.PluralRules(spoken);
  const numbers = new Intl.NumberFormat(spoken.includes('-u-') ? spoken : spoken + '-u-nu-latn');
  const forms = Object.fromEntries([...box.querySelectorAll('[data-plural]')].map((form) => [form.dataset.plural, form.textContent]));
  const countOf = (count) => (forms[plural.select(count)] ?? forms.other).replace('{count}', numbers.format(count));

  const add = (parent, name, className, text, lang) => {
    const element = parent.appendChild(document.createElement(name));
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (lang && /^[A-Za-z0-9-]+$/.test(lang)) element.lang = lang;
    return element;
  };
  // The index is ours, but what stands in an address is looked at all the same.
  const safe = (text, form) => form.test(text ?? '');
  const isId = /^[a-z0-9-]+$/, isPicture = /^icon-[0-9]+\.[a-z]+$/;

  function addCard({slug, name, name_lang, seller, seller_lang, price, platform, platform_lang, folder, picture, picture_2x, letter, tone}) {
    if (!safe(slug, isId)) return;
    const card = add(results, 'li', 'card');
    if (safe(folder, isId) && safe(picture, isPicture)) {
      const icon = add(card, 'img', 'icon');
      icon.alt = '';
      icon.width = icon.height = 56;
      const address = `${box.dataset.media}${folder}/`;
      if (safe(picture_2x, isPicture)) icon.srcset = `${address}${picture} 1x, ${address}${picture_2x} 2x`;
      icon.src = address + picture;
    } else {
      add(card, 'span', `icon tile${/^[0-7]$/.test(tone) ? ' tone-' + tone : ''}`, letter).setAttribute('aria-hidden', 'true');
    }
    const head = add(card, 'div', 'card-head');
    const link = add(add(head, 'h2', 'card-name'), 'a');
    link.href = `${box.dataset.products}${slug}/`;
    add(link, 'bdi', '', name, name_lang);
    if (seller) add(add(head, 'p', 'card-seller'), 'bdi', '', seller, seller_lang);
    const foot = add(card, 'p', 'card-foot');
    add(foot, 'span', 'card-price', price);
    add(foot, 'span', 'card-platform', platform, platform_lang);
  }

  let turn = 0, shown = [], count = 0;
  // Shows listings from `count` on; false when the visitor has typed on meanwhile.
  async function show(mine) {
    const documents = await index.documents(shown.slice(count, count + shownAtOnce));
    if (mine !== turn) return false;
    documents.forEach(addCard);
    count += documents.length;
    more.hidden = count >= shown.length;
    return true;
  }
  async function replace(mine, listings) {
    const documents = await index.documents(listings.slice(0, shownAtOnce));
    if (mine !== turn) return;
    shown = listings;
    count = documents.length;
    results.replaceChildren();
    documents.forEach(addCard);
    more.hidden = count >= shown.length;
    browse.hidden = shown.length > 0;
  }
  function clear(words) {
    shown = [];
    results.replaceChildren();
    more.hidden = true;
    browse.hidden = false;
    status.textContent = words;
  }
  async function look(mine, query) {
    // What needs fewest files is shown first; what comes later seldom changes it. The number is told when it is known.
    let last = '', found;
    for (const depth of [some, beginnings, edits]) {
      found = await index.find(query, depth);
      if (mine !== turn) return;
      if (found === null) return clear('');
      if (!found.length || found.join() === last) continue;
      await replace(mine, found);
      if (mine !== turn) return;
      last = found.join();
    }
    if (found.length) status.textContent = countOf(found.length);
    else clear(status.dataset.nothing);
  }
  async function search() {
    const mine = ++turn, query = input.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set('q', query);
    else address.searchParams.delete('q');
    history.replaceState(history.state, '', address);
    for (const isLast of [false, true])
      try {
        return await look(mine, query);
      } catch {
        if (mine !== turn) return;
        if (isLast) clear(status.dataset.failed);
        index.forget();
      }
  }

  let timer = 0;
  input.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(search, 120);
  });
  input.addEventListener('compositionend', () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  more.addEventListener('click', async () => {
    const first = count;
    if (await show(turn).catch(() => search())) results.children[first]?.querySelector('a').focus();
  });
  box.hidden = false;
  index.warm();
  input.value = new URL(location.href).searchParams.get('q') ?? '';
  if (input.value) search();
}

if (typeof document === 'object') {
  const box = document.querySelector('.search-box');
  if (box) start(box);
}
