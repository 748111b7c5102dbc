// Typed values out of JSON. Every fault is a finding at the value's place, under the rule of the field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "check/forms.h"

namespace onshelf {

// No platform asks for more, and a page must not carry more: checked whatever the platform files say.
constexpr std::size_t kMostLineBytes = 4000;
constexpr std::size_t kMostItems = 200;

// "versions.number", or the field alone.
std::string name_of(const FieldSpec& spec, std::string_view member);

// Reads the values of one record. Each function returns nothing when it added an error.
class FieldReader {
 public:
  FieldReader(const Record& record, const CheckBook& book, CheckedRecord& checked, Findings& findings)
      : record_(record), book_(book), checked_(checked), findings_(findings) {}

  std::optional<FieldValue> read(const FieldSpec& spec, const GivenField& given);

 private:
  friend class PricingReader;

  // localized_values.cpp
  // `part`, and `member` below: of a structured field, for messages about "seo.title".
  std::optional<LocalizedText> localized(const FieldSpec& spec, const JsonValue& json, std::string_view part = {});
  std::optional<Localized<RichText>> long_text(const FieldSpec& spec, const GivenField& given);
  std::optional<Localized<RichText>> rich_texts(const FieldSpec& spec, const JsonValue& json);
  std::optional<Localized<std::vector<std::string>>> words(const FieldSpec& spec, const JsonValue& json);
  template <class Where>
  std::optional<LocaleIndex> locale(const FieldSpec& spec, const std::string& tag, Where where);
  bool given_twice(const FieldSpec& spec, const JsonMember& member, LocaleIndex in);
  LocaleIndex own_locale() const;  // of a text that names none
  std::string one_line(const FieldSpec& spec, const JsonValue& json);

  // field_reader.cpp
  std::optional<std::string> plain(const FieldSpec& spec, const JsonValue& json, std::string_view member = {});
  std::optional<std::vector<const ChoiceValue*>> choices(const FieldSpec& spec, const JsonValue& json);
  std::optional<FileName> file(const FieldSpec& spec, const JsonValue& json);
  std::optional<std::vector<FileName>> files(const FieldSpec& spec, const JsonValue& json);

  // structured_values.cpp
  std::optional<std::vector<PublicLink>> links(const FieldSpec& spec, const JsonValue& json);
  std::optional<std::vector<PublicVersion<RichText>>> versions(const FieldSpec& spec, const GivenField& given);
  std::optional<PublicVersion<RichText>> version(const FieldSpec& spec, const JsonValue* number, const JsonValue* date,
                                                 const JsonValue* notes);
  std::optional<OperatingSystem> system(const FieldSpec& spec, const GivenField& given);
  std::optional<std::vector<Parameter>> parameters(const FieldSpec& spec, const JsonValue& json);
  std::optional<SearchTexts> seo(const FieldSpec& spec, const JsonValue& json);

  // pricing.cpp
  std::optional<PublicPricing> pricing(const FieldSpec& spec, const JsonValue& json);

  // Nothing when each language's text is empty: of "parameters.name", for example, there must be one.
  std::optional<LocalizedText> filled(const FieldSpec& spec, const JsonValue& json, std::string_view member);

  std::nullopt_t empty(const FieldSpec& spec, const JsonValue& json, std::string_view member);
  Sentence one_of_values(const FieldSpec& spec) const;
  std::nullopt_t not_an_address(const FieldSpec& spec, const JsonValue& json);
  bool few_enough(const FieldSpec& spec, const JsonValue& list);
  // Reports and returns nothing, whatever the caller returns.
  std::nullopt_t wrong(const FieldSpec& spec, const JsonValue& json, Sentence message, Sentence hint);
  bool known_members(const FieldSpec& spec, const JsonValue& object, const Form& form);

  const Record& record_;
  const CheckBook& book_;
  CheckedRecord& checked_;
  Findings& findings_;
};

}  // namespace onshelf
