#include "text/word_count.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <mutex>

#include "text/utf8.h"

namespace onshelf {
namespace {

bool is_blank(char32_t c) {
  return c < 0x80 ? (c == ' ' || (c >= 9 && c <= 13)) : u_isUWhiteSpace(static_cast<UChar32>(c));
}

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  return u_isalnum(static_cast<UChar32>(c));
}

// Scripts whose words stand without blanks between them.
bool needs_dictionary(char32_t c) {
  return c >= 0x0E00 &&
         ((c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
          (c >= 0x3005 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x9FFF) ||
          (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9D) || (c >= 0x20000 && c <= 0x3FFFF));
}

}  // namespace

struct WordCounter::Segments {
  std::mutex in_use;
  std::unique_ptr<icu::BreakIterator> words;

  std::size_t count(std::string_view text) {
    const std::lock_guard lock(in_use);
    UErrorCode status = U_ZERO_ERROR;
    if (!words) words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status) || !words) return count_code_points(text);  // no dictionaries: each character for itself
    UText* view = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    words->setText(view, status);
    utext_close(view);
    std::size_t count = 0;
    for (words->first(); words->next() != icu::BreakIterator::DONE;)
      count += words->getRuleStatus() >= UBRK_WORD_NONE_LIMIT;
    return count;
  }
};

WordCounter::WordCounter() : segments_(std::make_unique<Segments>()) {}
WordCounter::~WordCounter() = default;

std::size_t WordCounter::count(std::string_view text) const {
  std::size_t words = 0, begin = 0;
  bool has_letter = false, is_dense = false;
  const auto end_word = [&](std::size_t end) {
    if (is_dense)
      words += segments_->count(text.substr(begin, end - begin));
    else
      words += has_letter;
    has_letter = is_dense = false;
  };
  for (const auto [at, point] : CodePoints(text)) {
    if (is_blank(point.value)) {
      end_word(at);
      begin = at + point.size;
    } else {
      has_letter = has_letter || is_letter_or_digit(point.value);
      is_dense = is_dense || needs_dictionary(point.value);
    }
  }
  end_word(text.size());
  return words;
}

}  // namespace onshelf
