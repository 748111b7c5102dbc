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

}  // namespace onshelf
