#include "commands/rule_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>
#include <vector>

namespace onshelf {

std::string value_in_words(const ChoiceValue& value) {
  return value.native.empty() ? value.token : fmt::format("{} ({})", value.token, fmt::join(value.native, ", "));
}

namespace {

constexpr std::array<std::string_view, 18> kShapeNames = {
    "line",    "text",  "words", "plain",    "url",    "email",   "phone",      "choice", "choices",
    "picture", "files", "links", "versions", "system", "pricing", "parameters", "seo",    "hidden"};

constexpr std::array<std::pair<Display, std::string_view>, 7> kShown = {{{Display::list, "list"},
                                                                         {Display::detail, "detail page"},
                                                                         {Display::header, "header of the detail page"},
                                                                         {Display::seller_panel, "seller panel"},
                                                                         {Display::seo, "search results"},
                                                                         {Display::download, "download"},
                                                                         {Display::order, "order"}}};

// A number with thousands apart: 2,000,000.
std::string number(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string unit_in_words(const std::string& unit, bool one) {
  if (unit == "chinese_characters") return one ? "Chinese character" : "Chinese characters";
  if (unit == "zi") return one ? "character (字)" : "characters (字)";
  return one && unit.ends_with('s') ? unit.substr(0, unit.size() - 1) : unit;
}

std::string range_in_words(const Limit& limit) {
  const std::string unit = unit_in_words(limit.unit, limit.max.value_or(limit.min.value_or(0)) == 1);
  if (limit.min && limit.max) return fmt::format("{} to {} {}", number(*limit.min), number(*limit.max), unit);
  if (limit.max) return fmt::format("at most {} {}", number(*limit.max), unit);
  if (limit.min) return fmt::format("at least {} {}", number(*limit.min), unit);
  return {};
}

std::string picture_in_words(const PictureSpec& picture) {
  std::vector<std::string> parts;
  if (picture.width)
    parts.push_back(
        fmt::format("{}{} x {} pixels", picture.exact ? "" : "best ", number(picture.width), number(picture.height)));
  if (!picture.formats.empty()) parts.push_back(fmt::format("{}", fmt::join(picture.formats, ", ")));
  if (picture.max_bytes) parts.push_back("at most " + number(picture.max_bytes) + " bytes");
  if (picture.dpi) parts.push_back(number(picture.dpi) + " dpi");
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string file_in_words(const Limit& limit) {
  std::vector<std::string> parts;
  if (!limit.items.empty()) parts.push_back(fmt::format("{}", fmt::join(limit.items, ", ")));
  if (limit.max) parts.push_back("at most " + number(*limit.max) + " bytes");
  if (limit.reject_above) parts.push_back("refused above " + number(*limit.reject_above));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string price_in_words(const Limit& limit) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kRules = {
      {{"zero_is_free", "an amount of zero is written as free"},
       {"vcpu_is_not_free", "a price per vCPU is not zero"},
       {"free_only", "free only"},
       {"append_only_tiers", "a tier that was published stays"}}};
  std::vector<std::string_view> parts;
  for (const std::string& item : limit.items)
    for (const auto& [name, words] : kRules)
      if (name == item) parts.push_back(words);
  return fmt::format("{}", fmt::join(parts, "; "));
}

// With the platform's spelling where it differs; a long list is only counted.
std::string values_in_words(const FieldSpec& field) {
  constexpr std::size_t kMost = 12;
  if (field.values.size() > kMost) return fmt::format("one of {} values", field.values.size());
  std::vector<std::string> names;
  for (const ChoiceValue& value : field.values) names.push_back(value_in_words(value));
  return fmt::format("one of: {}", fmt::join(names, ", "));
}

std::string limit_in_words(const Limit& limit, const FieldSpec& field) {
  switch (limit.kind) {
    case LimitKind::length:
    case LimitKind::count:
      return range_in_words(limit);
    case LimitKind::forbidden_characters:
      return fmt::format("none of {}", fmt::join(limit.items, " "));
    case LimitKind::values:
      return values_in_words(field);
    case LimitKind::picture:
      return field.picture ? picture_in_words(*field.picture) : std::string{};
    case LimitKind::file:
    case LimitKind::stated_size:
      return file_in_words(limit);
    case LimitKind::pattern:
      return fmt::format("a well-formed {}", fmt::join(limit.items, " or "));
    case LimitKind::must_end_with_time_zone:
      return "ends with its time zone, such as (GMT+08:00)";
    case LimitKind::no_unfilled_text:
      return "no blanks of a form left";
    case LimitKind::no_pasted_images:
      return "no pasted pictures";
    case LimitKind::no_external_links:
      return "no links to other sites";
    case LimitKind::exactly_one_of:
      return fmt::format("exactly one of {}", fmt::join(limit.items, ", "));
    case LimitKind::constant:
      return fmt::format("always {}", fmt::join(limit.items, ", "));
    case LimitKind::equals_field:
      return fmt::format("the same as {}", fmt::join(limit.items, ", "));
    case LimitKind::price:
      return price_in_words(limit);
    case LimitKind::discouraged_words:
      return fmt::format("better without {}", fmt::join(limit.items, ", "));
  }
  return {};
}

}  // namespace

std::string_view shape_name(Shape shape) { return kShapeNames[static_cast<std::size_t>(shape)]; }

std::vector<std::string> places_shown(DisplaySet display) {
  if (display.has(Display::secret)) return {"never: a secret, better left out of records"};
  if (display.has(Display::review)) return {"never: for the reviewer only"};
  if (display.has(Display::internal)) return {"never: the platform's own data"};
  std::vector<std::string> places;
  for (const auto& [target, words] : kShown)
    if (display.has(target)) places.emplace_back(words);
  if (places.empty()) places.emplace_back("not shown");
  return places;
}

std::string shown_in_words(DisplaySet display) { return fmt::format("{}", fmt::join(places_shown(display), ", ")); }

std::string limits_in_words(const FieldSpec& field) {
  std::vector<std::string> parts;
  for (const Limit& limit : field.limits) {
    std::string words = limit_in_words(limit, field);
    if (words.empty()) continue;
    if (limit.severity == Severity::warning && field.severity == Severity::error) words += " (advice)";
    parts.push_back(std::move(words));
  }
  if (!field.immutable_after.empty())
    parts.push_back("may not change after " + field.immutable_after +
                    (field.immutable_when.empty() ? "" : ", where it was " + field.immutable_when));
  return fmt::format("{}", fmt::join(parts, "; "));
}

bool is_demanded(const FieldSpec& field) {
  const bool asked = field.required || !field.required_when_field.empty();
  return asked && field.severity == Severity::error && field.shape != Shape::hidden;
}

std::string required_in_words(const FieldSpec& field) {
  if (!field.required && field.required_when_field.empty()) return "no";
  if (field.display.has(Display::secret)) return "the platform's form asks for it; never put it in a record";
  if (!is_demanded(field)) return "the platform's form asks for it; a record may do without";
  if (!field.required_when_field.empty())
    return fmt::format("when {} is {}", field.required_when_field, field.required_when_value);
  return "yes";
}

const RuleSource* find_source(const ProductType& type, const std::string& key) {
  for (const RuleSource& source : type.sources)
    if (source.key == key) return &source;
  return nullptr;
}

std::string source_in_words(const ProductType& type, const std::string& key) {
  const RuleSource* source = find_source(type, key);
  return source ? fmt::format("{} ({}), {}", source->title, source->publisher, source->retrieved) : std::string{};
}

std::string any_text(const LocalizedText& text) { return text.empty() ? std::string{} : text.front().second; }

}  // namespace onshelf
