// Which sentences of findings have no translation: the texts in the sources of the stages against
// site/messages/findings.<language>.json. Prints what is wrong; exits with 1 when a language that must be whole is not.
'use strict';
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..', '..');
const whole = ['zh-CN', 'ja', 'de', 'ar'];
const folders = ['src/check', 'src/gate', 'src/plan'];
const files = ['src/load/records.cpp', 'src/load/schema.cpp', 'src/load/schema_faults.cpp', 'src/load/json_tokens.cpp', 'src/load/translations.cpp', 'src/render/prepare.cpp', 'src/commands/admit.cpp',
  'src/commands/catalog.cpp', 'src/commands/site_session.cpp', 'src/findings/did_you_mean.cpp',
  'src/findings/print_text.cpp', 'src/audit/rules.cpp', 'src/audit/markers.cpp'];
// Fragments that describe(ReadFault) ends; each reader of files has one.
const unreadable = ['the file is ', 'the record is ', 'the text file is '];
// Half sentences, or the notes of --explain.
const unsaid = ['at most ', 'at least ', 'more than ', 'exactly one of ', 'none of ', 'the same as "',
  ' of visible text (', ' with markup)', ': left out, see its findings'];
// What a rule allows, as src/commands/rule_words.cpp and the limits of src/check say it (words_in() of src/findings/sentence.h).
const limits = ['at most {limit}', 'at least {limit}', 'more than {limit}', 'best {limit}', 'none of {limit}', 'one of: {limit}', 'one of {1} values',
  'exactly one of {limit}', 'always {limit}', 'the same as {limit}', 'better without {limit}', 'a well-formed {limit}', 'may not change after {limit}',
  'refused above {1}', '{limit} (advice)', '{1} x {2} pixels to upload', '{1} dpi to upload', '{1} dpi', 'free only', 'an amount of zero is written as free',
  'a price per vCPU is not zero', 'a tier that was published stays', 'no blanks of a form left', 'ends with its time zone, such as (GMT+08:00)', 'not in a record', 'present'];
// Units as amounts name them: "{1} {unit}".
const units = ['character', 'characters', 'Chinese character', 'Chinese characters', 'character (字)', 'characters (字)',
  'byte', 'bytes', 'word', 'words', 'item', 'items'];
// Not a blank in them, but sentences all the same.
const labels = ['error', 'warning', 'advisory', 'hint', 'rule'];

const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');

// Texts of a source: comments are left out, neighbours are joined as the compiler does.
function texts(source) {
  const token = /\/\/[^\n]*|\/\*[^]*?\*\/|R"\((?:[^]*?)\)"|"((?:\\.|[^"\\\n])*)"|'(?:\\.|[^'\\])'|(\s+)|[^]/g;
  const found = [];
  let joined = null;
  for (const [all, text, blank] of source.matchAll(token)) {
    if (text !== undefined) {
      joined = (joined ?? '') + text.replace(/\\(.)/g, '$1');  // sentences escape quotes only
    } else if (blank === undefined && !all.startsWith('//')) {
      if (joined !== null) found.push(joined);
      joined = null;
    }
  }
  return found;
}

const sourceFiles = [...files];
for (const folder of folders)
  for (const name of fs.readdirSync(path.join(root, folder)))
    if (name.endsWith('.cpp')) sourceFiles.push(folder + '/' + name);

const wanted = new Map(labels.map((label) => [label, 'src/findings']));
for (const unit of units) wanted.set('{1} ' + unit, 'src/check/rule_facts.cpp');
for (const unit of units.filter((unit) => unit.endsWith('s') || unit.includes('s ('))) wanted.set('{1} to {2} ' + unit, 'src/commands/rule_words.cpp');
for (const limit of limits) wanted.set(limit, 'src/commands/rule_words.cpp');
let failed = false;
const faults = texts(read('src/model/file_reader.cpp')).filter((text) => !text.includes('/') && text !== 'readable');
for (const name of sourceFiles) {
  // What visibility.cpp describes is said by --explain and is no finding; addresses of pages are no sentences.
  if (name === 'src/gate/visibility.cpp') continue;
  for (const text of texts(read(name).replace(/^ *#.*$/gm, ''))) {
    if (!/[a-zA-Z0-9"}:.,;] [a-zA-Z0-9"{(]/.test(text) || unsaid.includes(text) || units.includes(text)) continue;
    if (unreadable.includes(text)) {
      for (const fault of faults) wanted.set(text + fault, name);
    } else if (/^\s|\s$|^"[ ;:,]|^\//.test(text)) {
      console.log(`${name}: "${text}" is half a sentence; write a pattern with a {name}`);
      failed = true;
    } else {
      wanted.set(text, name);
    }
  }
}

const names = (pattern) => (pattern.match(/\{[a-z_0-9]+\}/g) ?? []).sort().join();
for (const language of whole) {
  const file = `site/messages/findings.${language}.json`;
  const translations = fs.existsSync(path.join(root, file)) ? JSON.parse(read(file)) : {};
  for (const [pattern, name] of wanted) {
    if (pattern in translations) continue;
    console.log(`${file}: no translation of ${JSON.stringify(pattern)} (${name})`);
    failed = true;
  }
  for (const [pattern, translation] of Object.entries(translations)) {
    if (names(pattern) === names(translation)) continue;
    console.log(`${file}: other {names} in the translation of ${JSON.stringify(pattern)}`);
    failed = true;
  }
}
// What the platform files say is said beside each finding.
const says = new Map();
for (const name of fs.readdirSync(path.join(root, 'site/platforms'))) {
  const type = JSON.parse(read('site/platforms/' + name));
  for (const field of [...type.fields, ...(type.advisory ?? [])]) says.set(field.says, 'site/platforms/' + name);
}
// Figures of two digits or more that a sentence names, so that no translation names others.
const figures = (text) => [...new Set(text.match(/\d[\d.,]*\d/g) ?? [])];
for (const language of whole) {
  const file = `site/messages/rules.${language}.json`;
  const translations = fs.existsSync(path.join(root, file)) ? JSON.parse(read(file)) : {};
  for (const [sentence, name] of says) {
    const translation = translations[sentence];
    if (!translation) console.log(`${file}: no translation of ${JSON.stringify(sentence)} (${name})`);
    else if (figures(sentence).some((figure) => !translation.includes(figure)))
      console.log(`${file}: other figures in the translation of ${JSON.stringify(sentence)}`);
    else continue;
    failed = true;
  }
  for (const sentence of Object.keys(translations)) {
    if (says.has(sentence)) continue;
    console.log(`${file}: no platform file says ${JSON.stringify(sentence)}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
