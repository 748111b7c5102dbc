// Ids and slugs: names that become folders and parts of URLs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onshelf {

constexpr std::size_t kLongestId = 80;  // bytes

// What keeps `id` from being an id, as one sentence; empty when it is one: a-z, 0-9 and single inner hyphens, at most 80
// bytes, no name of a device (con, nul, com1) and none that the site uses itself (index, assets, page).
std::string fault_of_id(std::string_view id);

inline bool is_valid_id(std::string_view id) { return fault_of_id(id).empty(); }

// con, nul, com1 ...: files of these names, in lower case and without extension, cannot be made on Windows, where an output
// may be unpacked or a repository checked out.
bool is_device_name(std::string_view name);

// True when `id` is one of these locale tags in any case: such a folder would be taken for a language.
bool is_locale_name(std::string_view id, const std::vector<std::string>& locale_tags);

}  // namespace onshelf
