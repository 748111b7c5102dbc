#include "text/content_hash.h"

#define XXH_STATIC_LINKING_ONLY  // the state is a member here
#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>  // looks at the processor once: long values in half the time where it has AVX2
#endif

namespace onshelf {

ContentHash content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.low64, hash.high64};
}

std::string_view bytes_of(const ContentHash& hash) { return {reinterpret_cast<const char*>(&hash), sizeof hash}; }

ContentHash hash_from_bytes(std::string_view bytes) {
  ContentHash hash;
  if (bytes.size() == sizeof hash) std::memcpy(&hash, bytes.data(), sizeof hash);
  return hash;
}

struct ContentHasher::State {
  XXH3_state_t xxh;
};

ContentHasher::ContentHasher() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->xxh); }
ContentHasher::~ContentHasher() = default;
ContentHasher::ContentHasher(ContentHasher&&) noexcept = default;
ContentHasher& ContentHasher::operator=(ContentHasher&&) noexcept = default;

ContentHasher& ContentHasher::add(std::string_view text) { return add(std::uint64_t{text.size()}).append(text); }

ContentHasher& ContentHasher::append(std::string_view bytes) {
  XXH3_128bits_update(&state_->xxh, bytes.data(), bytes.size());
  return *this;
}

ContentHasher& ContentHasher::add(std::uint64_t number) {
  XXH3_128bits_update(&state_->xxh, &number, sizeof number);
  return *this;
}

ContentHasher& ContentHasher::add(const ContentHash& hash) { return add(hash.low).add(hash.high); }

ContentHash ContentHasher::value() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(&state_->xxh);
  return {hash.low64, hash.high64};
}

}  // namespace onshelf
