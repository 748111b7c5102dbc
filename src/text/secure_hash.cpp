#include "text/secure_hash.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <stdexcept>

#include "text/base64.h"

namespace onshelf {

HashSecret random_secret() {
  HashSecret secret;
  if (RAND_bytes(secret.data(), static_cast<int>(secret.size())) != 1)
    throw std::runtime_error("the system gives no random bytes");
  return secret;
}

struct SecureHasher::State {
  EVP_CIPHER_CTX* cipher = EVP_CIPHER_CTX_new();
  ~State() { EVP_CIPHER_CTX_free(cipher); }
};

namespace {

void demand(int result) {
  if (result != 1) throw std::bad_alloc();  // nothing else can go wrong here
}

std::string sha256(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  demand(EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr));
  return {digest.begin(), digest.begin() + size};
}

}  // namespace

std::string public_digest(std::string_view text) {
  std::string name;
  for (const char byte : sha256(text)) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    name += kDigits[static_cast<unsigned char>(byte) >> 4];
    name += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return name;
}

ContentHash public_hash(std::string_view bytes) {
  ContentHash hash;
  const std::string digest = sha256(bytes);
  std::memcpy(&hash.low, digest.data(), sizeof hash.low);
  std::memcpy(&hash.high, digest.data() + sizeof hash.low, sizeof hash.high);
  return hash;
}

std::string policy_source(std::string_view text) { return "'sha256-" + to_base64(sha256(text)) + '\''; }

SecureHasher::SecureHasher(const HashSecret& secret) : state_(std::make_unique<State>()) {
  // OpenSSL looks for an algorithm by its name; once is enough.
  static const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> kCipher(
      EVP_CIPHER_fetch(nullptr, "AES-128-GCM", nullptr), EVP_CIPHER_free);
  // One nonce for all: a hash of this kind needs a fresh one only where others see the results.
  static constexpr std::array<unsigned char, 12> kNonce{};
  demand(EVP_EncryptInit_ex(state_->cipher, kCipher.get(), nullptr, secret.data(), kNonce.data()));
}

SecureHasher::~SecureHasher() = default;

// As data that is authenticated and not encrypted.
void SecureHasher::append(const void* bytes, std::size_t size) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  while (size > 0) {
    const int part = static_cast<int>(std::min<std::size_t>(size, 1u << 30));
    int written = 0;
    demand(EVP_EncryptUpdate(state_->cipher, nullptr, &written, at, part));
    at += part;
    size -= static_cast<std::size_t>(part);
  }
}

SecureHasher& SecureHasher::add(std::string_view text) {
  add(std::uint64_t{text.size()});
  append(text.data(), text.size());
  return *this;
}

SecureHasher& SecureHasher::add(std::uint64_t number) {
  append(&number, sizeof number);
  return *this;
}

SecureHasher& SecureHasher::add(const ContentHash& hash) { return add(hash.low).add(hash.high); }

ContentHash SecureHasher::value() {
  unsigned char nothing[16];
  int written = 0;
  ContentHash hash;
  static_assert(sizeof hash == 16);
  demand(EVP_EncryptFinal_ex(state_->cipher, nothing, &written));
  demand(EVP_CIPHER_CTX_ctrl(state_->cipher, EVP_CTRL_GCM_GET_TAG, sizeof hash, &hash));
  return hash;
}

}  // namespace onshelf
