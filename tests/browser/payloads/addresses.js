// Addresses that run something or lead astray, and the places an address can stand in.
'use strict';
const {each, turns, hex, decimal, padded, percent, mixed} = require('./spell.js');

const script = 'javascript:CALL';
const base64 = Buffer.from('<script>parent.__xss(1)</script>').toString('base64');
const running = [
  script, mixed('javascript') + ':CALL', 'JAVASCRIPT:CALL', ' ' + script, '\t' + script, '\n' + script, '\x01' + script, '\x1f' + script,
  '\x0b' + script, '\u00a0' + script, '\ufeff' + script, 'java\tscript:CALL', 'java\nscript:CALL', 'java\rscript:CALL',
  'j\na\nv\na\ns\nc\nr\ni\np\nt:CALL', 'javascript\t:CALL', 'javascript\n:CALL', 'javascript :CALL', 'java\x00script:CALL', 'java script:CALL',
  'javascript&colon;CALL', 'javascript&#58;CALL', 'javascript&#x3A;CALL', 'javascript&#58CALL', '&#106;avascript:CALL', '&#x6A;avascript:CALL',
  padded('javascript') + ':CALL', hex('javascript') + ':CALL', decimal('javascript:') + 'CALL', hex('javascript:__xss(1)'),
  'java&Tab;script:CALL', 'java&NewLine;script:CALL', 'java&#9;script:CALL', 'java&#x0A;script:CALL', 'java&#13;script:CALL',
  '&#1;javascript:CALL', '&Tab;javascript:CALL', '&nbsp;javascript:CALL', '&ZeroWidthSpace;javascript:CALL', 'java&shy;script:CALL',
  'javascript&amp;colon;CALL', 'javascript&amp;#58;CALL', 'javascript%3ACALL', percent('javascript:') + 'CALL', 'javascript://%0aCALL',
  'javascript://x/%0d%0aCALL', 'javascript://x/%E2%80%A8CALL', 'javascript:/**/CALL', 'javascript:%61lert(1)', 'javascript:void(CALL)',
  'javascript:"<script>CALL</script>"', 'javascript:CALL//https://good.example/', 'javascript:CALL#mailto:a@b.example',
  'javascript:CALL;https://good.example/', 'https:javascript:CALL', 'x:javascript:CALL', 'view-source:javascript:CALL', 'feed:javascript:CALL',
  'jar:javascript:CALL!/', 'livescript:CALL', 'mocha:CALL', 'vbscript:CALL', 'VBScript:msgbox(1)', 'jscript:CALL', 'javascript\u003aCALL',
  '\uff4aavascript:CALL', 'javascript\uff1aCALL', 'java\u017fcript:CALL', 'java\u200bscript:CALL', 'java\u00adscript:CALL', '\u202ejavascript:CALL',
  '\\javascript:CALL', '\\x6aavascript:CALL', '\\u006aavascript:CALL', 'javascript\\:CALL', 'javas\\cript:CALL', './javascript:CALL',
  'data:text/html,<script>CALL</script>', 'data:text/html;base64,' + base64, 'DATA:TEXT/HTML,<svg onload=CALL>', 'data:,CALL',
  'data:text/html;charset=utf-7,+ADw-script+AD4-CALL', 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="CALL"/>',
  'data:image/svg+xml;base64,' + Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>__xss(1)</script></svg>').toString('base64'),
  'data:application/xhtml+xml,<x xmlns="http://www.w3.org/1999/xhtml"><script>CALL</script></x>', 'd\tata:text/html,<script>CALL</script>',
  'data:text/xml,<?xml-stylesheet href="javascript:CALL"?>', 'data:text/html&comma;<script>CALL</script>', 'data&colon;text/html,CALL',
  'blob:null/0', 'filesystem:http://localhost/temporary/x', 'about:srcdoc', 'about:blank', 'file:///etc/passwd', 'chrome://settings/', 'intent:#Intent;end',
  'ws://evil.example/', 'ftp://evil.example/', 'sms:+1', 'callto:x', 'steam://x', 'ms-settings:x', 'search-ms:query=x', 'x-apple:CALL',
];
const astray = [
  '//evil.example/xss-marker', '///evil.example/xss-marker', '////evil.example/', '/\\evil.example/', '\\\\evil.example\\x', '/\t/evil.example/',
  '\\/evil.example/', 'https:evil.example/', 'https:/evil.example/', 'https:\\\\evil.example/', 'http:///evil.example/', 'http://good.example@evil.example/',
  'https://good.example:pass@evil.example/', 'https://good.example\\@evil.example/', 'https://good.example%40evil.example/@x', 'https://user@evil.example/',
  'https://[::1]@evil.example/', 'https://evil.example\u3002good.example/', 'https://good.example\u2215.evil.example/', 'https://\u202egood.example/',
  'mailto:a@b.example?cc=everybody@evil.example&body=CALL', 'mailto:a@b.example%0aBcc:x@evil.example', 'mailto:javascript:CALL', 'tel:javascript:CALL',
  'tel:+1;ext=<script>CALL</script>', '../../../admin', '/../../etc/passwd', '..%2f..%2fadmin', '?next=javascript:CALL', '#"><img src=x onerror=CALL>',
  '/xss-marker', 'xss-marker', './xss-marker', '%2f%2fevil.example', 'https://good.example/"onmouseover="CALL', "https://good.example/'onmouseover='CALL",
  'https://good.example/`onmouseover=CALL', 'https://good.example/"><img src=x onerror=CALL>', 'https://good.example/ onmouseover=CALL x=',
  'https://good.example/?q=<script>CALL</script>', 'https://good.example/#<img/src=x/onerror=CALL>', 'https://good.example/&quot;onclick=&quot;CALL',
  'https://good.example/%22%3E%3Cimg%20src=x%20onerror=CALL%3E', 'https://good.example/\x00"onclick="CALL', 'https://\uff45vil.example/',
];

const carriers = [
  (u) => `<a href="${u}">go</a>`, (u) => `<a href='${u}'>go</a>`, (u) => `<a target=_blank href="${u}">go</a>`, (u) => `<iframe src="${u}"></iframe>`,
  (u) => `<svg><a href="${u}"><text y=9>go</text></a></svg>`, (u) => `<svg><a xlink:href="${u}"><text y=9>go</text></a></svg>`,
  (u) => `<map name=m><area href="${u}" shape=default></map>`, (u) => `<form action="${u}"><input type=submit></form>`,
  (u) => `<form><button formaction="${u}">go</button></form>`, (u) => `<embed src="${u}">`, (u) => `<object data="${u}"></object>`,
  (u) => `<math href="${u}">go</math>`, (u) => `<math><mi xlink:href="${u}">go</mi></math>`, (u) => `<img src="${u}">`,
  (u) => `<img srcset="${u} 2x">`, (u) => `<picture><source srcset="${u}"><img></picture>`, (u) => `<video poster="${u}"></video>`,
  (u) => `<video src="${u}"></video>`, (u) => `<input type=image src="${u}">`, (u) => `<body background="${u}">`, (u) => `<table background="${u}"><td>x`,
  (u) => `<link rel=stylesheet href="${u}">`, (u) => `<meta http-equiv=refresh content="0;url=${u}">`, (u) => `<base href="${u}"><a href=x>go</a>`,
  (u) => `<svg><use href="${u}"/></svg>`, (u) => `<svg><image href="${u}"/></svg>`, (u) => `<svg><script href="${u}"/></svg>`,
  (u) => `<svg><a><animate attributeName=href values="${u}"/><text y=9>go</text></a></svg>`, (u) => `<svg><feImage href="${u}"/></svg>`,
  (u) => `<svg><a><set attributeName=href to="${u}"/><text y=9>go</text></a></svg>`, (u) => `<q cite="${u}">x</q>`, (u) => `<del cite="${u}">x</del>`,
  (u) => `<a ping="${u}" href=/>go</a>`, (u) => `<img longdesc="${u}">`, (u) => `<img lowsrc="${u}">`, (u) => `<img dynsrc="${u}">`,
  (u) => `<div style="background:url(${u})">x</div>`, (u) => `<style>@import url("${u}");</style>`, (u) => `<track src="${u}">`, (u) => `<bgsound src="${u}">`,
  (u) => `<a href=${u}>go</a>`, (u) => `<a\nhref="${u}"\n>go</a>`, (u) => `<a href="x" href="${u}">go</a>`, (u) => `<a HREF="${u}">go`,
];
const markdown = [
  (u) => `[go](${u})`, (u) => `[go](<${u}>)`, (u) => `![pic](${u})`, (u) => `<${u}>`, (u) => `[go]\n\n[go]: ${u}`, (u) => `[go][]\n\n[go]: <${u}> "t"`,
  (u) => `[![pic](${u})](${u})`, (u) => `![pic][p]\n\n[p]: ${u}`,
];

module.exports = [
  {name: 'addresses that run', as: 'address', texts: running},
  {name: 'addresses that lead astray', as: 'address', texts: astray},
  {name: 'addresses in links', as: 'html', texts: running.map((u) => `<a href="${u.replaceAll('"', '&quot;')}">go</a>`)},
  {name: 'addresses in every element', as: 'html', texts: [
    ...carriers.map((carry) => carry(script)), ...carriers.map((carry) => carry('/xss-marker')),
    ...turns([running.slice(0, 80), carriers], (u, carry) => carry(u)),
  ]},
  {name: 'addresses in Markdown', as: 'markdown', texts: [
    ...each([markdown, [script, 'javascript&colon;CALL', 'data:text/html,<script>CALL</script>', '//evil.example/', 'vbscript:CALL']], (carry, u) => carry(u)),
    ...turns([running, markdown], (u, carry) => carry(u)), ...turns([astray, markdown.slice(1)], (u, carry) => carry(u)),
  ]},
];
