#include "audit/server_files.h"

#include <algorithm>
#include <charconv>

#include "text/ascii.h"

namespace onshelf::audit {
namespace {

struct Line {
  std::string_view text;  // without blanks around
  std::uint32_t at = 0;   // of its first character
  bool is_indented = false;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::vector<Line> lines_of(std::string_view bytes) {
  std::vector<Line> lines;
  std::size_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::size_t first = begin, last = end;
    while (first < last && is_blank(bytes[first])) ++first;
    while (last > first && is_blank(bytes[last - 1])) --last;
    lines.push_back({bytes.substr(first, last - first), static_cast<std::uint32_t>(first), first > begin});
    begin = end + 1;
  }
  return lines;
}

// The words of a line, each with its place.
std::vector<NamedAddress> words_of(const Line& line) {
  std::vector<NamedAddress> words;
  std::size_t begin = 0;
  while (begin < line.text.size()) {
    std::size_t end = begin;
    while (end < line.text.size() && !is_blank(line.text[end])) ++end;
    if (end > begin)
      words.push_back({std::string(line.text.substr(begin, end - begin)),
                       {line.at + static_cast<std::uint32_t>(begin), line.at + static_cast<std::uint32_t>(end)}});
    begin = end + 1;
  }
  return words;
}

// "Name: value" with its place; an empty name when the line is none.
struct Field {
  std::string name;
  NamedAddress value;
};

Field field_of(const Line& line, std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {};
  std::size_t begin = colon + 1, end = text.size();
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && is_blank(text[end - 1])) --end;
  std::string_view name = text.substr(0, colon);
  while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
  return {lower_ascii(name),
          {std::string(text.substr(begin, end - begin)),
           {line.at + static_cast<std::uint32_t>(begin), line.at + static_cast<std::uint32_t>(end)}}};
}

}  // namespace

bool fits(std::string_view pattern, std::string_view path, bool is_prefix) {
  if (pattern.ends_with('$')) {
    pattern.remove_suffix(1);
    is_prefix = false;
  }
  // Greedy from the left with one place to come back to; linear in practice and never worse than the product.
  std::size_t p = 0, s = 0, star = std::string_view::npos, resume = 0;
  while (s < path.size()) {
    if (p == pattern.size() && is_prefix) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = s;
    } else if (p < pattern.size() && pattern[p] == path[s]) {
      ++p;
      ++s;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      s = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool Robots::allows(std::string_view path) const {
  std::size_t longest = 0;
  bool allowed = true;
  for (const RobotsRule& rule : rules) {
    if (rule.pattern.empty() || rule.pattern.size() < longest || !fits(rule.pattern, path, true)) continue;
    allowed = rule.allows || (rule.pattern.size() == longest && allowed);
    longest = rule.pattern.size();
  }
  return allowed;
}

Robots read_robots(std::string_view bytes) {
  Robots robots;
  bool is_for_all = false, in_names = false;
  for (const Line& line : lines_of(bytes)) {
    const Field field = field_of(line, line.text.substr(0, line.text.find('#')));
    if (field.name == "sitemap") robots.sitemaps.push_back(field.value);
    if (field.name == "user-agent") {
      is_for_all = (in_names && is_for_all) || field.value.text == "*";
      in_names = true;
    } else if (field.name == "allow" || field.name == "disallow") {
      in_names = false;
      if (is_for_all) robots.rules.push_back({field.name == "allow", field.value.text});
    }
  }
  return robots;
}

std::vector<HeaderRule> read_headers(std::string_view bytes) {
  std::vector<HeaderRule> rules;
  for (const Line& line : lines_of(bytes)) {
    if (line.text.empty() || line.text[0] == '#') continue;
    if (!line.is_indented) {
      rules.push_back({std::string(line.text), {line.at, line.at + static_cast<std::uint32_t>(line.text.size())}, {}});
    } else if (const Field field = field_of(line, line.text); !field.name.empty() && !rules.empty()) {
      rules.back().headers.push_back({field.name, field.value.text});
    }
  }
  return rules;
}

std::vector<Redirect> read_redirects(std::string_view bytes) {
  std::vector<Redirect> redirects;
  for (const Line& line : lines_of(bytes)) {
    if (line.text.empty() || line.text[0] == '#') continue;
    std::vector<NamedAddress> words = words_of(line);
    Redirect redirect;
    redirect.from = {std::string(line.text), {line.at, line.at + static_cast<std::uint32_t>(line.text.size())}};
    // Conditions, such as a country or a language, may follow.
    while (words.size() > 2 && words.back().text.find('=') != std::string::npos) words.pop_back();
    if (words.size() == 2 || words.size() == 3) {
      int status = 301;
      bool is_sound = words[0].text[0] == '/';
      if (words.size() == 3) {
        std::string_view digits = words[2].text;
        if (digits.ends_with('!')) digits.remove_suffix(1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), status);
        is_sound =
            is_sound && error == std::errc{} && end == digits.data() + digits.size() && status >= 200 && status < 500;
      }
      if (is_sound) redirect = {std::move(words[0]), std::move(words[1]), status};
    }
    redirects.push_back(std::move(redirect));
  }
  return redirects;
}

bool says_noindex(std::string_view value) {
  const std::string lower = lower_ascii(value);
  std::size_t begin = 0;
  while (begin <= lower.size()) {
    const std::size_t end = std::min(lower.find(',', begin), lower.size());
    std::string_view word = std::string_view(lower).substr(begin, end - begin);
    while (!word.empty() && is_blank(word.front())) word.remove_prefix(1);
    while (!word.empty() && is_blank(word.back())) word.remove_suffix(1);
    if (word == "noindex" || word == "none") return true;
    begin = end + 1;
  }
  return false;
}

bool is_noindex_by_header(const std::vector<HeaderRule>& rules, std::string_view path) {
  for (const HeaderRule& rule : rules) {
    if (!fits(rule.pattern, path, false)) continue;
    for (const Header& header : rule.headers)
      if (header.name == "x-robots-tag" && says_noindex(header.value)) return true;
  }
  return false;
}

}  // namespace onshelf::audit
