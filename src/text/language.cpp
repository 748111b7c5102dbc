#include "text/language.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace onshelf {

std::optional<std::string> canonical_tag(const std::string& tag) {
  std::string dashed = tag;
  std::replace(dashed.begin(), dashed.end(), '_', '-');
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(dashed, status);
  if (U_FAILURE(status) || locale.isBogus() || *locale.getLanguage() == '\0') return std::nullopt;
  auto canonical = locale.toLanguageTag<std::string>(status);
  // ICU drops what it cannot read; a tag that lost a part was not well-formed.
  if (U_FAILURE(status) || canonical.size() != dashed.size()) return std::nullopt;
  return canonical;
}

bool is_right_to_left(const std::string& tag) {
  return uloc_isRightToLeft(icu::Locale::createFromName(tag.c_str()).getName()) != 0;
}

std::string own_name(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  icu::UnicodeString name;
  locale.getDisplayName(locale, name);
  std::string out;
  return name.toUTF8String(out);
}

}  // namespace onshelf
