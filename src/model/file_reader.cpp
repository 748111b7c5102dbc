#include "model/file_reader.h"

namespace onshelf {

std::string_view describe(ReadFault fault) {
  switch (fault) {
    case ReadFault::none:
      return "readable";
    case ReadFault::missing:
      return "missing";
    case ReadFault::not_regular:
      return "a link or not a regular file";
    case ReadFault::too_large:
      return "too large";
    case ReadFault::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

}  // namespace onshelf
