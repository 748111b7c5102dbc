// What the public sees of a listing, field by field as plain text, and where in its record that stands: for whoever looks for a text of a
// page in the record. Made of the listing's public form, so there is nothing in it that does not pass the gate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "model/file_reader.h"
#include "model/localized.h"
#include "plan/coverage.h"
#include "text/word_diff.h"

namespace onshelf {

struct SeenText {
  std::string text;
  std::string file;  // empty: the field's own place is all that is known
  std::uint32_t line = 0, column = 0;
};

struct SeenField {
  std::string key;      // "name", "seo.title", "versions"
  std::string part;     // of a field with several: a version's number, a link's address; usually empty
  LocalizedText label;  // as in PublicFact; usually empty
  std::string pointer;  // JSON pointer of the record's member; empty: a text that stands in files of its own
  std::string file;
  std::uint32_t line = 0, column = 0;
  std::string limit;             // what its platform allows, in words; may be empty
  bool has_languages = false;    // false: one text for all languages, filed under the default one
  bool is_any_shown = false;     // of a list of words, any language is better than none
  bool is_translatable = false;  // a text that a seller writes for readers, as plan/coverage.h counts them
  Localized<SeenText> texts = {};
};

// Of the record, or of the edit that waits in its draft/. Nothing: there is none, it has no sound form, or nobody is to see it even if it
// were approved.
std::optional<std::vector<SeenField>> seen_fields(const std::string& id, bool pending, const CheckBook& book,
                                                  const FileReader& disk, const std::string& today);

// How much the same record says in each language, also where it has errors: of the fields that can be read.
std::optional<Coverage> readable_coverage(const std::string& id, bool pending, const CheckBook& book,
                                          const FileReader& disk);

struct TextChange {
  LocaleIndex locale = 0;
  std::vector<DiffPart> parts;
};

struct FieldChange {
  std::string key, part;
  LocalizedText label;
  bool has_languages = false;
  bool is_cut = false;  // there is more than is shown
  std::vector<TextChange> texts;
};

// What differs, in the order of `after`, then what is gone. Long stretches that stay are cut out, and so is what is beyond all measure.
std::vector<FieldChange> changes_between(const std::vector<SeenField>& before, const std::vector<SeenField>& after);

}  // namespace onshelf
