#include "model/locale.h"

#include "text/language.h"

namespace onshelf {

std::optional<LocaleIndex> find_locale(const std::vector<Locale>& locales, std::string_view tag) {
  return find_language(locales, {}, tag);
}

std::optional<LocaleIndex> find_language(const std::vector<Locale>& locales, const std::vector<Locale>& others,
                                         std::string_view tag) {
  const auto find = [&](std::string Locale::*spelling, std::string_view wanted) -> std::optional<LocaleIndex> {
    std::size_t index = 0;
    for (const std::vector<Locale>* row : {&locales, &others})
      for (const Locale& locale : *row) {
        if (locale.*spelling == wanted) return static_cast<LocaleIndex>(index);
        ++index;
      }
    return std::nullopt;
  };
  if (const auto found = find(&Locale::tag, tag)) return found;
  // No tag of ours is longer; what else may stand here is a seller's.
  constexpr std::size_t kLongest = 64;
  if (tag.size() < 2 || tag.size() > kLongest) return std::nullopt;
  const auto canonical = canonical_tag(std::string(tag));
  if (!canonical) return std::nullopt;
  if (const auto found = find(&Locale::tag, *canonical)) return found;
  return find(&Locale::likely, likely_tag(*canonical));
}

}  // namespace onshelf
