// Facts about a language tag, from CLDR.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onshelf {

// "zh_cn" and "ZH-cn" become "zh-CN"; nothing when it is no well-formed BCP 47 tag.
std::optional<std::string> canonical_tag(const std::string& tag);

// With its likely script and country, by which other spellings of a language are known: "zh", "zh_cn" and "zh-Hans-CN" are all "zh-Hans-CN".
// Empty when it is no well-formed tag.
std::string likely_tag(const std::string& tag);

// One language in one script, whatever the country: "de-AT" and "de", "zh-HK" and "zh-TW", but not "zh-CN". Tags that were asked for
// are remembered.
bool is_same_script(const std::string& one, const std::string& other);

bool is_right_to_left(const std::string& tag);

// What CLDR does not say of a language is no language's from now on; ICU would take it from the process's own, which must not decide
// anything. To be called before all others.
void forget_process_language();

// CLDR says how its language writes numbers and dates.
bool has_locale_data(const std::string& tag);

// Its language has a name, so it is one that is spoken somewhere: "zh-Hant", but not "zz" or "qqq".
bool is_known_language(const std::string& tag);

// A tag that crawlers accept in hreflang: a language of two letters (ISO 639-1), then perhaps a script of four, then perhaps a
// country of two (ISO 3166-1). Case does not count.
bool is_search_language(std::string_view tag);

// How its speakers call it: "Deutsch", "日本語".
std::string own_name(const std::string& tag);

}  // namespace onshelf
