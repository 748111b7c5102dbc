// What of a record no message may quote, found before the first one is made: a record may stand on one line, and an excerpt
// of it has whatever stands beside the fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/vocabulary.h"
#include "findings/source_text.h"
#include "model/record.h"
#include "model/site.h"

namespace onshelf {

// The part of a member's name that can be said: `access_key` of `access_key=AKIA`. The whole of most names.
std::string sayable(std::string_view name);

// Hides in `source`: confidential values; those of members that nobody knows, at any depth; what is an object or a list where
// a plain value belongs; what is not sayable of a name. Returns the values hidden below public fields, into the record.
std::vector<const JsonValue*> hide_unquotable(const Record& record, const Vocabulary& vocabulary, const Site& site,
                                              SourceText& source);

}  // namespace onshelf
