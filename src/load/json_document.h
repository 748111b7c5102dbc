// Strict JSON with the place of every value.
//
// The packaged JSON library reads the tokens and keeps the grammar, through its SAX interface and so without recursion.
// It tells no places: a walker steps over the same bytes beside it, event by event, and both passes are linear. What the
// library would let pass is refused here: a NUL ends its input early, the last of equal keys wins, nesting has no limit.
// Stricter than JSON must be: a number beyond a double's range (1e400) refuses the document, since the library stops there.
#pragma once

#include <cstddef>
#include <optional>

#include <nlohmann/json_fwd.hpp>

#include "findings/source_text.h"
#include "model/json_value.h"

namespace onshelf {

struct JsonLimits {
  std::size_t most_bytes = 1u << 20;
  std::size_t most_depth = 32;     // arrays and objects inside each other
  std::size_t most_keys = 2000;    // of one object
  std::size_t most_items = 10000;  // of one array
};

// Nothing, and findings, when the document is refused; then `source` is hidden as a whole, for secrets in it cannot be
// told apart. Messages never quote the document. Rules: json-too-large, json-utf8, json-nul, json-syntax, json-number,
// json-depth, json-duplicate-key.
std::optional<JsonValue> parse_json(SourceText& source, const JsonLimits& limits, Findings& findings);

// The same for the library's own tools. Integers become 64-bit integers, other numbers doubles. Recurses as deep as the
// document, which JsonLimits bounds.
nlohmann::json to_nlohmann(const JsonValue& value);

}  // namespace onshelf
