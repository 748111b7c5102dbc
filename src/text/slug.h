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

// The last part of the address of a list that is named by a text anybody may write: a tag, an operating system. Made from the text
// alone, so that it stays whatever else is in the catalog. a-z, 0-9 and single inner hyphens and dots, at most 60 bytes, no name of
// a device. Texts that readers take for one have one (to_search_form(); blanks, hyphens, underscores, commas and brackets are alike): "Code Review"
// and "code-review" are "code-review". What such letters cannot say ("C++", anything that is not Latin) ends in "x" and 16 digits of
// its hash, and nothing else does: nobody can choose a text that takes the address of another. Empty: there is nothing to name.
std::string slug_of_text(std::string_view text);

// con, nul, com1 ...: files of these names, in lower case and without extension, cannot be made on Windows, where an output
// may be unpacked or a repository checked out.
bool is_device_name(std::string_view name);

// True when `id` is one of these locale tags in any case: such a folder would be taken for a language.
bool is_locale_name(std::string_view id, const std::vector<std::string>& locale_tags);

}  // namespace onshelf
