#include "support/catch.h"

#include <algorithm>

#include "findings/did_you_mean.h"
#include "findings/finding.h"
#include "findings/print_text.h"
#include "findings/source_text.h"

using namespace onshelf;

namespace {

Finding finding_at(const char* file, std::uint32_t line, std::uint32_t column, const char* rule, const char* message) {
  Finding finding;
  finding.where.file = file;
  finding.where.line = line;
  finding.where.column = column;
  finding.rule = rule;
  finding.message = message;
  return finding;
}

Place place_of(std::string_view text, std::string_view marked) {
  const std::size_t at = text.find(marked);
  REQUIRE(at != std::string_view::npos);
  return SourceText("a.json", text).place({at, at + marked.size()});
}

}  // namespace

TEST_CASE("findings sort by place, then rule, whatever the order of arrival") {
  Findings findings;
  findings.add_all(
      {finding_at("b", 1, 1, "r", "m"), finding_at("a", 10, 1, "r", "m"), finding_at("a", 2, 9, "r", "m")});
  findings.add_all({finding_at("a", 2, 3, "s", "m"), finding_at("a", 2, 3, "r", "n"), finding_at("a", 2, 3, "r", "m")});
  std::string order;
  for (const Finding& finding : findings.sorted())
    order += finding.where.file + std::to_string(finding.where.line) + "." + std::to_string(finding.where.column) +
             finding.rule + finding.message.english() + " ";
  CHECK(order == "a2.3rm a2.3rn a2.3sm a2.9rm a10.1rm b1.1rm ");
  CHECK(findings.count(FindingSeverity::error) == 6);
  CHECK(findings.count(FindingSeverity::warning) == 0);
}

TEST_CASE("a byte range becomes a line and a column in code points, and a caret in terminal columns") {
  struct Row {
    const char* text;
    const char* marked;
    std::uint32_t line, column, caret, width;
    const char* excerpt;
  };
  const Row rows[] = {
      {"{\"a\": 1}", "1", 1, 7, 7, 1, "{\"a\": 1}"},
      {"x\ny bad\nz", "bad", 2, 3, 3, 3, "y bad"},
      {"x\r\ny bad\r\nz", "bad", 2, 3, 3, 3, "y bad"},
      {"\t\tbad", "bad", 1, 3, 5, 3, "    bad"},
      {"\xEF\xBB\xBF{bad", "bad", 1, 2, 2, 3, "{bad"},
      {"名称 bad", "bad", 1, 4, 6, 3, "名称 bad"},
      {"a 名称", "名称", 1, 3, 3, 4, "a 名称"},
      {"e\u0301 bad", "bad", 1, 4, 3, 3, "e\u0301 bad"},
      {"\x1b[31m bad", "bad", 1, 7, 7, 3, "\uFFFD[31m bad"},
      {"\u202E bad", "bad", 1, 3, 3, 3, "\uFFFD bad"},
      {"\xff\xfe bad", "bad", 1, 4, 4, 3, "\uFFFD\uFFFD bad"},
      {"bad\nmore", "bad\nmore", 1, 1, 1, 3, "bad"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Place place = place_of(row.text, row.marked);
    CHECK(place.line == row.line);
    CHECK(place.column == row.column);
    CHECK(place.caret == row.caret);
    CHECK(place.width == row.width);
    CHECK(place.excerpt == row.excerpt);
  }
}

TEST_CASE("places at the edges of a file are still places") {
  const SourceText source("a", "ab\ncd\n");
  CHECK(source.place({6, 6}).line == 3);
  CHECK(source.place({6, 6}).column == 1);
  CHECK(source.place({6, 6}).excerpt.empty());
  CHECK(source.place({100, 200}).line == 3);
  CHECK(source.place({2, 2}).column == 3);
  CHECK(source.place({2, 2}).excerpt == "ab");
  CHECK(source.place({2, 2}).caret == 3);
  CHECK(SourceText("a", "").place({0, 0}).line == 1);
  CHECK(source.whole_file().line == 0);
}

TEST_CASE("a password in an address is never quoted") {
  struct Row {
    std::string given, shown;
  };
  const Row row = GENERATE(values<Row>({
      {"see https://ann:hunter2@shop.example/a now", "see https://***@shop.example/a now"},
      {"see https:/ann:hunter2@shop.example/", "see https:/***@shop.example/"},
      {"[\"//ann:p@ss:word@shop.example\"]", "[\"//***@shop.example\"]"},
      {"ftp://:x@a, ftp://b:y@c", "ftp://***@a, ftp://***@c"},
      {"https://shop.example/@ann", "https://shop.example/@ann"},
      {"mailto:ann@shop.example 10:30 @ noon", "mailto:ann@shop.example 10:30 @ noon"},
      {"https://shop.example:8080/", "https://shop.example:8080/"},
  }));
  const SourceText source("a.json", row.given);
  CHECK(source.place({0, 1}).excerpt == row.shown);
  CHECK(source.place({row.given.size() - 1, row.given.size()}).excerpt == row.shown);
}

TEST_CASE("a long line is cut around the mark") {
  const std::string text = std::string(500, 'a') + "BAD" + std::string(500, 'b');
  const Place place = place_of(text, "BAD");
  CHECK(place.column == 501);
  CHECK(place.excerpt == "…" + std::string(60, 'a') + "BAD" + std::string(37, 'b') + "…");
  CHECK(place.caret == 62);
  CHECK(place.width == 3);

  const std::string late = std::string(90, 'a') + "BAD";
  CHECK(place_of(late, "BAD").excerpt == late);
  CHECK(place_of("BAD" + std::string(300, 'b'), "BAD").excerpt == "BAD" + std::string(97, 'b') + "…");
  const Place whole = place_of(text, text);
  CHECK(whole.caret == 1);
  CHECK(whole.width == 100);
}

TEST_CASE("hidden bytes are never quoted and their length does not show") {
  const std::string text = "{\"key\": \"s3cret-value\", \"b\": tru}\nnext";
  SourceText source("a", text);
  const std::size_t at = text.find("s3cret");
  source.hide({at, at + 6});
  source.hide({at + 4, at + 12});
  const std::size_t fault = text.find("tru");
  CHECK(source.place({fault, fault + 3}).excerpt == "{\"key\": \"***\", \"b\": tru}");
  CHECK(source.place({fault, fault + 3}).caret == 21);
  CHECK(source.place({at + 2, at + 3}).caret == 10);
  CHECK(source.place({at + 2, at + 3}).width == 3);
  source.hide_all();
  CHECK(source.place({fault, fault + 3}).excerpt.empty());
  CHECK(source.place({fault, fault + 3}).column == 30);
  CHECK(source.place({35, 36}).excerpt.empty());
}

TEST_CASE("what is hidden does not depend on the order in which it was hidden") {
  const std::string bytes = "one two three four\nfive six seven\n";
  std::vector<ByteRange> ranges = {{4, 7}, {7, 8}, {8, 13}, {14, 23}, {24, 27}, {30, 30}};
  std::sort(ranges.begin(), ranges.end(), [](auto a, auto b) { return a.begin < b.begin; });
  do {
    SourceText source("f", bytes);
    for (const ByteRange& range : ranges) source.hide(range);
    CHECK(source.place({0, 3}).excerpt == "one *** ***");
    CHECK(source.place({28, 33}).excerpt == "*** *** seven");
    CHECK(source.place({24, 27}).caret == 5);
  } while (std::next_permutation(ranges.begin(), ranges.end(), [](auto a, auto b) { return a.begin < b.begin; }));
}

TEST_CASE("findings are printed with their line, a caret and the hint") {
  const std::string text = "{\n  \"release_regions\": [\"Singapore\", \"US-est\"],\n}";
  Finding finding;
  const std::size_t at = text.find("\"US-est\"");
  finding.where = SourceText("content/listings/nimbus/listing.json", text).place({at, at + 8});
  finding.rule = "ALI-18";
  finding.message = "unknown region \"US-est\"";
  finding.hint = "did you mean \"US West\"?";
  Findings findings;
  findings.add(finding);
  CHECK(text_of(findings, {}) ==
        "content/listings/nimbus/listing.json:2:36: error: unknown region \"US-est\" [ALI-18]\n"
        "  2 |   \"release_regions\": [\"Singapore\", \"US-est\"],\n"
        "    |                                    ^~~~~~~~\n"
        "  hint: did you mean \"US West\"?\n");
}

TEST_CASE("print-outs are capped and say what is missing; colour only when asked; controls never pass") {
  Findings findings;
  findings.add(finding_at("a", 0, 0, "r", "first\x1b[2J"));
  findings.add(finding_at("b", 3, 0, "r", "second"));
  findings.add(finding_at("", 0, 0, "r", "zero"));
  CHECK(text_of(findings, {false, 2}) == "error: zero [r]\na: error: first\uFFFD[2J [r]\nand 1 more\n");
  CHECK(text_of(findings, {false, 100}).find('\x1b') == std::string::npos);
  CHECK(text_of(findings, {true, 100}).find("\x1b[1;31merror: \x1b[0mfirst\uFFFD[2J") != std::string::npos);
  CHECK(text_of(Findings(), {}).empty());
}

TEST_CASE("what a rule allows is said in another language, as far as it is words of this program") {
  const Translations german = {{"{1} characters", "{1} Zeichen"},
                               {"{1} to {2} characters", "{1} bis {2} Zeichen"},
                               {"at most {limit}", "höchstens {limit}"},
                               {"none of {limit}", "keines von {limit}"},
                               {"{limit} (advice)", "{limit} (Empfehlung)"},
                               {"no pasted pictures", "keine eingefügten Bilder"},
                               {"1,234.5", "1.234,5"}};
  CHECK(words_in("at most 1,000 characters", german) == "höchstens 1.000 Zeichen");
  CHECK(words_in("5 to 40 characters; none of < >; no pasted pictures", german) ==
        "5 bis 40 Zeichen; keines von < >; keine eingefügten Bilder");
  CHECK(words_in("at most 5 characters (advice)", german) == "höchstens 5 Zeichen (Empfehlung)");
  CHECK(words_in("none of {limit} ;", german) == "keines von {limit} ;");
  CHECK(words_in("at least 5 characters", german) == "at least 5 Zeichen");
  CHECK(words_in("png", german) == "png");
  CHECK(words_in("", german).empty());
  CHECK(words_in("at most 5 characters", {}) == "at most 5 characters");
}

TEST_CASE("the nearest known name") {
  const std::vector<std::string> known = {"Singapore", "US West", "US East", "locales", "base_url", "名称"};
  struct Row {
    const char* word;
    const char* expected;
  };
  const Row rows[] = {
      {"US-est", "US East"},
      {"us wset", "US West"},
      {"singapur", "Singapore"},
      {"baseurl", "base_url"},
      {"lcoales", "locales"},
      {"LOCALES", "locales"},
      {"", ""},
      {"tokyo", ""},
      {"x", ""},
      {"名", ""},
      {"US", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, known) == row.expected);
  }
  CHECK(nearest(std::string(100000, 'a'), {std::string(100000, 'b')}).empty());
}
