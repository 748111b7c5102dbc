// How any stage speaks to the user.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/sentence.h"

namespace onshelf {

enum class FindingSeverity : std::uint8_t {
  error,    // leaves the listing out; in settings it stops the build
  warning,  // worth mending; nothing is left out
};

// A place in an input file. Lines and columns count from 1, columns in Unicode code points; line 0: the file as a whole.
struct Place {
  std::string file;  // relative to the site's root
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string excerpt;      // the source line, confidential values masked; empty: nothing to quote
  std::uint32_t caret = 0;  // first marked column of the excerpt, from 1; 0: no mark
  std::uint32_t width = 0;  // number of marked columns
};

// What a platform's rule says, for findings about one.
struct RuleFacts {
  std::string field;      // canonical key of what the finding is about; empty: no field
  std::string limit;      // what is allowed, with its unit: "100 characters"
  std::string measured;   // what was found, with its unit: "112 characters"
  std::string says;       // the rule in short
  std::string source;     // the document it comes from: "Image listing (Example Cloud), 2026-11-20"
  std::string url;        // of that document; may be empty
  bool advisory = false;  // a current public rule beyond the contract documents
};

struct Finding {
  FindingSeverity severity = FindingSeverity::error;
  std::string rule;  // a platform rule id, or our own stable kind like "slug-taken"
  Place where;
  std::string listing;  // id of the listing it is about; empty: the site
  Sentence message;     // what is wrong, one sentence, no advice
  Sentence hint;        // what to do about it; may be empty
  RuleFacts about = {};
};

// Gathers findings; printing is print_text.h. Order of arrival does not matter: sorted() is by place, then rule.
class Findings {
 public:
  void add(Finding finding) { all_.push_back(std::move(finding)); }
  void add_all(std::vector<Finding> more);
  const std::vector<Finding>& all() const { return all_; }
  std::vector<Finding> sorted() const;
  std::size_t count(FindingSeverity severity) const;
  bool has_errors() const { return count(FindingSeverity::error) > 0; }

 private:
  std::vector<Finding> all_;
};

}  // namespace onshelf
