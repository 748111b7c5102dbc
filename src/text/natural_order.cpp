#include "text/natural_order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace onshelf {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
// Bytes of other scripts count as letters; their order is that of their code points.
bool is_letter(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// In the order of their classes: where one version has ended, a pre-release is less and anything else is more.
enum class PartClass { pre_release, end, word, number };

struct Part {
  PartClass kind = PartClass::end;
  std::size_t rank = 0;  // of a pre-release word
  std::string text;      // word in lower case, or digits without leading zeros
};

// Least finished first.
std::size_t pre_release_rank(const std::string& word) {
  static constexpr std::array<std::string_view, 11> kWords = {
      "dev", "nightly", "snapshot", "canary", "alpha", "beta", "milestone", "preview", "pre", "ea", "rc"};
  for (std::size_t i = 0; i < kWords.size(); ++i)
    if (word == kWords[i]) return i + 1;
  return 0;
}

// Gives one part after the other; for ever `end` after the last.
class Parts {
 public:
  explicit Parts(std::string_view version) : rest_(version) {
    const bool has_prefix = rest_.size() > 1 && lower(rest_[0]) == 'v' && !is_letter(rest_[1]);
    if (has_prefix) rest_.remove_prefix(1);
  }

  Part next() {
    while (!rest_.empty() && !is_digit(rest_[0]) && !is_letter(rest_[0])) rest_.remove_prefix(1);
    Part part;
    if (rest_.empty()) return part;
    const auto belongs = is_digit(rest_[0]) ? is_digit : is_letter;
    part.kind = is_digit(rest_[0]) ? PartClass::number : PartClass::word;
    std::size_t size = 0;
    while (size < rest_.size() && belongs(rest_[size])) part.text.push_back(lower(rest_[size++]));
    rest_.remove_prefix(size);
    if (part.kind == PartClass::number) {
      part.text.erase(0, std::min(part.text.find_first_not_of('0'), part.text.size()));
    } else if ((part.rank = pre_release_rank(part.text)) != 0) {
      part.kind = PartClass::pre_release;
    }
    return part;
  }

 private:
  std::string_view rest_;
};

std::strong_ordering compare_parts(const Part& left, const Part& right) {
  if (left.kind != right.kind) return left.kind <=> right.kind;
  if (left.rank != right.rank) return left.rank <=> right.rank;
  if (left.kind == PartClass::number && left.text.size() != right.text.size())
    return left.text.size() <=> right.text.size();
  return left.text.compare(right.text) <=> 0;
}

}  // namespace

std::strong_ordering compare_versions(std::string_view left, std::string_view right) {
  Parts left_parts(left), right_parts(right);
  while (true) {
    const Part left_part = left_parts.next(), right_part = right_parts.next();
    const auto order = compare_parts(left_part, right_part);
    if (order != 0) return order;
    if (left_part.kind == PartClass::end) return left.compare(right) <=> 0;
  }
}

}  // namespace onshelf
