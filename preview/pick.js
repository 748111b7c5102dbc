// Picking a field on the page: what is under the pointer or has the keyboard is marked, a click or Enter takes it, Escape ends. While
// nobody picks, the page is as always.
import {fieldsAt} from './places.js';

const picking = 'data-onshelf-picking', marked = 'data-onshelf-marked';

export class Picker {
  #places = null;  // Map of element -> fields; null: nobody picks
  #made = [];      // elements that the keyboard reaches only for picking
  #end = null;
  #onPick;
  #onChange;

  // onPick(fields); onChange(isLeft): begun or ended, or left with nothing taken.
  constructor(onPick, onChange) {
    this.#onPick = onPick;
    this.#onChange = onChange;
  }

  get isOn() { return this.#places !== null; }

  // byKeyboard: it begins at the first part of the page that shows a field.
  begin(places, byKeyboard = false) {
    if (this.isOn) return;
    this.#places = places;
    document.documentElement.setAttribute(picking, '');
    for (const element of places.keys()) {
      if (element.tabIndex >= 0 || element.hasAttribute('tabindex')) continue;
      element.setAttribute('tabindex', '0');
      this.#made.push(element);
    }
    const listening = new AbortController(), options = {capture: true, signal: listening.signal};
    this.#end = () => listening.abort();
    addEventListener('pointerover', (event) => this.#mark(event.target), options);
    addEventListener('focusin', (event) => this.#mark(event.target), options);
    addEventListener('click', (event) => this.#take(event), options);
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { event.stopPropagation(); this.end(true); }
      if (event.key === 'Enter' || event.key === ' ') this.#take(event);
    }, options);
    this.#onChange(false);
    if (byKeyboard) [...places.keys()].sort((one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)[0]?.focus();
  }

  end(isLeft = false) {
    if (!this.isOn) return;
    this.#places = null;
    this.#end();
    this.#mark(null);
    for (const element of this.#made.splice(0)) element.removeAttribute('tabindex');
    document.documentElement.removeAttribute(picking);
    this.#onChange(isLeft);
  }

  // The page became another while somebody picks.
  renew(places) {
    if (!this.isOn) return;
    this.end();
    this.begin(places);
  }

  #at(target) {
    return target instanceof Element && this.#places ? fieldsAt(target, this.#places) : null;
  }

  #mark(target) {
    document.querySelectorAll(`[${marked}]`).forEach((element) => element.removeAttribute(marked));
    this.#at(target)?.element.setAttribute(marked, '');
  }

  // (What stands beside the page is no part of it: its buttons go on working.)
  #take(event) {
    if (event.target instanceof Element && event.target.localName === 'onshelf-preview') return;
    event.preventDefault();
    event.stopPropagation();
    const found = this.#at(event.target);
    if (!found) return;
    this.end();
    this.#onPick(found.fields);
  }
}
