// preview_states.mjs: what a listing would be as published, as draft and as unlisted; what an edit in draft/ changes and what of it would be
// refused; and the way from the page to the record. Somebody looks at `onshelf preview` in a real browser meanwhile.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {check, project, site, tell} from './preview_stories.mjs';

const {openPage} = createRequire(import.meta.url)('./chromium.js');

// ---- A site: a part of the demo. gitea-tencent has an edit with another summary and another price.

const inListings = (name) => path.join(site, 'content/listings', name);
const inDemo = (name) => path.join(project, 'content/listings', name);

function edit(name, from, to) {
  const text = fs.readFileSync(inListings(name), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${name} has not "${from}" once`);
  fs.writeFileSync(inListings(name), text.replace(from, () => to));
}

function makeSite() {
  for (const folder of ['site', 'content/sellers']) fs.cpSync(path.join(project, folder), path.join(site, folder), {recursive: true});
  for (const id of ['zabbix-jd', 'gitea-tencent', 'gitea-alibaba']) fs.cpSync(inDemo(id), inListings(id), {recursive: true});
  fs.copyFileSync(inDemo('clickhouse-jd/icon.png'), inListings('gitea-tencent/draft/other.png'));
  edit('gitea-tencent/draft/listing.json', '"icon": "icon.png"', '"icon": "other.png"');
  // Released versions stay as they are.
  fs.cpSync(inDemo('gitea-alibaba'), inListings('gitea-alibaba/draft'), {recursive: true});
  edit('gitea-alibaba/draft/listing.json', '"number": "V1.9"', '"number": "V1.12"');
  edit('gitea-alibaba/draft/listing.json', 'The runner now works without root.', 'The runner <b>never</b> works without root.');
}

// ---- What is looked at

const inPreview = (page, selector) => page.locator(`onshelf-preview ${selector}`);
const part = (page, title) => inPreview(page, '.part').filter({has: page.locator('h3', {hasText: title})});
const choice = (page, name) => inPreview(page, '[data-do="see"]').filter({hasText: name});
const isSeen = (locator, words) => locator.first().waitFor({timeout: 15000}).catch(() => check(false, words));
const lead = (page, text) => page.locator('.detail-lead', {hasText: text});
const focused = (page) => page.evaluate(() => document.querySelector('onshelf-preview').shadowRoot.activeElement?.textContent ?? '');

async function open(context, address, strange = []) {
  const page = await openPage(context, strange);
  await page.goto(address);
  await inPreview(page, '[data-do="panel"]').waitFor();
  await page.evaluate(() => { window.marker = 'here since the beginning'; });
  return page;
}

// ---- The stories

async function seeAs(context, base) {
  const strange = [], page = await open(context, `${base}/en/products/gitea-tencent/`, strange);
  await isSeen(lead(page, 'DRAFT-MARKER'), 'the draft is not shown');
  check(await choice(page, 'Draft').getAttribute('aria-current') === 'true', 'nothing says that it is the draft');
  await page.evaluate(() => scrollTo({top: 400, behavior: 'instant'}));
  const pictures = () => page.locator('.detail-title img.icon').evaluate((picture) => picture.currentSrc);

  await choice(page, 'Published').click();
  await isSeen(lead(page, /^A compact forge/), 'the approved text is not shown as published');
  check(new URL(page.url()).search === '?preview=published', `the choice is not in the address: ${page.url()}`);
  // (Its text is shorter above, and the browser keeps what is read where it is.)
  check(await page.evaluate(() => scrollY) > 300, 'the choice moves the page');
  check(await page.evaluate(() => window.marker) === 'here since the beginning', 'the choice loaded the page again');
  await isSeen(inPreview(page, '.banner.other'), 'nothing is said of another state');
  check(await choice(page, 'Published').getAttribute('aria-current') === 'true', 'nothing says that it is what is published');
  await page.waitForFunction(() => new URL(document.querySelector('.detail-title img.icon').currentSrc).searchParams.get('preview') === 'published', null, {timeout: 15000})
    .catch(async () => check(false, `the picture is the draft's: ${await pictures()}`));

  // It follows what is saved, the edit's own files too, without showing them.
  edit('gitea-tencent/listing.json', '"en": "A compact forge for small teams', '"en": "A tidy forge for small teams');
  await isSeen(lead(page, /^A tidy forge/), 'what is published does not follow the record');

  await choice(page, 'Unlisted').click();
  await isSeen(lead(page, 'DRAFT-MARKER'), 'the draft is not shown as unlisted');
  check(/noindex/.test(await page.locator('meta[name="robots"]').getAttribute('content')), 'an unlisted page may be indexed');
  check(/^\/en\/u\/[0-9a-f]{32}\/$/.test(await inPreview(page, '.part .measure .place').first().textContent()), 'the address of an unlisted page is not told');
  check(await page.evaluate(() => scrollY) > 250, 'the choice moves the page, which has other scripts then');
  // (The page is loaded again for that.) The keyboard stays where it was, in a panel that is as it was.
  await page.waitForFunction(() => document.querySelector('onshelf-preview')?.shadowRoot.activeElement?.textContent === 'Unlisted', null, {timeout: 15000})
    .catch(() => check(false, 'the keyboard is not at the choice any more'));
  await page.goBack();
  await isSeen(lead(page, /^A tidy forge/), 'going back does not go back');
  await page.setViewportSize({width: 390, height: 844});
  await inPreview(page, '.panel.folded').waitFor();
  await inPreview(page, '[data-do="panel"]').click();
  await choice(page, 'Unlisted').press('Enter');
  await isSeen(lead(page, 'DRAFT-MARKER'), 'the draft is not shown as unlisted on a phone');
  await isSeen(inPreview(page, '.panel.open [data-do="see"]:focus').filter({hasText: 'Unlisted'}), 'on a phone the panel is folded over the choice');
  await page.setViewportSize({width: 1440, height: 900});
  await choice(page, 'Published').click();
  await isSeen(lead(page, /^A tidy forge/), 'what is published is not shown again');

  // The same listing in another language is seen as the same, another page as always.
  await page.locator('details.languages summary').click();
  await page.locator('.languages a[hreflang="ar"]').click();
  await page.waitForURL('**/ar/products/gitea-tencent/?preview=published');
  // (The panel moves what stands beside it.)
  await isSeen(inPreview(page, '.panel.open'), 'no panel beside the page in another language');
  await page.locator('.crumbs a').first().click();
  await page.waitForURL('**/ar/');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function notPublished(context, base) {
  const record = 'zabbix-jd/listing.json';
  edit(record, '"status": "审核通过"', '"status": "审核中"');
  const page = await open(context, `${base}/en/products/zabbix-jd/`);
  await isSeen(inPreview(page, '.banner.draft'), 'a record that is not approved is not shown as draft');
  await choice(page, 'Published').click();
  await isSeen(page.locator('.simple-sign'), 'what is not approved has a page as published');
  await isSeen(inPreview(page, '.no-page').filter({hasText: 'no page of this listing. Its status is not one that may be published.'}), 'the reason is not told');
  edit(record, '"status": "审核中"', '"status": "审核通过"');
  await isSeen(page.locator('h1', {hasText: 'Zabbix'}), 'what is approved has no page');
  await page.close();
}

async function broken(context, base) {
  const record = 'zabbix-jd/listing.json', sound = fs.readFileSync(inListings(record), 'utf8');
  const page = await open(context, `${base}/en/products/zabbix-jd/`);
  const fate = inPreview(page, '.fate'), shares = () => inPreview(page, '.locales .share').allTextContents();
  const known = await shares();
  check(known.length === 5 && known[0] === '9/9', `not how much is said in each language: ${known}`);
  // What can be read of a record with an error is told.
  edit(record, '"category": "', '"category": "no-');
  await isSeen(fate.filter({hasText: 'unknown category'}), 'why it will not be published is not told');
  check(/Will not be published.*mended first: 1/.test(await fate.textContent()) && /listing\.json:\d+:\d+/.test(await fate.textContent()), 'the errors are not counted, or the place of the first is not told');
  check(`${await shares()}` === `${known}`, `of a record with an error, not how much is said in each language: ${await shares()}`);
  fs.writeFileSync(inListings(record), sound.slice(0, 300));
  await isSeen(fate.filter({hasText: /not closed|end of|ends/}), 'what is wrong with half a record is not told');
  check(`${await shares()}` === `${known}`, `of half a record, not what is known of its page: ${await shares()}`);
  fs.writeFileSync(inListings(record), sound);
  await isSeen(fate.filter({hasText: 'Its status may be published and nothing hides it.'}), 'mended, the errors are still the reason');
  await page.close();

  // Of what could never be shown, nothing.
  fs.mkdirSync(inListings('half'));
  fs.writeFileSync(inListings('half/listing.json'), '{');
  const other = await open(context, `${base}/en/products/half/`);
  await isSeen(inPreview(other, '.because'), 'a record that was never sound has no reason');
  check(await inPreview(other, '.locales > li').count() === 5 && await inPreview(other, '.share').count() === 0, 'of what nobody can read, it is told how much is said');
  fs.rmSync(inListings('half'), {recursive: true});
  await other.close();
}

async function compare(context, base) {
  const strange = [], page = await open(context, `${base}/en/products/gitea-tencent/`, strange);
  await isSeen(inPreview(page, '.banner.draft').filter({hasText: 'This edit is not published. The edit waits for approval; the approved version stays public.'}), 'nothing says that only the edit is not published');
  const changes = part(page, 'Changes in the draft');
  await isSeen(changes, 'the changes are not shown');
  const field = (name) => changes.locator('.field').filter({has: page.locator('h4', {hasText: name})});
  check(/DRAFT-MARKER/.test(await field('Summary').locator('ins').first().textContent()), 'a new word is not marked');
  check(/Removed: 59\.00/.test(await field('Price').locator('del').first().textContent()), 'an old price is not marked, in words too');
  check(/Added: 64\.00/.test(await field('Price').locator('ins').first().textContent()), 'a new price is not marked, in words too');
  check(await field('Summary').locator('.diff[lang="ar"][dir="rtl"]').count() === 1, 'another language is not compared in its own direction');
  await page.waitForFunction(() => [...document.querySelector('onshelf-preview').shadowRoot.querySelectorAll('.pair img')].filter((picture) => picture.naturalWidth > 0).length === 2, null, {timeout: 15000})
    .catch(() => check(false, 'the two icons are not side by side'));
  check((await changes.locator('figcaption').allTextContents()).every((text) => /390 × 260/.test(text) && /kB/.test(text)), 'sizes of the icons are not told');
  check(!/(REVIEW|SECRET|INTERNAL)-MARKER/.test(await inPreview(page, '.panel').textContent()), 'the panel shows what is not public');
  check(strange.length === 0, strange.join('; '));
  await page.close();

  const other = await open(context, `${base}/en/products/gitea-alibaba/`);
  const refused = part(other, 'What may not change any more');
  check(await inPreview(other, '.overlay .finding').count() === 2 && /What may not change/.test(await inPreview(other, '.overlay-head').textContent()), 'what is refused does not lie over the page');
  await isSeen(refused.locator('.finding'), 'nothing is refused');
  for (const rule of ['ALI-06', 'ALI-07']) await isSeen(refused.locator('.where', {hasText: rule}), `${rule} is not among what is refused`);
  check(/never/.test(await refused.locator('ins').last().textContent()) && await refused.locator('b').count() === 0, 'a refused change is not shown as text');
  check(await refused.locator('.hint', {hasText: 'put back'}).count() === 2 && await refused.locator('.source').count() === 2, 'what to do, and by whose rule, is not told');
  // Put back, nothing is refused.
  fs.copyFileSync(inDemo('gitea-alibaba/listing.json'), inListings('gitea-alibaba/draft/listing.json'));
  await isSeen(refused.locator('.sound'), 'what was put back is still refused');
  check(await inPreview(other, '.overlay').count() === 0, 'what was put back still lies over the page');
  await isSeen(part(other, 'Changes in the draft').locator('.sound'), 'an edit that changes nothing has changes');
  await other.close();
}

async function pick(context, base) {
  const strange = [], page = await open(context, `${base}/en/products/gitea-tencent/`, strange);
  const reached = await page.locator('main [tabindex="0"]').count();
  const button = inPreview(page, '.pick'), row = (key) => inPreview(page, `.record-field[data-key="${key}|"]`);
  await button.click();
  check(await button.getAttribute('aria-pressed') === 'true', 'the button does not say that somebody picks');
  await page.hover('.tags a, .tags bdi');
  check(await page.locator('.tags[data-onshelf-marked]').count() === 1, 'what is under the pointer is not marked');
  await page.locator('.crumbs a').first().hover();
  await page.locator('.crumbs a').first().click();
  check(new URL(page.url()).pathname === '/en/products/gitea-tencent/', 'a link is followed while somebody picks');
  await isSeen(row('category').and(inPreview(page, '[open]')), 'a click does not unfold its field');
  check(/developer-tools/.test(await row('category').textContent()) && /draft\/listing\.json:6:\d+/.test(await row('category').textContent()) && /\/category/.test(await row('category').textContent()),
    'a field is not told with value and place');

  // By keyboard, to the summary and back to the page.
  await button.focus();
  await page.keyboard.press('Enter');
  check(await page.evaluate(() => document.activeElement.matches('.crumbs[data-onshelf-marked]')), 'the keyboard does not begin at the first field of the page');
  for (let i = 0; i < 12 && !await page.evaluate(() => document.activeElement.matches('.detail-lead')); ++i) await page.keyboard.press('Tab');
  check(await page.locator('.detail-lead[data-onshelf-marked]').count() === 1, 'what has the keyboard is not marked');
  await page.keyboard.press('Enter');
  await isSeen(row('summary').and(inPreview(page, '[open]')), 'Enter does not unfold its field');
  check(/Summary/.test(await focused(page)), 'the keyboard does not follow to the field');
  check(/140/.test(await row('summary').textContent()), 'the limit is not told');
  await row('summary').locator('[data-do="show-field"]').click();
  check(await page.locator('.detail-lead[data-onshelf-shown]').count() === 1, 'a field is not shown on the page');
  await page.keyboard.press('Escape');

  await button.click();
  await page.keyboard.press('Escape');
  check(await button.getAttribute('aria-pressed') === 'false', 'Escape does not end it');
  check(/Pick/.test(await focused(page)), 'after Escape the keyboard is not where it began');
  check(await page.locator('main [tabindex="0"]').count() === reached && await page.locator('[data-onshelf-marked], [data-onshelf-picking]').count() === 0, 'something of it stays on the page');
  await page.locator('.crumbs a').first().click();
  await page.waitForURL('**/en/');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function borrowed(context, base) {
  const page = await open(context, `${base}/ar/products/gitea-tencent/`);
  await isSeen(page.locator('.prose[data-onshelf-borrowed]'), 'a text in another language is not marked');
  check(/الإنجليزية/.test(await page.locator('.prose[data-onshelf-borrowed]').first().getAttribute('title')), 'the other language is not told');
  check(await page.locator('.detail-lead[data-onshelf-borrowed]').count() === 0, 'a text of its own is marked as borrowed');
  const plain = page.locator('#specifications [lang]', {hasText: 'act_runner'});
  check(await plain.count() > 0 && await plain.and(page.locator('[data-onshelf-borrowed]')).count() === 0, 'a list that names no language is marked as borrowed');
  const row = inPreview(page, '.locales > li').filter({has: page.locator('[aria-current="page"]')});
  check(await row.locator('.borrowed li').count() > 5 && !/البرمجيات المضمّنة/.test(await row.locator('.borrowed').textContent()), 'the panel does not list the texts in another language, and no others');
  await inPreview(page, '[data-do="panel"]').click();
  check(await page.locator('[data-onshelf-borrowed]').count() === 0, 'texts stay marked without the panel');

  await page.setViewportSize({width: 390, height: 844});
  await inPreview(page, '.panel.folded').waitFor();
  await inPreview(page, '[data-do="panel"]').click();
  check(await page.evaluate(() => document.documentElement.scrollWidth <= 390), 'a phone has to scroll sideways');
  await inPreview(page, '.pick').click();
  await isSeen(inPreview(page, '.picking'), 'nobody is told how to pick');
  await page.locator('h1').click();
  await isSeen(inPreview(page, '.panel.open .record-field[open]'), 'a tap does not unfold its field');
  await page.close();
}

makeSite();
await tell([seeAs, notPublished, broken, compare, pick, borrowed], {
  options: ['--now', '2026-11-20T08:00:00Z'],
  started: (preview) => check(/0 have errors\n2 errors: content\/listings\/gitea-alibaba\/draft\/listing.json:\d+:\d+: /.test(preview.errors()), `the terminal is not told what is refused: ${preview.errors()}`),
});
