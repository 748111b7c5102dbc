// What has to be mended before the page can be built again: at the foot of the page, which can be used meanwhile.
import {make} from './elements.js';
import {findingOf, isError} from './findings.js';

export function blockersOf({problems, listing}) {
  const ofListing = listing?.is_stale ? listing.findings.filter(isError) : [];
  const ofEdit = listing?.seen_as === 'draft' ? (listing.refused ?? []).filter(isError) : [];
  // That a seller's record is refused follows from what is wrong with it.
  const follows = ({rule}) => rule === 'seller-refused';
  const all = [...problems, ...ofListing, ...ofEdit];
  return [...all.filter((finding) => !follows(finding)), ...all.filter(follows)];
}

// Null when all is well.
export function overlayOf(state, isOpen) {
  const words = state.words, blockers = blockersOf(state);
  if (!blockers.length) return null;
  // What an edit may not change any more is shown all the same.
  const isStale = state.problems.length > 0 || state.listing?.is_stale;
  // Of a listing that was never sound there is no state to see; of a broken site there is, whatever the page.
  const isOld = state.problems.length > 0 || state.listing?.has_page;
  return make('section', {class: 'overlay', role: 'dialog', 'aria-labelledby': 'overlay-title'},
    make('div', {class: 'overlay-head'},
      make('h2', {id: 'overlay-title'}, words['preview.problems'], ' ', make('span', {class: 'number'}, String(blockers.length))),
      make('p', {class: 'quiet'}, words[!isStale ? 'preview.refused' : isOld ? 'preview.stale' : 'preview.never_sound']),
      make('button', {type: 'button', class: 'fold', 'data-do': 'overlay', 'aria-expanded': String(isOpen), 'aria-controls': 'overlay-findings'},
        make('span', {class: 'arrow', 'aria-hidden': 'true'}), make('span', {class: 'unseen'}, words[isOpen ? 'preview.fold' : 'preview.unfold']))),
    make('ol', {class: 'findings', id: 'overlay-findings', hidden: !isOpen}, blockers.map((finding) => findingOf(finding, words, {hasExcerpt: true}))));
}
