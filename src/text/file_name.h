// The name a downloaded file is offered under.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

constexpr std::size_t kLongestFileName = 120;  // bytes, extension and all

// A safe name that still says what the file is. Letters and digits of any script, "-", "_" and inner "." stay; everything
// else becomes one hyphen; folders before the name are dropped. The extension is what follows the last dot, in lower case,
// and survives any cut. Never empty, never a device name, never begins with a dot; the same again when made safe again.
std::string safe_file_name(std::string_view name);

}  // namespace onshelf
