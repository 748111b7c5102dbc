// Display width and cuts that hurt no reader.
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <optional>

#include "text/ascii.h"
#include "words/language.h"

namespace onshelf {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

// The character at `at`, which moves behind it; U+FFFD for bytes that are none. The macro is not written for
// -Wconversion.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
UChar32 next_character(std::string_view text, int32_t& at) {
  UChar32 c;
  U8_NEXT_OR_FFFD(text.data(), at, static_cast<int32_t>(text.size()), c);
  return c;
}
#pragma GCC diagnostic pop

int width_of(UChar32 c) {
  if (c >= ' ' && c <= '~') return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

// Runs of white space become one space, none at the ends.
std::string to_one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Bytes of `text` that fit into `columns` beside an ellipsis, which takes one of them. Nothing: all of it fits alone.
std::optional<std::size_t> bytes_beside_ellipsis(std::string_view text, std::size_t columns) {
  const auto length = static_cast<int32_t>(text.size());
  std::size_t width = 0, room = 0;
  int32_t at = 0;
  while (at < length) {
    if (width < columns) room = static_cast<std::size_t>(at);
    width += static_cast<std::size_t>(width_of(next_character(text, at)));
    if (width > columns) return room;
  }
  return std::nullopt;
}

std::size_t boundary_before(icu::BreakIterator& breaks, const std::string& text, std::size_t at) {
  UErrorCode status = U_ZERO_ERROR;
  UText* view = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  breaks.setText(view, status);
  utext_close(view);
  const auto wanted = static_cast<int32_t>(at);
  if (breaks.isBoundary(wanted)) return at;
  const int32_t found = breaks.preceding(wanted);
  return found == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(found);
}

}  // namespace

std::string Words::cut(LocaleIndex locale, std::string_view text, std::size_t columns) const {
  std::string line = to_one_line(text);
  if (line.size() <= columns) return line;  // no character is narrower than its bytes
  const std::optional<std::size_t> cut_at = bytes_beside_ellipsis(line, columns);
  if (!cut_at) return line;
  const std::size_t room = *cut_at;
  const Language& language = *languages_[locale];
  const std::lock_guard lock(language.in_use);
  std::size_t end = boundary_before(*language.words, line, room);
  // A word as long as half the line is cut inside rather than dropped.
  if (end < room / 2) end = boundary_before(*language.graphemes, line, room);
  line.resize(end);
  while (!line.empty() && (line.back() == ' ' || line.back() == ',' || line.back() == ';' || line.back() == '-'))
    line.pop_back();
  return line.append(kEllipsis);
}

std::string first_letter(std::string_view text) {
  // Most names begin so: a letter or digit of ASCII that nothing is put on.
  const bool is_plain = !text.empty() && is_ascii(text.substr(0, 2)) && is_ascii_letter_or_digit(text.front());
  if (is_plain) return std::string(1, upper_ascii(text.front()));
  const auto length = static_cast<int32_t>(text.size());
  int32_t at = 0;
  while (at < length) {
    const int32_t begin = at;
    const UChar32 c = next_character(text, at);
    if (!u_isalnum(c)) continue;
    const int32_t after = at;
    // Marks on it belong to it.
    while (at < length) {
      int32_t next = at;
      const auto type = u_charType(next_character(text, next));
      if (type != U_NON_SPACING_MARK && type != U_COMBINING_SPACING_MARK) break;
      at = next;
    }
    const std::string_view letter = text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    // Most names begin with a capital, or with a character that has none.
    if (after == at && !u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_UPPERCASED)) return std::string(letter);
    return to_utf8(to_utf16(letter).toUpper(icu::Locale::getRoot()));
  }
  return {};
}

}  // namespace onshelf
