// Keeps the page on the screen as the server has it now.
import {Mirror} from './morph.js';
import {queryOf} from './seen_as.js';

let mirror = null, lastText = null, lastAddress = null;
let isMissing = false;  // the page on the screen is the one that says there is none

const parse = (text) => new DOMParser().parseFromString(text, 'text/html');
const scriptsOf = (tree) => [...tree.querySelectorAll('script[src]')].map((script) => script.getAttribute('src'));

// A script that came with a new text does nothing until it stands in the document as an element made there.
function start(src) {
  for (const still of document.querySelectorAll('script[src]')) {
    if (still.getAttribute('src') !== src) continue;
    const script = document.createElement('script');
    for (const {name, value} of still.attributes) script.setAttribute(name, value);
    still.replaceWith(script);
  }
}

// As the page is on the screen now, without what is ours.
function screen(ours) {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector(ours)?.remove();
  return copy;
}

// How the page on the screen came: it may have changed before this script first asks for it.
const [loaded] = performance.getEntriesByType('navigation');

// True when there is no page any more at this address: then the last one is still on the screen. `ours`: what of the document is not the
// page's. `leave()` is called before the page is loaded again.
export async function refreshPage(ours, leave) {
  const address = location.pathname + queryOf();
  const response = await fetch(address, {cache: 'no-store', headers: {Accept: 'text/html'}});
  const bytes = await response.arrayBuffer();
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') && (response.ok || response.status === 404);
  if (!isPage) return false;
  const text = new TextDecoder().decode(bytes);
  if (mirror === null) {
    isMissing = (loaded?.responseStatus || response.status) === 404;
    const isLoaded = loaded?.decodedBodySize === bytes.byteLength;
    mirror = new Mirror(document.documentElement, isLoaded ? parse(text).documentElement : screen(ours));
    if (isLoaded) lastText = text;
  }
  // What was a page and is none any more stays in sight: whoever renamed or hid it is still looking at it.
  const isOther = lastAddress !== null && lastAddress !== address;
  if (response.status === 404 && !isMissing && !isOther) return true;
  lastAddress = address;
  if (text === lastText) return false;
  const next = parse(text);
  const before = lastText === null ? scriptsOf(next) : scriptsOf(parse(lastText)), after = scriptsOf(next);
  // What scripts did cannot be taken back: without one of them it has to be another document.
  if (before.some((src) => !after.includes(src))) { leave(); location.reload(); return false; }
  mirror.update(next.documentElement);
  for (const src of after) if (!before.includes(src)) start(src);
  lastText = text;
  isMissing = response.status === 404;
  return false;
}
