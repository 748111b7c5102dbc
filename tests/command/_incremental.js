// _incremental.js STEPS SEED: one site, edited at random STEPS times and built after each: records, texts, pictures, sellers, messages,
// templates, the theme, platform files, settings, the clock, the output, and the memory of builds itself. Each output is compared
// with that of a clean build of the same state with the same publication history: no state, no cache. Prints what is not so; exits with 1 then.
'use strict';
const fs = require('fs'), path = require('path');
const {spawnSync} = require('child_process');
const {addListing, choices, differences, digest, emptySite, listingFolder, models, platform, read, workFolder} = require('../threats/_sites.js');

const [steps, seed] = process.argv.slice(2).map(Number);
const {below, one} = choices(seed), records = models(), work = workFolder();
const sources = path.join(__dirname, '../..');
const site = path.join(work, 'site'), out = path.join(work, 'out'), clean = path.join(work, 'clean');
const state = path.join(site, '.onshelf'), cache = path.join(work, 'cache');

emptySite(site);
for (const folder of ['templates', 'themes']) fs.cpSync(path.join(sources, folder), path.join(site, folder), {recursive: true});
const ids = [];
const jsonFile = (file, edit) => { const json = read(file); edit(json); fs.writeFileSync(file, JSON.stringify(json, null, 1)); };
const settings = (edit) => jsonFile(path.join(site, 'site', 'site.json'), edit);
// (Lists in the order of changes want the whole plan with each edit; the step `sorts` brings them now and then.)
settings((json) => { json.page_size = 6; json.icon_sizes = [48, 96]; json.sorts = ['newest']; });
const change = (id, edit) => jsonFile(path.join(listingFolder(site, id), 'listing.json'), edit);
const texts = (id) => fs.readdirSync(listingFolder(site, id)).filter((name) => /\.(md|html)$/.test(name));
const some = () => one(ids);
const words = () => `word ${below(50)}`;
const files = (folder) => fs.readdirSync(folder, {recursive: true}).filter((name) => fs.statSync(path.join(folder, name)).isFile());
const sellers = () => fs.readdirSync(path.join(site, 'content', 'sellers'));
// A fault stays until the page is made again, so not every step has to be looked at.
const kCompared = 3;
let day = 0, useCache = false, extra = ['--no-icons'];

const kSteps = {
  nothing() {},
  add() {
    const id = `n${below(1000)}`;
    if (ids.includes(id) || ids.length > 18) return;
    addListing(site, id, one(records), () => {});
    ids.push(id);
  },
  remove() {
    if (ids.length < 5) return;
    const [id] = ids.splice(below(ids.length), 1);
    fs.rmSync(listingFolder(site, id), {recursive: true});
  },
  name() { change(some(), (r) => { r.name = {en: `Name ${below(30)}`, 'zh-CN': `名称 ${below(30)}`}; delete r.Name; }); },
  text() {
    const id = some(), name = one(texts(id)) || 'details.en.md';
    fs.appendFileSync(path.join(listingFolder(site, id), name), `\n\nMore ${words()}.\n`);
  },
  // An edit that keeps size and modification time, as an unpacked archive may.
  same_time() {
    const id = some(), name = one(texts(id));
    if (!name) return;
    const file = path.join(listingFolder(site, id), name), was = fs.statSync(file), bytes = fs.readFileSync(file);
    const at = bytes.findIndex((byte) => byte >= 0x61 && byte < 0x7a);
    if (at < 0) return;
    bytes[at] += 1;
    fs.writeFileSync(file, bytes);
    fs.utimesSync(file, was.atime, was.mtime);
  },
  // Other times, the same bytes: a fresh checkout.
  touch() { for (const id of ids) for (const name of fs.readdirSync(listingFolder(site, id))) fs.utimesSync(path.join(listingFolder(site, id), name), day, day + below(1000)); },
  price() { change(some(), (r) => { r.pricing = {model: 'fixed', currency: 'USD', prices: [{per: 'month', amount: `${1 + below(90)}`}]}; delete r.Pricing; }); },
  category() { change(some(), (r) => { const other = one(records).record; r.category = other.category; if (other.subcategory) r.subcategory = other.subcategory; else delete r.subcategory; }); },
  tags() { change(some(), (r) => { r.tags = {en: [words(), words()], 'zh-CN': [`标签 ${below(30)}`]}; delete r.Tags; }); },
  // Few values, in several spellings: lists come, go, and are called otherwise.
  shared_tags() { change(some(), (r) => { r.tags = {en: [one(['Alpha', 'alpha', 'ALPHA', 'C++']), `tag ${below(3)}`], ...(below(2) && {'zh-CN': [one(['备份', 'alpha', '数据库'])]})}; delete r.Tags; }); },
  system() { change(some(), (r) => { if (r.operating_system) r.operating_system = {name: one(['Debian', 'debian', 'Rocky Linux']), version: `${9 + below(3)}`}; }); },
  billing() { change(some(), (r) => { r.pricing = one([{model: 'free'}, {model: 'text', text: {en: 'Ask.'}}]); delete r.Pricing; }); },
  hide() { change(some(), (r) => { r.visibility = 'unlisted'; }); },
  show() { change(some(), (r) => { for (const key of ['visibility', 'valid_from', 'valid_until']) delete r[key]; }); },
  expire() { change(some(), (r) => { r.valid_until = `2026-11-${10 + below(20)}`; }); },
  begin() { change(some(), (r) => { r.valid_from = `2026-11-${10 + below(20)}`; }); },
  slug() { change(some(), (r) => { r.slug = `address-${below(6)}`; }); },
  product() { change(some(), (r) => { r.product = `shared-${below(2)}`; }); },
  status() { change(some(), (r) => { r.status = one(Object.keys(platform(r.type).status.values)); }); },
  approve() { change(some(), (r) => { r.status = Object.entries(platform(r.type).status.values).find(([, value]) => value.publish !== false && JSON.stringify(value).includes('true'))?.[0] || r.status; }); },
  rename() {
    const id = some(), to = `r${below(1000)}`;
    if (ids.includes(to)) return;
    fs.renameSync(listingFolder(site, id), listingFolder(site, to));
    ids[ids.indexOf(id)] = to;
    change(to, (r) => { r.id = to; });
  },
  break_record() { fs.appendFileSync(path.join(listingFolder(site, some()), 'listing.json'), '}'); },
  mend() {
    for (const id of ids) {
      const file = path.join(listingFolder(site, id), 'listing.json');
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/\}+\s*$/, '}'));
    }
  },
  give_picture() {
    const from = listingFolder(site, some()), to = listingFolder(site, some());
    const picture = fs.readdirSync(from).find((name) => name.endsWith('.png'));
    const target = fs.readdirSync(to).find((name) => name.endsWith('.png'));
    if (picture && target && from !== to) fs.copyFileSync(path.join(from, picture), path.join(to, target));
  },
  // A file that nobody reads, too large for a fingerprint: its listing is read again in each build.
  huge() {
    const file = path.join(listingFolder(site, some()), 'huge.bin');
    fs.closeSync(fs.openSync(file, 'w'));
    fs.truncateSync(file, (65 << 20) + below(9));
  },
  small_again() { for (const id of ids) fs.rmSync(path.join(listingFolder(site, id), 'huge.bin'), {force: true}); },
  seller() {
    const file = path.join(site, 'content', 'sellers', one(sellers()), 'seller.json');
    jsonFile(file, (json) => { const key = ['name', 'company_name'].find((name) => json[name]); if (key) json[key] = {en: `Seller ${below(40)}`}; });
  },
  seller_gone() {
    const name = one(sellers()), folder = path.join(site, 'content', 'sellers', name);
    if (sellers().length > 4) fs.rmSync(folder, {recursive: true});
  },
  seller_back() { fs.cpSync(path.join(sources, 'content', 'sellers'), path.join(site, 'content', 'sellers'), {recursive: true}); },
  message() {
    const tag = one(read(path.join(site, 'site', 'site.json')).locales).tag;
    jsonFile(path.join(site, 'site', 'messages', `${tag}.json`), (json) => {
      const key = one(Object.keys(json).filter((name) => typeof json[name] === 'string' && !json[name].includes('{')));
      json[key] = `${words()}`;
    });
  },
  template() {
    const name = one(fs.readdirSync(path.join(site, 'templates')).filter((file) => /^(detail|list|home|footer|card|not_found|search|sellers|compare|compare_bar|fact_values)\.html$/.test(file)));
    fs.appendFileSync(path.join(site, 'templates', name), `<!-- ${words()} -->\n`);
  },
  count_everywhere() { fs.appendFileSync(path.join(site, 'templates', 'footer.html'), '<p>{{ALL_COUNT}}</p>\n'); },
  template_back() { fs.cpSync(path.join(sources, 'templates'), path.join(site, 'templates'), {recursive: true}); },
  style() { fs.appendFileSync(path.join(site, 'themes', 'default', 'style.css'), `/* ${words()} */\n`); },
  script() { fs.appendFileSync(path.join(site, 'themes', 'default', one(['search.js', 'compare.js'])), `// ${words()}\n`); },
  platform() {
    const name = one(fs.readdirSync(path.join(site, 'site', 'platforms')).filter((file) => file.endsWith('.json')));
    jsonFile(path.join(site, 'site', 'platforms', name), (json) => {
      if (json.platform_name) json.platform_name.en = `Platform ${below(9)}`;
      else if (json.name) json.name.en = `Kind ${below(9)}`;
    });
  },
  category_name() { jsonFile(path.join(site, 'site', 'categories.json'), (json) => { one(json.categories).name.en = `Category ${below(9)}`; }); },
  title() { settings((json) => { json.name.en = `Shop ${below(9)}`; }); },
  facets() { settings((json) => { json.facets = ['category', 'platform', 'seller', 'billing', 'os', 'region', 'tag'].filter(() => below(4) > 0); }); },
  sorts() { settings((json) => { json.sorts = ['newest', 'updated'].filter(() => below(3) > 0); }); },
  compare() { settings((json) => { json.compare = below(2) === 0; }); },
  page_size() { settings((json) => { json.page_size = 6 + below(3); }); },
  key() { settings((json) => { json.unlisted_key = `a long random text ${below(5)} and more of it`; }); },
  base() { settings((json) => { json.base_url = one(['https://shop.example/', 'https://shop.example/catalog/', 'https://other.example/']); }); },
  locale() {
    settings((json) => {
      const others = json.locales.filter((locale) => locale.tag !== 'fr');
      json.locales = others.length === json.locales.length ? [...others, {tag: 'fr', fallback: ['de']}] : others;
    });
  },
  fallback_pages() {
    settings((json) => { json.fallback_pages = {below: one([1, 30, 100]), are: one(['copies', 'omitted'])}; });
  },
  fallback_pages_back() { settings((json) => { delete json.fallback_pages; }); },
  name_index() { settings((json) => { json.name_index = !json.name_index; }); },
  precompress() { settings((json) => { json.precompress = one([[], ['gz'], ['br'], ['gz', 'br']]); }); },
  icons() { extra = extra.length ? [] : ['--no-icons']; },
  clock() { day += below(4); },
  clock_back() { day = Math.max(0, day - below(6)); },
  no_state() { fs.rmSync(path.join(useCache ? cache : state, 'state.db'), {force: true}); },
  no_cache() { fs.rmSync(useCache ? cache : path.join(state, 'cache'), {recursive: true, force: true}); },
  cut_state() { const file = path.join(useCache ? cache : state, 'state.db'); if (fs.existsSync(file)) fs.truncateSync(file, below(fs.statSync(file).size)); },
  cut_cache() {
    const folder = useCache ? cache : path.join(state, 'cache');
    if (!fs.existsSync(folder)) return;
    const file = path.join(folder, one(files(folder)) || 'x');
    if (fs.existsSync(file)) fs.truncateSync(file, below(fs.statSync(file).size + 1));
  },
  spoil_cache() {
    const folder = path.join(useCache ? cache : path.join(state, 'cache'), 'packs');
    if (!fs.existsSync(folder)) return;
    const name = one(fs.readdirSync(folder));
    if (!name) return;
    const bytes = fs.readFileSync(path.join(folder, name));
    if (!bytes.length) return;
    bytes[below(bytes.length)] ^= 0x55;
    fs.writeFileSync(path.join(folder, name), bytes);
  },
  other_cache() { useCache = !useCache; },
  spoil_output() {
    const name = one(files(out));
    if (name !== 'robots.txt') fs.appendFileSync(path.join(out, name), 'x');
  },
  lose_output() {
    const name = one(files(out));
    if (name !== 'robots.txt') fs.rmSync(path.join(out, name));
  },
  lose_all_output() { fs.rmSync(out, {recursive: true, force: true}); },
};
// The memory is lost less often than the site is edited, or little would be left to start from.
const kRare = new Set(['no_state', 'no_cache', 'cut_state', 'cut_cache', 'spoil_cache', 'lose_all_output', 'other_cache', 'locale', 'base', 'key', 'icons', 'page_size', 'facets', 'sorts', 'compare', 'platform', 'template', 'count_everywhere', 'style', 'script']);
// A text is edited most often, as by people, and it is the edit for which most is left as it stands.
const names = Object.keys(kSteps), frequent = [...names.filter((name) => !kRare.has(name)), ...Array(20).fill('text')];

const now = () => new Date(Date.UTC(2026, 10, 12 + day)).toISOString().replace('.000', '');
function run(to, ...options) {
  const {status, signal, stdout, stderr} = spawnSync(process.env.ONSHELF, ['build', site, '--out', to, '--now', now(), '--format', 'json', '--stats', ...extra, ...options], {encoding: 'utf8', maxBuffer: 1 << 28});
  if (status === null || status > 1) throw new Error(`seed ${seed}, after ${done.slice(-3).join(', ')}: the build ended with ${status || signal}: ${stdout}${stderr}`);
  return {found: JSON.parse(stdout), said: stderr};
}
// What was said of the site, but for what only the memory of builds, the folder's name or foreign files have to do with.
const findings = (report) => JSON.stringify(report.found.findings.filter((finding) => !/^(state-|output-|cache-)/.test(finding.rule)));

for (let i = 0; i < 12; ++i) kSteps.add();
let failures = 0, made = 0, compared = 0, takenUp = 0;
const done = [], counts = {};
for (let step = 0; step < steps; ++step) {
  const edits = step === 0 ? [] : Array.from({length: 1 + (below(4) === 0 ? below(3) : 0)}, () => one(below(6) === 0 ? names : frequent));
  for (const edit of edits) {
    try {
      kSteps[edit]();
      counts[edit] = (counts[edit] || 0) + 1;
    } catch (error) {
      if (!(error instanceof SyntaxError) && error.code !== 'ENOENT') throw error;  // a broken record cannot be edited, a lost file not spoilt
    }
  }
  done.push(edits.join('+') || 'first');
  const history = path.join(state, 'history.json'), before = path.join(work, 'history.json');
  fs.rmSync(before, {force: true});
  if (fs.existsSync(history)) fs.copyFileSync(history, before);
  const built = run(out, ...(useCache ? ['--cache', cache] : []));
  takenUp += /^plan .* as before$/m.test(built.said);
  made += Number(/: (\d+) written/.exec(built.said)[1]);
  if (step % kCompared !== 0) continue;
  // The clean one: nothing that builds remember, another place for it, and the history as it was.
  const memory = path.join(work, 'memory'), copy = path.join(work, 'history-after.json');
  for (const place of [memory, clean, copy]) fs.rmSync(place, {recursive: true, force: true});
  if (fs.existsSync(before)) fs.copyFileSync(before, copy);
  const rules = fs.readFileSync(path.join(state, 'nginx.conf'));
  const anew = run(clean, '--cache', memory, '--history', copy);
  const trail = () => `seed ${seed}, step ${step}, after ${done.slice(-6).join(', ')}`;
  ++compared;
  // What somebody spoilt and nobody wants any more stays, and is told.
  const left = built.found.findings.filter((finding) => /^output-(changed|foreign)$/.test(finding.rule))
    .map((finding) => path.relative(out, path.resolve(finding.where.file)));
  const other = differences(digest(out), digest(clean)).filter((name) => !left.some((file) => file === name || file.startsWith(name)));
  if (other.length) { ++failures; console.log(`${trail()}: other bytes in ${other.slice(0, 8).join(', ')}`); }
  if (!fs.readFileSync(history).equals(fs.readFileSync(copy))) { ++failures; console.log(`${trail()}: another history`); }
  if (!rules.equals(fs.readFileSync(path.join(state, 'nginx.conf')))) { ++failures; console.log(`${trail()}: other rules for nginx`); }
  if (findings(built) !== findings(anew)) { ++failures; console.log(`${trail()}: other findings`); }
  if (failures > 5) break;
  // What was seen too shortly ago is not believed; now and then there is time.
  if (below(12) === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2100);
}
if (made < steps * 5) throw new Error(`only ${made} files were written: this proves nothing`);
// (How many depends on how long the machine takes: what is too young is looked at again.)
if (takenUp === 0 && steps >= 300) throw new Error('no plan was taken up again: this proves little');
console.log(`${steps} steps of seed ${seed} (${Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ')}): ${compared} times compared, ${takenUp} plans taken up again, ${failures} faults; ${made} files written`);
process.exit(failures ? 1 : 0);
