// _markers.js: a site with every product type in every status, each field that is not public filled with markers. No byte
// of what a build makes and keeps, and of what any command says, has one. Prints what has; exits with 1 then.
'use strict';
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const {spawnSync} = require('child_process');
const {finder} = require('../command/_find_text.js');
const files = require('../support/files.js'), chunk = require('../support/png_chunk.js');
const {emptySite, read, workFolder} = require('./_sites.js');

const sources = path.join(__dirname, '../..'), work = workFolder();
const site = path.join(work, 'site'), out = path.join(work, 'out');
const write = (name, bytes) => {
  fs.mkdirSync(path.dirname(path.join(site, name)), {recursive: true});
  fs.writeFileSync(path.join(site, name), bytes);
};
let failures = 0;
const fail = (words) => { console.log(words); ++failures; };

// What stands in confidential values, and in the public ones of listings that nobody may see.
const kSecret = '-MARKER-', kUnseen = '-UNSEEN-';
let planted = 0;
const kDisguises = [
  (text) => text,
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => [...text].map((c) => '%' + c.charCodeAt(0).toString(16)).join(''),
  (text) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join(''),
  (text) => [...text].map((c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')).join(''),
];
const marker = (field) => kDisguises[planted++ % kDisguises.length](`SECRET${kSecret}${field}`);

const kPublic = ['list', 'detail', 'header', 'seller-panel', 'seo', 'download'];
const isPublic = (field) => field.display.some((word) => kPublic.includes(word));

function confidential(field) {
  const text = marker(field.key);
  if (field.shape === 'text' || field.shape === 'line') return {en: text};
  if (field.shape === 'words') return {en: [text]};
  if (field.shape !== 'hidden') return text;
  return [text, {note: text, [text]: [text, {deep: text}]}, [text, text]][planted % 3];
}
// Of no readable form, so that every finding there is has something to quote.
const unreadable = (field) => ({[marker(field.key)]: [marker(field.key), {[marker(field.key)]: 7}]});

// With a marker in its metadata and another behind its end.
function picture({width, height, dpi}) {
  const header = Buffer.alloc(13), density = Buffer.alloc(9);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const perMetre = Math.round((dpi || 72) / 0.0254);
  density.writeUInt32BE(perMetre, 0);
  density.writeUInt32BE(perMetre, 4);
  density[8] = 1;
  const rows = Buffer.alloc((width * 3 + 1) * height, 90);
  for (let y = 0; y < height; ++y) rows[y * (width * 3 + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('pHYs', density),
    chunk('tEXt', Buffer.from('Comment\0' + marker('picture'))),
    chunk('zTXt', Buffer.concat([Buffer.from('More\0\0'), zlib.deflateSync(marker('picture'))])),
    chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0)), Buffer.from(marker('trailer'))]);
}
const file = (spec) => spec.picture ? picture(spec) : Buffer.from(spec.starts.padEnd(spec.bytes, ' '));

// JSON with every letter of a marker as an escape, for each second record.
const escaped = (json) => json.replace(/SECRET-MARKER-/g, (text) =>
  [...text].map((c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')).join(''));

const types = fs.readdirSync(path.join(sources, 'tests/rules')).map((name) =>
  ({name: name.replace(/\.json$/, ''), ...read(path.join(sources, 'tests/rules', name)), platform: read(path.join(sources, 'site/platforms', name))}));
const listings = [];
let public_ones = 0;

function addListing(type, status, seen, form) {
  const id = `l${listings.length}`, folder = `content/listings/${id}`, {platform} = type;
  const record = {...type.base, id, status, name: {en: `Visible ${id}`}, 'x-note': marker('x-note')};
  const isPublished = platform.status.values[status].publish && form === 'sound';
  for (const field of platform.fields) {
    const isFlag = platform.visibility && field.key === platform.visibility.field;
    if (isPublic(field) || isFlag) continue;
    // What a buyer sees when ordering is no secret: its languages are named when they are wrong.
    if (form !== 'sound' && field.display.includes('order')) continue;
    if (form !== 'sound') record[field.key] = unreadable(field);
    else if (field.shape !== 'choice') record[field.key] = confidential(field);
  }
  if (platform.visibility) record[platform.visibility.field] = platform.visibility[seen][0];
  if (form === 'broken') record.category = 'no-such-category';
  if (!isPublished) {
    record.name = {en: `Name${kUnseen}${id}`};
    record.summary = {en: `Summary${kUnseen}${id} of fifteen or more.`};
    record.details = {en: `Details${kUnseen}${id}. ${(type.base.details || {en: ''}).en}`};
  }
  let json = JSON.stringify(record, null, listings.length % 3 ? 1 : 0);
  if (listings.length % 2) json = escaped(json);
  // The file ends in the middle of what is confidential.
  if (form === 'cut') json = json.slice(0, json.lastIndexOf('7'));
  write(`${folder}/listing.json`, json);
  for (const [name, spec] of Object.entries(type.files)) write(`${folder}/${name}`, file(spec));
  write(`${folder}/SECRET${kSecret}file.pdf`, '%PDF-1.7 ' + marker('file'));
  write(`${folder}/notes.txt`, Buffer.from(marker('notes'), 'utf16le'));
  write(`${folder}/draft/listing.json`, JSON.stringify({...record, name: {en: `Draft${kUnseen}${id}`}}));
  public_ones += isPublished && seen === 'listed';
  listings.push({id, isPublished, seen, form});
}

emptySite(site);
for (const type of types) {
  if (!type.platform.status) {
    for (const form of ['sound', 'broken']) {
      const id = `${type.name.replace(/\./g, '-')}-${form}`, record = {...type.base, id, 'x-note': marker('x-note')};
      for (const field of type.platform.fields)
        if (!isPublic(field)) record[field.key] = form === 'sound' ? confidential(field) : unreadable(field);
      if (form === 'broken') record.email = [7];
      write(`content/sellers/${id}/seller.json`, JSON.stringify(record, null, 1));
    }
    continue;
  }
  for (const status of Object.keys(type.platform.status.values))
    for (const seen of type.platform.visibility ? ['listed', 'unlisted'] : ['listed'])
      for (const form of ['sound', 'broken', 'cut']) addListing(type, status, seen, form);
}

function run(...args) {
  const {status, stdout, stderr} = spawnSync(process.env.ONSHELF, args, {maxBuffer: 1 << 28});
  if (status === null || status > 1) fail(`onshelf ${args.join(' ')} ended with ${status}: ${stderr}`);
  return Buffer.concat([stdout, stderr]);
}
const now = ['--now', '2026-11-20T08:00:00Z'], all = ['--most', '100000'];
const said = new Map();
const say = (...args) => said.set(`onshelf ${args.join(' ')}`, run(...args));
say('build', site, '--out', out, ...now, ...all, '--explain');
for (const format of ['text', 'json', 'sarif', 'github', 'junit']) say('check', site, ...now, ...all, '--format', format);
say('check', site, ...now, ...all, '--drafts', '--render', '--lang', 'zh-CN');
say('audit', out, ...all);
const told = new Set();
for (const {id, isPublished, seen, form} of listings) {
  const kind = `${isPublished} ${seen} ${form}`;
  if (told.has(kind)) continue;
  told.add(kind);
  say('explain', id, '--site', site, ...now);
}

// One file of a listing, for a colleague: sound, broken and cut off, in each state of the review's.
const exported = new Set();
for (const {id, isPublished, seen, form} of listings) {
  const kind = `${isPublished} ${isPublished && form === 'sound' && seen} ${form}`;
  if (exported.has(kind)) continue;
  exported.add(kind);
  say('preview', site, '--listing', id, '--export', '-', ...now);
}

const secret = finder(kSecret), unseen = finder(kUnseen), visible = finder('Visible ');
let searched = 0, shown = 0;
for (const place of [out, path.join(site, '.onshelf')])
  for (const name of files(place)) {
    ++searched;
    for (const bytes of [fs.readFileSync(name), Buffer.from(path.relative(place, name))]) {
      const how = secret(bytes) || unseen(bytes);
      if (how) fail(`${path.relative(work, name)}: a marker, ${how}`);
      shown += Boolean(visible(bytes));
    }
  }
for (const [command, bytes] of said) {
  const how = secret(bytes);
  if (how) fail(`${command}: a marker, ${how}: ${bytes.toString().split('\n').find((line) => line.includes(kSecret)) || ''}`);
}
const pages = [...files(out)].filter((name) => name.endsWith('.html')).length;
console.log(`${planted} markers in ${listings.length} listings, ${public_ones} of them listed; ` +
  `${searched} files, ${pages} pages and ${said.size} commands searched, ${failures} faults`);
// A search that finds nothing proves something only where there was something to find.
const published = Number((/(\d+) listings published/.exec(said.values().next().value) || [])[1]);
if (!(published >= public_ones && public_ones >= 6)) fail(`only ${published} listings were published`);
if (shown < public_ones) fail(`only ${shown} files show what is public`);
if (![...said].some(([command, bytes]) => command.includes('--export') && bytes.includes('srcdoc="') && visible(bytes))) fail('no exported file shows what is public');
if (planted < 2000) fail(`only ${planted} markers were planted`);
process.exit(failures ? 1 : 0);
