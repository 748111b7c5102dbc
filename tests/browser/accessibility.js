// accessibility.js SITE...: each kind of page of built sites, in every language, by day, and in two by night: axe-core finds nothing, and neither
// does what follows here, which axe does not look for. Screens are those of phones: all parts are there too, and closer together. Sites
// after the first are the same pages in another theme: three languages show that.
'use strict';
const path = require('path');
const axe = require('axe-core');
const {openBrowser, openPage} = require('./chromium.js');
const {serve} = require('./static_server.js');
const {furtherPages, localesOf, outsideLanguages, pagesOf, someLocalesOf} = require('./page_kinds.js');

const tabs = 2;
// What is found on a page is mostly on all of its kind: told once, with how often.
const faults = new Map();
let checked = 0;
function fault(kind, words, where) {
  const key = `${kind}: ${words}`;
  if (!faults.has(key)) faults.set(key, []);
  faults.get(key).push(where);
}

// Runs in the page. Everything behind a summary is shown first.
function structure() {
  const faults = [];
  const shown = (element) => element.checkVisibility();
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown).map((heading) => Number(heading.localName[1]));
  if (levels.filter((level) => level === 1).length !== 1) faults.push(`${levels.filter((level) => level === 1).length} h1`);
  levels.forEach((level, i) => { if (level > (levels[i - 1] ?? 0) + 1) faults.push(`h${level} after h${levels[i - 1] ?? 0}`); });

  for (const [landmark, wanted] of [['main', 1], ['body > footer', 1], ['body > header', document.querySelector('.choices') ? 0 : 1]])
    if (document.querySelectorAll(landmark).length !== wanted) faults.push(`${document.querySelectorAll(landmark).length} ${landmark}`);
  for (const nav of document.querySelectorAll('nav')) if (!nav.ariaLabel) faults.push(`a nav without a name: ${nav.className}`);
  if (!document.querySelector('.choices')) {
    const first = document.querySelector('a, button, input, summary');
    if (!first.matches('a.skip[href="#main"]') || !document.querySelector('main#main[tabindex="-1"]')) faults.push('no skip link before all others');
  }

  // A name from a record may run the other way than the text around it.
  for (const names of ['.list h1', '.detail h1', '.card-name a', '.card-seller', '.seller-name', '.crumbs li > *', '.tags li', '.others a', '.file-words', '.links a', '.facts dt', '.facts dd', '.contacts dd', '.version h3', '#sellers .link-grid a'])
    for (const name of document.querySelectorAll(names)) if (!name.querySelector('bdi')) faults.push(`a name without bdi: ${names}`);

  // Where the keyboard is can be seen, as an outline of what has the focus or of its surface.
  const focusable = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(shown);
  for (const element of focusable) {
    element.focus({preventScroll: true, focusVisible: true});
    const outlined = [null, '::after'].some((part) => {
      const {outlineStyle, outlineWidth} = getComputedStyle(element, part);
      return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2;
    });
    if (document.activeElement !== element || !outlined) faults.push(`the focus is not seen on ${element.localName}.${element.className}`);
  }
  document.activeElement.blur();

  // The reader asked for less motion.
  for (const element of document.querySelectorAll('*'))
    for (const part of [null, '::before', '::after']) {
      const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(element, part);
      if (/[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior !== 'auto') faults.push(`motion: ${element.localName}.${element.className}`);
    }
  return {faults: [...new Set(faults)], focusable: focusable.length};
}

// Runs in the page while the system has forced its own few colours on it: no difference may be one of colour alone.
function forced() {
  const faults = [];
  const hasEdge = (element) => { const {borderTopWidth, borderBottomWidth} = getComputedStyle(element); return parseFloat(borderTopWidth) + parseFloat(borderBottomWidth) > 0; };
  for (const surface of ['.button', '.chip', '.card', '.panel', '.buy', '.languages summary', '.languages ul', '.search-words', '.pager-step', '.choices a', '.files a'])
    for (const element of document.querySelectorAll(surface)) if (element.checkVisibility() && !hasEdge(element)) faults.push(`no edge without colours: ${surface}`);
  for (const chosen of document.querySelectorAll('a[aria-current], .pager [aria-current]')) {
    const other = [...chosen.closest('ul, ol').querySelectorAll('li > *')].find((element) => !element.ariaCurrent);
    const look = (element) => { const {borderTopWidth, borderTopStyle, fontWeight, textDecorationLine} = getComputedStyle(element); return [borderTopStyle, borderTopWidth, fontWeight, textDecorationLine].join(); };
    if (other && look(other) === look(chosen)) faults.push(`what is chosen looks like the rest without colours: ${chosen.closest('ul, ol').parentElement.className}`);
  }
  for (const element of document.querySelectorAll('a[href], button, summary'))
    if (getComputedStyle(element).forcedColorAdjust !== 'auto') faults.push(`colours of its own: ${element.className}`);
  return [...new Set(faults)];
}

async function look(page, server, site, {kind, path: address}) {
  const where = `${path.basename(site)} ${address}`;
  await page.emulateMedia({colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none'});
  await page.goto(server.address + address);
  if (kind === 'results') await page.locator('.search-results .card').first().waitFor();
  const {faults: found, focusable} = await page.evaluate(structure);
  for (const words of found) fault(kind, words, where);
  if (!focusable) fault(kind, 'nothing can have the focus', where);
  // (Colours are the same in every language.)
  const schemes = /^\/(?!en\/|ar\/)[^/]+\//.test(address) ? ['light'] : ['light', 'dark'];
  for (const colorScheme of schemes) {
    await page.emulateMedia({colorScheme});
    const {violations, passes} = await page.evaluate(() => axe.run({resultTypes: ['violations']}));
    for (const {id, help, nodes} of violations) fault(kind, `axe, ${colorScheme}: ${help} (${id}): ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`, where);
    if (!passes.length) fault(kind, 'axe looked at nothing', where);
    ++checked;
  }
  await page.emulateMedia({colorScheme: 'light', forcedColors: 'active'});
  for (const words of await page.evaluate(forced)) fault(kind, words, where);
}

async function main() {
  const {context, close} = await openBrowser({follows: true, viewport: {width: 390, height: 844}});
  await context.addInitScript({content: axe.source});
  try {
    const sites = process.argv.slice(2).map((name) => path.resolve(name));
    for (const site of sites) {
      const server = await serve(site), locales = site === sites[0] ? localesOf(site) : someLocalesOf(site), strange = [];
      const queue = [...outsideLanguages, ...locales.flatMap((locale) => [...pagesOf(site, locale), ...furtherPages(site, locale)])];
      await Promise.all(Array.from({length: tabs}, async () => {
        const page = await openPage(context, strange);
        for (let next; (next = queue.pop());) await look(page, server, site, next);
        await page.close();
      }));
      for (const words of new Set(strange)) fault(path.basename(site), words, site);
      server.close();
    }
  } finally {
    await close();
  }
  for (const [words, where] of faults) console.log(`${words}\n    ${where[0]}${where.length > 1 ? ` and ${where.length - 1} more` : ''}`);
  console.log(`${checked} times axe, ${faults.size} faults`);
  process.exit(faults.size ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
