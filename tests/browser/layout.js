// layout.js PICTURES SITE...: how pages of built sites lie on the screen, each kind in every language: nothing sticks out or is cut off on the
// narrowest screen, zoomed in, with large letters or with more space in the text; from right to left all is mirrored. Sites after the first are
// the same pages in another theme: three languages show that. Pictures of the first site's pages are put into the folder PICTURES, for people
// to look at.
'use strict';
const fs = require('fs'), path = require('path');
const {openBrowser, openPage} = require('./chromium.js');
const {serve} = require('./static_server.js');
const {localesOf, outsideLanguages, pagesOf, someLocalesOf} = require('./page_kinds.js');

const [pictures, ...sites] = process.argv.slice(2).map((name) => path.resolve(name));
const faults = new Map();
function fault(words, where) {
  if (!faults.has(words)) faults.set(words, []);
  faults.get(words).push(where);
}

// Runs in the page: what is wider than the screen, what sticks out of its box, what is cut off. What can be scrolled to by itself is not, nor
// what says with dots that it goes on.
function overflows() {
  const faults = new Set(), width = document.documentElement.clientWidth;
  const name = (element) => `${element.localName}${element.className ? '.' + element.className.split(' ').join('.') : ''}`;
  const isCut = new Map();
  // The way in which an element, or one around it, treats what is too wide.
  const treats = (element) => {
    if (!element || element === document.body) return 'visible';
    if (!isCut.has(element)) {
      const {overflowX} = getComputedStyle(element);
      isCut.set(element, overflowX === 'visible' ? treats(element.parentElement) : overflowX);
    }
    return isCut.get(element);
  };
  const wide = document.documentElement.scrollWidth - width;
  if (wide > 0) faults.add(`${wide} px to scroll sideways`);
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('.skip, .unseen')) continue;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (treats(element) === 'visible' && box.width && (box.right > width + 1 || box.left < -1)) faults.add(`${name(element)} sticks out of the screen`);
    if (/hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline' && !element.matches('.hero')) faults.add(`${name(element)} is cut off at its side`);
    if (/hidden|clip/.test(style.overflowY) && style.webkitLineClamp === 'none' && style.textOverflow !== 'ellipsis' && element.scrollHeight > element.clientHeight + 2 && style.display !== 'inline' && !element.matches('.hero')) faults.add(`${name(element)} is cut off below`);
    if (/auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0 && !element.querySelector('a, button')) faults.add(`${name(element)} cannot be scrolled with the keyboard`);
    if (style.display === 'inline' || treats(element) !== 'visible') continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) if (line.right > box.right + 2 || line.left < box.left - 2) faults.add(`the text of ${name(element)} sticks out of its box`);
    }
  }
  // What stands beside or below each other in a card does not lie upon each other.
  const shownBox = (part, card) => {
    let {left, right, top, bottom} = part.getBoundingClientRect();
    for (let around = part.parentElement; card.contains(around); around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const box = around.getBoundingClientRect();
      [left, right, top, bottom] = [Math.max(left, box.left), Math.min(right, box.right), Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    return {left, right, top, bottom};
  };
  for (const card of document.querySelectorAll('.card, .link-grid a, .facts > div, .tiers tr, .others a')) {
    const boxes = [...card.querySelectorAll('*')].filter((part) => part.checkVisibility() && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((part) => [part, shownBox(part, card)]);
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      if (!one.contains(other) && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6) faults.add(`${name(one)} and ${name(other)} lie upon each other`);
    }));
  }
  return [...faults];
}

// WCAG 2.2, 1.4.12: what a reader's own style sheet may ask for.
function spaceOut() {
  for (const element of document.querySelectorAll('*')) {
    element.style.setProperty('line-height', '1.5', 'important');
    element.style.setProperty('letter-spacing', '.12em', 'important');
    element.style.setProperty('word-spacing', '.16em', 'important');
    if (element.localName === 'p') element.style.setProperty('margin-block-end', '2em', 'important');
  }
}

const allPages = (site) => [...outsideLanguages, ...(site === sites[0] ? localesOf(site) : someLocalesOf(site)).flatMap((locale) => pagesOf(site, locale))];

async function open(page, server, {kind, path: address}) {
  await page.goto(server.address + address);
  if (kind === 'results') await page.locator('.search-results .card').first().waitFor();
}

async function measure(page, words, where) {
  for (const found of await page.evaluate(overflows)) fault(`${words}: ${found}`, where);
}

async function onScreens(context, server, site) {
  const queue = allPages(site);
  await Promise.all(Array.from({length: 2}, async () => {
    const page = await openPage(context, []);
    for (let next; (next = queue.pop());) {
      const where = `${path.basename(site)} ${next.path}`;
      await page.setViewportSize({width: 320, height: 640});
      await open(page, server, next);
      await page.locator('details').evaluateAll((all) => all.forEach((details) => { details.open = true; }));
      await measure(page, '320 px', where);
      await page.setViewportSize({width: 1440, height: 900});
      await measure(page, '1440 px', where);
      // A screen of 1280 x 1024 at 200 %.
      await page.setViewportSize({width: 640, height: 512});
      await measure(page, '200 %', where);
      await page.evaluate(spaceOut);
      await measure(page, 'spaced out', where);
      await page.setViewportSize({width: 320, height: 640});
      await measure(page, 'spaced out, 320 px', where);
    }
    await page.close();
  }));
}

// A browser whose letters are twice as large as usual.
async function withLargeLetters(server, site) {
  const {context, close} = await openBrowser({follows: true, viewport: {width: 1280, height: 800}, preferences: {webkit: {webprefs: {default_font_size: 32}}}});
  const page = await openPage(context, []);
  for (const next of allPages(site).filter(({path: address}) => !/^\/(?!en|de|ar)[^/]+\//.test(address))) {
    await open(page, server, next);
    if (await page.evaluate(() => getComputedStyle(document.documentElement).fontSize) !== '32px') throw new Error('the letters are not larger');
    await measure(page, 'large letters', `${path.basename(site)} ${next.path}`);
  }
  await close();
}

// Runs in the page: how far parts begin from the side where lines begin.
function beginnings(parts) {
  const isRtl = document.dir === 'rtl';
  return parts.map((part) => {
    const element = document.querySelector(part);
    if (!element) return null;
    const {left, right} = element.getBoundingClientRect();
    return Math.round(isRtl ? document.documentElement.clientWidth - right : left);
  });
}

async function mirrored(context, server, site) {
  const page = await openPage(context, []);
  await page.setViewportSize({width: 1440, height: 900});
  const parts = ['.brand', '.crumbs li', '.side', '.list main', '.card', '.card .icon', '.detail-title .icon', '.detail-main', '.detail-aside', '.panel', '.facts dd', '.buy', '.site-footer-name', '.hero h1', '.category-card h3'];
  for (const kind of ['home', 'list', 'detail']) {
    const {path: address} = pagesOf(site, 'en', 1).find((one) => one.kind === kind), seen = [];
    for (const locale of ['en', 'ar']) {
      await page.goto(server.address + address.replace('/en/', `/${locale}/`));
      seen.push(await page.evaluate(beginnings, parts));
    }
    const there = parts.filter((part, i) => seen[0][i] !== null);
    if (there.length < 4) fault(`mirrored: only ${there} are there to be compared`, address);
    parts.forEach((part, i) => {
      if (Math.abs((seen[0][i] ?? 0) - (seen[1][i] ?? 0)) > 2) fault(`mirrored: ${part} begins at ${seen[0][i]} px, and from right to left at ${seen[1][i]}`, address);
    });
    if (kind === 'home') continue;
    // Each step of the way stands before the next.
    const steps = await page.locator('.crumbs li').evaluateAll((all) => all.map((step) => step.getBoundingClientRect().left));
    if (steps.length < 2 || steps.some((left, i) => i && left >= steps[i - 1])) fault(`the way to the page goes from left to right: ${steps}`, address);
  }
  await page.close();
}

async function takePictures(server, site) {
  fs.mkdirSync(pictures, {recursive: true});
  for (const [name, locale, colorScheme, width, height] of [['desktop', 'en', 'light', 1440, 900], ['phone', 'en', 'light', 390, 844], ['dark-phone', 'ar', 'dark', 390, 844]]) {
    const {context, close} = await openBrowser({follows: true, colorScheme, viewport: {width, height}});
    const page = await openPage(context, []);
    for (const next of [...outsideLanguages, ...pagesOf(site, locale)]) {
      await open(page, server, next);
      const file = path.join(pictures, `${next.path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'index'}.${name}.png`);
      await page.screenshot({path: file, fullPage: true});
      if (fs.statSync(file).size < 5000) fault('a picture of nothing', file);
    }
    await close();
  }
}

async function main() {
  const {context, close} = await openBrowser({follows: true});
  try {
    for (const site of sites) {
      const server = await serve(site);
      await onScreens(context, server, site);
      await withLargeLetters(server, site);
      await mirrored(context, server, site);
      if (site === sites[0]) await takePictures(server, site);
      server.close();
    }
  } finally {
    await close();
  }
  for (const [words, where] of faults) console.log(`${words}\n    ${where[0]}${where.length > 1 ? ` and ${where.length - 1} more` : ''}`);
  console.log(`${faults.size} faults; pictures are in ${pictures}`);
  process.exit(faults.size ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
