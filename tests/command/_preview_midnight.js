// node _preview_midnight.js SITE CLOCK OUT: opens a preview with the clock of LIBFAKETIME, which the file CLOCK sets, and moves it over
// midnight. Prints what is wrong.
'use strict';
const fs = require('fs');
const path = require('path');
const {startPreview} = require('../support/preview.js');

const [site, clock, out] = process.argv.slice(2);
const page = '/en/products/airflow-alibaba/';

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

async function main() {
  const record = path.join(site, 'content/listings/airflow-alibaba/listing.json');
  const text = fs.readFileSync(record, 'utf8');
  const lastDay = text.replace(/"valid_until": *"[^"]*"/, '"valid_until": "2026-11-20"');
  if (lastDay === text) throw new Error('the listing has no last day');
  fs.writeFileSync(record, lastDay);

  fs.writeFileSync(clock, '2026-11-20 23:50:00');
  process.env.LD_PRELOAD = process.env.LIBFAKETIME;
  const preview = await startPreview(site);
  delete process.env.LD_PRELOAD;
  const get = (target) => fetch(preview.origin + target, {headers: {cookie: preview.cookie}});
  const before = await preview.stateWhen(page, ({reading}) => !reading);
  check(before.listing.is_published, `on its last day the listing is ${before.listing.shown}: ${before.listing.reason}`);
  check((await get(page)).status === 200, 'on its last day the listing has no page');
  check((await (await get('/en/products/')).text()).includes(page), 'on its last day the listing is not on the list');

  fs.writeFileSync(clock, '2026-11-21 00:00:01');
  const after = await preview.stateWhen(page, ({listing, reading}) => !listing.is_published && !reading);
  check(after.listing.shown === 'withheld', `the day after the listing is ${after.listing.shown}`);
  check((await get(page)).status === 404, 'the day after the listing has a page');
  check(!(await (await get('/en/products/')).text()).includes(page), 'the day after the listing is on the list');
  await preview.removeDrafts(site);
  const {files, others} = await preview.compareWithBuild(site, out, '2026-11-21T00:00:01Z');
  check(files > 500 && !others.length, `${others.length} of ${files} files are not those of a build: ${others.slice(0, 5)}`);
  await preview.stop();
}

main().catch((error) => { check(false, error.stack); }).finally(() => process.exit(failures ? 1 : 0));
