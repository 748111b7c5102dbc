// What a page that has to be loaded again hands to the next: whether the panel was open, how far it was scrolled, and where in it the
// keyboard was.

const memory = 'onshelf-preview-handover';
const telling = ['data-do', 'href', 'data-key', 'data-field'];
const reachable = 'a, button, summary, [tabindex="0"]';
const nameOf = (element) => JSON.stringify([element.localName, ...telling.map((name) => element.getAttribute(name))]);

export function handOver(root, address, isPanelOpen) {
  const focused = root.activeElement, scrolled = root.querySelector('.panel-body')?.scrollTop ?? 0;
  const handover = {address, isPanelOpen, scrolled, focus: focused ? nameOf(focused) : null};
  try { sessionStorage.setItem(memory, JSON.stringify(handover)); } catch { /* then the keyboard begins at the top */ }
}

// Once, and only at the same address; null: nothing was handed over.
export function takeOver(address) {
  try {
    const handover = JSON.parse(sessionStorage.getItem(memory));
    sessionStorage.removeItem(memory);
    return handover?.address === address ? handover : null;
  } catch { return null; }
}

// When the panel can be seen.
export function comeBack(root, {scrolled, focus}) {
  const body = root.querySelector('.panel-body');
  if (body) body.scrollTop = scrolled;
  [...root.querySelectorAll(reachable)].find((element) => nameOf(element) === focus)?.focus({preventScroll: true});
}
