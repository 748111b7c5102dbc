// Facts about a language tag, from CLDR.
#pragma once

#include <optional>
#include <string>

namespace onshelf {

// "zh_cn" and "ZH-cn" become "zh-CN"; nothing when it is no well-formed BCP 47 tag.
std::optional<std::string> canonical_tag(const std::string& tag);

bool is_right_to_left(const std::string& tag);

// How its speakers call it: "Deutsch", "日本語".
std::string own_name(const std::string& tag);

}  // namespace onshelf
