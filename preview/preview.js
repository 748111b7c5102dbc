// The script of `onshelf preview`: keeps the page as the server has it, and shows beside it what a reviewer would want to know. The server
// adds it to every page; it is part of no site. What it talks to is /-/onshelf/ on the same server.
import {markBorrowed} from './borrowed.js';
import {showCard} from './card.js';
import {sentence} from './code.js';
import {make} from './elements.js';
import {comeBack, handOver, takeOver} from './handover.js';
import {connect, Follower} from './live.js';
import {Mirror} from './morph.js';
import {blockersOf, overlayOf} from './overlay.js';
import {refreshPage} from './page.js';
import {panelOf} from './panel.js';
import {refreshPictures} from './pictures.js';
import {Picker} from './pick.js';
import {clearShown, elementOf, FieldPlaces, showElement, textsOf} from './places.js';
import {keyOf, openField} from './record.js';
import {draftBanner, queryOf, seenAs, seenAsBanner} from './seen_as.js';
import {narrowBy} from './widths.js';

const own = '/-/onshelf/', tag = 'onshelf-preview';

// ---- What stands beside it

const wide = matchMedia('(width >= 64rem)');    // there is a panel beside the page
const roomy = matchMedia('(width >= 80rem)');   // and the page has room enough when it is unfolded
const memory = 'onshelf-preview';

function remembered() {
  try { return JSON.parse(localStorage.getItem(memory)) ?? {}; } catch { return {}; }
}
function remember(choice) {
  try { localStorage.setItem(memory, JSON.stringify({...remembered(), ...choice})); } catch { /* then not */ }
}

const host = document.createElement(tag), root = host.attachShadow({mode: 'open'});
const styles = Object.assign(document.createElement('link'), {rel: 'stylesheet', href: `${own}preview.css`});
const frame = make('div', {class: 'frame'}), beside = new Mirror(frame, make('div'));
root.append(styles, frame);
host.hidden = true;
styles.addEventListener('load', () => { host.hidden = false; layOut(); arrive(); }, {once: true});
document.documentElement.append(host);

let state = null, isGone = false, line = 'on', status = '';
// A panel that was folded stays so; on a narrow page it would cover everything, so there it is folded until asked for.
const shallPanelOpen = () => wide.matches && (remembered().panel ?? roomy.matches);
let shownAddress = location.pathname + queryOf();
let handover = takeOver(shownAddress);
let isPanelOpen = handover?.isPanelOpen ?? shallPanelOpen(), isOverlayOpen = remembered().overlay ?? true;

let fieldPlaces = new FieldPlaces([], {}, keyOf);
const picker = new Picker((fields) => {
  fold('panel', true);
  openField(root, keyOf(fields[0]));
}, (isLeft) => {
  if (state) status = picker.isOn ? state.words['preview.pick_how'] : '';
  show();
  if (isLeft) root.querySelector(isPanelOpen ? '.pick' : '[data-do="panel"]')?.focus({preventScroll: true});
});

const howFar = ({reading, language}) => reading.done ? [reading.done, reading.total].map((count) => count.toLocaleString(language)).join(' / ') + ' — ' : '';

function banners() {
  const words = state.words, listing = state.listing;
  const banner = (kind, title, text) => make('div', {class: `banner ${kind}`, role: 'note'}, make('strong', {}, title), text ? [' ', sentence(text)] : null);
  return [
    line === 'ended' || line === 'restarted' ? banner('gone', words[`preview.${line}`], words[`preview.${line}_hint`]) : null,
    isGone ? banner('gone', words['preview.gone']) : null,
    isReadingLong && line === 'on' ? banner('other', words['preview.reading'], `${howFar(state)}${words['preview.reading_hint']}`) : null,
    listing && !isGone ? seenAsBanner(listing, words, banner) : null,
    listing?.is_draft && listing.seen_as === 'draft' ? draftBanner(listing, words, banner) : null,
  ];
}

function show() {
  if (!state) return;
  const focused = root.activeElement;
  fieldPlaces = new FieldPlaces(state.listing?.fields ?? [], state.words, keyOf);
  beside.update(make('div', {class: 'frame', lang: state.language},
    // (Sides are those of the page, texts run as their language does.)
    make('div', {class: 'top'}, make('div', {dir: state.dir}, banners())),
    make('div', {class: 'side'}, make('div', {class: 'reading', dir: state.dir}, panelOf(state, {isOpen: isPanelOpen, isConnected: line === 'on', isPicking: picker.isOn, placeOf: placeOfFinding, placeOfField: (field) => fieldPlaces.elementOf(keyOf(field))}))),
    make('div', {class: 'foot'}, make('div', {dir: state.dir}, picker.isOn ? pickingBar() : overlayOf(state, isOverlayOpen))),
    make('p', {class: 'unseen', role: 'status'}, status)));
  // The keyboard does not fall back to the top of the page when what it was at is mended.
  if (focused && !focused.isConnected) root.querySelector('[data-do="panel"]').focus({preventScroll: true});
  root.querySelectorAll('.excerpt').forEach(showMark);
  markBorrowed(isPanelOpen && Boolean(state.listing?.has_page), state.words, state.language, fieldPlaces.untranslated());
  layOut();
  arrive();
}

// Where the page before this one was left, once that is there.
function arrive() {
  if (!handover || !state || host.hidden) return;
  comeBack(root, handover);
  handover = null;
}

function pickingBar() {
  return make('div', {class: 'picking'}, make('p', {}, state.words['preview.pick_how']),
    make('button', {type: 'button', class: 'text-button', 'data-do': 'pick'}, state.words['preview.pick_end']));
}

// A long line is scrolled to what is wrong in it, once: afterwards it is where its reader left it.
const scrolled = new WeakMap();  // excerpt -> its text
function showMark(excerpt) {
  if (!excerpt.clientWidth || scrolled.get(excerpt) === excerpt.textContent) return;
  scrolled.set(excerpt, excerpt.textContent);
  const mark = excerpt.querySelector('mark'), box = excerpt.getBoundingClientRect();
  if (mark) excerpt.scrollLeft = Math.max(0, mark.getBoundingClientRect().right - box.right + excerpt.scrollLeft + box.width / 4);
}

// Said once to those who hear the page, when it changes.
function say(before, after) {
  const words = after.words, now = blockersOf(after);
  const key = (blockers) => JSON.stringify(blockers.map(({rule, where, message}) => [rule, where.file, where.line, message]));
  if (!before ? !now.length : key(now) === key(blockersOf(before))) return;
  status = now.length ? `${words['preview.problems']} ${now.length}. ${now[0].message}` : words['preview.mended'];
}

function placeOfFinding(field) {
  const excerpts = state.listing.findings.filter((finding) => finding.about?.field === field).map((finding) => finding.where.excerpt);
  return elementOf(field, state.words[`field.${field}`], textsOf(excerpts));
}

// The page makes room for what stands beside it.
const room = new CSSStyleSheet();
document.adoptedStyleSheets.push(room);

// The height of what the page itself keeps at the foot of the screen.
function fixedFoot() {
  const covering = document.elementsFromPoint(innerWidth / 2, innerHeight - 4).filter((element) => element !== host);
  for (let element = covering[0]; element && element !== document.body; element = element.parentElement)
    if (getComputedStyle(element).position === 'fixed') return innerHeight - element.getBoundingClientRect().top;
  return 0;
}

let laidOut = '';
function layOut() {
  if (host.hidden || !state) return;
  const size = (selector, side) => Math.ceil(root.querySelector(selector)?.getBoundingClientRect()[side] ?? 0);
  const side = wide.matches ? size('.panel', 'width') : 0;
  host.style.setProperty('--beside', `${side}px`);
  narrowBy(side);
  const top = size('.top', 'height'), foot = size('.overlay, .picking', 'height');
  host.style.setProperty('--below', `${Math.max(foot, Math.ceil(fixedFoot()))}px`);
  const rules = `@media screen {
    :root { margin-inline-end: ${side}px; margin-block-start: ${top}px; padding-block-end: ${foot}px; ${foot ? `scroll-padding-block-end: ${foot + 24}px;` : ''} }
    [data-onshelf-shown] { outline: 3px solid light-dark(#b4540a, #ffb454) !important; outline-offset: 5px !important; border-radius: 4px; }
    [data-onshelf-borrowed] { outline: 2px dotted light-dark(#6b3fa0, #c9a4ff); outline-offset: 3px; border-radius: 2px; }
    :root[data-onshelf-picking], :root[data-onshelf-picking] * { cursor: crosshair !important; }
    [data-onshelf-marked] { outline: 3px solid light-dark(#1f4fd8, #93b0ff) !important; outline-offset: 4px !important; border-radius: 4px; }
  }`;
  if (rules === laidOut) return;
  laidOut = rules;
  room.replaceSync(rules);
}
addEventListener('resize', layOut);
document.addEventListener('load', (event) => { if (event.target.sheet) layOut(); }, true);  // the page's style has changed
addEventListener('beforeprint', () => narrowBy(0));
addEventListener('afterprint', layOut);
for (const width of [wide, roomy]) width.addEventListener('change', () => { isPanelOpen = shallPanelOpen(); show(); });

// ---- What can be done

function fold(what, isOpen) {
  if (what === 'panel') isPanelOpen = isOpen;
  else isOverlayOpen = isOpen;
  if (what !== 'panel' || wide.matches) remember({[what]: isOpen});
  show();
  if (what === 'panel' && isOpen) showCard(root);
}

root.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  if (button.dataset.do === 'panel') fold('panel', !isPanelOpen);
  else if (button.dataset.do === 'overlay') fold('overlay', !isOverlayOpen);
  else if (button.dataset.do === 'pick') pick(event.detail === 0);
  else if (button.dataset.do === 'see') {
    if (!isPlain(event)) return;
    event.preventDefault();
    history.pushState(null, '', button.getAttribute('href'));
    showAddress();
  } else {
    const element = button.dataset.key ? fieldPlaces.elementOf(button.dataset.key) : placeOfFinding(button.dataset.field);
    if (!element) return;
    if (!wide.matches) fold('panel', false);
    showElement(element);
  }
});

function pick(byKeyboard) {
  if (picker.isOn) { picker.end(true); return; }
  if (!wide.matches) fold('panel', false);
  picker.begin(fieldPlaces.byElement, byKeyboard);
}

// ---- What the listing is seen as

// As one that follows a link where it leads, and nowhere else.
const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

function showAddress() {
  const address = location.pathname + queryOf();
  if (address === shownAddress) return;
  shownAddress = address;
  picker.end();
  follower.again();
}
addEventListener('popstate', showAddress);

// The same listing in another language is seen as the same; whatever else a link leads to is seen as always.
addEventListener('click', (event) => {
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!anchor || seenAs() === 'draft' || !isPlain(event) || event.defaultPrevented) return;
  const path = anchor.getAttribute('href');
  if (path === location.pathname || !state?.listing?.locales.some((locale) => locale.href === path)) return;
  event.preventDefault();
  location.assign(path + queryOf());
});

// Escape takes back the last thing: first what is marked on the page, then what is unfolded around the keyboard.
root.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  if (clearShown()) return;
  const what = event.target.closest('.overlay') ? 'overlay' : event.target.closest('.panel') ? 'panel' : null;
  if (!what) return;
  fold(what, false);
  root.querySelector(`[data-do="${what}"]`)?.focus();
});
addEventListener('keydown', (event) => { if (event.key === 'Escape') clearShown(); });
addEventListener('click', (event) => { if (event.target !== host) clearShown(); });

// ---- Following the server

async function fetchState() {
  const response = await fetch(`${own}state?page=${encodeURIComponent(location.pathname)}${queryOf().replace('?', '&')}`, {cache: 'no-store'});
  if (!response.ok) throw new TypeError(`the state is not to be had: ${response.status}`);
  return response.json();
}

let lookAgain = null;
let isReadingLong = false;  // what is over in a moment is not worth moving the page for
async function refresh(version) {
  const [gone, next] = await Promise.all([refreshPage(tag, () => handOver(root, shownAddress, isPanelOpen)), fetchState()]);
  isGone = gone;
  clearTimeout(lookAgain);
  // Its end is announced; how far it has come is not.
  if (next.reading) lookAgain = setTimeout(() => follower.again(), 1000);
  isReadingLong = Boolean(next.reading && state?.reading);
  say(state, next);
  state = next;
  show();
  picker.renew(fieldPlaces.byElement);
  if (isPanelOpen) await showCard(root);
  await refreshPictures([document, root, root.querySelector('.card-place')?.shadowRoot ?? []].flat(), version);
}

const follower = new Follower(refresh);
connect(`${own}events`, `${own}preview.css`, (version) => follower.want(version), (is) => {
  if (is === line) return;
  line = is;
  if (state) status = {on: '', off: state.words['preview.not_connected']}[is] ?? `${state.words[`preview.${is}`]} ${state.words[`preview.${is}_hint`]}`;
  show();
});
