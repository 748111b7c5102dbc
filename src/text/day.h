// Days as records write them.
#pragma once

#include <string_view>

namespace onshelf {

// "2026-02-28": ISO 8601, and a day that the calendar has.
bool is_day(std::string_view text);

}  // namespace onshelf
