#include "text/look_alike.h"

#include <unicode/uchar.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>
#include <new>
#include <optional>

#include "text/ascii.h"
#include "text/character_forms.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

using Checker = std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>;

// Opened once; its table is large, and using it does not change it.
const USpoofChecker* checker() {
  static const Checker opened = [] {
    UErrorCode error = U_ZERO_ERROR;
    Checker made(uspoof_open(&error), uspoof_close);
    if (U_FAILURE(error)) throw std::bad_alloc();
    uspoof_setRestrictionLevel(made.get(), USPOOF_MODERATELY_RESTRICTIVE);
    uspoof_setChecks(made.get(), USPOOF_RESTRICTION_LEVEL, &error);
    return made;
  }();
  return opened.get();
}

std::string skeleton_of(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out(std::max<std::size_t>(64, text.size() * 3), '\0');
  while (true) {
    const std::int32_t size = uspoof_getSkeletonUTF8(checker(), 0, text.data(), static_cast<std::int32_t>(text.size()),
                                                     out.data(), static_cast<std::int32_t>(out.size()), &error);
    if (U_SUCCESS(error)) {
      out.resize(static_cast<std::size_t>(size));
      return out;
    }
    if (error != U_BUFFER_OVERFLOW_ERROR) return std::string(text);
    error = U_ZERO_ERROR;
    out.resize(static_cast<std::size_t>(size) + 1);
  }
}

bool is_part_of_word(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool is_mixed_word(const std::string& word) {
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t faults =
      uspoof_check2UTF8(checker(), word.data(), static_cast<std::int32_t>(word.size()), nullptr, &error);
  return U_SUCCESS(error) && (faults & USPOOF_RESTRICTION_LEVEL) != 0;
}

// The table leads small letters to large ones and back (l, I, 1), so what comes out is folded and looked up once more.
using Step = std::string (*)(std::string_view);
constexpr Step kSteps[] = {to_comparable, skeleton_of, to_comparable, skeleton_of};

std::string without_blanks(std::string_view key) {
  std::string out;
  for (auto [at, point] : CodePoints(key))
    if (u_charType(static_cast<UChar32>(point.value)) != U_SPACE_SEPARATOR && point.value != 0x2800)
      append_utf8(out, point.value);
  return out;
}

// Each step looks a character up by itself, but for what it does to marks.
std::optional<std::string> key_of_one(char32_t character) {
  std::string key;
  append_utf8(key, character);
  for (const Step step : kSteps) {
    if (!begins_apart(key)) return std::nullopt;
    key = step(key);
  }
  return begins_apart(key) ? std::optional(without_blanks(key)) : std::nullopt;
}

}  // namespace

std::string look_alike_key(std::string_view text) {
  static thread_local CharacterForms keys(key_of_one);
  std::string out;
  for (auto [at, point] : CodePoints(text)) {
    const std::string* key = point.valid ? keys.of(point.value) : nullptr;
    if (!key) {
      std::string whole(text);
      for (const Step step : kSteps) whole = step(whole);
      return without_blanks(whole);
    }
    out += *key;
  }
  return out;
}

bool mixes_scripts(std::string_view text) {
  if (is_ascii(text)) return false;
  std::string word;
  for (auto [at, point] : CodePoints(text)) {
    if (point.valid && is_part_of_word(point.value)) {
      append_utf8(word, point.value);
      continue;
    }
    if (is_mixed_word(word)) return true;
    word.clear();
  }
  return is_mixed_word(word);
}

}  // namespace onshelf
