// Tells contents of files apart. Not against an adversary: it is compared with our own earlier files only.
#pragma once

#include <cstdint>
#include <string_view>

namespace onshelf {

struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const ContentHash&, const ContentHash&) = default;
};

ContentHash content_hash(std::string_view bytes);

}  // namespace onshelf
