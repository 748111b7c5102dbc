// Up to four products side by side. Which ones is kept in this browser, by the last part of their addresses, which all languages have in
// common; what is shown of them is read off their own pages when it is asked for, so it is what is published. What sellers wrote gets
// into the page as text only. Without this script, or where the browser keeps nothing, there are no buttons.

export const most = 4;
const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/, longestSlug = 80;

// What is stored is looked at as if a stranger had written it.
export function readChosen(text) {
  let stored = [];
  try { stored = JSON.parse(text ?? '[]'); } catch { /* nothing was chosen */ }
  if (!Array.isArray(stored)) return [];
  return [...new Set(stored.filter((slug) => typeof slug === 'string' && slug.length <= longestSlug && isSlug.test(slug)))].slice(0, most);
}

// The slug of a product's address beneath the list of all products; null: it is none.
export function slugOf(address, products) {
  const url = new URL(address, products), root = new URL(products);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const slug = url.pathname.slice(root.pathname.length).replace(/\/(index\.html)?$/, '');
  return isSlug.test(slug) && slug.length <= longestSlug ? slug : null;
}

const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

// A row of a table with its columns' names: "1–8 vCPUs · $0.04 per hour · $24.00 per month".
function wordsOf(line) {
  if (line.localName !== 'tr') return squeeze(line.textContent);
  const columns = line.closest('table').tHead?.rows[0]?.cells ?? [];
  return [...line.cells].map((cell, i) => squeeze(`${cell.textContent} ${cell.localName === 'td' ? columns[i]?.textContent ?? '' : ''}`)).join(' · ');
}

// Lines of a marked part, as {text, lang, dir}.
function linesOf(part) {
  const lines = [...part.querySelectorAll('p, li, dd, tr')].filter((line) => !line.querySelector('p, li, dd, tr') && !line.closest('thead'));
  return (lines.length ? lines : [part]).map((line) => {
    const said = line.querySelector('[lang]') ?? line.closest('[lang]');
    // The language of the page around is that of the page it will stand in.
    const {lang, dir} = said && said.localName !== 'html' ? said : {};
    return {text: wordsOf(line), lang, dir};
  }).filter((line) => line.text);
}

// What a product's page says: its name and rows, [label, lines]. null: it is no product's page.
export function readProduct(page) {
  const name = page.querySelector('[data-compare-name]');
  if (!name) return null;
  const rows = [];
  for (const part of page.querySelectorAll('[data-compare]')) {
    const row = [squeeze(part.dataset.compare), linesOf(part)];
    if ('compareFirst' in part.dataset) rows.unshift(row);
    else rows.push(row);
  }
  const versions = page.querySelector('[data-compare-version]'), newest = versions?.querySelector('h3');
  if (newest) rows.push([squeeze(versions.dataset.compareVersion), [...newest.children].map((part) => ({text: squeeze(part.textContent)}))]);
  for (const fact of page.querySelectorAll('[data-compare-facts] > *'))
    rows.push([squeeze(fact.querySelector('dt')?.textContent), [...fact.querySelectorAll('dd')].flatMap(linesOf)]);
  return {name: squeeze(name.textContent), lang: name.lang, dir: name.dir, rows: rows.filter(([label, lines]) => label && lines.length)};
}

// All labels of several products, each where the first product that has it puts it: after the label before it.
export function labelsOf(products) {
  const labels = [];
  for (const {rows} of products) {
    let after = -1;
    for (const [label] of rows) {
      const known = labels.indexOf(label);
      if (known < 0) labels.splice(++after, 0, label);
      else after = Math.max(after, known);
    }
  }
  return labels;
}

// ---- What is chosen.

const storeOf = (products) => {
  const key = 'onshelf-compare ' + new URL('../..', products).pathname;  // two catalogs of one host keep apart
  const read = () => readChosen(localStorage.getItem(key));
  return {key, read, write: (slugs) => localStorage.setItem(key, JSON.stringify(slugs))};
};

function add(parent, name, className, text, {lang, dir} = {}) {
  const element = parent.appendChild(document.createElement(name));
  if (className) element.className = className;
  if (text) element.textContent = text;
  if (/^[A-Za-z0-9-]+$/.test(lang ?? '')) element.lang = lang;
  if (/^(ltr|rtl)$/.test(dir ?? '')) element.dir = dir;
  return element;
}

// ---- Buttons on cards and on a product's page, and the bar that leads on.

function startBar(bar) {
  const products = new URL(bar.dataset.products, location.href).href, store = storeOf(products);
  const status = bar.querySelector('.compare-status'), buttons = new Map();
  store.read();  // throws where nothing may be kept

  function show(words) {
    const chosen = store.read();
    for (const [button, slug] of buttons) button.setAttribute('aria-pressed', chosen.includes(slug));
    bar.hidden = !chosen.length && !bar.contains(document.activeElement);
    status.textContent = words ?? bar.dataset.chosen.replace('{count}', chosen.length);
  }
  function toggle(slug) {
    const chosen = store.read(), at = chosen.indexOf(slug);
    if (at < 0 && chosen.length >= most) return show(bar.dataset.full);
    if (at < 0) chosen.push(slug);
    else chosen.splice(at, 1);
    store.write(chosen);
    show();
  }
  function addButton(parent, slug, name) {
    const button = add(parent, 'button', 'compare-choose', bar.dataset.add);
    button.type = 'button';
    button.setAttribute('aria-label', `${bar.dataset.add}: ${name}`);
    button.addEventListener('click', () => toggle(slug));
    buttons.set(button, slug);
  }
  function addButtons() {
    for (const button of buttons.keys()) if (!button.isConnected) buttons.delete(button);
    for (const card of document.querySelectorAll('.card:not(:has(.compare-choose))')) {
      const link = card.querySelector('.card-name a'), slug = link && slugOf(link.href, products);
      if (slug) addButton(card.querySelector('.card-foot') ?? card, slug, squeeze(link.textContent));
    }
  }
  const name = document.querySelector('[data-compare-name]'), own = name && slugOf(location.href, products);
  if (own) addButton(document.querySelector('.buy') ?? name.closest('h1').parentElement, own, squeeze(name.textContent));
  addButtons();
  const results = document.querySelector('.search-results');
  if (results) new MutationObserver(() => { addButtons(); show(); }).observe(results, {childList: true});
  bar.querySelector('.compare-clear').addEventListener('click', () => {
    store.write([]);
    document.querySelector('main').focus();
    show();
  });
  addEventListener('storage', (event) => { if (event.key === store.key) show(); });
  addEventListener('pageshow', () => show());
  show();
}

// ---- The page where they stand side by side.

function startTable(box) {
  const products = new URL(box.dataset.products, location.href).href, store = storeOf(products), words = box.dataset;
  const status = box.querySelector('.compare-status'), clear = box.querySelector('.compare-clear');
  const place = box.querySelector('.compare-products'), pages = new Map();
  store.read();
  let turn = 0;

  // {product}, {moved: slug}, {gone: true} or {failed: true}.
  async function load(slug) {
    try {
      const response = await fetch(new URL(slug + '/', products), {credentials: 'same-origin'});
      if (response.status === 404 || response.status === 410) return {gone: true};
      if (!response.ok) return {failed: true};
      const now = slugOf(response.url, products);
      if (!now) return {gone: true};
      const product = readProduct(new DOMParser().parseFromString(await response.text(), 'text/html'));
      if (!product) return {gone: true};
      return now === slug ? {product} : {product, moved: now};
    } catch {
      return {failed: true};
    }
  }

  function fill(cell, lines) {
    if (lines.length === 1) return add(cell, 'bdi', '', lines[0].text, lines[0]);
    const list = add(cell, 'ul');
    for (const line of lines) add(add(list, 'li'), 'bdi', '', line.text, line);
  }

  function draw(shown) {
    const scroll = document.createElement('div');
    scroll.className = 'compare-scroll';
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', words.label);
    const table = add(scroll, 'table'), head = add(add(table, 'thead'), 'tr'), body = add(table, 'tbody');
    add(head, 'td');
    for (const [slug, product] of shown) {
      const cell = add(head, 'th');
      cell.scope = 'col';
      const link = add(cell, 'a');
      link.href = new URL(slug + '/', products).href;
      add(link, 'bdi', '', product.name, product);
      const remove = add(cell, 'button', 'compare-remove', words.remove);
      remove.type = 'button';
      remove.setAttribute('aria-label', `${words.remove}: ${product.name}`);
      remove.addEventListener('click', () => drop(slug));
    }
    for (const label of labelsOf(shown.map(([, product]) => product))) {
      const row = add(body, 'tr');
      add(row, 'th', '', label).scope = 'row';
      for (const [, product] of shown) {
        const lines = product.rows.filter(([own]) => own === label).flatMap(([, all]) => all);
        const cell = add(row, 'td');
        if (lines.length) fill(cell, lines);
        else add(cell, 'span', 'compare-none', '–');
      }
    }
    place.replaceChildren(scroll);
  }

  async function show() {
    const mine = ++turn, chosen = store.read();
    if (chosen.some((slug) => !pages.has(slug))) status.textContent = words.loading;
    await Promise.all(chosen.map(async (slug) => { if (!pages.has(slug)) pages.set(slug, await load(slug)); }));
    if (mine !== turn) return;
    const kept = [], shown = [], said = [];
    for (const slug of chosen) {
      const {product, moved, gone, failed} = pages.get(slug), now = moved ?? slug;
      if (gone && !said.includes(words.gone)) said.push(words.gone);
      if (failed && !said.includes(words.failed)) said.push(words.failed);
      if (failed) pages.delete(slug);
      if (gone || kept.includes(now)) continue;
      kept.push(now);
      if (moved) pages.set(now, {product});
      if (product) shown.push([now, product]);
    }
    if (kept.join() !== chosen.join()) store.write(kept);
    if (shown.length) draw(shown);
    else place.replaceChildren();
    clear.hidden = !kept.length;
    if (!kept.length) said.push(words.nothing);
    else if (shown.length) said.push(words.chosen.replace('{count}', shown.length));
    status.textContent = said.join(' ');
  }
  // The keyboard stays where it was: at the next product, or else at the page's beginning.
  async function drop(slug) {
    const at = store.read().indexOf(slug);
    store.write(store.read().filter((other) => other !== slug));
    await show();
    const left = place.querySelectorAll('.compare-remove');
    (left[Math.min(Math.max(at, 0), left.length - 1)] ?? document.querySelector('main')).focus();
  }

  clear.addEventListener('click', async () => {
    store.write([]);
    await show();
    document.querySelector('main').focus();
  });
  addEventListener('storage', (event) => { if (event.key === store.key) show(); });
  document.querySelector('.compare-need').hidden = true;
  box.hidden = false;
  show();
}

if (typeof document === 'object') {
  const box = document.querySelector('.compare-table'), bar = document.querySelector('.compare-bar');
  try {
    if (box) startTable(box);
    else if (bar) startBar(bar);
  } catch { /* nothing may be kept here: no buttons, and the page says what it needs */ }
}
