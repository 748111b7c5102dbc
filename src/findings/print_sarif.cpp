#include "findings/print_sarif.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "text/display.h"
#include "text/escape.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

const char* level_of(const Finding& finding) {
  if (finding.severity == FindingSeverity::error) return "error";
  return finding.about.advisory ? "note" : "warning";
}

// The ids of our own rules are words; those of platforms are not.
std::string words_of(std::string id) {
  std::replace(id.begin(), id.end(), '-', ' ');
  return id;
}

Json text(const std::string& said) {
  Json json;
  json["text"] = printable(said);
  return json;
}

Json rule_of(const std::string& id, const RuleFacts& about, const Translations& translations) {
  const bool is_own = std::none_of(id.begin(), id.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  Json rule;
  rule["id"] = printable(id);
  const std::string says = Sentence(about.says).in(translations);
  rule["shortDescription"] = text(!says.empty() ? says : is_own ? words_of(id) : id);
  // A helpUri must be absolute, so nothing else is one.
  if (about.url.starts_with("https://") || about.url.starts_with("http://")) rule["helpUri"] = printable(about.url);
  rule["properties"]["advisory"] = about.advisory;
  if (!about.source.empty()) rule["properties"]["source"] = printable(about.source);
  return rule;
}

// The facts of each rule, from the finding that tells most.
std::map<std::string, RuleFacts> rules_of(const std::vector<Finding>& findings) {
  std::map<std::string, RuleFacts> rules;
  for (const Finding& finding : findings) {
    RuleFacts& facts = rules[finding.rule];
    if (facts.says.empty()) facts = finding.about;
  }
  return rules;
}

std::string uri_of(const std::string& file) {
  return (file.starts_with('/') ? "file://" : "") + percent_encode_path(file);
}

Json location_of(const Place& where) {
  Json place;
  place["artifactLocation"]["uri"] = uri_of(where.file);
  if (where.line > 0) {
    place["region"]["startLine"] = where.line;
    if (where.column > 0) place["region"]["startColumn"] = where.column;
  }
  Json location;
  location["physicalLocation"] = std::move(place);
  return location;
}

Json result_of(const Finding& finding, std::size_t rule_index, const Translations& translations) {
  std::string said = printable(finding.message.in(translations));
  if (!finding.hint.empty()) said += "\n" + printable(finding.hint.in(translations));
  Json result;
  result["ruleId"] = printable(finding.rule);
  result["ruleIndex"] = rule_index;
  result["level"] = level_of(finding);
  result["message"]["text"] = std::move(said);
  if (!finding.where.file.empty()) result["locations"] = Json::array({location_of(finding.where)});
  Json properties;
  if (!finding.listing.empty()) properties["listing"] = printable(finding.listing);
  if (!finding.about.field.empty()) properties["field"] = printable(finding.about.field);
  if (!finding.about.limit.empty()) properties["limit"] = printable(finding.about.limit);
  if (!finding.about.measured.empty()) properties["measured"] = printable(finding.about.measured);
  if (!properties.empty()) result["properties"] = std::move(properties);
  return result;
}

}  // namespace

std::string sarif_of(const Findings& findings, const FormatStyle& style) {
  const std::vector<Finding> shown = shown_findings(findings, style.most);
  const std::map<std::string, RuleFacts> rules = rules_of(shown);

  Json driver;
  driver["name"] = "onshelf";
  if (!style.version.empty()) driver["version"] = style.version;
  driver["rules"] = Json::array();
  for (const auto& [id, about] : rules) driver["rules"].push_back(rule_of(id, about, style.translations));

  Json run;
  run["tool"]["driver"] = std::move(driver);
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = Json::array();
  for (const Finding& finding : shown) {
    const auto index = std::distance(rules.begin(), rules.find(finding.rule));
    run["results"].push_back(result_of(finding, static_cast<std::size_t>(index), style.translations));
  }

  Json log;
  log["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = Json::array({std::move(run)});
  return log.dump(2) + "\n";
}

}  // namespace onshelf
