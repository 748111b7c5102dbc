#include "findings/did_you_mean.h"

#include <algorithm>
#include <utility>

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace onshelf {
namespace {

// Names are short. Anything longer is not a slip of the finger, and the table below is quadratic.
constexpr std::size_t kMaxLetters = 100;

std::u32string folded_letters(std::string_view word) {
  std::u32string letters;
  for (auto [at, point] : CodePoints(word)) {
    if (letters.size() > kMaxLetters) break;
    letters.push_back(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(point.value), U_FOLD_CASE_DEFAULT)));
  }
  return letters;
}

// Letters to insert, remove, replace or swap with their neighbour to get from one word to the other.
std::size_t edit_distance(const std::u32string& from, const std::u32string& to) {
  std::vector<std::size_t> before_last, last(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replace = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replace, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[to.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const std::u32string letters = folded_letters(word);
  if (letters.empty() || letters.size() > kMaxLetters) return {};
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  for (const std::string& candidate : known) {
    const std::u32string other = folded_letters(candidate);
    const std::size_t longer = std::max(letters.size(), other.size());
    const std::size_t shorter = std::min(letters.size(), other.size());
    if (longer > kMaxLetters || (longer - shorter) * 3 > longer) continue;
    const std::size_t distance = edit_distance(letters, other);
    if (distance * 3 > longer) continue;
    // Of equally near names the first in the alphabet: the order of `known` must not show.
    if (!best || distance < best_distance || (distance == best_distance && candidate < *best)) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best ? *best : std::string();
}

Sentence did_you_mean(const std::string& near, Sentence otherwise) {
  return near.empty() ? std::move(otherwise) : Sentence("did you mean \"{near}\"?", {{"near", near}});
}

}  // namespace onshelf
