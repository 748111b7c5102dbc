// What a platform's rule says, for the findings about it.
#pragma once

#include <cstdint>
#include <string>

#include "findings/finding.h"
#include "model/product_type.h"

namespace onshelf {

// All but what was measured.
RuleFacts facts_of(const FieldSpec& spec, const ProductType& type, bool advisory = false);

// RuleFacts::limit of a field that must be there.
constexpr const char* kRequired = "required";
// RuleFacts::limit of a field that must not be there.
constexpr const char* kAbsent = "not in a record";

// The hint for a field that is not there: a member and the form of its value.
Sentence add_member(const FieldSpec& spec);

// The hint for a secret that stands in a record.
constexpr const char* kTakeOut = "take it out: nothing here needs it, and whoever reads the record reads the secret";

// "1 character", "112 characters", "50,000 bytes": a number with its unit.
std::string amount_of(std::uint64_t count, const std::string& unit);

}  // namespace onshelf
