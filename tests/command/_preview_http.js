// node _preview_http.js SITE NOW: asks a preview over plain sockets, so that every byte is as it is written here. Prints what is wrong.
'use strict';
const net = require('net');
const {startPreview} = require('../support/preview.js');

const [site, now] = process.argv.slice(2);

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

// {status, headers, body} of one request; headers in lower case, each a list.
function ask(port, text) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text)), parts = [];
    socket.setTimeout(20000, () => socket.destroy(new Error(`no end of the reply to ${text.slice(0, 100)}`)));
    socket.on('data', (data) => parts.push(data));
    socket.on('error', reject);
    socket.on('close', () => {
      const bytes = Buffer.concat(parts), end = bytes.indexOf('\r\n\r\n'), [first, ...lines] = bytes.subarray(0, end).toString().split('\r\n');
      const headers = {};
      for (const line of lines) (headers[line.slice(0, line.indexOf(':')).toLowerCase()] ??= []).push(line.slice(line.indexOf(':') + 1).trim());
      resolve({status: Number(first.split(' ')[1]), headers, body: bytes.subarray(end + 4)});
    });
  });
}

async function main() {
  const preview = await startPreview(site, ['--now', now]);
  const head = (lines = [], target = '/en/products/zabbix-jd/', method = 'GET') => [`${method} ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${preview.port}`, `Cookie: ${preview.cookie}`, 'Connection: close', ...lines, '', ''].join('\r\n');
  const get = (...lines) => ask(preview.port, head(lines));
  await preview.stateWhen('/', ({reading}) => !reading);
  const whole = await get();
  const size = whole.body.length;
  check(whole.status === 200 && size > 1000, `the page itself: ${whole.status}, ${size} bytes`);

  const isWhole = (name, reply) => check(reply.status === 200 && reply.body.equals(whole.body) && !reply.headers['content-range'] &&
    reply.headers['content-length']?.join() === String(size), `${name}: ${reply.status}, ${reply.body.length} of ${size} bytes, ${JSON.stringify(reply.headers)}`);
  for (const value of ['bytes=a-b', 'bytes=5-2', 'bytes=-', 'bytes=', 'bytes', 'pages=1-2', 'bytes=0-5,9-3', 'bytes=0-1,2-3,9-3', '', 'x'.repeat(4000), `bytes=${'9'.repeat(40)}-1`])
    isWhole(`Range: ${value.slice(0, 30)}`, await get(`Range: ${value}`));
  isWhole('two headers', await get('Range: bytes=0-1', 'Range: bytes=2-3'));
  isWhole('If-Range', await get('Range: bytes=0-1', 'If-Range: "any"'));
  for (const value of ['bytes=0-1', 'bytes=nothing']) {
    const reply = await ask(preview.port, head([`Range: ${value}`], '/en/products/zabbix-jd/', 'HEAD'));
    check(reply.status === 200 && !reply.headers['content-range'] && !reply.body.length, `HEAD with ${value}: ${reply.status}`);
  }

  const parts = {'bytes=0-9': [0, 10], 'bytes=10-': [10, size], 'bytes=-7': [size - 7, size], [`bytes=5-${size + 100}`]: [5, size], [`bytes=-${size + 100}`]: [0, size],
    'Bytes=3-4': [3, 5], [`bytes=0-${'9'.repeat(40)}`]: [0, size]};
  for (const [value, [from, to]] of Object.entries(parts)) {
    const reply = await get(`Range: ${value}`, 'Accept-Encoding: gzip, br');
    check(reply.status === 206 && reply.body.equals(whole.body.subarray(from, to)) && reply.headers['content-range']?.join() === `bytes ${from}-${to - 1}/${size}` &&
      !reply.headers['content-encoding'], `Range: ${value}: ${reply.status}, ${reply.body.length} bytes, ${JSON.stringify(reply.headers)}`);
  }

  for (const value of [`bytes=${size}-`, 'bytes=-0', 'bytes=0-1,3-4', `bytes=${'9'.repeat(40)}-`]) {
    const reply = await get(`Range: ${value}`);
    check(reply.status === 416 && reply.headers['content-range']?.join() === `bytes */${size}`, `Range: ${value}: ${reply.status}, ${reply.headers['content-range']}`);
  }

  // Whom the guard refuses is refused with such a header too.
  const stranger = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${preview.port}\r\nConnection: close\r\nRange: bytes=nothing\r\n\r\n`;
  check((await ask(preview.port, stranger)).status === 403, 'a Range that cannot be read lets a stranger in');

  const replies = {
    200: whole, 206: await get('Range: bytes=0-1'), 303: await ask(preview.port, head([], `/?token=${preview.token}`)), 400: await ask(preview.port, 'nonsense\r\n\r\n'),
    403: await ask(preview.port, stranger), 404: await ask(preview.port, head([], '/nothing/')), 405: await ask(preview.port, head([], '/', 'DELETE')),
    414: await ask(preview.port, head([], `/${'a'.repeat(9000)}`)), 416: await get('Range: bytes=99999999-'), 421: await ask(preview.port, 'GET / HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n'),
  };
  for (const [status, reply] of Object.entries(replies)) {
    check(reply.status === Number(status), `${reply.status} instead of ${status}`);
    for (const [name, value] of [['cache-control', 'no-store'], ['x-content-type-options', 'nosniff'], ['cross-origin-resource-policy', 'same-origin']])
      check(reply.headers[name]?.join('|') === value, `${status}: ${name} is ${reply.headers[name]?.join('|')}`);
  }
  await preview.stop();
}

main().catch((error) => { check(false, error.stack); }).finally(() => process.exit(failures ? 1 : 0));
