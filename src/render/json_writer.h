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

#include "text/utf8.h"

namespace onshelf {

// A value that is valid UTF-8 whatever `text` is: what is not becomes U+FFFD, for the writer copies bytes as they are.
template <class Writer>
void write_text(Writer& writer, std::string_view text) {
  // Its length is known to be small: nothing longer than a record gets here.
  const auto write = [&](std::string_view valid) {
    writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
  };
  if (is_valid_utf8(text)) return write(text);
  std::string whole;
  for (const auto [at, point] : CodePoints(text)) append_utf8(whole, point.valid ? point.value : 0xFFFD);
  write(whole);
}

// Takes JSON byte by byte and leaves none in it that means something to an HTML parser, or ends a line in an old script engine.
// In JSON these stand inside strings only, where an escape means the same.
class ScriptText {
 public:
  using Ch = char;

  void Put(char byte) {
    switch (byte) {
      case '<':
        text_ += "\\u003c";
        return;
      case '>':
        text_ += "\\u003e";
        return;
      case '&':
        text_ += "\\u0026";
        return;
      case '\xa8':  // U+2028
      case '\xa9':  // U+2029
        if (!text_.ends_with("\xe2\x80")) break;
        text_.resize(text_.size() - 2);
        text_ += byte == '\xa8' ? "\\u2028" : "\\u2029";
        return;
      default:
        break;
    }
    text_.push_back(byte);
  }
  void Flush() {}
  std::string take() { return std::move(text_); }
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

 private:
  std::string text_;
};

}  // namespace onshelf
