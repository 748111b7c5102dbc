// What `explain` says of the fields of a listing. Values are not quoted: of most it matters where they stand, and the
// confidential ones must never be.
#pragma once

#include <string>

#include "check/check.h"
#include "findings/finding.h"

namespace onshelf {

// Views its arguments; they outlive it.
class ExplainedFields {
 public:
  ExplainedFields(const Site& site, const Record& record, const CheckedRecord& checked, const Findings& findings,
                  const Translations& translations)
      : site_(site), record_(record), checked_(checked), findings_(findings), translations_(translations) {}

  // One line per field of the product type, and its findings below it.
  std::string all() const;
  // Everything about one.
  std::string one(const FieldSpec& field) const;
  // For each text that is shown: the locales that have their own, and which one stands in for the others.
  std::string languages() const;
  // The findings that all() has not printed.
  Findings about_none() const;

 private:
  std::string said(const Sentence& sentence) const { return sentence.in(translations_); }
  std::string shown(const FieldSpec& field) const;
  bool is_told_in_all(const Finding& finding) const;
  std::string presence(const FieldSpec& field) const;
  std::string findings_of(const FieldSpec& field) const;
  bool is_about(const Finding& finding, const FieldSpec& field) const;
  std::string languages_of(const ListingField& field) const;

  const Site& site_;
  const Record& record_;
  const CheckedRecord& checked_;
  const Findings& findings_;
  const Translations& translations_;
};

}  // namespace onshelf
