// Parts of theming.sh: `example SOURCES SITE`, `tables SOURCES`, `pages FOLDER`.
'use strict';
const fs = require('fs'), path = require('path');
const [what, where, site] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(where, name), 'utf8');
let failed = false;
const fault = (text) => { console.log(text); failed = true; };

// A paragraph that begins with the name of a file of themes/mine, and the code after it.
function writeExample() {
  const blocks = [...read('docs/theming.md').matchAll(/^`(themes\/mine\/[^`]+)`[^\n]*\n\n```\w+\n([^]*?)^```$/gm)];
  for (const [, name, text] of blocks) {
    fs.mkdirSync(path.dirname(path.join(site, name)), {recursive: true});
    fs.writeFileSync(path.join(site, name), text);
  }
  if (blocks.length !== 5) fault(`docs/theming.md: ${blocks.length} files instead of five`);
}

const missing = (a, b) => [...a].filter((name) => !b.has(name));

function compareTables() {
  const css = read('themes/default/tokens.css').replace(/\/\*[^]*?\*\//g, '');
  const set = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
  const table = read('docs/theming.md').split('## Tokens')[1];
  const told = new Set([...table.matchAll(/`(--[\w-]+)`/g)].map(([, name]) => name));
  for (const name of missing(set, told)) fault(`docs/theming.md does not tell what ${name} is`);
  for (const name of missing(told, set)) fault(`docs/theming.md tells of ${name}, which themes/default/tokens.css does not set`);
  const own = new Set([...read('themes/compact/tokens.css').matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
  for (const name of missing(own, set)) fault(`themes/compact/tokens.css sets ${name}, which is no token`);

  const handbook = read('templates/README.md');
  const words = new Set(handbook.match(/[A-Z][A-Z_0-9]*/g));
  for (const [, name] of read('src/render/markers.cpp').matchAll(/\{"([A-Z_]+)", MarkerKind::/g))
    if (!words.has(name) && !name.endsWith('_LANG')) fault(`templates/README.md does not tell of ${name}`);
  for (const file of fs.readdirSync(path.join(where, 'templates')))
    if (file.endsWith('.html') && !handbook.includes(file)) fault(`templates/README.md does not tell of ${file}`);
}

// Texts can be read: 4.5:1 (WCAG 2, AA) of all inks on all grounds, by day and by night.
function measureContrast() {
  const light = (hex) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const pairs = [['--on-accent', '--accent'], ['--on-accent', '--accent-strong'], ['--accent-strong', '--accent-soft']];
  for (const ink of ['--ink', '--ink-soft', '--ink-faint', '--accent', '--accent-strong'])
    for (const ground of ['--paper', '--shade', '--raised']) pairs.push([ink, ground]);
  const colours = new Map();
  for (const theme of ['default', 'compact']) {
    const css = read(`themes/${theme}/tokens.css`);
    for (const [, name, day, night] of css.matchAll(/(--[\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)) colours.set(name, [day, night]);
    for (let i = 0; i < 8; ++i) colours.set(`--tone-${i}`, [css, read('themes/default/tokens.css')].map((text) => text.match(`--tone-${i}: (#\\w{6})`)?.[1]).filter(Boolean));
    for (const [ink, ground] of pairs)
      for (const [i, when] of ['by day', 'by night'].entries()) {
        const [a, b] = [light(colours.get(ink)[i]), light(colours.get(ground)[i])];
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5) fault(`themes/${theme}: ${ink} on ${ground} ${when} has a contrast of ${ratio.toFixed(2)} only`);
      }
    for (let i = 0; i < 8; ++i)
      if (1.05 / (light(colours.get(`--tone-${i}`)[0]) + .05) < 4.5) fault(`themes/${theme}: white on --tone-${i} cannot be read`);
  }
}

// One name a page, no level of heading left out, one main part, nothing fetched from elsewhere.
function lookAtPages() {
  const files = fs.readdirSync(where, {recursive: true}).filter((name) => name.endsWith('.html'));
  if (files.length < 100) fault(`${where} has ${files.length} pages`);
  for (const name of files) {
    const html = read(name);
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    if (levels.filter((level) => level === 1).length !== 1) fault(`${name}: one h1 is due, not ${levels.filter((level) => level === 1).length}`);
    levels.forEach((level, i) => { if (level > (levels[i - 1] ?? 0) + 1) fault(`${name}: h${level} after h${levels[i - 1] ?? 0}`); });
    if ([...html.matchAll(/<main[\s>]/g)].length !== 1) fault(`${name}: one main is due`);
    const asked = [...html.matchAll(/<(?:link|img|script|source|iframe)\b[^>]*?\s(?:src|href)="([^"]*)"[^>]*>/g)]
      .filter(([tag, to]) => /^(?:[a-z]+:)?\/\//i.test(to) && !/rel="(?:canonical|alternate|prev|next)"/.test(tag));
    for (const [tag] of asked) fault(`${name}: asks another host: ${tag}`);
    if ([...html.matchAll(/<link rel="stylesheet"/g)].length !== 1) fault(`${name}: one stylesheet is due`);
    if (failed) break;
  }
}

({example: writeExample, tables: () => { compareTables(); measureContrast(); }, pages: lookAtPages})[what]();
process.exitCode = failed ? 1 : 0;
