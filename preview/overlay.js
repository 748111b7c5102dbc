// What has to be mended before the page can be built again: at the foot of the page, which can be used meanwhile.
import {make} from './elements.js';
import {findingOf, isError} from './findings.js';

export function blockersOf(state) {
  const ofListing = state.listing?.is_stale ? state.listing.findings.filter(isError) : [];
  return [...state.problems, ...ofListing];
}

// Null when all is well.
export function overlayOf(state, isOpen) {
  const words = state.words, blockers = blockersOf(state);
  if (!blockers.length) return null;
  return make('section', {class: 'overlay', role: 'dialog', 'aria-labelledby': 'overlay-title'},
    make('div', {class: 'overlay-head'},
      make('h2', {id: 'overlay-title'}, words['preview.problems'], ' ', make('span', {class: 'number'}, String(blockers.length))),
      make('p', {class: 'quiet'}, words['preview.stale']),
      make('button', {type: 'button', class: 'fold', 'data-do': 'overlay', 'aria-expanded': String(isOpen), 'aria-controls': 'overlay-findings'},
        make('span', {class: 'arrow', 'aria-hidden': 'true'}), make('span', {class: 'unseen'}, words[isOpen ? 'preview.fold' : 'preview.unfold']))),
    make('ol', {class: 'findings', id: 'overlay-findings', hidden: !isOpen}, blockers.map((finding) => findingOf(finding, words, {hasExcerpt: true}))));
}
