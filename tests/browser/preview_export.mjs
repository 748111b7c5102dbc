// preview_export.mjs: exported listings as a reviewer opens them, from a disk and without a network. Nothing is asked for, each language is
// there by the keyboard alone, the first also where no script may run; hostile texts stay texts, with the walls around them and without.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const require = createRequire(import.meta.url);
const {openBrowser} = require('./chromium.js');
const hostile = require('./hostile_site.js');
const {payloads} = require('./payloads');
const axe = require('axe-core');

const project = fileURLToPath(new URL('../../', import.meta.url));
const onshelf = process.env.ONSHELF || path.join(project, 'build/release/onshelf');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-export-'));

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

function exportListing(site, id, expected = 0) {
  const file = path.join(work, `${id}.html`);
  const {status, stderr} = spawnSync(onshelf, ['preview', site, '--listing', id, '--export', file, '--now', '2026-11-20T08:00:00Z'], {encoding: 'utf8'});
  if (status !== expected) throw new Error(`${id} was not exported: ${status} ${stderr}`);
  return file;
}

// A page with that file. `seen` gets what it asks for beside itself, what it opens, and what runs in it that nobody wrote for it.
async function open(context, file) {
  const page = await context.newPage(), seen = [], own = pathToFileURL(file).href;
  // (What the policy stops is told as a request that failed before it was sent.)
  const isOutside = (request) => request.url() !== own && !request.url().startsWith('data:');
  page.on('requestfinished', (request) => { if (isOutside(request)) seen.push(`a request: ${request.url().slice(0, 100)}`); });
  page.on('requestfailed', (request) => { if (isOutside(request) && request.failure().errorText !== 'csp') seen.push(`a request: ${request.url().slice(0, 100)}`); });
  page.on('dialog', (dialog) => { seen.push(`a dialog: ${dialog.type()}`); dialog.dismiss().catch(() => {}); });
  page.on('popup', () => seen.push('a window'));
  page.on('download', () => seen.push('a download'));
  page.on('console', (message) => { if (message.text().startsWith('ran: ')) seen.push(message.text()); });
  page.on('pageerror', (error) => seen.push(`a script failed: ${error.message}`));
  await page.goto(own);
  return {page, seen};
}

const shown = (page) => page.locator('.view:visible');
async function pageOf(page) {
  await shown(page).locator('iframe').waitFor();
  return (await shown(page).locator('iframe').elementHandle()).contentFrame();
}

// ---- As a reviewer reads it

async function readsIt(file) {
  const {context, close} = await openBrowser({follows: true, viewport: {width: 1440, height: 900}});
  try {
    await context.setOffline(true);
    const {page, seen} = await open(context, file);
    await page.keyboard.press('Tab');
    const languages = [];
    for (const tag of ['en', 'zh-CN', 'ja', 'de', 'ar']) {
      const view = shown(page);
      check(await view.count() === 1 && await view.getAttribute('lang') === tag, `${tag}: not what the keyboard chose`);
      const frame = await pageOf(page);
      await frame.waitForSelector('h1');
      check(await frame.evaluate(() => document.documentElement.lang) === tag, `${tag}: the page is in another language`);
      check(await frame.evaluate(() => getComputedStyle(document.querySelector('main')).display !== 'inline' && document.styleSheets.length === 1), `${tag}: the page has no style`);
      check(await frame.evaluate(() => [...document.images].every((picture) => picture.complete && picture.naturalWidth > 0)), `${tag}: a picture is missing`);
      check(await view.locator('.panel .finding').count() === 4, `${tag}: not its findings`);
      if (tag === 'ar') check((await view.locator('.measure').allTextContents()).some((text) => text.includes('ليس في السجل')), 'what is allowed is not said in Arabic');
      languages.push(await page.locator('h1').innerText());
      await page.keyboard.press('ArrowRight');
    }
    check(new Set(languages).size > 2, `the heading does not follow: ${languages}`);
    check(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'the file is taller than the screen');

    // The page's own menu of languages can be seen to be of no use here, and not be reached.
    await page.keyboard.press('ArrowRight');
    const menu = (await pageOf(page)).locator('details.languages');
    check(await menu.evaluate((details) => details.inert && getComputedStyle(details).opacity < 0.7), 'the menu of languages in the page looks alive');

    // In the page, what leads to a place in it does, and the rest leaves the file as it is.
    const frame = await pageOf(page);
    // (The frame's policy lets waitForFunction() evaluate nothing; and a click that comes before the browser has drawn a frame of its own process
    // goes to what was there before.)
    let leads = false;
    for (let look = 0; look < 100 && !leads; ++look) {
      if (look % 20 === 0) await frame.click('.jumps a[href$="#downloads"]');
      await page.waitForTimeout(100);
      leads = await frame.evaluate(() => scrollY) > 100;
    }
    check(leads, 'a link within the page leads nowhere');
    check((await frame.$$('a:not([href])')).length > 5, 'pages of the same listing and downloads still have addresses');
    check(page.url() === pathToFileURL(file).href && seen.length === 0, `unasked: ${seen.join('; ')}`);

    for (const [width, height] of [[1440, 900], [390, 844]]) {
      await page.setViewportSize({width, height});
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme});
        if (width < 1000) {
          check(!await shown(page).locator('.panel').isVisible(), 'the findings cover the page');
          // From the bar of languages to the findings, and before the page.
          await page.locator('[name="language"]:checked').focus();
          await page.keyboard.press('Tab');
          check(await page.evaluate(() => document.activeElement.matches('.unfold')), 'the findings do not come before the page');
          await page.keyboard.press('Space');
        }
        check(await shown(page).locator('.panel').isVisible(), 'the findings are not to be seen');
        await page.evaluate(axe.source);
        const {violations, passes} = await page.evaluate(() => axe.run({resultTypes: ['violations'], iframes: false}));
        for (const {id, help, nodes} of violations) check(false, `axe, ${width}, ${colorScheme}: ${help} (${id}): ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary.slice(0, 200)}`);
        check(passes.length > 10, 'axe looked at nothing');
        check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}: wider than the screen`);
        if (width < 1000) await shown(page).locator('.unfold').press('Space');
      }
    }
  } finally {
    await close();
  }
}

// On a phone the chosen language is in sight, and the bar runs as it does.
async function choosesOnAPhone(file) {
  const {context, close} = await openBrowser({follows: true, viewport: {width: 320, height: 640}});
  try {
    const {page} = await open(context, file);
    const isInSight = (tag) => page.locator(`.chip label[lang="${tag}"]`).evaluate((label) => {
      const {left, right} = label.getBoundingClientRect();
      return left >= 0 && right <= innerWidth;
    });
    await page.locator('#in-4').focus();
    await page.keyboard.press('Space');
    await page.waitForTimeout(100);
    check(await isInSight('ar') && !await isInSight('en'), 'the chosen language is out of sight');
    check(await page.locator('.head').evaluate((head) => getComputedStyle(head).direction === 'rtl'), 'the bar runs from left to right in Arabic');
    await page.keyboard.press('Home');
    for (let i = 0; i < 4; ++i) await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(100);
    check(await isInSight(await shown(page).getAttribute('lang')), 'the language that the keyboard chose is out of sight');
  } finally {
    await close();
  }
}

// What an edit changes, in words and pictures.
async function readsChanges(file) {
  const {context, close} = await openBrowser({follows: true, viewport: {width: 390, height: 844}});
  try {
    const {page, seen} = await open(context, file);
    for (const [tag, added] of [['en', 'Added: '], ['ar', 'مضاف: ']]) {
      await page.locator(`.chip label[lang="${tag}"]`).click();
      await shown(page).locator('.unfold').press('Space');
      const changes = shown(page).locator('.changes');
      check((await changes.locator('.diff[lang="en"] ins').first().textContent()).startsWith(`${added}DRAFT-MARKER`), `${tag}: a new word is not marked, in words too`);
      check(await changes.locator('del').filter({hasText: '59.00'}).count() === 1, `${tag}: an old price is not marked`);
      check(await changes.locator('.diff[lang="ar"][dir="rtl"]').count() > 0, `${tag}: another language is not compared in its own direction`);
      check(await changes.locator('.pair .picture').count() === 2 && await changes.locator('.picture').evaluateAll((all) => all.every((one) => getComputedStyle(one).backgroundImage.startsWith('url("data:image/png'))), `${tag}: the two icons are not side by side`);
      check(await page.evaluate(() => [...document.querySelectorAll('.panel')].every((panel) => panel.scrollWidth <= panel.clientWidth)), `${tag}: the changes are wider than the panel`);
    }
    check(seen.length === 0, `unasked: ${seen.join('; ')}`);
  } finally {
    await close();
  }
}

// Where scripts are not allowed at all.
async function readsItWithoutScripts(file) {
  const {context, close} = await openBrowser({follows: true, javaScriptEnabled: false});
  try {
    const {page, seen} = await open(context, file);
    check(await (await pageOf(page)).locator('h1').innerText() === 'Gitea Server', 'without scripts the first page is not there');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    check(await shown(page).getAttribute('lang') === 'zh-CN' && await shown(page).locator('.no-page').isVisible(), 'without scripts another language does not say what it needs');
    check(await shown(page).locator('.finding').count() === 4, 'without scripts the findings of another language are not there');
    check(seen.length === 0, `unasked, without scripts: ${seen.join('; ')}`);
  } finally {
    await close();
  }
}

// ---- Hostile texts

function hostileFiles() {
  const site = new hostile.Site(path.join(work, 'hostile')), every = (step, from) => payloads.filter((_, i) => i % step === from).map(({text}) => text);
  site.aliases = [];
  const ids = [...hostile.longTexts(site, 'md', every(191, 1), 'md', 4), ...hostile.longTexts(site, 'html', every(61, 2).slice(0, 40), 'html', 20),
    ...hostile.lines(site, 'lines', every(41, 3).slice(0, 50)), ...hostile.heads(site, 'heads', every(101, 4).slice(0, 8))].map(({id}) => id);
  site.finish();
  const settings = path.join(site.folder, 'site/site.json'), json = JSON.parse(fs.readFileSync(settings, 'utf8'));
  json.locales.push({tag: 'de', own_name: 'Deutsch'});
  fs.writeFileSync(settings, JSON.stringify(json));
  const files = [];
  for (const id of ids) {
    try { files.push(exportListing(site.folder, id)); } catch { /* refused as a whole; there is no page to look at */ }
  }
  for (const kind of ['md', 'html', 'lines', 'heads']) check(files.some((file) => path.basename(file).startsWith(kind)), `no hostile listing of ${kind} has a page`);
  return files;
}

// The same file without anything around the texts: no policy, no sandbox.
function bare(file) {
  const open = file.replace(/\.html$/, '.bare.html'), html = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(open, html.replace(/<meta http-equiv=[^>]*>/g, '').replace(/\\u003cmeta http-equiv=.*?\\u003e/g, '').replace(/ sandbox="[^"]*"/g, ''));
  return open;
}
// With scripts of a stranger in the first page.
function planted(file) {
  const open = file.replace(/\.html$/, '.planted.html'), html = fs.readFileSync(file, 'utf8'), end = html.indexOf('</body>', html.indexOf('<iframe'));
  fs.writeFileSync(open, `${html.slice(0, end)}<script>__xss(1)</script><img src='https://stranger.example/a.png' onerror='__xss(2)'>${html.slice(end)}`);
  return open;
}

async function looksAtHostileTexts(files) {
  const {context, close} = await openBrowser({follows: true});
  await context.addInitScript(() => {
    for (const name of ['__xss', 'alert', 'confirm', 'prompt', 'print'])
      Object.defineProperty(window, name, {value: () => console.log(`ran: ${name}`), writable: false, configurable: false});
  });
  const look = async (file) => {
    const {page, seen} = await open(context, file);
    for (const language of ['en', 'de']) {
      await page.locator(`.chip label[lang="${language}"]`).click();
      await (await pageOf(page)).waitForSelector('footer');
    }
    await page.waitForTimeout(100);
    const texts = await shown(page).evaluate((view) => view.querySelectorAll('iframe').length);
    check(texts === 1 && await page.locator('body > *').count() >= 2, `${path.basename(file)}: not the parts of the file`);
    await page.close();
    return seen;
  };
  try {
    for (const file of files)
      for (const each of [file, bare(file)]) {
        const seen = await look(each);
        check(seen.length === 0, `${path.basename(each)}: ${seen.slice(0, 3).join('; ')}`);
      }
    const walled = await look(planted(files[0])), open = await look(bare(planted(files[0])));
    check(walled.length === 0, `a stranger's script in a page: ${walled.join('; ')}`);
    check(open.some((words) => words === 'ran: __xss') && open.some((words) => words.includes('stranger.example')), 'nothing would have been seen');
  } finally {
    await close();
  }
}

// Of one field advice on the text in English is found first, and that the Chinese one is too short after it.
function tellsErrorsFirst() {
  const site = path.join(work, 'broken');
  for (const part of ['site', 'content/sellers', 'content/listings/zabbix-jd']) fs.cpSync(path.join(project, part), path.join(site, part), {recursive: true});
  fs.writeFileSync(path.join(site, 'content/listings/zabbix-jd/details.zh-CN.md'), 'Short');
  const [, field] = /<li class="field">([^]*?)<\/ul>/.exec(fs.readFileSync(exportListing(site, 'zabbix-jd', 1), 'utf8'));
  const severities = [...field.matchAll(/class="severity (\w+)"/g)].map(([, severity]) => severity).join();
  check(severities === 'error,advice', `findings of a field are told in this order: ${severities}`);
}

function demo() {
  const site = path.join(work, 'site');
  for (const part of ['site', 'content/sellers', 'content/listings/gitea-alibaba', 'content/listings/gitea-tencent']) fs.cpSync(path.join(project, part), path.join(site, part), {recursive: true});
  const draft = path.join(site, 'content/listings/gitea-tencent/draft'), record = path.join(draft, 'listing.json');
  fs.copyFileSync(path.join(project, 'content/listings/clickhouse-jd/icon.png'), path.join(draft, 'other.png'));
  fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('"icon": "icon.png"', '"icon": "other.png"'));
  return site;
}

try {
  const file = exportListing(demo(), 'gitea-alibaba');
  await readsIt(file);
  await readsItWithoutScripts(file);
  await choosesOnAPhone(file);
  await readsChanges(exportListing(path.join(work, 'site'), 'gitea-tencent'));
  await looksAtHostileTexts(hostileFiles());
  tellsErrorsFirst();
} finally {
  fs.rmSync(work, {recursive: true, force: true});
}
process.exit(failures ? 1 : 0);
