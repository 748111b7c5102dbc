// Who a record is, and the answers that decide whether it may be public.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "check/check.h"
#include "findings/did_you_mean.h"
#include "text/day.h"
#include "text/slug.h"

namespace onshelf {
namespace {

class Identity {
 public:
  Identity(const Record& record, CheckedRecord& checked, Findings& findings)
      : record_(record), checked_(checked), listing_(checked.listing), findings_(findings) {}

  void read_status() {
    const JsonMember* member = core("status");
    if (!member) {
      add("status-missing", checked_.source.whole_file(), "the record has no status", one_of_statuses());
      return;
    }
    std::vector<std::string> known;
    for (const StatusValue& status : listing_.type->statuses) {
      const bool same = member->value.is_string() &&
                        (status.token == member->value.text || std::find(status.native.begin(), status.native.end(),
                                                                         member->value.text) != status.native.end());
      if (same) listing_.status = &status;
      known.push_back(status.token);
      known.insert(known.end(), status.native.begin(), status.native.end());
    }
    if (listing_.status) return;
    const std::string near = member->value.is_string() ? nearest(member->value.text, known) : std::string{};
    add("status-unknown", checked_.source.place(member->value.where), "unknown status; the listing is withheld",
        near.empty() ? one_of_statuses()
                     : Sentence("did you mean \"{near}\"? Statuses match exactly", {{"near", near}}));
  }

  void read_flags() {
    const VisibilityFlag& flag = listing_.type->visibility;
    if (const JsonMember* member = core("visibility")) {
      std::vector<std::string> listed = {"listed"}, unlisted = {"unlisted"};
      if (flag.field == "visibility") {
        listed.insert(listed.end(), flag.listed.begin(), flag.listed.end());
        unlisted.insert(unlisted.end(), flag.unlisted.begin(), flag.unlisted.end());
      }
      listing_.visibility =
          answer(*member, "visibility-unknown", listed, unlisted, {{"listed", "listed"}, {"unlisted", "unlisted"}});
    }
    if (!flag.asks()) return;
    const GivenField* field = checked_.canonical.find(flag.field);
    if (field && field->whole)
      listing_.platform_flag = answer(*field->whole, flag.rule, flag.listed, flag.unlisted,
                                      {{"listed", flag.listed.front()}, {"unlisted", flag.unlisted.front()}});
    else if (listing_.visibility == FlagAnswer::absent)
      add(flag.rule, checked_.source.whole_file(),
          {"the platform asks for \"{field}\" and the record does not answer; the listing is withheld",
           {{"field", flag.field}}},
          {"say \"{listed}\" or \"{unlisted}\"",
           {{"listed", flag.listed.front()}, {"unlisted", flag.unlisted.front()}}});
  }

  void read_validity() {
    listing_.validity.from = day("valid_from");
    listing_.validity.until = day("valid_until");
    const Validity& validity = listing_.validity;
    if (validity.from.empty() || validity.until.empty() || validity.from <= validity.until) return;
    add("validity", checked_.source.place(core("valid_until")->value.where),
        {"\"{member}\" is before \"{other}\"; the listing is withheld",
         {{"member", "valid_until"}, {"other", "valid_from"}}},
        "the last day is not before the first");
  }

 private:
  Sentence one_of_statuses() const {
    std::vector<std::string> tokens;
    for (const StatusValue& status : listing_.type->statuses) tokens.push_back(status.token);
    return {"one of: {choices}", {{"choices", fmt::format("{}", fmt::join(tokens, ", "))}}};
  }

  const JsonMember* core(const std::string& name) const {
    const auto found = checked_.canonical.core.find(name);
    return found == checked_.canonical.core.end() ? nullptr : found->second;
  }

  FlagAnswer answer(const JsonMember& member, const std::string& rule, const std::vector<std::string>& listed,
                    const std::vector<std::string>& unlisted, Sentence::Values choices) {
    const auto is_one_of = [&](const std::vector<std::string>& answers) {
      return member.value.is_string() && std::find(answers.begin(), answers.end(), member.value.text) != answers.end();
    };
    if (is_one_of(unlisted)) return FlagAnswer::unlisted;
    if (is_one_of(listed)) return FlagAnswer::listed;
    add(rule, checked_.source.place(member.value.where),
        {"unknown answer to \"{member}\"; the listing is withheld", {{"member", member.key}}},
        {"say \"{listed}\" or \"{unlisted}\", exactly", std::move(choices)});
    return FlagAnswer::unknown;
  }

  std::string day(const std::string& name) {
    const JsonMember* member = core(name);
    if (!member) return {};
    if (member->value.is_string() && is_day(member->value.text)) return member->value.text;
    listing_.validity.readable = false;
    add("validity", checked_.source.place(member->value.where),
        {"\"{member}\" is no day; the listing is withheld", {{"member", name}}}, "write it like \"2026-12-31\"");
    return {};
  }

  void add(const std::string& rule, Place where, Sentence message, Sentence hint) {
    findings_.add({FindingSeverity::error, rule, std::move(where), record_.id, std::move(message), std::move(hint)});
  }

  const Record& record_;
  CheckedRecord& checked_;
  Listing& listing_;
  Findings& findings_;
};

const ProductType* find_type(const Record& record, const CheckBook& book, const SourceText& source,
                             Findings& findings) {
  const JsonValue* type = record.document.find("type");
  const bool wants_seller = record.file.ends_with("seller.json");
  const ProductType* found = type && type->is_string() ? book.site().find_type(type->text) : nullptr;
  if (found && found->is_seller == wants_seller) return found;
  std::vector<std::string> known;
  for (const ProductType& each : book.site().types)
    if (each.is_seller == wants_seller) known.push_back(each.id);
  const std::string near = type && type->is_string() ? nearest(type->text, known) : std::string{};
  findings.add({FindingSeverity::error, "type-unknown", type ? source.place(type->where) : source.whole_file(),
                record.id, type ? "unknown product type" : "the record has no type",
                did_you_mean(near, "product types are the files of site/platforms/")});
  return nullptr;
}

}  // namespace

std::optional<CheckedRecord> check_identity(const Record& record, const CheckBook& book, Findings& findings) {
  SourceText source(record.file, record.bytes);
  // Until the type is known nobody can tell which values are confidential.
  SourceText silent = source;
  silent.hide_all();
  const ProductType* type = find_type(record, book, silent, findings);
  if (!type) return std::nullopt;
  CheckedRecord checked{{}, std::move(source), {}};
  checked.canonical = canonical_record(record, book.vocabulary(*type), book.site(), checked.source, findings);
  checked.listing.type = type;
  checked.listing.id = record.id;
  const JsonValue* id = record.document.find("id");
  if (!id || !id->is_string() || id->text != record.id) {
    findings.add({FindingSeverity::error,
                  "record-id",
                  id ? checked.source.place(id->where) : checked.source.whole_file(),
                  record.id,
                  "the record's id is not the name of its folder",
                  {"write \"id\": \"{id}\"", {{"id", record.id}}}});
    return std::nullopt;
  }
  if (type->is_seller) return checked;
  std::vector<std::string> tags;
  for (const Locale& locale : book.site().locales) tags.push_back(locale.tag);
  if (is_locale_name(record.id, tags)) {
    findings.add({FindingSeverity::error, "record-id", checked.source.whole_file(), record.id,
                  "the id is the name of a locale of this site", "give the listing's folder another name"});
    return std::nullopt;
  }
  Identity identity(record, checked, findings);
  identity.read_status();
  identity.read_flags();
  identity.read_validity();
  return checked;
}

}  // namespace onshelf
