#include <algorithm>

#include "support/catch.h"
#include "words/words.h"

using namespace onshelf;

namespace {

Site site_in(const char* tag) {
  Site site;
  site.locales.push_back({tag, "", false, {0}});
  site.messages.emplace_back();
  return site;
}

}  // namespace

TEST_CASE("names go under the letters that readers of each language look them up by") {
  struct Row {
    const char* tag;
    const char* name;
    const char* letter;  // "": in another script
  };
  const Row row = GENERATE(values<Row>({
      {"en", "Gitea", "G"},      {"en", "éclair", "E"},   {"en", "7-Zip", "#"},   {"en", "  (x)", "#"},
      {"en", "", "#"},           {"en", "中文", ""},      {"de", "Öl", "O"},      {"zh-CN", "港湾工坊", "G"},
      {"zh-CN", "数据库", "S"},  {"zh-CN", "Gitea", "G"}, {"zh-CN", "重庆", "C"}, {"zh-TW", "一品", "1劃"},
      {"zh-TW", "數據", "15劃"}, {"zh-TW", "Gitea", "G"}, {"ja", "かな", "か"},   {"ja", "サーバー", "さ"},
      {"ja", "ギター", "か"},    {"ja", "Gitea", "G"},    {"ja", "開架市場", ""}, {"ko", "가방", "ㄱ"},
      {"ko", "서버", "ㅅ"},      {"ko", "Gitea", "G"},    {"ar", "منتج", "م"},    {"ar", "Gitea", "G"},
      {"hi", "डेटा", "ड"},        {"hi", "Gitea", "G"},    {"ru", "Яблоко", "Я"},  {"ru", "Gitea", "G"},
  }));
  const Site site = site_in(row.tag);
  const Words words(site);
  INFO(row.tag << ' ' << row.name);
  CHECK(words.index_letters(0).at(words.index_letter(0, row.name)) == row.letter);
}

TEST_CASE("letters are in their language's order, each once, with what has none at both ends") {
  const char* tag = GENERATE("en", "zh-CN", "zh-TW", "zh-HK", "ja", "ko", "ar", "hi", "ru", "de", "x-private");
  const Site site = site_in(tag);
  const Words words(site);
  const std::vector<std::string>& letters = words.index_letters(0);
  INFO(tag);
  REQUIRE(letters.size() > 20);
  CHECK(letters.front() == "#");
  CHECK(letters.back().empty());
  for (std::size_t i = 1; i + 1 < letters.size(); ++i) CHECK_FALSE(letters[i].empty());
  auto once = letters;
  std::sort(once.begin(), once.end());
  CHECK(std::adjacent_find(once.begin(), once.end()) == once.end());
}
