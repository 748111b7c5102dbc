// What a value of each shape may be made of. The readers take the names of members from here, and whatever has no place in
// these forms is never quoted: a reader that knew another member than the hiding does would be a leak.
#pragma once

#include <span>
#include <string_view>

#include "model/product_type.h"

namespace onshelf {

struct MemberForm;

// A value may always be plain: a text or a number under the name of a public field is public, whatever its form.
struct Form {
  const Form* items = nullptr;               // of an array; null: it cannot be one
  const Form* locales = nullptr;             // of an object's members that are named as a locale
  std::span<const MemberForm> members = {};  // of an object, by name
};

struct MemberForm {
  std::string_view name;
  const Form* form;
};

namespace forms {

inline constexpr Form kPlain;
inline constexpr Form kList{.items = &kPlain};
inline constexpr Form kTexts{.locales = &kPlain};
inline constexpr Form kWords{.items = &kPlain, .locales = &kList};

inline constexpr MemberForm kLinkMembers[] = {{"name", &kTexts}, {"url", &kPlain}};
inline constexpr Form kLink{.members = kLinkMembers};
inline constexpr Form kLinks{.items = &kLink};

inline constexpr MemberForm kVersionMembers[] = {{"number", &kPlain}, {"date", &kPlain}, {"notes", &kTexts}};
inline constexpr Form kVersion{.members = kVersionMembers};
inline constexpr Form kVersions{.items = &kVersion};

inline constexpr MemberForm kSystemMembers[] = {{"name", &kPlain}, {"version", &kPlain}};
inline constexpr Form kSystem{.members = kSystemMembers};

inline constexpr MemberForm kParameterMembers[] = {{"name", &kTexts}, {"value", &kTexts}};
inline constexpr Form kParameter{.members = kParameterMembers};
inline constexpr Form kParameters{.items = &kParameter};

inline constexpr MemberForm kSeoMembers[] = {{"title", &kTexts}, {"description", &kTexts}, {"keywords", &kTexts}};
inline constexpr Form kSeo{.members = kSeoMembers};

inline constexpr MemberForm kPriceMembers[] = {{"per", &kPlain}, {"amount", &kPlain}};
inline constexpr Form kPrice{.members = kPriceMembers};
inline constexpr Form kPrices{.items = &kPrice};
inline constexpr MemberForm kTierMembers[] = {{"from", &kPlain}, {"to", &kPlain}, {"prices", &kPrices}};
inline constexpr Form kTier{.members = kTierMembers};
inline constexpr Form kTiers{.items = &kTier};
inline constexpr MemberForm kPricingMembers[] = {
    {"model", &kPlain}, {"currency", &kPlain}, {"prices", &kPrices}, {"tiers", &kTiers}, {"text", &kTexts}};
inline constexpr Form kPricing{.locales = &kPlain, .members = kPricingMembers};

}  // namespace forms

inline const Form& form_of(Shape shape) {
  switch (shape) {
    case Shape::line:
    case Shape::text:
      return forms::kTexts;
    case Shape::words:
      return forms::kWords;
    case Shape::choices:
    case Shape::files:
      return forms::kList;
    case Shape::links:
      return forms::kLinks;
    case Shape::versions:
      return forms::kVersions;
    case Shape::system:
      return forms::kSystem;
    case Shape::parameters:
      return forms::kParameters;
    case Shape::seo:
      return forms::kSeo;
    case Shape::pricing:
      return forms::kPricing;
    case Shape::plain:
    case Shape::url:
    case Shape::email:
    case Shape::phone:
    case Shape::choice:
    case Shape::picture:
    case Shape::hidden:
      break;
  }
  return forms::kPlain;
}

}  // namespace onshelf
