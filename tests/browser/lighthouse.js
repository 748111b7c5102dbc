// lighthouse.js SITE: what Lighthouse says of home, a list and a product on a slow phone, in English and from right to left: full marks. Also
// what pages weigh on their way: every list and every product, whatever its language.
'use strict';
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const {program} = require('./chromium.js');
const {serve} = require('./static_server.js');
const {localesOf, pagesOf} = require('./page_kinds.js');

const site = path.resolve(process.argv[2]);
const languages = ['en', 'ar'], kinds = ['home', 'list', 'detail'];
// A busy machine costs performance points; nothing else may cost any.
const due = {performance: 0.9, accessibility: 1, 'best-practices': 1, seo: 1};
// Our pages are still once they are loaded: no need to watch for long whether they are.
const quick = {pauseAfterFcpMs: 100, pauseAfterLoadMs: 100, networkQuietThresholdMs: 300, cpuQuietThresholdMs: 300, disableFullPageScreenshot: true};
// Bytes of a page with all it needs but pictures, as sent.
const mostBytes = {list: 60_000, detail: 50_000};

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

function weigh() {
  const sent = new Map();
  const bytesOf = (file) => {
    if (!sent.has(file)) sent.set(file, zlib.gzipSync(fs.readFileSync(path.join(site, file))).length);
    return sent.get(file);
  };
  const heaviest = {list: 0, detail: 0};
  for (const locale of localesOf(site))
    for (const name of fs.readdirSync(path.join(site, locale), {recursive: true}).filter((file) => file.endsWith('index.html'))) {
      const file = `${locale}/${name}`, html = fs.readFileSync(path.join(site, file), 'utf8');
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
        check(/ type="application\/ld\+json"| type="module"| defer| async/.test(tag), `${file}: the page waits for ${tag}`);
      const kind = /^(categories|marketplaces|sellers)\/|^products\/(page\/\d+\/)?index/.test(name) ? 'list' : /^(products|u)\//.test(name) ? 'detail' : null;
      if (!kind) continue;
      const loads = [...html.matchAll(/<(?:script|link rel="(?:stylesheet|preload)")[^>]*? (?:src|href)="([^"]*)"/g)].map(([, to]) => new URL(to, 'https://any.example/').pathname.slice(1));
      const bytes = [file, ...loads].reduce((sum, part) => sum + bytesOf(part), 0);
      heaviest[kind] = Math.max(heaviest[kind], bytes);
      check(bytes <= mostBytes[kind], `${file}: ${bytes} bytes without its pictures`);
    }
  console.log(`the heaviest list is ${heaviest.list} bytes without its pictures, the heaviest product ${heaviest.detail}`);
  check(heaviest.list && heaviest.detail, 'no pages were weighed');
}

async function main() {
  weigh();
  const [{default: lighthouse}, chromeLauncher] = [await import('lighthouse'), await import('chrome-launcher')];
  // The page says where it is: on the server that it comes from, as it will be.
  const {base_url: base} = JSON.parse(fs.readFileSync(path.join(__dirname, '../../site/site.json'), 'utf8'));
  let server = {};
  server = await serve(site, (html) => html.replaceAll(base, `${server.address}/`));
  const chrome = await chromeLauncher.launch({chromePath: program, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1']});
  try {
    for (const locale of languages)
      for (const kind of kinds) {
        const {path: address} = pagesOf(site, locale, 1).find((page) => page.kind === kind);
        const run = async () => (await lighthouse(server.address + address, {port: chrome.port, onlyCategories: Object.keys(due), logLevel: 'silent', ...quick})).lhr;
        let result = await run();
        if (result.categories.performance.score < due.performance) result = await run();
        check(!result.runtimeError, `${address}: ${result.runtimeError?.message}`);
        for (const [category, least] of Object.entries(due)) {
          const {score, auditRefs} = result.categories[category];
          if (score >= least) continue;
          const lost = auditRefs.filter(({id, weight}) => weight && result.audits[id].score !== null && result.audits[id].score < 0.9).map(({id}) => `${result.audits[id].title} ${JSON.stringify(result.audits[id].details?.items?.[0] ?? result.audits[id].displayValue ?? '').slice(0, 300)}`);
          check(false, `${address}: ${category} ${score}: ${lost.join('; ')}`);
        }
        console.log(`${address}: ${Object.keys(due).map((category) => `${category} ${Math.round(100 * result.categories[category].score)}`).join(', ')}`);
      }
  } finally {
    await chrome.kill();
    server.close();
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
