// Tells contents apart also for whoever chooses them: a seller must not be able to write two records that are taken for one.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "text/content_hash.h"

namespace onshelf {

// BLAKE2b, 128 bits of it. Several times slower than content_hash(): for what comes from sellers, and nothing else.
class SecureHasher {
 public:
  SecureHasher();
  ~SecureHasher();
  SecureHasher(const SecureHasher&) = delete;
  SecureHasher& operator=(const SecureHasher&) = delete;

  // Texts are told apart by their lengths: "ab", "c" is not "a", "bc".
  SecureHasher& add(std::string_view text);
  SecureHasher& add(std::uint64_t number);
  SecureHasher& add(const ContentHash& hash);
  // Once.
  ContentHash value();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace onshelf
