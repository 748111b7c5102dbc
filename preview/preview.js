// The script of `onshelf preview`: keeps the page as the server has it, and shows beside it what a reviewer would want to know. The server
// adds it to every page; it is part of no site. What it talks to is /-/onshelf/ on the same server.
import {showCard} from './card.js';
import {make} from './elements.js';
import {connect, Follower} from './live.js';
import {Mirror} from './morph.js';
import {blockersOf, overlayOf} from './overlay.js';
import {refreshPage} from './page.js';
import {panelOf} from './panel.js';
import {refreshPictures} from './pictures.js';
import {clearShown, elementOf, showElement} from './places.js';

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
styles.addEventListener('load', () => { host.hidden = false; layOut(); }, {once: true});
document.documentElement.append(host);

let state = null, isGone = false, isConnected = true, status = '';
// A panel that was folded stays so; on a narrow page it would cover everything, so there it is folded until asked for.
const shallPanelOpen = () => wide.matches && (remembered().panel ?? roomy.matches);
let isPanelOpen = shallPanelOpen(), isOverlayOpen = remembered().overlay ?? true;

function banners() {
  const words = state.words, listing = state.listing;
  const banner = (kind, title, text) => make('div', {class: `banner ${kind}`, role: 'note'}, make('strong', {}, title), text ? [' ', make('bdi', {}, text)] : null);
  return [
    isGone ? banner('gone', words['preview.gone']) : null,
    listing?.is_draft ? banner('draft', words['preview.not_published'], listing.has_pending_edit ? words['preview.pending_edit'] : listing.reason) : null,
  ];
}

function show() {
  if (!state) return;
  const focused = root.activeElement;
  beside.update(make('div', {class: 'frame', lang: state.language},
    // (Sides are those of the page, texts run as their language does.)
    make('div', {class: 'top'}, make('div', {dir: state.dir}, banners())),
    make('div', {class: 'side'}, make('div', {class: 'reading', dir: state.dir}, panelOf(state, {isOpen: isPanelOpen, isConnected, placeOf: placeOfField}))),
    make('div', {class: 'foot'}, make('div', {dir: state.dir}, overlayOf(state, isOverlayOpen))),
    make('p', {class: 'unseen', role: 'status'}, status)));
  // The keyboard does not fall back to the top of the page when what it was at is mended.
  if (focused && !focused.isConnected) root.querySelector('[data-do="panel"]').focus({preventScroll: true});
  root.querySelectorAll('.excerpt').forEach(showMark);
  layOut();
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

function placeOfField(field) {
  const excerpts = state.listing.findings.filter((finding) => finding.about?.field === field).map((finding) => finding.where.excerpt);
  return elementOf(field, state.words[`field.${field}`], excerpts);
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
  const top = size('.top', 'height'), foot = size('.overlay', 'height');
  host.style.setProperty('--below', `${Math.max(foot, Math.ceil(fixedFoot()))}px`);
  const rules = `@media screen {
    :root { margin-inline-end: ${side}px; margin-block-start: ${top}px; padding-block-end: ${foot}px; ${foot ? `scroll-padding-block-end: ${foot + 24}px;` : ''} }
    [data-onshelf-shown] { outline: 3px solid light-dark(#b4540a, #ffb454) !important; outline-offset: 5px !important; border-radius: 4px; }
  }`;
  if (rules === laidOut) return;
  laidOut = rules;
  room.replaceSync(rules);
}
addEventListener('resize', layOut);
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
  else {
    const element = placeOfField(button.dataset.field);
    if (!element) return;
    if (!wide.matches) fold('panel', false);
    showElement(element);
  }
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
  const response = await fetch(`${own}state?page=${encodeURIComponent(location.pathname)}`, {cache: 'no-store'});
  if (!response.ok) throw new TypeError(`the state is not to be had: ${response.status}`);
  return response.json();
}

async function refresh(version) {
  const [gone, next] = await Promise.all([refreshPage(tag), fetchState()]);
  isGone = gone;
  say(state, next);
  state = next;
  show();
  if (isPanelOpen) await showCard(root);
  await refreshPictures([document, root, root.querySelector('.card-place')?.shadowRoot ?? []].flat(), version);
}

const follower = new Follower(refresh);
connect(`${own}events`, (version) => follower.want(version), (is) => {
  if (is === isConnected) return;
  isConnected = is;
  if (state) status = is ? '' : state.words['preview.not_connected'];
  show();
});
