// A picture keeps its address when its file changes, so the page's text does not tell: the bytes do.
import {showWhenLoaded} from './morph.js';
import {queryOf} from './seen_as.js';

const mostPictures = 60;
const known = new Map();    // address -> hash of the bytes
const renewed = new Map();  // address -> version of the site in which it changed last
let first = null;           // the version that the page was opened with

async function hashOf(address) {
  const response = await fetch(address, {cache: 'no-store'});
  if (!response.ok) return null;
  const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return new Uint8Array(hash).join();
}

const viewIn = (url) => url.searchParams.get('preview') ?? '';

// A page says nothing of what it is seen as in the addresses of its pictures: they have the view that it has.
function viewOf(picture, url) {
  return picture.getRootNode() === document ? queryOf().replace('?preview=', '') : viewIn(url);
}

// The browser keeps a picture by its address while it is on the page, so a new one gets another address.
const queryFor = (view, version) => `?${view ? `preview=${view}&` : ''}v=${encodeURIComponent(version)}`;

function renew(picture, query) {
  const fresh = (address) => new URL(address, location.href).pathname + query;
  const attributes = new Map([['src', fresh(picture.src)]]);
  if (picture.srcset) attributes.set('srcset', picture.srcset.split(',').map((one) => one.trim().split(/\s+/)).map(([address, ...size]) => [fresh(address), ...size].join(' ')).join(', '));
  showWhenLoaded(picture, attributes);
}

// Shows again what changed since the last call, and whatever changed before or is seen as something else where it is shown anew.
export async function refreshPictures(roots, version) {
  first ??= version;
  const shown = new Map();  // address -> elements that show it
  for (const picture of roots.flatMap((root) => [...root.querySelectorAll('img')])) {
    if (!picture.complete || !picture.currentSrc) continue;
    const url = new URL(picture.currentSrc);
    if (url.origin !== location.origin) continue;
    const view = viewOf(picture, url), address = url.pathname + (view ? `?preview=${view}` : '');
    if (!shown.has(address) && shown.size < mostPictures) shown.set(address, []);
    shown.get(address)?.push({picture, url, view});
  }
  await Promise.all([...shown].map(async ([address, pictures]) => {
    const hash = await hashOf(address), before = known.get(address);
    if (!hash) return;
    known.set(address, hash);
    // One that was still loading when the page was opened may be an older one.
    if (before ? before !== hash : version !== first) renewed.set(address, version);
    const last = renewed.get(address);
    for (const {picture, url, view} of pictures) {
      if (viewIn(url) !== view) renew(picture, queryFor(view, last ?? version));
      else if (last && new URL(picture.src).search !== queryFor(view, last)) renew(picture, queryFor(view, last));
    }
  }));
}
