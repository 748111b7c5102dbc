// The narrow grammar of what the serialiser writes: anything looser is a fault. Knows nothing of how it was made.
#pragma once

#include <cstdlib>
#include <string_view>
#include <vector>

#include "fuzz.h"

namespace onshelf::fuzz {

// The attributes each element may have, as the serialiser writes them.
struct Allowed {
  std::string_view name;
  std::vector<std::string_view> attributes;
  bool is_void = false;
};

inline const std::vector<Allowed>& allowed() {
  static const std::vector<Allowed> list = {
      {"p", {}},
      {"br", {}, true},
      {"hr", {}, true},
      {"h3", {}},
      {"h4", {}},
      {"h5", {}},
      {"h6", {}},
      {"em", {}},
      {"b", {}},
      {"i", {}},
      {"s", {}},
      {"ins", {}},
      {"sub", {}},
      {"sup", {}},
      {"kbd", {}},
      {"span", {}},
      {"dl", {}},
      {"dt", {}},
      {"dd", {}},
      {"caption", {}},
      {"tfoot", {}},
      {"strong", {}},
      {"del", {}},
      {"code", {}},
      {"pre", {"tabindex"}},
      {"ul", {}},
      {"ol", {"start"}},
      {"li", {}},
      {"blockquote", {}},
      {"table", {}},
      {"thead", {}},
      {"tbody", {}},
      {"tr", {}},
      {"th", {"scope", "class", "colspan", "rowspan"}},
      {"td", {"class", "colspan", "rowspan"}},
      {"div", {"class", "tabindex"}},
      {"a", {"href", "title", "rel"}},
      {"img", {"src", "alt", "width", "height", "loading"}, true},
  };
  return list;
}

inline const Allowed& find(std::string_view name) {
  for (const Allowed& one : allowed())
    if (one.name == name) return one;
  std::abort();
}

inline bool is_allowed_address(std::string_view value) {
  if (value == "/media/x") return true;
  for (const std::string_view start : {"http://", "https://", "mailto:", "tel:"}) {
    bool matches = value.size() > start.size();
    for (std::size_t i = 0; matches && i < start.size(); ++i)
      matches = value[i] == start[i] || (start[i] >= 'a' && value[i] == start[i] - 'a' + 'A');
    if (matches) return value.find_first_of(" \t\n\r\\") == std::string_view::npos;
  }
  return false;
}

// Reads one tag at html[at] == '<' by the serialiser's own narrow grammar; anything looser is a fault.
inline std::size_t read_tag(std::string_view html, std::size_t at, std::vector<std::string_view>& open) {
  ++at;
  const bool is_end = at < html.size() && html[at] == '/';
  if (is_end) ++at;
  const std::size_t name_end = html.find_first_of(" >", at);
  require(name_end != std::string_view::npos);
  const Allowed& element = find(html.substr(at, name_end - at));
  at = name_end;
  if (is_end) {
    require(html[at] == '>' && !open.empty() && open.back() == element.name);
    open.pop_back();
    return at + 1;
  }
  while (html[at] == ' ') {
    const std::size_t equals = html.find("=\"", at);
    require(equals != std::string_view::npos);
    const std::string_view name = html.substr(at + 1, equals - at - 1);
    bool is_known = false;
    for (const std::string_view one : element.attributes) is_known = is_known || one == name;
    require(is_known);
    const std::size_t end = html.find('"', equals + 2);
    require(end != std::string_view::npos);
    const std::string_view value = html.substr(equals + 2, end - equals - 2);
    require(value.find_first_of("<>'`") == std::string_view::npos);
    if (name == "href") require(is_allowed_address(value));
    if (name == "src") require(value == "/media/x");
    if (name == "loading") require(value == "lazy");
    if (name == "width" || name == "height") require(value == "640" || value == "480");
    at = end + 1;
    require(at < html.size());
  }
  require(html[at] == '>');
  if (!element.is_void) open.push_back(element.name);
  return at + 1;
}

// Allow-listed tags and attributes only, in balance; text with every special character escaped.
inline void require_clean(std::string_view html) {
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      at = read_tag(html, at, open);
    } else {
      require(std::string_view(">\"'`").find(html[at]) == std::string_view::npos);
      ++at;
    }
  }
  require(open.empty());
}

}  // namespace onshelf::fuzz
