// A picture keeps its address when its file changes, so the page's text does not tell: the bytes do.
import {showWhenLoaded} from './morph.js';

const mostPictures = 60;
const known = new Map();    // address -> hash of the bytes
const renewed = new Map();  // address -> version of the site in which it changed last

const plainAddress = (address) => { const url = new URL(address, location.href); url.search = ''; return url; };

async function hashOf(url) {
  const response = await fetch(url, {cache: 'no-store'});
  if (!response.ok) return null;
  const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return new Uint8Array(hash).join();
}

// The browser keeps a picture by its address while it is on the page, so a new one gets another address.
const queryOf = (version) => `?v=${encodeURIComponent(version)}`;

function renew(picture, version) {
  const fresh = (address) => plainAddress(address).pathname + queryOf(version);
  const attributes = new Map([['src', fresh(picture.src)]]);
  if (picture.srcset) attributes.set('srcset', picture.srcset.split(',').map((one) => one.trim().split(/\s+/)).map(([address, ...size]) => [fresh(address), ...size].join(' ')).join(', '));
  showWhenLoaded(picture, attributes);
}

// Shows again what changed since the last call, and whatever changed before where it is shown anew.
export async function refreshPictures(roots, version) {
  const shown = new Map();  // address -> elements that show it
  for (const picture of roots.flatMap((root) => [...root.querySelectorAll('img')])) {
    if (!picture.complete || !picture.currentSrc) continue;
    const url = plainAddress(picture.currentSrc);
    if (url.origin !== location.origin) continue;
    if (!shown.has(url.href) && shown.size < mostPictures) shown.set(url.href, []);
    shown.get(url.href)?.push(picture);
  }
  await Promise.all([...shown].map(async ([address, pictures]) => {
    const hash = await hashOf(address), before = known.get(address);
    if (!hash) return;
    known.set(address, hash);
    if (before && before !== hash) renewed.set(address, version);
    const last = renewed.get(address);
    if (last) pictures.filter((picture) => new URL(picture.src).search !== queryOf(last)).forEach((picture) => renew(picture, last));
  }));
}
