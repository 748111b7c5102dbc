#include "text/web_address.h"

#include <algorithm>
#include <string>

#include "text/ascii.h"

namespace onshelf {

bool is_web_address(std::string_view address) {
  const bool clean = std::none_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '\\' || c == '"' || c == '\'' || c == '<' ||
           c == '>' || c == '`';
  });
  const auto scheme_end = address.find("://");
  if (!clean || scheme_end == std::string_view::npos) return false;
  const std::string scheme = lower_ascii(address.substr(0, scheme_end));
  if (scheme != "http" && scheme != "https") return false;
  const std::string_view rest = address.substr(scheme_end + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  return !authority.empty() && authority.find('@') == std::string_view::npos && authority.front() != ':';
}

}  // namespace onshelf
