// Texts in the languages of the site.
#include <algorithm>

#include "check/field_reader.h"
#include "check/limit_case.h"
#include "check/unquotable.h"
#include "findings/did_you_mean.h"
#include "text/one_line.h"

namespace onshelf {
namespace {

template <class T>
void sort_by_locale(Localized<T>& values) {
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

// False: it was there before.
bool note(std::vector<LocaleIndex>& given, LocaleIndex locale) {
  if (std::find(given.begin(), given.end(), locale) != given.end()) return false;
  given.push_back(locale);
  return true;
}

template <class T>
bool has_locale(const Localized<T>& values, LocaleIndex locale) {
  return std::any_of(values.begin(), values.end(), [&](const auto& entry) { return entry.first == locale; });
}

}  // namespace

LocaleIndex FieldReader::own_locale() const {
  return checked_.listing.type->text_locale.value_or(book_.site().default_locale);
}

// `where` is asked only when the tag is wrong: working out a place reads the file up to it.
template <class Where>
std::optional<LocaleIndex> FieldReader::locale(const FieldSpec& spec, const std::string& tag, Where where) {
  const Site& site = book_.site();
  if (const auto found = site.find_language(tag)) return found;
  std::vector<std::string> tags;
  for (const Locale& one : site.languages()) tags.push_back(one.tag);
  const std::string near = nearest(tag, tags);
  findings_.add({FindingSeverity::error,
                 spec.rule,
                 where(),
                 record_.id,
                 {"\"{locale}\" is no locale of this site", {{"locale", sayable(tag)}}},
                 did_you_mean(near, "locales are in site/site.json")});
  return std::nullopt;
}

// In two spellings of one language. Always false.
bool FieldReader::given_twice(const FieldSpec& spec, const JsonMember& member, LocaleIndex in) {
  findings_.add(
      {FindingSeverity::error,
       spec.rule,
       checked_.source.place(member.key_where),
       record_.id,
       {"\"{field}\" is given twice in \"{locale}\"", {{"field", spec.key}, {"locale", book_.site().language(in).tag}}},
       "keep one of them"});
  return false;
}

// What must not stand in one line is removed by the rule of text/one_line.h, and the seller is told.
std::string FieldReader::one_line(const FieldSpec& spec, const JsonValue& json) {
  if (json.text.size() > kMostLineBytes) {
    wrong(spec, json, {"\"{field}\" is far too long for one line", {{"field", spec.key}}},
          {"at most {most} bytes; long texts belong in a field for them", {{"most", std::to_string(kMostLineBytes)}}});
    return json.text.substr(0, json.text.find('\n'));  // not empty: one finding is enough
  }
  OneLine line = clean_one_line(json.text);
  for (const TextFault& fault : line.faults)
    findings_.add({FindingSeverity::warning,
                   fault.rule,
                   checked_.source.place(json.where),
                   record_.id,
                   {"\"{field}\": {fault}", {{"field", spec.key}, {"fault", fault.message}}},
                   "it is left out of what is published; remove it from the record"});
  return std::move(line.text);
}

std::optional<LocalizedText> FieldReader::localized(const FieldSpec& spec, const JsonValue& json,
                                                    std::string_view part) {
  LocalizedText text;
  std::vector<LocaleIndex> given;  // empty ones as well
  bool ok = true;
  const auto add = [&](LocaleIndex in, const JsonValue& value) {
    std::string line = spec.shape == Shape::text ? value.text : one_line(spec, value);
    if (!trimmed(line).empty()) text.emplace_back(in, std::move(line));
  };
  if (json.is_string()) {
    add(own_locale(), json);
  } else if (json.is_object()) {
    for (const JsonMember& member : json.members) {
      const auto in = locale(spec, member.key, [&] { return checked_.source.place(member.key_where); });
      if (in && !note(given, *in)) {
        ok = given_twice(spec, member, *in);
        continue;
      }
      if (in && member.value.is_string())
        add(*in, member.value);
      else if (in)
        wrong(spec, member.value,
              {"\"{field}\" is no text in \"{locale}\"", {{"field", name_of(spec, part)}, {"locale", member.key}}},
              "write it in quotation marks");
      ok = ok && in && member.value.is_string();
    }
  } else {
    return wrong(
        spec, json, {"\"{field}\" is no text per locale", {{"field", name_of(spec, part)}}},
        {"write {\"{locale}\": \"...\"}", {{"locale", book_.site().locales[book_.site().default_locale].tag}}});
  }
  if (!ok) return std::nullopt;
  sort_by_locale(text);
  return text;
}

std::optional<LocalizedText> FieldReader::filled(const FieldSpec& spec, const JsonValue& json,
                                                 std::string_view member) {
  auto text = localized(spec, json, member);
  if (text && text->empty()) return empty(spec, json, member);
  return text;
}

// Given in quotes, in the markup that the platform's console has for the field.
std::optional<Localized<RichText>> FieldReader::rich_texts(const FieldSpec& spec, const JsonValue& json) {
  auto sources = localized(spec, json);
  if (!sources) return std::nullopt;
  Localized<RichText> texts;
  for (auto& [locale, source] : *sources)
    texts.emplace_back(
        locale, RichText{std::move(source), spec.is_html ? Markup::html : Markup::markdown, checked_.source.file()});
  return texts;
}

std::optional<Localized<RichText>> FieldReader::long_text(const FieldSpec& spec, const GivenField& given) {
  Localized<RichText> text;
  bool ok = true;
  if (given.whole) {
    auto inline_text = rich_texts(spec, given.whole->value);
    if (inline_text)
      text = std::move(*inline_text);
    else
      ok = false;
  }
  std::vector<LocaleIndex> in_record;
  for (const auto& [locale, value] : text) in_record.push_back(locale);
  for (const TextFile* file : given.texts) {
    const Place where{record_.folder + '/' + file->name, 0, 0, {}, 0, 0};
    const auto in = locale(spec, file->locale, [&] { return where; });
    if (!in) {
      ok = false;
    } else if (has_locale(text, *in)) {
      const Sentence::Values values = {{"field", spec.key}, {"locale", book_.site().language(*in).tag}};
      findings_.add({FindingSeverity::error, spec.rule, where, record_.id,
                     std::find(in_record.begin(), in_record.end(), *in) != in_record.end()
                         ? Sentence("\"{field}\" is given twice in \"{locale}\": here and in the record", values)
                         : Sentence("\"{field}\" is given twice in \"{locale}\"", values),
                     "keep one of them"});
      ok = false;
    } else if (!trimmed(file->bytes).empty()) {
      text.emplace_back(*in, RichText{file->bytes, file->is_html ? Markup::html : Markup::markdown, where.file, true});
    }
  }
  if (!ok) return std::nullopt;
  sort_by_locale(text);
  return text;
}

std::optional<Localized<std::vector<std::string>>> FieldReader::words(const FieldSpec& spec, const JsonValue& json) {
  Localized<std::vector<std::string>> all;
  std::vector<LocaleIndex> given;  // empty ones as well
  bool ok = true;
  const auto read_list = [&](LocaleIndex in, const JsonValue& list) {
    ok = few_enough(spec, list) && ok;
    if (!ok) return;
    std::vector<std::string> words;
    for (const JsonValue& item : list.items) {
      if (!item.is_string()) {
        wrong(spec, item, {"an item of \"{field}\" is no text", {{"field", spec.key}}},
              "write each in quotation marks");
        ok = false;
        continue;
      }
      std::string word = one_line(spec, item);
      if (!word.empty()) words.push_back(std::move(word));
    }
    if (!words.empty()) all.emplace_back(in, std::move(words));
  };
  if (json.is_array()) {
    read_list(own_locale(), json);
  } else if (json.is_object()) {
    for (const JsonMember& member : json.members) {
      const auto in = locale(spec, member.key, [&] { return checked_.source.place(member.key_where); });
      if (in && !note(given, *in)) {
        ok = given_twice(spec, member, *in);
        continue;
      }
      if (in && member.value.is_array())
        read_list(*in, member.value);
      else if (in)
        wrong(spec, member.value,
              {"\"{field}\" is no list in \"{locale}\"", {{"field", spec.key}, {"locale", member.key}}},
              "write [\"...\", \"...\"]");
      ok = ok && in && member.value.is_array();
    }
  } else {
    return wrong(spec, json, {"\"{field}\" is no list of texts", {{"field", spec.key}}}, "write [\"...\", \"...\"]");
  }
  if (!ok) return std::nullopt;
  sort_by_locale(all);
  return all;
}

}  // namespace onshelf
