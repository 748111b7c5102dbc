// Has the page's style sheets go by the width that is left for the page, as if the window had no more: themes ask how wide the window is,
// and know nothing of what stands beside a page here. Only what the browser has understood of a sheet is changed, and taken back.

// A query for a window that is that many pixels wider: "(width < 60rem)" as "(width < calc(60rem + 352px))".
export function forWider(query, pixels) {
  return query.replace(/\([^()]*\)/g, (feature) =>
    /(?<![\w-])(?:min-|max-)?width(?![\w-])/.test(feature) ? feature.replace(/(?<![\w.-])[\d.]+[a-z]+/gi, (length) => `calc(${length} + ${pixels}px)`) : feature);
}

function* everyRule(sheet) {
  for (const rule of sheet.cssRules) {
    yield rule;
    if (rule.styleSheet) yield* everyRule(rule.styleSheet);
    else if (rule.cssRules) yield* everyRule(rule);
  }
}

const asked = new WeakMap();  // list of media -> its text in the file
function widen(media, pixels) {
  if (!media?.mediaText) return;
  if (!asked.has(media)) asked.set(media, media.mediaText);
  const text = asked.get(media), wanted = forWider(text, pixels);
  if (wanted === text && media.mediaText === text) return;
  media.mediaText = pixels ? wanted : text;
}

// What is fixed to the end of the window ends where the page does.
const fixed = new WeakMap();  // rule -> its side and what the file says of it
function keepOff(rule, pixels) {
  const style = rule.style;
  if (style?.position !== 'fixed') return;
  if (!fixed.has(rule)) {
    const side = ['inset-inline-end', getComputedStyle(document.documentElement).direction === 'rtl' ? 'left' : 'right']
      .find((name) => !['', 'auto'].includes(style.getPropertyValue(name)));
    fixed.set(rule, side && {side, value: style.getPropertyValue(side), priority: style.getPropertyPriority(side)});
  }
  const end = fixed.get(rule);
  if (end) style.setProperty(end.side, pixels ? `calc(${end.value} + ${pixels}px)` : end.value, end.priority);
}

const done = new WeakMap();  // sheet -> the pixels that it goes by
export function narrowBy(pixels) {
  for (const sheet of document.styleSheets) {
    if ((done.get(sheet) ?? 0) === pixels) continue;
    try {
      widen(sheet.media, pixels);
      for (const rule of everyRule(sheet)) {
        widen(rule.media, pixels);
        keepOff(rule, pixels);
      }
      done.set(sheet, pixels);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;  // it is of another site, or not there yet
    }
  }
}
