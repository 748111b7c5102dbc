// Where the tokens of a JSON text lie, and what is wrong where one cannot be read. For json_document.cpp, which knows from
// the library which token comes next.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/source_text.h"

namespace onshelf {

struct JsonFault {
  std::string rule;
  std::string message;
  std::string hint;
  ByteRange where = {};
  std::optional<ByteRange> first = std::nullopt;  // of two places that clash, the earlier one
  bool is_whole_file = false;                     // no place in it
};

// What is wrong inside the string whose opening quote is at `at`; nothing when it ends well.
std::optional<JsonFault> fault_of_string(std::string_view bytes, std::size_t at);

// Steps from token to token. Each take_ call must name the token that really comes next: commas and colons in between are
// passed over. After a refusal the walker stands before the first byte it was not told about.
class JsonWalker {
 public:
  // Views `bytes`, which begin with at most one byte order mark.
  explicit JsonWalker(std::string_view bytes);

  ByteRange take_word();  // true, false, null
  ByteRange take_number();
  ByteRange take_string(std::string_view text);  // what it means; the range has its quotes
  ByteRange take_key(std::string_view text);
  ByteRange take_open(bool is_object);
  ByteRange take_close();

  // The next token is no JSON, or does not belong there.
  JsonFault syntax_fault() const;
  // The next token is a number outside a double's range.
  JsonFault number_fault() const;

 private:
  enum class After { begin, open, key, value };

  std::size_t skip_blanks(std::size_t at) const;
  std::size_t next_token() const;
  ByteRange take(std::size_t begin, std::size_t end, After after);
  bool at_end(std::size_t at) const { return at >= bytes_.size(); }
  JsonFault fault_of_token(std::size_t at) const;
  // Starts what other languages have: a comment, another quote.
  bool is_foreign(std::size_t at) const;
  JsonFault comment_or(std::string message, std::size_t at) const;

  std::string_view bytes_;
  std::size_t at_ = 0;           // end of the last token
  After after_ = After::begin;   // what that was
  std::vector<bool> in_object_;  // the open containers; false: an array
};

}  // namespace onshelf
