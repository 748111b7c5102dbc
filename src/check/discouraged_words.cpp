// Words a reviewer does not like to see. Case does not count; words of alphabets match as a whole, "optimal" not in
// "suboptimal".
#include "check/limit_case.h"
#include "text/ascii.h"

namespace onshelf {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = !is_letter(word.front()) || at == 0 || !is_letter(text[at - 1]);
    const bool ends = !is_letter(word.back()) || end == text.size() || !is_letter(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

void check_discouraged_words(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    const std::string text = lower_ascii(given.text);
    std::string found;
    for (const std::string& word : limit.items)
      if (!word.empty() && has_word(text, lower_ascii(word))) found += (found.empty() ? "" : ", ") + word;
    if (found.empty()) continue;
    of.report(limit.severity, of.place(given),
              Sentence("\"{field}\" has words that should not stand in it: {words}",
                       {{"field", of.spec.key}, {"words", found}}),
              "say what can be measured instead", "none of these words", found);
  }
}

}  // namespace onshelf
