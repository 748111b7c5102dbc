// A JSON Schema of one field's value.
#pragma once

#include <nlohmann/json.hpp>

#include "model/site.h"

namespace onshelf {

// What text schemas need to know of the site: its locales, and which of them a record must have.
struct TextRules {
  const Site& site;
  bool plain_is_default = true;  // a plain string is in the site's default locale
};

// `demanded`: the field may not be missing, so neither may its text in the default locale.
nlohmann::ordered_json value_schema(const FieldSpec& field, const TextRules& rules, bool demanded);

// Canonical tokens and the platform's own spellings, each once.
nlohmann::ordered_json spellings(const std::vector<ChoiceValue>& values);

}  // namespace onshelf
