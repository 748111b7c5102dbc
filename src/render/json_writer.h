// JSON of pages and of the search index, by RapidJSON; the one place that includes it. The library asks whether an empty stack has room by adding to a null
// pointer, which the language does not define and compilers do as meant: Clang's checks are told to pass over that, in this library alone.
#pragma once

#ifdef __clang__
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#ifdef __clang__
#pragma clang attribute pop
#endif

#include <string>
#include <string_view>
#include <utility>

#include "text/escape.h"
#include "text/utf8.h"

namespace onshelf {

// What is not valid UTF-8 becomes U+FFFD.
inline std::string made_valid(std::string_view text) {
  std::string whole;
  for (const auto [at, point] : CodePoints(text)) append_utf8(whole, point.valid ? point.value : kReplacementCharacter);
  return whole;
}

// A value that is valid UTF-8 whatever `text` is, for the writer copies bytes as they are.
template <class Writer>
void write_text(Writer& writer, std::string_view text) {
  // Its length is known to be small: nothing longer than a record gets here.
  const auto write = [&](std::string_view valid) {
    writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
  };
  is_valid_utf8(text) ? write(text) : write(made_valid(text));
}

// A text of the program's own that stands in a string of JSON as it is; one that would not does not compile.
class PlainJson {
 public:
  consteval PlainJson(const char* text) : text_(text) {
    for (const char c : text_)
      if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') throw "wants an escape";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// JSON for a script element of a page. RapidJSON keeps the structure; strings are written by append_script_string, in runs and
// so that nothing in them means something to an HTML parser.
class ScriptJson {
 public:
  explicit ScriptJson(std::size_t about) : writer_(out_) { out_.text.reserve(about); }
  ScriptJson(const ScriptJson&) = delete;  // the writer knows where `out_` is
  ScriptJson& operator=(const ScriptJson&) = delete;

  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_array() { writer_.StartArray(); }
  void end_array() { writer_.EndArray(); }
  void number(std::size_t value) { writer_.Uint64(value); }

  // A member's name, or a value. What is not valid UTF-8 becomes U+FFFD.
  void text(std::string_view text) {
    begin_string();
    append_script_string(out_.text, is_valid_utf8(text) ? text : std::string_view(made_valid(text)));
  }
  void plain(PlainJson plain) {
    begin_string();
    out_.text.append("\"").append(plain.text()).append("\"");
  }

  std::string take() { return std::move(out_.text); }

 private:
  struct Bytes {  // what RapidJSON calls a stream
    using Ch = char;
    void Put(char byte) { text.push_back(byte); }
    void Flush() {}
    std::string text;
  };

  // Writes the comma or the colon before it.
  void begin_string() { writer_.RawValue("", 0, rapidjson::kStringType); }

  Bytes out_;
  rapidjson::Writer<Bytes> writer_;
};

}  // namespace onshelf
