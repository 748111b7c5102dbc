// Texts of the page that are in another language, for the page's own has none: marked while the panel is open.

const attribute = 'data-onshelf-borrowed';

function clear() {
  for (const element of document.querySelectorAll(`[${attribute}]`)) {
    if (element.getAttribute('title') === element.getAttribute(attribute)) element.removeAttribute('title');
    element.removeAttribute(attribute);
  }
}

// `others`: elements of fields that nobody is to translate.
export function markBorrowed(isOn, words, language, others) {
  clear();
  if (!isOn) return;
  const names = new Intl.DisplayNames([language], {type: 'language'});
  for (const element of document.querySelectorAll('main [lang]')) {
    if (element.lang === document.documentElement.lang || !element.textContent.trim() || element.closest('nav')) continue;
    if (others.some((other) => other.contains(element))) continue;
    let name = element.lang;
    try { name = names.of(element.lang); } catch { /* a tag that the browser does not know is its own name */ }
    const title = `${words['preview.borrowed_here']} ${name}`;
    element.setAttribute(attribute, title);
    if (!element.hasAttribute('title')) element.setAttribute('title', title);
  }
}
