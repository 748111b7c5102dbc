// node _preview_edits.js SITE NOW OUT EDITS SEED: edits SITE at random under a preview. Prints what is wrong, and what it took.
'use strict';
const fs = require('fs');
const path = require('path');
const {startPreview} = require('../support/preview.js');

const [site, now, out, edits, seed] = process.argv.slice(2);
let random = Number(seed) * 2654435761 % 4294967296;
const below = (most) => {
  random = (random * 1664525 + 1013904223) % 4294967296;
  return Math.floor(random / 4294967296 * most);
};
const pick = (list) => list[below(list.length)];
const listings = path.join(site, 'content/listings');
const project = path.join(__dirname, '../..');

// As editors do: in place, or another file that takes its place.
function save(file, text) {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  if (below(2)) return fs.writeFileSync(file, text);
  fs.writeFileSync(file + '.tmp', text);
  fs.renameSync(file + '.tmp', file);
}

const edit = (file, change) => {
  if (fs.existsSync(file)) save(file, change(fs.readFileSync(file, 'utf8')));
};
const record = () => path.join(listings, pick(fs.readdirSync(listings)), 'listing.json');
const statusOf = (text) => /"status": *"[^"]*"/.exec(text)?.[0];
const approved = new Map(fs.readdirSync(listings).map((id) => [id, statusOf(fs.readFileSync(path.join(listings, id, 'listing.json'), 'utf8'))]));
const broken = new Map();
const platform = 'alibaba-cloud.image.json';
let made = 0;
const most = fs.readdirSync(listings).length + 4;

const kinds = [
  () => edit(path.join(listings, pick(fs.readdirSync(listings)), 'details.en.md'), (text) => `${text.replace(/\nLine \d+\.\n$/, '')}\nLine ${below(1000)}.\n`),
  () => edit(record(), (text) => text.replace(/"en": "([^"]{3,30})"/, (all, name) => `"en": "${name.slice(0, 20)} ${below(10)}"`)),
  () => {
    const file = record(), status = below(3) ? approved.get(path.basename(path.dirname(file))) : '"status": "draft"';
    edit(file, (text) => text.replace(statusOf(text), status));
  },
  () => {
    const file = record();
    if (!broken.has(file)) broken.set(file, fs.readFileSync(file));
    save(file, `{"oops": ${below(100)},,`);
  },
  () => {
    for (const [file, text] of broken) if (fs.existsSync(file)) fs.writeFileSync(file, text);
    broken.clear();
  },
  () => {
    if (fs.readdirSync(listings).length >= most) return;
    const from = pick(fs.readdirSync(listings)), id = `made-${++made}`, file = path.join(listings, id, 'listing.json');
    approved.set(id, approved.get(from));
    fs.cpSync(path.join(listings, from), path.join(listings, id), {recursive: true});
    edit(file, (text) => text.replace(/"id": *"[^"]*"/, `"id": "${id}"`).replace(/"slug": *"[^"]*",/, '').replace(/"product": *"[^"]*",/, ''));
    if (broken.has(path.join(listings, from, 'listing.json'))) fs.rmSync(path.join(listings, id), {recursive: true});
  },
  () => fs.readdirSync(listings).length > most - 8 && fs.rmSync(path.dirname(record()), {recursive: true}),
  () => {
    const [one, other] = [path.dirname(record()), path.dirname(record())].map((folder) => path.join(folder, 'icon.png'));
    if (fs.existsSync(one) && fs.existsSync(other)) fs.copyFileSync(one, other);
  },
  () => save(path.join(site, 'templates/footer.html'), fs.readFileSync(path.join(project, 'templates/footer.html'), 'utf8') + `<!-- ${below(100)} -->\n`),
  () => save(path.join(site, 'templates/footer.html'), '{{#NO_END}}'),
  () => fs.rmSync(path.join(site, 'templates'), {recursive: true, force: true}),
  () => edit(path.join(site, 'site/messages/en.json'), (text) => text.replace(/"page.related": "[^"]*"/, `"page.related": "See ${below(100)}"`)),
  () => save(path.join(site, 'site/platforms', platform), fs.readFileSync(path.join(project, 'site/platforms', platform), 'utf8').replace(/("name": *\{[^}]*"en": *")[^"]*/, `$1Image ${below(100)}`)),
  () => edit(path.join(site, 'content/sellers', pick(fs.readdirSync(path.join(site, 'content/sellers'))), 'seller.json'), (text) => text.trimEnd() + ' '.repeat(below(9))),
];

const fieldOf = (process, field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${process}/status`, 'utf8'))[1]);

// What one process takes as time goes by. The half of it that comes later may not need more than the first, but for what allocators keep.
class Memory {
  #samples = [];
  constructor(name, process) { Object.assign(this, {name, process}); }
  look() { this.#samples.push(fieldOf(this.process, 'VmRSS')); }
  last() { return this.#samples.at(-1); }
  // The most of each tenth.
  tenths() {
    const size = Math.max(1, Math.ceil(this.#samples.length / 10)), parts = [];
    for (let at = 0; at < this.#samples.length; at += size) parts.push(Math.max(...this.#samples.slice(at, at + size)));
    return parts;
  }
  check() {
    const middle = this.#samples.length / 2, first = Math.max(...this.#samples.slice(0, middle)), second = Math.max(...this.#samples.slice(middle));
    if (second > first * 1.05 + 8000) throw new Error(`the memory of ${this.name} grew from ${first} to ${second} kB: ${this.tenths()}`);
  }
}

async function main() {
  const preview = await startPreview(site, ['--now', now]);
  const server = Number(fs.readFileSync(`/proc/${preview.child.pid}/task/${preview.child.pid}/children`, 'utf8').split(' ')[0]);
  const memories = [new Memory('the site', preview.child.pid), new Memory('the server', server)];
  const descriptors = () => [preview.child.pid, server].map((process) => fs.readdirSync(`/proc/${process}/fd`).length);
  const began = Date.now();
  let opened = [], said = 0;
  for (let i = 0; i < Number(edits);) {
    for (let together = 1 + below(4); together > 0; --together, ++i) pick(kinds)();
    const answer = await fetch(preview.origin + pick(['/en/', '/zh-CN/products/', '/ar/search/', '/en/products/gitea-server/', '/sitemap.xml']), {headers: {cookie: preview.cookie}});
    if (![200, 404].includes(answer.status)) throw new Error(`after edit ${i} a page is ${answer.status}`);
    await answer.arrayBuffer();
    for (const memory of memories) memory.look();
    if (i < 30) opened = descriptors();
    // (Whoever runs ten thousand wants to see that it goes on.)
    if (i >= said + 1000) console.log(`${said += 1000} edits: ${memories.map((memory) => memory.last()).join(', ')} kB`);
  }
  const seconds = (Date.now() - began) / 1000;
  for (const memory of memories) console.log(`${memory.name}: ${memory.tenths().join(' ')} kB`);
  console.log(`${edits} edits in ${seconds.toFixed(0)} s, ${(edits / seconds).toFixed(1)} a second; open files ${opened} then ${descriptors()}`);
  // (Before that it has not seen everything once.)
  if (edits >= 60) for (const memory of memories) memory.check();
  // (The cache has up to 32 small packs before it makes one of them, and old ones are open until the next state.)
  if (descriptors().some((count, which) => count > opened[which] + 80)) throw new Error('files stay open');
  kinds[4]();
  fs.rmSync(path.join(site, 'templates'), {recursive: true, force: true});
  await preview.removeDrafts(site);
  const state = await preview.stateWhen('/en/', ({problems}) => problems.length === 0);
  if (!state.version) throw new Error('the state has no version');
  const {files, others} = await preview.compareWithBuild(site, out, now);
  if (files < 200) throw new Error(`only ${files} files were compared`);
  if (others.length > 0) throw new Error(`${others.length} of ${files} files are not those of a build: ${others.slice(0, 5).join(', ')}`);
  await preview.stop();
}

main().then(() => process.exit(0), (error) => {
  console.log(error);
  process.exit(1);
});
