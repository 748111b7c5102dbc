// How many words a text has, in any script.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace onshelf {

// What stands between blanks is a word when a letter or digit is in it. Scripts that put no blanks between words (Chinese,
// Japanese, Thai, ...) are segmented by ICU's dictionaries. One counter serves many texts and several threads; the
// dictionaries are loaded when the first text needs them.
class WordCounter {
 public:
  WordCounter();
  ~WordCounter();

  std::size_t count(std::string_view text) const;

 private:
  struct Segments;
  std::unique_ptr<Segments> segments_;
};

}  // namespace onshelf
