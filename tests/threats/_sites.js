// Sites made at random out of the demo's records, built, and compared by their bytes.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path'), crypto = require('crypto');
const {spawnSync} = require('child_process');
const random = require('../support/random.js');

const sources = path.join(__dirname, '../..');

// A folder that goes when the program ends.
function workFolder() {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-sites.'));
  process.on('exit', () => fs.rmSync(work, {recursive: true, force: true}));
  return work;
}

// below(n) and one(list), the same for the same seed.
function choices(seed) {
  const below = random(seed);
  return {below, one: (list) => list[below(list.length)]};
}

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const platform = (type) => read(path.join(sources, 'site', 'platforms', `${type.replace('/', '.')}.json`));
const listingFolder = (site, id) => path.join(site, 'content', 'listings', id);

// Records of the demo that name their status, slug and category as the program does.
function models() {
  const listings = path.join(sources, 'content', 'listings');
  const found = fs.readdirSync(listings)
    .filter((id) => fs.existsSync(path.join(listings, id, 'listing.json')))
    .map((id) => ({folder: path.join(listings, id), record: read(path.join(listings, id, 'listing.json'))}))
    .filter(({record}) => record.status && record.category && platform(record.type));
  if (found.length < 20) throw new Error(`only ${found.length} records of the demo can be varied`);
  return found;
}

// The settings, platforms and sellers of the demo, and no listing.
function emptySite(site) {
  fs.mkdirSync(path.join(site, 'content', 'listings'), {recursive: true});
  fs.cpSync(path.join(sources, 'site'), path.join(site, 'site'), {recursive: true});
  fs.cpSync(path.join(sources, 'content', 'sellers'), path.join(site, 'content', 'sellers'), {recursive: true});
}

// A copy of a model under an id of its own, changed by `edit`.
function addListing(site, id, {folder, record}, edit) {
  fs.cpSync(folder, listingFolder(site, id), {recursive: true});
  const made = {...record, id};
  delete made.slug;
  edit(made);
  fs.writeFileSync(path.join(listingFolder(site, id), 'listing.json'), JSON.stringify(made, null, 1));
}

// What the build printed; it may have left listings out.
function build(site, out, now, ...options) {
  const args = ['build', site, '--out', out, '--now', now, '--no-icons', ...options];
  const {status, stdout, stderr} = spawnSync(process.env.ONSHELF, args, {encoding: 'utf8'});
  if (status > 1) throw new Error(`the build ended with ${status}: ${stderr}`);
  return stdout;
}

const listed = (printed) => Number(/^(\d+) listings published/m.exec(printed)[1]);

// A hash of each file by its name, and the folders, also empty ones.
function digest(folder) {
  const entry = (name) => {
    const place = path.join(folder, name);
    if (fs.statSync(place).isDirectory()) return [name + '/', 'folder'];
    return [name, crypto.createHash('sha256').update(fs.readFileSync(place)).digest('hex')];
  };
  return new Map(fs.readdirSync(folder, {recursive: true}).map(entry));
}
const differences = (a, b) => [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));

module.exports = {addListing, build, choices, differences, digest, emptySite, listed, listingFolder, models, platform, read, workFolder};
