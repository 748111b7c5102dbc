// Words a reviewer does not like to see. Case does not count; words of alphabets match as a whole, "optimal" not in
// "suboptimal".
#include <array>

#include "check/limit_case.h"
#include "text/ascii.h"

namespace onshelf {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Does `word` stand at text[at]?
bool is_word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (text.size() - at < word.size() || !equal_but_for_case(text.substr(at, word.size()), word)) return false;
  const std::size_t end = at + word.size();
  const bool begins = !is_letter(word.front()) || at == 0 || !is_letter(text[at - 1]);
  const bool ends = !is_letter(word.back()) || end == text.size() || !is_letter(text[end]);
  return begins && ends;
}

// The words of a rule, all looked for in one walk through a text.
class Words {
 public:
  explicit Words(const std::vector<std::string>& words) : words_(words) {
    for (const std::string& word : words_)
      if (!word.empty()) {
        first_[static_cast<unsigned char>(lower_ascii(word.front()))] = true;
        first_[static_cast<unsigned char>(upper_ascii(word.front()))] = true;
      }
  }

  struct Found {
    std::string names;  // in the order of the rule, separated by commas
    ByteRange first;
  };

  Found found_in(std::string_view text) const {
    std::vector<bool> found(words_.size());
    Found all;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!first_[static_cast<unsigned char>(text[at])]) continue;
      if (at > 0 && is_letter(text[at]) && is_letter(text[at - 1])) continue;  // inside a word
      const char first = lower_ascii(text[at]);
      for (std::size_t i = 0; i < words_.size(); ++i) {
        const std::string& word = words_[i];
        if (found[i] || word.empty() || lower_ascii(word.front()) != first || !is_word_at(text, at, word)) continue;
        found[i] = true;
        if (all.first.end == 0) all.first = {at, at + word.size()};
      }
    }
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (found[i]) all.names += (all.names.empty() ? "" : ", ") + words_[i];
    return all;
  }

 private:
  const std::vector<std::string>& words_;
  std::array<bool, 256> first_{};  // bytes that some word begins with, in either case
};

}  // namespace

void check_discouraged_words(const LimitCase& of, const Limit& limit) {
  if (of.texts.empty()) return;
  const Words words(limit.items);
  for (const GivenText& given : of.texts) {
    const Words::Found found = words.found_in(given.text);
    if (found.names.empty()) continue;
    of.report(limit.severity, of.place(given, found.first),
              Sentence("\"{field}\" has words that should not stand in it: {words}",
                       {{"field", of.spec.key}, {"words", found.names}}),
              "say what can be measured instead", "none of these words", found.names);
  }
}

}  // namespace onshelf
