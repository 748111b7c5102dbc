#include "model/file_reader.h"

namespace onshelf {

std::string_view describe(ReadFault fault) {
  switch (fault) {
    case ReadFault::none:
      return "readable";
    case ReadFault::missing:
      return "missing";
    case ReadFault::not_regular:
      return "a link, one of several hard links, or no regular file";
    case ReadFault::too_large:
      return "too large";
    case ReadFault::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

}  // namespace onshelf
