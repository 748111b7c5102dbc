// A record under canonical names.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/vocabulary.h"
#include "findings/source_text.h"
#include "model/record.h"
#include "model/site.h"

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
  std::vector<const JsonValue*> misplaced;  // what stands inside a public field where nothing of it is read
  std::vector<std::string>
      meant;  // canonical keys that unknown members were probably meant to be: not missing, but misspelt

  bool is_misspelt(std::string_view key) const { return std::find(meant.begin(), meant.end(), key) != meant.end(); }

  // Null when the record does not have the field.
  const GivenField* find(std::string_view key) const {
    const auto found = fields.find(key);
    return found == fields.end() ? nullptr : &found->second;
  }
};

// The field that a key names or names a part of: "versions" of "versions.notes".
inline std::string_view root_of(std::string_view key) { return key.substr(0, key.find('.')); }

// Reports members nobody knows and fields given under two of their names. Hides in `source` what must not be quoted, before
// its first finding.
CanonicalRecord canonical_record(const Record& record, const Vocabulary& vocabulary, const Site& site,
                                 SourceText& source, Findings& findings);

}  // namespace onshelf
