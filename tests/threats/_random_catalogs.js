// _random_catalogs.js CATALOGS SEED: small catalogs at random out of the demo's records, each built with and without its
// hidden listings: what is outside u/ is the same, to the byte. Prints what is not; exits with 1 then.
'use strict';
const fs = require('fs'), path = require('path');
const {addListing, build, choices, differences, digest, emptySite, listed: listedIn, listingFolder, models, platform, workFolder} = require('./_sites.js');

const [catalogs, seed] = process.argv.slice(2).map(Number);
const {below, one} = choices(seed), records = models(), work = workFolder();
let failures = 0;

function makeListing(site, id, others) {
  addListing(site, id, one(records), (made) => {
    const type = platform(made.type);
    if (below(4) === 0) made.status = one(Object.keys(type.status.values));
    if (below(3) === 0) made.visibility = one(['listed', 'unlisted']);
    if (below(4) === 0) made.valid_until = one(['2026-01-31', '2027-01-31']);
    if (below(4) === 0) made.valid_from = one(['2026-01-31', '2027-01-31']);
    if (below(3) === 0 && others.length) made.slug = one([one(others), 'same-address']);
    if (below(2)) made.product = one(['alpha', 'beta']);
    if (below(3) === 0) made.name = {en: one(['Alpha', 'Beta'])};
  });
}

function buildAnew(site, out) {
  fs.rmSync(path.join(site, '.onshelf'), {recursive: true, force: true});
  const printed = build(site, out, '2026-11-20T08:00:00Z', '--explain', '--jobs', '1');
  const hidden = [...printed.matchAll(/^([a-z0-9-]+): (?!left out)/gm)].map(([, id]) => id);
  return {hidden, listed: listedIn(printed)};
}

// Every file but those below u/, and the publication history.
function outside(site, out) {
  const found = digest(out);
  for (const name of found.keys())
    if (name.endsWith('/') || /^(media|[A-Za-z-]+)\/u\//.test(name)) found.delete(name);
  found.set('(history)', fs.readFileSync(path.join(site, '.onshelf', 'history.json'), 'utf8'));
  return found;
}

let compared = 0, hiddenInAll = 0, listedInAll = 0;
for (let n = 0; n < catalogs; ++n) {
  const site = path.join(work, `site-${n}`), out = path.join(work, `out-${n}`);
  emptySite(site);
  const ids = [];
  for (let i = 4 + below(5); i-- > 0;) {
    const id = `${one(['a', 'm', 'z'])}${i}`;
    makeListing(site, id, ids);
    ids.push(id);
  }
  const {hidden, listed} = buildAnew(site, out);
  const whole = outside(site, out);
  hiddenInAll += hidden.length;
  listedInAll += listed;
  // Without one of them, then without all.
  for (const gone of hidden.length > 1 ? [[one(hidden)], hidden] : [hidden].filter((list) => list.length)) {
    for (const id of gone) fs.rmSync(listingFolder(site, id), {recursive: true, force: true});
    fs.rmSync(out, {recursive: true});
    buildAnew(site, out);
    ++compared;
    const other = differences(whole, outside(site, out));
    if (!other.length) continue;
    ++failures;
    console.log(`catalog ${n} of seed ${seed}: without ${gone.join(', ')} other bytes in ${other.slice(0, 8).join(', ')}`);
  }
  // The comparison sees what it should: now and then all that is listed goes too.
  if (listed > 0 && n % 10 === 0) {
    for (const id of ids) fs.rmSync(listingFolder(site, id), {recursive: true, force: true});
    fs.rmSync(out, {recursive: true});
    buildAnew(site, out);
    if (!differences(whole, outside(site, out)).length) throw new Error('a catalog without its listings looks the same');
  }
  fs.rmSync(site, {recursive: true});
  fs.rmSync(out, {recursive: true});
}
console.log(`${catalogs} catalogs, ${listedInAll} listed and ${hiddenInAll} hidden listings, ${compared} comparisons, ${failures} faults`);
if (hiddenInAll < catalogs || listedInAll < catalogs) throw new Error('too few listings are hidden or listed: this proves nothing');
process.exit(failures ? 1 : 0);
