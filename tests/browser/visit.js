// visit.js SITE: a built site as its visitors go through it: another language, the next page, a product's link passed on, the keyboard alone,
// no JavaScript.
'use strict';
const fs = require('fs'), path = require('path');
const {openBrowser, openPage} = require('./chromium.js');
const {serve} = require('./static_server.js');
const {localesOf, pagesOf} = require('./page_kinds.js');

const site = path.resolve(process.argv[2]), locales = localesOf(site);
let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };
const pathOf = (page) => decodeURIComponent(new URL(page.url()).pathname);
const pageOf = (locale, kind) => pagesOf(site, locale, 1).find((page) => page.kind === kind).path;

// Once round all languages: the same page in each.
async function changeLanguage(page, server) {
  for (const {kind, path: address} of pagesOf(site, locales[0], 1)) {
    await page.goto(server.address + address);
    const rest = pathOf(page).slice(locales[0].length + 1);
    for (const locale of [...locales.slice(1), locales[0]]) {
      await page.click('.languages summary');
      const link = page.locator(`.languages a[hreflang="${locale}"]`), name = await link.textContent();
      await link.click();
      await page.waitForURL((url) => url.pathname.startsWith(`/${locale}/`));
      check(pathOf(page) === `/${locale}${rest}`, `${kind}: the switch to ${locale} leads to ${pathOf(page)}`);
      const said = await page.evaluate(() => [document.documentElement.lang, document.querySelector('.languages summary').textContent, document.querySelector('.languages [aria-current]').lang]);
      check(said[0] === locale && said[1].endsWith(name) && said[2] === locale, `${kind}: in ${locale} the page says ${said}`);
    }
  }
}

// To the last page and back: every product once, and as many as the page says.
async function turnPages(page, server, locale) {
  await page.goto(`${server.address}/${locale}/products/`);
  const told = Number((await page.textContent('.list-count')).replace(/\D/g, '')), seen = [], visited = [];
  while (visited.length < 50) {
    visited.push(pathOf(page));
    seen.push(...await page.locator('.card-name a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))));
    check(Number(await page.textContent('.pager [aria-current]')) === visited.length, `${pathOf(page)}: another number of the page is marked`);
    const next = page.locator('.pager a[rel=next]');
    if (!await next.count()) break;
    await next.click();
    await page.waitForURL((url) => url.pathname !== visited.at(-1));
  }
  const isWhole = visited.length > 2 && told === seen.length && new Set(seen).size === seen.length;
  check(isWhole, `${locale}: ${visited.length} pages show ${new Set(seen).size} products in ${seen.length} cards, and say ${told}`);
  if (!isWhole) return;
  for (const before of visited.slice(0, -1).reverse()) {
    await page.click('.pager a[rel=prev]');
    await page.waitForURL((url) => url.pathname === before);
  }
  const [number, link] = [visited.length, page.locator('.pager li a').last()];
  await link.click();
  await page.waitForURL((url) => url.pathname === visited[number - 1]);
}

// The address of a product, however it was come by, is the product's own and shows it to whoever gets it.
async function passLinkOn(page, server) {
  for (const locale of ['en', 'ar']) {
    await page.goto(`${server.address}/${locale}/search/?q=gitea`);
    await page.locator('.search-results .card-name a').first().click();
    await page.waitForURL((url) => url.pathname.startsWith(`/${locale}/products/`));
    const address = page.url(), name = await page.textContent('h1');
    const own = await page.getAttribute('link[rel=canonical]', 'href');
    check(new URL(own).pathname === new URL(address).pathname && !/[?#]/.test(address), `the address of a product is ${address}, it says ${own}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], {origin: server.address});
    await page.click('.copy-link');
    await page.waitForFunction(() => document.querySelector('.copy-said').textContent !== '');
    check(await page.evaluate(() => navigator.clipboard.readText()) === own, `${address}: the button copies another address than ${own}`);
    const {context, close} = await openBrowser({follows: true});
    const other = await context.newPage();
    await other.goto(address);
    check(await other.textContent('h1') === name, `${address} shows somebody else ${await other.textContent('h1')}`);
    // A part of it can be linked to as well.
    const jump = other.locator('.jumps a').last(), part = await jump.getAttribute('href');
    await jump.click();
    check(other.url() === address + part, `${address}: ${part} leads to ${other.url()}`);
    await other.goto('about:blank');
    await other.goto(address + part);
    await other.waitForFunction((id) => { const {top} = document.getElementById(id).getBoundingClientRect(); return top >= 0 && top < innerHeight; }, part.slice(1), {timeout: 3000})
      .catch(() => check(false, `${address}${part} does not show its part`));
    await close();
  }
}

// Runs in the page: what has the focus; where it is, from the upper start corner; whether it is seen and what covers it.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const all = [...document.querySelectorAll('a, button, input, summary, [tabindex="0"]')], {left, right, top, bottom} = element.getBoundingClientRect();
  const cover = document.elementFromPoint(Math.max(left, 0) / 2 + Math.min(right, innerWidth) / 2, Math.max(top, 0) / 2 + Math.min(bottom, innerHeight) / 2);
  // The surface of a card belongs to its link.
  const isSeen = cover && (element.contains(cover) || cover.contains(element) || element.closest('.card, .category-card')?.contains(cover));
  return {at: all.indexOf(element), of: all.length, what: `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 30)}`, isSeen, top: top + scrollY};
}

// Tab from the beginning of the page to its end: everything in the order in which it is read, nothing twice, nothing hidden, and out again.
async function tabThrough(page, words) {
  const stops = [], due = await page.locator('a:visible, button:visible, input:visible, summary:visible, [tabindex="0"]:visible').count();
  for (let i = 0; i <= due + 3; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    // After the last comes the browser itself, or the first again.
    if (!stop || (stop.at === 0 && stops.length === due)) break;
    check(!stops.length || stop.at > stops.at(-1).at, `${words}: the keyboard goes from ${stops.at(-1)?.what} back to ${stop.what}`);
    check(stop.isSeen, `${words}: ${stop.what} has the focus and is not seen`);
    if (stops.length && stop.at <= stops.at(-1).at) break;
    stops.push(stop);
  }
  check(stops.length === due, `${words}: the keyboard stops at ${stops.length} of ${due}`);
}

// Tab until a selector has the focus.
async function tabTo(page, selector, words) {
  for (let i = 0; i < 150; ++i) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return true;
  }
  check(false, `${words}: Tab does not reach ${selector}`);
  return false;
}

async function keyboardAlone(page, server, locale, viewport) {
  await page.setViewportSize(viewport);
  for (const kind of ['home', 'list', 'last page', 'detail', 'seller', 'search', 'results']) {
    await page.goto(server.address + pageOf(locale, kind));
    if (kind === 'results') await page.locator('.search-results .card').first().waitFor();
    await tabThrough(page, `${locale} ${kind} ${viewport.width} px`);
  }
  const home = `${server.address}/${locale}/`;
  await page.goto(home);
  await page.keyboard.press('Tab');
  const skip = await page.locator('.skip').boundingBox();
  check(skip.x >= 0 && skip.y >= 0 && skip.x + skip.width <= viewport.width, `${locale}: the skip link is not seen when it has the focus`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  check(await page.evaluate(() => !!document.activeElement.closest('main')), `${locale}: the skip link does not lead into the main part`);

  // The menu of languages opens, and its first entry is the next stop.
  await page.goto(home);
  if (await tabTo(page, '.languages summary', locale)) {
    await page.keyboard.press('Enter');
    const other = locales.find((tag) => tag !== locale);
    if (await tabTo(page, `.languages a[hreflang="${other}"]`, locale)) {
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname === `/${other}/`);
    }
  }
  // Somebody looks for a product, and goes to where it is sold.
  await page.goto(home);
  await tabTo(page, '.site-nav .search-link', locale);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/');
  await tabTo(page, '#search-words', locale);
  await page.keyboard.type('gitea');
  await page.locator('.search-results .card').first().waitFor();
  await tabTo(page, '.search-results .card-name a', locale);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/products/*/');
  await page.goto(home);
  await tabTo(page, 'main .button', locale);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/products/');
  await tabTo(page, '.card-name a', locale);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/products/*/');
  const outgoing = fs.readdirSync(path.join(site, locale, 'products'), {withFileTypes: true})
    .find((entry) => entry.isDirectory() && entry.name !== 'page' && fs.readFileSync(path.join(site, locale, 'products', entry.name, 'index.html'), 'utf8').includes('buy-action'));
  await page.goto(`${server.address}/${locale}/products/${outgoing.name}/`);
  await tabTo(page, '.buy-action a[href^="https:"]', locale);
}

// Every page of every language is a few links away from the first; and what a page needs no script for, it does without one.
async function withoutScript(server) {
  const {context, close} = await openBrowser({follows: true, javaScriptEnabled: false});
  const page = await context.newPage(), seen = new Set(['/']), queue = ['/'];
  await page.goto(`${server.address}/`);
  await page.click('.choices a[hreflang="en"]');
  await page.waitForURL('**/en/');
  for (const [link, wanted] of [['.category-card a', '**/en/categories/*/'], ['.card-name a', '**/en/products/*/'], ['.seller-name a', '**/en/sellers/*/'], ['.site-nav a >> nth=0', '**/en/products/'], ['.pager a[rel=next]', '**/page/2/'], ['.search-link', '**/en/search/']]) {
    await page.locator(link).first().click();
    await page.waitForURL(wanted);
    await page.click('.languages summary');
    check(await page.locator('.languages ul a').first().isVisible(), `${wanted}: no menu of languages without a script`);
    check(await page.locator('main').isVisible(), `${wanted}: nothing is shown without a script`);
  }
  await close();

  while (queue.length) {
    const html = fs.readFileSync(path.join(site, queue.pop(), 'index.html'), 'utf8');
    for (const [, to] of html.slice(html.indexOf('<body')).matchAll(/<a [^>]*?href="(\/[^"#]*\/)[#"]/g))
      if (!seen.has(decodeURIComponent(to))) { seen.add(decodeURIComponent(to)); queue.push(decodeURIComponent(to)); }
  }
  const left = fs.readdirSync(site, {recursive: true}).filter((name) => name.endsWith('/index.html') && !/^[^/]+\/u\//.test(name)).map((name) => '/' + name.replace(/index\.html$/, '')).filter((name) => !seen.has(name));
  check(left.length === 0, `${left.length} pages cannot be reached by links: ${left.slice(0, 5)}`);
  check(seen.size > 200, `only ${seen.size} pages`);
}

async function main() {
  const server = await serve(site), {context, close} = await openBrowser({follows: true, reducedMotion: 'reduce'}), strange = [];
  try {
    const page = await openPage(context, strange);
    await changeLanguage(page, server);
    for (const locale of ['en', 'ar']) await turnPages(page, server, locale);
    await passLinkOn(page, server);
    await keyboardAlone(page, server, 'en', {width: 1280, height: 800});
    await keyboardAlone(page, server, 'ar', {width: 390, height: 844});
    await withoutScript(server);
    check(strange.length === 0, strange.join('; '));
    const missing = server.seen.filter(({status}) => status !== 200).map(({path: name}) => name);
    check(missing.length === 0, `pages ask for what is not there: ${[...new Set(missing)]}`);
  } finally {
    server.close();
    await close();
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
