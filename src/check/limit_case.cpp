#include "check/limit_case.h"

#include <algorithm>

#include "check/rule_facts.h"
#include "text/visible_text.h"

namespace onshelf {
namespace {

// Texts below a value: itself, per locale, per item, and members of items.
void collect(const JsonValue& json, const FieldSpec& spec, std::vector<GivenText>& texts) {
  if (json.is_string()) texts.push_back({json.text, &json, nullptr, spec.shape == Shape::text, spec.is_html});
  for (const JsonValue& item : json.items) collect(item, spec, texts);
  for (const JsonMember& member : json.members) collect(member.value, spec, texts);
}

Place without_excerpt(Place place) {
  place.excerpt.clear();
  place.caret = place.width = 0;
  return place;
}

// Where in a text as JSON writes it, quotes and escapes, stands what is at `at` of the text.
std::size_t place_in_json_text(std::string_view written, std::size_t at) {
  std::size_t place = 1, decoded = 0;
  const auto unit_at = [&](std::size_t digits) {
    return digits + 4 <= written.size() ? std::stoul(std::string(written.substr(digits, 4)), nullptr, 16) : 0ul;
  };
  while (place < written.size() && decoded < at) {
    if (written[place] != '\\') {
      ++place, ++decoded;
    } else if (place + 1 < written.size() && written[place + 1] == 'u') {
      const unsigned long unit = unit_at(place + 2);
      const bool is_half = unit >= 0xD800 && unit < 0xDC00;  // of a character that is written as two
      decoded += is_half ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
      place += is_half ? 12 : 6;
    } else {
      place += 2, ++decoded;
    }
  }
  return std::min(place, written.size());
}

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Those beyond ASCII.
constexpr std::string_view kLongBlanks[] = {"\u00a0", "\u3000", "\ufeff"};

std::size_t blank_at_begin(std::string_view text) {
  if (!text.empty() && is_ascii_blank(text.front())) return 1;
  for (const std::string_view blank : kLongBlanks)
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  if (!text.empty() && is_ascii_blank(text.back())) return 1;
  for (const std::string_view blank : kLongBlanks)
    if (text.ends_with(blank)) return blank.size();
  return 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t blank = blank_at_begin(text)) text.remove_prefix(blank);
  while (const std::size_t blank = blank_at_end(text)) text.remove_suffix(blank);
  return text;
}

std::string GivenText::visible(std::size_t enough) const {
  const std::string_view bare = trimmed(text);
  if (!rich) return std::string(bare);
  return is_html ? visible_text_of_html(bare) : visible_text(bare, enough);
}

std::vector<const JsonValue*> members_of(const std::string& member, const GivenField& given) {
  std::vector<const JsonValue*> members;
  if (const auto part = given.parts.find(member); part != given.parts.end()) members.push_back(&part->second->value);
  if (!given.whole) return members.empty() ? std::vector<const JsonValue*>{nullptr} : members;
  const JsonValue& whole = given.whole->value;
  const auto add = [&](const JsonValue& item) {
    // A version may be its number alone.
    members.push_back(item.is_string() && member == "number" ? &item : item.find(member));
  };
  if (whole.is_array())
    for (const JsonValue& item : whole.items) add(item);
  else
    add(whole);
  return members;
}

std::vector<GivenText> texts_of(const FieldSpec& spec, const GivenField& given) {
  std::vector<GivenText> texts;
  if (const auto dot = spec.key.find('.'); dot != std::string::npos) {
    for (const JsonValue* member : members_of(spec.key.substr(dot + 1), given))
      if (member) collect(*member, spec, texts);
    return texts;
  }
  if (given.whole) {
    const JsonValue* json = &given.whole->value;
    // Of a price only the words are a text; its model and amounts are not.
    if (spec.shape == Shape::pricing && json->is_object() && json->find("model")) json = json->find("text");
    if (json) collect(*json, spec, texts);
  }
  for (const TextFile* file : given.texts) texts.push_back({file->bytes, nullptr, file, true, file->is_html});
  return texts;
}

const FieldValue* LimitCase::value() const {
  for (const ListingField& field : checked.listing.fields)
    if (field.spec->key == spec.key) return &field.value;
  return nullptr;
}

Place LimitCase::place(const JsonValue& json) const {
  Place place = checked.source.place(json.where);
  const bool is_confidential = (base ? base : &spec)->display.is_confidential();
  return is_confidential ? without_excerpt(std::move(place)) : place;
}

Place LimitCase::place(const GivenText& text) const {
  return text.json ? place(*text.json) : Place{record.folder + '/' + text.file->name, 1, 1, {}, 0, 0};
}

Place LimitCase::place(const GivenText& text, ByteRange within) const {
  if (!text.rich) return place(text);
  const bool is_confidential = (base ? base : &spec)->display.is_confidential();
  const auto shown = [&](Place place) { return is_confidential ? without_excerpt(std::move(place)) : place; };
  if (text.file) return shown(SourceText(record.folder + '/' + text.file->name, text.file->bytes).place(within));
  const std::size_t begin = text.json->where.begin;
  const std::string_view written = checked.source.bytes().substr(begin, text.json->where.end - begin);
  return shown(checked.source.place(
      {begin + place_in_json_text(written, within.begin), begin + place_in_json_text(written, within.end)}));
}

Place LimitCase::place() const {
  if (given && given->whole) return place(given->whole->value);
  if (given && !given->parts.empty()) return place(given->parts.begin()->second->value);
  return checked.source.whole_file();
}

void LimitCase::report(Severity severity, Place where, Sentence message, Sentence hint, std::string limit,
                       std::string measured) const {
  Finding finding;
  finding.severity = is_advice() || severity == Severity::warning ? FindingSeverity::warning : FindingSeverity::error;
  finding.rule = spec.rule;
  finding.where = std::move(where);
  finding.listing = record.id;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.about = facts_of(spec, *checked.listing.type, is_advice());
  finding.about.limit = std::move(limit);
  finding.about.measured = std::move(measured);
  findings.add(std::move(finding));
}

}  // namespace onshelf
