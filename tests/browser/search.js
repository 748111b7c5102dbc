// search.js SITE: the search page of a built site in a real browser: somebody types, sees cards, follows one; without a script there are
// links; and names that would like to be more than text are text.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path');
const {spawnSync} = require('child_process');
const {openBrowser, openPage} = require('./chromium.js');
const {serveSite} = require('./page_server.js');
const {Site} = require('./hostile_site.js');

const site = path.resolve(process.argv[2]);
let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

const cards = (page) => page.locator('.search-results > .card');
const names = (page) => page.locator('.search-results .card-name bdi').allTextContents();
async function type(page, words) {
  await page.fill('#search-words', '');
  await page.locator('#search-words').pressSequentially(words, {delay: 15});
}

// asked: what is typed, and what a name among the results has in it.
async function visit(context, server, locale, asked, nonsense) {
  const strange = [], page = await openPage(context, strange);
  await page.goto(`${server.address}/${locale}/`);
  await page.click('.site-header .search-link');
  await page.waitForURL(`**/${locale}/search/`);
  check(await page.locator('.search-browse a').count() > 10, `${locale}: no links before anything is asked`);
  check(await page.getByLabel(/./).and(page.locator('#search-words')).count() === 1, `${locale}: the box has no label`);
  for (const [words, name] of asked) {
    await type(page, words);
    await page.waitForURL((url) => url.searchParams.get('q') === words, {timeout: 5000}).catch(() => check(false, `${locale}: "${words}" is not in the address`));
    await cards(page).filter({hasText: name}).first().waitFor({timeout: 10000}).catch(() => {});
    const seen = await names(page);
    check(seen.some((text) => text.includes(name)), `${locale}: "${words}" shows ${seen}`);
    // (It is told when the last, widest look is over, and some languages have a word instead of a digit for one or two.)
    const told = page.locator('.search-status').filter({hasText: seen.length < 3 ? /\S/ : /\d/});
    await told.waitFor({timeout: 10000}).catch(() => check(false, `${locale}: "${words}": the number of results is not told`));
    check(!(await page.locator('.search-status').textContent()).includes('{'), `${locale}: a message with a hole in it`);
    check(await page.locator('.search-browse').isHidden(), `${locale}: the lists stay beside results`);
  }
  // The address says it all: what was asked is there after coming back.
  await page.reload();
  await cards(page).first().waitFor();
  await page.setViewportSize({width: 360, height: 700});
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${locale}: ${wide} pixels too wide for a phone`);
  await page.setViewportSize({width: 900, height: 700});
  const link = page.locator('.search-results .card-name a').first(), target = await link.getAttribute('href');
  const title = await link.textContent();
  await link.click();
  await page.waitForURL((url) => url.pathname === target);
  check((await page.locator('h1').textContent()).includes(title), `${locale}: ${target} is not "${title}"`);
  await page.goBack();
  await cards(page).first().waitFor();
  await type(page, nonsense);
  await page.waitForFunction(() => document.querySelector('.search-status').textContent === document.querySelector('.search-status').dataset.nothing);
  check(await cards(page).count() === 0, `${locale}: nonsense shows cards`);
  await page.fill('#search-words', '');
  await page.locator('.search-browse').waitFor({state: 'visible'});
  await page.waitForURL((url) => url.search === '', {timeout: 5000}).catch(() => check(false, `${locale}: an empty question stays in the address`));
  check(strange.length === 0, `${locale}: ${strange.join('; ')}`);
  await page.close();
}

// More results than are shown at once.
async function showMore(context, server) {
  const strange = [], page = await openPage(context, strange);
  await page.goto(`${server.address}/en/search/?q=cloud`);
  await cards(page).nth(11).waitFor();
  check(await cards(page).count() === 12, 'more than twelve at once');
  await page.click('.search-more');
  await cards(page).nth(12).waitFor();
  const focused = await page.evaluate(() => [...document.querySelectorAll('.search-results a')].indexOf(document.activeElement));
  check(focused === 12, `after "more" the keyboard is at ${focused}`);
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

// Without an index the lists are there, and the visitor is told.
async function loseIndex(context, server) {
  const page = await context.newPage();
  await page.route('**/search/*.json', (route) => route.abort());
  await page.goto(`${server.address}/en/search/`);
  await type(page, 'git');
  await page.waitForFunction(() => document.querySelector('.search-status').textContent === document.querySelector('.search-status').dataset.failed);
  check(await page.locator('.search-browse').isVisible(), 'the lists went with the index');
  await page.close();
}

// A build takes the files of an old index away while a page is open: the page asks for the new index, once.
async function outliveIndex(context, server) {
  const page = await context.newPage(), asked = [];
  let gone = 1;
  await page.route('**/search/*.json', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop();
    asked.push(name);
    return name !== 'index.json' && gone-- > 0 ? route.fulfill({status: 404, body: ''}) : route.continue();
  });
  await page.goto(`${server.address}/en/search/`);
  await type(page, 'git');
  await cards(page).first().waitFor();
  check(gone <= 0, 'no file of the index was asked for');
  check(asked.lastIndexOf('index.json') > asked.findIndex((name) => name !== 'index.json'), 'the index was not asked for again');
  await page.close();
}

async function withoutScript(server) {
  const {context, close} = await openBrowser({follows: true, javaScriptEnabled: false});
  const page = await context.newPage();
  for (const locale of ['en', 'ar']) {
    await page.goto(`${server.address}/${locale}/`);
    await page.click('.site-header .search-link');
    check(page.url() === `${server.address}/${locale}/search/`, `${locale}: the header leads to ${page.url()}`);
    check(await page.locator('.search-box').isHidden(), `${locale}: a box that does nothing`);
    for (const kind of ['products/', 'categories/', 'marketplaces/', 'sellers/'])
      check(await page.locator(`main a[href^="/${locale}/${kind}"]`).first().isVisible(), `${locale}: without a script no link to ${kind}`);
  }
  await close();
}

async function hostileNames(context) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-search-'));
  process.on('exit', () => fs.rmSync(folder, {recursive: true, force: true}));
  const texts = ['<img src=x onerror=__hit()>', '<script>__hit()</script>', '"><svg onload=__hit()>', '&lt;b&gt;bold', "';__hit();//", '{{constructor.constructor("__hit()")()}}', '<a href=javascript:__hit()>word</a>'];
  const hostile = new Site(folder, 24);
  texts.forEach((text, i) => {
    hostile.seller(`stranger-${i}`, {name: {en: text}, summary: {en: text}, phone: '+31 10 555 0142', email: 'a@seller.example', website: 'https://seller.example/', chat: '1'});
    hostile.listing(`listing-${i}`, {seller: `stranger-${i}`, name: {en: `needle ${text}`}, summary: {en: text}, pricing: {model: 'text', text: {en: text}}, tags: {en: [text]}});
  });
  hostile.finish();
  const built = spawnSync(process.env.ONSHELF, ['build', folder, '--now', '2026-11-20T08:00:00Z'], {encoding: 'utf8'});
  if (built.status === null || built.status > 1) throw new Error(built.stderr);
  const server = await serveSite(path.join(folder, 'public'), false), strange = [];
  const page = await openPage(context, strange);
  await page.addInitScript(() => { window.__ran = 0; window.__hit = () => { ++window.__ran; }; });
  await page.goto(`${server.address}/en/search/?q=needle`);
  await cards(page).first().waitFor();
  await page.waitForTimeout(300);
  const seen = await names(page);
  for (const text of texts) check(seen.includes(`needle ${text}`), `"${text}" is not shown as it was written: ${seen}`);
  const elements = await page.locator('.search-results *').evaluateAll((all) => [...new Set(all.map((element) => element.localName))].sort().join());
  check(elements === 'a,bdi,button,div,h2,li,p,span', `elements among the results: ${elements}`);
  check(await page.evaluate(() => window.__ran) === 0, 'a name ran');
  // Whoever can write an address for others to follow can write no more than a question.
  for (const text of texts) {
    await page.goto(`${server.address}/en/search/?q=${encodeURIComponent(text)}`);
    check(await page.inputValue('#search-words') === text, `the question "${text}" is not in the box`);
  }
  await page.waitForTimeout(300);
  check(await page.evaluate(() => window.__ran) === 0, 'a question ran');
  check(strange.length === 0, strange.join('; '));
  check(server.seen.reports.length === 0, `wanted to run: ${server.seen.reports[0]?.body}`);
  await page.close();
  server.close();
}

async function main() {
  const server = await serveSite(site, true), {context, close} = await openBrowser({follows: true});
  try {
    await visit(context, server, 'en', [['gite', 'Gitea'], ['postgersql', 'PostgreSQL'], ['postgresql tencent', 'PostgreSQL']], 'zebra quartz');
    await visit(context, server, 'zh-CN', [['数据库', '数据库'], ['据库', '数据库'], ['clickhose', 'ClickHouse']], '龘龘龘');
    await visit(context, server, 'ar', [['خــادِم', 'خادم'], ['الهويه', 'الهوية'], ['keyclaok', 'Keycloak']], 'غغغغغ');
    await showMore(context, server);
    await loseIndex(context, server);
    await outliveIndex(context, server);
    await hostileNames(context);
    await withoutScript(server);
  } finally {
    server.close();
    await close();
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
