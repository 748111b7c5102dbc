// compare.js SITE: lists and the page for comparing of a built site in a real browser: somebody opens a facet, sorts, chooses four products,
// is refused a fifth, reads them side by side in several languages, and loses one that is gone. Hostile names stay text. Both themes.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path');
const {spawnSync} = require('child_process');
const {openBrowser, openPage} = require('./chromium.js');
const {serveSite} = require('./page_server.js');
const {Site} = require('./hostile_site.js');

const site = path.resolve(process.argv[2]);
let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };
const status = (page) => page.locator('.compare-status').textContent();
const columns = (page) => page.locator('.compare-scroll thead th a').allTextContents();
const chosen = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('onshelf-compare /') ?? '[]'));
const choose = (page, slugs) => page.evaluate((list) => localStorage.setItem('onshelf-compare /', JSON.stringify(list)), slugs);
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function browseFacets(context, server) {
  const strange = [], page = await openPage(context, strange);
  await page.goto(`${server.address}/en/products/`);
  const group = page.locator('.side-group').last();
  check(await group.locator('a').first().isHidden(), 'the groups are not folded');
  await group.locator('summary').focus();
  await page.keyboard.press('Enter');
  const link = group.locator('a').first(), words = (await link.locator('bdi').textContent()).trim(), count = Number(await link.locator('.count').textContent());
  await link.click();
  await page.waitForURL('**/en/tags/**');
  check((await page.locator('h1').textContent()).includes(words), `the list of "${words}" has another heading`);
  check(await page.locator('main .card').count() === Math.min(count, 12), `"${words}": ${count} were promised`);
  check(await page.locator('.side-group[open] a[aria-current="true"]').isVisible(), 'the current value is not marked, or folded away');
  // A value of a product's page leads to its list, where the product is.
  await page.locator('main .card-name a').first().click();
  await page.locator('.facts dd a[href*="/os/"], .facts dd a[href*="/regions/"], .tags a').first().click();
  check(/\/en\/(os|regions|tags)\//.test(page.url()), `a value leads to ${page.url()}`);
  await page.goto(`${server.address}/en/products/`);
  await page.locator('.sorts a').nth(1).click();
  await page.waitForURL('**/en/products/sort/newest/');
  check(await page.locator('.sorts a[aria-current="true"]').count() === 1, 'the order is not marked');
  await page.setViewportSize({width: 320, height: 700});
  check(await tooWide(page) <= 0, 'a list is too wide for a phone');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function compareFour(context, server) {
  const strange = [], page = await openPage(context, strange);
  await page.goto(`${server.address}/en/products/`);
  const buttons = page.locator('.card .compare-choose');
  await buttons.first().waitFor();
  check(await buttons.count() === await page.locator('.card').count(), 'a card has no button');
  check(await page.locator('.compare-bar').isHidden(), 'the bar is there before anything is chosen');
  const names = (await page.locator('.card-name a').allTextContents()).slice(0, 4);
  await buttons.nth(0).click();
  check(page.url() === `${server.address}/en/products/`, 'the button is under the link of its card');
  await buttons.nth(1).focus();
  await page.keyboard.press('Space');
  await buttons.nth(2).click();
  await buttons.nth(3).click();
  const full = await page.locator('.compare-bar').getAttribute('data-full');
  check(await status(page) !== full && (await status(page)).includes('4'), `four are chosen, and told is "${await status(page)}"`);
  await buttons.nth(4).click();
  check(await status(page) === full, 'a fifth is not refused in words');
  check(await page.locator('.compare-choose[aria-pressed="true"]').count() === 4, 'a fifth is chosen');
  check(await page.locator('.compare-status').getAttribute('role') === 'status', 'changes are not announced');
  await page.reload();
  await page.locator('.compare-choose[aria-pressed="true"]').nth(3).waitFor();
  await page.click('.compare-bar a');
  await page.waitForURL('**/en/compare/');
  await page.locator('.compare-scroll thead th').nth(3).waitFor();
  check((await columns(page)).join() === names.join(), `side by side are ${await columns(page)}, chosen were ${names}`);
  await sayWhatPagesSay(page, server);
  check(await page.locator('.compare-need').isHidden(), 'it says that it needs a script, and has one');
  // The choice stays, whatever the language.
  for (const locale of ['zh-CN', 'ar']) {
    await page.locator('.languages summary').click();
    await page.locator(`.languages a[hreflang="${locale}"]`).click();
    await page.waitForURL(`**/${locale}/compare/`);
    await page.locator('.compare-scroll thead th').nth(3).waitFor();
    check((await columns(page)).length === 4, `${locale}: ${await columns(page)}`);
    await stayInSight(page, locale);
  }
  await page.goto(`${server.address}/en/compare/`);
  await page.locator('.compare-remove').nth(3).waitFor();
  await page.locator('.compare-remove').nth(1).press('Enter');
  await page.locator('.compare-remove').nth(3).waitFor({state: 'detached'});
  check((await columns(page)).join() === [names[0], names[2], names[3]].join(), `left are ${await columns(page)}`);
  check(await page.evaluate(() => [...document.querySelectorAll('.compare-remove')].indexOf(document.activeElement)) === 1, 'the keyboard is lost');
  await page.click('.compare-clear');
  await page.waitForFunction(() => document.querySelector('.compare-status').textContent === document.querySelector('.compare-table').dataset.nothing);
  check((await chosen(page)).length === 0, 'something is still chosen');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

// Each column against the product's own page.
async function sayWhatPagesSay(page, server) {
  const hrefs = await page.locator('.compare-scroll thead th a').evaluateAll((links) => links.map((link) => link.pathname));
  const table = await page.locator('.compare-scroll tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  check(table.length > 6, `only ${table.length} rows`);
  for (const [i, href] of hrefs.entries()) {
    const own = await page.context().newPage();
    await own.goto(server.address + href);
    const facts = await own.locator('.facts > div').evaluateAll((all) => all.map((fact) => [fact.querySelector('dt').textContent.trim(), [...fact.querySelectorAll('dd')].map((dd) => dd.textContent.trim()).join('')]));
    for (const [label, value] of facts) {
      const row = table.find(([first]) => first === label);
      check(row && row[i + 1].includes(value.replace(/\s+/g, ' ')), `${href}: "${label}" is "${row?.[i + 1]}", its page says "${value}"`);
    }
    const seller = (await own.locator('.seller-name').textContent()).trim();
    check(table.some((row) => row[i + 1] === seller), `${href}: nobody sells it`);
    await own.close();
  }
}

// On a narrow screen the table moves in its own frame, and the first column not at all.
async function stayInSight(page, locale) {
  await page.setViewportSize({width: 320, height: 700});
  check(await tooWide(page) <= 0, `${locale}: the page is too wide for a phone`);
  const place = () => page.locator('.compare-scroll tbody th').first().evaluate((cell) => Math.round(cell.getBoundingClientRect().left));
  const before = await place();
  const moved = await page.locator('.compare-scroll').evaluate((box) => { box.scrollLeft = document.dir === 'rtl' ? -150 : 150; return Math.abs(box.scrollLeft); });
  check(moved > 100, `${locale}: the table does not move`);
  check(Math.abs(await place() - before) <= 1, `${locale}: the first column moves`);
  check(await page.locator('.compare-scroll').getAttribute('tabindex') === '0', `${locale}: the keyboard cannot move the table`);
  await page.setViewportSize({width: 900, height: 700});
}

async function loseProducts(context, server) {
  const strange = [], page = await openPage(context, strange), asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.address}/en/products/`);
  const slug = (await page.locator('.card-name a').first().getAttribute('href')).split('/')[3];
  await choose(page, [slug, 'gone-for-good', '../../evil', '<img src=x>', 7, null, `/${slug}`, 'a'.repeat(200)]);
  asked.length = 0;
  await page.goto(`${server.address}/en/compare/`);
  await page.locator('.compare-scroll thead th').waitFor();
  check((await status(page)).includes(await page.locator('.compare-table').getAttribute('data-gone')), 'nobody is told that a product is gone');
  check((await chosen(page)).join() === slug, `left are ${await chosen(page)}`);
  const strangers = asked.filter((name) => !/^\/(en\/(compare|products\/[a-z0-9-]+)\/|assets\/.*|media\/.*|favicon.ico)$/.test(name));
  check(strangers.length === 0, `asked for ${strangers}`);
  // What cannot be reached is not gone.
  await page.route(`**/products/${slug}/`, (route) => route.abort());
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.compare-status').textContent.includes(document.querySelector('.compare-table').dataset.failed));
  check((await chosen(page)).join() === slug, 'a product is dropped because the network is');
  // Nor is anything made of what is no list.
  await page.evaluate(() => localStorage.setItem('onshelf-compare /', '{"__proto__":'));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.compare-status').textContent === document.querySelector('.compare-table').dataset.nothing);
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function withoutScript(server) {
  const {context, close} = await openBrowser({follows: true, javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto(`${server.address}/en/compare/`);
  check(await page.locator('.compare-need').isVisible() && await page.locator('.compare-browse a').isVisible(), 'without a script nothing is said');
  check(await page.locator('.compare-table').isHidden(), 'without a script a table is shown');
  await page.goto(`${server.address}/en/products/`);
  check(await page.locator('.compare-choose, .compare-bar:visible').count() === 0, 'without a script there are buttons');
  await close();
}

async function hostileNames(context, theme) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-compare-'));
  process.on('exit', () => fs.rmSync(folder, {recursive: true, force: true}));
  const texts = ['<img src=x onerror=__hit()>', '<script>__hit()</script>', '"><svg onload=__hit()>', '{{constructor.constructor("__hit()")()}}'];
  const hostile = new Site(folder, 24);
  texts.forEach((text, i) => hostile.listing(`listing-${i}`, {name: {en: `needle ${text}`}, summary: {en: text}, pricing: {model: 'text', text: {en: text}}, tags: {en: [text, 'shared', ...texts]}, operating_system: {name: text, version: '1'}, parameters: [{name: {en: text}, value: text}]}));
  hostile.finish();
  const settings = path.join(folder, 'site/site.json');
  fs.writeFileSync(settings, JSON.stringify({...JSON.parse(fs.readFileSync(settings, 'utf8')), theme}));
  const built = spawnSync(process.env.ONSHELF, ['build', folder, '--now', '2026-11-20T08:00:00Z'], {encoding: 'utf8'});
  if (built.status === null || built.status > 1) throw new Error(built.stderr);
  const server = await serveSite(path.join(folder, 'public'), false), strange = [];
  const page = await openPage(context, strange);
  await page.addInitScript(() => { window.__ran = 0; window.__hit = () => { ++window.__ran; }; });
  await page.goto(`${server.address}/en/products/`);
  const buttons = page.locator('.card .compare-choose');
  await buttons.nth(3).waitFor();
  for (const width of [1440, 700, 320]) {
    await page.setViewportSize({width, height: 800});
    check(await tooWide(page) <= 0, `${theme}: cards with buttons are too wide for ${width} pixels`);
    const inside = await buttons.first().evaluate((button) => {
      const own = button.getBoundingClientRect(), card = button.closest('.card').getBoundingClientRect(), name = button.closest('.card').querySelector('.card-name').getBoundingClientRect();
      const apart = own.left >= name.right || own.right <= name.left || own.top >= name.bottom || own.bottom <= name.top;
      return apart && own.left >= card.left && own.right <= card.right && own.top >= card.top && own.bottom <= card.bottom && own.height >= 24;
    });
    check(inside, `${theme}, ${width} pixels: the button is not in its card, too small, or over the name`);
  }
  for (let i = 0; i < 4; ++i) await buttons.nth(i).click();
  await page.goto(`${server.address}/en/compare/`);
  await page.locator('.compare-scroll thead th').nth(3).waitFor();
  await page.waitForTimeout(200);
  const seen = await columns(page);
  for (const text of texts) check(seen.includes(`needle ${text}`), `${theme}: "${text}" is not shown as it was written: ${seen}`);
  const elements = await page.locator('.compare-table *').evaluateAll((all) => [...new Set(all.map((element) => element.localName))].sort().join());
  check(elements === 'a,bdi,button,div,li,span,table,tbody,td,th,thead,tr,ul', `${theme}: elements of the comparison: ${elements}`);
  for (const name of fs.readdirSync(path.join(folder, 'public/en/tags'))) {
    await page.goto(`${server.address}/en/tags/${name}/`);
    check(await page.locator('h1').count() === 1, `${theme}: the list ${name}`);
  }
  check(await page.evaluate(() => window.__ran) === 0, 'a name ran');
  check(strange.length === 0, strange.join('; '));
  check(server.seen.reports.length === 0, `wanted to run: ${server.seen.reports[0]?.body}`);
  await page.close();
  server.close();
}

async function main() {
  const server = await serveSite(site, true), {context, close} = await openBrowser({follows: true});
  try {
    await browseFacets(context, server);
    await compareFour(context, server);
    await loseProducts(context, server);
    for (const theme of ['default', 'compact']) await hostileNames(context, theme);
    await withoutScript(server);
  } finally {
    server.close();
    await close();
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
