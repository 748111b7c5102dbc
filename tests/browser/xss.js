// xss.js [--payloads FILE] [--mutations N] [--seed N] [--every N]
// Hostile texts in a real browser. They stand in every field that reaches a page; on the pages onshelf makes of them nothing runs and
// nothing is asked for, each cleaned text holds only what the serialiser writes, and the page around it is as it always is. The same
// texts on careless pages have to run by the thousand, or this test could not see anything.
//   --payloads   a JSON file of texts instead of the project's own
//   --mutations  so many random changes of the texts, through the cleaner and the same walk; --seed gives other ones
//   --every      one in so many of the texts, for a quick look
'use strict';
const fs = require('fs');
const {openBrowser} = require('./chromium.js');
const {serveSite} = require('./page_server.js');
const hostile = require('./hostile_site.js');
const check = require('./check_site.js');
const {mutations} = require('./mutate.js');
const {fail, say, group} = check;

const options = {mutations: '3000', seed: '1', every: '1'};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
// How a long text may be given: files of these endings.
const forms = ['md', 'html'];

function readPayloads() {
  if (!options.payloads) return require('./payloads').payloads;
  const flat = (value) => typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(flat) : [];
  return [...new Set(flat(JSON.parse(fs.readFileSync(options.payloads, 'utf8'))))].map((text) => ({family: 'given', as: 'html', text}));
}

// X2, X4, X6: faults within cleaned texts, and parts of the page that pages of this kind do not have.
function checkPage(known, totals) {
  return (file, found) => {
    ++totals.pages;
    totals.nodes += found.nodes;
    totals.texts += found.texts.length;
    for (const fault of found.faults) fail(`${file}: ${fault}`);
    const paths = known.get(check.kindOf(file));
    for (const path of found.paths) if (!paths.has(path) && path !== '>html>head>meta content http-equiv') fail(`X6 ${file}: ${path.slice(-200)} does not belong there`);
    for (const end of ['body>header.site-header ', 'body>footer.site-footer '])
      if (check.kindOf(file) === 'detail' && !found.paths.some((path) => path.replace(/\.detail/, '').startsWith('>html>' + end))) fail(`X6 ${file}: no ${end}`);
  };
}

// X5: a text without anything that the one-line rule takes out stands on its page as it was written.
const isOrdinary = (text) => /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
function checkText(file, found, texts, totals) {
  const shown = new Set(Object.values(found.values).flat());
  for (const text of texts) {
    if (shown.has(text)) totals.shown.add(text);
    else if (isOrdinary(text)) fail(`X5 ${file}: a text does not stand there as it was written`);
  }
  // (A script with an address has no text.)
  for (const json of (found.values['head>script'] || []).filter((text) => text !== '')) {
    try { JSON.parse(json); } catch { fail(`X5 ${file}: broken structured data`); }
  }
}

async function ownTexts(context, payloads, known) {
  const texts = payloads.map(({text}) => text);
  const {folder, groups, refused} = check.buildHostile('hostile', (site) => {
    site.aliases = [...new Set(texts)].filter((text) => text.trim() && !text.includes('\0'));
    return [
      ...forms.map((form) => group(form, (s, name, part, perPage) => hostile.longTexts(s, name, part, form, perPage), site, texts)),
      group('lines', hostile.lines, site, texts), group('heads', hostile.heads, site, texts), group('formed', hostile.formed, site, texts),
      group('files', hostile.fileNames, site, texts),
    ];
  });
  for (const {name, parts} of groups)
    say(`${name}: ${parts.reduce((sum, part) => sum + part.texts.length, 0)} texts published on ${parts.length} pages, ${refused.filter((r) => r.group.name === name).length} refused`);
  const {policy, pages} = check.checkPolicies(folder);
  say(`${pages} pages, each with its policy`);

  const partOf = new Map(groups.flatMap((g) => g.parts.map((part) => [part.id, {name: g.name, texts: part.texts}])));
  for (const withWall of [false, true]) {
    const server = await serveSite(folder, withWall), totals = {pages: 0, nodes: 0, texts: 0, shown: new Set()}, look = checkPage(known, totals);
    // Behind the wall, a part of the pages will do: what could run there would have run without it.
    const files = [...check.htmlFiles(folder)].filter((file, i) => !withWall || i % 5 === 0);
    await check.visit(context, server, files, (file, found) => {
      look(file, found);
      const part = partOf.get(/^en\/products\/([^/]+)\//.exec(file)?.[1]);
      if (part && (part.name === 'lines' || part.name === 'heads')) checkText(file, found, part.texts, totals);
    });
    server.close();
    say(`${withWall ? 'as built' : 'without the wall'}: ${totals.pages} pages, ${totals.texts} cleaned texts, ${totals.nodes} nodes, ${server.seen.reports.length} reports, ${server.seen.hits.length} ran`);
    if (withWall) continue;
    if (totals.shown.size < 0.7 * texts.length) fail(`only ${totals.shown.size} of ${texts.length} texts were published as they are; the test means little`);
    say(`${totals.shown.size} of ${texts.length} texts stand on a page as they were written`);
  }
  return policy;
}

async function mutatedTexts(context, payloads, known) {
  const most = Number(options.mutations), atOnce = 20000;
  const make = mutations(payloads.map(({text}) => text), Number(options.seed));
  for (let done = 0; done < most; done += atOnce) {
    const texts = Array.from({length: Math.min(atOnce, most - done)}, make);
    const {folder, groups, refused} = check.buildHostile('mutated', (site) =>
      forms.map((form) => group(form, (s, name, part, perPage) => hostile.longTexts(s, name, part, form, perPage), site, texts)));
    const server = await serveSite(folder, false), totals = {pages: 0, nodes: 0, texts: 0};
    await check.visit(context, server, groups.flatMap(({parts}) => parts.map(({id}) => `en/products/${id}/index.html`)), checkPage(known, totals));
    server.close();
    say(`mutations: ${done + texts.length}, ${totals.texts} cleaned texts, ${refused.length} refused`);
  }
}

async function main() {
  const payloads = readPayloads().filter((payload, i) => i % Number(options.every) === 0), {context, close} = await openBrowser();
  try {
    say(`${payloads.length} texts, ${context.browser()?.version() ?? 'Chromium'}`);
    const known = await check.learnPaths(context);
    const policy = await ownTexts(context, payloads, known);
    await mutatedTexts(context, payloads, known);

    // One in four is enough to see that the pages can be careless: that run waits for each text that runs.
    const sample = payloads.filter((payload, i) => i % 4 === 0);
    const careless = await check.control(context, sample, '');
    say(`careless pages: ${careless.ran.size} texts ran, ${careless.wanted.size} wanted to`);
    const share = 1 / Number(options.every) / 4;
    if (!options.payloads && (careless.ran.size < 800 * share || careless.wanted.size < 1000 * share)) fail('too few texts run on careless pages: the test is blind');
    const walled = await check.control(context, sample, policy);
    say(`careless pages behind our policy: ${walled.ran.size} ran`);
    for (const i of walled.ran) fail(`X8: text ${i} runs in spite of the policy: ${JSON.stringify(sample[i]?.text)}`);
  } finally {
    await close();
  }
  say(`${check.failures()} faults`);
  process.exitCode = check.failures() ? 1 : 0;
}

main().catch((error) => { console.log(error); process.exit(1); });
