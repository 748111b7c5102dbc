// A running preview, for tests: startPreview(SITE, [OPTION...]).
'use strict';
const {spawn} = require('child_process');

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
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.on('exit', resolve);
      child.kill('SIGTERM');
    }),
  };
  return preview;
}

module.exports = {startPreview};
