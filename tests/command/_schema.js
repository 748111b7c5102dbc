// Records against the JSON Schemas that the program prints, judged by a validator of another make.
//   node _schema.js SOURCES SCHEMAS     SCHEMAS holds <type with "/" as ".">.json
// Every record of the demo is accepted; each row of the table below changes a sound record and must be refused.
const fs = require("fs");
const path = require("path");
const Ajv = require("../node_modules/ajv/dist/2020");

const [sources, folder] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
const validators = {};
let failures = 0;

// `type`: whose schema judges; the record may claim another.
function validate(record, type = record.type) {
  const name = type.replace("/", ".");
  validators[name] ??= ajv.compile(JSON.parse(fs.readFileSync(path.join(folder, name + ".json"), "utf8")));
  const ok = validators[name](record);
  return { ok, errors: ok ? [] : validators[name].errors };
}

function read(kind, id) {
  return JSON.parse(fs.readFileSync(path.join(sources, "content", kind + "s", id, kind + ".json"), "utf8"));
}

let accepted = 0;
for (const kind of ["listing", "seller"]) {
  for (const id of fs.readdirSync(path.join(sources, "content", kind + "s"))) {
    const { ok, errors } = validate(read(kind, id));
    accepted += ok;
    if (ok) continue;
    failures++;
    console.log(`${kind} ${id} is refused:`, errors.map((e) => `${e.instancePath} ${e.message}`).join("; "));
  }
}

// [what is wrong, sound record, what to change]
const broken = [
  ["another type", "gitea-tencent", (r) => (r.type = "tencent-cloud/image ")],
  ["no id", "gitea-tencent", (r) => delete r.id],
  ["an id in capitals", "gitea-tencent", (r) => (r.id = "Gitea")],
  ["no seller", "gitea-tencent", (r) => delete r.seller],
  ["no status", "gitea-tencent", (r) => delete r.status],
  ["a status almost right", "gitea-tencent", (r) => (r.status = "Approved ")],
  ["no category", "postgresql-alibaba", (r) => delete r.category],
  ["an unknown category", "postgresql-alibaba", (r) => (r.category = "databasess")],
  ["a day that is none", "gitea-tencent", (r) => (r.valid_until = "31.12.2026")],
  ["a member nobody knows", "gitea-tencent", (r) => (r.sumary = "x")],
  ["a member under two names", "gitea-tencent", (r) => (r["Product name"] = r.name)],
  ["a missing name", "gitea-tencent", (r) => delete r.name],
  ["a missing summary", "gitea-tencent", (r) => delete r.summary],
  ["a name without the default locale", "gitea-tencent", (r) => delete r.name.en],
  ["a name in another language only", "gitea-tencent", (r) => (r.name = "代码托管")],
  ["an empty name", "gitea-tencent", (r) => (r.name.en = " ")],
  ["a locale the site has not", "gitea-tencent", (r) => (r.name.fr = "Gitea")],
  ["a name of 81 characters", "gitea-tencent", (r) => (r.name.en = "字".repeat(81))],
  ["six tags", "gitea-tencent", (r) => (r.tags = { en: ["a", "b", "c", "d", "e", "f"] })],
  ["no tags", "gitea-tencent", (r) => (r.tags = [])],
  ["no document where one is asked", "gitea-tencent", (r) => delete r.documents],
  ["a price model of another platform", "gitea-tencent", (r) => (r.pricing = { model: "free" })],
  ["a number for an amount", "gitea-tencent", (r) => (r.pricing.prices[0].amount = 59)],
  ["an amount with a comma", "gitea-tencent", (r) => (r.pricing.prices[0].amount = "59,00")],
  ["a currency in small letters", "gitea-tencent", (r) => (r.pricing.currency = "cny")],
  ["an unknown period", "gitea-tencent", (r) => (r.pricing.prices[0].per = "week")],
  ["fixed prices without any", "gitea-tencent", (r) => (r.pricing.prices = [])],
  ["a version without a number", "gitea-tencent", (r) => delete r.versions[0].number],
  ["a version with a strange member", "gitea-tencent", (r) => (r.versions[0].note = "x")],
  ["a constant that differs", "gitea-tencent", (r) => (r.access_type = "saas")],
  ["a paid image on a free platform", "postgresql-alibaba", (r) => (r.pricing = { model: "fixed", currency: "USD", prices: [{ per: "month", amount: "1.00" }] })],
  ["an unknown region", "postgresql-alibaba", (r) => (r.regions = ["us-est"])],
  ["no regions", "postgresql-alibaba", (r) => (r.regions = [])],
  ["an unknown network", "postgresql-alibaba", (r) => (r.network_type = "vpc")],
  ["flat and whole versions", "postgresql-alibaba", (r) => (r.Version = "V1.0")],
  ["no system", "postgresql-alibaba", (r) => delete r.operating_system],
  ["a file in another folder", "postgresql-alibaba", (r) => (r.icon = "../icon.png")],
  ["a script for an address", "discourse-hosted", (r) => (r.product_url = "javascript:alert(1)")],
  ["a missing address", "discourse-hosted", (r) => delete r.product_url],
  ["six resources", "plausible-hosted", (r) => r.resources.push(r.resources[0])],
  ["a flag without an answer it knows", "mariadb-jd", (r) => { for (const name of ["hide", "Hide or not?", "Hide or not"]) if (r[name]) r[name] = "yes"; }],
  ["an unknown visibility", "ghost-hosted", (r) => (r.visibility = "hidden")],
];
for (const [what, id, change] of broken) {
  const record = read("listing", id);
  const type = record.type;
  if (!validate(record).ok) continue; // said above
  change(record);
  if (validate(record, type).ok) {
    failures++;
    console.log(`accepted in spite of ${what}`);
  }
}
// Notes of one's own are no fault.
const noted = read("listing", "gitea-tencent");
noted["x-note"] = { any: ["thing"] };
if (!validate(noted).ok) {
  failures++;
  console.log("refused because of a note of one's own");
}
if (!failures) console.log(`${accepted} records accepted, ${broken.length} broken ones refused`);
process.exit(failures ? 1 : 0);
