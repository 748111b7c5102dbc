// What the edit in draft/ changes of the record beside it, and what of that would be refused.
import {make, safeAddress} from './elements.js';
import {findingOf} from './findings.js';
import {nameOf} from './names.js';

// What goes and what comes is told by its element and in words, to who does not see colours or the page.
function diffOf(text, words) {
  const parts = text.parts.map(([kind, part]) => kind === 'kept' ? part
    : make(kind === 'removed' ? 'del' : 'ins', {}, make('span', {class: 'unseen'}, `${words[`preview.${kind}`]}: `), part));
  const isLong = text.parts.reduce((length, [, part]) => length + part.length, 0) > 800;  // it can be scrolled, so by keyboard too
  return make('div', {class: 'change'},
    text.language ? make('p', {class: 'quiet'}, make('bdi', {}, text.language_name)) : null,
    make('p', {class: isLong ? 'diff long' : 'diff', lang: text.language, dir: text.dir ?? 'ltr', tabindex: isLong ? 0 : null}, parts));
}

const changeOf = (change, words) => [change.texts.map((text) => diffOf(text, words)), change.is_cut ? make('p', {class: 'quiet'}, words['preview.cut']) : null];

function pictureOf(side, title, bytesOf) {
  const address = side && safeAddress(side.href);
  return make('figure', {class: 'side-picture'},
    make('figcaption', {}, title, ' ', side ? make('bdi', {class: 'quiet', dir: 'ltr'}, side.width ? `${side.width} × ${side.height}` : '', ' ') : null, side ? make('bdi', {class: 'quiet'}, bytesOf(side.bytes)) : null),
    address ? make('img', {src: address, width: side.width || null, height: side.height || null, alt: ''}) : make('p', {class: 'no-picture', 'aria-hidden': 'true'}, '—'));
}

// Null when there is nothing to compare with.
export function changesOf(listing, words, bytesOf, part) {
  if (!listing.has_pending_edit) return null;
  const {changes, pictures} = listing;
  if (!changes) return part(words['preview.changes'], 0, make('p', {class: 'quiet'}, words['preview.cannot_compare']));
  const rows = changes.map((change) => make('li', {class: 'field'}, make('h4', {}, nameOf(change, words)), changeOf(change, words)));
  const pairs = pictures.map(({name, before, after}) => make('li', {class: 'field'},
    make('h4', {}, make('bdi', {class: 'place', dir: 'ltr'}, name)),
    make('div', {class: 'pair'}, pictureOf(before, words['preview.before'], bytesOf), pictureOf(after, words['preview.after'], bytesOf))));
  return part(words['preview.changes'], rows.length + pairs.length,
    rows.length + pairs.length ? make('ul', {class: 'fields'}, rows, pairs) : make('p', {class: 'sound'}, words['preview.no_changes']));
}

// Of the field itself, else of the whole that it is a member of; of a field with several, of those that the finding names.
function changesAbout({message}, field, changes) {
  if (!field) return [];
  const own = changes.filter((one) => one.field === field), root = field.split('.')[0];
  const about = own.length ? own : changes.filter((one) => one.field === root);
  const named = about.filter((one) => one.part && message.includes(`"${one.part}"`));
  return named.length ? named : about;
}

// A finding, and below it from what to what.
export function refusedOf(listing, words, part) {
  if (!listing.has_pending_edit || !listing.changes) return null;
  const rows = listing.refused.map((finding) => {
    const field = finding.about?.field ?? '', change = changesAbout(finding, field, listing.changes);
    return make('li', {class: 'field'}, field ? make('h4', {}, nameOf({field}, words)) : null,
      make('ul', {class: 'findings'}, findingOf(finding, words, {hasExcerpt: false})), change.map((one) => changeOf(one, words)));
  });
  return part(words['preview.refused'], rows.length,
    rows.length ? make('ul', {class: 'fields'}, rows) : make('p', {class: 'sound'}, words['preview.no_findings']));
}
