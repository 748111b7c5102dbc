// _preview_export.js FILE ADDRESS: an exported listing asks nobody for anything, whoever reads it: every address in it is one that a reader
// may follow, and its policies name what they let be. Prints what is not so; exits with 1 then.
'use strict';
const crypto = require('crypto'), fs = require('fs');
const [file, address] = process.argv.slice(2), html = fs.readFileSync(file, 'utf8');

let failures = 0;
const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };
const sourceOf = (text) => `'sha256-${crypto.createHash('sha256').update(text).digest('base64')}'`;
const plain = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const policyOf = (page) => plain(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)[1]);

const data = JSON.parse(/<script type="application\/json" id="pages">([^<]*)<\/script>/.exec(html)[1]);
const put = (page) => page.map((part) => typeof part === 'number' ? data.pieces[part] : part).join('');
const pages = [plain(/srcdoc="([^"]*)"/.exec(html)[1]), ...data.pages.map(put)];
check(pages.length === 5, `${pages.length} pages`);

const outer = policyOf(html), script = /<script>([^]*?)<\/script>/.exec(html)[1], style = /<style>([^]*?)<\/style>/.exec(html)[1];
check(outer.startsWith("default-src 'none'; "), `policy: ${outer}`);
check(outer.includes(sourceOf(script)) && outer.includes(sourceOf(style)), 'the policy does not know the script or the style of the file');
check((html.match(/<script/g) ?? []).length === 2, 'further scripts');

for (const [i, page] of pages.entries()) {
  const policy = policyOf(page), sheet = /<style>([^]*?)<\/style>/.exec(page)[1];
  check(page.indexOf('<head>') + 6 === page.indexOf('<meta http-equiv'), `page ${i}: the policy is not what comes first`);
  check(policy.startsWith("default-src 'none'; ") && !policy.includes('script') && policy.includes(sourceOf(sheet)) && outer.includes(sourceOf(sheet)), `page ${i}: policy: ${policy}`);
  check(!/<(?:script|link|base|iframe|source)\b|\ssrcset=|\son[a-z]+=/.test(page), `page ${i}: something that asks for more`);
  for (const [, src] of page.matchAll(/\ssrc="([^"]*)"/g)) check(src.startsWith('data:image/'), `page ${i}: a picture from ${src.slice(0, 60)}`);
  for (const [tag, , href] of page.matchAll(/<a(\s[^>]*?)?\shref="([^"]*)"[^>]*>/g)) {
    if (href.startsWith('about:srcdoc#')) continue;
    check(/^(?:https?:|mailto:|tel:)/.test(href) && tag.includes('target="_blank"') && /rel="[^"]*noopener noreferrer[^"]*"/.test(tag), `page ${i}: ${tag}`);
  }
  check(page.includes(`href="${address}/`), `page ${i}: no link to the published site`);
  check(!/\sdownload[ >=]/.test(page), `page ${i}: a download that is not here`);
}
// What all pages have is there once for the pages of the script, and once for the page that needs none.
const [, sheet] = data.pieces;
check(html.split(sheet.slice(0, 400)).length <= 3, 'styles are there more often than twice');
process.exit(failures ? 1 : 0);
