// What is said of configuration that does not match its schema.
#include "load/schema.h"

#include <nlohmann/json.hpp>
#include <set>

#include "load/disk_reader.h"
#include "load/json_document.h"
#include "load/schema_faults.h"
#include "support/catch.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

std::string shipped(const std::string& path) {
  static const auto disk = open_disk(ONSHELF_SOURCE_DIR);
  return disk->read(path, 1u << 20).bytes;
}

std::vector<Finding> findings_of(const std::string& document, const std::string& schema) {
  SourceText source("site/site.json", document);
  Findings findings;
  const auto parsed = parse_json(source, {}, findings);
  REQUIRE(parsed);
  const bool matches = matches_schema(*parsed, schema, source, findings);
  CHECK(matches == findings.all().empty());
  return findings.sorted();
}

// One line for each finding: column, message and hint.
std::string said_of(const std::string& document, const std::string& schema) {
  std::string said;
  for (const Finding& finding : findings_of(document, schema)) {
    said += (said.empty() ? "" : "\n") + std::to_string(finding.where.column) + ": " + finding.message.english();
    if (!finding.hint.empty()) said += " (" + finding.hint.english() + ")";
  }
  return said;
}

struct Row {
  const char* document;
  const char* said;
};

TEST_CASE("what is wrong in a configuration file is said at its place, with what is wanted there") {
  const Row row = GENERATE(values<Row>({
      {R"({"size": "6"})", R"(10: "size" is no whole number (write a whole number, without quotation marks))"},
      {R"({"size": 6.5})", R"(10: "size" is no whole number (from 6 to 96))"},
      {R"({"size": 5})", R"(10: "size" is too small (from 6 to 96))"},
      {R"({"size": 97})", R"(10: "size" is too large (from 6 to 96))"},
      {R"({"least": 0})", R"(11: "least" is too small (at least 1))"},
      {R"({"kind": "imag"})", R"(10: "kind" is none of the values that are taken here (did you mean "image"?))"},
      {R"({"kind": 7})", R"(10: "kind" is none of the values that are taken here (one of: image, saas))"},
      {R"({"list": {}})", R"(10: "list" is no list (write a list: [...]))"},
      {R"({"list": []})", R"(10: "list" is empty (at least 1 item))"},
      {R"({"list": ["a", "b", "c"]})", R"(10: "list" has too many items (at most 2 items))"},
      {R"({"list": ["a", "a"]})", R"(16: "list" has this item twice (keep one of them))"},
      {R"({"list": ["a", ""]})", R"(16: "list[1]" is empty (write something between the quotation marks))"},
      {R"({"list": [true]})", R"(11: "list[0]" is no text (write it in quotation marks))"},
      {R"({"tag": "e n"})", R"(9: "tag" is not written as it has to be (such as "en", "zh-CN"))"},
      {R"({"tag": "abcdef"})", R"(9: "tag" is too long (at most 5 characters))"},
      {R"({"key": "abc"})", R"(9: "key" is too short (at least 4 characters))"},
      {R"({"on": "yes"})", R"(8: "on" is neither true nor false (write true or false, without quotation marks))"},
      {R"({"part": 1})", R"(10: "part" is no object (write an object: {...}))"},
      {R"({"part": {"a": 1}})", R"(10: "part.b" is missing ("a" is nothing without it))"},
      {R"({"part": {}})", R"(10: "part" lacks a member (one of: a, c))"},
      {R"({"name": {}})", R"(10: "name" is empty (such as {"en": "..."}))"},
      {R"({"name": {"e n": "x"}})", R"(11: unknown key "e n" (such as {"en": "..."}))"},
      {R"({"name": "x"})", R"(10: "name" is no object (such as {"en": "..."}))"},
      {R"({"siez": 6})", R"(2: unknown key "siez" (did you mean "size"?))"},
      {R"({"part": {"c": 1, "zzz": 2}})", R"(19: unknown key "zzz" (one of: a, b, c))"},
      {R"([])", R"(1: "site/site.json" is no object (write an object: {...}))"},
      // What a condition allows is less than what is allowed at all.
      {R"({"kind": "saas"})", R"(1: "url" is missing (such as "https://a.example/"))"},
      {R"({"kind": "saas", "ur": ""})", R"(18: unknown key "ur" (did you mean "url"?))"},
      {R"({"kind": "image", "unit": "ells"})",
       R"(27: "unit" is none of the values that are taken here (one of: bytes))"},
  }));
  INFO(row.document);
  CHECK(said_of(row.document, R"({
    "definitions": {"tag": {"type": "string", "maxLength": 5, "pattern": "^[a-z]+$", "examples": ["en", "zh-CN"]}},
    "type": "object",
    "properties": {
      "size": {"type": "integer", "minimum": 6, "maximum": 96},
      "least": {"type": "integer", "minimum": 1},
      "kind": {"enum": ["image", "saas"]},
      "list": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true,
               "items": {"type": "string", "minLength": 1}},
      "tag": {"$ref": "#/definitions/tag"},
      "key": {"type": "string", "minLength": 4},
      "on": {"type": "boolean"},
      "part": {"type": "object", "additionalProperties": false, "properties": {"$schema": {}, "a": {}, "b": {}, "c": {}},
               "dependencies": {"a": ["b"]}, "anyOf": [{"required": ["a"]}, {"required": ["c"]}]},
      "name": {"type": "object", "examples": [{"en": "..."}], "minProperties": 1,
               "patternProperties": {"^[a-z]+$": {"type": "string"}}, "additionalProperties": false},
      "url": {"type": "string", "examples": ["https://a.example/"]},
      "unit": {"enum": ["bytes", "words"]}
    },
    "additionalProperties": false,
    "if": {"required": ["kind"], "properties": {"kind": {"const": "saas"}}},
    "then": {"required": ["url"]},
    "else": {"properties": {"unit": {"enum": ["bytes"]}}}
  })") == row.said);
}

TEST_CASE("a secret among the settings is not quoted with the fault beside it") {
  const auto findings = findings_of(
      R"({"base_url": "https://shop.example/", "page_size": 5, "unlisted_key": "0123456789abcdef", "default_locale": "en",)"
      R"( "name": {"en": "Shop"}, "locales": [{"tag": "en"}]})",
      shipped("site/schemas/site.schema.json"));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where.excerpt.find("\"page_size\": 5") != std::string::npos);
  CHECK(findings.front().where.excerpt.find("0123456789") == std::string::npos);
}

TEST_CASE("a secret under a misspelt key, and a password written with escapes, are not quoted") {
  for (
      const char* settings :
      {R"({"base_url": "https://shop.example/", "unlistedkey": "hunter2 hunter2 hunter2", "default_locale": "en", "name": {"en": "Shop"}, "locales": [{"tag": "en"}]})",
       R"({"base_url": "https://ann:hunter2\u0040shop.example/", "default_locale": "en", "name": {"en": "Shop"}, "locales": [{"tag": "en"}]})",
       R"({"base_url": ["https:\u002f\u002fann:hunter2@shop.example/"], "default_locale": "en", "name": {"en": "Shop"}, "locales": [{"tag": "en"}]})"}) {
    const auto findings = findings_of(settings, shipped("site/schemas/site.schema.json"));
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().where.excerpt.find("***") != std::string::npos);
    CHECK(findings.front().where.excerpt.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a password in an address is not quoted") {
  const auto findings = findings_of(
      R"({"base_url": "https://ann:hunter2@shop.example/", "default_locale": "en", "name": {"en": "Shop"}, "locales": [{"tag": "en"}]})",
      shipped("site/schemas/site.schema.json"));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where.excerpt.find("https://***@shop.example/") != std::string::npos);
  CHECK(findings.front().where.excerpt.find("hunter2") == std::string::npos);
}

void gather_values(Json& value, std::vector<Json*>& values) {
  values.push_back(&value);
  if (value.is_structured())
    for (Json& inner : value) gather_values(inner, values);
}

// The library judges and this program says why, so both have to know the same.
void check_that_both_agree(const Json& document, const std::string& schema, const nlohmann::json& parsed_schema) {
  const std::string bytes = document.dump();
  SourceText source("it.json", bytes);
  Findings findings;
  const auto parsed = parse_json(source, {}, findings);
  REQUIRE(parsed);
  const bool matches = matches_schema(*parsed, schema, source, findings);
  const auto faults = schema_faults(*parsed, parsed_schema, source);
  if (matches != faults.empty()) FAIL(bytes);
}

TEST_CASE("whatever is changed in files that are shipped, why they do not match their schema can be told") {
  const auto [path, schema_name] = GENERATE(table<std::string, std::string>({
      {"site/site.json", "site"},
      {"site/categories.json", "categories"},
      {"site/platforms/aws-marketplace.ami.json", "platform"},
      {"site/platforms/jd-cloud.provider.json", "platform"},
  }));
  const std::string schema = shipped("site/schemas/" + schema_name + ".schema.json");
  const auto parsed_schema = nlohmann::json::parse(schema);
  Json document = Json::parse(shipped(path));
  // Seven rules of a platform are enough to change.
  if (const auto fields = document.find("fields"); fields != document.end())
    for (std::size_t most = fields->size(); most > 7; --most) fields->erase(most * 5 % fields->size());
  check_that_both_agree(document, schema, parsed_schema);
  std::vector<Json*> values;
  gather_values(document, values);
  const std::size_t step = 1 + values.size() / 20;  // every value of a small file, and some of all parts of a large one
  const Json others[] = {
      nullptr,    true,           0,           100000, 2.5, "", "x", "Not a token at all", Json::array(),
      {"x", "x"}, Json::object(), {{"x", "y"}}};
  for (std::size_t i = 0; i < values.size(); i += step) {
    Json& value = *values[i];
    const Json before = value;
    for (const Json& other : others) {
      value = other;
      check_that_both_agree(document, schema, parsed_schema);
    }
    value = before;
    if (!value.is_object() || value.empty()) {
      gather_values(document, values = {});
      continue;
    }
    for (const auto& [key, unused] : before.items()) {
      value.erase(key);
      check_that_both_agree(document, schema, parsed_schema);
      value = before;
    }
    gather_values(document, values = {});  // the copies stand elsewhere
  }
}

void check_schema(const nlohmann::json& schema) {
  static const std::set<std::string> known = {"$schema",
                                              "$ref",
                                              "title",
                                              "description",
                                              "definitions",
                                              "examples",
                                              "writeOnly",
                                              "type",
                                              "enum",
                                              "const",
                                              "if",
                                              "then",
                                              "else",
                                              "anyOf",
                                              "minimum",
                                              "maximum",
                                              "minLength",
                                              "maxLength",
                                              "pattern",
                                              "items",
                                              "contains",
                                              "minItems",
                                              "maxItems",
                                              "required",
                                              "uniqueItems",
                                              "properties",
                                              "patternProperties",
                                              "additionalProperties",
                                              "minProperties",
                                              "dependencies"};
  if (!schema.is_object()) return;
  INFO(schema.dump());
  for (const auto& [keyword, value] : schema.items()) {
    CHECK(known.contains(keyword));
    if (keyword == "properties" || keyword == "patternProperties" || keyword == "definitions")
      for (const auto& part : value) check_schema(part);
    else if (keyword == "anyOf")
      for (const auto& part : value) check_schema(part);
    else if (keyword == "items" || keyword == "contains" || keyword == "if" || keyword == "then" || keyword == "else" ||
             keyword == "additionalProperties")
      check_schema(value);
  }
  // A form that a pattern asks for cannot be told but by showing one.
  if (schema.contains("pattern")) CHECK(schema.contains("examples"));
}

TEST_CASE("the schemas use no keyword whose faults cannot be told") {
  for (const char* name : {"site", "categories", "platform", "theme", "messages"})
    check_schema(nlohmann::json::parse(shipped("site/schemas/" + std::string(name) + ".schema.json")));
}

}  // namespace
}  // namespace onshelf
