// Every name a record of a product type may use, canonical or the platform's own.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/product_type.h"

namespace onshelf {

// Members every listing has, whatever its type; docs/record-format.md lists them.
bool is_core_member(std::string_view name);

class Vocabulary {
 public:
  explicit Vocabulary(const ProductType& type);  // the type outlives this

  // Null when nobody knows the name. "status" and its platform names have no field of their own: see is_status.
  const FieldSpec* find(std::string_view name) const;
  bool is_status(std::string_view name) const;
  // A core member that a record of this type may have: a seller has no category, slug or seller.
  bool is_core(std::string_view name) const;
  // The definitions of fields that are members of their own: no core members, no parts of fields, no further rules on one.
  const std::vector<const FieldSpec*>& own_fields() const { return own_fields_; }
  // For "did you mean": canonical names, core members and the platform's own.
  const std::vector<std::string>& names() const { return names_; }

 private:
  const ProductType& type_;
  std::unordered_map<std::string_view, const FieldSpec*> fields_;  // keys point into type_
  std::vector<const FieldSpec*> own_fields_;                       // into type_
  std::vector<std::string> names_;
};

}  // namespace onshelf
