// Texts that a cleaner and a browser may read differently: other namespaces, raw text, misplaced parts, comments, references, controls.
'use strict';
const {each, turns, hex, decimal, padded} = require('./spell.js');

const roots = ['svg', 'math'];
const points = {svg: ['desc', 'foreignObject', 'title', 'g', 'p'], math: ['mtext', 'mi', 'mo', 'ms', 'annotation-xml encoding=text/html', 'annotation-xml', 'mglyph', 'malignmark']};
const raws = ['style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'script', 'template', 'select', 'plaintext', 'option', 'listing', 'p', 'table'];
const image = '<img src=x onerror=CALL>';
const name = (element) => element.split(' ')[0];

const changing = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=CALL&gt;">',
  '<math><mtext><table><mglyph><style><math><table id="</table>"><img src onerror=CALL>">', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=CALL>',
  '<svg></p><style><a title="</style><img src=x onerror=CALL>">', '<svg><p><style><g title="</style><img src=x onerror=CALL>">', '<svg><style>&lt;img src=x onerror=CALL&gt;</style>',
  '<math><style><img src=x onerror=CALL></style></math>', '<svg><title><![CDATA[</title><img src=x onerror=CALL>]]></title>', '<svg><![CDATA[><img src=x onerror=CALL>]]></svg>',
  '<math><annotation-xml encoding="text/html"><style><img title="</style><img src=x onerror=CALL>"></style></annotation-xml></math>',
  '<noscript><p title="</noscript><img src=x onerror=CALL>">', '<noscript><style></noscript><img src=x onerror=CALL></style>', '<noscript><!--</noscript><img src=x onerror=CALL>-->',
  '<template><img src=x onerror=CALL></template>', '<template shadowrootmode=open><img src=x onerror=CALL></template>', '<div><template shadowrootmode=open><script>CALL</script></template></div>',
  '<template><template></template><script>CALL</script></template>', '<svg><template><img src=x onerror=CALL></template></svg>', '<template><tr><td><img src=x onerror=CALL>',
  '<select><template><img src=x onerror=CALL></template></select>', '<select><option><style></option></select><img src=x onerror=CALL></style>', '<select><script>CALL</script></select>',
  '<select><img src=x onerror=CALL></select>', '<select><math><mtext><option><style><img title="</style><img src=x onerror=CALL>"></select>', '<select><selectedcontent><option><img src=x onerror=CALL>',
  '<table><img src=x onerror=CALL><tr><td>x', '<table><td><table><img src=x onerror=CALL></table></td></table>', '<table><caption><svg onload=CALL></caption></table>', '<table><colgroup><img src=x onerror=CALL>',
  '<table><tr><a href=javascript:CALL>x<td>y', '<table><input type=hidden onfocus=CALL autofocus>', '<table><form><input autofocus onfocus=CALL></form>', '<table><style></table><img src=x onerror=CALL></style>',
  '<table><script>CALL</script></table>', '<table><svg><desc><td><img src=x onerror=CALL>', '<tr><td><img src=x onerror=CALL>', '<caption><img src=x onerror=CALL>', '<col><img src=x onerror=CALL>',
  '<a><table><a href=javascript:CALL>x</a></table></a>', '<b><p><i></b><img src=x onerror=CALL></i></p>', '<a href=#><a href=javascript:CALL>x</a></a>', '<button><p><button onclick=CALL autofocus onfocus=CALL>x',
  '<p><plaintext><img src=x onerror=CALL>', '<h1><h2><img src=x onerror=CALL></h1>', '<li><ul></li><img src=x onerror=CALL>', '</p><img src=x onerror=CALL>', '</br onclick=CALL><img src=x onerror=CALL>', '</sarcasm x="<img src=x onerror=CALL>"><svg onload=CALL>',
  '<ruby><rtc><img src=x onerror=CALL></ruby>', '<nobr><nobr><img src=x onerror=CALL>', '<frameset><frame src=javascript:CALL></frameset><img src=x onerror=CALL>', '<html><frameset onload=CALL>', '<body><body onload=CALL>', '<head></head><body onpageshow=CALL>',
  '<font color="<img src=x onerror=CALL>"><p><svg onload=CALL></font>', '<svg><font color=x><img src=x onerror=CALL>', '<math><b><img src=x onerror=CALL>', '<svg><br><img src=x onerror=CALL>', '<svg><sub><img src=x onerror=CALL>', '<math><span></math><img src=x onerror=CALL>',
  '<svg><a><style></a><img src=x onerror=CALL></style>', '<svg><foreignObject><svg><style><g title="</style><img src=x onerror=CALL>">', '<svg><set attributeName=innerHTML to="<img src=x onerror=CALL>">', '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=x onerror=CALL /></svg>#x">',
  '<math><maction actiontype=statusline xlink:href=javascript:CALL>x', '<math><mi><style><!--</style><img src=x onerror=CALL>--></mi></math>', '<math><mglyph><svg><mtext><textarea><path id="</textarea><img src=x onerror=CALL>">',
  '<xmp><svg><b><xmp><b title="</xmp><img src=x onerror=CALL>">', '<listing>&lt;img src=x onerror=CALL&gt;</listing>', '<textarea><img title="</textarea><img src=x onerror=CALL>"></textarea>', '<title><a title="</title><img src=x onerror=CALL>">',
];

const comments = ['<!-->', '<!--->', '<!---->', '<!-- -->', '<!--x--!>', '<!--x--!>-->', '<!-- --><!-->', '<!--<!-->', '<!--\n--\n>', '<!- x ->', '<!>', '<!x>', '<?x>', '<?xml version="1.0"?>', '</ x>', '</>', '<%x%>',
                  '<![CDATA[x]]>', '<![cdata[x]]>', '<![CDATA[', '<![if IE]>', '<!--[if gte IE 4]>', '<!doctype html>', '<!DOCTYPE x [<!ENTITY y "z">]>', '<!doctype html "', '<!ENTITY x SYSTEM "file:///etc/passwd">', '<?php echo 1 ?>', '<!-- > ', '<!--" title="-->'];
const hidden = [(c, t) => `${c}${t}`, (c, t) => `${c}${t}-->`, (c, t) => `<b title="${c}">${t}`, (c, t) => `<p>${c}\n\n${t}`];

const entities = ['&lt;', '&LT', '&lt', '&#60;', '&#060', '&#x3c;', '&#X3C', '&#0000060;', '&amp;lt;', '&amp;amp;lt;', '&#38;lt;', '&#x26;#60;', '\\<', '\\x3c', '\\u003c', '%3c', '%253c', '\uff1c', '\u2039', '&nvlt;', '&lsaquo;', '+ADw-', '&#x0003c', '&#60', '\u226e'];
const quoteEntities = ['&quot;', '&quot', '&#34;', '&#x22;', '&apos;', '&#39;', '&#x27;', '&#96;', '&grave;', '&#x60;', '\uff02', '\u02ba', '\\"', '&amp;quot;', '%22'];

const controls = ['\0', '\x01', '\x07', '\b', '\x0b', '\f', '\x0e', '\x1b', '\x1f', '\x7f', '\x80', '\x85', '\xa0', '\xad', '\u061c', '\u180e', '\u200b', '\u200e', '\u2028', '\u2029', '\u202e', '\u2060', '\u2066', '\ufeff', '\ufffe', '\uffff', '\ue000', '\u{e0001}', '\ufffd'];

module.exports = [
  {name: 'other namespaces around raw text', as: 'html', texts: [
    ...roots.flatMap((root) => each([points[root], raws], (point, raw) =>
      `<${root}><${point}><${raw}><a title="</${raw}>${image}">x</${raw}></${name(point)}></${root}>`)),
    ...roots.flatMap((root) => turns([points[root], raws], (point, raw) => `<${root}><${raw}></${root}><${point}>${image}</${raw}>`)),
  ]},
  {name: 'texts that change when parsed again', as: 'html', texts: changing},
  {name: 'comments, CDATA, doctypes, instructions', as: 'html', texts: turns([comments.flatMap((c) => [c, c, c]), hidden, [image, '<svg onload=CALL>', '<script>CALL</script>', '<details open ontoggle=CALL>']],
    (comment, hide, tail) => hide(comment, tail))},
  {name: 'references', as: 'none', texts: [
    ...entities.map((lt) => `${lt}img src=x onerror=CALL>`), ...entities.map((lt) => `<b title="${lt}img src=x onerror=CALL>">x</b>`), ...entities.map((lt) => `${lt}script>CALL${lt}/script>`),
    ...entities.map((lt) => `<a href="https://good.example/${lt}svg onload=CALL>">x</a>`), ...quoteEntities.map((q) => `<b title="${q} onmouseover=CALL x=${q}">x</b>`),
    ...quoteEntities.map((q) => `[x](https://good.example/ "${q}onmouseover=CALL ")`), hex(image), decimal(image), padded(image), '&#0;' + image, '&#xD800;', '&#x110000;', '&#x80;', '&#128;', '&notit;', '&amp', '&#', '&#x;', '&#xg;',
  ]},
  {name: 'control characters in tags', as: 'html', texts: [
    ...controls.map((c) => `<img src=x${c} onerror=CALL>`), ...controls.map((c) => `<im${c}g src=x onerror=CALL>`), ...controls.map((c) => `<img${c}src=x onerror=CALL>`),
    ...controls.map((c) => `<img src=x onerror${c}=CALL>`), ...controls.map((c) => `<img src=x onerror=${c}CALL>`), ...controls.map((c) => `<${c}script>CALL</script>`),
    ...controls.map((c) => `<scr${c}ipt>CALL</scr${c}ipt>`), ...controls.map((c) => `<a href="${c}javascript:CALL">go</a>`), ...controls.map((c) => `<a href="java${c}script:CALL">go</a>`), ...controls.map((c) => `[go](java${c}script:CALL)`),
  ]},
  {name: 'deep and long', as: 'html', texts: [
    '<div>'.repeat(300) + image, '<b>'.repeat(90) + image, '<p><a href=x>'.repeat(60) + image, '<table><tr><td>'.repeat(40) + image, '<svg>'.repeat(250) + image, '<math><mtext>'.repeat(80) + image,
    '> '.repeat(90) + image, '> '.repeat(150) + image, '- '.repeat(90) + image, '['.repeat(90) + '](javascript:CALL)', '*'.repeat(500) + image, '</div>'.repeat(200) + image, '<a '.repeat(200) + 'onclick=CALL>', 'x="'.repeat(200) + '>' + image,
    '<img ' + Array.from({length: 70}, (_, i) => `a${i}=x`).join(' ') + ' src=x onerror=CALL>', `<b title="${'x'.repeat(2000)}">${image}`, '<'.repeat(300) + image, '&'.repeat(300) + image, '<!--'.repeat(100) + '-->' + image, '<select>'.repeat(60) + image,
    '<form>'.repeat(60) + image, '<template>'.repeat(60) + image, '<button>'.repeat(60) + image, '<noscript>'.repeat(60) + image, '<li>'.repeat(200) + image, '<font>'.repeat(100) + image, '<nobr>'.repeat(90) + image,
  ]},
];
