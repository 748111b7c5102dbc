// What changed from one text to another, word by word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onshelf {

struct DiffPart {
  enum class Kind : std::uint8_t { kept, removed, added };
  Kind kind = Kind::kept;
  std::string text;
};

// Parts in reading order, a removed one before what was added in its place; of equal texts one kept part, of empty ones none. Words are
// ICU's, so Chinese and Thai have some too. Work and memory are bounded by the square of `most_changes`: texts that differ in more words have
// all between their common beginning and end replaced.
constexpr int kMostChangedWords = 1000;
std::vector<DiffPart> word_diff(std::string_view before, std::string_view after, int most_changes = kMostChangedWords);

}  // namespace onshelf
