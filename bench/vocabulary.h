// Words of languages, and sentences and Markdown made of them: text of the size and mixture that sellers write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

// The same numbers on every machine; the standard's distributions promise none.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 1) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
  }
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

struct Language {
  std::string tag;
  std::string_view gap;   // between words: a blank, or nothing in Chinese and Japanese
  std::string_view stop;  // ends a sentence
  std::vector<std::string> words;
};

// In the order in which they are used: en, zh-CN, de, ja and ar with words of theirs, then those that cloud consoles and phones
// offer besides, with words made of the syllables of their script: what counts is length, bytes and direction, not sense.
const std::vector<Language>& languages();

std::size_t code_points(std::string_view text);

// Whole sentences while they fit; at least `min` and at most `max` code points.
std::string sentences(const Language& language, Dice& dice, std::size_t min, std::size_t max);

// Two or three words, for names; at most `max` code points.
std::string title(const Language& language, Dice& dice, std::size_t max);

// About `bytes` of Markdown: headings, paragraphs, emphasis, lists, a table, code, and links when they are allowed.
std::string markdown(const Language& language, Dice& dice, std::size_t bytes, bool with_links);

}  // namespace bench
