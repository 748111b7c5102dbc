#include "support/catch.h"

#include <nlohmann/json.hpp>

#include "findings/print_text.h"
#include "load/json_document.h"

using namespace onshelf;
using namespace std::string_literals;

namespace {

struct Parsed {
  std::optional<JsonValue> value;
  Findings findings;
  bool is_hidden = false;
};

Parsed parse(std::string_view bytes, const JsonLimits& limits = {}) {
  Parsed parsed;
  SourceText source("a.json", bytes);
  parsed.value = parse_json(source, limits, parsed.findings);
  parsed.is_hidden = source.place({bytes.size() / 2, bytes.size() / 2 + 1}).excerpt.empty();
  CHECK(parsed.value.has_value() != parsed.findings.has_errors());
  return parsed;
}

// "rule line:column" of the only finding.
std::string fault_of(std::string_view bytes, const JsonLimits& limits = {}) {
  const Parsed parsed = parse(bytes, limits);
  if (parsed.findings.all().size() != 1) return std::to_string(parsed.findings.all().size()) + " findings";
  const Finding& finding = parsed.findings.all()[0];
  CHECK(finding.where.excerpt.empty());
  CHECK(parsed.is_hidden);
  return finding.rule + " " + std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column);
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::string bytes_of(std::string_view document, ByteRange range) {
  return std::string(document.substr(range.begin, range.end - range.begin));
}

}  // namespace

TEST_CASE("every value keeps its place") {
  const std::string text =
      "\xEF\xBB\xBF { \"a\" : [1, -2.5e3 ,true,false,null, \"x\\\"y\"],\n\"b,:\":{ } , \"c\": \"名\\u00e9\" } \n";
  const Parsed parsed = parse(text);
  REQUIRE(parsed.value);
  const JsonValue& root = *parsed.value;
  CHECK(root.where.begin == 4);
  CHECK(bytes_of(text, root.where).back() == '}');
  const JsonValue* a = root.find("a");
  REQUIRE(a);
  CHECK(bytes_of(text, root.members[0].key_where) == "\"a\"");
  CHECK(bytes_of(text, a->where) == "[1, -2.5e3 ,true,false,null, \"x\\\"y\"]");
  REQUIRE(a->items.size() == 6);
  const char* expected[] = {"1", "-2.5e3", "true", "false", "null", "\"x\\\"y\""};
  for (std::size_t i = 0; i < 6; ++i) CHECK(bytes_of(text, a->items[i].where) == expected[i]);
  CHECK(a->items[5].text == "x\"y");
  CHECK(bytes_of(text, root.members[1].key_where) == "\"b,:\"");
  CHECK(bytes_of(text, root.members[1].value.where) == "{ }");
  CHECK(root.find("c")->text == "名é");
  CHECK(root.find("d") == nullptr);
  CHECK(bytes_of("[[],[]]", parse("[[],[]]").value->items[1].where) == "[]");
}

TEST_CASE("J4: numbers stay as written; only what fits 64 bits is an integer") {
  struct Row {
    const char* text;
    JsonValue::Kind kind;
  };
  const Row rows[] = {
      {"0", JsonValue::Kind::integer},
      {"-0", JsonValue::Kind::integer},
      {"9223372036854775807", JsonValue::Kind::integer},
      {"-9223372036854775808", JsonValue::Kind::integer},
      {"9223372036854775808", JsonValue::Kind::decimal},
      {"123123123123123123123123123123", JsonValue::Kind::decimal},
      {"1.0", JsonValue::Kind::decimal},
      {"1E2", JsonValue::Kind::decimal},
      {"1e-400", JsonValue::Kind::decimal},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed parsed = parse(row.text);
    REQUIRE(parsed.value);
    CHECK(parsed.value->kind == row.kind);
    CHECK(parsed.value->text == row.text);
  }
}

TEST_CASE("J1: what is refused, and where") {
  struct Row {
    std::string text;
    const char* fault;
  };
  const Row rows[] = {
      {"", "json-syntax 1:1"},
      {"  \n ", "json-syntax 2:2"},
      {"{\"a\": 1,}", "json-syntax 1:8"},
      {"[1,]", "json-syntax 1:3"},
      {"[1,,2]", "json-syntax 1:4"},
      {"[,1]", "json-syntax 1:2"},
      {"[1 2]", "json-syntax 1:4"},
      {"[\"a\" \"b\"]", "json-syntax 1:6"},
      {"[\"a\\\"\" \"b\"]", "json-syntax 1:8"},
      {"[1}", "json-syntax 1:3"},
      {"{\"a\" 1}", "json-syntax 1:6"},
      {"{\"a\": }", "json-syntax 1:7"},
      {"{\"a\"}", "json-syntax 1:5"},
      {"{a: 1}", "json-syntax 1:2"},
      {"{1: 1}", "json-syntax 1:2"},
      {"{\"a\": 1", "json-syntax 1:8"},
      {"[", "json-syntax 1:2"},
      {"[1] x", "json-syntax 1:5"},
      {"{} {}", "json-syntax 1:4"},
      {"[tru]", "json-syntax 1:2"},
      {"[True]", "json-syntax 1:2"},
      {"[NaN]", "json-syntax 1:2"},
      {"['a']", "json-syntax 1:2"},
      {"[1, // one\n2]", "json-syntax 1:5"},
      {"[01]", "json-syntax 1:3"},
      {"[-]", "json-syntax 1:2"},
      {"[1.]", "json-syntax 1:2"},
      {"[+1]", "json-syntax 1:2"},
      {"[1e+]", "json-syntax 1:2"},
      {"[0x10]", "json-syntax 1:3"},
      {"[\"名\\x\"]", "json-syntax 1:4"},
      {"[\"a\nb\"]", "json-syntax 1:4"},
      {"[\"a\tb\"]", "json-syntax 1:4"},
      {"[\"abc", "json-syntax 1:2"},
      {"[\"abc\\", "json-syntax 1:2"},
      {"[\"\\u12\"]", "json-syntax 1:3"},
      {"[\"x\\ud800\"]", "json-syntax 1:4"},
      {"[\"\\udc00\"]", "json-syntax 1:3"},
      {"[\"\\ud800\\u0041\"]", "json-syntax 1:3"},
      {"{\"\\ud800\": 1}", "json-syntax 1:3"},
      {"\xEF\xBB\xBF\xEF\xBB\xBF{}", "json-syntax 1:1"},
      {"{\"k\": \"\\u0000\"}", "json-nul 1:8"},
      {"{\"a\\u0000\": 1}", "json-nul 1:4"},
      {"{} \0 x"s, "json-nul 1:4"},
      {"{}\0"s, "json-nul 1:3"},
      {"[\n\"\xC0\x80\"]", "json-utf8 2:2"},
      {"[\"\xED\xA0\x80\"]", "json-utf8 1:3"},
      {"[\"\xF4\x90\x80\x80\"]", "json-utf8 1:3"},
      {"\xFF\xFE{\0}\0"s, "json-utf8 1:1"},
      {"{\0}\0"s, "json-nul 1:2"},
      {"[1, 1e400]", "json-number 1:5"},
      {"{\"a\":1,\n \"b\":2, \"a\":3}", "json-duplicate-key 2:9"},
      {"{\"a\":1, \"\\u0061\":3}", "json-duplicate-key 1:9"},
      {"[{\"x\":{\"a\":1,\"a\":1}}]", "json-duplicate-key 1:14"},
      {repeat("[", 33) + repeat("]", 33), "json-depth 1:33"},
      {repeat("[", 100000), "json-depth 1:33"},
      {repeat("{\"a\":", 100000), "json-depth 1:161"},
      {"[" + repeat("1,", 10000) + "1]", "json-too-large 1:20002"},
      {std::string((1u << 20) + 1, ' '), "json-too-large 0:0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text.substr(0, 100));
    CHECK(fault_of(row.text) == row.fault);
  }
}

TEST_CASE("J3: limits are the last thing allowed") {
  CHECK(parse(repeat("[", 32) + repeat("]", 32)).value);
  CHECK(parse("[" + repeat("1,", 9999) + "1]").value);
  CHECK(parse("1" + std::string((1u << 20) - 1, ' ')).value);
  std::string keys = "{\"0\":0";
  for (int i = 1; i < 2000; ++i) keys += ",\"" + std::to_string(i) + "\":0";
  CHECK(parse(keys + "}").value);
  CHECK(fault_of(keys + ",\n\"x\":0}") == "json-too-large 2:1");
  CHECK(parse("[1,2]", {100, 1, 1, 2}).value);
  CHECK(fault_of("[1,2,3]", {100, 1, 1, 2}) == "json-too-large 1:6");
}

TEST_CASE("J2: equal keys are reported with both places, every pair") {
  const Parsed parsed = parse("{\"status\": \"draft\",\n \"b\": 1,\n \"status\": \"approved\", \"b\": 2, \"b\": 3}");
  CHECK(text_of(parsed.findings, {}) ==
        "a.json:3:2: error: the same key stands twice in one object [json-duplicate-key]\n"
        "  hint: it was first given at line 1, column 2; keep one of the two\n"
        "a.json:3:24: error: the same key stands twice in one object [json-duplicate-key]\n"
        "  hint: it was first given at line 2, column 2; keep one of the two\n"
        "a.json:3:32: error: the same key stands twice in one object [json-duplicate-key]\n"
        "  hint: it was first given at line 2, column 2; keep one of the two\n");
}

TEST_CASE("L7: no message quotes the document") {
  const std::string marker = "s3cr3t";
  for (const std::string& text :
       {"{\"k\": \"s3cr3t\" \"x\"}"s, "{\"k\": s3cr3t}"s, "{\"k\": \"s3cr3t"s, "{\"k\": \"s3cr3t\\q\"}"s,
        "{\"k\": \"s3cr3t\\u0000\"}"s, "{\"s3cr3t\": 1, \"s3cr3t\": 2}"s, "{\"k\": \"s3cr3t\xFF\"}"s,
        "[\"s3cr3t\"] s3cr3t"s}) {
    CAPTURE(text);
    CHECK(text_of(parse(text).findings, {}).find(marker) == std::string::npos);
  }
}

TEST_CASE("J6: what is accepted is what the library itself reads") {
  for (const char* text :
       {"{\"a\":[1,2.5,true,null,\"x\"],\"b\":{\"c\":-3}}", "[]", "\"\\ud83d\\ude00\"", "-0", "[[[]]]", "1e5"}) {
    CAPTURE(text);
    const Parsed parsed = parse(text);
    REQUIRE(parsed.value);
    CHECK(to_nlohmann(*parsed.value) == nlohmann::json::parse(text));
  }
}
