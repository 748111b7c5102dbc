// Builds sites of hostile texts with the real program, looks at every page of them in the browser, and shows the same texts to careless pages.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path');
const {spawnSync} = require('child_process');
const hostile = require('./hostile_site.js');
const {serveSite, serveTexts, policyOf} = require('./page_server.js');
const {openBrowser, openPage} = require('./chromium.js');

const onshelf = process.env.ONSHELF || path.join(__dirname, '../../build/release/onshelf');
const tabs = 2, framesAtOnce = 16;

let failures = 0;
const fail = (words) => { if (++failures <= 60) console.log(words); };
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-xss-'));
process.on('exit', () => fs.rmSync(work, {recursive: true, force: true}));
const began = Date.now();
const say = (words) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);

// Builds; a listing that is refused has no page. Anything but 0 and 1 is the program failing.
function build(site) {
  site.finish();
  const made = spawnSync(onshelf, ['build', site.folder, '--now', '2026-11-20T08:00:00Z'], {encoding: 'utf8', maxBuffer: 1 << 30});
  if (made.status !== 0 && made.status !== 1) {
    console.log(`the build ended with ${made.status ?? made.signal}:\n${(made.stderr || '').slice(-4000)}`);
    process.exit(1);
  }
  return path.join(site.folder, 'public');
}
const isPublished = (folder, id) => fs.existsSync(path.join(folder, 'en/products', id, 'index.html'));

// Builds a site of texts in many fields at once. One refused text takes its listing along, so a lost listing is parted into smaller ones
// until only those are lost that are refused for themselves.
function buildHostile(name, fill) {
  const site = new hostile.Site(path.join(work, name)), groups = fill(site), refused = [];
  for (let round = 1;; ++round) {
    const folder = build(site);
    let parted = 0;
    for (const group of groups) {
      const lost = group.parts.filter(({id}) => !isPublished(folder, id));
      group.parts = group.parts.filter((part) => !lost.includes(part));
      for (const {id, texts} of lost) {
        fs.rmSync(path.join(site.folder, 'content/listings', id), {recursive: true});
        if (texts.length === 1) { refused.push({group, text: texts[0]}); continue; }
        group.parts.push(...group.make(site, `${id}-r${round}`, texts, Math.ceil(texts.length / 8)));
        ++parted;
      }
    }
    if (!parted) return {folder, groups, refused};
  }
}

const group = (name, make, site, texts) => ({name, make, parts: make(site, name, texts)});

function* htmlFiles(folder, under = '') {
  for (const entry of fs.readdirSync(path.join(folder, under), {withFileTypes: true}))
    if (entry.isDirectory()) yield* htmlFiles(folder, under + entry.name + '/');
    else if (entry.name.endsWith('.html')) yield under + entry.name;
}
const kindOf = (file) => file === 'index.html' || file === '404.html' ? file : file.split('/').length === 2 ? 'home' : /products\/(?!page\/|sort\/)[^/]+\//.test(file) ? 'detail' : 'list';

// Loads every page of a site, some at once, and hands what was found there to `look`.
async function visit(context, server, files, look) {
  const queue = [...files], strange = [];
  await Promise.all(Array.from({length: tabs}, async () => {
    const page = await openPage(context, strange);
    while (queue.length) {
      const some = queue.splice(-framesAtOnce), before = strange.length;
      const addresses = some.map((file) => '/' + file.replace(/index\.html$/, ''));
      await page.goto(`${server.address}/frames?${new URLSearchParams(addresses.map((address) => ['page', address]))}`, {waitUntil: 'load'});
      const found = await page.evaluate(() => {
        const all = Array.from(frames, (frame) => {
          const watch = frame.__watch, result = watch.walk();
          watch.poke();
          return result;
        });
        // What a click set off comes to pass before anyone asks where the pages are now.
        return new Promise((resolve) => setTimeout(() => resolve(all.map((result, i) => ({...result, address: frames[i].location.pathname}))), 20));
      });
      if (found.length !== some.length) fail(`${some[0]} and the next: ${found.length} pages instead of ${some.length}`);
      if (strange.length > before) fail(`${some[0]} and the next: ${strange.slice(before).join('; ')}`);
      found.forEach((result, i) => {
        if (decodeURIComponent(result.address) !== addresses[i]) fail(`${some[i]}: left for ${result.address}`);
        look(some[i], result);
      });
    }
    await page.close();
  }));
  for (const {what, from} of server.seen.hits) fail(`${from}: ${what} ran`);
  for (const {url, from} of server.seen.asked) fail(`${from}: asked for ${url}`);
  for (const {body} of server.seen.reports) fail(`a script wanted to run: ${body.slice(0, 300)}`);
}

// What pages of this kind are made of when nothing hostile is on them.
async function learnPaths(context) {
  const folder = build(hostile.harmless(path.join(work, 'harmless')));
  const server = await serveSite(folder, false), known = new Map();
  await visit(context, server, htmlFiles(folder), (file, found) => {
    const paths = known.get(kindOf(file)) || known.set(kindOf(file), new Set()).get(kindOf(file));
    found.paths.forEach((path) => paths.add(path));
    for (const fault of found.faults) fail(`harmless ${file}: ${fault}`);
  });
  server.close();
  return known;
}

// X8: the second wall, on every page, before anything a seller wrote.
function checkPolicies(folder) {
  let policy = '', pages = 0;
  for (const file of htmlFiles(folder)) {
    const html = fs.readFileSync(path.join(folder, file), 'utf8'), found = [...html.matchAll(policyOf)];
    ++pages;
    if (found.length !== 1) { fail(`X8 ${file}: ${found.length} policies`); continue; }
    if (html.slice(0, found[0].index).replace(/<!doctype html>|<html [^>]*>|<head>|<meta (charset|name="viewport")[^>]*>|\s/g, '')) fail(`X8 ${file}: something stands before the policy`);
    if (policy && policy !== found[0][1]) fail(`X8 ${file}: a policy of its own`);
    policy = found[0][1];
  }
  const rules = Object.fromEntries(policy.split(';').map((rule) => rule.trim().split(/\s+/)).map(([name, ...values]) => [name, values.join(' ')]));
  for (const [name, wanted] of [['script-src', /^'(self|none)'$/], ['object-src', /^'none'$/], ['base-uri', /^'none'$/], ['form-action', /^'none'$/], ['frame-src', /^'none'$/]])
    if (!wanted.test(rules[name] ?? (/^(base-uri|form-action)$/.test(name) ? '' : rules['default-src'] ?? ''))) fail(`X8: ${name} is not what it should be`);
  return {policy, pages};
}

// The same texts on careless pages: how many ran, and how many wanted to.
async function control(context, payloads, policy) {
  const server = await serveTexts(payloads, policy), strange = [], atOnce = 24;
  const queue = Array.from({length: Math.ceil(payloads.length / atOnce)}, (_, i) => i * atOnce);
  await Promise.all(Array.from({length: tabs}, async () => {
    const page = await openPage(context, strange);
    for (let from; (from = queue.pop()) !== undefined;) {
      // Careless pages may hang or leave; what they had to show they have shown by then.
      await page.goto(`${server.address}/some/${from}-${from + atOnce}`, {waitUntil: 'domcontentloaded', timeout: 5000}).catch(() => {});
      await page.waitForTimeout(400);
      const poked = page.evaluate(() => {
        const poke = (frame) => {
          try { frame.__watch.poke(); for (let i = 0; i < frame.length; ++i) poke(frame[i]); } catch { /* another origin */ }
        };
        for (let i = 0; i < frames.length; ++i) poke(frames[i]);
      }).catch(() => {});
      await Promise.race([poked, page.waitForTimeout(3000).catch(() => {})]);
      await page.waitForTimeout(100).catch(() => {});
    }
    await page.close({runBeforeUnload: false});
  }));
  server.close();
  const number = (from) => /\/raw\/(\d+)/.exec(from)?.[1];
  return {ran: new Set(server.seen.hits.map(({from}) => number(from))), wanted: new Set(server.seen.reports.map(({query}) => query.slice(1))), asked: server.seen.asked.length, strange: strange.length};
}

module.exports = {build, buildHostile, checkPolicies, control, fail, group, htmlFiles, kindOf, learnPaths, say, visit, work, failures: () => failures};
