#include "text/secure_hash.h"

#include <sodium.h>

#include <new>

namespace onshelf {

struct SecureHasher::State {
  crypto_generichash_state blake;
};

SecureHasher::SecureHasher() : state_(std::make_unique<State>()) {
  static const int ready = sodium_init();  // picks the fastest code for this processor
  if (ready < 0 || crypto_generichash_init(&state_->blake, nullptr, 0, sizeof(ContentHash)) != 0)
    throw std::bad_alloc();
}

SecureHasher::~SecureHasher() = default;

SecureHasher& SecureHasher::add(std::string_view text) {
  add(std::uint64_t{text.size()});
  crypto_generichash_update(&state_->blake, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return *this;
}

SecureHasher& SecureHasher::add(std::uint64_t number) {
  crypto_generichash_update(&state_->blake, reinterpret_cast<const unsigned char*>(&number), sizeof number);
  return *this;
}

SecureHasher& SecureHasher::add(const ContentHash& hash) { return add(hash.low).add(hash.high); }

ContentHash SecureHasher::value() {
  ContentHash hash;
  crypto_generichash_final(&state_->blake, reinterpret_cast<unsigned char*>(&hash), sizeof hash);
  return hash;
}

}  // namespace onshelf
