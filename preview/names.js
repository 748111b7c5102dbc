// What a field of a record is called.
import {make} from './elements.js';

export function labelOf({field, label}, words) {
  return words[`field.${field}`] ?? (label || words[`field.${field.split('.')[0]}`]);
}

// field: {field, part, label}. A member of a field has its own name beside that of the field.
export function nameOf(field, words) {
  const label = labelOf(field, words), isMember = label && !words[`field.${field.field}`] && !field.label && field.field.includes('.');
  return make('span', {class: 'field-name'}, label ? make('bdi', {}, label) : make('code', {}, field.field),
    isMember ? [' ', make('code', {}, field.field.split('.').slice(1).join('.'))] : null,
    field.part ? [' ', make('bdi', {class: 'quiet'}, field.part)] : null);
}
