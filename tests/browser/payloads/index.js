// The hostile texts, written for this project. Each family is a short rule that spells itself out, always in the same order, so that
// a text keeps its number while its family is not touched. CALL stands for what the page would run; the calls take turns, so that
// no family depends on one.
//   name    of the family, said in reports
//   as      where a careless page would have put the text, for the control that must fail: html, address, attribute, title,
//           json or markdown; none: nothing a bare page runs (templates, clobbering, looks)
//   texts   the texts, CALL not yet replaced
'use strict';
const calls = ['__xss(1)', 'alert(1)', 'confirm(1)', 'prompt(1)', 'print()', 'self.__xss(2)', 'top.__xss(3)', 'window.alert(2)',
               'eval(name||/__xss(4)/.source)', '[5].map(__xss)', 'fetch(/xss-marker/.source)', '__xss`6`'];

function expand(families) {
  const seen = new Set(), payloads = [];
  for (const {name, as, texts} of families)
    for (const [i, text] of texts.entries()) {
      const written = text.replaceAll('CALL', calls[(payloads.length + i) % calls.length]);
      if (seen.has(written)) continue;
      seen.add(written);
      payloads.push({family: name, as, text: written});
    }
  return payloads;
}

const families = ['elements', 'addresses', 'parsing', 'markdown', 'lines'].flatMap((file) => require('./' + file + '.js'));
module.exports = {payloads: expand(families), families, calls};
