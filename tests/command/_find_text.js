// Looks for a text in bytes, however it may be written there. Used by demo_leaks.js, which also proves that it finds.
'use strict';
const zlib = require('zlib');

const quietly = (work) => { try { return work(); } catch { return Buffer.alloc(0); } };
// A damaged or cut stream still yields what could be read.
const inflated = (bytes) => quietly(() => zlib.inflateSync(bytes, {finishFlush: zlib.constants.Z_SYNC_FLUSH}));
const inflatedRaw = (bytes) => quietly(() => zlib.inflateRawSync(bytes, {finishFlush: zlib.constants.Z_SYNC_FLUSH}));

// What lies compressed inside: gzip, chunks of PNG, streams of PDF, entries of ZIP.
function* unpacked(bytes) {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield quietly(() => zlib.gunzipSync(bytes));
  if (bytes.subarray(1, 4).equals(Buffer.from('PNG'))) {
    const pixels = [];
    for (let at = 8; at + 12 <= bytes.length;) {
      const size = bytes.readUInt32BE(at), type = bytes.toString('latin1', at + 4, at + 8);
      const data = bytes.subarray(at + 8, at + 8 + size);
      if (type === 'IDAT') pixels.push(data);
      // A keyword that ends in 0, then fields of one or two bytes or texts that end in 0, then the stream.
      if (['zTXt', 'iTXt', 'iCCP'].includes(type))
        for (let i = data.indexOf(0); i >= 0 && i < data.length; ++i)
          if (data[i] === 0x78) yield inflated(data.subarray(i));
      at += size + 12;
    }
    yield inflated(Buffer.concat(pixels));
  }
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6))
    yield inflated(bytes.subarray(at + (bytes[at + 6] === 13 ? 8 : 7)));
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (bytes[at + 8] === 8) yield inflatedRaw(bytes.subarray(from));
  }
}

// The text's bytes in the encodings that hide them from a plain search, in lower case.
function encodings(text) {
  const found = new Map();
  const forms = [['', text], [' of small letters', text.toLowerCase()], [' of capitals', text.toUpperCase()]];
  for (const [which, form] of forms) {
    const bytes = Buffer.from(form);
    found.set('hex' + which, bytes.toString('hex'));
    found.set('UTF-16LE' + which, Buffer.from(form, 'utf16le').toString('latin1').toLowerCase());
    found.set('UTF-16BE' + which, Buffer.from(form, 'utf16le').swap16().toString('latin1').toLowerCase());
    // In base64 three bytes make four characters, so a text looks different at each of three places; the
    // characters at its ends depend on its neighbours and are left out.
    for (const before of [0, 1, 2]) {
      const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=/g, '');
      const from = Math.ceil(before * 8 / 6), to = Math.floor((before + bytes.length) * 8 / 6);
      const plain = whole.slice(from, to);
      found.set(`base64 at ${before}${which}`, plain);
      found.set(`base64url at ${before}${which}`, plain.replace(/\+/g, '-').replace(/\//g, '_'));
    }
  }
  return found;
}

// Escapes become characters, as latin1 or as UTF-8 bytes, which is how the rest of the page is held.
const utf8 = (code) => code > 0x10ffff ? '' : Buffer.from(String.fromCodePoint(code)).toString('latin1');
const unescapes = {
  'percent-encoded': (s) => s.replace(/%([0-9a-f]{2})/gi, (_, h) => String.fromCharCode(parseInt(h, 16))),
  'JSON-escaped': (s) => s.replace(/\\u([0-9a-f]{4})/gi, (_, h) => utf8(parseInt(h, 16))),
  'CSS-escaped': (s) => s.replace(/\\([0-9a-f]{1,6}) ?/gi, (_, h) => utf8(parseInt(h, 16))),
  'HTML-escaped': (s) => s.replace(/&#x([0-9a-f]{1,6});?/gi, (_, h) => utf8(parseInt(h, 16)))
    .replace(/&#(\d{1,7});?/g, (_, d) => utf8(+d))
    .replace(/&(amp|lt|gt|quot|hyphen|dash);/g, (_, n) => ({amp: '&', lt: '<', gt: '>', quot: '"'}[n] || '-')),
};

// finder(TEXT)(BYTES): how the text is written in the bytes, or undefined. Capitals do not count, except in base64.
function finder(text) {
  const hidden = [...encodings(text)];
  const plain = Buffer.from(text).toString('latin1').toLowerCase();
  const find = (bytes, deep) => {
    const raw = bytes.toString('latin1'), small = raw.toLowerCase();
    if (small.includes(plain)) return 'plain';
    for (const [how, encoded] of hidden)
      if ((how.startsWith('base64') ? raw : small).includes(encoded)) return how;
    for (const [how, undo] of Object.entries(unescapes))
      if (undo(raw).toLowerCase().includes(plain)) return how;
    if (deep)
      for (const inner of unpacked(bytes)) {
        const how = find(inner, false);
        if (how) return 'compressed, ' + how;
      }
    return undefined;
  };
  return (bytes) => find(bytes, true);
}

module.exports = {finder};
