#include "text/normal_form.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <stdexcept>

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

}  // namespace

std::string to_nfc(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return std::string(text);
  return normalized(text, icu::Normalizer2::getNFCInstance);
}

std::string to_comparable(std::string_view text) { return normalized(text, icu::Normalizer2::getNFKCCasefoldInstance); }

}  // namespace onshelf
