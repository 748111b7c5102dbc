#include "model/locale.h"

#include "text/language.h"

namespace onshelf {

std::optional<LocaleIndex> find_locale(const std::vector<Locale>& locales, std::string_view tag) {
  for (LocaleIndex i = 0; i < locales.size(); ++i)
    if (locales[i].tag == tag) return i;
  // No tag of ours is longer; what else may stand here is a seller's.
  constexpr std::size_t kLongest = 64;
  if (tag.size() < 2 || tag.size() > kLongest) return std::nullopt;
  const auto canonical = canonical_tag(std::string(tag));
  if (!canonical) return std::nullopt;
  for (LocaleIndex i = 0; i < locales.size(); ++i)
    if (locales[i].tag == *canonical) return i;
  const std::string likely = likely_tag(*canonical);
  for (LocaleIndex i = 0; i < locales.size(); ++i)
    if (locales[i].likely == likely) return i;
  return std::nullopt;
}

}  // namespace onshelf
