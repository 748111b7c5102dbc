#include "load/schema.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "load/json_document.h"
#include "load/schema_faults.h"

namespace onshelf {
namespace {

struct ParsedSchema {
  explicit ParsedSchema(const std::string& from) : text(from), json(nlohmann::json::parse(from)) {
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(json), schema);
  }
  const std::string text;
  const nlohmann::json json;
  valijson::Schema schema;
};

// The last one is kept: files of one kind are read one after the other, and to understand their schema takes longer than to hold a
// file to it.
const ParsedSchema& parsed(const std::string& text) {
  static thread_local std::unique_ptr<const ParsedSchema> last;
  if (!last || last->text != text) last = std::make_unique<const ParsedSchema>(text);
  return *last;
}

}  // namespace

bool matches_schema(const JsonValue& document, const std::string& schema_text, const SourceText& source,
                    Findings& findings) {
  const ParsedSchema& schema = parsed(schema_text);
  const nlohmann::json plain = to_nlohmann(document);
  // Kept, because it keeps the patterns of schemas that it has compiled: all of them come from this program's own files.
  static thread_local valijson::Validator validator;
  if (validator.validate(schema.schema, valijson::adapters::NlohmannJsonAdapter(plain), nullptr)) return true;

  // The library judges. It says why in words of its own, which are other ones in each of its versions.
  std::vector<Finding> faults = schema_faults(document, schema.json, source);
  if (faults.empty())
    faults.push_back(
        {FindingSeverity::error, "config-schema", source.whole_file(), {}, "the file does not match its schema", {}});
  findings.add_all(std::move(faults));
  return false;
}

bool matches_pattern(const std::string& text, const std::string& pattern) {
  static thread_local valijson::Validator validator;  // keeps the patterns that it has compiled
  static thread_local std::map<std::string, valijson::Schema> schemas;
  const auto [known, is_new] = schemas.try_emplace(pattern);
  if (is_new) {
    const nlohmann::json schema = {{"pattern", pattern}};
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), known->second);
  }
  const nlohmann::json value(text);
  return validator.validate(known->second, valijson::adapters::NlohmannJsonAdapter(value), nullptr);
}

}  // namespace onshelf
