// Where bytes lie in the packs of a store.
#pragma once

#include <cstdint>

namespace onshelf {

struct PackPlace {
  std::uint64_t pack = 0;  // a number that no other file ever had
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t check = 0;  // of the bytes
};

}  // namespace onshelf
