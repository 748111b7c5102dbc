// preview_findings.mjs: how findings read beside the page in a real browser: what comes first, and what is said of a listing that was never sound.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {check, project, site, tell} from './preview_stories.mjs';

const {openPage} = createRequire(import.meta.url)('./chromium.js');

// ---- A site: one listing that is sound, and the same with a name that is none.

const record = (id) => path.join(site, 'content/listings', id, 'listing.json');
const wordsOf = (language) => JSON.parse(fs.readFileSync(path.join(project, 'site/messages', `${language}.json`), 'utf8'));

function breakName(id) {
  fs.writeFileSync(record(id), fs.readFileSync(record(id), 'utf8').replace(/"name": \{"en": "Zabbix[^}]*\}/, '"name": 5'));
}

function makeSite() {
  for (const folder of ['site', 'content/sellers']) fs.cpSync(path.join(project, folder), path.join(site, folder), {recursive: true});
  for (const id of ['zabbix-jd', 'never-jd']) fs.cpSync(path.join(project, 'content/listings/zabbix-jd'), path.dirname(record(id)), {recursive: true});
  fs.writeFileSync(record('never-jd'), fs.readFileSync(record('never-jd'), 'utf8').replace('"id": "zabbix-jd"', '"id": "never-jd"'));
  breakName('never-jd');
}

const overlay = (page) => page.locator('onshelf-preview .overlay');
const isSeen = (locator, words) => locator.first().waitFor({timeout: 15000}).catch(() => check(false, words));

// ---- The stories

async function neverSound(context, base) {
  const page = await openPage(context, []);
  const words = wordsOf('en');
  await page.goto(`${base}/en/products/never-jd/`);
  await isSeen(overlay(page), 'no overlay for a listing that was never sound');
  const said = await overlay(page).locator('.overlay-head').textContent();
  check(said.includes(words['preview.never_sound']) && !said.includes(words['preview.stale']), `of a listing that was never sound is said: ${said}`);

  await page.goto(`${base}/en/products/zabbix-jd/`);
  await page.locator('h1', {hasText: 'Zabbix'}).waitFor();
  breakName('zabbix-jd');
  await isSeen(overlay(page), 'no overlay for a listing that was sound');
  const then = await overlay(page).locator('.overlay-head').textContent();
  check(then.includes(words['preview.stale']) && !then.includes(words['preview.never_sound']), `of a listing that was sound is said: ${then}`);
  await page.close();
}

async function errorsFirst(context, base) {
  const page = await openPage(context, []);
  await page.goto(`${base}/en/products/never-jd/`);
  const order = await page.evaluate(async () => (await import('/-/onshelf/findings.js')).errorsFirst([
    {rule: 'a', severity: 'warning', about: {advisory: true}}, {rule: 'b', severity: 'warning'}, {rule: 'c', severity: 'error'}, {rule: 'd', severity: 'warning'}, {rule: 'e', severity: 'error'},
  ]).map(({rule}) => rule).join(''));
  check(order === 'cebda', `findings are in the order ${order}`);
  await page.close();
}

// What is written on the left stands on the left, also where the sentence runs the other way.
async function codeInArabic(context, base) {
  const page = await openPage(context, []);
  await page.goto(`${base}/ar/products/never-jd/`);
  const code = overlay(page).locator('.hint bdi[dir="ltr"]', {hasText: '{"'}).first();
  await isSeen(code, 'the code of a hint in Arabic is not set apart');
  const {text, first, last} = await code.evaluate((element) => {
    const node = element.firstChild, leftOf = (at) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getClientRects()[0].left;
    };
    return {text: node.data, first: leftOf(0), last: leftOf(node.length - 1)};
  });
  check(/^\{.*\}$/.test(text) && first < last, `"${text}" runs from ${first} to ${last}`);

  const directions = await overlay(page).locator('.message > bdi').evaluateAll((all) => all.map((each) => `${getComputedStyle(each).direction} ${/[\u0600-\u06FF]/.test(each.textContent)}`));
  check(directions.length && directions.every((one) => one === 'rtl true'), `messages in Arabic run so: ${directions}`);
  const name = await page.evaluate(async () => (await import('/-/onshelf/code.js')).sentence('"access_key" سرّ').className);
  check(name === 'to-left', 'an Arabic sentence that begins with a Latin name runs from the left');

  const rows = [
    ['write {"name": ..., "x": "}"} or nothing', ['{"name": ..., "x": "}"}']], ['اكتب "tiers": [{"from": 1}]، ثم', ['"tiers": [{"from": 1}]']],
    ['{"a": 1}{"b": 2}', ['{"a": 1}', '{"b": 2}']], ['see --drafts, or a--b', ['--drafts']], ['(a) [b] {c}', []], ['open { "', []], ['', []], ['<b>["x"]</b>', ['["x"]']],
  ];
  for (const [sentence, wanted] of rows) {
    const [found, whole] = await page.evaluate(async (text) => {
      const parts = (await import('/-/onshelf/code.js')).withCode(text);
      return [parts.filter((part) => part.dir === 'ltr').map((part) => part.textContent), parts.map((part) => part.textContent ?? part).join('')];
    }, sentence);
    check(JSON.stringify(found) === JSON.stringify(wanted) && whole === sentence, `code of ${sentence}: ${JSON.stringify(found)}`);
  }
  await page.close();
}

makeSite();
await tell([errorsFirst, codeInArabic, neverSound]);
