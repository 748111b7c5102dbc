// Random changes of texts, the same for the same seed.
'use strict';
const random = require('../support/random.js');

const pieces = ['<', '>', '"', "'", '`', '&', ';', '/', '=', '\\', '[', ']', '(', ')', '!', '*', '_', '|', '\n', '\n\n', '\t', '    ', '- ', '> ', '# ', '```', '~~~', '<!--', '-->', '--!>', '<![CDATA[', ']]>', '<?', '?>', '<a href="', '<img src=x onerror=', '<svg>', '</svg>', '<math>', '<mtext>',
                '<style>', '</style>', '<title>', '</title>', '<table>', '<td>', '</table>', '<p>', '</p>', '<b>', '<a>', '</a>', '<select>', '<template>', '<noscript>', '</noscript>', '<textarea>', '</textarea>', '<script>', '</script>', 'javascript:', 'data:text/html,', '&lt;', '&#60;', '&Tab;', '&colon;', ' onclick=__xss(1) ',
                '\u2028', '\u00a0', '\u200b', '\x01', '\x7f', '\ufeff', '\u{1f600}', ': ', '[x]: ', '<https://', '](', '![', '| ', '|-|-|\n', '<div>\n', '<li>', '<h1>', '<foreignObject>', '<annotation-xml encoding=text/html>', '<font color=x>', '</br>', '</p', '<br/', '<col>', '<caption>', '<form>', '<input autofocus onfocus=__xss(1)>'];

// Returns a function that makes the next text.
function mutations(texts, seed) {
  const below = random(seed);
  const one = (list) => list[below(list.length)];
  const place = (text) => below(text.length + 1);
  const changes = [
    (t) => { const at = place(t); return t.slice(0, at) + one(pieces) + t.slice(at); },
    (t) => { const at = place(t); return t.slice(0, at) + one(pieces) + t.slice(at); },
    (t) => { const at = place(t); return t.slice(0, at) + t.slice(at + 1 + below(4)); },
    (t) => { const at = place(t), to = at + below(20); return t.slice(0, to) + t.slice(at, to) + t.slice(to); },
    (t) => { const other = one(texts); return t.slice(0, place(t)) + other.slice(place(other)); },
    (t) => { const at = place(t); return t.slice(0, at) + one(texts) + t.slice(at); },
    (t) => { const at = place(t), c = t[at] || 'x'; return t.slice(0, at) + (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()) + t.slice(at + 1); },
    (t) => { const at = place(t), c = t.codePointAt(at) ?? 60; return t.slice(0, at) + (below(2) ? `&#${c};` : `&#x${c.toString(16)}`) + t.slice(at + 1); },
    (t) => one(pieces) + t + one(pieces),
    (t) => t.slice(0, place(t)),
    (t) => t.replaceAll(one(['"', "'", ' ', '<', '>']), one(pieces)),
  ];
  return () => {
    let text = one(texts);
    for (let n = 1 + below(5); n > 0; --n) text = one(changes)(text);
    return Buffer.from(text.slice(0, 3000)).toString().replaceAll('\0', '');  // half a character becomes U+FFFD
  };
}

module.exports = {mutations};
