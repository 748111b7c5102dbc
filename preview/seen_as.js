// What the listing of the page is shown as. It stands in the address, so that it can be kept, handed on, and gone back from.
import {link, make} from './elements.js';
import {isError} from './findings.js';

const choices = ['published', 'draft', 'unlisted'];

export function seenAs() {
  const asked = new URLSearchParams(location.search).get('preview');
  return choices.includes(asked) ? asked : 'draft';
}

// What is added to an address; nothing for what is shown when nobody asks.
export const queryOf = (as = seenAs()) => as === 'draft' ? '' : `?preview=${as}`;

// Of an edit in draft/: what is public meanwhile.
export const pendingOf = (listing, words) => words[listing.is_published ? 'preview.pending_edit' : 'preview.pending_alone'];

// A page that there is not, and why.
function missingOf(listing, words) {
  return listing.has_pages ? [words['preview.no_page_here'], null] : [words['preview.no_page'], listing.reason];
}

function becauseOf({findings}, words) {
  const error = findings.find(isError);
  return error ? `${words['preview.because_errors']} ${error.message}` : null;
}

// What a build would not show, for nobody approved it yet, or for its errors.
export function draftBanner(listing, words, banner) {
  return listing.has_pending_edit ? banner('draft', words['preview.edit_not_published'], pendingOf(listing, words))
    : banner('draft', words['preview.not_published'], listing.reason || becauseOf(listing, words));
}

// The choice, for the panel.
export function seenAsPart(listing, words) {
  const rows = choices.map((as) => make('li', {},
    link(listing.home + queryOf(as), {class: 'choice', 'data-do': 'see', 'aria-current': as === listing.seen_as ? 'true' : null}, words[`preview.as_${as}`])));
  const isUnlisted = listing.seen_as === 'unlisted' && listing.has_page;
  return make('section', {class: 'part'}, make('h3', {id: 'see-as'}, words['preview.see_as']),
    make('ul', {class: 'choices', 'aria-labelledby': 'see-as'}, rows),
    make('p', {class: 'quiet'}, words[`preview.about_${listing.seen_as}`]),
    listing.has_page ? null : make('p', {class: 'no-page'}, missingOf(listing, words).filter(Boolean).join(' ')),
    isUnlisted ? make('dl', {class: 'measure'}, make('div', {}, make('dt', {}, words['preview.address']), make('dd', {}, make('bdi', {class: 'place', dir: 'ltr'}, listing.address)))) : null);
}

// Above the page, so that nobody takes it for the other.
export function seenAsBanner(listing, words, banner) {
  if (listing.seen_as === 'draft') return null;
  if (!listing.has_page) return banner('gone', ...missingOf(listing, words));
  return banner('other', words[`preview.as_${listing.seen_as}`], words[listing.seen_as === 'unlisted' ? 'preview.noindex' : 'preview.about_published']);
}
