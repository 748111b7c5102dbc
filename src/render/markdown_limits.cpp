#include "render/markdown_limits.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"
#include "text/byte_set.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kTabColumns = 4;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What read_characters() stops at.
constexpr ByteSet kStops("\\[]<@:.~&\v\f");

constexpr ByteSet kDashRule("- \t"), kStarRule("* \t"), kDelimiterRow("|-: \t\v\f"), kBlankQuote("> \t\v\f");

// Quotes and lists that may be open at the beginning of a line: its own markers, and for a list marker two columns of
// indentation for each list around it.
std::size_t container_depth(std::string_view line) {
  if (kDashRule.has_all_of(line) || kStarRule.has_all_of(line)) return 0;  // a thematic break
  std::size_t markers = 0, columns = 0, depth = 0, at = 0;
  const auto ends_marker = [&](std::size_t place) { return place >= line.size() || is_blank(line[place]); };
  while (true) {
    for (; at < line.size() && is_blank(line[at]); ++at) columns += line[at] == '\t' ? kTabColumns : 1;
    if (at >= line.size()) return depth;
    std::size_t end = at;
    while (end < line.size() && is_digit(line[end])) ++end;
    const bool is_number =
        end > at && end < line.size() && (line[end] == '.' || line[end] == ')') && ends_marker(end + 1);
    const bool is_bullet = std::string_view("-+*").find(line[at]) != std::string_view::npos && ends_marker(at + 1);
    if (!is_number && !is_bullet && line[at] != '>') return depth;
    const std::size_t indentation = columns > markers ? columns - markers : 0;  // one blank belongs to each marker
    depth = ++markers + indentation / 2;
    at = end + 1;
  }
}

// std::count looks at each byte, and most lines have no such sign.
std::size_t count_pipes(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t at = line.find('|'); at != std::string_view::npos; at = line.find('|', at + 1)) ++count;
  return count;
}

// Cells of a table's delimiter row; 0: the line is none.
std::size_t delimiter_cells(std::string_view line) {
  while (!line.empty() && (is_blank(line.front()) || line.front() == '>')) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  const bool is_row = kDelimiterRow.has_all_of(line) && line.find('-') != std::string_view::npos &&
                      line.find_first_of("|:") != std::string_view::npos;
  if (!is_row) return 0;
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  return count_pipes(line) + 1;
}

class Scan {
 public:
  Scan(std::string_view source, const MarkdownLimits& limits) : source_(source), limits_(limits) {}

  MarkdownJudgement run() {
    const bool has_returns = source_.find('\r') != std::string_view::npos;
    std::size_t begin = 0;
    while (begin < source_.size() && !fault_) {
      std::size_t end = std::min(source_.find('\n', begin), source_.size());
      if (has_returns) end = begin + std::min(source_.substr(begin, end - begin).find('\r'), end - begin);
      read_line(begin, source_.substr(begin, end - begin));
      if (source_.substr(end, 2) == "\r\n") ++end;
      begin = end + 1;
      ++line_;
    }
    end_paragraph(source_.size());
    if (!fault_ && longest_definition_ * brackets_ > limits_.most_repeated_target)
      refuse("markdown-link-target", "a long link definition can be used too often");
    return {fault_, signs_};
  }

 private:
  void refuse(const char* rule, std::string message) {
    if (!fault_) fault_ = TextFault{rule, line_, 1, std::move(message)};
  }

  void read_line(std::size_t at, std::string_view line) {
    if (kBlankQuote.has_all_of(line)) {
      columns_ = 0;
      pipes_above_ = 0;
      bracket_depth_ = 0;
      end_paragraph(at);
    }
    if (container_depth(line) > limits_.most_depth)
      refuse("markdown-depth", "quotes or lists are nested deeper than " + std::to_string(limits_.most_depth));
    read_table_line(at, line);
    read_characters(at, line);
  }

  void end_paragraph(std::size_t at) {
    if ((mail_work_ += mail_signs_ * (at - paragraph_at_)) > limits_.most_mail_work)
      refuse("markdown-addresses", "too many @ signs stand in lines without a blank one between them");
    paragraph_at_ = at;
    mail_signs_ = 0;
  }

  void read_table_line(std::size_t at, std::string_view line) {
    if (columns_ > 0 && (cells_ += columns_) > limits_.most_table_cells)
      refuse("markdown-table", "tables have more than " + std::to_string(limits_.most_table_cells) + " cells");
    // A cell more makes each cell of its line dearer, those of the line above the dashes too.
    const std::size_t pipes = count_pipes(line);
    signs_.table |= pipes > 0;
    const std::size_t cells = delimiter_cells(line);
    columns_ = std::max(columns_, cells);
    pipes_above_ += pipes * pipes;
    if (columns_ > 0 && (pipe_work_ += std::exchange(pipes_above_, 0)) > limits_.most_pipe_work)
      refuse("markdown-table", "a line of a table has too many | signs");
    if (cells == 0) return;
    if (cells > limits_.most_table_columns)
      refuse("markdown-table", "a table has more than " + std::to_string(limits_.most_table_columns) + " columns");
    if (++delimiter_rows_ > limits_.most_delimiter_rows)
      refuse("markdown-table", "there are more than " + std::to_string(limits_.most_delimiter_rows) + " tables");
    const std::size_t above = at - paragraph_at_;
    if ((delimiter_work_ += above * above) > limits_.most_delimiter_work)
      refuse("markdown-table", "too much text without a blank line stands above the rows of dashes");
  }

  void read_characters(std::size_t line_at, std::string_view line) {
    AddressWord word;
    const auto count_address = [&](std::size_t i) {
      if (i >= word.end) word = word_around(line, i);
      // Each address may be looked at as far as the word's end.
      if ((address_work_ += word.end - word.begin) > limits_.most_address_work)
        refuse("markdown-addresses", "too many addresses stand together without a blank");
    };
    for (std::size_t i = 0; (i = kStops.find_in(line, i)) < line.size(); ++i) {
      switch (line[i]) {
        case '\\':
          // The character after it is itself: no bracket, but an address may go on.
          if (i + 1 < line.size() && (line[i + 1] == '[' || line[i + 1] == ']' || line[i + 1] == '\\')) ++i;
          break;
        case '[':
          open_bracket();
          signs_.task |= i + 2 < line.size() && line[i + 2] == ']';
          break;
        case ']':
          if (bracket_depth_ > 0) --bracket_depth_;
          if (i + 1 < line.size() && line[i + 1] == ':') read_definition(line_at + i + 2);
          break;
        case '<':
          if (i + 1 < line.size() && (line[i + 1] == '!' || line[i + 1] == '?') &&
              ++html_openers_ > limits_.most_html_openers)
            refuse("markdown-html-openers", "the text begins too many HTML comments or declarations");
          break;
        case '@':
          ++mail_signs_;
          signs_.address = true;
          break;
        case ':':
          if (line.substr(i, 3) == "://") {
            count_address(i);
            (may_be_target(line, i) ? signs_.target : signs_.address) = true;
          }
          signs_.table |= (i + 1 < line.size() && line[i + 1] == '-') || (i > 0 && line[i - 1] == '-');
          break;
        case '.':
          if (i >= 3 && (line[i - 1] | 0x20) == 'w') {
            count_address(i);
            signs_.address = true;
          }
          break;
        case '~':
          signs_.strikethrough = true;
          break;
        case '&':
          signs_.character = true;
          break;
        case '\v':
        case '\f':
          signs_.table = true;  // blanks in a table's row of dashes alone, which is no heading's line with them
          break;
        default:
          break;
      }
    }
  }

  // What stands between two blanks.
  struct AddressWord {
    std::size_t begin = 0, end = 0;
  };
  static AddressWord word_around(std::string_view line, std::size_t at) {
    const auto before = line.find_last_of(" \t", at);
    return {before == std::string_view::npos ? 0 : before + 1, std::min(line.find_first_of(" \t", at), line.size())};
  }

  // "](https://", "]: https://" or "<https://".
  static bool may_be_target(std::string_view line, std::size_t at) {
    while (at > 0 && is_ascii_letter(line[at - 1])) --at;
    const std::string_view before = line.substr(0, at);
    return before.ends_with("](") || before.ends_with("]: ") || before.ends_with('<');
  }

  void open_bracket() {
    ++brackets_;
    if (++bracket_depth_ > limits_.most_depth)
      refuse("markdown-depth", "brackets are nested deeper than " + std::to_string(limits_.most_depth));
  }

  // "]:" may begin the target of a link definition, which may go on in the following lines.
  void read_definition(std::size_t at) {
    if (++definitions_ > limits_.most_definitions)
      refuse("markdown-definitions",
             "there are more than " + std::to_string(limits_.most_definitions) + " link definitions");
    at = skip_to_next_part(at);
    const std::size_t target = measure(at, at < source_.size() && source_[at] == '<' ? '>' : ' ');
    std::size_t title = 0;
    const std::size_t after = skip_to_next_part(at + target);
    if (after < source_.size()) {
      const char quote = source_[after];
      if (quote == '"' || quote == '\'') title = measure(after + 1, quote);
      if (quote == '(') title = measure(after + 1, ')');
    }
    if (target > limits_.most_link_target || title > limits_.most_link_target)
      refuse("markdown-link-target",
             "a link definition is longer than " + std::to_string(limits_.most_link_target) + " bytes");
    longest_definition_ = std::max(longest_definition_, target + title);
  }

  // Past blanks and at most one line end.
  std::size_t skip_to_next_part(std::size_t at) const {
    bool on_next_line = false;
    for (; at < source_.size(); ++at) {
      if (is_blank(source_[at])) continue;
      if (!is_line_end(source_[at])) break;
      if (source_.substr(at, 2) == "\r\n") ++at;
      if (on_next_line) break;
      on_next_line = true;
    }
    return at;
  }

  // Bytes up to `end` (' ': any blank), for a title also over line ends. Stops counting past the limit.
  std::size_t measure(std::size_t at, char end) const {
    std::size_t size = 0;
    const bool is_target = end == ' ' || end == '>';
    for (; at + size < source_.size() && size <= limits_.most_link_target; ++size) {
      const char c = source_[at + size];
      if (c == end || (is_target && is_line_end(c)) || (end == ' ' && is_blank(c))) break;
      if (is_line_end(c) && at + size + 1 < source_.size() && source_[at + size + 1] == c) break;  // a blank line
    }
    return size;
  }

  std::string_view source_;
  const MarkdownLimits& limits_;
  std::optional<TextFault> fault_;
  MarkdownSigns signs_;
  std::size_t line_ = 1;
  std::size_t columns_ = 0;  // of the widest table since the last blank line
  std::size_t cells_ = 0, delimiter_rows_ = 0;
  std::size_t pipes_above_ = 0,
              pipe_work_ = 0;     // squares: of lines that may turn out to be a table's, of those that are
  std::size_t paragraph_at_ = 0;  // where the lines without a blank one between them begin
  std::size_t delimiter_work_ = 0, address_work_ = 0, html_openers_ = 0, mail_signs_ = 0, mail_work_ = 0;
  std::size_t bracket_depth_ = 0, brackets_ = 0, definitions_ = 0, longest_definition_ = 0;
};

}  // namespace

MarkdownJudgement judge_markdown(std::string_view source, const MarkdownLimits& limits) {
  if (source.size() > limits.most_bytes)
    return {TextFault{"markdown-too-large", 1, 1,
                      "the text is larger than " + std::to_string(limits.most_bytes) + " bytes"},
            {}};
  if (const auto at = find_invalid_utf8(source)) {
    const std::string_view head = source.substr(0, *at);
    const auto line = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n')) + 1;
    const std::size_t line_begin = head.rfind('\n') == std::string_view::npos ? 0 : head.rfind('\n') + 1;
    return {TextFault{"markdown-encoding", line, count_code_points(head.substr(line_begin)) + 1,
                      "the text is not valid UTF-8"},
            {}};
  }
  return Scan(source, limits).run();
}

}  // namespace onshelf
