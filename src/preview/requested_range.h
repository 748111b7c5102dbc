// Which bytes of a file a browser asks for: the value of a Range header, RFC 9110 section 14.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onshelf {

struct RequestedRange {
  enum class Kind { whole, part, unsatisfiable, several };
  Kind kind = Kind::whole;
  std::size_t first = 0, count = 0;  // of a part, inside the file; it is never empty
};

// Of a file of that size. Whole: also what cannot be read, or is in another unit than bytes, for such a header is ignored.
RequestedRange read_range(std::string_view value, std::size_t size);

// The Content-Range of the reply; of what is no part, how long the file is.
std::string content_range(const RequestedRange& range, std::size_t size);

}  // namespace onshelf
