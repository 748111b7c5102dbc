#include "findings/sentence.h"

#include <algorithm>

namespace onshelf {

std::string Sentence::in(const Translations& translations) const {
  const auto found = translations.find(pattern_);
  return filled(found == translations.end() ? pattern_ : found->second);
}

// Values are put in once and never looked at again: one that holds a {name} stays as it is.
std::string Sentence::filled(const std::string& pattern) const {
  if (values_.empty()) return pattern;
  std::string out;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const auto open = pattern.find('{', at);
    const auto close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    const std::string_view name(pattern.data() + open + 1, close - open - 1);
    const auto value =
        std::find_if(values_.begin(), values_.end(), [&](const auto& known) { return known.first == name; });
    out.append(pattern, at, open - at);
    if (value == values_.end())
      out.append(pattern, open, close + 1 - open);
    else
      out += value->second;
    at = close + 1;
  }
  return out.append(pattern, at);
}

}  // namespace onshelf
