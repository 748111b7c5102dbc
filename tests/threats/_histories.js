// _histories.js HISTORIES SEED: sites that change at random from build to build: listings are published, edited, hidden,
// shown again, expired, renamed, rejected, removed. What is left is what a clean build of the last state makes, given the same
// publication history; what was public and is gone answers 410. An address is for ever of the listing that had it first, and leads
// to no other one. Prints what is not so; exits with 1 then.
'use strict';
const fs = require('fs'), path = require('path');
const {addListing, build, choices, differences, digest, emptySite, listed, listingFolder, models, platform, read, workFolder} = require('./_sites.js');

const [histories, seed] = process.argv.slice(2).map(Number);
const {below, one} = choices(seed), records = models(), work = workFolder();

const change = (site, id, edit) => {
  const file = path.join(listingFolder(site, id), 'listing.json'), record = read(file);
  edit(record);
  fs.writeFileSync(file, JSON.stringify(record, null, 1));
};
// What the publication history says is listed, by id.
const published = (site) => {
  const file = path.join(site, '.onshelf', 'history.json');
  return fs.existsSync(file) ? read(file).listings : {};
};
const kDone = {};
const kSteps = {
  publish(site, ids) {
    const id = `n${below(1000)}`;
    if (ids.includes(id)) return;
    addListing(site, id, one(records), () => {});
    ids.push(id);
  },
  edit(site, ids) { change(site, one(ids), (r) => { r.name = {en: `Name ${below(1000)}`}; delete r.Name; }); },
  hide(site, ids) { change(site, one(ids), (r) => { r.visibility = 'unlisted'; }); },
  show(site, ids) { change(site, one(ids), (r) => { delete r.visibility; delete r.valid_until; delete r.valid_from; }); },
  expire(site, ids) { change(site, one(ids), (r) => { r.valid_until = '2026-01-31'; }); },
  // One asks for the address of another, which goes missing at the same time.
  take(site, ids) {
    const [owner, slug] = one(Object.entries(published(site)).map(([id, listing]) => [id, listing.slug])) || [];
    const taker = one(ids);
    if (!ids.includes(owner) || taker === owner) return;
    change(site, taker, (r) => { r.slug = slug; });
    kSteps[one(['break', 'expire', 'hide', 'reject'])](site, [owner]);
  },
  slug(site, ids) { change(site, one(ids), (r) => { r.slug = `address-${below(6)}`; }); },
  reject(site, ids) {
    change(site, one(ids), (r) => { r.status = one(Object.keys(platform(r.type).status.values)); });
  },
  break(site, ids) { fs.appendFileSync(path.join(listingFolder(site, one(ids)), 'listing.json'), '}'); },
  rename(site, ids) {
    const id = one(ids), to = `r${below(1000)}`;
    if (ids.includes(to)) return;
    fs.renameSync(listingFolder(site, id), listingFolder(site, to));
    ids[ids.indexOf(id)] = to;
    change(site, to, (r) => { r.id = to; });
  },
  remove(site, ids) {
    if (ids.length < 3) return;
    const [id] = ids.splice(below(ids.length), 1);
    fs.rmSync(listingFolder(site, id), {recursive: true});
  },
};

const date = (day) => new Date(Date.UTC(2026, 10, 1 + day)).toISOString().replace('.000', '');
const pages = (files) => [...files.keys()].filter((name) => /^en\/products\/[^/]+\/index\.html$/.test(name));

// From where to where the site redirects.
const redirects = (out) => fs.readFileSync(path.join(out, '_redirects'), 'utf8').split('\n')
  .filter((line) => line.endsWith(' 301')).map((line) => line.split(' '));

let failures = 0, builds = 0, shown = 0, gone = 0, moved = 0;
const fail = (words) => { console.log(words); ++failures; };
for (let n = 0; n < histories; ++n) {
  const site = path.join(work, `site-${n}`), out = path.join(work, `out-${n}`), clean = path.join(work, `clean-${n}`);
  emptySite(site);
  const ids = [], done = [], seen = new Set(), owners = new Map();
  for (let i = 4 + below(3); i-- > 0;) kSteps.publish(site, ids);
  let day = 0;
  for (let builds_left = 5; builds_left-- > 0; ++day) {
    for (let i = 1 + below(4); i-- > 0;) {
      const step = one(Object.keys(kSteps));
      try {
        kSteps[step](site, ids);
        kDone[step] = (kDone[step] || 0) + 1;
        done.push(step);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;  // a record that was broken before cannot be edited
      }
    }
    shown += listed(build(site, out, date(day)));
    ++builds;
    for (const page of pages(digest(out))) seen.add(page);
    for (const [id, {slug, locales}] of Object.entries(published(site))) {
      for (const address of locales.map((locale) => `/${locale}/products/${slug}/`)) {
        const owner = owners.get(address) || id;
        if (owner !== id) fail(`history ${n} of seed ${seed} (${done.join(' ')}): ${address} was of ${owner} and is of ${id}`);
        owners.set(address, owner);
      }
    }
    for (const [from, to] of redirects(out)) {
      ++moved;
      if (owners.get(from) !== owners.get(to)) fail(`history ${n} of seed ${seed} (${done.join(' ')}): ${from} leads to ${to}, of another listing`);
    }
    done.push('|');
  }
  const left = digest(out);
  // A clean build: no state and no output, only the history and the key of unlisted addresses.
  const store = path.join(site, '.onshelf'), history = fs.readFileSync(path.join(store, 'history.json'));
  for (const name of fs.readdirSync(store))
    if (!/^(history\.json|.*key.*)$/.test(name)) fs.rmSync(path.join(store, name), {recursive: true});
  build(site, clean, date(day - 1));
  const other = differences(left, digest(clean));
  if (other.length) fail(`history ${n} of seed ${seed} (${done.join(' ')}): other bytes in ${other.slice(0, 8).join(', ')}`);
  if (!history.equals(fs.readFileSync(path.join(store, 'history.json')))) fail(`history ${n} of seed ${seed}: a clean build changed the history`);
  // What was public and is not: moved or gone, and nothing else.
  const rules = fs.readFileSync(path.join(out, '_redirects'), 'utf8');
  const now = new Set(pages(left));
  for (const page of seen) {
    if (now.has(page)) continue;
    ++gone;
    const address = '/' + page.replace(/index\.html$/, '');
    if (!rules.split('\n').some((line) => line.startsWith(address) && /\s(301|410)!?$/.test(line)))
      fail(`history ${n} of seed ${seed}: ${address} was public and has no rule`);
  }
  for (const place of [site, out, clean]) fs.rmSync(place, {recursive: true, force: true});
}
const steps = Object.entries(kDone).map(([step, count]) => `${count} ${step}`).join(', ');
console.log(`${histories} histories of ${builds} builds (${steps}): ${shown} listings published, ${gone} gone, ${moved} moved, ${failures} faults`);
if (shown < histories * 3 || gone < histories / 4 || moved < histories / 4) throw new Error('too little was published or went: this proves nothing');
process.exit(failures ? 1 : 0);
