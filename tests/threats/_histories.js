// _histories.js SOURCES HISTORIES SEED: sites that change at random from build to build: listings are published, edited, hidden,
// shown again, expired, renamed, rejected, removed. What is left is what a clean build of the last state makes, given the same
// publication history; what was public and is gone answers 410. Prints what is not so; exits with 1 then.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path'), crypto = require('crypto');
const {spawnSync} = require('child_process');

const [sources, histories, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-histories.'));
process.on('exit', () => fs.rmSync(work, {recursive: true, force: true}));

// A generator of its own, so that a seed means the same everywhere.
let state = seed >>> 0 || 1;
const random = (most) => {
  state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
  return (state >>> 0) % most;
};
const one = (list) => list[random(list.length)];
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const platform = (type) => read(path.join(sources, 'site', 'platforms', `${type.replace('/', '.')}.json`));

const listings = path.join(sources, 'content', 'listings');
const models = fs.readdirSync(listings)
  .filter((id) => fs.existsSync(path.join(listings, id, 'listing.json')))
  .map((id) => ({folder: path.join(listings, id), record: read(path.join(listings, id, 'listing.json'))}))
  .filter(({record}) => record.status && record.category && platform(record.type));
if (models.length < 20) throw new Error(`only ${models.length} records of the demo can be varied`);

const folder = (site, id) => path.join(site, 'content', 'listings', id);
const change = (site, id, edit) => {
  const file = path.join(folder(site, id), 'listing.json'), record = read(file);
  edit(record);
  fs.writeFileSync(file, JSON.stringify(record, null, 1));
};
const kDone = {};
const kSteps = {
  publish(site, ids) {
    const id = `n${random(1000)}`, {folder: from, record} = one(models);
    if (ids.includes(id)) return;
    fs.cpSync(from, folder(site, id), {recursive: true});
    const made = {...record, id};
    delete made.slug;
    fs.writeFileSync(path.join(folder(site, id), 'listing.json'), JSON.stringify(made));
    ids.push(id);
  },
  edit(site, ids) { change(site, one(ids), (r) => { r.name = {en: `Name ${random(1000)}`}; delete r.Name; }); },
  hide(site, ids) { change(site, one(ids), (r) => { r.visibility = 'unlisted'; }); },
  show(site, ids) { change(site, one(ids), (r) => { delete r.visibility; delete r.valid_until; delete r.valid_from; }); },
  expire(site, ids) { change(site, one(ids), (r) => { r.valid_until = '2026-01-31'; }); },
  slug(site, ids) { change(site, one(ids), (r) => { r.slug = `address-${random(6)}`; }); },
  reject(site, ids) {
    change(site, one(ids), (r) => { r.status = one(Object.keys(platform(r.type).status.values)); });
  },
  break(site, ids) { fs.appendFileSync(path.join(folder(site, one(ids)), 'listing.json'), '}'); },
  rename(site, ids) {
    const id = one(ids), to = `r${random(1000)}`;
    if (ids.includes(to)) return;
    fs.renameSync(folder(site, id), folder(site, to));
    ids[ids.indexOf(id)] = to;
    change(site, to, (r) => { r.id = to; });
  },
  remove(site, ids) {
    if (ids.length < 3) return;
    const [id] = ids.splice(random(ids.length), 1);
    fs.rmSync(folder(site, id), {recursive: true});
  },
};

function build(site, out, day) {
  const date = new Date(Date.UTC(2026, 10, 1 + day)).toISOString().replace('.000', '');
  const args = ['build', site, '--out', out, '--now', date, '--no-icons'];
  const {status, stdout, stderr} = spawnSync(process.env.ONSHELF, args, {encoding: 'utf8'});
  if (status > 1) throw new Error(`the build ended with ${status}: ${stderr}`);
  return Number(/(\d+) listings published/.exec(stdout)[1]);
}

function digest(folder) {
  const files = new Map();
  const visit = (at, name) => {
    for (const entry of fs.readdirSync(at, {withFileTypes: true})) {
      const inside = path.posix.join(name, entry.name);
      if (entry.isDirectory()) {
        files.set(inside + '/', 'folder');
        visit(path.join(at, entry.name), inside);
      } else {
        files.set(inside, crypto.createHash('sha256').update(fs.readFileSync(path.join(at, entry.name))).digest('hex'));
      }
    }
  };
  visit(folder, '');
  return files;
}
const differences = (a, b) => [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
const pages = (files) => [...files.keys()].filter((name) => /^en\/products\/[^/]+\/index\.html$/.test(name));

let failures = 0, builds = 0, published = 0, gone = 0;
const fail = (words) => { console.log(words); ++failures; };
for (let n = 0; n < histories; ++n) {
  const site = path.join(work, `site-${n}`), out = path.join(work, `out-${n}`), clean = path.join(work, `clean-${n}`);
  fs.mkdirSync(path.join(site, 'content', 'listings'), {recursive: true});
  fs.cpSync(path.join(sources, 'site'), path.join(site, 'site'), {recursive: true});
  fs.cpSync(path.join(sources, 'content', 'sellers'), path.join(site, 'content', 'sellers'), {recursive: true});
  const ids = [], done = [], seen = new Set();
  for (let i = 4 + random(3); i-- > 0;) kSteps.publish(site, ids);
  let day = 0;
  for (let builds_left = 5; builds_left-- > 0; ++day) {
    for (let i = 1 + random(4); i-- > 0;) {
      const step = one(Object.keys(kSteps));
      try {
        kSteps[step](site, ids);
        kDone[step] = (kDone[step] || 0) + 1;
        done.push(step);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;  // a record that was broken before cannot be edited
      }
    }
    published += build(site, out, day);
    ++builds;
    for (const page of pages(digest(out))) seen.add(page);
    done.push('|');
  }
  const left = digest(out);
  // A clean build: no state and no output, only the history and the key of unlisted addresses.
  const store = path.join(site, '.onshelf'), history = fs.readFileSync(path.join(store, 'history.json'));
  for (const name of fs.readdirSync(store))
    if (!/^(history\.json|.*key.*)$/.test(name)) fs.rmSync(path.join(store, name), {recursive: true});
  build(site, clean, day - 1);
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
console.log(`${histories} histories of ${builds} builds (${steps}): ${published} listings published, ${gone} gone, ${failures} faults`);
if (published < histories * 3 || gone < histories / 4) throw new Error('too little was published or went: this proves nothing');
process.exit(failures ? 1 : 0);
