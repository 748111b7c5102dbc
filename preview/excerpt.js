// The quoted line of a finding, with the marked characters in <mark>. Where a mark begins and ends is told in columns of a terminal
// (src/text/display.cpp), where some characters take two and some none; a browser draws them as wide as it likes, so the mark has to be
// on the characters themselves.
import {make} from './elements.js';

const takesNone = /^[\p{Mn}\p{Me}]$/u;
const takesTwo = /^[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u3247\u3250-\u4DBF\u4E00-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{16FE3}\u{16FF0}-\u{1B2FB}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]$/u;
const takesOne = /^[\u{1F1E6}-\u{1F1FF}]$/u;  // half a flag

export function columnsOf(character) {
  if (character < '\u0300') return 1;
  if (takesNone.test(character)) return 0;
  return takesTwo.test(character) && !takesOne.test(character) ? 2 : 1;
}

// [before, marked, after]. A mark that sits on a character goes with it.
export function split(excerpt, caret, width) {
  const parts = ['', '', ''];
  let column = 1, part = 0;
  for (const character of excerpt) {
    const columns = columnsOf(character);
    if (columns) part = column < caret ? 0 : column < caret + width ? 1 : 2;
    parts[part] += character;
    column += columns;
  }
  return parts;
}

export function excerptOf({excerpt, caret, width, line}) {
  if (!excerpt) return null;
  const [before, marked, after] = caret ? split(excerpt, caret, width) : [excerpt, '', ''];
  return make('pre', {class: 'excerpt', dir: 'ltr', tabindex: 0},
    make('span', {class: 'excerpt-line', 'aria-hidden': 'true'}, String(line)),
    make('code', {}, before, caret ? make('mark', {}, marked || ' ') : null, after));
}

export function placeOf({file, line, column}) {
  return make('bdi', {class: 'place', dir: 'ltr'}, line ? `${file}:${line}:${column}` : file);
}
