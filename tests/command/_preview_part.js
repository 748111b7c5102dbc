// node _preview_part.js SITE NOW OUT: looks at a preview whose reading stands still, and then at the same when all was read. Prints what is
// wrong.
'use strict';
const fs = require('fs');
const path = require('path');
const {startPreview} = require('../support/preview.js');

const [site, now, out] = process.argv.slice(2);
const listings = path.join(site, 'content/listings');
const fileOf = (id) => path.join(listings, id, 'listing.json');
const script = '<script src="/-/onshelf/preview.js" type="module"></script>';

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

// Enough to be read for a while.
function copyListings(count) {
  const from = path.join(listings, 'gitea-alibaba');
  for (const id of fs.readdirSync(listings)) if (id !== 'gitea-alibaba') fs.rmSync(path.join(listings, id), {recursive: true});
  for (let i = 0; i < count; ++i) {
    const id = `copy-${i}`;
    fs.cpSync(from, path.join(listings, id), {recursive: true});
    fs.rmSync(path.join(listings, id, 'draft'), {recursive: true, force: true});
    const text = fs.readFileSync(fileOf(id), 'utf8');
    fs.writeFileSync(fileOf(id), text.replace(/"id": *"[^"]*"/, `"id": "${id}"`).replace(/"slug": *"[^"]*",/, '').replace(/"product": *"[^"]*",/, ''));
  }
}

const childrenOf = (process) => fs.readFileSync(`/proc/${process}/task/${process}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

// With its workers stopped in the middle of it. (The address is there before they are: it is tried again should all be read already.)
async function startPart(options) {
  for (let attempt = 0; attempt < 10; ++attempt) {
    fs.rmSync(path.join(site, '.onshelf/cache'), {recursive: true, force: true});
    const preview = await startPreview(site, ['--now', now, '--jobs', '1', ...options]);
    const page = new URL(preview.address).pathname, [server] = childrenOf(preview.child.pid);
    let stopped = [];
    while (!stopped.length && !/listings shown/.test(preview.errors())) {
      // (A page makes sure that who was there before is not one that answers it.)
      await preview.state(page);
      for (const worker of childrenOf(preview.child.pid).filter((child) => child !== server)) {
        try { process.kill(worker, 'SIGSTOP'); stopped.push(worker); } catch { /* it had ended */ }
      }
    }
    const goOn = () => stopped.forEach((worker) => {
      try { process.kill(worker, 'SIGCONT'); } catch { /* it was killed: the preview had done with it already when it was stopped */ }
    });
    if (stopped.length && (await preview.state(page)).reading) return {preview, page, goOn};
    await preview.stop();
  }
  throw new Error('all was read before it could be stopped');
}

// Saved at once, as one change.
function saveAtOnce(file, text) {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(`${file}.tmp`, text);
  fs.renameSync(`${file}.tmp`, file);
}

// Other rules for all records: what is looked at is judged by them at once, the rest behind.
async function followRules(preview, page, get, textOf) {
  const project = path.join(__dirname, '../..');
  const name = 'site/platforms/alibaba-cloud.image.json', rules = fs.readFileSync(path.join(project, name), 'utf8');
  let edits = 0;
  const relabel = () => {
    const label = `Relabelled ${++edits}`;
    saveAtOnce(path.join(site, name), rules.replace(/("name": *\{[^}]*"en": *")[^"]*/, `$1${label}`));
    return label;
  };
  const [server] = childrenOf(preview.child.pid);
  const whole = () => preview.stateWhen(page, ({reading}) => !reading);
  // One that was broken before keeps its page.
  const broken = fileOf('copy-9'), sound = fs.readFileSync(broken);
  fs.writeFileSync(broken, '{"oops",,');
  await preview.stateWhen('/en/products/copy-9/', ({listing}) => listing?.is_stale);
  await preview.state(page);

  let label = '', stopped = [];
  for (let attempt = 0; attempt < 10 && !stopped.length; ++attempt) {
    const {version} = await whole();
    label = relabel();
    await preview.stateWhen(page, (state) => state.version !== version);
    for (let state = await preview.state(page); state.reading && !stopped.length; state = await preview.state(page)) {
      for (const worker of childrenOf(preview.child.pid).filter((child) => child !== server)) {
        try { process.kill(worker, 'SIGSTOP'); stopped.push(worker); } catch { /* it had ended */ }
      }
    }
    if (!(await preview.state(page)).reading) stopped = [];
  }
  check(stopped.length, 'all was judged anew before it could be stopped');
  check((await textOf(preview, page)).includes(label), 'the page that is open does not follow the platform file');
  check((await textOf(preview, '/de/products/copy-7/')).includes('lang="de"'), 'another listing is not there while the rest is judged');
  const kept = await get(preview, '/en/products/copy-9/');
  check(kept.status === 200 && (await preview.state('/en/products/copy-9/')).listing.is_stale, `a record that was broken before is ${kept.status}`);
  fs.writeFileSync(broken, sound);
  await preview.stateWhen('/en/products/copy-9/', ({listing}) => listing && !listing.is_stale);
  const answered = [];
  const later = ['/en/', '/en/products/', '/sitemap.xml'].map(async (target) => {
    const answer = await get(preview, target);
    answered.push(target);
    return answer.status;
  });

  // What else is saved beside the records is followed meanwhile, and a mistake told.
  const footer = fs.readFileSync(path.join(project, 'templates/footer.html'), 'utf8');
  const {version} = await preview.state(page);
  saveAtOnce(path.join(site, 'templates/footer.html'), `${footer}<p>Followed meanwhile</p>`);
  await preview.stateWhen(page, (state) => state.version !== version);
  check((await textOf(preview, page)).includes('Followed meanwhile'), 'a template is not followed while the rest is judged');
  saveAtOnce(path.join(site, name), '{"oops",,');
  await preview.stateWhen(page, ({problems}) => problems.length > 0);
  check((await get(preview, page)).status === 200, 'a broken platform file took the page');
  check((await preview.state(page)).reading && !answered.length, `the reading went on, ${answered} was answered`);

  // Other rules again: what is being read is of no use any more.
  label = relabel();
  await preview.stateWhen(page, ({problems}) => !problems.length);
  check((await textOf(preview, page)).includes(label), 'the page that is open does not follow the second edit');
  const statuses = await Promise.all(later);
  check(statuses.join() === '200,200,200', `what waited is ${statuses}`);
  await whole();
  await preview.removeDrafts(site);
  fs.rmSync(out, {recursive: true, force: true});
  const {files, others} = await preview.compareWithBuild(site, out, now);
  check(files > 500 && !others.length, `after other rules ${others.length} of ${files} files are not those of a build: ${others.slice(0, 5)}`);
  check(fs.readFileSync(path.join(out, 'en/products/copy-7/index.html'), 'utf8').includes(label), 'the build does not show the platform file');
}

async function main() {
  copyListings(60);
  const get = (preview, target) => fetch(preview.origin + target, {headers: {cookie: preview.cookie}});
  const textOf = async (preview, target) => (await get(preview, target)).text();

  // It ends at once when it is told to.
  const ended = await startPart(['--listing', 'copy-50']);
  await ended.preview.stop();

  const {preview, page, goOn} = await startPart(['--listing', 'copy-50']);
  const own = await get(preview, page);
  check(page === '/en/products/copy-50/' && own.status === 200, `the first page ${page} is ${own.status}`);
  const state = await preview.state(page);
  check(state.listing?.id === 'copy-50' && state.listing.has_page, 'the first page has no state');
  check(state.reading.total === fs.readdirSync(listings).length && state.reading.done < state.reading.total, `it says that ${JSON.stringify(state.reading)} is read`);
  for (const name of /src="(\/media\/[^"]+)"/.exec(await own.text())?.slice(1) ?? [])
    check((await get(preview, name)).status === 200, `its picture ${name} is not there`);
  check((await textOf(preview, '/de/products/copy-50/')).includes('lang="de"'), 'it is not there in another language');

  // What is not known yet waits, and nobody else waits for it.
  const answered = [];
  const later = ['/en/', '/en/products/', '/sitemap.xml', `${page}?preview=published`, '/en/products/not-there/'].map(async (target) => {
    const answer = await get(preview, target);
    answered.push(target);
    return [target, answer.status, await answer.text()];
  });
  const other = await get(preview, '/en/products/copy-7/');
  check(other.status === 200 && (await other.text()).includes('copy-7'), `another listing is ${other.status}`);

  // An edit of what is shown is seen before the rest is.
  const edited = fileOf('copy-50');
  fs.writeFileSync(edited, fs.readFileSync(edited, 'utf8').replace(/("name": *\{[^}]*"en": *")[^"]*/, '$1Edited meanwhile'));
  const broken = fileOf('copy-7'), sound = fs.readFileSync(broken);
  fs.writeFileSync(broken, '{"oops",,');
  await preview.stateWhen('/en/products/copy-7/', ({listing}) => listing?.is_stale);
  check((await textOf(preview, page)).includes('Edited meanwhile'), 'an edit is not shown while the rest is read');
  check((await get(preview, '/en/products/copy-7/')).status === 200, 'a broken record ended the part');
  fs.writeFileSync(broken, sound);
  await preview.stateWhen('/en/products/copy-7/', ({listing}) => listing && !listing.is_stale);
  check((await preview.state(page)).reading, 'the reading went on');
  check(!answered.length, `${answered} was answered before it was known`);

  goOn();
  const statuses = (await Promise.all(later)).map(([target, status, text]) => {
    if (status === 200 && target === '/en/products/') check(text.includes('copy-'), 'the list does not have the listings');
    return status;
  });
  check(statuses.join() === '200,200,200,200,404', `what waited is ${statuses}`);
  const whole = await preview.stateWhen(page, ({reading}) => !reading);
  check(whole.version !== state.version, 'all is known under the same version');
  await preview.removeDrafts(site);
  const {files, others} = await preview.compareWithBuild(site, out, now);
  check(files > 500 && !others.length, `${others.length} of ${files} files are not those of a build: ${others.slice(0, 5)}`);
  await followRules(preview, page, get, textOf);
  await preview.stop();

  // Without a name: the one that waits and was changed last, among those that were changed last.
  fs.mkdirSync(path.join(listings, 'copy-10/draft'));
  fs.copyFileSync(fileOf('copy-10'), path.join(listings, 'copy-10/draft/listing.json'));
  const waiting = await startPreview(site, ['--now', now]);
  check(waiting.address.includes('/en/products/copy-10/'), `it begins at ${waiting.address}`);
  await waiting.stop();
  fs.rmSync(path.join(listings, 'copy-10/draft'), {recursive: true});
  for (let i = 20; i < 60; ++i) fs.utimesSync(fileOf(`copy-${i}`), 2e9, 2e9 + i);
  const newest = await startPreview(site, ['--now', now]);
  check(newest.address.includes('/en/products/copy-59/'), `it begins at ${newest.address}`);
  await newest.stop();
}

main().then(() => process.exit(failures ? 1 : 0), (error) => {
  console.log(error);
  process.exit(1);
});
