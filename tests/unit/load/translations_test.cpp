#include "support/catch.h"

#include "load/translations.h"
#include "support/memory_disk.h"

using namespace onshelf;

namespace {

constexpr const char* kSchema = R"({"type": "object", "additionalProperties": {"type": "string"}})";

const MemoryDisk& installed() {
  static const MemoryDisk disk = {{"site/schemas/messages.schema.json", kSchema},
                                  {"site/messages/de.json", R"({"page.home": "Startseite"})"},
                                  {"site/messages/findings.de.json", R"({"a": "eins", "b": "zwei"})"},
                                  {"site/messages/findings.zh-CN.json", R"({"a": "一"})"}};
  return disk;
}

}  // namespace

TEST_CASE("a language is found by its tag, then by the language alone; a site's own words come on top") {
  const MemoryDisk own = {{"site/messages/findings.de.json", R"({"b": "zwo", "c": ""})"},
                          {"site/messages/findings.fr.json", R"({"a": "un"})"}};
  struct Row {
    const char* language;
    Translations expected;
  };
  const Row rows[] = {
      {"en", {}},
      {"en-GB", {}},
      {"de", {{"a", "eins"}, {"b", "zwo"}}},
      {"de-AT", {{"a", "eins"}, {"b", "zwo"}}},
      {"zh-CN", {{"a", "一"}}},
      {"fr", {{"a", "un"}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.language);
    Findings findings;
    const auto translations = load_translations(own, installed(), row.language, findings);
    REQUIRE(translations);
    CHECK(*translations == row.expected);
    CHECK(findings.all().empty());
  }
}

TEST_CASE("an unknown language is refused and the known ones are named") {
  for (const char* language : {"xx", "zh", "", "../de", "de.json", "-"}) {
    CAPTURE(language);
    Findings findings;
    CHECK_FALSE(load_translations(MemoryDisk{}, installed(), language, findings));
    REQUIRE(findings.all().size() == 1);
    CHECK(findings.all()[0].rule == "findings-language");
    CHECK(findings.all()[0].hint.english() == "known are: en, de, zh-CN");
  }
}

TEST_CASE("a broken file of translations is refused at its place") {
  const MemoryDisk own = {{"site/messages/findings.de.json", R"({"a": 1})"}};
  Findings findings;
  CHECK_FALSE(load_translations(own, installed(), "de", findings));
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].where.file == "site/messages/findings.de.json");
  CHECK(findings.all()[0].where.line == 1);
}
