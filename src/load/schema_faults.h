// What is wrong with a document that does not match its JSON Schema, in words of this program.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "findings/source_text.h"
#include "model/json_value.h"

namespace onshelf {

// Every fault at its place, with what is wanted there. Knows the keywords that site/schemas/ uses, and takes two more for what it
// says: "examples" for a hint, and "writeOnly" for a value that is never quoted. Nothing where the document matches; a fault against
// another keyword is not found.
std::vector<Finding> schema_faults(const JsonValue& document, const nlohmann::json& schema, SourceText source);

}  // namespace onshelf
