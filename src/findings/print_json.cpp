#include "findings/print_json.h"

#include <nlohmann/json.hpp>

#include "text/display.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Place& where) {
  Json json;
  json["file"] = printable(where.file);
  json["line"] = where.line;
  json["column"] = where.column;
  json["excerpt"] = printable(where.excerpt);
  json["caret"] = where.caret;
  json["width"] = where.width;
  return json;
}

Json json_of(const RuleFacts& about, const Translations& translations) {
  Json json;
  json["field"] = printable(about.field);
  json["limit"] = printable(words_in(about.limit, translations));
  json["measured"] = printable(words_in(about.measured, translations));
  json["says"] = printable(Sentence(about.says).in(translations));
  json["source"] = printable(about.source);
  json["url"] = printable(about.url);
  json["advisory"] = about.advisory;
  return json;
}

Json json_of(const Finding& finding, const Translations& translations) {
  Json json;
  json["severity"] = finding.severity == FindingSeverity::error ? "error" : "warning";
  json["rule"] = printable(finding.rule);
  json["where"] = json_of(finding.where);
  json["listing"] = printable(finding.listing);
  json["message"] = printable(finding.message.in(translations));
  json["hint"] = printable(finding.hint.in(translations));
  json["about"] = json_of(finding.about, translations);
  return json;
}

}  // namespace

std::string json_of(const Findings& findings, const FormatStyle& style) {
  Json list = Json::array();
  for (const Finding& finding : shown_findings(findings, style.most))
    list.push_back(json_of(finding, style.translations));
  Json json;
  json["findings"] = std::move(list);
  json["errors"] = findings.count(FindingSeverity::error);
  json["warnings"] = findings.count(FindingSeverity::warning);
  return json.dump(2) + "\n";
}

}  // namespace onshelf
