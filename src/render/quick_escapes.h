// The escapes that ctemplate chooses most, written in runs instead of byte by byte.
#pragma once

#include <optional>
#include <string>

namespace onshelf {

// Once, before a template with them is compiled.
void register_quick_escapes();

// `assembled`, a whole template, with the names of the quick escapes in those markers whose place ctemplate judges to want the
// slow ones. Which escape a place wants stays ctemplate's judgement alone, and the bytes are the same. Nothing: ctemplate
// does not understand the template.
std::optional<std::string> with_quick_escapes(const std::string& assembled);

}  // namespace onshelf
