// Configuration files against the JSON Schemas that ship with the site.
#pragma once

#include "findings/source_text.h"
#include "model/json_value.h"

namespace onshelf {

// Reports every fault of `document` at its place, with what is wanted there. True when there is none.
// `schema` is a draft-07 schema as text; one that is itself broken throws std::runtime_error, for it is ours.
bool matches_schema(const JsonValue& document, const std::string& schema, const SourceText& source, Findings& findings);

// As "pattern" means it in a schema; `pattern` is one of ours.
bool matches_pattern(const std::string& text, const std::string& pattern);

}  // namespace onshelf
