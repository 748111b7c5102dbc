// check
// In:    a Record as it was read, and the site it belongs to.
// Out:   a Listing: every field typed and under its canonical name. Or findings.
// Never: decides what is public, opens draft/, quotes a confidential value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/canonical.h"
#include "check/vocabulary.h"
#include "findings/finding.h"
#include "model/listing.h"
#include "model/record.h"
#include "model/site.h"
#include "text/word_count.h"

namespace onshelf {

// What many listings are checked against; made once.
class CheckBook {
 public:
  CheckBook(const Site& site, std::vector<std::string> sellers,
            std::vector<std::string> refused_sellers = {});  // the site outlives this

  const Site& site() const { return site_; }
  const Vocabulary& vocabulary(const ProductType& type) const;
  bool has_seller(std::string_view id) const;
  // There is such a seller, and its record has errors.
  bool is_refused_seller(std::string_view id) const;
  const std::vector<std::string>& sellers() const { return sellers_; }
  // Id of the category with this id or alias; empty when there is none.
  std::string category(std::string_view name) const;
  std::string subcategory(std::string_view category, std::string_view name) const;
  const WordCounter& word_counter() const { return word_counter_; }

 private:
  const Site& site_;
  std::vector<std::string> refused_sellers_;  // sorted
  std::vector<std::string> sellers_;          // sorted
  std::vector<Vocabulary> vocabularies_;      // beside Site::types
  std::map<std::string, std::string, std::less<>> categories_;
  WordCounter word_counter_;
};

// A record on its way through the check. The record outlives it.
struct CheckedRecord {
  Listing listing;
  SourceText source;
  CanonicalRecord canonical;
};

// First half: who it is and whether it may be public at all. Nothing when the type is unknown or the record is not itself.
std::optional<CheckedRecord> check_identity(const Record& record, const CheckBook& book, Findings& findings);
// Second half: references and every field. True when no finding of severity error was added.
bool check_fields(const Record& record, const CheckBook& book, CheckedRecord& checked, Findings& findings);

}  // namespace onshelf
