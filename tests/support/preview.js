// A running preview, for tests: startPreview(SITE, [OPTION...]).
'use strict';
const fs = require('fs');
const path = require('path');
const {execFileSync, spawn} = require('child_process');

async function startPreview(site, options = []) {
  const child = spawn(process.env.ONSHELF, ['preview', site, '--port', '0', ...options], {stdio: ['ignore', 'pipe', 'pipe']});
  let errors = '';
  child.stderr.on('data', (data) => { errors += data; });
  const address = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.on('exit', (code) => reject(new Error(`the preview ended with ${code}: ${errors}`)));
  });
  process.on('exit', () => child.kill('SIGKILL'));
  const url = new URL(address), token = url.searchParams.get('token');
  const preview = {
    child, address, token, origin: url.origin, port: Number(url.port), cookie: `onshelf-preview-${url.port}=${token}`,
    errors: () => errors,
    async state(page) {
      const answer = await fetch(`${url.origin}/-/onshelf/state?page=${encodeURIComponent(page)}`, {headers: {cookie: preview.cookie}});
      return answer.json();
    },
    // The first state that holds; an error when there is none in time.
    async stateWhen(page, holds) {
      const until = Date.now() + 30000;
      for (;;) {
        const state = await preview.state(page);
        if (holds(state)) return state;
        if (Date.now() > until) throw new Error(`the preview stays at ${JSON.stringify(state).slice(0, 500)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    // A build would not publish them.
    async removeDrafts(folder) {
      const listings = path.join(folder, 'content/listings');
      for (const id of fs.readdirSync(listings)) {
        const {listing} = await preview.state(`/en/products/${id}/`);
        if (listing?.is_draft) fs.rmSync(path.join(listings, id), {recursive: true});
      }
      // Whatever was removed has been seen when the state stays the same for a while.
      for (let last = '', version = null; last !== version; version = (await preview.state('/')).version) {
        last = version;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    // What is served against what a build of the same files makes: how many files there are, and those that differ.
    async compareWithBuild(folder, out, now) {
      execFileSync(process.env.ONSHELF, ['build', folder, '--now', now, '--out', out, '--quiet'], {stdio: 'ignore'});
      const others = [];
      let files = 0;
      for (const name of fs.readdirSync(out, {recursive: true})) {
        if (!/\.(html|css|js|png|xml|json)$/.test(name)) continue;
        const target = '/' + name.replace(/index\.html$/, '').split('/').map(encodeURIComponent).join('/');
        const answer = await fetch(url.origin + target, {headers: {cookie: preview.cookie}});
        let served = Buffer.from(await answer.arrayBuffer());
        if (name.endsWith('.html'))
          served = Buffer.from(served.toString('utf8').replace('<script src="/-/onshelf/preview.js" type="module"></script>', ''));
        ++files;
        if (!served.equals(fs.readFileSync(path.join(out, name)))) others.push(name);
      }
      return {files, others};
    },
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.on('exit', resolve);
      child.kill('SIGTERM');
    }),
  };
  return preview;
}

module.exports = {startPreview};
