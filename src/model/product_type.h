// A product type: everything a platform file says, as plain data. Values are judged in check/, nowhere else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/localized.h"

namespace onshelf {

// The form of a field's value. docs/record-format.md shows each.
enum class Shape : std::uint8_t {
  line,
  text,
  words,
  plain,
  url,
  email,
  phone,
  choice,
  choices,
  picture,
  files,
  links,
  versions,
  system,
  pricing,
  parameters,
  seo,
  hidden,
};

// Where a field may be shown. The first group is public; the second never reaches a public type.
enum class Display : std::uint16_t {
  list = 1 << 0,
  detail = 1 << 1,
  header = 1 << 2,
  seller_panel = 1 << 3,
  seo = 1 << 4,
  download = 1 << 5,
  order = 1 << 8,
  review = 1 << 9,
  secret = 1 << 10,
  internal = 1 << 11,
};

struct DisplaySet {
  std::uint16_t bits = 0;
  bool has(Display target) const { return bits & static_cast<std::uint16_t>(target); }
  bool is_public() const { return bits & 0x00ff; }
  // Values of these are never quoted in a message.
  bool is_confidential() const { return has(Display::review) || has(Display::secret) || has(Display::internal); }
};

enum class Severity : std::uint8_t { error, warning };

// One accepted value of a choice, with the platform's own spellings of it.
struct ChoiceValue {
  std::string token;                // canonical: "vpc-only"
  std::vector<std::string> native;  // "VPC only"
  LocalizedText label;              // what readers see; empty: the token
};

enum class LimitKind : std::uint8_t {
  length,
  count,
  forbidden_characters,
  values,
  picture,
  file,
  stated_size,
  pattern,
  must_end_with_time_zone,
  no_unfilled_text,
  no_pasted_images,
  no_external_links,
  exactly_one_of,
  constant,
  equals_field,
  price,
  discouraged_words,
};

// One limit of a field. Which members count depends on `kind`; the rest keep their defaults.
struct Limit {
  LimitKind kind = LimitKind::length;
  std::string
      unit;  // length: chinese_characters, characters, zi, words, bytes, pixels ... never absent where a number is
  std::optional<std::uint64_t> min, max;
  std::optional<std::uint64_t> reject_above;  // file: the larger reading of a size; between max and this is a warning
  std::vector<std::string> items;             // characters, words, formats, field names
  Severity severity = Severity::error;
};

// What a platform demands of a picture, and so what we make from the listing's icon.
struct PictureSpec {
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  bool exact = true;                     // false: recommended
  std::vector<std::string> formats;      // "png", "jpeg", "gif"
  std::uint64_t max_bytes = 0;           // what a file we make must stay within: the smaller reading; 0: not stated
  std::uint64_t reject_above_bytes = 0;  // what a seller's file is refused above: the larger reading
  std::uint16_t dpi = 0;                 // 0: not stated
};

struct FieldSpec {
  std::string rule;  // "EXI-07"; stable and searchable
  std::string key;   // canonical name: "summary"; with a dot a member of a structured field: "versions.notes"
  std::vector<std::string> native;  // the platform's names for it
  LocalizedText label;              // empty: message "field.<key>"
  Shape shape = Shape::hidden;
  bool is_html = false;  // text: what a record gives in quotes is HTML, not Markdown
  bool required = false;
  std::string required_when_field, required_when_value;  // conditional requirement; usually empty
  DisplaySet display;
  Severity severity = Severity::error;
  std::vector<Limit> limits;
  std::vector<ChoiceValue> values;
  std::optional<PictureSpec> picture;
  std::string immutable_after;  // "submission", "confirmation", ...; empty: may change
  std::string immutable_when;   // only where this token was approved; empty: whatever it was
  std::string source;           // key into ProductType::sources
  std::string says;             // the rule in short, in our words
};

struct StatusValue {
  std::string token;                // canonical: "under-review"
  std::vector<std::string> native;  // "Under Review", "审核中"
  bool publish = false;
};

// The platform's own question whether a product is shown.
struct VisibilityFlag {
  std::string field;                // canonical key that holds the answer; empty: the platform does not ask
  std::vector<std::string> listed;  // exact answers
  std::vector<std::string> unlisted;
  bool hidden_has_page = true;  // false: hidden means no page at all
  std::string rule;

  // A platform with a field of its own for it asks every seller; one that only maps its words to the canonical
  // `visibility` does not, and no answer means listed.
  bool asks() const { return !field.empty() && field != "visibility"; }
};

struct RuleSource {
  std::string key, title, publisher, url, retrieved;
  std::string confidence;  // "high", "medium", "low"; empty for a contract document
};

struct ProductType {
  std::string id;        // "example-cloud/image"
  std::string platform;  // "example-cloud"
  std::string file;      // the platform file, for hints: "site/platforms/example-cloud.image.json"
  bool is_seller = false;
  LocalizedText platform_name, name;
  std::optional<LocaleIndex> text_locale;  // language of a text that names none; empty: the site's default
  bool sold_by_seller = false;             // the platform only links to the seller's own site
  std::vector<std::string> status_native;  // the platform's names of the member `status`
  std::vector<StatusValue> statuses;
  VisibilityFlag visibility;
  std::vector<FieldSpec> fields;
  std::vector<FieldSpec> advisory;  // current public rules beyond the contract documents: warnings only
  std::vector<RuleSource> sources;
};

}  // namespace onshelf
