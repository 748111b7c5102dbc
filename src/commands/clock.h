// The one look at the clock.
#pragma once

#include <optional>
#include <string>

namespace onshelf {

// `given` in one form, "2026-11-20T08:00:00Z"; the clock's time when it is empty; nothing when it is no time. A day alone is its
// beginning. Times are UTC, to the second, from 1970 to 9999.
std::optional<std::string> build_time(const std::string& given);

}  // namespace onshelf
