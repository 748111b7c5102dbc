// The languages of a site.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onshelf {

// Place of a locale in Site::locales. Every localized value in the program is keyed by it.
using LocaleIndex = std::uint16_t;

struct Locale {
  std::string tag;       // BCP 47, canonical spelling: "zh-CN". Also the first part of its URLs.
  std::string own_name;  // how its speakers call it: "Deutsch"
  bool right_to_left = false;
  std::vector<LocaleIndex> chain;   // where a text is looked for: itself first, the default locale last
  std::string likely = {};          // the tag with its likely script and country: "zh-Hans-CN"
  std::uint8_t least_coverage = 0;  // percent of texts that shall be in it; `check --coverage` holds sellers to it
};

// By its tag, or by another spelling of it: "zh_Hans_CN" and "zh" are "zh-CN" in a site that has no closer one. Nothing: the site
// does not speak it.
std::optional<LocaleIndex> find_locale(const std::vector<Locale>& locales, std::string_view tag);

}  // namespace onshelf
