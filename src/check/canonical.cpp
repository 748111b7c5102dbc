#include "check/canonical.h"

#include "check/rule_facts.h"
#include "check/unquotable.h"
#include "findings/did_you_mean.h"
#include "text/ascii.h"

namespace onshelf {
namespace {

bool sounds_secret(std::string_view name) {
  const std::string low = lower_ascii(name);
  for (const char* word :
       {"secret", "password", "passwd", "token", "private_key", "api_key", "access_key", "credential"})
    if (low.find(word) != std::string::npos) return true;
  return false;
}

// What the writer of an unknown member probably meant is returned; empty: nobody knows.
std::string unknown_member(const std::string& name, Place where, const Vocabulary& vocabulary, const Record& record,
                           Findings& findings) {
  Finding finding{FindingSeverity::error,
                  "unknown-member",
                  std::move(where),
                  record.id,
                  {"\"{member}\" is no member of this product type", {{"member", sayable(name)}}},
                  {}};
  const std::string near = nearest(name, vocabulary.names());
  if (sounds_secret(name))
    finding.hint = kTakeOut;
  else
    finding.hint = did_you_mean(near, "members that start with \"x-\" are ignored; use one for notes of your own");
  findings.add(std::move(finding));
  const FieldSpec* meant = near.empty() ? nullptr : vocabulary.find(near);
  return meant ? meant->key : near;
}

// A text file for a field that is no text: `name.de.md`.
void no_text_file(const FieldSpec& field, const TextFile& text, const Record& record, Findings& findings) {
  const std::string in = record.file.substr(record.file.rfind('/') + 1);
  findings.add(
      {FindingSeverity::error,
       "text-file",
       Place{record.folder + '/' + text.name, 0, 0, {}, 0, 0},
       record.id,
       {"\"{field}\" is a member of {file}; a file of its own is not read", {{"field", field.key}, {"file", in}}},
       {"write it into {file} and delete this file", {{"file", in}}}});
}

void secret_note(const std::string& name, Place where, const Record& record, Findings& findings) {
  findings.add({FindingSeverity::warning,
                "secret-note",
                std::move(where),
                record.id,
                {"\"{field}\" is a secret and stands in the record", {{"field", sayable(name)}}},
                kTakeOut});
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

CanonicalRecord canonical_record(const Record& record, const Vocabulary& vocabulary, const Site& site,
                                 SourceText& source, Findings& findings) {
  CanonicalRecord canonical;
  canonical.misplaced = hide_unquotable(record, vocabulary, site, source);
  for (const JsonMember& member : record.document.members) {
    if (member.key.starts_with("x-")) {
      if (sounds_secret(member.key)) secret_note(member.key, source.place(member.key_where), record, findings);
      continue;
    }
    const FieldSpec* spec = vocabulary.find(member.key);
    std::string key = spec ? spec->key : vocabulary.is_status(member.key) ? "status" : member.key;
    if (vocabulary.is_core(key)) {
      if (!canonical.core.emplace(key, &member).second)
        given_twice(key, source.place(member.key_where), record, findings);
      continue;
    }
    if (!spec) {
      canonical.meant.push_back(
          unknown_member(member.key, source.place(member.key_where), vocabulary, record, findings));
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
    else if (spec && spec->shape != Shape::hidden)
      no_text_file(*spec, text, record, findings);
    else if (!spec)
      unknown_member(text.key, Place{record.folder + '/' + text.name, 0, 0, {}, 0, 0}, vocabulary, record, findings);
  }
  return canonical;
}

}  // namespace onshelf
