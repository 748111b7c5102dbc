#include "check/unchanged.h"

#include <algorithm>
#include <array>

#include "check/rule_facts.h"

namespace onshelf {
namespace {

using Versions = std::vector<PublicVersion<RichText>>;

// By value: places and the order of members do not count.
bool same_value(const JsonValue& a, const JsonValue& b) {
  if (a.kind != b.kind || a.flag != b.flag || a.text != b.text || a.items.size() != b.items.size() ||
      a.members.size() != b.members.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same_value(a.items[i], b.items[i])) return false;
  return std::all_of(a.members.begin(), a.members.end(), [&](const JsonMember& member) {
    const JsonValue* other = b.find(member.key);
    return other && same_value(member.value, *other);
  });
}

template <class T>
const T* value_of(const CheckedRecord& record, const std::string& key) {
  for (const ListingField& field : record.listing.fields)
    if (field.spec->key == key) return std::get_if<T>(&field.value);
  return nullptr;
}

// The field's own member, or the first of the flat ones that fill it.
Place place_of(const CheckedRecord& record, const std::string& key) {
  const GivenField* field = record.canonical.find(key);
  if (field && field->whole) return record.source.place(field->whole->value.where);
  if (field && !field->parts.empty()) return record.source.place(field->parts.begin()->second->value.where);
  return record.source.whole_file();
}

Place place_of_version(const CheckedRecord& record, const std::string& number) {
  const GivenField* field = record.canonical.find("versions");
  if (field && field->whole)
    for (const JsonValue& item : field->whole->value.items) {
      const JsonValue* named = item.is_string() ? &item : item.find("number");
      if (named && named->is_string() && named->text == number) return record.source.place(named->where);
    }
  return place_of(record, "versions");
}

Place place_of_type(const CheckedRecord& record) {
  const auto type = record.canonical.core.find("type");
  return type == record.canonical.core.end() ? record.source.whole_file()
                                             : record.source.place(type->second->value.where);
}

const PublicVersion<RichText>* find_version(const Versions& versions, const std::string& number) {
  for (const auto& version : versions)
    if (version.number == number) return &version;
  return nullptr;
}

std::string_view model_name(PriceModel model) {
  constexpr std::array<std::string_view, 6> kNames = {"free", "fixed", "per-use", "hourly", "vcpu", "text"};
  return kNames[static_cast<std::size_t>(model)];
}

std::string tier_name(const PriceTier& tier) {
  const std::string from = std::to_string(tier.from_vcpus);
  return tier.to_vcpus == 0 ? from + '+' : from + '-' + std::to_string(tier.to_vcpus);
}

class Comparison {
 public:
  Comparison(const CheckedRecord& approved, const std::string& root, const CheckedRecord& current, Findings& findings)
      : approved_(approved), root_(root), current_(current), findings_(findings) {}

  // Who sells it is no platform's rule: whoever could change it would speak under another's name.
  void judge_seller() {
    const Listing &before = approved_.listing, &now = current_.listing;
    if (before.seller.empty() || before.seller == now.seller) return;
    const auto member = current_.canonical.core.find("seller");
    const auto approved = approved_.canonical.core.find("seller");
    if (member == current_.canonical.core.end() || approved == approved_.canonical.core.end()) return;
    findings_.add({FindingSeverity::error,
                   "seller-changed",
                   current_.source.place(member->second->value.where),
                   now.id,
                   {"the seller was \"{before}\" when it was approved and is \"{now}\"",
                    {{"before", before.seller}, {"now", now.seller}}},
                   put_back(approved_.source.place(approved->second->value.where))});
  }

  // What the platform's rules were held against was another kind of product.
  bool judge_type() {
    const ProductType &before = *approved_.listing.type, &now = *current_.listing.type;
    if (&before == &now) return true;
    findings_.add(
        {FindingSeverity::error,
         "type-changed",
         place_of_type(current_),
         current_.listing.id,
         {"the type was \"{before}\" when it was approved and is \"{now}\"", {{"before", before.id}, {"now", now.id}}},
         put_back(place_of_type(approved_))});
    return false;
  }

  void judge(const FieldSpec& spec) {
    const bool keeps_tiers = std::any_of(spec.limits.begin(), spec.limits.end(), [](const Limit& limit) {
      return limit.kind == LimitKind::price &&
             std::find(limit.items.begin(), limit.items.end(), "append_only_tiers") != limit.items.end();
    });
    if (keeps_tiers) judge_tiers(spec);
    if (spec.immutable_after.empty() || !is_fixed(spec)) return;
    if (spec.key == "pricing.model")
      judge_model(spec);
    else if (root_of(spec.key) == "versions")
      judge_versions(spec);
    else
      judge_value(spec);
  }

 private:
  // Some values bind and others do not: what was approved decides.
  bool is_fixed(const FieldSpec& spec) const {
    if (spec.immutable_when.empty()) return true;
    if (spec.key == "pricing.model") {
      const auto* before = value_of<PublicPricing>(approved_, "pricing");
      return before && model_name(before->model) == spec.immutable_when;
    }
    const auto* before = value_of<std::vector<const ChoiceValue*>>(approved_, spec.key);
    return before && std::any_of(before->begin(), before->end(),
                                 [&](const ChoiceValue* choice) { return choice->token == spec.immutable_when; });
  }

  void judge_model(const FieldSpec& spec) {
    const auto* before = value_of<PublicPricing>(approved_, "pricing");
    const auto* now = value_of<PublicPricing>(current_, "pricing");
    if (!before || !now || before->model == now->model) return;
    report(spec, place_of(current_, "pricing"), place_of(approved_, "pricing"),
           {"the price model was \"{before}\" when it was approved and is \"{now}\"",
            {{"before", std::string(model_name(before->model))}, {"now", std::string(model_name(now->model))}}});
  }

  void judge_tiers(const FieldSpec& spec) {
    const auto* before = value_of<PublicPricing>(approved_, "pricing");
    const auto* now = value_of<PublicPricing>(current_, "pricing");
    if (!before || !now) return;
    for (const PriceTier& tier : before->tiers) {
      const bool stays = std::any_of(now->tiers.begin(), now->tiers.end(), [&](const PriceTier& other) {
        return other.from_vcpus == tier.from_vcpus && other.to_vcpus == tier.to_vcpus;
      });
      if (!stays)
        report(spec, place_of(current_, "pricing"), place_of(approved_, "pricing"),
               {"the tier of {tier} vCPUs was approved and is gone", {{"tier", tier_name(tier)}}});
    }
  }

  // `versions.number`: none goes. Any other member: it stays as it was in each version that is still there.
  void judge_versions(const FieldSpec& spec) {
    const auto* before = value_of<Versions>(approved_, "versions");
    const auto* now = value_of<Versions>(current_, "versions");
    if (!before || (!now && current_.canonical.find("versions"))) return;
    for (const auto& version : *before) {
      const auto* other = now ? find_version(*now, version.number) : nullptr;
      const Sentence::Values values = {{"version", version.number}};
      if (spec.key == "versions.number" && !other)
        report(spec, place_of(current_, "versions"), place_of_version(approved_, version.number),
               {"version \"{version}\" was approved and is gone", values});
      if (spec.key == "versions.notes" && other && !keeps_notes(version, *other))
        report(spec, place_of_version(current_, version.number), place_of_version(approved_, version.number),
               {"the notes of version \"{version}\" are not those that were approved", values});
      if (spec.key == "versions.date" && other && version.date != other->date)
        report(spec, place_of_version(current_, version.number), place_of_version(approved_, version.number),
               {"the date of version \"{version}\" is not the one that was approved", values});
    }
  }

  // A further translation changes nothing.
  static bool keeps_notes(const PublicVersion<RichText>& before, const PublicVersion<RichText>& now) {
    return std::all_of(before.notes.begin(), before.notes.end(), [&](const auto& note) {
      return std::any_of(now.notes.begin(), now.notes.end(), [&](const auto& other) {
        return other.first == note.first && other.second.source == note.second.source;
      });
    });
  }

  void judge_value(const FieldSpec& spec) {
    const GivenField* before = approved_.canonical.find(spec.key);
    const GivenField* now = current_.canonical.find(spec.key);
    if (!before || !before->whole) return;
    if (now && now->whole && same_value(before->whole->value, now->whole->value)) return;
    report(spec, place_of(current_, spec.key), place_of(approved_, spec.key),
           {"\"{field}\" is not what was approved", {{"field", spec.key}}});
  }

  Sentence put_back(const Place& before) const {
    const std::string at = before.line == 0
                               ? before.file
                               : before.file + ':' + std::to_string(before.line) + ':' + std::to_string(before.column);
    return {"put back what stands at {place}, or make a new listing", {{"place", root_ + at}}};
  }

  void report(const FieldSpec& spec, Place where, const Place& before, Sentence message) {
    findings_.add({spec.severity == Severity::error ? FindingSeverity::error : FindingSeverity::warning, spec.rule,
                   std::move(where), current_.listing.id, std::move(message), put_back(before),
                   facts_of(spec, *current_.listing.type)});
  }

  const CheckedRecord& approved_;
  const std::string& root_;
  const CheckedRecord& current_;
  Findings& findings_;
};

}  // namespace

void check_unchanged(const CheckedRecord& approved, const std::string& approved_root, const CheckedRecord& current,
                     Findings& findings) {
  if (!approved.listing.status || !approved.listing.status->publish) return;
  Comparison comparison(approved, approved_root, current, findings);
  comparison.judge_seller();
  if (!comparison.judge_type()) return;
  for (const FieldSpec& spec : current.listing.type->fields) comparison.judge(spec);
}

}  // namespace onshelf
