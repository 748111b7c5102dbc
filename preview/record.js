// The fields of the record that anybody sees, each with where it stands and what may be said there; and the way to them from the page.
import {make} from './elements.js';
import {errorsFirst, findingOf} from './findings.js';
import {nameOf} from './names.js';
import {placeOf} from './excerpt.js';

export const keyOf = ({field, part}) => `${field}|${part}`;

const row = (name, value) => value ? make('div', {}, make('dt', {}, name), make('dd', {}, value)) : null;

function fieldOf(field, listing, words, look) {
  const findings = listing.findings.filter((finding) => finding.about?.field && (finding.about.field === field.field || finding.about.field.split('.')[0] === field.field));
  const isOnPage = look.placeOfField(field);
  return make('li', {},
    make('details', {class: 'record-field', 'data-key': keyOf(field)},
      make('summary', {}, nameOf(field, words), findings.length ? [' ', make('span', {class: 'number warning'}, String(findings.length))] : null),
      make('dl', {class: 'measure'},
        row(words['preview.value'], make('span', {class: 'value', lang: field.language, dir: field.dir}, field.value)),
        row(words['preview.place'], [field.place.file ? placeOf(field.place) : null, field.pointer ? [' ', make('code', {dir: 'ltr'}, field.pointer)] : null]),
        row(words['preview.allowed'], field.limit ? make('bdi', {}, field.limit) : null)),
      findings.length ? make('ul', {class: 'findings'}, errorsFirst(findings).map((finding) => findingOf(finding, words, {hasExcerpt: false}))) : null,
      isOnPage ? make('button', {type: 'button', class: 'text-button', 'data-do': 'show-field', 'data-key': keyOf(field)}, words['preview.show_on_page']) : make('p', {class: 'quiet'}, words['preview.not_on_page'])));
}

export function recordOf(listing, words, look, part) {
  if (!listing.fields.length) return null;
  return part(words['preview.record'], 0,
    make('button', {type: 'button', class: 'pick', 'data-do': 'pick', 'aria-pressed': String(look.isPicking)}, words['preview.pick']),
    make('details', {class: 'record'},
      make('summary', {}, words['preview.all_fields'], ' ', make('span', {class: 'number'}, String(listing.fields.length))),
      make('ul', {class: 'record-fields'}, listing.fields.map((field) => fieldOf(field, listing, words, look)))));
}

// Unfolds a field in the panel, and brings the keyboard there.
export function openField(root, key) {
  const field = [...root.querySelectorAll('.record-field')].find((one) => one.dataset.key === key);
  if (!field) return;
  field.closest('.record').open = true;
  field.open = true;
  const summary = field.querySelector('summary');
  summary.focus({preventScroll: true});
  field.scrollIntoView({block: 'nearest'});
}
