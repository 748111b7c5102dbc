// The languages of a site.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace onshelf {

// Place of a locale in Site::locales. Every localized value in the program is keyed by it.
using LocaleIndex = std::uint16_t;

struct Locale {
  std::string tag;       // BCP 47, canonical spelling: "zh-CN". Also the first part of its URLs.
  std::string own_name;  // how its speakers call it: "Deutsch"
  bool right_to_left = false;
  std::vector<LocaleIndex> chain;  // where a text is looked for: itself first, the default locale last
};

}  // namespace onshelf
