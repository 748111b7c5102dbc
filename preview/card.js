// How the listing looks among others: its card as it stands on a list page of this site, with the site's own styles around it.

const tried = 3;  // list pages that are asked, the nearest first

async function findCard(path) {
  const lists = [...document.querySelectorAll('.crumbs a')].map((link) => link.href).reverse().slice(0, tried);
  for (const address of lists) {
    const response = await fetch(address, {cache: 'no-store'});
    if (!response.ok) continue;
    const list = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const link of list.querySelectorAll('.card a[href]'))
      if (link.getAttribute('href') === path) return link.closest('.card');
  }
  return null;
}

let lastCard = null;

// Fills the part of the panel that is for it, and leaves it hidden when no list has the card.
export async function showCard(root) {
  const part = root.querySelector('.on-list'), place = part?.querySelector('.card-place');
  if (!part) return;
  const card = document.querySelector('main') ? await findCard(location.pathname) : null;
  part.hidden = !card;
  if (!card) return;
  const inner = place.shadowRoot ?? place.attachShadow({mode: 'open'});
  const wanted = [...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.href);
  const have = [...inner.querySelectorAll('link')].map((link) => link.href);
  const isStyled = wanted.join() === have.join();
  if (isStyled && lastCard?.isEqualNode(card)) return;
  lastCard = card;
  const list = document.createElement('ul');
  list.className = 'cards';
  list.inert = true;
  list.append(document.importNode(card, true));
  list.querySelectorAll('[loading]').forEach((picture) => picture.removeAttribute('loading'));
  if (isStyled) { inner.querySelector('ul').replaceWith(list); return; }
  const styles = wanted.map((href) => Object.assign(document.createElement('link'), {rel: 'stylesheet', href}));
  inner.replaceChildren(...styles, list);
}
