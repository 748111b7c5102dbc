// A Place's caret and width are columns as a terminal shows the excerpt, so that printing it needs no more knowledge of text.
#include "findings/source_text.h"

#include <algorithm>
#include <optional>

#include "text/display.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kExcerptColumns = 100;
constexpr std::size_t kColumnsBefore = 60;  // of them, kept free for what stands before the mark in a long line
constexpr std::size_t kMaxMarks = 8;        // combining characters shown on one base; more are a stack of junk
constexpr std::string_view kTab = "  ";
constexpr std::string_view kMask = "***";  // one length for all, so that it tells nothing of the secret's
constexpr std::string_view kEllipsis = "\u2026";

// One step through a line: a character as it is shown, or a whole hidden range.
struct Piece {
  std::string shown;
  std::size_t columns = 0;
  ByteRange bytes;
};

// The pieces of one line. Walks from any byte in both directions and touches only what is asked for: a line may be a
// whole file.
class Line {
 public:
  Line(std::string_view bytes, ByteRange range, const std::vector<ByteRange>& hidden)
      : bytes_(bytes), range_(range), hidden_(hidden) {}

  ByteRange range() const { return range_; }

  bool is_all_hidden() const {
    const auto first = hidden_around(range_.begin);
    return first && first->end == range_.end;
  }

  Piece piece_at(std::size_t at) const {
    if (const auto range = hidden_around(at)) return {std::string(kMask), kMask.size(), *range};
    if (const char c = bytes_[at]; c >= ' ' && c <= '~') return {std::string(1, c), 1, {at, at + 1}};
    const CodePoint point = code_point_at(bytes_, at);
    const ByteRange place{at, at + point.size};
    if (point.value == '\t') return {std::string(kTab), kTab.size(), place};
    Piece piece{{}, 1, place};
    const bool shown = point.valid && is_printable(point.value);
    append_utf8(piece.shown, shown ? point.value : kReplacementCharacter);
    if (shown) piece.columns = display_width(point.value);
    return piece;
  }

  // The piece that ends at `end`, which lies past the line's begin.
  Piece piece_before(std::size_t end) const {
    if (static_cast<unsigned char>(bytes_[end - 1]) < 0x80 || hidden_around(end - 1)) return piece_at(end - 1);
    for (std::size_t size = 2; size <= 4 && end - range_.begin >= size; ++size) {
      const CodePoint point = code_point_at(bytes_, end - size);
      if (point.valid && point.size == size) return piece_at(end - size);
    }
    return piece_at(end - 1);
  }

 private:
  // As much of it as lies in this line.
  std::optional<ByteRange> hidden_around(std::size_t at) const {
    const auto range =
        std::partition_point(hidden_.begin(), hidden_.end(), [at](const ByteRange& one) { return one.end <= at; });
    if (range == hidden_.end() || range->begin > at) return std::nullopt;
    return ByteRange{std::max(range->begin, range_.begin), std::min(range->end, range_.end)};
  }

  std::string_view bytes_;
  ByteRange range_;
  const std::vector<ByteRange>& hidden_;  // sorted, disjoint, not touching; of the whole file
};

// Fills excerpt, caret and width. `marked` begins in the line; it may end in a later one.
void quote(const Line& line, ByteRange marked, Place& place) {
  const auto [line_begin, line_end] = line.range();
  std::size_t start = marked.begin;
  if (start < line_end) start = line.piece_at(start).bytes.begin;  // of the hidden range, when it begins inside one

  std::vector<Piece> after;
  after.reserve(kExcerptColumns);
  std::size_t columns_after = 0, end = start, marks = 0;
  while (end < line_end && columns_after < kExcerptColumns) {
    after.push_back(line.piece_at(end));
    marks = after.back().columns == 0 ? marks + 1 : 0;
    if (marks > kMaxMarks) break;
    columns_after += after.back().columns;
    end = after.back().bytes.end;
  }

  const std::size_t room = std::max(kColumnsBefore, kExcerptColumns - std::min(columns_after, kExcerptColumns));
  std::vector<Piece> before;  // nearest first
  before.reserve(room);
  std::size_t columns_before = 0, begin = start;
  marks = 0;
  while (begin > line_begin && columns_before < room) {
    before.push_back(line.piece_before(begin));
    marks = before.back().columns == 0 ? marks + 1 : 0;
    if (marks > kMaxMarks) break;
    columns_before += before.back().columns;
    begin = before.back().bytes.begin;
  }

  std::string& excerpt = place.excerpt;
  std::size_t column = 1;
  if (begin > line_begin) {
    excerpt += kEllipsis;
    ++column;
  }
  for (auto piece = before.rbegin(); piece != before.rend(); ++piece) excerpt += piece->shown;
  column += columns_before;
  place.caret = static_cast<std::uint32_t>(column);

  std::size_t width = 0, shown = columns_before;
  for (const Piece& piece : after) {
    if (shown + piece.columns > kExcerptColumns) {
      excerpt += kEllipsis;
      place.width = static_cast<std::uint32_t>(std::max<std::size_t>(width, 1));
      return;
    }
    excerpt += piece.shown;
    shown += piece.columns;
    if (piece.bytes.begin < marked.end) width += piece.columns;
  }
  if (end < line_end) excerpt += kEllipsis;
  place.width = static_cast<std::uint32_t>(std::max<std::size_t>(width, 1));
}

// Of an address with a password: the bytes before its host, https://name:password@host/. Calls found(range) for each; of a password
// with an @ of its own once more, for the whole of it.
template <class Found>
void find_passwords(std::string_view text, Found found) {
  constexpr std::string_view kEnds = " \t\r\n\"'`<>/";
  std::size_t begin = 0, past = 0;  // of the word that the @ before stood in, and behind that
  bool has_colon = false;
  for (std::size_t at = 0; (at = text.find('@', at)) != std::string_view::npos; past = ++at) {
    std::size_t back = at;
    bool has_another = false;
    for (; back > past && kEnds.find(text[back - 1]) == std::string_view::npos; --back)
      has_another = has_another || text[back - 1] == ':';
    const bool is_same_word = back == past && past > 0;
    if (!is_same_word) begin = back;
    has_colon = has_another || (is_same_word && has_colon);
    if (begin > 0 && text[begin - 1] == '/' && has_colon) found(ByteRange{begin, at});
  }
}

}  // namespace

bool has_password(std::string_view text) {
  bool has = false;
  find_passwords(text, [&](ByteRange) { has = true; });
  return has;
}

SourceText::SourceText(std::string file, std::string_view bytes) : file_(std::move(file)), bytes_(bytes) {
  find_passwords(bytes_, [this](ByteRange range) { hide(range); });
}

void SourceText::hide(ByteRange range) {
  if (range.begin >= range.end) return;
  // Kept in order here, for there are more questions than hidden ranges. Most of them come in the order of the file.
  const auto first =
      std::partition_point(hidden_.begin(), hidden_.end(), [&](const ByteRange& one) { return one.end < range.begin; });
  auto last = first;
  for (; last != hidden_.end() && last->begin <= range.end; ++last) {
    range.begin = std::min(range.begin, last->begin);
    range.end = std::max(range.end, last->end);
  }
  hidden_.insert(hidden_.erase(first, last), range);
}

Place SourceText::place(ByteRange range) const {
  range.begin = std::min(range.begin, bytes_.size());
  range.end = std::clamp(range.end, range.begin, bytes_.size());

  const std::string_view head = bytes_.substr(0, range.begin);
  // Forwards, which the C library does many bytes at a time: a hostile record has thousands of findings on one long line.
  std::size_t lines = 1, line_begin = 0;
  for (std::size_t at = 0; (at = head.find('\n', at)) != std::string_view::npos; ++lines) line_begin = ++at;
  if (line_begin == 0 && bytes_.substr(0, 3) == "\xEF\xBB\xBF" && range.begin >= 3)
    line_begin = 3;  // a BOM is no column
  std::size_t line_end = std::min(bytes_.find('\n', range.begin), bytes_.size());
  if (line_end > range.begin && bytes_[line_end - 1] == '\r') --line_end;

  Place place;
  place.file = file_;
  place.line = static_cast<std::uint32_t>(lines);
  place.column = static_cast<std::uint32_t>(count_code_points(head.substr(std::min(line_begin, head.size()))) + 1);

  const ByteRange line_range{line_begin, line_end};
  const Line line(bytes_, line_range, hidden_);
  if (line_begin < line_end && !line.is_all_hidden()) quote(line, range, place);
  return place;
}

}  // namespace onshelf
