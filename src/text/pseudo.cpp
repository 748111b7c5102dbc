#include "text/pseudo.h"

#include <algorithm>
#include <array>

namespace onshelf {
namespace {

constexpr std::string_view kOpen = "\u27e6", kClose = "\u27e7";
constexpr std::string_view kBlanks = " \t\r\n";

constexpr std::array<std::string_view, 26> kSmall = {"á", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "í", "ĵ", "ķ", "ļ", "ɱ",
                                                     "ñ", "ó", "þ", "ǫ", "ŕ", "š", "ţ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž"};
constexpr std::array<std::string_view, 26> kLarge = {"Á", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ĝ", "Ĥ", "Í", "Ĵ", "Ķ", "Ļ", "Ṁ",
                                                     "Ñ", "Ó", "Þ", "Ǫ", "Ŕ", "Š", "Ţ", "Ú", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž"};

// Letters that are doubled; in most languages a good third of all.
bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Accented and longer; `given` and `added` count characters.
class Stretcher {
 public:
  void add(std::string_view text) {
    for (char c : text) {
      const bool begins = (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
      given_ += begins;
      if (c >= 'a' && c <= 'z') {
        out_ += kSmall[static_cast<std::size_t>(c - 'a')];
        if (!is_vowel(c)) continue;
        out_ += kSmall[static_cast<std::size_t>(c - 'a')];
        ++added_;
      } else if (c >= 'A' && c <= 'Z') {
        out_ += kLarge[static_cast<std::size_t>(c - 'A')];
      } else {
        out_ += c;
      }
    }
  }
  void keep(std::string_view syntax) { out_ += syntax; }

  // In brackets, filled up to 40 % more.
  std::string take() {
    const std::size_t wanted = (given_ * 2 + 4) / 5;
    for (; added_ < wanted; ++added_) out_ += added_ % 6 == 0 ? ' ' : '~';
    return std::string(kOpen).append(out_).append(kClose);
  }

 private:
  std::string out_;
  std::size_t given_ = 0, added_ = 0;
};

// A pattern of ICU's MessageFormat, as far as it is sound; another keeps its end as it is.
class Pattern {
 public:
  Pattern(std::string_view text, Stretcher& into) : text_(text), into_(into) {}

  // Up to the brace that closes it, or the end. In a plural form "#" is its number.
  void message(bool in_plural) {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '}') return;
      if (c == '{') {
        argument();
      } else if (c == '\'') {
        quoted();
      } else if (c == '#' && in_plural) {
        into_.keep(text_.substr(at_++, 1));
      } else {
        const std::size_t end = std::min(text_.find_first_of("{}'#", at_ + 1), text_.size());
        into_.add(text_.substr(at_, end - at_));
        at_ = end;
      }
    }
  }

 private:
  // "''", "'{...}'"; an apostrophe alone is one.
  void quoted() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    std::size_t end = at_ + 1;
    if (next == '\'')
      end = at_ + 2;
    else if (next == '{' || next == '}' || next == '#' || next == '|')
      end = std::min(text_.find('\'', at_ + 2), text_.size() - 1) + 1;
    into_.keep(text_.substr(at_, end - at_));
    at_ = end;
  }

  // "{name}", "{name, number}", "{count, plural, one {...} other {...}}".
  void argument() {
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find_first_of("{}", at_ + 1), text_.size());
    const std::string_view head = text_.substr(begin, end - begin);
    const bool is_choice =
        head.find("plural") != std::string_view::npos || head.find("select") != std::string_view::npos;
    if (!is_choice || end == text_.size() || text_[end] == '}') {
      at_ = std::min(end + 1, text_.size());
      into_.keep(text_.substr(begin, at_ - begin));
      return;
    }
    const bool is_plural =
        head.find("plural") != std::string_view::npos || head.find("selectordinal") != std::string_view::npos;
    into_.keep(head);
    at_ = end;
    while (at_ < text_.size() && text_[at_] != '}') {
      if (text_[at_] != '{') {
        into_.keep(text_.substr(at_++, 1));
        continue;
      }
      into_.keep(text_.substr(at_++, 1));
      message(is_plural);
      if (at_ < text_.size()) into_.keep(text_.substr(at_++, 1));
    }
    if (at_ < text_.size()) into_.keep(text_.substr(at_++, 1));
  }

  std::string_view text_;
  Stretcher& into_;
  std::size_t at_ = 0;
};

}  // namespace

std::string pseudo_text(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return std::string(text);
  const std::size_t end = text.find_last_not_of(kBlanks) + 1;
  Stretcher stretcher;
  stretcher.add(text.substr(begin, end - begin));
  return std::string(text.substr(0, begin)).append(stretcher.take()).append(text.substr(end));
}

std::string pseudo_message(std::string_view pattern) {
  if (pattern.find_first_not_of(kBlanks) == std::string_view::npos) return std::string(pattern);
  Stretcher stretcher;
  Pattern(pattern, stretcher).message(false);
  return stretcher.take();
}

}  // namespace onshelf
