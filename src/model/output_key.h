// What the bytes of an output were made of, so that a later build can tell whether it would write them again.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace onshelf {

// Three fingerprints, so that a change can be named. All zero: not known, so the output is made anew.
struct OutputKey {
  std::uint64_t site = 0;    // program, settings, messages, templates, theme
  std::uint64_t own = 0;     // what the output is about
  std::uint64_t others = 0;  // what else it shows: cards, counts, neighbours
  friend bool operator==(const OutputKey&, const OutputKey&) = default;
  explicit operator bool() const { return (site | own | others) != 0; }
};

inline std::string_view bytes_of(const OutputKey& key) { return {reinterpret_cast<const char*>(&key), sizeof key}; }

// A wrong size is no key.
inline OutputKey key_from_bytes(std::string_view bytes) {
  OutputKey key;
  if (bytes.size() == sizeof key) std::memcpy(&key, bytes.data(), sizeof key);
  return key;
}

}  // namespace onshelf
