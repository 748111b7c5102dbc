#include "support/catch.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "findings/print_github.h"
#include "findings/print_json.h"
#include "findings/print_junit.h"
#include "findings/print_sarif.h"
#include "findings/print_text.h"

using namespace onshelf;
using nlohmann::json;

namespace {

Finding plain() {
  Finding finding;
  finding.rule = "seller-unknown";
  finding.where = {"content/listings/two/listing.json", 4, 13, "  \"seller\": \"nobody\",", 13, 8};
  finding.listing = "two";
  finding.message = "unknown seller";
  finding.hint = "sellers are the folders of content/sellers/";
  return finding;
}

Finding about_a_rule() {
  Finding finding;
  finding.severity = FindingSeverity::warning;
  finding.rule = "EXI-07";
  finding.where.file = "content/listings/two/listing.json";
  finding.listing = "two";
  finding.message = {"\"{field}\" has {measured}; {limit} are allowed",
                     {{"field", "summary"}, {"measured", "1,012 characters"}, {"limit", "500 characters"}}};
  finding.about = {"summary",
                   "at most 500 characters",
                   "1,012 characters",
                   "At most 500 characters.",
                   "Image listing (Example Cloud), 2026-11-20",
                   "https://docs.example/rules",
                   true};
  return finding;
}

Findings of(std::vector<Finding> all) {
  Findings findings;
  findings.add_all(std::move(all));
  return findings;
}

// Everything that could steer a terminal, end a line or leave a quotation.
constexpr const char* kHostile = "a\x1b[2J\r\n::error::x\x07\xC2\x9B\u202E\u2028\xff<&\"'>]]>%0A,:b";

Finding hostile() {
  Finding finding;
  finding.rule = std::string("rule") + kHostile;
  finding.where.file = kHostile;
  finding.where.excerpt = kHostile;
  finding.where.line = 1;
  finding.listing = kHostile;
  finding.message = kHostile;
  finding.hint = {"{x}", {{"x", kHostile}}};
  finding.about = {kHostile, kHostile, kHostile, kHostile, kHostile, std::string("https://") + kHostile, false};
  return finding;
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
}

}  // namespace

TEST_CASE("a finding about a rule says what the rule says, and an advisory is called so") {
  CHECK(text_of(of({about_a_rule()}), {}) ==
        "content/listings/two/listing.json: advisory: \"summary\" has 1,012 characters; 500 characters are allowed "
        "[EXI-07]\n"
        "  rule: At most 500 characters. (Image listing (Example Cloud), 2026-11-20)\n");
  Finding error = about_a_rule();
  error.severity = FindingSeverity::error;
  error.about.source.clear();
  error.hint = error.about.says;  // is not said twice
  CHECK(text_of(of({error}), {true, 100}).find("\x1b[2m  rule: At most 500 characters.\x1b[0m\n") != std::string::npos);
  CHECK(text_of(of({error}), {}).find(": error: ") != std::string::npos);
  CHECK(text_of(of({error}), {}).find("hint") == std::string::npos);
  CHECK(github_of(of({error}), {}).find("%0AAt most 500 characters.\n") != std::string::npos);
  CHECK(github_of(of({error}), {}).find("characters.%0A") == std::string::npos);
}

TEST_CASE("the line with the numbers counts every finding") {
  CHECK(count_line(of({plain(), about_a_rule()}), {}) == "1 error, 1 warning\n");
  CHECK(count_line(of({}), {}) == "0 errors, 0 warnings\n");
  CHECK(count_line(of({plain(), plain()}), {{"{count} errors", "Fehler: {count}"}}) == "Fehler: 2, 0 warnings\n");
}

TEST_CASE("JSON has every member of a finding") {
  const json document = json::parse(json_of(of({plain(), about_a_rule()}), {}));
  CHECK(document["errors"] == 1);
  CHECK(document["warnings"] == 1);
  REQUIRE(document["findings"].size() == 2);
  CHECK(document["findings"][1] == json::parse(R"({"severity": "error", "rule": "seller-unknown",
          "where": {"file": "content/listings/two/listing.json", "line": 4, "column": 13,
                    "excerpt": "  \"seller\": \"nobody\",", "caret": 13, "width": 8},
          "listing": "two", "message": "unknown seller", "hint": "sellers are the folders of content/sellers/",
          "about": {"field": "", "limit": "", "measured": "", "says": "", "source": "", "url": "", "advisory": false}})"));
  CHECK(document["findings"][0]["severity"] == "warning");
  CHECK(document["findings"][0]["about"] ==
        json::parse(R"({"field": "summary", "limit": "at most 500 characters", "measured": "1,012 characters",
          "says": "At most 500 characters.", "source": "Image listing (Example Cloud), 2026-11-20",
          "url": "https://docs.example/rules", "advisory": true})"));
}

TEST_CASE("SARIF names its rules, counts columns in code points and makes URIs of files") {
  Finding elsewhere = plain();
  elsewhere.where.file = "content/listings/a b%/名.json";
  Finding settings = plain();
  settings.where.file = "/srv/site/site.json";
  settings.where.line = 0;
  FormatStyle style;
  style.version = "1.2.3";
  const json log = json::parse(sarif_of(of({plain(), about_a_rule(), elsewhere, settings}), style));
  CHECK(log["version"] == "2.1.0");
  const json& run = log["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["tool"]["driver"]["version"] == "1.2.3");
  CHECK(run["tool"]["driver"]["rules"] ==
        json::parse(R"([{"id": "EXI-07", "shortDescription": {"text": "At most 500 characters."},
                         "helpUri": "https://docs.example/rules",
                         "properties": {"advisory": true, "source": "Image listing (Example Cloud), 2026-11-20"}},
                        {"id": "seller-unknown", "shortDescription": {"text": "seller unknown"},
                         "properties": {"advisory": false}}])"));
  REQUIRE(run["results"].size() == 4);
  std::vector<std::string> uris, levels;
  for (const json& result : run["results"]) {
    uris.push_back(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
    levels.push_back(result["level"]);
    const std::size_t index = result["ruleIndex"];
    CHECK(run["tool"]["driver"]["rules"][index]["id"] == result["ruleId"]);
  }
  CHECK(uris == std::vector<std::string>{"file:///srv/site/site.json", "content/listings/a%20b%25/%E5%90%8D.json",
                                         "content/listings/two/listing.json", "content/listings/two/listing.json"});
  CHECK(levels == std::vector<std::string>{"error", "error", "note", "error"});
  CHECK_FALSE(run["results"][0]["locations"][0]["physicalLocation"].contains("region"));
  CHECK(run["results"][3]["locations"][0]["physicalLocation"]["region"] ==
        json::parse(R"({"startLine": 4, "startColumn": 13})"));
  CHECK(run["results"][3]["message"]["text"] == "unknown seller\nsellers are the folders of content/sellers/");
}

TEST_CASE("workflow commands escape what would end them") {
  struct Row {
    const char* file;
    const char* message;
    const char* expected;
  };
  const Row rows[] = {
      {"a.json", "plain", "::error file=a.json,line=1,col=2,title=r::plain\n"},
      {"a,b:c.json", "a, b: c", "::error file=a%2Cb%3Ac.json,line=1,col=2,title=r::a, b: c\n"},
      {"100%.json", "100%", "::error file=100%25.json,line=1,col=2,title=r::100%25\n"},
      {"a\n.json", "x\n::error::y", "::error file=a\uFFFD.json,line=1,col=2,title=r::x\uFFFD::error::y\n"},
      {"", "nowhere", "::error title=r::nowhere\n"},
  };
  for (const Row& row : rows) {
    Finding finding;
    finding.rule = "r";
    finding.where = {row.file, 1, 2, {}, 0, 0};
    finding.message = row.message;
    CHECK(github_of(of({finding}), {}) == row.expected);
  }
  CHECK(github_of(of({about_a_rule()}), {}) ==
        "::notice file=content/listings/two/listing.json,title=EXI-07::\"summary\" has 1,012 characters; 500 "
        "characters are "
        "allowed%0AAt most 500 characters.\n");
}

TEST_CASE("a JUnit report has a suite for each listing and a case for each rule; warnings do not fail it") {
  Finding again = plain();
  again.where.line = 9;
  Finding settings = plain();
  settings.listing.clear();
  const std::string report = junit_of(of({plain(), again, about_a_rule(), settings}), {});
  CHECK(report.find("<testsuites name=\"onshelf\" tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"0\">") !=
        std::string::npos);
  CHECK(report.find("<testsuite name=\"two\" tests=\"2\" failures=\"1\"") != std::string::npos);
  CHECK(report.find("<testsuite name=\"site\" tests=\"1\" failures=\"1\"") != std::string::npos);
  CHECK(report.find("<testcase classname=\"two\" name=\"seller-unknown\" file=\"content/listings/two/listing.json\" "
                    "line=\"4\">\n      <failure type=\"error\" message=\"unknown seller\">") != std::string::npos);
  CHECK(report.find("listing.json:9:13: error: unknown seller") != std::string::npos);
  CHECK(report.find("<testcase classname=\"two\" name=\"EXI-07\" file=\"content/listings/two/listing.json\">\n") !=
        std::string::npos);
  CHECK(report.find("<system-out>content/listings/two/listing.json: advisory: ") != std::string::npos);
  CHECK(junit_of({}, {}).find("tests=\"1\" failures=\"0\"") != std::string::npos);
}

TEST_CASE("no format lets a control character through") {
  const Findings findings = of({hostile()});
  const std::string all[] = {text_of(findings, {}), json_of(findings, {}), sarif_of(findings, {}),
                             github_of(findings, {}), junit_of(findings, {})};
  for (const std::string& text : all) {
    CAPTURE(text);
    CHECK_FALSE(has_control(text));
    for (const char* unwanted : {"\xC2\x9B", "\u202E", "\u2028", "\xff"})
      CHECK(text.find(unwanted) == std::string::npos);
    CHECK(text.find("\n::error::x") == std::string::npos);
  }
  CHECK(json::parse(all[1])["findings"].size() == 1);
  CHECK(json::parse(all[2])["runs"][0]["results"].size() == 1);
  CHECK(std::count(all[3].begin(), all[3].end(), '\n') == 1);
  CHECK(all[4].find("]]>") == std::string::npos);
}

TEST_CASE("no more findings than asked for are printed, and all are counted") {
  const Findings findings = of({plain(), about_a_rule()});
  FormatStyle style;
  style.most = 1;
  const json document = json::parse(json_of(findings, style));
  CHECK(document["findings"].size() == 1);
  CHECK(document["errors"] == 1);
  CHECK(document["warnings"] == 1);
  CHECK(json::parse(sarif_of(findings, style))["runs"][0]["results"].size() == 1);
  const std::string lines = github_of(findings, style);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 1);
  CHECK(junit_of(findings, style).find("tests=\"1\"") != std::string::npos);
}

TEST_CASE("a flood from one listing hides no error of another") {
  Findings findings;
  const auto add = [&](FindingSeverity severity, const std::string& listing, std::uint32_t line) {
    Finding finding = plain();
    finding.severity = severity;
    finding.listing = listing;
    finding.where = Place{"content/listings/" + listing + "/listing.json", line, 1, {}, 0, 0};
    findings.add(finding);
  };
  for (std::uint32_t line = 1; line <= 500; ++line) {
    add(FindingSeverity::error, "aardvark", line);
    add(FindingSeverity::warning, "badger", line);
  }
  add(FindingSeverity::error, "zebra", 7);
  add(FindingSeverity::warning, "zebra", 8);
  const auto shown = shown_findings(findings, 10);
  REQUIRE(shown.size() == 10);
  for (std::uint32_t i = 0; i < 9; ++i) CHECK(shown[i].where.line == i + 1);
  CHECK(shown.back().listing == "zebra");
  CHECK(shown.back().where.line == 7);
  CHECK(shown_findings(findings, 503).back().where.line == 8);
  CHECK(shown_findings(findings, 5000).size() == 1002);
}

TEST_CASE("a name of a megabyte is cut in what is said, and not within a character") {
  std::string name(399, 'x');
  for (int i = 0; i < 400000; ++i) name += "ü";
  const std::string said = Sentence("\"{member}\" is unknown", {{"member", name}}).english();
  CHECK(said == '"' + std::string(399, 'x') + "...\" is unknown");
}

TEST_CASE("an amount is written as the language writes it") {
  const Translations german = {{"1,234.5", "1.234,5"}, {"{1} bytes", "{1} Bytes"}};
  const auto said = [&](const char* value) { return Sentence("{limit}", {{"limit", value}}).in(german); };
  CHECK(said("2,097,152 bytes") == "2.097.152 Bytes");
  CHECK(said("1,234.5 bytes") == "1.234,5 Bytes");
  CHECK(said("V1.2.3") == "V1.2.3");
}

TEST_CASE("sentences are said in another language, with their numbers and units") {
  const Translations german = {
      {"\"{field}\" has {measured}; {limit} are allowed", "„{field}“ hat {measured}; erlaubt: {limit}"},
      {"{1} characters", "{1} Zeichen"},
      {"{1} x {2} pixels", "{1} mal {2} Pixel"},
      {"the text is not valid UTF-8", "der Text ist kein gültiges UTF-8"},
      {"{1} cannot be seen", "{1} ist unsichtbar"},
      {"write {\"{locale}\": ...}", "schreiben Sie {\"{locale}\": ...}"}};
  const auto said = [&](const char* pattern, Sentence::Values values) { return Sentence(pattern, values).in(german); };
  CHECK(about_a_rule().message.in(german) == "„summary“ hat 1,012 Zeichen; erlaubt: 500 Zeichen");
  CHECK(said("{fault}", {{"fault", "512 x 3 pixels"}}) == "512 mal 3 Pixel");
  CHECK(said("{fault}", {{"fault", "the text is not valid UTF-8"}}) == "der Text ist kein gültiges UTF-8");
  CHECK(said("{fault}", {{"fault", "U+200B cannot be seen"}}) == "U+200B ist unsichtbar");
  CHECK(said("{fault}", {{"fault", "7 unknown {fault}"}}) == "7 unknown {fault}");
  CHECK(said("write {\"{locale}\": ...}", {{"locale", "en"}}) == "schreiben Sie {\"en\": ...}");
  // The record's words are never translated.
  CHECK(said("{near}", {{"near", "5 characters"}}) == "5 characters");
  CHECK(Sentence("5 characters").in(german) == "5 characters");
}
