#include "check/canonical.h"

#include "findings/did_you_mean.h"

namespace onshelf {
namespace {

void unknown_member(const std::string& name, Place where, const Vocabulary& vocabulary, const Record& record,
                    Findings& findings) {
  Finding finding{FindingSeverity::error,
                  "unknown-member",
                  std::move(where),
                  record.id,
                  {"\"{member}\" is no member of this product type", {{"member", name}}},
                  {}};
  const std::string near = nearest(name, vocabulary.names());
  finding.hint = did_you_mean(near, "members that start with \"x-\" are ignored; use one for notes of your own");
  findings.add(std::move(finding));
}

void given_twice(const std::string& key, Place where, const Record& record, Findings& findings) {
  findings.add({FindingSeverity::error,
                "member-twice",
                std::move(where),
                record.id,
                {"\"{member}\" is given a second time, under another of its names", {{"member", key}}},
                "keep one of them"});
}

}  // namespace

CanonicalRecord canonical_record(const Record& record, const Vocabulary& vocabulary, SourceText& source,
                                 Findings& findings) {
  CanonicalRecord canonical;
  // First the confidential values, so that no excerpt below quotes one that shares its line.
  for (const JsonMember& member : record.document.members) {
    const FieldSpec* spec = vocabulary.find(member.key);
    const bool known = spec || is_core_member(member.key) || vocabulary.is_status(member.key);
    if (!known || (spec && (spec->display.is_confidential() || spec->shape == Shape::hidden)))
      source.hide(member.value.where);
  }
  for (const JsonMember& member : record.document.members) {
    if (member.key.starts_with("x-")) continue;
    const FieldSpec* spec = vocabulary.find(member.key);
    std::string key = spec ? spec->key : vocabulary.is_status(member.key) ? "status" : member.key;
    if (is_core_member(key)) {
      if (!canonical.core.emplace(key, &member).second)
        given_twice(key, source.place(member.key_where), record, findings);
      continue;
    }
    if (!spec) {
      unknown_member(member.key, source.place(member.key_where), vocabulary, record, findings);
      continue;
    }
    const auto dot = key.find('.');
    GivenField& field = canonical.fields[key.substr(0, dot)];
    const bool first = dot == std::string::npos ? !std::exchange(field.whole, &member)
                                                : field.parts.emplace(key.substr(dot + 1), &member).second;
    if (!first) given_twice(key, source.place(member.key_where), record, findings);
  }
  for (const auto& [key, field] : canonical.fields)
    if (field.whole && !field.parts.empty()) given_twice(key, source.place(field.whole->key_where), record, findings);
  for (const TextFile& text : record.texts) {
    const FieldSpec* spec = vocabulary.find(text.key);
    if (spec && spec->shape == Shape::text && spec->key.find('.') == std::string::npos)
      canonical.fields[spec->key].texts.push_back(&text);
    else if (!(spec && spec->shape == Shape::hidden))
      unknown_member(text.key, Place{record.folder + '/' + text.name, 0, 0, {}, 0, 0}, vocabulary, record, findings);
  }
  return canonical;
}

}  // namespace onshelf
