// The documents that formats.sh made, read by others: _formats.js FOLDER ERRORS
'use strict';
const fs = require('fs');
const path = require('path');
const Ajv = require('../node_modules/ajv');

const [folder, errors] = [process.argv[2], Number(process.argv[3])];
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
let failed = false;
function check(condition, message) {
  if (condition) return;
  console.log('formats: ' + message);
  failed = true;
}

const json = JSON.parse(read('json'));
check(json.errors === errors, `json counts ${json.errors} errors`);
check(json.findings.length === json.errors + json.warnings, 'json has not all findings');
const seller = json.findings.find((finding) => finding.rule === 'seller-unknown');
check(seller && seller.where.line === 4 && seller.where.column === 13 && seller.listing === 'two', 'json: the seller');
for (const finding of json.findings) {
  const members = Object.keys(finding).join();
  check(members === 'severity,rule,where,listing,message,hint,about', `json: a finding has ${members}`);
}

// The JSON Schema of SARIF 2.1.0: an unknown member, a wrong word or a missing member is a fault. Its addresses are not looked
// at (`validateFormats`); those of files are below.
const { $schema, id, ...schema } = require('../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
check($schema === 'http://json-schema.org/draft-04/schema#', 'sarif: the schema is of another draft');  // read here as draft 7
const isSarif = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
const faultsOfSarif = (log) => (isSarif(log) ? [] : isSarif.errors.map((fault) => `${fault.instancePath} ${fault.message}`));

const sarif = JSON.parse(read('sarif'));
for (const fault of faultsOfSarif(sarif)) check(false, `sarif: ${fault}`);
// The judge must be able to refuse.
for (const spoil of [(log) => delete log.runs[0].tool, (log) => (log.runs[0].results[0].level = 'fatal'),
  (log) => (log.runs[0].results[0].rule = 'x'), (log) => (log.version = '2.2.0'),
  (log) => (log.runs[0].columnKind = 'bytes')]) {
  const spoilt = structuredClone(sarif);
  spoil(spoilt);
  check(faultsOfSarif(spoilt).length > 0, `sarif: nobody refuses ${spoil}`);
}
const [run] = sarif.runs;
const rules = run.tool.driver.rules.map((rule) => rule.id);
check(new Set(rules).size === rules.length, 'sarif: a rule stands twice');
check(run.results.length === json.findings.length, 'sarif has not all findings');
for (const result of run.results) {
  check(rules[result.ruleIndex] === result.ruleId, `sarif: ${result.ruleId} has another index`);
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  check(/^[A-Za-z0-9._~\/%-]+$/.test(artifactLocation.uri), `sarif: ${artifactLocation.uri} is no relative URI`);
  check(region === undefined || (region.startLine >= 1 && region.startColumn >= 1), 'sarif: a region begins at 0');
}
const found = run.results.find((result) => result.ruleId === 'seller-unknown');
check(found?.level === 'error' && found.locations[0].physicalLocation.region.startColumn === 13, 'sarif: the seller');

// As GitHub's runner reads a command: properties to the second "::", then the message.
const lines = read('github').split('\n');
check(lines.pop() === '', 'github: the last line does not end');
check(lines.length === json.findings.length, `github has ${lines.length} lines`);
const undo = (text) => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
lines.forEach((line, i) => {
  const parts = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
  check(parts !== null, `github: ${line}`);
  if (!parts) return;
  const properties = Object.fromEntries(parts[2].split(',').map((each) => each.split('=')));
  const finding = json.findings[i];
  check(undo(properties.file) === finding.where.file, `github: ${properties.file} is not ${finding.where.file}`);
  check(Number(properties.line ?? 0) === finding.where.line, `github: line of ${line}`);
  check(properties.title === finding.rule, `github: title of ${line}`);
  check(undo(parts[3]).startsWith(finding.message), `github: message of ${line}`);
});
process.exit(failed ? 1 : 0);
