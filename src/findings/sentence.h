// What a finding says, kept apart from its values so that it can be said in another language.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onshelf {

// English sentence to the same in another language, both with their {names}. From site/messages/findings.<locale>.json.
using Translations = std::map<std::string, std::string, std::less<>>;

// A pattern such as "{over} characters too long; {max} allowed" and its values. A sentence made from a plain text has none and
// means itself, braces and all.
class Sentence {
 public:
  using Values = std::vector<std::pair<std::string, std::string>>;

  Sentence() = default;
  Sentence(std::string text) : pattern_(std::move(text)) {}  // NOLINT: a text is a sentence
  Sentence(const char* text) : pattern_(text) {}             // NOLINT
  Sentence(std::string pattern, Values values) : pattern_(std::move(pattern)), values_(std::move(values)) {}

  bool empty() const { return pattern_.empty(); }
  std::string english() const { return filled(pattern_); }
  // English where there is no translation. Values named fault, limit, measured, missing or over are words of this program and
  // are translated too, with their numbers as {1} and {2}: "{1} characters". No value of a record may have such a name.
  std::string in(const Translations& translations) const;

  const std::string& pattern() const { return pattern_; }
  const Values& values() const { return values_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(pattern_, values_);
  }

  friend bool operator==(const Sentence&, const Sentence&) = default;
  friend auto operator<=>(const Sentence&, const Sentence&) = default;

 private:
  std::string filled(const std::string& pattern) const;

  std::string pattern_;
  Values values_;
};

// The same for words of this program that are no sentence: what a rule allows, "at most 40 characters; none of < >", and what was
// measured. Their patterns are "{1} characters", and "at most {limit}" where more words or values of the platform follow.
std::string words_in(const std::string& words, const Translations& translations);

}  // namespace onshelf
