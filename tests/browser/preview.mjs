// preview.mjs: somebody edits a site while `onshelf preview` shows it in a real browser. The page follows without a reload, and keeps
// where its reader was; what is broken is shown with its place, and goes when it is mended.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(import.meta.url);
const {openBrowser, openPage} = require('./chromium.js');

const project = fileURLToPath(new URL('../../', import.meta.url));
const onshelf = process.env.ONSHELF || path.join(project, 'build/release/onshelf');
const listings = ['zabbix-jd', 'gitea-tencent', 'almalinux-jd'];

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

// ---- A site to edit: a part of the demo

const site = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-preview-'));
const inSite = (name) => path.join(site, name);
const read = (name) => fs.readFileSync(inSite(name), 'utf8');
const write = (name, text) => fs.writeFileSync(inSite(name), text);

// Replaces the one place; the file has to have it.
function edit(name, from, to) {
  const text = read(name);
  if (text.split(from).length !== 2) throw new Error(`${name} has not "${from}" once`);
  write(name, text.replace(from, () => to));
}

function makeSite() {
  for (const folder of ['site', 'content/sellers']) fs.cpSync(path.join(project, folder), inSite(folder), {recursive: true});
  for (const id of listings) fs.cpSync(path.join(project, 'content/listings', id), inSite(`content/listings/${id}`), {recursive: true});
  fs.rmSync(inSite('content/listings/gitea-tencent/draft'), {recursive: true, force: true});
}

// ---- The server

let server = null;

const startOne = () => spawn(onshelf, ['preview', site], {stdio: ['ignore', 'pipe', 'inherit']});

// The address that it prints.
function addressOf(one) {
  return new Promise((resolve, reject) => {
    let said = '';
    one.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said);
      if (address && said.includes('\n')) resolve(address[0]);
    });
    one.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

function start() {
  server = startOne();
  return addressOf(server);
}

function stop() {
  const ended = new Promise((resolve) => { server.removeAllListeners('exit').once('exit', resolve); });
  server.kill('SIGTERM');
  return ended;
}

// ---- What is looked at

const inPreview = (page, selector) => page.locator(`onshelf-preview ${selector}`);
const overlay = (page) => inPreview(page, '.overlay');
const toggle = (page) => inPreview(page, '[data-do="panel"]');
const isSeen = (locator, words) => locator.waitFor({timeout: 15000}).catch(() => check(false, words));
const isGone = (locator, words) => locator.waitFor({state: 'hidden', timeout: 15000}).catch(() => check(false, words));

// A reload would lose it.
const mark = (page) => page.evaluate(() => { window.marker = 'here since the beginning'; });
const isMarked = (page) => page.evaluate(() => window.marker === 'here since the beginning');

async function open(context, base, address, strange) {
  const page = await openPage(context, strange);
  await page.goto(base + address);
  await toggle(page).waitFor();
  await mark(page);
  return page;
}

// ---- The stories

async function editText(context, base) {
  const strange = [], page = await open(context, base, '/en/products/zabbix-jd/', strange);
  const text = page.locator('.prose', {hasText: 'Housekeeping removes history'});
  // Somebody reads: a language list is open, a link has the keyboard, a sentence is selected, and the page is scrolled; and a script has
  // put something of its own into the page.
  await page.evaluate(() => {
    document.querySelector('details.languages').open = true;
    const own = Object.assign(document.createElement('p'), {id: 'of-a-script', textContent: 'added'});
    document.querySelector('.detail-main').append(own);
    const sentence = [...document.querySelectorAll('.prose p')].find((p) => p.textContent.startsWith('Housekeeping')).firstChild;
    const range = document.createRange();
    range.setStart(sentence, 0);
    range.setEnd(sentence, 12);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.querySelector('.detail-aside a').focus({preventScroll: true});
    document.querySelector('.prose').kept = true;
    scrollTo({top: 700, behavior: 'instant'});
  });
  await page.waitForFunction(() => scrollY === 700);
  const seen = () => page.evaluate(() => ({
    scroll: scrollY, focus: document.activeElement.getAttribute('href'), isOpen: document.querySelector('details.languages').open,
    selected: getSelection().toString(), added: document.querySelectorAll('#of-a-script').length, kept: document.querySelector('.prose').kept,
  }));
  const before = await seen();
  edit('content/listings/zabbix-jd/details.en.md', 'after thirty days', 'after ninety days');
  await isSeen(text.filter({hasText: 'after ninety days'}), 'the edited text does not appear');
  check(JSON.stringify(await seen()) === JSON.stringify(before), `the reader's place: ${JSON.stringify(before)} became ${JSON.stringify(await seen())}`);

  // Many changes at once, the last of which is the one that counts.
  for (const days of ['eighty', 'seventy', 'sixty']) {
    const old = /after (\w+) days/.exec(read('content/listings/zabbix-jd/details.en.md'))[1];
    edit('content/listings/zabbix-jd/details.en.md', `after ${old} days`, `after ${days} days`);
    await page.waitForTimeout(40);
  }
  await isSeen(text.filter({hasText: 'after sixty days'}), 'the last of many changes does not appear');

  edit('content/listings/zabbix-jd/listing.json', 'Zabbix Monitoring Server', 'Zabbix Watchtower');
  await page.waitForFunction(() => document.title.startsWith('Zabbix Watchtower'), null, {timeout: 15000}).catch(() => check(false, 'the title stays'));
  check(await page.locator('h1').textContent() === 'Zabbix Watchtower', 'the heading stays');
  await isSeen(inPreview(page, '.result-title').filter({hasText: 'Zabbix Watchtower'}), 'the search result has the old name');
  check(await isMarked(page), 'the page was loaded again');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

// What nobody sees is not fetched; it is when somebody looks again.
async function lookAway(context, base) {
  const page = await open(context, base, '/en/products/gitea-tencent/', []);
  const hide = (is) => page.evaluate((is) => { Object.defineProperty(document, 'hidden', {value: is, configurable: true}); document.dispatchEvent(new Event('visibilitychange')); }, is);
  const version = () => page.evaluate(async () => (await (await fetch(`/-/onshelf/state?page=${encodeURIComponent(location.pathname)}`)).json()).version);
  const old = await version();
  await hide(true);
  edit('content/listings/gitea-tencent/listing.json', '"en": "Gitea Server"', '"en": "Gitea Forge"');
  for (let i = 0; i < 100 && await version() === old; ++i) await page.waitForTimeout(100);
  check(await version() !== old, 'the server does not see an edit');
  check(await page.locator('h1').textContent() === 'Gitea Server', 'a page that nobody sees was changed');
  await hide(false);
  await isSeen(page.locator('h1', {hasText: 'Gitea Forge'}), 'what changed meanwhile is not there when somebody looks again');
  await page.close();
}

// A picture has the same address before and after.
async function changePicture(context, base) {
  const strange = [], page = await open(context, base, '/en/products/almalinux-jd/', strange);
  const colours = () => page.locator('.detail-title img.icon').evaluate((picture) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 8;
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0, 8, 8);
    return context.getImageData(0, 0, 8, 8).data.join();
  });
  await isSeen(inPreview(page, '.on-list .card-name'), 'the card of the product list is not shown');
  const before = await colours();
  // The script knows the picture once it has read it.
  await page.waitForFunction(() => {
    const {pathname} = new URL(document.querySelector('.detail-title img.icon').currentSrc);
    return performance.getEntriesByType('resource').some(({initiatorType, name}) => initiatorType === 'fetch' && new URL(name).pathname === pathname);
  }, null, {timeout: 15000}).catch(() => check(false, 'the picture is not read'));
  fs.copyFileSync(path.join(project, 'content/listings/clickhouse-jd/icon.png'), inSite('content/listings/almalinux-jd/other.png'));
  edit('content/listings/almalinux-jd/listing.json', '"icon": "icon.jpg"', '"icon": "other.png"');
  for (let i = 0; i < 100 && await colours() === before; ++i) await page.waitForTimeout(100);
  check(await colours() !== before, 'the old picture is still shown');
  check(await isMarked(page), 'a picture loaded the page again');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function changeTheme(context, base) {
  const strange = [], page = await open(context, base, '/en/products/', strange);
  const sheets = () => page.evaluate(() => [...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute('href')).join());
  const before = await sheets();
  // Tells how often there was a picture without a style.
  await page.evaluate(() => {
    window.bare = 0;
    const look = () => { if (getComputedStyle(document.querySelector('.cards')).display !== 'grid') ++window.bare; requestAnimationFrame(look); };
    look();
  });
  edit('site/site.json', '"theme": "default"', '"theme": "compact"');
  await page.waitForFunction((old) => { const links = document.querySelectorAll('link[rel="stylesheet"]'); return links.length === 1 && links[0].getAttribute('href') !== old; }, before, {timeout: 15000})
    .catch(async () => check(false, `the stylesheet is ${await sheets()}`));
  check(await page.evaluate(() => window.bare) === 0, 'the page was seen without a style');
  edit('site/site.json', '"theme": "compact"', '"theme": "default"');
  await page.waitForFunction((old) => { const links = document.querySelectorAll('link[rel="stylesheet"]'); return links.length === 1 && links[0].getAttribute('href') === old; }, before, {timeout: 15000}).catch(() => check(false, 'the old theme does not come back'));
  check(await isMarked(page), 'another theme loaded the page again');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function breakAndMend(context, base) {
  const strange = [], page = await open(context, base, '/en/products/zabbix-jd/', strange);
  const file = 'content/listings/zabbix-jd/listing.json', sound = read(file);

  // No JSON at all.
  edit(file, '"delivery_type": "image",', '"delivery_type": "image"');
  await isSeen(overlay(page), 'no overlay for a broken record');
  const line = sound.slice(0, sound.indexOf('"delivery_type"')).split('\n').length + 1;
  const place = await overlay(page).locator('.place').first().textContent();
  check(new RegExp(`(^|/)${file}:${line}:\\d+$`).test(place), `the broken record is at ${place}, not in line ${line}`);
  check(await page.locator('h1').isVisible() && (await page.locator('h1').textContent()).startsWith('Zabbix'), 'the last sound page went away');
  check(/\S/.test(await inPreview(page, '[role="status"]').textContent()), 'nobody who hears the page is told');
  write(file, sound);
  await isGone(overlay(page), 'the overlay stays after mending');

  // A value that breaks a rule, in a line of wide characters: what is marked is the value itself.
  const wide = '"zh-CN": "面向混合机房的 Zabbix 7.0：代理程序、SNMP、代理服务器与模板，启动即可使用。"';
  edit(file, wide, '"zh-CN": "太短"');
  await isSeen(overlay(page), 'no overlay for a broken rule');
  const marked = (await overlay(page).locator('mark').allTextContents()).join();
  check(marked === '"太短"', `marked is ${marked}`);
  check(await overlay(page).locator('.measure dd').count() === 2, 'limit and measured value are not both shown');

  // It can be folded, and the page used meanwhile.
  await overlay(page).locator('.fold').focus();
  await page.keyboard.press('Enter');
  check(await overlay(page).locator('.findings').isHidden(), 'the overlay does not fold');
  await page.keyboard.press('Enter');
  check(await overlay(page).locator('.findings').isVisible(), 'the overlay does not unfold');
  await page.keyboard.press('Escape');
  check(await overlay(page).locator('.findings').isHidden(), 'Escape does not fold the overlay');
  await page.keyboard.press('Enter');
  write(file, sound);
  await isGone(overlay(page), 'the overlay stays after the rule is kept again');

  // What a record says is text, here too.
  const hostile = '<img src=x onerror=window.ran=1>';
  edit(file, '"en": "Zabbix 7.0 for mixed', `"en": "${hostile}Zabbix 7.0 for mixed`);
  await isSeen(overlay(page).locator('.excerpt', {hasText: hostile}).first(), 'the line with an element in it is not quoted');
  check(await page.locator('img[src="x"]').count() === 0 && await page.evaluate(() => window.ran === undefined), 'a text of the record became an element');
  write(file, sound);
  await isGone(overlay(page), 'the overlay stays without the element');

  // What belongs to the whole site.
  const messages = 'site/messages/en.json', words = read(messages);
  write(messages, words.replace('"page.search": "Search",', '"page.search": "Search"'));
  await isSeen(overlay(page).locator('.place', {hasText: messages}), 'no overlay for broken messages');
  write(messages, words);
  await isGone(overlay(page), 'the overlay stays after the messages are mended');
  check(await isMarked(page), 'breaking and mending loaded the page again');
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

async function draftAndRename(context, base) {
  const strange = [], page = await open(context, base, '/en/products/gitea-tencent/', strange);
  check(await inPreview(page, '.banner').count() === 0, 'a banner on what is published');
  const folder = inSite('content/listings/gitea-tencent');
  fs.mkdirSync(path.join(folder, 'draft'));
  fs.cpSync(path.join(project, 'content/listings/gitea-tencent'), path.join(folder, 'draft'), {recursive: true, filter: (name) => !name.endsWith('/draft')});
  await isSeen(inPreview(page, '.banner.draft'), 'no banner on a draft');
  fs.rmSync(path.join(folder, 'draft'), {recursive: true});
  await isGone(inPreview(page, '.banner.draft'), 'the banner stays without a draft');

  fs.renameSync(folder, inSite('gone'));
  await isSeen(inPreview(page, '.banner.gone'), 'nothing is said of a page that went');
  check((await page.locator('h1').textContent()).startsWith('Gitea'), 'the page went out of sight');
  fs.renameSync(inSite('gone'), folder);
  await isGone(inPreview(page, '.banner.gone'), 'a page that came back is said to be gone');
  check(await isMarked(page), 'renaming loaded the page again');
  await page.close();

  // The reverse: where there was nothing, a page comes.
  fs.renameSync(folder, inSite('gone'));
  const other = await openPage(context, []);
  await other.goto(`${base}/en/products/gitea-tencent/`);
  await other.locator('.simple-sign').waitFor();
  await toggle(other).waitFor();
  await mark(other);
  fs.renameSync(inSite('gone'), folder);
  await isSeen(other.locator('h1', {hasText: 'Gitea'}), 'a page that is new does not appear');
  check(await isMarked(other), 'a new page loaded the page again');
  check(strange.length === 0, strange.join('; '));
  await other.close();
}

async function readPanel(context, base) {
  const strange = [], page = await open(context, base, '/en/products/almalinux-jd/', strange);
  await page.setViewportSize({width: 1440, height: 900});
  await inPreview(page, '.panel.open').waitFor();
  const width = () => page.evaluate(() => document.documentElement.getBoundingClientRect().width);
  const beside = await width();
  check(beside < 1200, `the panel covers the page: ${beside}`);
  check(await inPreview(page, '.locales li').count() >= 3, 'the languages are not told');
  await isSeen(inPreview(page, '.on-list .card-name'), 'the card of the product list is not shown');
  await inPreview(page, '[data-do="show"][data-field="icon"]').click();
  check(await page.locator('img.icon[data-onshelf-shown]').count() === 1, 'a finding about the icon does not show the icon');
  await page.keyboard.press('Escape');

  // By keyboard alone: the last thing on the page is the panel, its button first.
  await toggle(page).focus();
  check(await toggle(page).getAttribute('aria-expanded') === 'true', 'an open panel says it is folded');
  await page.keyboard.press('Tab');
  check(await page.evaluate(() => document.querySelector('onshelf-preview').shadowRoot.activeElement?.closest('.panel-body') !== null), 'Tab does not go into the panel');
  await page.keyboard.press('Escape');
  await inPreview(page, '.panel.folded').waitFor();
  check(await page.evaluate(() => document.querySelector('onshelf-preview').shadowRoot.activeElement?.dataset.do) === 'panel', 'after Escape the keyboard is not at the button');
  await page.waitForFunction((old) => document.documentElement.getBoundingClientRect().width > old, beside);
  await page.reload();
  await toggle(page).waitFor();
  check(await toggle(page).getAttribute('aria-expanded') === 'false', 'a folded panel is open after a reload');
  await toggle(page).focus();
  await page.keyboard.press('Enter');

  // Another language, from the panel.
  await inPreview(page, '.locales a[href^="/ar/"]').click();
  await page.waitForURL('**/ar/products/almalinux-jd/');
  await inPreview(page, '.panel.open').waitFor();
  check(await inPreview(page, '.reading').getAttribute('dir') === 'rtl', 'the panel of an Arabic page runs from the left');
  check((await inPreview(page, '.panel').boundingBox()).x === 0, 'the panel of an Arabic page is at the right');
  check(!/[A-Z]/.test(await inPreview(page, '#panel-title').textContent()), 'the panel of an Arabic page is in English');

  await page.setViewportSize({width: 390, height: 844});
  await inPreview(page, '.panel.folded').waitFor();
  check(await page.evaluate(() => document.documentElement.scrollWidth <= 390), 'a phone has to scroll sideways');
  await toggle(page).click();
  await inPreview(page, '.panel.open').waitFor();
  await page.keyboard.press('Escape');
  await inPreview(page, '.panel.folded').waitFor();
  check(strange.length === 0, strange.join('; '));
  await page.close();
}

// Whatever a page was and becomes: what is on the screen is what was sent last, and what scripts added stays.
async function becomeAnything(context, base) {
  const page = await openPage(context, []);
  await page.goto(`${base}/en/`);
  const fault = await page.evaluate(async () => {
    const {Mirror} = await import('/-/onshelf/morph.js');
    let seed = 1;
    const below = (most) => { seed = Math.imul(seed, 1664525) + 1013904223 >>> 0; return Math.floor(seed / 2 ** 32 * most); };
    const words = ['one', 'two', 'three words here', '', 'five'];
    function grow(depth) {
      const element = document.createElement(['p', 'div', 'ul', 'li', 'details', 'section'][below(6)]);
      if (below(3) === 0) element.className = words[below(2)];
      if (below(8) === 0) element.id = words[below(2)];
      for (let i = below(depth ? 6 : 2); i > 0; --i) element.append(below(3) && depth ? grow(depth - 1) : words[below(words.length)]);
      return element;
    }
    function change(tree) {
      for (const node of [...tree.querySelectorAll('*')]) {
        const what = below(20);
        if (what === 0) node.remove();
        else if (what === 1) node.before(grow(1));
        else if (what === 2) node.setAttribute('title', words[below(5)]);
        else if (what === 3) node.append(words[below(5)]);
        else if (what === 4 && node.previousSibling) node.previousSibling.before(node);
        else if (what === 5) node.textContent = words[below(5)];
      }
    }
    const root = () => { const tree = document.createElement('div'); for (let i = 0; i < 6; ++i) tree.append(grow(3)); return tree; };
    for (let round = 0; round < 150; ++round) {
      let sent = root();
      const live = sent.cloneNode(true), mirror = new Mirror(live, sent.cloneNode(true));
      const added = document.createElement('output');
      live.insertBefore(added, live.childNodes[below(6)]);
      for (let step = 0; step < 5; ++step) {
        const next = below(6) ? sent.cloneNode(true) : root();
        change(next);
        mirror.update(next);
        const bare = live.cloneNode(true);
        bare.querySelector('output')?.remove();
        if (!bare.isEqualNode(next)) return `round ${round}, step ${step}: ${bare.outerHTML} instead of ${next.outerHTML}`;
        if (!live.contains(added)) return `round ${round}, step ${step}: what a script added is gone`;
        sent = next;
      }
    }
    return '';
  });
  check(fault === '', fault.slice(0, 2000));
  await page.close();
}

// The server goes and comes: the page says so, and what to do; when its new address was opened somewhere, it catches up.
async function loseServer(context, base) {
  const page = await open(context, base, '/ja/products/almalinux-jd/', []);
  await inPreview(page, '.line.on').waitFor();
  const banner = inPreview(page, '.banner.gone');
  const words = JSON.parse(read('site/messages/ja.json'));
  await stop();
  await isSeen(banner.filter({hasText: words['preview.ended_hint']}), 'that the preview has ended is not told');
  check(await inPreview(page, '.line.off').count() === 1, 'the line to a server that ended is on');
  check(await isMarked(page) && await page.locator('h1').isVisible(), 'the page went with the server');

  const address = await start();
  check(new URL(address).origin === base, `the same folder has another port: ${address} instead of ${base}`);
  const second = startOne();
  check(new URL(await addressOf(second)).origin !== base, 'two previews of a folder have one port');
  second.removeAllListeners('exit').kill('SIGTERM');
  await isSeen(banner.filter({hasText: words['preview.restarted_hint']}), 'that the preview has another address is not told');
  edit('content/listings/almalinux-jd/listing.json', '"en": "AlmaLinux', '"en": "The AlmaLinux');
  const other = await context.newPage();
  await other.goto(address);
  await other.close();
  await isGone(banner, 'the banner stays when the server is back');
  await inPreview(page, '.line.on').waitFor();
  await page.goto(`${base}/en/products/almalinux-jd/`);
  await isSeen(page.locator('h1', {hasText: 'The AlmaLinux'}), 'what was edited meanwhile is not there');
  await page.close();
}

async function main() {
  makeSite();
  const address = new URL(await start());
  const {context, close} = await openBrowser({follows: true, viewport: {width: 1440, height: 900}});
  try {
    const first = await context.newPage();
    await first.goto(address.href);  // the token becomes a cookie
    await first.close();
    await editText(context, address.origin);
    await lookAway(context, address.origin);
    await changePicture(context, address.origin);
    await changeTheme(context, address.origin);
    await breakAndMend(context, address.origin);
    await draftAndRename(context, address.origin);
    await readPanel(context, address.origin);
    await becomeAnything(context, address.origin);
    await loseServer(context, address.origin);
  } finally {
    if (server.exitCode === null && server.signalCode === null) await stop();
    await close();
    fs.rmSync(site, {recursive: true, force: true});
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
