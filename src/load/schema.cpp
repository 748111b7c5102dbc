#include "load/schema.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "findings/did_you_mean.h"
#include "load/json_document.h"

namespace onshelf {
namespace {

using Context = std::vector<std::string>;

// valijson names a place as {"<root>", "[fields]", "[3]"}.
const JsonValue& value_at(const JsonValue& document, const Context& context) {
  const JsonValue* here = &document;
  for (const std::string& step : context) {
    if (step.size() < 2 || step.front() != '[') continue;
    const std::string name = step.substr(1, step.size() - 2);
    const JsonValue* next = nullptr;
    if (here->is_array()) {
      const std::size_t index = static_cast<std::size_t>(std::strtoull(name.c_str(), nullptr, 10));
      if (index < here->items.size()) next = &here->items[index];
    } else {
      next = here->find(name);
    }
    if (!next) break;
    here = next;
  }
  return *here;
}

bool is_inside(const Context& inner, const Context& outer) {
  return inner.size() > outer.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

void gather_property_names(const nlohmann::json& schema, std::set<std::string>& names) {
  if (schema.is_object()) {
    if (auto properties = schema.find("properties"); properties != schema.end() && properties->is_object())
      for (const auto& [name, unused] : properties->items()) names.insert(name);
    for (const auto& [unused, part] : schema.items()) gather_property_names(part, names);
  } else if (schema.is_array()) {
    for (const auto& part : schema) gather_property_names(part, names);
  }
}

// The property valijson could not place, from its description; empty when the fault is another one.
std::string unknown_property(const std::string& description) {
  static constexpr std::string_view kMark = "Object contains a property that could not be validated using";
  if (!description.starts_with(kMark)) return {};
  const auto end = description.rfind('\'');
  const auto begin = end == std::string::npos ? end : description.rfind('\'', end - 1);
  return begin == std::string::npos ? std::string{} : description.substr(begin + 1, end - begin - 1);
}

Finding unknown_key(const JsonValue& object, const std::string& name, const std::vector<std::string>& known,
                    const SourceText& source) {
  ByteRange where = object.where;
  for (const JsonMember& member : object.members)
    if (member.key == name) where = member.key_where;
  Finding finding{
      FindingSeverity::error, "config-unknown-key", source.place(where), {}, "unknown key \"" + name + "\"", {}};
  if (const std::string near = nearest(name, known); !near.empty()) finding.hint = "did you mean \"" + near + "\"?";
  return finding;
}

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
  valijson::ValidationResults results;
  // Kept, because it keeps the patterns of schemas that it has compiled: all of them come from this program's own files.
  static thread_local valijson::Validator validator;
  if (validator.validate(schema.schema, valijson::adapters::NlohmannJsonAdapter(plain), &results)) return true;

  std::set<std::string> names;
  gather_property_names(schema.json, names);
  const std::vector<std::string> known(names.begin(), names.end());

  std::set<std::pair<std::size_t, std::string>> told;
  for (const auto& error : results) {
    // Only the innermost fault helps; the ones around it say that something inside is wrong.
    const bool has_inner = std::any_of(results.begin(), results.end(),
                                       [&](const auto& other) { return is_inside(other.context, error.context); });
    if (has_inner && unknown_property(error.description).empty()) continue;
    if (error.description.starts_with("Failed to validate against a conditional schema"))
      continue;  // its cause stands beside it
    const JsonValue& where = value_at(document, error.context);
    if (!told.emplace(where.where.begin, error.description).second) continue;
    if (const std::string name = unknown_property(error.description); !name.empty())
      findings.add(unknown_key(where, name, known, source));
    else
      findings.add({FindingSeverity::error, "config-schema", source.place(where.where), {}, error.description, {}});
  }
  return false;
}

}  // namespace onshelf
