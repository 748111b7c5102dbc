#include "check/limits.h"

#include <algorithm>

#include "check/limit_case.h"
#include "check/required.h"
#include "check/rule_facts.h"

namespace onshelf {
namespace {

void judge(const LimitCase& of, const Limit& limit) {
  switch (limit.kind) {
    case LimitKind::length:
      return check_length(of, limit);
    case LimitKind::count:
      return check_count(of, limit);
    case LimitKind::forbidden_characters:
      return check_forbidden_characters(of, limit);
    case LimitKind::values:
      return;  // a choice outside its values has no readable form: check_fields reports it
    case LimitKind::picture:
      return check_picture(of, limit);
    case LimitKind::file:
      return check_attachment(of, limit);
    case LimitKind::stated_size:
      return check_stated_size(of, limit);
    case LimitKind::pattern:
      return check_pattern(of, limit);
    case LimitKind::must_end_with_time_zone:
      return check_time_zone(of, limit);
    case LimitKind::no_unfilled_text:
      return check_unfilled_text(of, limit);
    case LimitKind::no_pasted_images:
      return check_pasted_images(of, limit);
    case LimitKind::no_external_links:
      return check_external_links(of, limit);
    case LimitKind::exactly_one_of:
      return check_exactly_one_of(of, limit);
    case LimitKind::constant:
      return check_constant(of, limit);
    case LimitKind::equals_field:
      return check_equals_field(of, limit);
    case LimitKind::price:
      return check_price(of, limit);
    case LimitKind::discouraged_words:
      return check_discouraged_words(of, limit);
  }
}

}  // namespace

bool is_for_sellers_only(const Finding& finding) {
  if (finding.severity != FindingSeverity::warning) return false;
  const std::string& limit = finding.about.limit;  // as pictures.cpp words it
  return finding.about.advisory || limit == kRequired || limit == kAbsent || limit.ends_with(kUploadPixels) ||
         limit.ends_with(kUploadDensity);
}

void check_limits(const Record& record, const CheckBook& book, const CheckedRecord& checked, const FileReader& disk,
                  bool advice, Findings& findings) {
  const ProductType& type = *checked.listing.type;
  const auto field_of = [&](const std::string& key) -> const FieldSpec* {
    for (const FieldSpec& field : type.fields)
      if (field.key == key) return &field;
    return nullptr;
  };
  const auto check_field = [&](const FieldSpec& spec, const FieldSpec* base) {
    if (spec.limits.empty()) return;
    const GivenField* given = checked.canonical.find(root_of(spec.key));
    const LimitCase of{record, book,     checked,
                       disk,   findings, spec,
                       base,   given,    given ? texts_of(spec, *given) : std::vector<GivenText>{}};
    for (const Limit& limit : spec.limits) judge(of, limit);
  };
  check_required(record, checked, findings);
  for (const FieldSpec& spec : type.fields) check_field(spec, nullptr);
  if (!advice) return;
  // Advice on what the product type does not read has nothing to judge.
  for (const FieldSpec& spec : type.advisory)
    if (const FieldSpec* base = field_of(spec.key)) check_field(spec, base);
}

}  // namespace onshelf
