#include "check/rule_facts.h"

#include <algorithm>

namespace onshelf {
namespace {

// Thousands apart from five digits on: 2000000 and 200000 look alike.
std::string grouped(std::uint64_t count) {
  std::string digits = std::to_string(count);
  if (digits.size() < 5) return digits;
  for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, 1, ',');
  return digits;
}

std::string name_of_unit(const std::string& unit, bool one) {
  if (unit == "chinese_characters") return one ? "Chinese character" : "Chinese characters";
  if (unit == "zi") return one ? "character (字)" : "characters (字)";
  return one && unit.ends_with('s') ? unit.substr(0, unit.size() - 1) : unit;
}

}  // namespace

RuleFacts facts_of(const FieldSpec& spec, const ProductType& type, bool advisory) {
  RuleFacts facts;
  facts.field = spec.key;
  facts.says = spec.says;
  facts.advisory = advisory;
  const auto source = std::find_if(type.sources.begin(), type.sources.end(),
                                   [&](const RuleSource& known) { return known.key == spec.source; });
  if (source == type.sources.end()) return facts;
  facts.source = source->title + " (" + source->publisher + ')';
  if (!source->retrieved.empty()) facts.source += ", " + source->retrieved;
  facts.url = source->url;
  return facts;
}

Sentence add_member(const FieldSpec& spec) {
  const Sentence::Values member = {{"member", spec.key.substr(spec.key.find('.') + 1)}};
  switch (spec.shape) {
    case Shape::words:
    case Shape::choices:
    case Shape::files:
    case Shape::links:
    case Shape::versions:
    case Shape::parameters:
      return {"add \"{member}\": [...]", member};
    case Shape::line:
    case Shape::text:
    case Shape::system:
    case Shape::pricing:
    case Shape::seo:
      return {"add \"{member}\": {...}", member};
    default:
      return {"add \"{member}\": \"...\"", member};
  }
}

std::string amount_of(std::uint64_t count, const std::string& unit) {
  return grouped(count) + ' ' + name_of_unit(unit, count == 1);
}

}  // namespace onshelf
