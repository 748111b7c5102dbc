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
  // Forms of its language in its chain that have no pages: "zh-Hant" for "zh-HK". A text in one is its own, for it is on no other page.
  std::vector<LocaleIndex> stand_ins = {};
  bool is_pseudo = false;  // text/pseudo.h: for those who make the site, told to nobody else
};

// By its tag, or by another spelling of it: "zh_Hans_CN" and "zh" are "zh-CN" in a site that has no closer one. Nothing: the site
// does not speak it.
std::optional<LocaleIndex> find_locale(const std::vector<Locale>& locales, std::string_view tag);
// The same among two rows of them; those of the second are numbered after those of the first.
std::optional<LocaleIndex> find_language(const std::vector<Locale>& locales, const std::vector<Locale>& others,
                                         std::string_view tag);

}  // namespace onshelf
