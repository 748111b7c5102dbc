#include "text/one_line.h"

#include <unicode/uchar.h>

#include "text/normal_form.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr std::size_t kMostMarks = 2;
constexpr char32_t kZeroWidthNonJoiner = 0x200C, kZeroWidthJoiner = 0x200D;

UChar32 icu(char32_t value) { return static_cast<UChar32>(value); }
bool has(char32_t value, UProperty property) { return u_hasBinaryProperty(icu(value), property); }

bool is_line_break(char32_t c) { return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029; }
bool is_bidi_control(char32_t c) { return has(c, UCHAR_BIDI_CONTROL); }
// The empty Braille pattern is a symbol by its properties and a blank to the eye.
bool is_blank(char32_t c) { return u_charType(icu(c)) == U_SPACE_SEPARATOR || c == 0x2800; }
bool is_mark(char32_t c) { return (U_GET_GC_MASK(icu(c)) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0; }

bool is_invisible(char32_t c) {
  constexpr char32_t kAnnotationFirst = 0xFFF9, kAnnotationLast = 0xFFFB;
  return has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || (c >= kAnnotationFirst && c <= kAnnotationLast);
}

bool joins(char32_t c, UJoiningType one, UJoiningType other) {
  const auto type = u_getIntPropertyValue(icu(c), UCHAR_JOINING_TYPE);
  return type == one || type == other;
}

// A joiner or variation selector that does its work between these two characters (0: none).
bool is_needed(char32_t before, char32_t c, char32_t after) {
  if (c == kZeroWidthJoiner || c == kZeroWidthNonJoiner) {
    constexpr int kVirama = 9;
    if (u_getCombiningClass(icu(before)) == kVirama) return true;
    if (joins(before, U_JT_DUAL_JOINING, U_JT_LEFT_JOINING) && joins(after, U_JT_DUAL_JOINING, U_JT_RIGHT_JOINING))
      return true;
    const bool after_emoji =
        has(before, UCHAR_EXTENDED_PICTOGRAPHIC) || has(before, UCHAR_EMOJI_MODIFIER) || before == 0xFE0F;
    return c == kZeroWidthJoiner && after_emoji && has(after, UCHAR_EXTENDED_PICTOGRAPHIC);
  }
  if (c == 0xFE0E || c == 0xFE0F) return has(before, UCHAR_EMOJI);
  const bool for_ideograph = (c >= 0xFE00 && c <= 0xFE02) || (c >= 0xE0100 && c <= 0xE01EF);
  return for_ideograph && has(before, UCHAR_IDEOGRAPHIC);
}

// Letters and signs that stay as they are whatever stands beside them: no marks, no blanks, nothing that composes with
// what follows. Most texts have no others, and are done without asking ICU about each.
bool is_plain(char32_t c) {
  return (c > 0x20 && c < 0x7F) || (c >= 0xC0 && c <= 0x17F) || (c >= 0x410 && c <= 0x44F) ||
         (c >= 0x620 && c <= 0x64A) || (c >= 0x3001 && c <= 0x3003) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A1 && c <= 0x30FE) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xFF01 && c <= 0xFF5E);
}

bool is_plain_line(std::string_view text) {
  if (text.starts_with(' ') || text.ends_with(' ')) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] >= 0x20 && text[at] < 0x7F) {
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (!point.valid || !is_plain(point.value)) return false;
    at += point.size;
  }
  return true;
}

class Cleaner {
 public:
  Cleaner(std::string_view text, bool with_joiners) : text_(text), with_joiners_(with_joiners) {}

  OneLine clean() {
    for (auto [at, point] : CodePoints(text_)) {
      read(point, code_point_at(text_, at + point.size).value);
      ++column_;
      if (point.value == '\n') {
        ++line_;
        column_ = 1;
      }
    }
    result_.text = trimmed(without_mark_stacks(to_nfc(result_.text)));
    return std::move(result_);
  }

 private:
  void read(CodePoint point, char32_t next) {
    const char32_t c = point.value;
    if (c >= 0x20 && c < 0x7F) return keep(c);
    if (!point.valid) return report("text-encoding", "a byte is not valid UTF-8");
    if (is_line_break(c)) {
      // One break of two characters is one fault.
      if (c == '\r' && next == '\n') return;
      report("text-line-break", "a line break (" + name_of_code_point(c) + ") in a text of one line");
      return keep(' ');
    }
    const auto type = u_charType(icu(c));
    if (type == U_CONTROL_CHAR) {
      report("text-control", "the control character " + name_of_code_point(c));
      if (c == '\t') keep(' ');
      return;
    }
    if (is_bidi_control(c)) return report("text-bidi", name_of_code_point(c) + " changes the reading direction");
    if (is_invisible(c) && !(with_joiners_ && is_needed(last_, c, next)))
      return report("text-invisible", name_of_code_point(c) + " cannot be seen");
    if (type == U_PRIVATE_USE_CHAR)
      return report("text-private-use", name_of_code_point(c) + " is for private use and shows differently everywhere");
    if (type == U_UNASSIGNED)
      return report("text-unassigned", name_of_code_point(c) + " is not assigned to any character");
    keep(c);
  }

  // On the normal form: there a mark either has become part of its base or stands alone.
  std::string without_mark_stacks(const std::string& text) {
    std::string out;
    std::size_t marks = 0;
    line_ = column_ = 1;
    for (auto [at, point] : CodePoints(text)) {
      marks = is_mark(point.value) ? marks + 1 : 0;
      if (marks > kMostMarks) {
        report("text-marks", "more than two combining marks on one letter: " + name_of_code_point(point.value));
      } else {
        append_utf8(out, point.value);
      }
      ++column_;
    }
    return out;
  }

  static std::string trimmed(const std::string& text) {
    std::size_t begin = std::string::npos, end = 0;
    for (auto [at, point] : CodePoints(text)) {
      if (is_blank(point.value)) continue;
      if (begin == std::string::npos) begin = at;
      end = at + point.size;
    }
    return begin == std::string::npos ? std::string() : text.substr(begin, end - begin);
  }

  void keep(char32_t c) {
    append_utf8(result_.text, c);
    last_ = c;
  }

  void report(const char* rule, std::string message) {
    if (result_.faults.size() < kMostFaults) result_.faults.push_back({rule, line_, column_, std::move(message)});
  }

  std::string_view text_;
  bool with_joiners_;
  OneLine result_;
  char32_t last_ = 0;  // last character kept
  std::size_t line_ = 1, column_ = 1;
};

}  // namespace

// What one pass removes may have been what a joiner joined, so passes follow until nothing changes. A text made to need
// many loses its joiners.
OneLine clean_one_line(std::string_view text) {
  if (is_plain_line(text)) return {std::string(text), {}};
  constexpr int kMostPasses = 4;
  OneLine line{std::string(text), {}};
  for (int pass = 1;; ++pass) {
    OneLine cleaned = Cleaner(line.text, pass < kMostPasses).clean();
    if (line.faults.empty()) line.faults = std::move(cleaned.faults);
    if (cleaned.text == line.text) return line;
    line.text = std::move(cleaned.text);
  }
}

}  // namespace onshelf
