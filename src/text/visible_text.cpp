#include "text/visible_text.h"

#include <algorithm>
#include <vector>

#include "text/byte_set.h"
#include "text/entities.h"

namespace onshelf {
namespace {

constexpr char kTakenBack = '\x01';  // an opening bracket that turned out to be a link's

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Lines made of nothing else show nothing.
constexpr ByteSet kDoubleRule("="), kDashRule("- \t"), kStarRule("* \t"), kLowRule("_ \t"), kDelimiterRow("|-: \t");

// What begins or ends something in a line of Markdown, and blanks other than the space, of which runs are cut at the end.
constexpr ByteSet kMayMean("\t\r\n\v\f\\`*_~![]<&|");

class Scanner {
 public:
  Scanner(std::string_view source, std::size_t enough) : source_(source), enough_(enough) {
    out_.reserve(std::min(source.size(), enough));
  }

  std::string run() {
    std::size_t begin = 0;
    while (begin < source_.size()) {
      std::size_t end = source_.find('\n', begin);
      if (end == std::string_view::npos) end = source_.size();
      if (end > begin && !is_skipped(source_.substr(begin, end - begin))) {
        const std::size_t text_at = fence_.empty() ? past_block_marks(begin, end) : begin;
        // An inline construct may run past the line's end; the next line begins after it.
        begin = std::max(end, read_inline(text_at, end)) + 1;
      } else {
        begin = end + 1;
      }
      blank();
      // What stands in open brackets may still be taken back.
      if (out_.size() >= enough_ && brackets_.empty()) break;
    }
    std::erase(out_, kTakenBack);
    const auto both_blank = [](char one, char next) { return one == ' ' && next == ' '; };
    out_.erase(std::unique(out_.begin(), out_.end(), both_blank), out_.end());
    if (out_.starts_with(' ')) out_.erase(0, 1);
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    return std::move(out_);
  }

 private:
  void blank() {
    if (!out_.empty() && out_.back() != ' ') out_ += ' ';
  }

  // Lines that show nothing: fences, rules, underlines of headings, delimiter rows of tables, link definitions.
  bool is_skipped(std::string_view line) {
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    if (line.starts_with("```") || line.starts_with("~~~")) {
      const std::string_view mark = line.substr(0, 3);
      if (fence_.empty()) {
        fence_ = mark;
        return true;
      }
      if (fence_ == mark && line.find_first_not_of(mark.front()) == std::string_view::npos) {
        fence_ = {};
        return true;
      }
    }
    if (!fence_.empty()) return line.empty();
    if (line.empty()) return true;
    if (kDoubleRule.has_all_of(line)) return true;
    if (line.size() >= 2 && (kDashRule.has_all_of(line) || kStarRule.has_all_of(line) || kLowRule.has_all_of(line)))
      return true;
    if (kDelimiterRow.has_all_of(line) && line.find('-') != std::string_view::npos) return true;
    if (line.front() == '[') {
      const auto close = line.find("]:");
      return close != std::string_view::npos && close > 1 && line.substr(0, close).find(']') == std::string_view::npos;
    }
    return false;
  }

  std::size_t past_block_marks(std::size_t at, std::size_t end) {
    const auto ends_mark = [&](std::size_t place) { return place >= end || is_blank(source_[place]); };
    while (true) {
      while (at < end && is_blank(source_[at])) ++at;
      std::size_t digits = at;
      while (digits < end && is_digit(source_[digits])) ++digits;
      if (at < end && source_[at] == '>')
        ++at;
      else if (at < end && (source_[at] == '-' || source_[at] == '+' || source_[at] == '*') && ends_mark(at + 1))
        ++at;
      else if (digits > at && digits < end && (source_[digits] == '.' || source_[digits] == ')') &&
               ends_mark(digits + 1))
        at = digits + 1;
      else
        break;
    }
    std::size_t hashes = at;
    while (hashes < end && source_[hashes] == '#') ++hashes;
    if (hashes > at && hashes - at <= 6 && ends_mark(hashes)) at = hashes;
    in_table_ = at < end && source_[at] == '|';
    return at;
  }

  // Reads up to `end`, or further when something that began before goes on. Returns where it stopped.
  std::size_t read_inline(std::size_t at, std::size_t end) {
    while (at < end) {
      const char c = source_[at];
      if (!fence_.empty()) {
        is_blank(c) ? blank() : out_.push_back(c);
        ++at;
        continue;
      }
      switch (c) {
        case '\\':
          if (at + 1 < end && is_punctuation(source_[at + 1]))
            out_ += source_[++at];
          else if (at + 1 < end)
            out_ += c;
          ++at;
          break;
        case '`':
          ++at;
          break;
        case '*':
        case '_':
        case '~':
          at = past_emphasis(at, end);
          break;
        case '!':
          if (at + 1 < end && source_[at + 1] == '[') {
            brackets_.push_back({out_.size(), true});
            out_ += "![";
            at += 2;
          } else {
            out_ += c;
            ++at;
          }
          break;
        case '[':
          brackets_.push_back({out_.size(), false});
          out_ += c;
          ++at;
          break;
        case ']':
          at = past_link(at);
          break;
        case '<':
          at = past_tag(at);
          break;
        case '&':
          at = past_entity(at);
          break;
        case '|':
          in_table_ ? blank() : out_.push_back(c);
          ++at;
          break;
        default:
          if (is_blank(c)) {
            blank();
            ++at;
          } else {
            at = past_words(at, end);
          }
      }
    }
    return at;
  }

  // Up to the next byte that may mean something: most of a text. Stopping at each word would cost more than the copying.
  std::size_t past_words(std::size_t at, std::size_t end) {
    const std::size_t stop = kMayMean.find_in(source_.substr(0, end), at + 1);
    out_.append(source_, at, stop - at);
    return stop;
  }

  // Marks that touch a word on one side show nothing; free-standing ones, long lines of them and those inside snake_case do.
  std::size_t past_emphasis(std::size_t at, std::size_t end) {
    const char c = source_[at];
    std::size_t after = at;
    while (after < end && source_[after] == c) ++after;
    const bool space_before = at == 0 || is_blank(source_[at - 1]);
    const bool space_after = after >= end || is_blank(source_[after]);
    const auto is_word = [&](std::size_t place) {
      return is_letter(source_[place]) || is_digit(source_[place]) ||
             static_cast<unsigned char>(source_[place]) >= 0x80;
    };
    const bool inside = !space_before && !space_after && is_word(at - 1) && is_word(after);
    const bool shown =
        after - at > 3 || (space_before && space_after) || (c == '_' && inside) || (c == '~' && after - at != 2);
    if (shown) out_.append(source_.substr(at, after - at));
    return after;
  }

  std::size_t past_link(std::size_t at) {
    if (brackets_.empty()) {
      out_ += ']';
      return at + 1;
    }
    const Bracket open = brackets_.back();
    brackets_.pop_back();
    const char next = at + 1 < source_.size() ? source_[at + 1] : '\0';
    const std::size_t after = next == '(' ? past_target(at + 1, ')') : next == '[' ? past_target(at + 1, ']') : 0;
    if (after == 0) {
      out_ += ']';
      return at + 1;
    }
    if (open.is_picture)
      out_.resize(open.at);
    else
      out_[open.at] = kTakenBack;
    return after;
  }

  // Behind the bracket that closes the one at `at`; 0: it stays open in this paragraph. A search that failed is not made
  // twice over the same bytes.
  std::size_t past_target(std::size_t at, char close) {
    std::size_t& failed_until = close == ')' ? no_parenthesis_until_ : no_bracket_until_;
    if (at < failed_until) return 0;
    std::size_t depth = 0;
    for (std::size_t i = at; i < source_.size(); ++i) {
      const char c = source_[i];
      if (c == '\\')
        ++i;
      else if (c == source_[at])
        ++depth;
      else if (c == close && --depth == 0)
        return i + 1;
      else if (c == '\n' && i + 1 < source_.size() && source_[i + 1] == '\n') {
        failed_until = i;
        return 0;
      }
    }
    failed_until = source_.size();
    return 0;
  }

  // HTML shows nothing; an address in angle brackets shows itself.
  std::size_t past_tag(std::size_t at) {
    const char next = at + 1 < source_.size() ? source_[at + 1] : '\0';
    if (!(is_letter(next) || next == '/' || next == '!' || next == '?')) {
      out_ += '<';
      return at + 1;
    }
    const bool is_comment = source_.substr(at, 4) == "<!--";
    std::size_t& next_end = is_comment ? comment_end_ : tag_end_;
    if (next_end <= at) next_end = source_.find(is_comment ? "-->" : ">", at);
    if (next_end == std::string_view::npos) {
      out_ += '<';
      return at + 1;
    }
    const std::string_view inside = source_.substr(at + 1, next_end - at - 1);
    if (!is_comment && inside.size() <= 2048 && inside.find_first_of(":@") != std::string_view::npos &&
        inside.find_first_of(" \n\"'") == std::string_view::npos)
      out_.append(inside);
    return next_end + (is_comment ? 3 : 1);
  }

  std::size_t past_entity(std::size_t at) {
    const Entity entity = entity_at(source_, at);
    if (entity.size == 0) {
      out_ += '&';
      return at + 1;
    }
    out_.append(entity.text);
    return at + entity.size;
  }

  struct Bracket {
    std::size_t at;  // in out_
    bool is_picture;
  };

  std::string_view source_;
  std::size_t enough_;  // bytes
  std::string out_;
  std::string_view fence_;  // the mark that closes it; empty: outside
  bool in_table_ = false;
  std::vector<Bracket> brackets_;
  std::size_t no_parenthesis_until_ = 0, no_bracket_until_ = 0;
  std::size_t tag_end_ = 0, comment_end_ = 0;  // the next ones known; npos: there are no more
};

}  // namespace

std::string visible_text(std::string_view markdown, std::size_t enough) { return Scanner(markdown, enough).run(); }

}  // namespace onshelf
