// _one_line.js: records on one line with a fault at their begin and a marker behind it, at each place where a public field
// has no room for one. No command says the marker, in any format. Prints what does; exits with 1 then.
'use strict';
const fs = require('fs'), path = require('path');
const {spawnSync} = require('child_process');
const {finder} = require('../command/_find_text.js');
const {emptySite, read, workFolder} = require('./_sites.js');

const sources = path.join(__dirname, '../..'), work = workFolder();
const site = path.join(work, 'site'), approved = path.join(work, 'approved');
let failures = 0;
const fail = (words) => { console.log(words); ++failures; };

const kMarker = 'S3CRETMARKER';
const key = {acces_key: kMarker};
const named = [`access_key=${kMarker}`, `access_key: ${kMarker}`, `key ${kMarker}`, `key\u3000${kMarker}`,
  'k'.repeat(80) + kMarker];
const price = {model: 'fixed', currency: 'CNY', prices: [{per: 'month', amount: '9.00'}]};

// What each shape lets nobody read: [what is given for the field, why].
const kMisplaced = {
  line: [{en: 'Text', ...key}, {en: key}, {en: [key]}, [kMarker], [key], ...named.map((name) => ({[name]: 'x'}))],
  text: [{en: 'Text', ...key}, {en: key}, [kMarker]],
  words: [{en: [5], ...key}, {en: [key]}, {en: {a: key}}, [key], ['a', [kMarker]], {...key}],
  plain: [key, [kMarker], [key]],
  url: [key, [kMarker]],
  email: [key, [kMarker]],
  phone: [key, [kMarker]],
  choice: [key, [kMarker]],
  choices: [key, ['nowhere', key], [[kMarker]]],
  picture: [key, [kMarker]],
  files: [key, [key], [[kMarker]]],
  links: [[{name: {en: 'A', ...key}, url: 'x'}], [{name: 'A', url: key}], [{name: 'A', url: 'x', ...key}], {name: 'A', ...key}, [[key]],
    ...named.map((name) => [{name: 'A', url: 'https://example.org/', [name]: 1}])],
  versions: [[{number: 'V1.0', ...key}], [{number: key}], [{number: 'V1.0', notes: {en: 'A', ...key}}], [{number: 'V1.0', date: [kMarker]}], {...key}, [[key]]],
  system: [{version: key}, {name: 'Debian', ...key}, {name: [kMarker]}, [key]],
  parameters: [[{name: 'A', value: 'B', ...key}], [{name: key, value: 'B'}], [{name: 'A', value: key}], {...key}, [[key]]],
  seo: [{title: {en: 'A', ...key}}, {...key}, {title: [kMarker]}, [key]],
  pricing: [{...price, ...key}, {...price, prices: [{per: 'month', amount: '9.00', ...key}]}, {...price, prices: [{per: key}]}, {...price, currency: key},
    {...price, model: 'vcpu', tiers: [{from: 1, ...key}]}, {...price, model: 'vcpu', tiers: [{from: 1, prices: [{...key}]}]}, {...price, text: {en: 'A', ...key}},
    {en: 'A', ...key}, {...price, prices: key}, {...price, tiers: key}, [key]],
};
const kCore = ['slug', 'seller', 'status', 'category', 'subcategory', 'product', 'visibility', 'valid_from', 'valid_until', '$schema'];

emptySite(site);
const places = new Map();  // what is misplaced in each record, by its file
let records = 0;
function add(kind, record, edit, what) {
  const id = `r${records++}`, file = `content/${kind}s/${id}/${kind}.json`;
  // An excerpt shows what stands beside a fault: the misplaced value between two of them, all else after it.
  const faults = kind === 'seller' ? {surprise: 1} : {slug: 'No Slug', status: 'on-shlf'};
  const later = kind === 'seller' ? {surprize: 1} : {category: 'datbases'};
  const made = {...faults, ...edit, ...Object.fromEntries(Object.entries(later).filter(([name]) => !(name in edit)))};
  for (const name of Object.keys(record)) if (!(name in made)) made[name] = record[name];
  made.id = id;
  fs.mkdirSync(path.dirname(path.join(site, file)), {recursive: true});
  fs.writeFileSync(path.join(site, file), JSON.stringify(made));
  if (kind === 'listing') {
    // Also as an edit that waits, and beside an approved state with other values.
    fs.mkdirSync(path.join(site, path.dirname(file), 'draft'));
    fs.writeFileSync(path.join(site, path.dirname(file), 'draft/listing.json'), JSON.stringify(made));
    fs.mkdirSync(path.join(approved, path.dirname(file)), {recursive: true});
    fs.writeFileSync(path.join(approved, file), JSON.stringify({...record, id}));
  }
  places.set(`content/${kind}s/${id}/`, what);
  return id;
}

const shapes = new Set();
let first = '';
for (const name of fs.readdirSync(path.join(sources, 'tests/rules'))) {
  const {base} = read(path.join(sources, 'tests/rules', name)), platform = read(path.join(sources, 'site/platforms', name));
  const kind = platform.status ? 'listing' : 'seller', type = name.replace(/\.json$/, '');
  for (const field of platform.fields) {
    if (field.key.includes('.') || kCore.includes(field.key)) continue;
    if (!field.display.some((word) => ['list', 'detail', 'header', 'seller-panel', 'seo', 'download'].includes(word))) continue;
    for (const value of kMisplaced[field.shape] || []) {
      shapes.add(field.shape);
      const id = add(kind, base, {[field.key]: value}, `${type} ${field.key} ${JSON.stringify(value)}`);
      if (kind === 'listing' && !first) first = id;
    }
  }
  for (const unknown of named) {
    add(kind, base, {[unknown]: 1}, `${type} a member's name`);
    add(kind, base, {['x-' + unknown]: 1}, `${type} the name of a note`);
  }
  if (kind === 'listing')
    for (const member of kCore)
      for (const value of [key, [kMarker], [key]]) add(kind, base, {[member]: value}, `${type} ${member} ${JSON.stringify(value)}`);
}

const secret = finder(kMarker), excerpt = finder('on-shlf');
let commands = 0, quoted = 0;
function say(...args) {
  const {status, stdout, stderr} = spawnSync(process.env.ONSHELF, args, {maxBuffer: 1 << 28});
  if (status === null || status > 1) fail(`onshelf ${args.join(' ')} ended with ${status}: ${stderr}`);
  const said = Buffer.concat([stdout, stderr]);
  ++commands;
  quoted += Boolean(excerpt(said));
  if (!secret(said)) return;
  const told = new Set();
  for (const line of said.toString().split('\n')) {
    // In a text the finding is the line above; elsewhere its own line names the record.
    const at = /content\/(listing|seller)s\/r\d+\//.exec(line);
    if (at) say.record = at[0];
    if (line.includes(kMarker)) told.add(places.get(say.record) || line.slice(0, 200));
  }
  fail(`onshelf ${args.join(' ')}: the marker of ${told.size} places: ${[...told].slice(0, 40).join('\n  ')}`);
}
const now = ['--now', '2026-11-20T08:00:00Z'], all = ['--most', '1000000'];
for (const format of ['text', 'json', 'sarif', 'github', 'junit'])
  for (const more of [[], ['--drafts'], ['--against', approved]]) say('check', site, ...now, ...all, '--format', format, ...more);
say('build', site, '--out', path.join(work, 'out'), ...now, ...all, '--no-icons', '--explain');
say('explain', first, '--site', site, ...now);

console.log(`${records} records, ${shapes.size} shapes, ${commands} commands, ${quoted} of which quote a record; ${failures} faults`);
// Nothing found proves something only where there was something to quote.
for (const shape of Object.keys(kMisplaced)) if (!shapes.has(shape)) fail(`no field of the shape ${shape}`);
if (quoted < 11) fail(`only ${quoted} commands quoted a record`);
process.exit(failures ? 1 : 0);
