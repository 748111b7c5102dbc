// Templates before they are compiled: parts and texts put in, every marker judged.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "findings/source_text.h"
#include "model/site.h"
#include "words/words.h"

namespace onshelf {

inline constexpr auto kPageTemplates = std::to_array<std::string_view>(
    {"home", "list", "index", "detail", "search", "compare", "not_found", "language_choice"});

// An error in a template. `marked` is empty: in the file as a whole.
Finding template_fault(const Site& site, const std::string& file, ByteRange marked, std::string message,
                       std::string hint);

// The whole template of a page in one language. Faults are appended, at the marker they are about.
std::string assemble_template(const Site& site, const Words& words, std::string_view page, LocaleIndex locale,
                              std::vector<Finding>& faults);

}  // namespace onshelf
