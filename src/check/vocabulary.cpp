#include "check/vocabulary.h"

#include <algorithm>
#include <array>

namespace onshelf {
namespace {

constexpr std::array<std::string_view, 12> kCoreMembers = {"id",         "type",        "seller",      "status",
                                                           "category",   "subcategory", "product",     "slug",
                                                           "visibility", "valid_from",  "valid_until", "$schema"};

}  // namespace

bool is_core_member(std::string_view name) {
  return std::find(kCoreMembers.begin(), kCoreMembers.end(), name) != kCoreMembers.end();
}

Vocabulary::Vocabulary(const ProductType& type) : type_(type) {
  for (const FieldSpec& field : type.fields) {
    // The first field of a key is its definition; later ones only add rules.
    fields_.emplace(field.key, &field);
    for (const std::string& name : field.native) fields_.emplace(name, &field);
  }
  for (const FieldSpec& field : type.fields)
    if (field.key.find('.') == std::string::npos && !is_core_member(field.key) && find(field.key) == &field)
      own_fields_.push_back(&field);
  for (const auto& [name, unused] : fields_) names_.emplace_back(name);
  for (std::string_view name : kCoreMembers)
    if (is_core(name) && !fields_.contains(name)) names_.emplace_back(name);
  std::sort(names_.begin(), names_.end());
}

const FieldSpec* Vocabulary::find(std::string_view name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? nullptr : found->second;
}

bool Vocabulary::is_core(std::string_view name) const {
  return is_core_member(name) &&
         (!type_.is_seller || name == "id" || name == "type" || name == "status" || name == "$schema");
}

bool Vocabulary::is_status(std::string_view name) const {
  return name == "status" ||
         std::find(type_.status_native.begin(), type_.status_native.end(), name) != type_.status_native.end();
}

}  // namespace onshelf
