#include "support/catch.h"

#include <set>
#include <string>

#include "text/slug.h"

using namespace onshelf;

TEST_CASE("a text that plain letters can say is its own slug") {
  const auto [text, slug] = GENERATE(table<std::string, std::string>({
      {"SQL", "sql"},
      {"Code Review", "code-review"},
      {"  code_review ", "code-review"},
      {"China (Beijing)", "china-beijing"},
      {"node.js", "node.js"},
      {"Ünïcode", "unicode"},
      {"Straße", "strasse"},
      {"ＦＵＬＬ　ｗｉｄｔｈ", "full-width"},
      {"zero\u200bwidth", "zerowidth"},
      {"2FA", "2fa"},
      {"page", "page"},
  }));
  CHECK(slug_of_text(text) == slug);
}

TEST_CASE("P1: what plain letters cannot say has a slug of its own, and a safe one") {
  const std::vector<std::string> texts = {"C++",
                                          "C#",
                                          "C/",
                                          ".net",
                                          "net.",
                                          "a..b",
                                          "../../etc/passwd",
                                          "备份",
                                          "数据库",
                                          "🚀",
                                          "con",
                                          "nul.txt",
                                          "x0123456789abcdef",
                                          "a-x0123456789abcdef",
                                          "<b>",
                                          "a\"b",
                                          "%2e",
                                          std::string(61, 'a'),
                                          std::string(62, 'a'),
                                          "naïve+",
                                          "\\",
                                          "a\x7f"};
  std::set<std::string> slugs = {"c", "net", "b"};
  for (const std::string& text : texts) {
    const std::string slug = slug_of_text(text);
    INFO(text << " is " << slug);
    CHECK(slugs.insert(slug).second);
    CHECK(slug.size() >= 17);
    CHECK(slug.size() <= 60);
    CHECK(slug[slug.size() - 17] == 'x');
    CHECK(slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    CHECK(slug.find("--") == std::string::npos);
    CHECK(slug.front() != '-');
  }
}

TEST_CASE("a text of blanks has no slug") {
  for (const std::string text : {"", " ", "\u3000", "\u200b", "--", "()"}) CHECK(slug_of_text(text).empty());
}

// Addresses outlive versions of the program.
TEST_CASE("slugs stay") {
  CHECK(slug_of_text("C++") == "c-xcedb1bac7efcd7db");
  CHECK(slug_of_text("备份") == "x70e372abbae5f619");
}
