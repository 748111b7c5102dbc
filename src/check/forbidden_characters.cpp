// Characters that may not stand in a text, however they are written: "&lt;" is "<" to a platform that shows HTML.
#include <algorithm>

#include "check/limit_case.h"
#include "text/entities.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

// "＜" for "<": allowed by the letter, and refused by some reviewers all the same.
std::string full_width(const std::string& item) {
  std::string wide;
  if (item.size() == 1 && item[0] > ' ' && item[0] < 0x7F) append_utf8(wide, static_cast<char32_t>(item[0]) + 0xFEE0);
  return wide;
}

std::size_t occurrences(std::string_view text, std::string_view item) {
  std::size_t count = 0;
  for (auto at = text.find(item); at != std::string_view::npos; at = text.find(item, at + item.size())) ++count;
  return count;
}

std::string joined(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) all += (all.empty() ? "" : " ") + item;
  return all;
}

}  // namespace

void check_forbidden_characters(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    const DecodedText decoded(given.text);
    const std::string_view text = decoded.view();
    for (const std::string& item : limit.items) {
      if (item.empty()) continue;
      const auto place_of_first = [&](std::string_view what) {
        const std::size_t at = text.find(what);
        return of.place(given, {decoded.origin(at), decoded.origin(at + what.size())});
      };
      if (const std::size_t count = occurrences(text, item))
        of.report(limit.severity, place_of_first(item),
                  Sentence("\"{field}\" has the character {character}, which may not stand in it",
                           {{"field", of.spec.key}, {"character", item}}),
                  given.text.find(item) == std::string_view::npos
                      ? Sentence("remove it; here it is written as a character reference")
                      : Sentence("remove it; found: {count}", {{"count", std::to_string(count)}}),
                  "none of " + joined(limit.items), item + ", " + std::to_string(count) + " times");
      const std::string wide = full_width(item);
      const bool is_listed = std::find(limit.items.begin(), limit.items.end(), wide) != limit.items.end();
      if (wide.empty() || is_listed || text.find(wide) == std::string_view::npos) continue;
      of.report(
          Severity::warning, place_of_first(wide),
          Sentence("\"{field}\" has the character {wide}, the wide form of {character}, which may not stand in it",
                   {{"field", of.spec.key}, {"wide", wide}, {"character", item}}),
          "a reviewer may take one for the other; use a word instead", "none of " + joined(limit.items), wide);
    }
  }
}

}  // namespace onshelf
