// Ways to put the parts of a text together, for the families.
'use strict';

// each([[a, b], [c, d]], (x, y) => text): every pair; likewise for more lists.
function each(lists, make) {
  const walk = (chosen) => chosen.length === lists.length
    ? [make(...chosen)] : lists[chosen.length].flatMap((value) => walk([...chosen, value]));
  return walk([]);
}

// One of each list at a time, the shorter lists starting again: every value comes, but not every pair.
function turns(lists, make) {
  const most = Math.max(...lists.map((list) => list.length));
  return Array.from({length: most}, (_, i) => make(...lists.map((list) => list[i % list.length])));
}

const hex = (text) => [...text].map((c) => `&#x${c.codePointAt(0).toString(16)};`).join('');
const decimal = (text) => [...text].map((c) => `&#${c.codePointAt(0)};`).join('');
const padded = (text) => [...text].map((c) => `&#${String(c.codePointAt(0)).padStart(7, '0')}`).join('');
const percent = (text) => [...text].map((c) => '%' + c.codePointAt(0).toString(16).padStart(2, '0')).join('');
const mixed = (text) => [...text].map((c, i) => (i % 2 ? c.toLowerCase() : c.toUpperCase())).join('');

module.exports = {each, turns, hex, decimal, padded, percent, mixed};
