// Tells contents apart also for whoever chooses them: a seller must not be able to write two records that are taken for one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text/content_hash.h"

namespace onshelf {

// What sellers must never see. Whoever knows it can make two contents with one hash.
using HashSecret = std::array<unsigned char, 16>;

HashSecret random_secret();  // throws std::runtime_error when the system has no randomness

// SHA-256, in hexadecimal. For names that everybody may see and work out: without a secret, and still nobody can make two texts with
// one name.
std::string public_digest(std::string_view text);
// The first 128 bits of it.
ContentHash public_hash(std::string_view bytes);
// The same as "'sha256-...'", which is how a Content-Security-Policy names a script or style that it lets be.
std::string policy_source(std::string_view text);

// GHASH under AES-GCM (NIST SP 800-38D), 128 bits: two contents that were chosen without the secret, and without seeing hashes, have the
// same one with a chance of at most their blocks of 16 bytes in 2^128. As fast as memory on processors that multiply without carry.
class SecureHasher {
 public:
  explicit SecureHasher(const HashSecret& secret);
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
  void append(const void* bytes, std::size_t size);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace onshelf
