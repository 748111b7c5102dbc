// The words a text is found by, and the same of a query. A theme's search.js follows these rules too, step by step: who changes one
// changes both, and tests/command/search.sh compares them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onshelf {

// One spelling for what readers take for the same letters:
// 1. NFKD, without U+0300 to 036F (accents), Arabic vowel signs, tatweel, and what is ignorable by default;
// 2. upper case, then lower case, which makes ß ss; final sigma is sigma;
// 3. Arabic: alef maqsura and Persian yeh are yeh, keheh is kaf, teh marbuta is heh (alefs with signs lost them in 1);
// 4. NFC.
// Marks of other scripts stay: they are letters there.
std::string to_search_form(std::string_view text);

// No word has more code points than this: a longer one is several. No text has more words: a seller decides how long it is.
inline constexpr std::size_t kLongestSearchWord = 32;
inline constexpr std::size_t kMostSearchWords = 400;

// A word is a run of letters, numbers and marks. A run in a script without blanks between words (Chinese, Japanese, Thai, Lao,
// Khmer, Burmese) becomes every two characters next to each other, and its last one: so any two characters of it are a word, and any
// single one begins a word. In the order of the text, with repetitions.
std::vector<std::string> search_words(std::string_view text);

// The same of a text that is in its search form; they are views of it.
std::vector<std::string_view> cut_into_words(std::string_view form);

// Of a script that is cut into pairs.
bool is_dense(char32_t c);

// May be meant by a word with one letter wrong: no number, for 2022 is not 2012, and no pair of characters. Three letters at
// least, as what is typed has four.
bool may_be_misspelt(std::string_view word);

}  // namespace onshelf
