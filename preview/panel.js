// The reviewer's panel: what would become of the listing, what a reviewer would object to, and how it looks elsewhere.
import {changesOf, refusedOf} from './changes.js';
import {sentence} from './code.js';
import {link, make, safeAddress} from './elements.js';
import {placeOf} from './excerpt.js';
import {errorsFirst, findingOf, isError} from './findings.js';
import {nameOf} from './names.js';
import {recordOf} from './record.js';
import {pendingOf, queryOf, seenAsPart} from './seen_as.js';

const part = (title, number, ...children) =>
  make('section', {class: 'part'}, make('h3', {}, title, number ? [' ', make('span', {class: 'number'}, String(number))] : null), ...children);

function bytesOf(bytes, language) {
  const [value, unit] = bytes < 1000 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(language, {style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0}).format(value);
}

function bar(value, most, isOver, label) {
  return make('meter', {min: 0, max: most, value: Math.min(value, most), class: isOver ? 'over' : null, 'aria-label': label});
}

// ---- What would become of it

// Why not: how many errors there are, and the first of them.
function errorsOf(findings, words) {
  const errors = findings.filter(isError), [first] = errors;
  return make('div', {class: 'because'},
    make('p', {}, words['preview.because_errors'], ' ', make('span', {class: 'number error'}, String(errors.length))),
    make('p', {}, sentence(first.message)),
    make('p', {class: 'where'}, placeOf(first.where)));
}

// `problems`: of the site; with them nothing at all is built.
function visibilityOf(listing, problems, words) {
  const isSiteBroken = problems.some(isError), fate = isSiteBroken ? 'withheld' : listing.shown;
  return make('section', {class: 'part fate'},
    make('p', {class: 'fate-line'}, make('span', {class: `fate-mark ${fate}`, 'aria-hidden': 'true'}), make('strong', {}, words[`preview.${fate}`])),
    isSiteBroken ? errorsOf(problems, words) : listing.is_stale ? errorsOf(listing.findings, words) : make('p', {}, listing.reason),
    listing.has_pending_edit && listing.seen_as !== 'published' ? make('p', {}, pendingOf(listing, words)) : null,
    make('p', {class: 'quiet'}, make('bdi', {}, listing.id), listing.type ? [' · ', make('bdi', {}, listing.type)] : null));
}

// ---- What a reviewer would say

function fieldsOf(findings) {
  const fields = new Map();
  for (const finding of findings) {
    const field = finding.about?.field ?? '';
    if (!fields.has(field)) fields.set(field, []);
    fields.get(field).push(finding);
  }
  return fields;
}

// look.placeOf(field): the element of the page that shows it, or null.
function findingsOf(listing, words, look) {
  if (!listing.findings.length) return part(words['preview.findings'], 0, make('p', {class: 'sound'}, words['preview.no_findings']));
  const titleOf = (field) => field ? nameOf({field}, words) : make('span', {class: 'field-name'}, words['preview.whole_listing']);
  const headOf = (field) => !field ? titleOf(field) : look.placeOf(field)
    ? make('button', {type: 'button', 'data-do': 'show', 'data-field': field}, titleOf(field), ' ', make('span', {class: 'field-show'}, words['preview.show_on_page']))
    : [titleOf(field), ' ', make('span', {class: 'quiet'}, words['preview.not_on_page'])];
  const fields = [...fieldsOf(listing.findings)].map(([field, findings]) => make('li', {class: 'field'},
    make('h4', {}, headOf(field)),
    make('ul', {class: 'findings'}, errorsFirst(findings).map((finding) => findingOf(finding, words, {hasExcerpt: false})))));
  return part(words['preview.findings'], listing.findings.length, make('ul', {class: 'fields'}, fields));
}

// ---- Languages

// What a page shows in another language, for want of its own.
function borrowedOf({borrowed}, words) {
  if (!borrowed.length) return null;
  return make('details', {class: 'borrowed'},
    make('summary', {}, words['preview.borrowed'], ' ', make('span', {class: 'number'}, String(borrowed.length))),
    make('ul', {}, borrowed.map((field) => make('li', {}, nameOf(field, words), ' · ', make('bdi', {}, field.language_name)))));
}

function localesOf({locales}, words) {
  const rows = locales.map((locale) => {
    const name = make('bdi', {lang: locale.tag}, locale.name);
    const share = `${locale.own}/${locale.wanted}`;
    return make('li', {},
      locale.is_page ? make('span', {class: 'locale here', 'aria-current': 'page'}, name) : link(locale.href + queryOf(), {class: 'locale'}, name),
      locale.wanted ? bar(locale.own, locale.wanted, false, `${locale.name} ${share}`) : null,
      locale.wanted ? make('bdi', {class: 'share', dir: 'ltr'}, share) : null,
      borrowedOf(locale, words));
  });
  const isKnown = locales.some(({wanted}) => wanted);
  return part(words['preview.languages'], 0, isKnown ? make('p', {class: 'quiet'}, words['preview.own_texts']) : null, make('ul', {class: 'locales'}, rows));
}

// ---- Icons

function iconsOf({icons}, words, language) {
  if (!icons.length) return null;
  const rows = icons.map((icon) => {
    const isOver = icon.budget > 0 && icon.bytes > icon.budget, size = `${icon.width} × ${icon.height}`;
    const picture = safeAddress(icon.href);
    return make('li', {class: 'icon'},
      picture ? make('img', {src: picture, width: icon.width, height: icon.height, alt: ''}) : null,
      make('div', {class: 'icon-words'},
        make('p', {}, link(icon.href, {}, make('bdi', {}, icon.platform)), ' ', make('bdi', {class: 'quiet', dir: 'ltr'}, size)),
        icon.budget ? bar(icon.bytes, icon.budget, isOver, `${icon.platform} ${size}`) : null,
        make('p', {class: 'quiet'}, make('bdi', {}, bytesOf(icon.bytes, language)), icon.budget ? [' / ', make('bdi', {}, bytesOf(icon.budget, language))] : null,
          isOver ? [' ', make('strong', {class: 'too-large'}, words['preview.too_large'])] : null)));
  });
  return part(words['preview.icons'], 0, make('ul', {class: 'icons'}, rows));
}

// ---- How it looks elsewhere. All of it is what the page itself says.

const contentOf = (selector) => document.head.querySelector(selector)?.content ?? '';

// catalog.example › en › products
function trailOf(address) {
  if (!URL.canParse(address)) return '';
  const url = new URL(address), path = url.pathname.split('/').filter(Boolean);
  const plain = (part) => { try { return decodeURIComponent(part); } catch { return part; } };
  return [url.host, ...path.map(plain)].join(' › ');
}

function elsewhereOf(words) {
  const language = document.documentElement.lang, dir = document.documentElement.dir;
  const canonical = document.head.querySelector('link[rel="canonical"]')?.href ?? '';
  const description = contentOf('meta[name="description"]');
  const isHidden = /noindex/.test(contentOf('meta[name="robots"]'));
  const search = isHidden ? make('p', {class: 'quiet'}, words['preview.noindex']) : make('div', {class: 'result', lang: language, dir},
    make('p', {class: 'result-trail'}, make('bdi', {}, trailOf(canonical))),
    make('p', {class: 'result-title'}, document.title),
    make('p', {class: 'result-text'}, description || words['preview.no_description']));

  // The picture has the address it will be published at; here it is shown from this site.
  const image = contentOf('meta[property="og:image"]');
  const picture = URL.canParse(image) ? safeAddress(new URL(image).pathname) : null;
  const title = contentOf('meta[property="og:title"]');
  const share = title ? make('div', {class: 'shared', lang: language, dir},
    picture ? make('img', {src: picture, alt: contentOf('meta[property="og:image:alt"]'), width: 96, height: 96}) : null,
    make('div', {},
      make('p', {class: 'shared-site'}, contentOf('meta[property="og:site_name"]')),
      make('p', {class: 'shared-title'}, title),
      make('p', {class: 'shared-text'}, contentOf('meta[property="og:description"]')))) : null;
  return [part(words['preview.in_search'], 0, search), share ? part(words['preview.when_shared'], 0, share) : null];
}

// The card itself comes from the site's own list pages, and is put in by card.js.
const cardOf = (words) => make('section', {class: 'part on-list', hidden: true}, make('h3', {}, words['preview.on_list']), make('div', {class: 'card-place'}));

// ---- The panel

// look: {isOpen, isConnected, isPicking, placeOf, placeOfField}
export function panelOf(state, look) {
  const words = state.words, listing = state.listing;
  const told = [...listing?.findings ?? [], ...listing?.refused ?? []];
  const errors = told.filter(isError).length, all = told.length;
  const action = words[look.isOpen ? 'preview.fold' : 'preview.unfold'];
  return make('aside', {class: `panel ${look.isOpen ? 'open' : 'folded'}`, 'aria-labelledby': 'panel-title'},
    make('div', {class: 'panel-head'},
      make('button', {type: 'button', class: 'fold', 'data-do': 'panel', 'aria-expanded': String(look.isOpen), 'aria-controls': 'panel-body', title: action},
        make('span', {class: 'arrow', 'aria-hidden': 'true'}),
        make('span', {class: 'panel-title', id: 'panel-title'}, words['preview.title']),
        all ? make('span', {class: `number ${errors ? 'error' : 'warning'}`}, String(all)) : null,
        make('span', {class: 'unseen'}, action)),
      make('span', {class: `line ${look.isConnected ? 'on' : 'off'}`, title: words[look.isConnected ? 'preview.live' : 'preview.not_connected']},
        make('span', {class: look.isConnected || !look.isOpen ? 'unseen' : null}, words[look.isConnected ? 'preview.live' : 'preview.not_connected']))),
    make('div', {class: 'panel-body', id: 'panel-body', hidden: !look.isOpen},
      listing ? [visibilityOf(listing, state.problems, words), seenAsPart(listing, words), recordOf(listing, words, look, part), findingsOf(listing, words, look),
        refusedOf(listing, words, part), changesOf(listing, words, (bytes) => bytesOf(bytes, state.language), part)] : null,
      listing?.locales.length ? localesOf(listing, words) : null,
      listing ? iconsOf(listing, words, state.language) : null,
      elsewhereOf(words),
      cardOf(words)));
}
