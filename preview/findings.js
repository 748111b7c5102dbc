// One finding, as it stands in the overlay and in the panel.
import {sentence} from './code.js';
import {link, make} from './elements.js';
import {excerptOf, placeOf} from './excerpt.js';

export const isError = ({severity}) => severity === 'error';

// What has to be mended first; else in the order of the record.
const severities = ['error', 'warning', 'advice'];
const severityOf = (finding) => isError(finding) ? 'error' : finding.about?.advisory ? 'advice' : 'warning';
const rankOf = (finding) => severities.indexOf(severityOf(finding));
export const errorsFirst = (findings) => findings.toSorted((one, other) => rankOf(one) - rankOf(other));

function markOf(finding, words) {
  const name = severityOf(finding);
  return make('span', {class: `severity ${name}`}, words[`preview.${name}`]);
}

// What the platform allows beside what was found.
function measureOf({limit, measured}, words) {
  const row = (name, value) => value ? make('div', {}, make('dt', {}, words[name]), make('dd', {}, make('bdi', {}, value))) : null;
  return limit || measured ? make('dl', {class: 'measure'}, row('preview.allowed', limit), row('preview.found', measured)) : null;
}

// What the rule says, and where it is written.
function ruleOf({about}) {
  if (!about?.says && !about?.source) return null;
  return make('p', {class: 'rule'}, about.says ? make('bdi', {}, about.says) : null, ' ', about.source ? link(about.url || null, {class: 'source'}, make('bdi', {}, about.source)) : null);
}

// (A sentence that is not translated runs in its own direction.)
export function findingOf(finding, words, {hasExcerpt}) {
  return make('li', {class: 'finding'},
    make('p', {class: 'message'}, markOf(finding, words), ' ', sentence(finding.message)),
    measureOf(finding.about ?? {}, words),
    finding.hint ? make('p', {class: 'hint'}, sentence(finding.hint)) : null,
    make('p', {class: 'where'}, placeOf(finding.where), ' ', make('code', {}, finding.rule)),
    hasExcerpt ? excerptOf(finding.where) : null,
    ruleOf(finding));
}
