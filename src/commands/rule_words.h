// A platform's rules in words a seller can read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/product_type.h"

namespace onshelf {

// "line", "choices": as docs/record-format.md calls it.
std::string_view shape_name(Shape shape);

// "list" and "detail page", or why it is not shown. Each is a sentence that translations may have.
std::vector<std::string> places_shown(DisplaySet display);
// "list, detail page", or why it is not shown: "never: for the reviewer only".
std::string shown_in_words(DisplaySet display);

// "vpc-only (VPC only, 仅 VPC)": a value of a choice with the platform's own spellings.
std::string value_in_words(const ChoiceValue& value);

// "15 to 100 Chinese characters; none of < >"; empty when there is no limit. What only advises says so.
std::string limits_in_words(const FieldSpec& field);

// "yes", "no", "the platform's form asks for it; a record may do without", "when access_type is image".
std::string required_in_words(const FieldSpec& field);

// True when a record without the field is refused, or refused when a condition holds.
bool is_demanded(const FieldSpec& field);

// "Image listing (Example Cloud), 2026-11-20"; empty when the type has no such source.
std::string source_in_words(const ProductType& type, const std::string& key);
const RuleSource* find_source(const ProductType& type, const std::string& key);

// The text of the first locale that has one: names of types in messages, which are no page.
std::string any_text(const LocalizedText& text);

}  // namespace onshelf
