// _random_catalogs.js SOURCES CATALOGS SEED: small catalogs at random out of the demo's records, each built with and without its
// hidden listings: what is outside u/ is the same, to the byte. Prints what is not; exits with 1 then.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path'), crypto = require('crypto');
const {spawnSync} = require('child_process');

const [sources, catalogs, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-catalogs.'));
process.on('exit', () => fs.rmSync(work, {recursive: true, force: true}));
let failures = 0;

// A generator of its own, so that a seed means the same everywhere.
let state = seed >>> 0 || 1;
const random = (most) => {
  state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
  return (state >>> 0) % most;
};
const one = (list) => list[random(list.length)];

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const platform = (type) => read(path.join(sources, 'site', 'platforms', `${type.replace('/', '.')}.json`));

// Records that name their status, slug and category as the program does.
const listings = path.join(sources, 'content', 'listings');
const models = fs.readdirSync(listings)
  .filter((id) => fs.existsSync(path.join(listings, id, 'listing.json')))
  .map((id) => ({folder: path.join(listings, id), record: read(path.join(listings, id, 'listing.json'))}))
  .filter(({record}) => record.status && record.category && platform(record.type));
if (models.length < 20) throw new Error(`only ${models.length} records of the demo can be varied`);

function makeListing(site, id, others) {
  const {folder, record} = one(models);
  const to = path.join(site, 'content', 'listings', id);
  fs.cpSync(folder, to, {recursive: true});
  const type = platform(record.type);
  const made = {...record, id};
  delete made.slug;
  if (random(4) === 0) made.status = one(Object.keys(type.status.values));
  if (random(3) === 0) made.visibility = one(['listed', 'unlisted']);
  if (random(4) === 0) made.valid_until = one(['2026-01-31', '2027-01-31']);
  if (random(4) === 0) made.valid_from = one(['2026-01-31', '2027-01-31']);
  if (random(3) === 0 && others.length) made.slug = one([one(others), 'same-address']);
  if (random(2)) made.product = one(['alpha', 'beta']);
  if (random(3) === 0) made.name = {en: one(['Alpha', 'Beta'])};
  fs.writeFileSync(path.join(to, 'listing.json'), JSON.stringify(made, null, 1));
}

function build(site, out) {
  const args = ['build', site, '--out', out, '--now', '2026-11-20T08:00:00Z', '--no-icons', '--explain', '--jobs', '1'];
  fs.rmSync(path.join(site, '.onshelf'), {recursive: true, force: true});
  const {status, stdout, stderr} = spawnSync(process.env.ONSHELF, args, {encoding: 'utf8'});
  if (status > 1) throw new Error(`the build ended with ${status}: ${stderr}`);
  const hidden = [...stdout.matchAll(/^([a-z0-9-]+): (?!left out)/gm)].map(([, id]) => id);
  return {hidden, listed: Number(/^(\d+) listings published/m.exec(stdout)[1])};
}

// Name and bytes of every file but those below u/, and the publication history.
function digest(site, out) {
  const files = new Map();
  const visit = (folder, name) => {
    for (const entry of fs.readdirSync(folder, {withFileTypes: true})) {
      const at = path.join(folder, entry.name), inside = path.posix.join(name, entry.name);
      if (/^(media|[A-Za-z-]+)\/u$/.test(inside)) continue;
      if (entry.isDirectory()) visit(at, inside);
      else files.set(inside, crypto.createHash('sha256').update(fs.readFileSync(at)).digest('hex'));
    }
  };
  visit(out, '');
  files.set('(history)', fs.readFileSync(path.join(site, '.onshelf', 'history.json'), 'utf8'));
  return files;
}

const differences = (a, b) =>
  [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));

let compared = 0, hiddenInAll = 0, listedInAll = 0;
for (let n = 0; n < catalogs; ++n) {
  const site = path.join(work, `site-${n}`), out = path.join(work, `out-${n}`);
  fs.mkdirSync(path.join(site, 'content', 'listings'), {recursive: true});
  fs.cpSync(path.join(sources, 'site'), path.join(site, 'site'), {recursive: true});
  fs.cpSync(path.join(sources, 'content', 'sellers'), path.join(site, 'content', 'sellers'), {recursive: true});
  const ids = [];
  for (let i = 4 + random(5); i-- > 0;) {
    const id = `${one(['a', 'm', 'z'])}${i}`;
    makeListing(site, id, ids);
    ids.push(id);
  }
  const {hidden, listed} = build(site, out);
  const whole = digest(site, out);
  hiddenInAll += hidden.length;
  listedInAll += listed;
  // Without one of them, then without all.
  for (const gone of hidden.length > 1 ? [[one(hidden)], hidden] : [hidden].filter((list) => list.length)) {
    for (const id of gone) fs.rmSync(path.join(site, 'content', 'listings', id), {recursive: true, force: true});
    fs.rmSync(out, {recursive: true});
    build(site, out);
    ++compared;
    const other = differences(whole, digest(site, out));
    if (!other.length) continue;
    ++failures;
    console.log(`catalog ${n} of seed ${seed}: without ${gone.join(', ')} other bytes in ${other.slice(0, 8).join(', ')}`);
  }
  // The comparison sees what it should: now and then all that is listed goes too.
  if (listed > 0 && n % 10 === 0) {
    for (const id of ids) fs.rmSync(path.join(site, 'content', 'listings', id), {recursive: true, force: true});
    fs.rmSync(out, {recursive: true});
    build(site, out);
    if (!differences(whole, digest(site, out)).length) throw new Error('a catalog without its listings looks the same');
  }
  fs.rmSync(site, {recursive: true});
  fs.rmSync(out, {recursive: true});
}
console.log(`${catalogs} catalogs, ${listedInAll} listed and ${hiddenInAll} hidden listings, ${compared} comparisons, ${failures} faults`);
if (hiddenInAll < catalogs || listedInAll < catalogs) throw new Error('too few listings are hidden or listed: this proves nothing');
process.exit(failures ? 1 : 0);
