// node _preview_requests.js SITE NOW WORK: asks a preview of SITE what a stranger would. Prints what is wrong.
'use strict';
const fs = require('fs');
const net = require('net');
const path = require('path');
const {spawnSync} = require('child_process');
const {askAsAnother} = require('../support/another_user.js');
const {startPreview} = require('../support/preview.js');

const [site, now, work] = process.argv.slice(2);
let failed = false;
function expect(holds, what) {
  if (holds) return;
  console.log(what);
  failed = true;
}

// Sends bytes as they are; the answer as {status, headers, body}, or null when there was none.
function send(port, bytes, {address = '127.0.0.1', wait = 15000} = {}) {
  return new Promise((resolve) => {
    const chunks = [];
    const socket = net.connect(port, address, () => socket.write(bytes));
    const done = () => {
      socket.destroy();
      const all = Buffer.concat(chunks).toString('latin1');
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return resolve(null);
      const [line, ...rest] = all.slice(0, end).split('\r\n');
      const headers = {};
      for (const one of rest) headers[one.slice(0, one.indexOf(':')).toLowerCase()] = one.slice(one.indexOf(':') + 1).trim();
      resolve({status: Number(line.split(' ')[1]), headers, body: Buffer.from(all.slice(end + 4), 'latin1').toString('utf8'), raw: all});
    };
    socket.setTimeout(wait, done);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', done);
    socket.on('error', done);
  });
}

function connect(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => {}).on('close', () => { socket.isClosed = true; }).resume();
  });
}

function addressesOf(port) {
  const found = [];
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6'])
    for (const line of fs.readFileSync(file, 'utf8').split('\n').slice(1)) {
      const [, local, , state] = line.trim().split(/\s+/);
      if (state === '0A' && parseInt(local.split(':')[1], 16) === port) found.push(local.split(':')[0]);
    }
  return found;
}

async function main() {
  const preview = await startPreview(site, ['--now', now]);
  const {port, token, cookie} = preview;
  const host = `Host: 127.0.0.1:${port}`;
  const ours = `${host}\r\nCookie: ${cookie}\r\nConnection: close`;
  const get = (target, headers = ours) => send(port, `GET ${target} HTTP/1.1\r\n${headers}\r\n\r\n`);
  const status = async (target, headers) => ((await get(target, headers)) ?? {status: 0}).status;

  // The home page is there once all is read, which takes its time where each access is checked for races.
  for (const until = Date.now() + 180000; Date.now() < until && await status('/en/') !== 200;) await new Promise((resolve) => setTimeout(resolve, 500));

  // S1
  const loopback = ['0100007F', '00000000000000000000000001000000'];
  const bound = addressesOf(port);
  expect(bound.length > 0 && bound.every((one) => loopback.includes(one)), `S1: it listens at ${bound}`);

  const second = spawnSync(process.env.ONSHELF, ['preview', site, '--port', String(port)], {timeout: 20000, encoding: 'utf8'});
  expect(second.status === 3 && /cannot serve/.test(second.stderr), `S1: another preview shares the port: ${second.status} ${second.stderr}`);

  // S2: host names, before anything else is looked at.
  for (const wrong of ['evil.test', `evil.test:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, `127.0.0.1.evil.test:${port}`])
    expect(await status('/en/', `Host: ${wrong}\r\nCookie: ${cookie}\r\nConnection: close`) === 421, `S2: host ${wrong} was answered`);
  expect(await status('/en/', `Cookie: ${cookie}\r\nConnection: close`) === 421, 'S2: no host was answered');
  expect(await status('/en/', `${host}\r\n${ours}`) === 421, 'S2: two hosts were answered');
  const refused = await get('/en/', `Host: evil.test\r\nCookie: ${cookie}\r\nConnection: close`);
  expect(!/gitea|onshelf/i.test(refused.body), 'S2: a stranger learns what this is');

  // S3: methods, origins, headers.
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'CONNECT', 'BREW']) {
    const answer = await send(port, `${method} /en/ HTTP/1.1\r\n${ours}\r\nContent-Length: 0\r\n\r\n`);
    expect(!answer || answer.status >= 400, `S3: ${method} was answered with ${answer && answer.status}`);
  }
  for (const wrong of ['http://evil.test', 'null', `https://127.0.0.1:${port}`])
    expect(await status('/en/', `${ours}\r\nOrigin: ${wrong}`) === 403, `S3: origin ${wrong} was answered`);
  expect(await status('/en/', `${ours}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script`) === 403,
    'S3: another site may load scripts from here');
  const page = await get('/en/');
  expect(page.status === 200, `S3: the home page is ${page.status}`);
  for (const [name, value] of [['cache-control', 'no-store'], ['x-content-type-options', 'nosniff'], ['cross-origin-resource-policy', 'same-origin'],
                               ['cross-origin-opener-policy', 'same-origin']])
    expect(page.headers[name] === value, `S3: ${name} is ${page.headers[name]}`);
  expect(/frame-ancestors 'none'/.test(page.headers['content-security-policy'] ?? ''), 'S3: it may be framed');
  expect(!Object.keys(page.headers).some((name) => name.startsWith('access-control')), 'S3: it has CORS headers');
  const head = await send(port, `HEAD /en/ HTTP/1.1\r\n${ours}\r\n\r\n`);
  expect(head && head.status === 200 && head.body === '', 'S3: HEAD is not answered as it should be');

  // Many at once get what one gets.
  const together = await Promise.all(Array.from({length: 40}, () => get('/en/')));
  expect(together.every((one) => one?.status === 200 && one.body === page.body), 'S3: who asks together with others gets something else');

  // S4: without the token there is nothing, with it a cookie and a clean address.
  expect(await status('/en/', `${host}\r\nConnection: close`) === 403, 'S4: no cookie was answered');
  expect(await status('/en/products/waiting/', `${host}\r\nCookie: ${cookie}x\r\nConnection: close`) === 403, 'S4: a wrong cookie was answered');
  expect(await status('/en/?token=00', `${host}\r\nConnection: close`) === 403, 'S4: a wrong token was answered');
  expect(await status('/-/onshelf/state?page=/en/', `${host}\r\nConnection: close`) === 403, 'S4: the state is told to anybody');
  const entry = await get(`/en/?token=${token}`, `${host}\r\nConnection: close`);
  expect(entry.status === 303 && entry.headers.location === '/en/', `S4: the token leads to ${entry.status} ${entry.headers.location}`);
  expect(/HttpOnly/.test(entry.headers['set-cookie']) && /SameSite=Strict/.test(entry.headers['set-cookie']), 'S4: the cookie is weak');
  const draft = await get('/en/products/waiting/');
  expect(draft.status === 200, `S4: the draft is ${draft.status}`);

  // S4: cookies of 127.0.0.1 go to every server of it. Whoever of another user has got one, or the token, gets one answer for all.
  const stolen = [['/en/', ours], ['/en/products/waiting/', ours], [`/en/?token=${token}`, `${host}\r\nConnection: close`], ['/-/onshelf/state?page=/en/', ours],
                  ['/-/onshelf/events', ours], ['/nobody/', `${host}\r\nConnection: close`], ['/%2e%2e/', ours], ['/en/', `Host: evil.test\r\nConnection: close`]];
  const requests = stolen.map(([target, headers]) => `GET ${target} HTTP/1.1\r\n${headers}\r\n\r\n`);
  const answers = await askAsAnother(port, requests);
  if (!answers) console.log('S4: not run: only root can ask as another user');
  for (const [i, answer] of (answers ?? []).entries())
    expect(answer.startsWith('HTTP/1.1 403 ') && answer === answers[0] && answer.includes('Another user of this machine asked for this.') && !answer.includes('Set-Cookie'),
      `S4: another user asks for ${stolen[i][0]} and gets ${answer.slice(0, 200)}`);
  expect((await send(port, requests[0])).status === 200, 'S4: after another user its own one is refused');
  expect(!/does not tell whose connections/.test(preview.errors()), 'S4: this machine does not tell whose connections are');

  // S5: paths, and nothing of a request comes back.
  for (const wrong of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/en/..%2f..%2fsite/site.json', '/..%5c..%5csite', '/.onshelf/history.json',
                       '/en/%00', '/en/%0d%0aX: y', '//evil.test/', '/en//products/', '/%ff', '/%c0%ae%c0%ae/'])
    expect(await status(wrong) === 400, `S5: ${wrong} is ${await status(wrong)}`);
  for (const wrong of ['/site/site.json', '/content/listings/waiting/listing.json', '/-/onshelf/../../site/site.json', '/-/onshelf/README.md',
                       '/-/onshelf/preview%2fpreview.js', '/media/', '/en/products/nobody/'])
    expect([400, 404].includes(await status(wrong)), `S5: ${wrong} is ${await status(wrong)}`);
  const echo = await get('/en/<script>alert(1)</script>/');
  expect(!echo.raw.includes('alert(1)'), 'S5: an address comes back');

  // What a listing is shown as is said in one way, and nothing else of a query counts.
  for (const wrong of ['preview=', 'preview', 'preview=all', 'preview=Published', 'preview=published&preview=draft', 'x=1&preview=../draft',
                       'preview=published%00', 'preview=%70ublished', 'preview=published;x'])
    for (const where of ['/en/products/waiting/', '/en/', '/media/waiting/icon-96.png', '/-/onshelf/state'])
      expect(await status(`${where}?${wrong}`) === 400, `S5: ${where}?${wrong} is answered`);
  for (const other of ['preview=published', 'preview=unlisted', 'preview=draft', 'previews=x', 'q=preview', 'v=1'])
    expect((await get(`/en/?${other}`)).body === page.body, `S5: /en/?${other} is another page`);
  expect(await status('/en/products/waiting/?preview=published', `${host}\r\nConnection: close`) === 403, 'S4: what is published is told to anybody');

  // S4: whatever a listing is shown as, the panel is told nothing of what is the reviewer's, the platform's or a secret.
  const ids = fs.readdirSync(path.join(site, 'content/listings')), withEdit = ids.filter((id) => fs.existsSync(path.join(site, 'content/listings', id, 'draft')));
  expect(withEdit.length > 0, 'S4: no listing has an edit');
  for (const [id, as] of [...ids.filter((id, i) => i % 4 === 0 || withEdit.includes(id)).map((id) => [id, 'draft']), ...withEdit.flatMap((id) => [[id, 'published'], [id, 'unlisted']])]) {
    const told = await get(`/-/onshelf/state?page=%2Fen%2Fproducts%2F${id}%2F&preview=${as}`);
    const state = JSON.parse(told.body).listing;
    expect(state?.seen_as === as && (!state.has_page || state.fields.length > 5), `S4: ${id} as ${as} is not told`);
    expect(!/(REVIEW|SECRET|INTERNAL)-MARKER/.test(told.body), `S4: ${id} as ${as}: ${/.{60}(REVIEW|SECRET|INTERNAL)-MARKER.{20}/.exec(told.body)?.[0]}`);
    if (withEdit.includes(id)) expect(Array.isArray(state.changes) && state.changes.length > 0 && Array.isArray(state.refused), `S4: the edit of ${id} is not compared`);
  }

  // S7: a page as published is the build's file, though its seller works at an edit; what a build makes no page of has none.
  const published = path.join(work, 'published');
  spawnSync(process.env.ONSHELF, ['build', site, '--now', now, '--out', published, '--quiet'], {stdio: 'ignore'});
  for (const id of withEdit)
    for (const locale of ['en', 'zh-CN', 'ar']) {
      const served = (await get(`/${locale}/products/${id}/?preview=published`)).body.replace('<script src="/-/onshelf/preview.js" type="module"></script>', '');
      expect(served === fs.readFileSync(path.join(published, locale, 'products', id, 'index.html'), 'utf8'), `S7: ${id} in ${locale} is not as it is published`);
      expect((await get(`/${locale}/products/${id}/`)).body.includes('DRAFT-MARKER'), `S7: ${id} in ${locale} is not as it is edited`);
    }
  expect(await status('/en/products/waiting/?preview=published') === 404, 'S7: what is not approved has a page as published');
  const hidden = await get('/en/products/waiting/?preview=unlisted');
  expect(hidden.status === 200 && /<meta name="robots" content="noindex/.test(hidden.body), 'S7: an unlisted page may be indexed');

  // S6: bodies, sizes, and clients that do not finish.
  expect(await status('/en/', `${ours}\r\nContent-Length: 5`) === 400, 'S6: a body was taken');
  expect(await status('/en/', `${ours}\r\nContent-Length: 0\r\nTransfer-Encoding: chunked`) === 400, 'S6: two lengths were taken');
  expect(await status('/' + 'a'.repeat(9000)) !== 200, 'S6: an endless address was answered');
  const large = await send(port, `GET /en/ HTTP/1.1\r\n${ours}\r\n${'X-Filler: ' + 'a'.repeat(900) + '\r\n'}`.repeat(30) + '\r\n');
  expect(!large || large.status >= 400, 'S6: an endless head was answered');
  expect(await status('/en/', `${ours}\r\nRange: bytes=${'0-,'.repeat(500)}0-`) !== 206, 'S6: five hundred ranges were answered');
  const part = await get('/en/', `${ours}\r\nRange: bytes=0-9`);
  expect(part.status === 206 && part.body.length === 10, `S6: ten bytes are ${part.body.length} with ${part.status}`);
  // Pages that were closed make room for others.
  const listen = () => new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`GET /-/onshelf/events HTTP/1.1\r\n${host}\r\nCookie: ${cookie}\r\n\r\n`));
    socket.once('data', (data) => resolve({socket, status: Number(String(data).split(' ')[1])}));
    socket.on('error', () => {});
  });
  const listeners = [];
  for (let i = 0; i < 24; ++i) listeners.push(await listen());
  expect(listeners.every((one) => one.status === 200), 'S6: a page hears no news');
  expect((await listen()).status === 503, 'S6: any number of pages may hear news');
  for (const {socket} of listeners) socket.destroy();
  let again = {status: 503};
  for (const until = Date.now() + 10000; again.status === 503 && Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 200))) again = await listen();
  expect(again.status === 200, 'S6: pages that were closed still take the room of others');
  again.socket?.destroy();
  const slow = [];
  for (let i = 0; i < 50; ++i) {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET /en/ HT'));
    socket.on('error', () => {});
    slow.push(socket);
  }
  const ended = Promise.all(slow.map((socket) => new Promise((resolve) => socket.on('close', resolve))));
  expect(await status('/en/') === 200, 'S6: slow clients stop others');
  await ended;
  expect(await status('/en/') === 200, 'S6: it does not live after slow clients');

  // Clients that say nothing, more than there are places: they give way, whoever is known stays, and those that were first go first.
  const kept = await connect(port);
  const askAgain = () => new Promise((resolve) => {
    if (kept.isClosed) return resolve(0);
    let text = '';
    const gone = () => resolve(0);
    const hear = (data) => {
      text += data;
      if (!text.includes('</html>')) return;
      kept.off('data', hear).off('close', gone);
      resolve(Number(text.split(' ')[1]));
    };
    kept.on('data', hear).on('close', gone);
    kept.write(`GET /en/ HTTP/1.1\r\n${host}\r\nCookie: ${cookie}\r\n\r\n`);
  });
  expect(await askAgain() === 200, 'S6: a connection that is kept has no answer');
  const silent = [];
  // (Asked for something now and then: without, a kept connection ends after a while.)
  for (let i = 0; i < 200; ++i) {
    silent.push(await connect(port));
    if (i % 20 === 19) expect(await askAgain() === 200, `S6: ${i + 1} silent clients end the connection of somebody who is known`);
  }
  expect(await status('/en/') === 200, 'S6: silent clients keep others out');
  expect(silent.slice(0, 100).some((socket) => socket.isClosed), 'S6: the first of too many silent clients are still there');
  for (const socket of silent) socket.destroy();
  kept.destroy();

  // S8: a broken record is told, its last page stays, and so does everything else.
  const record = path.join(site, 'content/listings/waiting/listing.json');
  const sound = fs.readFileSync(record, 'utf8');
  const before = JSON.parse((await get('/-/onshelf/state?page=%2Fen%2Fproducts%2Fwaiting%2F')).body);
  expect(before.listing.is_draft && !before.listing.is_stale && before.problems.length === 0, 'S8: the draft is not told as one');
  fs.writeFileSync(record, sound.replace('"id"', '"id" oops'));
  const broken = await preview.stateWhen('/en/products/waiting/', (state) => state.version !== before.version);
  expect(broken.listing.is_stale && broken.listing.findings.some((one) => one.where.file.endsWith('waiting/listing.json') && one.where.line > 0),
    'S8: a broken record is not told with its line');
  expect(await status('/en/products/waiting/') === 200, 'S8: the last page is gone');
  expect(await status('/en/') === 200, 'S8: the home page is gone');
  fs.writeFileSync(record, sound);
  const mended = await preview.stateWhen('/en/products/waiting/', (state) => state.version !== broken.version && !state.listing.is_stale);
  expect(mended.listing.findings.every((one) => one.severity !== 'error'), 'S8: a mended record still has errors');

  // S7: what is approved is served as it would be published, byte for byte.
  await preview.removeDrafts(site);
  await preview.stateWhen('/en/products/waiting/', (state) => state.listing === null);
  const {files, others} = await preview.compareWithBuild(site, path.join(work, 'out'), now);
  expect(files > 400, `S7: only ${files} files were compared`);
  expect(others.length === 0, `S7: ${others.length} of ${files} files are not those of the build: ${others.slice(0, 5).join(', ')}`);

  await preview.stop();

  // S1, S2: an address that is bound to has one spelling, whoever wrote it how.
  const other = await startPreview(site, ['--now', now, '--bind', '::ffff:7f00:1']);
  expect(other.origin === `http://127.0.0.1:${other.port}`, `S1: an address is spelt ${other.origin}`);
  expect(/can be reached by others/.test(other.errors()), 'S1: nobody is warned of --bind');
  expect((await send(other.port, `GET /en/ HTTP/1.1\r\nHost: 127.0.0.1:${other.port}\r\nCookie: ${other.cookie}\r\nConnection: close\r\n\r\n`)).status === 200,
    'S2: an address that was spelt otherwise is refused');
  await other.stop();
  process.exit(failed ? 1 : 0);
}

main().catch((error) => {
  console.log(error);
  process.exit(1);
});
