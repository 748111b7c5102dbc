// A valid record of any product type, made from what its platform file says about each field.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "vocabulary.h"

namespace bench {

using Json = nlohmann::ordered_json;

struct MadeRecord {
  Json document;
  std::map<std::string, std::string> texts;  // long texts beside it: "details.zh-CN.md" -> bytes
  std::vector<std::string> pictures;         // names that want a picture file
  std::vector<std::string> documents;        // names that want a document file
};

// `locales` of languages() have texts, the first of them always all. Sellers are types of kind "seller".
MadeRecord make_record(const Json& type, const std::string& id, std::size_t locales, Dice& dice);

}  // namespace bench
