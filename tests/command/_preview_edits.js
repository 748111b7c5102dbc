// node _preview_edits.js SITE NOW OUT EDITS SEED: edits SITE at random under a preview. Prints what is wrong.
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
const broken = new Map();
let made = 0;

const kinds = [
  () => edit(path.join(listings, pick(fs.readdirSync(listings)), 'details.en.md'), (text) => `${text}\nLine ${below(1000)}.\n`),
  () => edit(record(), (text) => text.replace(/"en": "([^"]{3,30})"/, (all, name) => `"en": "${name.slice(0, 20)} ${below(10)}"`)),
  () => edit(record(), (text) => text.replace(/"status": *"[^"]*"/, (all) => below(2) ? '"status": "draft"' : all)),
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
    const from = pick(fs.readdirSync(listings)), id = `made-${++made}`, file = path.join(listings, id, 'listing.json');
    fs.cpSync(path.join(listings, from), path.join(listings, id), {recursive: true});
    edit(file, (text) => text.replace(/"id": *"[^"]*"/, `"id": "${id}"`).replace(/"slug": *"[^"]*",/, '').replace(/"product": *"[^"]*",/, ''));
    if (broken.has(path.join(listings, from, 'listing.json'))) fs.rmSync(path.join(listings, id), {recursive: true});
  },
  () => fs.readdirSync(listings).length > 30 && fs.rmSync(path.dirname(record()), {recursive: true}),
  () => {
    const [one, other] = [path.dirname(record()), path.dirname(record())].map((folder) => path.join(folder, 'icon.png'));
    if (fs.existsSync(one) && fs.existsSync(other)) fs.copyFileSync(one, other);
  },
  () => save(path.join(site, 'templates/footer.html'), fs.readFileSync(path.join(project, 'templates/footer.html'), 'utf8') + `<!-- ${below(100)} -->\n`),
  () => save(path.join(site, 'templates/footer.html'), '{{#NO_END}}'),
  () => fs.rmSync(path.join(site, 'templates'), {recursive: true, force: true}),
  () => edit(path.join(site, 'site/messages/en.json'), (text) => text.replace(/"page.related": "[^"]*"/, `"page.related": "See ${below(100)}"`)),
  () => edit(path.join(site, 'content/sellers', pick(fs.readdirSync(path.join(site, 'content/sellers'))), 'seller.json'), (text) => text + ' '),
];

const memoryOf = (process) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${process}/status`, 'utf8'))[1]);

async function main() {
  const preview = await startPreview(site, ['--now', now]);
  let settled = 0;
  for (let i = 0; i < Number(edits); ++i) {
    for (let together = 1 + below(3); together > 0; --together) pick(kinds)();
    const answer = await fetch(preview.origin + pick(['/en/', '/zh-CN/products/', '/ar/search/', '/en/products/gitea-server/', '/sitemap.xml']), {headers: {cookie: preview.cookie}});
    if (![200, 404].includes(answer.status)) throw new Error(`after edit ${i} a page is ${answer.status}`);
    await answer.arrayBuffer();
    if (i === Math.floor(Number(edits) / 3)) settled = memoryOf(preview.child.pid);
  }
  const memory = memoryOf(preview.child.pid);
  // Of what a catalog of this size takes; 10,000 edits by hand have to keep to it as well.
  if (memory > settled * 1.3 + 20000) throw new Error(`its memory grew from ${settled} to ${memory} kB`);
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
