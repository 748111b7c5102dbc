#include "check/required.h"

#include <algorithm>

#include "check/limit_case.h"
#include "check/rule_facts.h"

namespace onshelf {

bool holds_nothing(const JsonValue& json) {
  switch (json.kind) {
    case JsonValue::Kind::null:
      return true;
    case JsonValue::Kind::string:
      return trimmed(json.text).empty();
    case JsonValue::Kind::array:
      return json.items.empty();
    case JsonValue::Kind::object:
      return std::all_of(json.members.begin(), json.members.end(),
                         [](const JsonMember& member) { return holds_nothing(member.value); });
    default:
      return false;
  }
}

namespace {

class Requirements {
 public:
  Requirements(const Record& record, const CheckedRecord& checked, Findings& findings)
      : record_(record), checked_(checked), findings_(findings), type_(*checked.listing.type) {}

  // A secret's place is the platform's console: it is never missed here, and one that is here is not where it should be.
  void judge_secret(const FieldSpec& spec) {
    const GivenField* given = checked_.canonical.find(root_of(spec.key));
    if (!given || !given->whole || holds_nothing(given->whole->value)) return;
    Finding finding = about(spec, place(spec, given->whole->value));
    finding.severity = FindingSeverity::warning;
    finding.message = {"\"{field}\" is a secret and stands in the record", {{"field", spec.key}}};
    finding.hint = kTakeOut;
    finding.about.limit = kAbsent;
    finding.about.measured = "present";
    findings_.add(std::move(finding));
  }

  void judge(const FieldSpec& spec) {
    const auto dot = spec.key.find('.');
    const GivenField* given = checked_.canonical.find(root_of(spec.key));
    if (dot != std::string::npos) {
      if (given) judge_members(spec, spec.key.substr(dot + 1), *given);
      return;
    }
    if (checked_.canonical.is_misspelt(spec.key)) return;
    if (!given) {
      // The rest of what is missing is reported by check_fields.
      if (spec.severity == Severity::warning || spec.shape == Shape::hidden)
        missing(spec, checked_.source.whole_file());
      return;
    }
    const bool counted = std::any_of(spec.limits.begin(), spec.limits.end(),
                                     [](const Limit& limit) { return limit.kind == LimitKind::count && limit.min; });
    if (given->whole && !counted && !is_read_as_text(spec) && holds_nothing(given->whole->value))
      empty(spec, given->whole->value);
  }

 private:
  // An empty text is reported as a text that is missing in the default language, or as no text.
  static bool is_read_as_text(const FieldSpec& spec) {
    return spec.shape != Shape::hidden && spec.shape != Shape::versions && spec.shape != Shape::parameters &&
           spec.shape != Shape::words && spec.shape != Shape::choices && spec.shape != Shape::files &&
           spec.shape != Shape::links && spec.shape != Shape::seo;
  }

  void judge_members(const FieldSpec& spec, const std::string& name, const GivenField& given) {
    if (given.whole && holds_nothing(given.whole->value)) return;  // the field as a whole is reported
    // "Debian 12 64-bit" says a name and a version in one.
    if (given.whole && given.whole->value.is_string() && name != "notes") return;
    const std::vector<const JsonValue*> members = members_of(name, given);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i] && !holds_nothing(*members[i])) continue;
      // A version without a number has no readable form, and an empty text was reported as one.
      if (name == "number" || (members[i] && members[i]->is_string() && name != "notes")) continue;
      const JsonValue* where = members[i];
      if (!where && given.whole)
        // (A field that is given whole and in parts has more members than items.)
        where = i < given.whole->value.items.size() ? &given.whole->value.items[i] : &given.whole->value;
      if (!where && !given.parts.empty()) where = &given.parts.begin()->second->value;
      missing(spec, where ? place(spec, *where) : checked_.source.whole_file());
    }
  }

  Place place(const FieldSpec& spec, const JsonValue& json) const {
    Place place = checked_.source.place(json.where);
    if (spec.display.is_confidential()) {
      place.excerpt.clear();
      place.caret = place.width = 0;
    }
    return place;
  }

  void missing(const FieldSpec& spec, Place where) {
    add(spec, std::move(where), Sentence("\"{field}\" is missing", {{"field", spec.key}}), "absent");
  }

  void empty(const FieldSpec& spec, const JsonValue& json) {
    add(spec, place(spec, json), Sentence("\"{field}\" is empty", {{"field", spec.key}}), "empty");
  }

  void add(const FieldSpec& spec, Place where, Sentence message, const char* measured) {
    Finding finding = about(spec, std::move(where));
    finding.severity = spec.severity == Severity::warning ? FindingSeverity::warning : FindingSeverity::error;
    finding.message = std::move(message);
    finding.hint = hint_for(spec);
    finding.about.limit = kRequired;
    finding.about.measured = measured;
    findings_.add(std::move(finding));
  }

  static Sentence hint_for(const FieldSpec& spec) {
    // Nobody reads such a value here; what counts is that the seller has it when the form asks.
    if (spec.shape == Shape::hidden)
      return {"the platform's form will ask for it; \"{member}\" in the record, whatever it says, ticks it off",
              {{"member", spec.key}}};
    return add_member(spec);
  }

  Finding about(const FieldSpec& spec, Place where) const {
    Finding finding;
    finding.rule = spec.rule;
    finding.where = std::move(where);
    finding.listing = record_.id;
    finding.about = facts_of(spec, type_);
    return finding;
  }

  const Record& record_;
  const CheckedRecord& checked_;
  Findings& findings_;
  const ProductType& type_;
};

}  // namespace

bool is_required(const FieldSpec& spec, const ProductType& type, const CanonicalRecord& canonical) {
  if (spec.required_when_field.empty()) return spec.required;
  const GivenField* given = canonical.find(spec.required_when_field);
  if (!given || !given->whole) return false;
  const std::string& text = given->whole->value.text;
  if (text == spec.required_when_value) return true;
  for (const FieldSpec& other : type.fields)
    if (other.key == spec.required_when_field)
      for (const ChoiceValue& value : other.values)
        if (value.token == spec.required_when_value &&
            std::find(value.native.begin(), value.native.end(), text) != value.native.end())
          return true;
  return false;
}

void check_required(const Record& record, const CheckedRecord& checked, Findings& findings) {
  const ProductType& type = *checked.listing.type;
  Requirements requirements(record, checked, findings);
  for (const FieldSpec& spec : type.fields) {
    if (spec.display.has(Display::secret))
      requirements.judge_secret(spec);
    else if (!is_core_member(spec.key) && spec.key != type.visibility.field &&
             is_required(spec, type, checked.canonical))
      requirements.judge(spec);
  }
}

}  // namespace onshelf
