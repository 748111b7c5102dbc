// Templates before they are compiled: parts and texts put in, every marker judged.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"
#include "words/words.h"

namespace onshelf {

inline constexpr auto kPageTemplates = std::to_array<std::string_view>(
    {"home", "list", "index", "detail", "search", "compare", "not_found", "language_choice"});

// The whole template of a page in one language. Faults, as "templates/detail.html:14: unknown marker {{NAEM}}; did you
// mean {{NAME}}?", are appended to `faults`.
std::string assemble_template(const Site& site, const Words& words, std::string_view page, LocaleIndex locale,
                              std::vector<std::string>& faults);

}  // namespace onshelf
