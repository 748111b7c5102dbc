#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "gate/gate.h"

namespace onshelf {

std::string unlisted_token(const std::string& id, const std::string& key) {
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(id.data()), id.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  std::string token;
  for (std::size_t i = 0; i < 16; ++i) token += fmt::format("{:02x}", digest[i]);
  return token;
}

}  // namespace onshelf
