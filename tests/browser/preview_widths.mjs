// preview_widths.mjs: beside the open panel a page of `onshelf preview` looks as in a window of the width that is left for it.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {check, project, site, tell} from './preview_stories.mjs';

const {openPage} = createRequire(import.meta.url)('./chromium.js');

for (const folder of ['site', 'content', 'themes']) fs.cpSync(path.join(project, folder), path.join(site, folder), {recursive: true});

const panel = (page, is) => page.locator(`onshelf-preview .panel.${is}`).waitFor({timeout: 15000});
const toggle = (page) => page.locator('onshelf-preview [data-do="panel"]').click();

// How all elements are laid out: what goes by the width in steps. (What is given in parts of the window, such as margins, still goes by the whole.)
const layoutOf = (page) => page.evaluate(() => [...document.body.querySelectorAll('*')].map((element) => {
  const {display, position, order, gridTemplateColumns} = getComputedStyle(element);
  const columns = gridTemplateColumns === 'none' ? 0 : gridTemplateColumns.split(' ').length;
  return `${element.localName}.${element.className} ${display} ${position} ${order} ${columns} ${getComputedStyle(element, '::before').backgroundImage.length}`;
}));
// What is at the foot of the window and would go under the panel.
const covered = (page) => page.evaluate(() => {
  const begin = document.documentElement.dir === 'rtl' ? 352 : 0, end = begin + innerWidth - 352;
  return [...document.body.querySelectorAll('*')].filter((element) => getComputedStyle(element).position === 'fixed' && element.checkVisibility())
    .map((element) => [element.className, element.getBoundingClientRect()]).filter(([, {left, right}]) => left < begin || right > end).map(([name]) => name).join();
});
const differences = (some, others) => some.filter((one, i) => one !== others[i]).slice(0, 3).join('; ');

// The panel is 22rem wide, and there is one from 64rem on. (Below that it lies over the page.)
async function besideThePanel(context, base, address, width) {
  const page = await openPage(context, []), what = `${address} in ${width} px`;
  await page.setViewportSize({width: width - 352, height: 900});
  await page.goto(base + address);
  await panel(page, 'folded');
  const alone = await layoutOf(page);
  await page.setViewportSize({width, height: 900});
  await page.reload();
  if (await page.locator('onshelf-preview .panel').first().waitFor().then(() => page.locator('onshelf-preview .panel.open').count()) === 0) await toggle(page);
  await panel(page, 'open');
  const beside = await layoutOf(page);
  check(beside.length === alone.length && differences(alone, beside) === '', `${what} is another beside the panel: ${differences(alone, beside)} but ${differences(beside, alone)}`);
  check(await covered(page) === '', `${what} goes under the panel: ${await covered(page)}`);
  // It is the theme's own again on paper.
  const queries = () => page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media).map((rule) => rule.media.mediaText).join());
  check((await queries()).includes('calc('), `${what}: the queries of the theme are as they were`);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  check(!(await queries()).includes('352'), `${what} is printed as narrow as on the screen`);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  check((await queries()).includes('352'), `${what} is wide after it was printed`);
  await toggle(page);
  await panel(page, 'folded');
  check(!(await queries()).includes('352'), `${what} is narrow beside a folded panel`);
  await toggle(page);
  await page.close();
}

// A style that is changed meanwhile goes by the same width.
async function changedStyle(context, base) {
  const page = await openPage(context, []);
  await page.setViewportSize({width: 1280, height: 900});
  await page.goto(`${base}/en/products/`);
  await panel(page, 'open');
  const style = path.join(site, 'themes/default/style.css');
  fs.appendFileSync(style, '@media (width >= 1000px) { h1 { letter-spacing: 7px; } } @media (width >= 900px) { h1 { word-spacing: 7px; } }\n');
  const isShown = await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).wordSpacing === '7px', null, {timeout: 20000}).then(() => true, () => false);
  check(isShown, 'a changed style is not shown');
  const spacing = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).letterSpacing);
  check(spacing !== '7px', `a changed style goes by the whole window: ${spacing}`);
  await page.close();
}

async function queries(context, base) {
  const page = await openPage(context, []);
  await page.goto(`${base}/en/`);
  const rows = [
    ['(width < 60rem)', '(width < calc(60rem + 352px))'],
    ['(36.5rem <= width < 48rem)', '(calc(36.5rem + 352px) <= width < calc(48rem + 352px))'],
    ['screen and (min-width: 600px) and (height >= 30rem)', 'screen and (min-width: calc(600px + 352px)) and (height >= 30rem)'],
    ['(max-width:20em), print', '(max-width:calc(20em + 352px)), print'],
    ['(min-device-width: 600px)', '(min-device-width: 600px)'],
    ['(prefers-reduced-motion: reduce)', '(prefers-reduced-motion: reduce)'],
    ['not (width)', 'not (width)'],
  ];
  for (const [query, wanted] of rows) {
    const found = await page.evaluate(async (query) => (await import('/-/onshelf/widths.js')).forWider(query, 352), query);
    check(found === wanted, `${query} became ${found}`);
  }
  await page.close();
}

const besideIt = ['/en/products/', '/en/products/zabbix-jd/', '/ar/products/zabbix-jd/', '/de/'].flatMap((address) =>
  [1280, 1040].map((width) => (context, base) => besideThePanel(context, base, address, width)));
await tell([queries, ...besideIt, changedStyle], {width: 1280});
