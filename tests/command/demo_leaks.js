// demo_leaks.js CONTENT PLACE...: no marker of CONTENT is in any file below any PLACE, nor in a file's name.
'use strict';
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const {finder} = require('./_find_text.js');
const files = require('../support/files.js'), chunk = require('../support/png_chunk.js');

let failures = 0;
const fail = (words) => { console.log(words); ++failures; };

// What all markers have in common finds each of them, and what is left of one that was cut.
const kMarker = '-MARKER-';
const find = finder(kMarker);

// The search finds what it should. Without this it would be content with any site.
const secret = 'SECRET-MARKER-x-bank_account';
const each = (text, write) => [...text].map((c) => write(c.codePointAt(0))).join('');
const hex = (code, width) => code.toString(16).padStart(width, '0');
const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const png = (data) => Buffer.concat([signature, data, chunk('IEND', Buffer.alloc(0))]);
const base64After = (before) => Buffer.from(before + secret).toString('base64');
const samples = {
  plain: secret, 'small letters': secret.toLowerCase(),
  'HTML, decimal': each(secret, (c) => `&#${c};`), 'HTML, hexadecimal': each(secret, (c) => `&#x${hex(c, 2)};`),
  percent: each(secret, (c) => '%' + hex(c, 2)), JSON: each(secret, (c) => '\\u' + hex(c, 4)),
  'hexadecimal': Buffer.from(secret).toString('hex').toUpperCase(),
  'base64': base64After(''), 'base64, one before': base64After('a'), 'base64, two before': base64After('ab'),
  'UTF-16LE': Buffer.from(secret, 'utf16le'), 'UTF-16BE': Buffer.from(secret, 'utf16le').swap16(),
  gzip: zlib.gzipSync(secret),
  'PNG tEXt': png(chunk('tEXt', Buffer.from('Comment\0' + secret))),
  'PNG zTXt': png(chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), zlib.deflateSync(secret)]))),
  'PNG iTXt': png(chunk('iTXt', Buffer.concat([Buffer.from('Comment\0\x01\0en\0xx\0'), zlib.deflateSync(secret)]))),
  'PDF stream': Buffer.concat([Buffer.from('%PDF-1.4 stream\r\n'), zlib.deflateSync(secret), Buffer.from('\nendstream')]),
};
for (const [how, bytes] of Object.entries(samples)) {
  const isWholeFile = Buffer.isBuffer(bytes) && !how.startsWith('UTF');
  if (!find(isWholeFile ? bytes : Buffer.concat([Buffer.from('<p>'), Buffer.from(bytes)])))
    fail(`the search does not find a marker written in ${how}`);
}
if (find(Buffer.from('<p>nothing -MARK- here'))) fail('the search finds what is not there');

const [content, ...places] = process.argv.slice(2);
const markers = new Set();
for (const file of files(content)) {
  if (path.basename(file) === 'README.md') continue;
  for (const text of [file, fs.readFileSync(file, 'latin1')])
    for (const [marker] of text.matchAll(/[A-Z]+-MARKER-[\w.-]*/g)) markers.add(marker);
}
if (markers.size < 100) fail(`only ${markers.size} markers in ${content}: the demo has lost its secrets`);

let count = 0;
for (const place of places)
  for (const file of files(place)) {
    ++count;
    const how = find(fs.readFileSync(file)) || (find(Buffer.from(path.relative(place, file))) && 'its name');
    if (how) fail(`${file}: a marker, ${how}`);
  }

// The same search over the same files finds what each seller does publish.
const site = places[0];
const pages = [...files(site)].filter((file) => file.endsWith('.html')).map((file) => fs.readFileSync(file));
for (const seller of fs.readdirSync(path.join(content, 'sellers'))) {
  const record = JSON.parse(fs.readFileSync(path.join(content, 'sellers', seller, 'seller.json')));
  const email = record.email || record['Customer service email address'];
  const search = finder(email);
  if (!pages.some((page) => search(page) === 'plain'))
    fail(`${seller}: ${email} is not found, so the search proves nothing`);
}
console.log(`${markers.size} markers, ${count} files searched, ${failures} faults`);
process.exit(failures ? 1 : 0);
