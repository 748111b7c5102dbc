#include "text/word_diff.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

namespace onshelf {
namespace {

using Kind = DiffPart::Kind;
using Words = std::vector<std::string_view>;
using Numbers = std::vector<std::uint32_t>;  // equal words, equal numbers

Words words_of(std::string_view text) {
  Words words;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText* view = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_FAILURE(status) || !breaks) return text.empty() ? words : Words{text};  // then it is one word
  breaks->setText(view, status);
  utext_close(view);
  for (std::int32_t begin = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE;
       begin = end, end = breaks->next())
    words.push_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
  return words;
}

// Which words are kept, in pairs of places. Myers, "An O(ND) Difference Algorithm" (1986). Nothing is kept when it takes too long.
class Alignment {
 public:
  Alignment(const Numbers& before, const Numbers& after, int most_changes)
      : before_(before), after_(after), most_changes_(most_changes) {}

  std::vector<std::pair<int, int>> kept() {
    const int most = std::min(most_changes_, size(before_) + size(after_));
    for (int changes = 0; changes <= most; ++changes)
      if (reach(changes)) return walk_back(changes);
    return {};
  }

 private:
  static int size(const Numbers& numbers) { return static_cast<int>(numbers.size()); }

  // Of each number of changes: how far in `before` one gets on each diagonal.
  int far(int changes, int diagonal) const { return reached_[changes][static_cast<std::size_t>(diagonal + changes)]; }
  // Whether the last change on the way there is a word that was added.
  bool is_added(int changes, int diagonal) const {
    return diagonal == -changes ||
           (diagonal != changes && far(changes - 1, diagonal - 1) < far(changes - 1, diagonal + 1));
  }
  // After that change, before the words that are kept behind it.
  int start(int changes, int diagonal) const {
    if (changes == 0) return 0;
    return is_added(changes, diagonal) ? far(changes - 1, diagonal + 1) : far(changes - 1, diagonal - 1) + 1;
  }

  bool reach(int changes) {
    reached_.emplace_back(static_cast<std::size_t>(2 * changes + 1));
    for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
      int x = start(changes, diagonal);
      while (x < size(before_) && x - diagonal < size(after_) && before_[x] == after_[x - diagonal]) ++x;
      reached_[changes][static_cast<std::size_t>(diagonal + changes)] = x;
      if (x == size(before_) && x - diagonal == size(after_)) return true;
    }
    return false;
  }

  std::vector<std::pair<int, int>> walk_back(int changes) const {
    std::vector<std::pair<int, int>> kept;
    int diagonal = size(before_) - size(after_);
    for (; changes >= 0; --changes) {
      for (int x = far(changes, diagonal); x > start(changes, diagonal); --x)
        kept.emplace_back(x - 1, x - 1 - diagonal);
      if (changes > 0) diagonal += is_added(changes, diagonal) ? 1 : -1;
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
  }

  const Numbers &before_, &after_;
  int most_changes_;
  std::vector<std::vector<int>> reached_;
};

class Parts {
 public:
  void keep(std::string_view word) {
    settle();
    add(Kind::kept, word);
  }
  void remove(std::string_view word) { removed_ += word; }
  void insert(std::string_view word) { added_ += word; }

  std::vector<DiffPart> take() {
    settle();
    return std::move(parts_);
  }

 private:
  void settle() {
    if (removed_.empty() && added_.empty()) return;
    join_over_blanks();
    add(Kind::removed, removed_);
    add(Kind::added, added_);
    removed_.clear();
    added_.clear();
  }

  // "an old text" to "a new text" is one change, not two with a blank that stayed.
  void join_over_blanks() {
    if (parts_.size() < 2 || parts_.back().kind != Kind::kept ||
        parts_.back().text.find_first_not_of(' ') != std::string::npos)
      return;
    const std::string blanks = std::move(parts_.back().text);
    parts_.pop_back();
    std::string removed = blanks, added = blanks;
    for (; !parts_.empty() && parts_.back().kind != Kind::kept; parts_.pop_back())
      (parts_.back().kind == Kind::added ? added : removed).insert(0, parts_.back().text);
    removed_.insert(0, removed);
    added_.insert(0, added);
  }

  void add(Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (parts_.empty() || parts_.back().kind != kind) parts_.push_back({kind, {}});
    parts_.back().text += text;
  }

  std::vector<DiffPart> parts_;
  std::string removed_, added_;
};

}  // namespace

std::vector<DiffPart> word_diff(std::string_view before, std::string_view after, int most_changes) {
  const Words old_words = words_of(before), new_words = words_of(after);
  const std::size_t shorter = std::min(old_words.size(), new_words.size());
  std::size_t begin = 0, end = 0;
  while (begin < shorter && old_words[begin] == new_words[begin]) ++begin;
  while (end < shorter - begin && old_words[old_words.size() - 1 - end] == new_words[new_words.size() - 1 - end]) ++end;

  std::unordered_map<std::string_view, std::uint32_t> known;
  const auto numbered = [&](const Words& words) {
    Numbers numbers;
    for (std::size_t i = begin; i < words.size() - end; ++i)
      numbers.push_back(known.emplace(words[i], static_cast<std::uint32_t>(known.size())).first->second);
    return numbers;
  };
  const Numbers from = numbered(old_words), to = numbered(new_words);

  Parts parts;
  for (std::size_t i = 0; i < begin; ++i) parts.keep(old_words[i]);
  std::size_t i = 0, j = 0;
  const auto change_until = [&](std::size_t x, std::size_t y) {
    for (; i < x; ++i) parts.remove(old_words[begin + i]);
    for (; j < y; ++j) parts.insert(new_words[begin + j]);
  };
  for (const auto& [x, y] : Alignment(from, to, most_changes).kept()) {
    change_until(static_cast<std::size_t>(x), static_cast<std::size_t>(y));
    parts.keep(old_words[begin + i]);
    ++i, ++j;
  }
  change_until(from.size(), to.size());
  for (std::size_t k = old_words.size() - end; k < old_words.size(); ++k) parts.keep(old_words[k]);
  return parts.take();
}

}  // namespace onshelf
