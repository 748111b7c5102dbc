// One value of a strict JSON document, with its place. Made by load/json_document.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/source_text.h"

namespace onshelf {

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { null, boolean, integer, decimal, string, array, object };

  Kind kind = Kind::null;
  bool flag = false;                // boolean
  ByteRange where;                  // in the document's bytes
  std::string text;                 // string: decoded UTF-8; number: as written
  std::vector<JsonValue> items;     // array
  std::vector<JsonMember> members;  // object, in source order, keys unique

  bool is_string() const { return kind == Kind::string; }
  bool is_array() const { return kind == Kind::array; }
  bool is_object() const { return kind == Kind::object; }

  // Null when this is no object or has no such member. Points into this value.
  const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  ByteRange key_where;
  JsonValue value;
};

inline const JsonValue* JsonValue::find(std::string_view key) const {
  for (const JsonMember& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

}  // namespace onshelf
