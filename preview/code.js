// Code in a sentence, as in: write {"name": ...}. It runs from left to right whatever the language: in Arabic its brackets would be mirrored
// and its parts change places.
import {make} from './elements.js';

const opens = '{[', closes = '}]';
const before = /"[\w.-]+": *$/;  // the member whose value begins here
const option = /(?<![\w-])--[a-z][a-z-]*/g;

// Where the bracket at `at` is closed again, after it; 0: nowhere. Brackets in strings count for nothing.
function endOf(text, at) {
  let depth = 0, isString = false;
  for (let i = at; i < text.length; ++i) {
    const character = text[i];
    if (isString && character === '\\') ++i;
    else if (character === '"') isString = !isString;
    else if (isString) continue;
    else if (opens.includes(character)) ++depth;
    else if (closes.includes(character) && --depth === 0) return i + 1;
  }
  return 0;
}

// [from, to) of all code in it, in order.
function placesOf(text) {
  const places = [];
  for (let at = 0; at < text.length; ++at) {
    const end = opens.includes(text[at]) ? endOf(text, at) : 0;
    // (Brackets of a sentence have no JSON in them.)
    if (!end || !/"|\.\.\./.test(text.slice(at, end))) continue;
    const last = places.at(-1)?.[1] ?? 0;
    places.push([last + (before.exec(text.slice(last, at))?.index ?? at - last), end]);
    at = end - 1;
  }
  for (const {index, 0: name} of text.matchAll(option))
    if (!places.some(([from, to]) => from <= index && index < to)) places.push([index, index + name.length]);
  return places.sort(([one], [other]) => one - other);
}

// The text, with its code set apart: children for make().
export function withCode(text) {
  const parts = [];
  let done = 0;
  for (const [from, to] of placesOf(text)) {
    parts.push(text.slice(done, from), make('bdi', {dir: 'ltr'}, text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
}

// A sentence of the interface. One in a language from right to left may begin with a name in Latin letters, which says nothing of its direction;
// one that is not translated has no other letters. (preview.css knows the direction of the interface.)
export function sentence(text) {
  return make('bdi', {class: /[\u0590-\u08FF]/.test(text) ? 'to-left' : null}, withCode(text));
}
