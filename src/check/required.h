// Fields a record must have.
#pragma once

#include "check/check.h"

namespace onshelf {

// Null, blank, or made of nothing else: {"en": ""}.
bool holds_nothing(const JsonValue& json);

// A condition names a canonical value; the record may use the platform's word for it.
bool is_required(const FieldSpec& spec, const ProductType& type, const CanonicalRecord& canonical);

// What check_fields leaves: members of structured fields, fields that hold nothing, and fields whose absence is no more than
// the file's severity says, confidential ones among them.
void check_required(const Record& record, const CheckedRecord& checked, Findings& findings);

}  // namespace onshelf
