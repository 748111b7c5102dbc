// Tells contents apart. Not against an adversary who can choose both: it is compared with our own earlier values only.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace onshelf {

struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
  // All zero stands for "not known".
  explicit operator bool() const { return (low | high) != 0; }
};

ContentHash content_hash(std::string_view bytes);

// For tables in memory: any part of a hash is one.
struct HashOfHash {
  std::size_t operator()(const ContentHash& hash) const { return static_cast<std::size_t>(hash.low); }
};

// Its bytes, for a store of this machine; and back. Throws nothing: a wrong size is no hash, so not known.
std::string_view bytes_of(const ContentHash& hash);
ContentHash hash_from_bytes(std::string_view bytes);

// Of several values one after the other. Texts are told apart by their lengths: "ab", "c" is not "a", "bc".
class ContentHasher {
 public:
  ContentHasher();
  ~ContentHasher();
  ContentHasher(ContentHasher&&) noexcept;
  ContentHasher& operator=(ContentHasher&&) noexcept;

  ContentHasher& add(std::string_view text);
  ContentHasher& add(const char* text) { return add(std::string_view(text)); }
  ContentHasher& add(std::uint64_t number);
  ContentHasher& add(const ContentHash& hash);
  // Without its length: as if all that is appended were one text.
  ContentHasher& append(std::string_view bytes);
  ContentHash value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace onshelf
