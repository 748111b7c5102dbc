// A record under canonical names.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "check/vocabulary.h"
#include "findings/source_text.h"
#include "model/record.h"

namespace onshelf {

// What a record says of one field: its own member, members of it under flat names, and text files.
struct GivenField {
  const JsonMember* whole = nullptr;                            // "versions": [...]
  std::map<std::string, const JsonMember*, std::less<>> parts;  // "Version": "V1.0" is the part "number" of "versions"
  std::vector<const TextFile*> texts;                           // details.zh-CN.md
};

struct CanonicalRecord {
  std::map<std::string, const JsonMember*, std::less<>> core;  // "status", "category", ...
  std::map<std::string, GivenField, std::less<>> fields;       // by canonical key, without a dot
};

// Reports members nobody knows and fields given under two of their names. Hides confidential values in `source`.
CanonicalRecord canonical_record(const Record& record, const Vocabulary& vocabulary, SourceText& source,
                                 Findings& findings);

}  // namespace onshelf
