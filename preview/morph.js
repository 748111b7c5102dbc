// Makes what is on the screen what was sent last, and touches nothing that did not change: so that the place in the page, focus,
// selection, open parts, what is typed and what scripts did stay as they are.
//
// Three trees take part: `base` is what was sent before, `next` what is sent now, `live` what is on the screen. Only differences between
// base and next are carried to live; what live has beyond base was added by a script, and stays.

export class Mirror {
  #live;
  #base;
  #twins = new WeakMap();  // node of base -> the node on the screen that shows it

  constructor(live, base) {
    this.#live = live;
    this.#base = base;
  }

  update(next) {
    const focused = this.#live.getRootNode().activeElement;
    this.#bring(this.#live, this.#base, next);
    // An element that was put in place of the focused one, and has its id, is the same to whoever uses the keyboard.
    if (focused?.id && !focused.isConnected) this.#live.getRootNode().getElementById(focused.id)?.focus({preventScroll: true});
  }

  #bring(live, base, next) {
    if (base.isEqualNode(next)) return;
    if (base.nodeType !== Node.ELEMENT_NODE) return bringText(live, base, next);
    if (isStylesheet(base) && base.getAttribute('href') !== next.getAttribute('href')) {
      this.#twins.set(base, swapStylesheet(live, next));
      bringAttributes(null, base, next);
      return;
    }
    bringAttributes(live, base, next);
    this.#bringChildren(live, base, next);
  }

  #bringChildren(live, base, next) {
    const before = [...base.childNodes], after = [...next.childNodes];
    this.#meet(before, live);
    const old = new Map(align(before, after).map(([i, j]) => [after[j], before[i]]));
    const kept = new Set(old.values());
    for (const node of before) {
      if (kept.has(node)) continue;
      this.#twins.get(node)?.remove();
      node.remove();
    }
    let lastBase = null, lastLive = null;
    for (const node of after) {
      let known = old.get(node);
      if (known) {
        const shown = this.#twins.get(known);
        if (shown) this.#bring(shown, known, node);
      } else {
        const shown = document.importNode(node, true);
        known = node.cloneNode(true);
        putAfter(base, lastBase, known);
        putAfter(live, lastLive, shown);
        this.#twins.set(known, shown);
      }
      lastBase = known;
      lastLive = this.#twins.get(known) ?? lastLive;
    }
  }

  // Finds the twins of children that nobody asked for yet.
  #meet(children, live) {
    if (children.every((child) => this.#twins.has(child))) return;
    const taken = new Set(children.map((child) => this.#twins.get(child)));
    const strangers = children.filter((child) => !this.#twins.has(child));
    const shown = [...live.childNodes].filter((child) => !taken.has(child));
    for (const [i, j] of align(strangers, shown)) this.#twins.set(strangers[i], shown[j]);
  }
}

function putAfter(parent, place, node) {
  parent.insertBefore(node, place?.parentNode === parent ? place.nextSibling : place ? null : parent.firstChild);
}

// ---- One node

// Only the characters that differ, so that a selection beside them stays.
function bringText(live, base, next) {
  const old = base.data, text = next.data;
  base.data = text;
  if (live.data !== old) { live.data = text; return; }
  const shorter = Math.min(old.length, text.length);
  let begin = 0, end = 0;
  while (begin < shorter && old[begin] === text[begin]) ++begin;
  while (end < shorter - begin && old.at(-1 - end) === text.at(-1 - end)) ++end;
  live.replaceData(begin, old.length - begin - end, text.slice(begin, text.length - end));
}

// live: null when only base shall follow.
function bringAttributes(live, base, next) {
  const picture = live?.localName === 'img' ? new Map() : null;
  const names = new Set([...base.getAttributeNames(), ...next.getAttributeNames()]);
  for (const name of names) {
    const value = next.getAttribute(name);
    if (value === base.getAttribute(name)) continue;
    setAttribute(base, name, value);
    if (picture && (name === 'src' || name === 'srcset')) picture.set(name, value);
    else if (live) setAttribute(live, name, value);
  }
  if (picture?.size) showWhenLoaded(live, picture);
}

function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

const coming = new WeakMap();  // picture -> what it shall show

// The old picture stays until the new one can be painted.
export function showWhenLoaded(picture, attributes) {
  coming.set(picture, attributes);
  const probe = new Image();
  probe.sizes = picture.sizes;
  for (const name of ['srcset', 'src']) {
    const value = attributes.has(name) ? attributes.get(name) : picture.getAttribute(name);
    if (value !== null) probe.setAttribute(name, value);
  }
  const show = () => {
    if (coming.get(picture) !== attributes) return;
    coming.delete(picture);
    for (const [name, value] of attributes) setAttribute(picture, name, value);
  };
  probe.decode().then(show, show);
}

const isStylesheet = (element) => element.localName === 'link' && element.rel === 'stylesheet';
const leaving = new WeakMap();  // stylesheet that is loading -> those that go when it is there

function swapStylesheet(old, next) {
  const fresh = document.importNode(next, true);
  leaving.set(fresh, [old, ...leaving.get(old) ?? []]);
  fresh.addEventListener('load', () => leaving.get(fresh).forEach((link) => link.remove()), {once: true});
  old.after(fresh);
  return fresh;
}

// ---- Which child is which

// From the surest to the weakest: the same in all, the same kind of part, the same kind of element.
const likenesses = [
  (node) => node.outerHTML ?? `${node.nodeType} ${node.data}`,
  (node) => `${kindOf(node)} ${node.classList ?? ''}`,
  kindOf,
];

const telling = ['id', 'rel', 'hreflang', 'name', 'property', 'http-equiv', 'type'];

function kindOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return String(node.nodeType);
  return node.localName + telling.map((name) => ` ${node.getAttribute(name) ?? ''}`).join('');
}

// Pairs of positions, both rising. What is surely the same is paired first; between such pairs, what is alike.
function align(some, others, level = 0) {
  if (!some.length || !others.length || level === likenesses.length) return [];
  const sure = commonRun(some.map(likenesses[level]), others.map(likenesses[level]));
  const pairs = [];
  let i = 0, j = 0;
  for (const [nextI, nextJ] of [...sure, [some.length, others.length]]) {
    const between = align(some.slice(i, nextI), others.slice(j, nextJ), level + 1);
    pairs.push(...between.map(([a, b]) => [a + i, b + j]));
    if (nextI < some.length) pairs.push([nextI, nextJ]);
    i = nextI + 1;
    j = nextJ + 1;
  }
  return pairs;
}

const mostCells = 4e6;  // of the table below; a list that needs more is one nobody looks through

// The longest run of equal keys in the same order, as pairs of positions.
function commonRun(a, b) {
  const first = [], last = [];
  let begin = 0, endA = a.length, endB = b.length;
  for (; begin < endA && begin < endB && a[begin] === b[begin]; ++begin) first.push([begin, begin]);
  while (endA > begin && endB > begin && a[endA - 1] === b[endB - 1]) last.unshift([--endA, --endB]);
  const rows = endA - begin, columns = endB - begin;
  const middle = [];
  if (rows && columns && rows * columns <= mostCells) {
    const width = columns + 1, longest = new Uint32Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; --i)
      for (let j = columns - 1; j >= 0; --j)
        longest[i * width + j] = a[begin + i] === b[begin + j] ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[begin + i] === b[begin + j]) middle.push([begin + i++, begin + j++]);
      else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) ++i;
      else ++j;
    }
  }
  return [...first, ...middle, ...last];
}
