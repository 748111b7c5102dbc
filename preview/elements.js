// Makes elements. Whatever a text has in it, it becomes text; an address becomes a link only when it leads to this site or to https.

// make('a', {class: 'more', href: '/en/'}, 'More'): attributes that are null or false are left out, children that are null too.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

// The address as it may be linked to, or null.
export function safeAddress(text) {
  if (typeof text !== 'string' || !URL.canParse(text, location.origin)) return null;
  const url = new URL(text, location.origin);
  if (url.origin === location.origin) return text.startsWith('/') ? url.pathname + url.search + url.hash : null;
  return url.protocol === 'https:' && !url.username && !url.password ? url.href : null;
}

// A link, or what it says alone when it may not lead there. Other sites open beside the preview, and learn nothing of it.
export function link(address, attributes, ...children) {
  const href = safeAddress(address);
  if (!href) return make('span', attributes, ...children);
  const outside = href.startsWith('/') ? {} : {target: '_blank', rel: 'noopener noreferrer'};
  return make('a', {...attributes, href, ...outside}, ...children);
}
