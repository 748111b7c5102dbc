// What must not stand in a long text: blanks of a form, pictures pasted into it, links to elsewhere.
#include <algorithm>
#include <string>

#include "check/limit_case.h"
#include "text/ascii.h"
#include "text/byte_set.h"
#include "text/entities.h"

namespace onshelf {
namespace {

// The stroke before a sign of Markdown.
bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '\\' && at + 1 < text.size() &&
         std::string_view("_[]*\\").find(text[at + 1]) != std::string_view::npos;
}

// "\_" is an underscore and nothing else.
std::string without_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_escape(text, i)) out += text[i];
  }
  return out;
}

// Where in the text itself stands what is at `at` of it without escapes.
std::size_t place_with_escapes(std::string_view text, std::size_t at) {
  for (std::size_t i = 0, left = at; i < text.size(); ++i) {
    if (is_escape(text, i)) continue;
    if (left-- == 0) return i;
  }
  return text.size();
}

std::string_view line_around(std::string_view text, std::size_t at) {
  const auto before = text.rfind('\n', at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

std::size_t line_number(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

// A line of nothing but underscores is a rule between two parts.
bool is_rule(std::string_view line) { return line.find_first_not_of("_ \t\r") == std::string_view::npos; }

// In either case, unless the mark is all capitals: those are blanks, and the same letters in small may be a word.
std::size_t find_mark(std::string_view text, std::string_view mark, std::size_t from) {
  const bool has_small = std::any_of(mark.begin(), mark.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!has_small) return text.find(mark, from);
  // Such a mark begins with a bracket, which is rare.
  for (auto at = text.find(mark.front(), from); at != std::string_view::npos; at = text.find(mark.front(), at + 1))
    if (equal_but_for_case(text.substr(at, mark.size()), mark)) return at;
  return std::string_view::npos;
}

// "[Company rules](rules.md)" is a link.
bool is_link(std::string_view text, std::size_t at) {
  const auto end = text.find_first_of("]\n", at);
  return text[at] == '[' && end != std::string_view::npos && text[end] == ']' && end + 1 < text.size() &&
         (text[end + 1] == '(' || text[end + 1] == '[');
}

std::size_t find_blank(std::string_view text, std::string_view mark) {
  auto at = find_mark(text, mark, 0);
  while (at != std::string_view::npos) {
    if (mark.front() == '_' && is_rule(line_around(text, at)))
      at = std::min(text.find('\n', at), text.size() - 1);
    else if (!is_link(text, at))
      return at;
    at = find_mark(text, mark, at + 1);
  }
  return at;
}

// In Markdown and HTML an address stands behind one of these.
bool begins_address(std::string_view text, std::size_t at) {
  return at > 0 && std::string_view("(<\"'=").find(text[at - 1]) != std::string_view::npos;
}

// "data:" is also a word of prose; a picture says so or is coded.
bool is_picture_data(std::string_view text, std::size_t at) {
  const std::string head = lower_ascii(text.substr(at, 64));
  return head.starts_with("image/") || head.find(";base64,") != std::string::npos;
}

// Pictures that live inside the text, or on the desk of whoever pasted them.
constexpr std::string_view kPasted[] = {"data:", "blob:", "cid:", "file:///", "webkit-fake-url:"};
constexpr ByteSet kPastedSigns(":");

constexpr std::string_view kExternal[] = {"http://", "https://", "ftp://", "](//", "](<//", "=\"//", "www."};
constexpr ByteSet kExternalSigns(":./");

// To the blank or sign that ends it. (Of "](//" and "=\"//" the address begins with the strokes.)
ByteRange range_of_address(const DecodedText& decoded, std::size_t at) {
  constexpr std::string_view kEnds = " \t\r\n<>()[]\"'`";
  const std::string_view text = decoded.view();
  const std::size_t begin = std::min(text.find_first_not_of("](<=\"", at), text.size());
  return {decoded.origin(begin), decoded.origin(std::min(text.find_first_of(kEnds, begin), text.size()))};
}

struct Found {
  std::size_t count = 0, first = 0;
};

// The marks, in either case, in one walk. Each has one of `signs`, which are rarer than letters: the walk stops at them alone.
template <std::size_t N, class Accept>
Found find_all(std::string_view text, const std::string_view (&marks)[N], const ByteSet& signs, Accept accept) {
  Found found;
  for (std::size_t at = 0; (at = signs.find_in(text, at)) < text.size(); ++at)
    for (const std::string_view mark : marks) {
      const std::size_t before = signs.find_in(mark, 0);
      if (at < before || !equal_but_for_case(text.substr(at - before, mark.size()), mark)) continue;
      if (!accept(mark, at - before)) continue;
      if (found.count++ == 0) found.first = at - before;
    }
  return found;
}

}  // namespace

void check_unfilled_text(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    const bool has_escapes = given.text.find('\\') != std::string_view::npos;
    const std::string unescaped = has_escapes ? without_escapes(given.text) : std::string{};
    const std::string_view text = has_escapes ? std::string_view(unescaped) : given.text;
    for (const std::string& mark : limit.items) {
      const auto at = mark.empty() ? std::string_view::npos : find_blank(text, mark);
      if (at == std::string_view::npos) continue;
      const auto origin = [&](std::size_t place) {
        return has_escapes ? place_with_escapes(given.text, place) : place;
      };
      const ByteRange where{origin(at), origin(at + mark.size() - 1) + 1};
      of.report(
          limit.severity, of.place(given, where),
          Sentence("\"{field}\" has a blank that nobody filled in: {mark}", {{"field", of.spec.key}, {"mark", mark}}),
          Sentence("line {line} of the text: fill it in, or take the sentence out",
                   {{"line", std::to_string(line_number(given.text, where.begin))}}),
          "no unfilled blanks", mark);
      break;  // one is enough: a form has dozens
    }
  }
}

void check_pasted_images(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    const DecodedText decoded(given.text);  // how a browser would read an address in it
    const std::string_view text = decoded.view();
    const Found found = find_all(text, kPasted, kPastedSigns, [&](std::string_view mark, std::size_t at) {
      return mark == "data:" ? is_picture_data(text, at + mark.size()) : begins_address(text, at);
    });
    if (found.count == 0) continue;
    const ByteRange where = range_of_address(decoded, found.first);
    of.report(
        limit.severity, of.place(given, where),
        Sentence("\"{field}\" has a picture pasted into the text", {{"field", of.spec.key}}),
        Sentence(
            "line {line} of the text: put the picture beside the record as a file and name it; found: {count}",
            {{"line", std::to_string(line_number(given.text, where.begin))}, {"count", std::to_string(found.count)}}),
        "no pasted pictures", std::to_string(found.count));
  }
}

void check_external_links(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    const DecodedText decoded(given.text);  // how a browser would read an address in it
    const std::string_view text = decoded.view();
    const Found found = find_all(text, kExternal, kExternalSigns, [&](std::string_view mark, std::size_t at) {
      // "https://www." is one link, and "awww." none.
      return mark != "www." || at == 0 || std::string_view("(<\"' \t\n").find(text[at - 1]) != std::string_view::npos;
    });
    if (found.count == 0) continue;
    const ByteRange where = range_of_address(decoded, found.first);
    of.report(
        limit.severity, of.place(given, where), Sentence("\"{field}\" links to other sites", {{"field", of.spec.key}}),
        Sentence(
            "line {line} of the text: take the link out; found: {count}",
            {{"line", std::to_string(line_number(given.text, where.begin))}, {"count", std::to_string(found.count)}}),
        "no links to other sites", std::to_string(found.count));
  }
}

}  // namespace onshelf
