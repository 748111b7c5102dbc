#include "text/normal_form.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "text/utf8.h"

namespace onshelf {
namespace {

using FormGetter = const icu::Normalizer2* (*)(UErrorCode&);

std::string normalized(std::string_view text, FormGetter form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = form(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
  if (U_SUCCESS(status))
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                              status);
  if (U_FAILURE(status)) throw std::runtime_error("the Unicode data of ICU cannot be loaded");
  return result;
}

// Characters that stay as they are in NFC and join with none of these: all of most texts, and a comparison is faster than
// looking each up.
bool stays(char32_t c) {
  return c < 0x300 || (c >= 0x400 && c <= 0x482) || (c >= 0x61B && c <= 0x64A) || (c >= 0x2010 && c <= 0x2027) ||
         (c >= 0x3001 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A0 && c <= 0x30FF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF01 && c <= 0xFF5E) || c == 0x60C;
}

// ASCII from here on, eight bytes at a time.
std::size_t past_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t block = 0; text.size() - at >= sizeof block; at += sizeof block) {
    std::memcpy(&block, text.data() + at, sizeof block);
    if (block & kHighBits) break;
  }
  return at;
}

bool is_surely_nfc(std::string_view text) {
  for (std::size_t at = past_ascii(text, 0); at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid || !stays(point.value)) return false;
    at += point.size;
    if (point.size == 1) at = past_ascii(text, at);
  }
  return true;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  if (is_surely_nfc(text)) return std::string(text);
  return normalized(text, icu::Normalizer2::getNFCInstance);
}

std::size_t count_in_nfc(std::string_view text) {
  return is_surely_nfc(text) ? count_code_points(text)
                             : count_code_points(normalized(text, icu::Normalizer2::getNFCInstance));
}

std::string to_comparable(std::string_view text) { return normalized(text, icu::Normalizer2::getNFKCCasefoldInstance); }

bool begins_apart(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* comparable = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("the Unicode data of ICU cannot be loaded");
  return text.empty() || comparable->hasBoundaryBefore(static_cast<UChar32>(code_point_at(text, 0).value));
}

}  // namespace onshelf
