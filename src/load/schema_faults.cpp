#include "load/schema_faults.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "findings/did_you_mean.h"
#include "load/json_document.h"
#include "load/schema.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

using Json = nlohmann::json;
using Kind = JsonValue::Kind;

struct Fault {
  std::string rule;
  ByteRange where;
  Sentence message;
  Sentence hint;
};

// A value of the document. An object is held to several schemas, but only the first of them names all its members.
struct Part {
  const JsonValue& value;
  std::string name;  // "locales[1].tag"; of the document itself the file's
  bool is_document = false;
  const Json* members = nullptr;
};

const Json* keyword(const Json& schema, const char* name) {
  const auto found = schema.find(name);
  return found == schema.end() ? nullptr : &*found;
}

bool is_of_type(const JsonValue& value, const std::string& type) {
  switch (value.kind) {
    case Kind::null:
      return type == "null";
    case Kind::boolean:
      return type == "boolean";
    case Kind::integer:
      return type == "integer" || type == "number";
    case Kind::decimal:
      return type == "number";
    case Kind::string:
      return type == "string";
    case Kind::array:
      return type == "array";
    case Kind::object:
      return type == "object";
  }
  return false;
}

const char* not_of_type(const std::string& type) {
  if (type == "string") return "\"{field}\" is no text";
  if (type == "array") return "\"{field}\" is no list";
  if (type == "object") return "\"{field}\" is no object";
  if (type == "boolean") return "\"{field}\" is neither true nor false";
  return "\"{field}\" is no whole number";
}

const char* how_to_write(const std::string& type) {
  if (type == "string") return "write it in quotation marks";
  if (type == "array") return "write a list: [...]";
  if (type == "object") return "write an object: {...}";
  if (type == "boolean") return "write true or false, without quotation marks";
  if (type == "integer") return "write a whole number, without quotation marks";
  return "";
}

// In one line, with a blank after each : and , as people write it.
std::string written(const Json& value) {
  std::string text;
  for (const char c : value.dump(0)) {
    if (c != '\n')
      text += c;
    else if (text.ends_with(','))
      text += ' ';
  }
  return text;
}

std::string listed(const Json& values) {
  std::string text;
  for (const Json& value : values) text += (text.empty() ? "" : ", ") + written(value);
  return text;
}

// As other findings list them.
Sentence one_of(const Json& values) {
  std::string choices;
  for (const Json& value : values)
    choices += (choices.empty() ? "" : ", ") + (value.is_string() ? value.get<std::string>() : value.dump());
  return {"one of: {choices}", {{"choices", choices}}};
}

std::vector<std::string> texts_of(const Json& values) {
  std::vector<std::string> texts;
  for (const Json& value : values)
    if (value.is_string()) texts.push_back(value.get<std::string>());
  return texts;
}

std::string amount(std::size_t number, const std::string& unit) {
  return std::to_string(number) + ' ' + unit + (number == 1 ? "" : "s");
}

Sentence at_least(std::string limit) { return {"at least {limit}", {{"limit", std::move(limit)}}}; }
Sentence at_most(std::string limit) { return {"at most {limit}", {{"limit", std::move(limit)}}}; }

// Of a number; nothing where it has no limits.
Sentence range_of(const Json& schema) {
  const Json* least = keyword(schema, "minimum");
  const Json* most = keyword(schema, "maximum");
  if (least && most) return {"from {least} to {most}", {{"least", least->dump()}, {"most", most->dump()}}};
  return least ? at_least(least->dump()) : most ? at_most(most->dump()) : Sentence();
}

class Comparison {
 public:
  explicit Comparison(const Json& root) : root_(root) {}

  void compare(Part part, const Json& schema_or_reference) {
    const Json& schema = followed(schema_or_reference);
    if (schema.value("writeOnly", false)) secrets_.push_back(part.value.where);
    if (!part.members) part.members = keyword(schema, "properties");
    if (const Json* type = keyword(schema, "type"); type && !is_of_type(part.value, type->get<std::string>())) {
      // (A number in quotation marks has to lose these first.)
      const std::string name = type->get<std::string>();
      const bool is_quoted = part.value.kind == Kind::string && name == "integer";
      add(part, not_of_type(name), is_quoted ? Sentence(how_to_write(name)) : wanted(schema));
      return;
    }
    if (!is_one_of_the_allowed(part, schema)) return;
    switch (part.value.kind) {
      case Kind::string:
        compare_text(part, schema);
        break;
      case Kind::integer:
      case Kind::decimal:
        compare_number(part, schema);
        break;
      case Kind::array:
        compare_list(part, schema);
        break;
      case Kind::object:
        compare_object(part, schema);
        break;
      default:
        break;
    }
    compare_further(part, schema);
  }

  const std::vector<Fault>& faults() const { return faults_; }
  const std::vector<ByteRange>& secrets() const { return secrets_; }

 private:
  const Json& followed(const Json& schema) const {
    const Json* reference = keyword(schema, "$ref");
    return reference ? root_.at(Json::json_pointer(reference->get<std::string>().substr(1))) : schema;
  }

  // What would be right, as the schema of a value tells it.
  Sentence wanted(const Json& schema_or_reference) const {
    const Json& schema = followed(schema_or_reference);
    if (const Json* allowed = keyword(schema, "enum")) return one_of(*allowed);
    if (const Json* examples = keyword(schema, "examples"))
      return {"such as {examples}", {{"examples", listed(*examples)}}};
    const Sentence range = range_of(schema);
    return range.empty() ? Sentence(how_to_write(schema.value("type", ""))) : range;
  }

  bool matches(const Part& part, const Json& schema) const {
    Comparison inner(root_);
    inner.compare(part, schema);
    return inner.faults_.empty();
  }

  void add(const Part& part, const char* message, Sentence hint) {
    add({"config-schema", part.value.where, {message, {{"field", part.name}}}, std::move(hint)});
  }

  // What is said again allows less, for it comes from a condition.
  void add(Fault fault) {
    for (Fault& before : faults_)
      if (before.where.begin == fault.where.begin && before.message == fault.message) {
        before.hint = std::move(fault.hint);
        return;
      }
    faults_.push_back(std::move(fault));
  }

  static Part member_of(const Part& part, const JsonMember& member) {
    return {member.value, part.is_document ? member.key : part.name + '.' + member.key};
  }

  bool is_one_of_the_allowed(const Part& part, const Json& schema) {
    const Json* allowed = keyword(schema, "enum");
    const Json* only = keyword(schema, "const");
    if (!allowed && !only) return true;
    const Json value = to_nlohmann(part.value);
    if (only && value != *only) {
      add(part, "\"{field}\" is none of the values that are taken here", one_of(Json::array({*only})));
      return false;
    }
    if (!allowed || std::find(allowed->begin(), allowed->end(), value) != allowed->end()) return true;
    const std::string near = part.value.is_string() ? nearest(part.value.text, texts_of(*allowed)) : std::string();
    add(part, "\"{field}\" is none of the values that are taken here", did_you_mean(near, wanted(schema)));
    return false;
  }

  void compare_text(const Part& part, const Json& schema) {
    const std::size_t length = count_code_points(part.value.text);
    const Json* least = keyword(schema, "minLength");
    const Json* most = keyword(schema, "maxLength");
    if (least && length == 0 && *least > 0) {
      add(part, "\"{field}\" is empty", "write something between the quotation marks");
    } else if (least && length < least->get<std::size_t>()) {
      add(part, "\"{field}\" is too short", at_least(amount(least->get<std::size_t>(), "character")));
    } else if (most && length > most->get<std::size_t>()) {
      add(part, "\"{field}\" is too long", at_most(amount(most->get<std::size_t>(), "character")));
    } else if (const Json* pattern = keyword(schema, "pattern")) {
      if (!matches_pattern(part.value.text, pattern->get<std::string>()))
        add(part, "\"{field}\" is not written as it has to be", wanted(schema));
    }
  }

  void compare_number(const Part& part, const Json& schema) {
    const double number = std::strtod(part.value.text.c_str(), nullptr);
    const Json* least = keyword(schema, "minimum");
    const Json* most = keyword(schema, "maximum");
    if (least && number < least->get<double>())
      add(part, "\"{field}\" is too small", range_of(schema));
    else if (most && number > most->get<double>())
      add(part, "\"{field}\" is too large", range_of(schema));
  }

  void compare_list(const Part& part, const Json& schema) {
    const auto& items = part.value.items;
    const Json* least = keyword(schema, "minItems");
    const Json* most = keyword(schema, "maxItems");
    if (least && items.size() < least->get<std::size_t>())
      add(part, items.empty() ? "\"{field}\" is empty" : "\"{field}\" has too few items",
          at_least(amount(least->get<std::size_t>(), "item")));
    if (most && items.size() > most->get<std::size_t>())
      add(part, "\"{field}\" has too many items", at_most(amount(most->get<std::size_t>(), "item")));

    const auto item = [&](std::size_t i) { return Part{items[i], part.name + '[' + std::to_string(i) + ']'}; };
    if (const Json* of_all = keyword(schema, "items"))
      for (std::size_t i = 0; i < items.size(); ++i) compare(item(i), *of_all);
    if (schema.value("uniqueItems", false)) compare_for_repeats(part);
    if (const Json* of_one = keyword(schema, "contains")) {
      bool is_there = false;
      for (std::size_t i = 0; i < items.size() && !is_there; ++i) is_there = matches(item(i), *of_one);
      if (!is_there) add(part, "\"{field}\" lacks an item that is wanted", wanted(*of_one));
    }
  }

  void compare_for_repeats(const Part& part) {
    std::vector<std::pair<std::string, std::size_t>> seen;
    for (std::size_t i = 0; i < part.value.items.size(); ++i)
      seen.emplace_back(to_nlohmann(part.value.items[i]).dump(), i);
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 1; i < seen.size(); ++i)
      if (seen[i].first == seen[i - 1].first)
        add({"config-schema",
             part.value.items[seen[i].second].where,
             {"\"{field}\" has this item twice", {{"field", part.name}}},
             "keep one of them"});
  }

  void compare_object(const Part& part, const Json& schema) {
    const Json* properties = keyword(schema, "properties");
    const Json* by_pattern = keyword(schema, "patternProperties");
    const Json* others = keyword(schema, "additionalProperties");
    for (const JsonMember& member : part.value.members) {
      bool is_known = false;
      const auto compare_member = [&](const Json& its_schema) {
        is_known = true;
        compare(member_of(part, member), its_schema);
      };
      if (const Json* own = properties ? keyword(*properties, member.key.c_str()) : nullptr) compare_member(*own);
      if (by_pattern)
        for (const auto& [pattern, its_schema] : by_pattern->items())
          if (matches_pattern(member.key, pattern)) compare_member(its_schema);
      if (is_known || !others) continue;
      if (others->is_object())
        compare_member(*others);
      else if (!others->get<bool>())
        add_unknown_key(part, member, properties, schema);
    }
    if (const Json* least = keyword(schema, "minProperties"))
      if (part.value.members.size() < least->get<std::size_t>()) add(part, "\"{field}\" is empty", wanted(schema));
    compare_for_missing(part, schema);
  }

  void add_unknown_key(const Part& part, const JsonMember& member, const Json* properties, const Json& schema) {
    std::vector<std::string> known;
    Json names = Json::array();
    if (properties)
      for (const auto& [name, unused] : properties->items()) {
        known.push_back(name);
        if (!name.starts_with('$')) names.push_back(name);
      }
    // What was meant may be a secret.
    if (member.value.is_string()) secrets_.push_back(member.value.where);
    const std::string near = nearest(member.key, known);
    Sentence choices = names.empty() ? wanted(schema) : one_of(names);
    add({"config-unknown-key",
         member.key_where,
         {"unknown key \"{key}\"", {{"key", member.key}}},
         did_you_mean(near, std::move(choices))});
    meant_.emplace_back(&part.value, near);
  }

  void compare_for_missing(const Part& part, const Json& schema) {
    const auto add_missing = [&](const std::string& name, Sentence hint) {
      if (std::find(meant_.begin(), meant_.end(), std::pair{&part.value, name}) != meant_.end()) return;
      const std::string path = part.is_document ? name : part.name + '.' + name;
      add({"config-schema", part.value.where, {"\"{field}\" is missing", {{"field", path}}}, std::move(hint)});
    };
    if (const Json* required = keyword(schema, "required"))
      for (const std::string& name : texts_of(*required)) {
        if (part.value.find(name)) continue;
        const Json* its_schema = part.members ? keyword(*part.members, name.c_str()) : nullptr;
        add_missing(name, its_schema ? wanted(*its_schema) : Sentence());
      }
    if (const Json* dependencies = keyword(schema, "dependencies"))
      for (const auto& [name, needed] : dependencies->items())
        for (const std::string& other : texts_of(needed))
          if (part.value.find(name) && !part.value.find(other))
            add_missing(other, {"\"{member}\" is nothing without it", {{"member", name}}});
  }

  void compare_further(const Part& part, const Json& schema) {
    if (const Json* condition = keyword(schema, "if"))
      if (const Json* branch = keyword(schema, matches(part, *condition) ? "then" : "else")) compare(part, *branch);

    const Json* ways = keyword(schema, "anyOf");
    if (!ways || std::any_of(ways->begin(), ways->end(), [&](const Json& way) { return matches(part, way); })) return;
    Json names = Json::array();  // all our schemas ask with it for one member of several
    for (const Json& way : *ways)
      if (const Json* required = keyword(way, "required"))
        for (const Json& name : *required) names.push_back(name);
    add(part, "\"{field}\" lacks a member", one_of(names));
  }

  const Json& root_;
  std::vector<Fault> faults_;
  std::vector<ByteRange> secrets_;
  std::vector<std::pair<const JsonValue*, std::string>> meant_;  // by names that are not known; these are not missing
};

}  // namespace

std::vector<Finding> schema_faults(const JsonValue& document, const Json& schema, SourceText source) {
  Comparison comparison(schema);
  comparison.compare({document, source.file(), true}, schema);
  for (const ByteRange& secret : comparison.secrets()) source.hide(secret);
  std::vector<Finding> findings;
  for (const Fault& fault : comparison.faults())
    findings.push_back({FindingSeverity::error, fault.rule, source.place(fault.where), {}, fault.message, fault.hint});
  return findings;
}

}  // namespace onshelf
