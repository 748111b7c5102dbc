// Fills the gaps of a new listing as a seller would, by what the schema of its type says of each.
//   node _fill_draft.js FOLDER SCHEMA
const fs = require("fs");
const path = require("path");
const [folder, schemaFile] = process.argv.slice(2);
const sources = path.join(__dirname, "../..");
const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));
const isSeller = fs.existsSync(path.join(folder, "seller.json"));
const file = path.join(folder, isSeller ? "seller.json" : "listing.json");
const record = JSON.parse(fs.readFileSync(file, "utf8"));
const words = "This product keeps the records of a small workshop in order and asks for very little in return. ";

function enumOf(node) {
  return node.enum ?? (node.anyOf ?? []).map(enumOf).find(Boolean) ?? (node.items ? enumOf(node.items) : undefined);
}

function fillText(key, leaf) {
  const most = leaf?.maxLength ?? 2000;
  if (/hours/.test(key)) return "Monday to Friday, 09:00-18:00 (GMT+08:00)";
  // Long enough for any least length of a long text, short enough for a line.
  return (leaf && key !== "details" ? words : words.repeat(4)).slice(0, Math.min(most, key === "name" ? 20 : 900)).trim();
}

if (!isSeller) {
  record.seller = "harbor-forge";
  record.status = /published: ([a-z-]+)/.exec(schema.properties.status.description)[1];
  record.category = "developer-tools";
}
for (const key of Object.keys(record)) {
  if (["id", "type", "seller", "status", "category"].includes(key)) continue;
  const rule = schema.properties[key];
  const value = record[key];
  const about = rule.description ?? "";
  const values = enumOf(rule);
  if (value && typeof value === "object" && "en" in value) value.en = fillText(key, rule.properties?.en);
  else if (key === "icon") {
    fs.copyFileSync(path.join(sources, "content/listings/gitea-alibaba/icon.png"), path.join(folder, "icon.png"));
    record[key] = "icon.png";
  } else if (key === "user_guide" || key === "documents") {
    fs.copyFileSync(path.join(sources, "content/listings/gitea-alibaba/Gitea 用户指南.pdf"), path.join(folder, "guide.pdf"));
    record[key] = ["guide.pdf"];
  } else if (key === "pricing") {
    if (value.model === "") Object.assign(value, { model: "fixed" });
    if ("currency" in value) value.currency = "USD";
    if (value.prices) value.prices[0].amount = "9.00";
    if (value.text) value.text.en = "From $4 a user a month.";
  } else if (key === "versions") {
    value[0].number = "V1.0";
    value[0].notes.en = "The first release.";
  } else if (key === "operating_system") Object.assign(value, { name: "Debian", version: "12 64-bit" });
  else if (key === "parameters") record[key] = [{ name: { en: "Ports" }, value: "443" }];
  else if (key === "regions" && values) record[key] = [values[0]];
  else if (Array.isArray(value)) record[key] = values ? [values[0]] : { en: ["office"] };
  else if (/public_product|hide|visibility/.test(key)) record[key] = key === "hide" ? "No" : "Yes";
  else if (values) record[key] = value || values[0];
  else if (/email/.test(key)) record[key] = "help@harborforge.example";
  else if (/phone/.test(key)) record[key] = "+31 10 555 0142";
  else if (key === "chat") record[key] = "harbor-forge";
  else if (/url/.test(key)) record[key] = "https://harborforge.example/";
  else {
    console.log(`${key}: ${JSON.stringify(value)} (${about})`);
    process.exitCode = 1;
  }
}
fs.writeFileSync(file, JSON.stringify(record, null, 2));
