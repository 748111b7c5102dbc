// A record whose form was checked: every field typed, every name canonical. Still whole: secrets are known to be present,
// but their values are not kept. Known to check and gate only; plan, render and write never see it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "findings/source_text.h"
#include "model/localized.h"
#include "model/product_type.h"
#include "model/public_listing.h"

namespace onshelf {

struct OperatingSystem {
  std::string name;     // "Debian"
  std::string version;  // "12 64-bit"; may be empty
};

struct Parameter {
  LocalizedText name;
  PublicValue value;
};

struct SearchTexts {
  LocalizedText title, description, keywords;
};

struct FileName {
  std::string name;  // a file of the listing's folder
};

// A confidential value: that it is there is all anyone needs.
struct Present {};

using FieldValue = std::variant<Present, LocalizedText, Localized<RichText>, Localized<std::vector<std::string>>,
                                std::string, std::vector<const ChoiceValue*>, FileName, std::vector<FileName>,
                                std::vector<PublicLink>, std::vector<PublicVersion<RichText>>, OperatingSystem,
                                PublicPricing, std::vector<Parameter>, SearchTexts>;

struct ListingField {
  const FieldSpec* spec = nullptr;  // into the Site's ProductType
  FieldValue value;                 // the alternative that spec->shape asks for
  ByteRange where;                  // in the record's file; empty for a text that came from a file of its own
  bool is_plain_list = false;       // of words that name no language: nobody is to translate them
};

// The answer a flag gives once its polarity is out of the way.
enum class FlagAnswer : std::uint8_t { absent, listed, unlisted, unknown };

// Days compare as text: ISO 8601, "2026-11-20".
struct Validity {
  std::string from;   // first day; empty: always
  std::string until;  // last day; empty: for ever
  bool readable = true;
};

struct Listing {
  std::string id;
  std::string slug;
  const ProductType* type = nullptr;
  std::string seller;
  std::string product;
  std::string category;     // id of a site category
  std::string subcategory;  // may be empty

  const StatusValue* status = nullptr;            // null: unknown or missing
  FlagAnswer visibility = FlagAnswer::absent;     // the canonical member
  FlagAnswer platform_flag = FlagAnswer::absent;  // the platform's own
  Validity validity;

  std::vector<ListingField> fields;  // in the platform file's order
  // Files of the listing's folder that its texts may show. One that a field names which is not public is none of them.
  std::vector<FileName> showable_files;
};

}  // namespace onshelf
