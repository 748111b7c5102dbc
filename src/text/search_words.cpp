#include "text/search_words.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "text/ascii.h"
#include "text/character_forms.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

bool is_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

bool is_dropped(UChar32 c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x610 && c <= 0x61A) || c == 0x640 || (c >= 0x64B && c <= 0x65F) ||
         c == 0x670 || (c >= 0x6D6 && c <= 0x6ED) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

char16_t folded(char16_t c) {
  switch (c) {
    case 0x3C2:  // final sigma
      return 0x3C3;
    case 0x649:  // alef maqsura
    case 0x6CC:  // Persian yeh
      return 0x64A;
    case 0x6A9:  // keheh
      return 0x643;
    case 0x629:  // teh marbuta
      return 0x647;
    default:
      return c;
  }
}

std::string through_unicode(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* apart = icu::Normalizer2::getNFKDInstance(status);
  const icu::Normalizer2* together = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("the Unicode data of ICU cannot be loaded");
  const auto given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const icu::UnicodeString parts = apart->normalize(given, status);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1))
    if (const UChar32 c = parts.char32At(at); !is_dropped(c)) kept.append(c);
  // To small letters first, for a capital sharp s has a small one, which alone becomes "SS".
  kept.toLower(icu::Locale::getRoot()).toUpper(icu::Locale::getRoot()).toLower(icu::Locale::getRoot());
  for (std::int32_t at = 0; at < kept.length(); ++at) kept.setCharAt(at, folded(kept.charAt(at)));
  std::string result;
  together->normalize(kept, status).toUTF8String(result);
  if (U_FAILURE(status)) throw std::runtime_error("the Unicode data of ICU cannot be loaded");
  return result;
}

// Of letters only a sigma's case looks further than normal forms do, and that is folded.
std::optional<std::string> form_of_one(char32_t character) {
  std::string text;
  append_utf8(text, character);
  std::string form = through_unicode(text);
  if (!begins_apart(text) || !begins_apart(form)) return std::nullopt;
  return form;
}

}  // namespace

bool is_dense(char32_t c) {
  return c >= 0x0E00 && (c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
                         (c >= 0x3005 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x9FFF) ||
                         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF));
}

// Between two blanks of ASCII nothing depends on what is beyond them. So only the words that need it go the long way.
std::string to_search_form(std::string_view text) {
  static thread_local CharacterForms forms(form_of_one);
  std::string result;
  result.reserve(text.size());
  std::size_t word_at = 0, form_at = 0;  // of the word that goes on, in the text and in the result
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.value < 0x80) {
      result.push_back(lower_ascii(text[at++]));
      if (point.value == ' ') word_at = at, form_at = result.size();
      continue;
    }
    if (const std::string* form = point.valid ? forms.of(point.value) : nullptr) {
      result += *form;
    } else {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      result.resize(form_at);
      result += through_unicode(text.substr(word_at, end - word_at));
      at = end;
      continue;
    }
    at += point.size;
  }
  return result;
}

std::vector<std::string_view> cut_into_words(std::string_view form) {
  std::vector<std::string_view> words;
  std::size_t begin = 0, length = 0;  // of the run, or what is left of it: its first byte, and code points
  bool was_dense = false;
  const auto add = [&](std::size_t end) {
    if (length > 0 && words.size() < kMostSearchWords) words.push_back(form.substr(begin, end - begin));
    length = 0;
  };
  for (std::size_t at = 0, size = 0; at < form.size(); at += size) {
    const CodePoint point = code_point_at(form, at);
    size = point.size;
    if (!is_word(point.value)) {
      add(at);
      continue;
    }
    const bool dense = is_dense(point.value);
    if (length > 0 && dense && was_dense) {
      add(at + size);  // the pair; the next one begins with this character
    } else if (dense != was_dense || length == kLongestSearchWord) {
      add(at);
    }
    if (length == 0) begin = at;
    was_dense = dense;
    ++length;
  }
  add(form.size());
  return words;
}

std::vector<std::string> search_words(std::string_view text) {
  const std::string form = to_search_form(text);
  const std::vector<std::string_view> words = cut_into_words(form);
  return {words.begin(), words.end()};
}

bool may_be_misspelt(std::string_view word) {
  std::size_t length = 0;
  for (const auto [at, point] : CodePoints(word)) {
    ++length;
    if (point.value < 0x80 ? point.value <= '9' : is_dense(point.value)) return false;
    if (point.value >= 0x80 && (U_GET_GC_MASK(static_cast<UChar32>(point.value)) & U_GC_N_MASK) != 0) return false;
  }
  return length >= 3;
}

}  // namespace onshelf
