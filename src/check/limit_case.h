// One limit of one field of one record, and the families of limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "model/file_reader.h"

namespace onshelf {

// A text that a record gives for a field: the value itself, one language of it, or one item of a list.
struct GivenText {
  std::string_view text;            // into the record
  const JsonValue* json = nullptr;  // where it stands; null: in a file of its own
  const TextFile* file = nullptr;
  bool rich = false;  // Markdown, unless
  bool is_html = false;

  // What a reader sees of it: the text itself unless it is rich. `enough` is that of visible_text().
  std::string visible(std::size_t enough = std::string_view::npos) const;
};

// A field under judgement. Everything it points to outlives it.
struct LimitCase {
  const Record& record;
  const CheckBook& book;
  const CheckedRecord& checked;
  const FileReader& disk;
  Findings& findings;
  const FieldSpec& spec;
  const FieldSpec* base;         // advice: the field it is about; null for a field itself
  const GivenField* given;       // null: the record does not have the field
  std::vector<GivenText> texts;  // all of them, also of structured fields

  bool is_advice() const { return base != nullptr; }
  // What the check made of the field; null when it is absent or has no readable form. Points into `checked`.
  const FieldValue* value() const;

  // Places without an excerpt where the value is confidential.
  Place place(const JsonValue& json) const;
  Place place(const GivenText& text) const;
  // Of what stands in a long text at these bytes of it; of a short one it is the whole.
  Place place(const GivenText& text, ByteRange within) const;
  Place place() const;  // of the field as a whole

  // Advice is a warning whatever the severity. `limit` and `measured` are for the finding's facts.
  void report(Severity severity, Place where, Sentence message, Sentence hint, std::string limit = {},
              std::string measured = {}) const;
};

// All strings that are texts of the field. `key` with a dot is a member of each item.
std::vector<GivenText> texts_of(const FieldSpec& spec, const GivenField& given);
// The JSON of a member of a structured field, item by item: "number" of "versions"; null where an item has none.
std::vector<const JsonValue*> members_of(const std::string& member, const GivenField& given);

// Without white space at both ends, East Asian blanks included.
std::string_view trimmed(std::string_view text);

// lengths.cpp
void check_length(const LimitCase& of, const Limit& limit);
// counts.cpp
void check_count(const LimitCase& of, const Limit& limit);
// forbidden_characters.cpp
void check_forbidden_characters(const LimitCase& of, const Limit& limit);
// fixed_values.cpp
void check_constant(const LimitCase& of, const Limit& limit);
void check_exactly_one_of(const LimitCase& of, const Limit& limit);
void check_equals_field(const LimitCase& of, const Limit& limit);
// patterns.cpp
void check_pattern(const LimitCase& of, const Limit& limit);
void check_time_zone(const LimitCase& of, const Limit& limit);
// rich_texts.cpp
void check_unfilled_text(const LimitCase& of, const Limit& limit);
void check_pasted_images(const LimitCase& of, const Limit& limit);
void check_external_links(const LimitCase& of, const Limit& limit);
// discouraged_words.cpp
void check_discouraged_words(const LimitCase& of, const Limit& limit);
// prices.cpp
void check_price(const LimitCase& of, const Limit& limit);
// pictures.cpp
constexpr std::string_view kUploadPixels = " pixels to upload", kUploadDensity = " dpi to upload";
void check_picture(const LimitCase& of, const Limit& limit);
// stated_sizes.cpp
void check_stated_size(const LimitCase& of, const Limit& limit);
// attachments.cpp
void check_attachment(const LimitCase& of, const Limit& limit);

}  // namespace onshelf
