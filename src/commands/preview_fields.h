// What the panel of a preview is told of a listing's fields: where each stands in the record, which texts are another language's, and what
// an edit in draft/ changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "commands/archive.h"
#include "commands/seen_fields.h"
#include "words/words.h"

namespace onshelf {

// Found out in a contained process.
struct ReviewedFields {
  std::vector<SeenField> fields;  // of what is shown
  bool can_compare = false;       // both the record and its edit can be read
  std::vector<FieldChange> changes;
  std::vector<Finding> refused;  // what `check --against` would say of the edit
};

template <class A>
void serialize(A& a, SeenText& v) {
  a(v.text, v.file, v.line, v.column);
}
template <class A>
void serialize(A& a, SeenField& v) {
  a(v.key, v.part, v.label, v.pointer, v.file, v.line, v.column, v.limit, v.has_languages, v.is_any_shown,
    v.is_translatable, v.texts);
}
template <class A>
void serialize(A& a, DiffPart& v) {
  a(v.kind, v.text);
}
template <class A>
void serialize(A& a, TextChange& v) {
  a(v.locale, v.parts);
}
template <class A>
void serialize(A& a, FieldChange& v) {
  a(v.key, v.part, v.label, v.has_languages, v.is_cut, v.texts);
}
template <class A>
void serialize(A& a, ReviewedFields& v) {
  a(v.fields, v.can_compare, v.changes, v.refused);
}

// `of_edit`: the fields are those of the edit in draft/.
ReviewedFields review_fields(const std::string& id, bool of_edit, bool has_edit, const CheckBook& book,
                             const FileReader& disk, const std::string& today);

// In the language of the page; `translations` are those of findings.
nlohmann::ordered_json fields_json(const ReviewedFields& reviewed, LocaleIndex locale, const Site& site,
                                   const Translations& translations);
// The texts that a page in `of` shows in another language; languages are named in `in`.
nlohmann::ordered_json borrowed_json(const ReviewedFields& reviewed, LocaleIndex of, LocaleIndex in, const Site& site,
                                     const Words& words);
// Null: the two cannot be compared.
nlohmann::ordered_json changes_json(const ReviewedFields& reviewed, LocaleIndex locale, const Site& site,
                                    const Words& words);

}  // namespace onshelf
