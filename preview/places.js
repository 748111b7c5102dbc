// Where on the page a field of the record is shown, as far as that can be told from outside: by the parts that the templates name, by
// the heading or term that is the field's label, and last by what the record says. The way back, from an element to its fields, is the same.
import {labelOf} from './names.js';

const parts = {
  name: 'h1', summary: '.detail-lead', icon: '.detail-title .icon', pricing: '.buy', tags: '.tags', versions: '#versions', product_url: '.buy-action',
  documents: '#downloads', user_guide: '#downloads', resources: '#resources', category: '.crumbs', subcategory: '.crumbs',
  phone: '.contacts', email: '.contacts', website: '.contacts', chat: '.contacts', operating_system: '#specifications', software: '#specifications',
};

const textOf = (element) => element.textContent.trim().replace(/\s+/g, ' ');

function byLabel(label) {
  if (!label) return null;
  const main = document.querySelector('main') ?? document.body;
  for (const heading of main.querySelectorAll('h2, h3, dt, .file-label')) {
    if (textOf(heading) !== label) continue;
    return heading.localName === 'dt' ? heading.parentElement : heading.closest('section, li') ?? heading;
  }
  return null;
}

// The smallest element that has the text.
function byText(text) {
  if (text.length < 3) return null;
  let found = null;
  for (let next = document.querySelector('main') ?? document.body; next; next = [...next.children].find((child) => textOf(child).includes(text))) found = next;
  return found && textOf(found).includes(text) && found.localName !== 'main' && found !== document.body ? found : null;
}

// The texts between quotes of the record's line, longest first.
const quoted = (excerpt) => [...excerpt.matchAll(/"((?:[^"\\]|\\.)+)"/g)].map(([, text]) => text.replace(/\\(.)/g, '$1')).sort((a, b) => b.length - a.length);

export const textsOf = (excerpts) => excerpts.flatMap(quoted).slice(0, 8);

export function elementOf(field, label, texts) {
  const whole = field.split('.')[0];
  if (whole === 'seo') return null;  // what search engines are told
  const labelled = byLabel(label);
  if (labelled) return labelled;
  const named = parts[whole] && document.querySelector(parts[whole]);
  if (named) return named;
  for (const text of texts) {
    const found = byText(text);
    if (found) return found;
  }
  return null;
}

// Of a field with several, the one: a version by its number, a link by its address, a file by its name.
function partOf(element, part) {
  if (!element || !part) return element;
  const link = [...element.querySelectorAll('a[href]')].find((one) => one.getAttribute('href') === part);
  if (link) return link.closest('li') ?? link;
  return [...element.querySelectorAll('li')].find((one) => textOf(one).includes(part)) ?? element;
}

// The fields of a listing by the elements that show them, and the reverse.
export class FieldPlaces {
  byElement = new Map();
  #byKey = new Map();

  // fields: as the server tells them; keyOf(field) names one.
  constructor(fields, words, keyOf) {
    for (const field of fields) {
      const element = partOf(elementOf(field.field, labelOf({...field, part: ''}, words), [field.value.split('\n')[0]]), field.part);
      this.#byKey.set(keyOf(field), element);
      if (element) this.byElement.set(element, [...this.byElement.get(element) ?? [], field]);
    }
  }

  // What shows none of the texts that a seller writes for readers, such as a list that names no language.
  untranslated() {
    return [...this.byElement].filter(([, fields]) => !fields.some((field) => field.is_translatable)).map(([element]) => element);
  }

  elementOf(key) { return this.#byKey.get(key) ?? null; }
}

// The innermost element around that shows a field, and its fields; null: there is none.
export function fieldsAt(target, byElement) {
  for (let element = target; element; element = element.parentElement)
    if (byElement.has(element)) return {element, fields: byElement.get(element)};
  return null;
}

const attribute = 'data-onshelf-shown';
const calm = matchMedia('(prefers-reduced-motion: reduce)');

// Whether there was something to clear.
export function clearShown() {
  const shown = document.querySelectorAll(`[${attribute}]`);
  shown.forEach((element) => element.removeAttribute(attribute));
  return shown.length > 0;
}

export function showElement(element) {
  clearShown();
  for (let around = element; around; around = around.parentElement) if (around.localName === 'details') around.open = true;
  element.setAttribute(attribute, '');
  // (Of what is taller than the screen, its beginning.)
  element.scrollIntoView({block: element.offsetHeight > innerHeight * .8 ? 'start' : 'center', behavior: calm.matches ? 'auto' : 'smooth'});
}
