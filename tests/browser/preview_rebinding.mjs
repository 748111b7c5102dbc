// preview_rebinding.mjs: strangers' pages in a real browser try to read a running preview: one whose name leads to this machine
// (DNS rebinding), one of another site, and those of other servers of the same machine. They try what a browser lets them, with the
// preview's cookie in the browser and without. The same is tried on a server that guards nothing, where all of it has to work: otherwise
// this would find nothing anywhere. Last, another user of the machine takes the place of a preview that ended, and uses what pages bring.
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(import.meta.url);
const {openBrowser} = require('./chromium.js');

const project = fileURLToPath(new URL('../../', import.meta.url));
process.env.ONSHELF ||= path.join(project, 'build/release/onshelf');
const {startAsAnother} = require('../support/another_user.js');
const {startPreview} = require('../support/preview.js');

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

// ---- What there is to steal: a listing that nobody approved

const secret = 'Nobody knows of Quincunx yet';
const site = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-rebinding-'));
const draft = '/en/products/zabbix-jd/';

function makeSite() {
  for (const folder of ['site', 'content/sellers']) fs.cpSync(path.join(project, folder), path.join(site, folder), {recursive: true});
  const folder = path.join(site, 'content/listings/zabbix-jd'), file = path.join(folder, 'listing.json');
  fs.cpSync(path.join(project, 'content/listings/zabbix-jd'), folder, {recursive: true});
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"status": *"[^"]*"/, '"status": "draft"'));
  fs.appendFileSync(path.join(folder, 'details.en.md'), `\n${secret}.\n`);
}

// ---- Servers of strangers

const portOf = (server) => server.address().port;
const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
const page = '<!doctype html><title>A page</title><p>Come in.</p>';
const blank = (request, response) => response.end(page);

// A name that first leads to its owner, and then to `port` of this machine: what is sent there arrives as it is. (The name stays, and its
// address; for browser and preview it is the same as when the address changes.)
class Rebinding {
  #port;
  #isRebound = false;
  // Browsers open connections ahead: what is sent on them goes to whom the name leads then.
  #waiting = new Set();
  #server = net.createServer((socket) => {
    socket.on('error', () => {});
    this.#waiting.add(socket);
    socket.on('close', () => this.#waiting.delete(socket));
    if (!this.#isRebound) return socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n${page}`));
    const other = net.connect(this.#port, '127.0.0.1');
    other.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => other.destroy());
    socket.pipe(other).pipe(socket);
  });
  constructor(port) { this.#port = port; }
  listen() { return new Promise((resolve) => this.#server.listen(this.#port, '127.0.0.2', resolve)); }
  lead(toUs) {
    this.#isRebound = toUs;
    for (const socket of this.#waiting) socket.destroy();
  }
  close() { this.#server.close(); }
}

// What a preview would be that lets anybody do anything.
function openServer() {
  const picture = fs.readFileSync(path.join(project, 'content/listings/gitea-alibaba/icon.png'));
  const kinds = [[/\.js(\?|$)/, 'text/javascript', 'window.isLoaded = true;'], [/\.css$/, 'text/css', 'p { color: red }'], [/\.(png|jpg|webp)$/, 'image/png', picture],
                 [/events/, 'text/event-stream', 'event: state\ndata: {}\n\n'], [/state/, 'application/json', JSON.stringify({secret})]];
  const server = http.createServer((request, response) => {
    const {origin} = request.headers;
    const [, type, body] = kinds.find(([names]) => names.test(request.url)) ?? [null, 'text/html', `<!doctype html><title>A page</title><p>${secret}</p>`];
    response.setHeader('Content-Type', type);
    if (origin) response.setHeader('Access-Control-Allow-Origin', origin).setHeader('Access-Control-Allow-Credentials', 'true').setHeader('Access-Control-Allow-Headers', 'x-any');
    response.end(body);
  });
  return server.on('upgrade', (request, socket) => {
    const key = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
    socket.on('error', () => {}).write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  });
}

// ---- What they try

// Runs in the stranger's page. The names of what worked. (Every attempt ends by an event of its own; the time is for what hangs.)
async function attack({origin, page, script, style, picture, secret}) {
  const found = new Set(), late = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 15000))]);
  const attempt = (name, holds) => late(Promise.resolve().then(holds)).then((worked) => { if (worked) found.add(name); }, () => {});
  const settled = (element, ok, bad = 'error') => new Promise((resolve) => {
    element.addEventListener(ok, () => resolve(true));
    element.addEventListener(bad, () => resolve(false));
  });
  const add = (name, attributes) => {
    const element = Object.assign(document.createElement(name), attributes), ends = settled(element, 'load');
    document.body.append(element);
    return ends;
  };
  const state = `${origin}/-/onshelf/state?page=${encodeURIComponent(page)}`;
  const isRead = async (response) => response.type !== 'opaque' && (response.ok || (await response.text()).includes(secret));
  await Promise.all([
    attempt('fetch', async () => isRead(await fetch(origin + page))),
    attempt('fetch with credentials', async () => isRead(await fetch(origin + page, {credentials: 'include'}))),
    attempt('fetch of the state', async () => isRead(await fetch(state, {credentials: 'include'}))),
    attempt('fetch with a header', async () => isRead(await fetch(state, {credentials: 'include', headers: {'x-any': '1'}}))),
    attempt('fetch that asks for no answer', async () => (await fetch(origin + page, {mode: 'no-cors', credentials: 'include'})).type === 'opaque'),
    attempt('XMLHttpRequest', () => new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('GET', state);
      request.withCredentials = true;
      request.onloadend = () => resolve(request.status === 200);
      request.send();
    })),
    attempt('script', () => add('script', {src: origin + script})),
    attempt('module', () => import(`${origin}${script}?module`).then(() => true)),
    attempt('stylesheet', () => add('link', {rel: 'stylesheet', href: origin + style})),
    attempt('picture', () => add('img', {src: origin + picture})),
    attempt('EventSource', () => settled(new EventSource(`${origin}/-/onshelf/events`, {withCredentials: true}), 'state')),
    attempt('WebSocket', () => settled(new WebSocket(origin.replace('http', 'ws') + page), 'open')),
  ]);
  // What shows in frames and windows is looked at from outside.
  await Promise.all(['iframe', 'embed'].map((name) => late(add(name, {src: origin + page}))));
  const form = Object.assign(document.createElement('form'), {method: 'post', action: origin + page, target: 'sent'});
  const sent = late(add('iframe', {name: 'sent', src: 'about:blank'}));
  await sent;
  const answered = new Promise((resolve) => document.querySelector('[name=sent]').addEventListener('load', resolve));
  document.body.append(form);
  form.submit();
  await late(answered);
  navigator.sendBeacon(origin + page, 'words');
  // (fetch ends when the beacon that was sent before it has, on one connection or the other.)
  await attempt('post', async () => isRead(await fetch(origin + page, {method: 'POST', body: 'words', credentials: 'include'})));
  window.opened = window.open(origin + page);
  return [...found].sort();
}

// Of a window that was opened: what its opener gets to know.
const lookInto = () => {
  try { return opened.document.documentElement.outerHTML; } catch { return opened.closed ? '' : 'a window it can follow'; }
};

const textOf = (frame) => frame.evaluate(() => document.documentElement.outerHTML).catch(() => '');

// All of it from the page at `from`. rebinding: its name leads to the target when the page is there.
async function tryAll(context, from, target, rebinding) {
  const page = await context.newPage();
  await page.goto(from);
  rebinding?.lead(true);
  // (From the browser's network itself: of what may not be read, nothing else tells that it was answered.)
  const network = await context.newCDPSession(page), sent = new Map(), answers = [];
  network.on('Network.requestWillBeSent', ({requestId, type, request}) => sent.set(requestId, `${request.method} ${type} ${request.url}`));
  network.on('Network.responseReceivedExtraInfo', ({requestId, statusCode}) => answers.push({status: statusCode, requestId}));
  await network.send('Network.enable');
  const popup = context.waitForEvent('page', {timeout: 120000});
  const worked = await page.evaluate(attack, {...target, secret});
  const opened = await popup;
  await opened.waitForLoadState();
  for (const frame of page.frames().slice(1))
    if ((await textOf(frame)).includes(secret)) worked.push('frame');
  const isShown = (await textOf(opened.mainFrame())).includes(secret);
  const seen = await page.evaluate(lookInto);
  if (seen.includes(secret)) worked.push('window');
  rebinding?.lead(false);
  await opened.close();
  await page.close();
  return {worked: [...new Set(worked)].sort(), answers: answers.map(({status, requestId}) => ({status, name: sent.get(requestId) ?? ''})).filter(({name}) => name.includes(` ${target.origin}/`)), isShown, seen};
}

// ---- Another user of this machine

// A server in the place of a preview that ended. With the cookies of the first call that has any, it asks the previews that they are of.
const thief = `
  const http = require('http'), [own, page] = process.argv.slice(1);
  let isDone = false;
  const server = http.createServer(async ({headers: {cookie = ''}}, response) => {
    response.statusCode = 403;
    response.end();
    const others = [...cookie.matchAll(/onshelf-preview-(\\d+)=/g)].map((found) => found[1]).filter((port) => port !== own);
    if (isDone || others.length === 0) return;
    isDone = true;
    const answers = [];
    for (const port of others) {
      const answer = await fetch('http://127.0.0.1:' + port + page, {headers: {cookie}});
      answers.push({port: Number(port), cookie, status: answer.status, body: await answer.text()});
    }
    console.log(JSON.stringify(answers));
  });
  server.listen(Number(own), '127.0.0.1', () => console.log('listens'));`;

// `running` is in the browser's cookies. Another preview ends while its page is open.
async function steal(context, running) {
  const ended = await startPreview(site), page = await context.newPage();
  const hears = page.waitForResponse((response) => response.url().includes('/-/onshelf/events'));
  await page.goto(ended.address);
  await hears;
  await ended.stop();
  const other = startAsAnother(thief, String(ended.port), draft);
  if (!other) console.log('not run: only root can be another user, who takes the port of a preview that ended');
  else {
    const late = setTimeout(() => other.stdin.end(), 30000);
    let text = '';
    for await (const data of other.stdout) if ((text += data).includes(']\n')) break;
    clearTimeout(late);
    other.stdin.end();
    const [answer] = JSON.parse(text.split('\n')[1] || '[null]');
    check(answer, 'an open page does not call the server that took its place: what is tried here is no danger any more');
    if (answer) {
      check(answer.port === running.port && answer.cookie.includes(running.cookie), `another user got other cookies: ${answer.cookie}`);
      check(answer.status === 403 && answer.body.startsWith('Another user') && !answer.body.includes(secret), `another user is answered with ${answer.status} ${answer.body.slice(0, 200)}`);
      const own = await fetch(running.origin + draft, {headers: {cookie: answer.cookie}});
      check(own.status === 200 && (await own.text()).includes(secret), `the same cookie is answered to its owner with ${own.status}`);
    }
  }
  await page.close();
}

async function main() {
  makeSite();
  const stranger = await listen(http.createServer(blank)), unguarded = await listen(openServer());
  const preview = await startPreview(site);
  const files = {page: draft, script: '/-/onshelf/preview.js', style: '/-/onshelf/preview.css', picture: ''};
  files.picture = /<img[^>]* src="([^"]+)"/.exec(await (await fetch(preview.origin + draft, {headers: {cookie: preview.cookie}})).text())[1];
  const unguardedName = new Rebinding(portOf(unguarded)), previewName = new Rebinding(preview.port);
  await Promise.all([unguardedName.listen(), previewName.listen()]);
  const {context, close} = await openBrowser({follows: true, names: {'evil.test': '127.0.0.1', 'rebound.test': '127.0.0.2', localhost: '127.0.0.1'}});
  const at = (name, port) => `http://${name}:${port}`;
  try {
    // That these attempts are good for something.
    const all = ['EventSource', 'WebSocket', 'XMLHttpRequest', 'fetch', 'fetch of the state', 'fetch that asks for no answer', 'fetch with a header',
                 'fetch with credentials', 'frame', 'module', 'picture', 'post', 'script', 'stylesheet'];
    const open = {...files, origin: at('127.0.0.1', portOf(unguarded)), picture: '/icon.png'};
    const control = await tryAll(context, at('evil.test', portOf(stranger)) + '/', open);
    check(JSON.stringify(control.worked) === JSON.stringify(all), `on a server that guards nothing only these work: ${control.worked}`);
    const own = at('rebound.test', portOf(unguarded));
    const {worked} = await tryAll(context, own + '/', {...open, origin: own}, unguardedName);
    check(worked.includes('fetch') && worked.includes('window'), `rebinding reads nothing where nothing is guarded: ${worked}`);

    for (const hasCookie of [false, true]) {
      const words = hasCookie ? 'with the cookie' : 'without the cookie';
      if (hasCookie) {
        const page = await context.newPage();
        await page.goto(preview.address);
        await page.goto(preview.origin + draft);
        check((await page.content()).includes(secret), 'the preview is not shown to its owner');
        await page.close();
      }
      // Name, and the addresses it has a page at.
      const places = [
        ...['evil.test', '127.0.0.1', 'localhost'].map((name) => ({from: at(name, portOf(stranger)) + '/', name, targets: ['127.0.0.1', 'localhost']})),
        {from: at('rebound.test', preview.port) + '/', name: 'rebound.test', targets: ['rebound.test', '127.0.0.1'], rebinding: previewName},
      ];
      for (const {from, name, targets, rebinding} of hasCookie ? places : [places[0], places.at(-1)])
        for (const to of hasCookie ? targets : targets.slice(0, 1)) {
          const {worked, answers, isShown, seen} = await tryAll(context, from, {...files, origin: at(to, preview.port)}, rebinding);
          const where = `${from} at ${to} ${words}`;
          check(worked.length === 0, `${where}: worked: ${worked}`);
          const let_in = answers.filter(({status}) => status < 400);
          check(let_in.length === 0, `${where}: answered: ${let_in.map(({status, name}) => `${status} ${name}`).join(', ')}`);
          check(rebinding === undefined || to !== name || answers.every(({status}) => status === 421), `${where}: it is not the foreign name that is refused: ${answers.map(({status}) => status)}`);
          check(answers.length >= 8, `${where}: only ${answers.length} attempts came to the preview`);
          check(!seen.includes(secret), `${where}: the window can be read`);
          // The owner may follow a link from another server of the same host; not from another site, and not to another name.
          check(!isShown || (hasCookie && name === to && to !== 'rebound.test'), `${where}: the window shows what nobody may see`);
          check(!isShown || seen === '', `${where}: who opened the window keeps hold of it: ${seen}`);
        }
      const page = await context.newPage();
      const answer = await page.goto(at('evil.test', preview.port) + draft);
      check(answer.status() === 421 && !/zabbix|onshelf|quincunx/i.test(await answer.text()), `a foreign name is answered with ${answer.status()} ${words}`);
      await page.close();
    }
    await steal(context, preview);
  } finally {
    await preview.stop();
    await close();
    for (const server of [stranger, unguarded]) { server.close(); server.closeAllConnections(); }
    unguardedName.close();
    previewName.close();
    fs.rmSync(site, {recursive: true, force: true});
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
main().catch((error) => { console.log(error); process.exit(1); });
