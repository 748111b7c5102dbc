#include "text/search_words.h"

#include "support/catch.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

using List = std::vector<std::string>;

TEST_CASE("what readers take for the same letters is one spelling") {
  struct Row {
    const char *text, *form;
  };
  const Row rows[] = {
      {"PostgreSQL", "postgresql"},
      {"École", "ecole"},
      {"E\u0301cole", "ecole"},
      {"Straße STRASSE STRAẞE", "strasse strasse strasse"},
      {"İstanbul", "istanbul"},
      {"ΟΔΟΣ οδος", "οδοσ οδοσ"},
      {"ＦＵＬＬ width", "full width"},
      {"ﾃﾞｰﾀ データ", "データ データ"},
      {"が", "が"},          // its mark is part of the letter
      {"हिन्दी", "हिन्दी"},    // so are these
      {"한국어", "한국어"},  // taken apart and put together again
      {"ёлка", "елка"},
      {"خَــادِم", "خادم"},
      {"أمن إدارة آلة", "امن اداره اله"},
      {"على کتاب فارسی", "علي كتاب فارسي"},
      {"word\u00adbreak", "wordbreak"},
      {"\xff", "\uFFFD"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(to_search_form(row.text) == row.form);
    CHECK(to_search_form(row.form) == row.form);
  }
}

TEST_CASE("characters that are taken as they are have the form that Unicode gives them") {
  for (char32_t c = 1; c < 0xD7A4; ++c) {
    if (c == ' ') continue;
    std::string character;
    append_utf8(character, c);
    // A word with an accent of its own goes the long way.
    const std::string longer = to_search_form(character + "e\u0301");
    if (to_search_form(character) + 'e' != longer) {
      CAPTURE(static_cast<unsigned>(c));
      CHECK(to_search_form(character) + 'e' == longer);
    }
  }
}

TEST_CASE("words of a text") {
  struct Row {
    const char* text;
    List words;
  };
  const Row rows[] = {
      {"", {}},
      {" ,;- ", {}},
      {"Gitea Server 1.22", {"gitea", "server", "1", "22"}},
      {"node.js, C++", {"node", "js", "c"}},
      {"数据库", {"数据", "据库", "库"}},
      {"库", {"库"}},
      {"MySQL数据库8", {"mysql", "数据", "据库", "库", "8"}},
      {"データ", {"デー", "ータ", "タ"}},
      {"数据，库", {"数据", "据", "库"}},
      {"\U00020BB7野", {"\U00020BB7野", "野"}},
      {"클라우드 서버", {"클라우드", "서버"}},
      {"abcdefghijklmnopqrstuvwxyzabcdefghij", {"abcdefghijklmnopqrstuvwxyzabcdef", "ghij"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(search_words(row.text) == row.words);
  }
}

TEST_CASE("a text has no end of words and no endless ones") {
  std::string words, letters(100000, 'a'), pairs;
  for (int i = 0; i < 10000; ++i) {
    words += "w" + std::to_string(i) + ' ';
    pairs += "数";
  }
  CHECK(search_words(words).size() == kMostSearchWords);
  CHECK(search_words(pairs).size() == kMostSearchWords);
  CHECK(search_words(letters).size() == kMostSearchWords);
}

TEST_CASE("which words may be misspelt") {
  CHECK(may_be_misspelt("gitea"));
  CHECK(may_be_misspelt("خادم"));
  CHECK(may_be_misspelt("서버군"));
  CHECK_FALSE(may_be_misspelt("ab"));
  CHECK_FALSE(may_be_misspelt("2022"));
  CHECK_FALSE(may_be_misspelt("win2022"));
  CHECK_FALSE(may_be_misspelt("数据"));
}

}  // namespace
}  // namespace onshelf
