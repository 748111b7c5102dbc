// What tests/lint/theme_rules.sh says. Prints file, line and fault; exits with 1 when there is one.
'use strict';
const fs = require('fs'), path = require('path');
const root = path.join(__dirname, '..', '..');
const sides = 'left|right|top|bottom';

const forbidden = [
  [new RegExp(`^(${sides}|(min-|max-)?(width|height))$`), 'inset-block, inset-inline, inline-size or block-size'],
  [new RegExp(`^(margin|padding|border|scroll-margin|scroll-padding)-(${sides})(-(width|style|color))?$`), '...-block or ...-inline'],
  [/^border-(top|bottom)-(left|right)-radius$/, 'border-start-start-radius and the like'],
  [/^(font-face|src)$/, 'a font stack of what is installed'],
];
const forbiddenValues = [
  [/^(text-align|float|clear|caption-side)$/, /\b(left|right|top|bottom)\b/, 'start or end'],
  [/./, /\bto (left|right)\b/, 'a gradient that does not depend on the direction'],
  [/./, /\burl\(/i, 'nothing that has to be fetched'],
  [/./, /\bimage-set\(|\bsrc\(/i, 'nothing that has to be fetched'],
];
// Four values are top, right, bottom, left.
const boxes = /^(margin|padding|inset|scroll-margin|scroll-padding|border-(width|style|color)|border-radius)$/;

// Values of a list, blanks within brackets not counted.
function parts(value) {
  return value.replace(/\s*!important/, '').replace(/\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '()').split('/')[0].trim().split(/\s+/);
}

function faultsOf(css) {
  const faults = [];
  const plain = css.replace(/\/\*[^]*?\*\//g, (all) => all.replace(/[^\n]/g, ' '));
  const lineAt = (index) => plain.slice(0, index).split('\n').length;
  for (const {0: all, index} of plain.matchAll(/@import|@font-face|https?:|(?<![\w:-])\/\/[\w.]/gi))
    faults.push([lineAt(index), `"${all}" asks for something from elsewhere`]);
  // A declaration ends before ; or } and begins after { or ; or }. Selectors have a { first.
  for (const match of plain.matchAll(/(?<=[{;}]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/gi)) {
    const name = match[1].toLowerCase(), value = match[2];
    for (const [names, instead] of forbidden)
      if (names.test(name)) faults.push([lineAt(match.index), `${name}: use ${instead}`]);
    for (const [names, values, instead] of forbiddenValues)
      if (names.test(name) && values.test(value)) faults.push([lineAt(match.index), `${name}: ${value.trim().slice(0, 60)}: use ${instead}`]);
    const four = parts(value);
    if (boxes.test(name) && four.length === 4 && four[1] !== four[3])
      faults.push([lineAt(match.index), `${name}: its second and fourth value are sides; use ${name}-inline`]);
  }
  return faults;
}

// The rules themselves, on what they must find and must not.
for (const [css, count] of [
  ['a { margin-left: 1px }', 1], ['a{left:0;right:0}', 2], ['a { b: c; padding-right: 0; }', 1], ['a { border-top-left-radius: 1px }', 1],
  ['a { text-align: left }', 1], ['a { width: 1px; max-height: 2px }', 2], ['a { padding: 1px 2px 3px 4px }', 1],
  ['a { background: url(x.png) }', 1], ['@import "x.css";', 1], ['a { background: url(https://x/y) }', 2], ['@font-face { src: url(x) }', 3],
  ['a { background: linear-gradient(to left, red, blue) }', 1], ['@media print { a { top: 0 } }', 1],
  ['@media (min-width: 3rem) { a { padding: 1px 2px 3px; margin: 0 calc(1px + 2px) 1px calc(1px + 2px) } }', 0],
  ['.left, a:hover { inset-inline-start: 0; text-align: start } /* left: 0 */', 0], ['a { content: "/"; transition: background-color 1s }', 0]]) {
  const found = faultsOf(css);
  if (found.length !== count) {
    console.log(`the rules find ${found.length} faults instead of ${count} in: ${css}`);
    process.exitCode = 1;
  }
}

for (const folder of ['preview', ...fs.readdirSync(path.join(root, 'themes')).map((theme) => `themes/${theme}`)])
  for (const name of fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.css')))
    for (const [line, fault] of faultsOf(fs.readFileSync(path.join(root, folder, name), 'utf8'))) {
      console.log(`${folder}/${name}:${line}: ${fault}`);
      process.exitCode = 1;
    }

// Templates: no address of another site, no style of its own, no script but data.
const folders = ['templates', ...fs.readdirSync(path.join(root, 'themes')).map((theme) => `themes/${theme}/templates`)];
for (const folder of folders) {
  if (!fs.existsSync(path.join(root, folder))) continue;
  for (const name of fs.readdirSync(path.join(root, folder)))
    fs.readFileSync(path.join(root, folder, name), 'utf8').split('\n').forEach((line, index) => {
      const fault = /(?:src|href|srcset|action)="(?:https?:)?\/\//.test(line) ? 'an address of another site'
        : /<style|\sstyle=|\son[a-z]+=/.test(line) ? 'style or script in a tag'
        : /<script(?! (?:type="application\/ld\+json"|(?:type="module" )?src="\{\{))/.test(line) ? 'a script within the page' : '';
      if (!fault) return;
      console.log(`${folder}/${name}:${index + 1}: ${fault}`);
      process.exitCode = 1;
    });
}
