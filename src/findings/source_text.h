// From a byte range of an input file to a Place that can be shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/finding.h"

namespace onshelf {

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;  // one past the last byte
};

// Whether an address with a password stands in it: https://name:password@host/.
bool has_password(std::string_view text);

// One input file while it is being judged. Views the bytes; the caller keeps them alive.
class SourceText {
 public:
  SourceText(std::string file, std::string_view bytes);

  const std::string& file() const { return file_; }
  std::string_view bytes() const { return bytes_; }

  // Bytes that must never be quoted: confidential values. Names and passwords of addresses (https://name:password@host/) are hidden
  // from the beginning, whatever field or text they stand in.
  void hide(ByteRange range);
  // Nothing of this file may be quoted, for example because it could not be parsed and secrets cannot be told apart.
  void hide_all() { hide({0, bytes_.size()}); }

  // Long lines are cut around the range; control characters show as U+FFFD, hidden bytes as "*".
  Place place(ByteRange range) const;
  Place whole_file() const { return Place{file_, 0, 0, {}, 0, 0}; }

 private:
  std::string file_;
  std::string_view bytes_;
  std::vector<ByteRange> hidden_;  // sorted, disjoint, not touching
};

}  // namespace onshelf
