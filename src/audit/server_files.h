// The three files a site tells servers and crawlers with: robots.txt, _headers and _redirects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/notes.h"

namespace onshelf::audit {

struct RobotsRule {
  bool allows = false;
  std::string pattern;  // with * and $
};

struct NamedAddress {
  std::string text;
  Range where;
};

struct Robots {
  std::vector<RobotsRule> rules;  // of the group for all crawlers
  std::vector<NamedAddress> sitemaps;

  // The longest pattern decides, and a tie is allowed. `path` is decoded and begins with "/".
  bool allows(std::string_view path) const;
};

struct Header {
  std::string name;  // lower case
  std::string value;
};

struct HeaderRule {
  std::string pattern;  // a path of the host; * stands for anything
  Range where;
  std::vector<Header> headers;
};

struct Redirect {
  NamedAddress from;
  NamedAddress to;  // empty: the line cannot be read
  int status = 301;
};

Robots read_robots(std::string_view bytes);
std::vector<HeaderRule> read_headers(std::string_view bytes);
std::vector<Redirect> read_redirects(std::string_view bytes);

// Whether a path of the host fits a pattern: * is anything, a $ at the end is the end; without it the rest is free when
// `is_prefix`.
bool fits(std::string_view pattern, std::string_view path, bool is_prefix);

// True when a header rule says noindex for the path.
bool is_noindex_by_header(const std::vector<HeaderRule>& rules, std::string_view path);
// noindex or none among the words of a robots value: "noindex, nofollow", "otherbot: noindex" is about another.
bool says_noindex(std::string_view value);

}  // namespace onshelf::audit
