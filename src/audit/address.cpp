#include "audit/address.h"

#include <vector>

#include "audit/disguises.h"
#include "text/ascii.h"
#include "text/escape.h"

namespace onshelf::audit {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What browsers drop: blanks and controls around, tabs and line breaks within.
std::string without_blanks(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  std::string out;
  out.reserve(text.size());
  for (const char c : text)
    if (c != '\t' && c != '\n' && c != '\r') out.push_back(c);
  return out;
}

// "https" of "https://..."; empty when there is none.
std::string scheme_of(std::string_view text) {
  if (text.empty() || !is_letter(text[0])) return {};
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return lower_ascii(text.substr(0, i));
    if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return {};
  }
  return {};
}

std::string clean_host(std::string_view authority, std::string_view scheme) {
  if (const std::size_t user = authority.rfind('@'); user != std::string_view::npos) authority.remove_prefix(user + 1);
  std::string host = lower_ascii(authority);
  const std::string_view own_port = scheme == "http" ? ":80" : ":443";
  if (host.ends_with(own_port)) host.resize(host.size() - own_port.size());
  if (host.ends_with(':')) host.pop_back();
  return host;
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  std::size_t begin = 1;
  bool is_folder = false;
  while (begin <= path.size()) {
    std::size_t end = path.find('/', begin);
    const bool is_last = end == std::string_view::npos;
    if (is_last) end = path.size();
    const std::string_view part = path.substr(begin, end - begin);
    is_folder = part == "." || part == "..";
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
    if (is_last) break;
    begin = end + 1;
  }
  std::string out;
  for (const std::string_view part : parts) out.append("/").append(part);
  if (is_folder || out.empty()) out += '/';
  return out;
}

}  // namespace

Address read_address(std::string_view text, const BaseAddress& base, std::string_view page) {
  const std::string clean = without_blanks(text);
  std::string_view rest = clean;
  Address address;
  address.scheme = scheme_of(rest);
  if (!address.scheme.empty()) {
    rest.remove_prefix(address.scheme.size() + 1);
    address.is_whole = true;
    if (address.scheme == "javascript" || address.scheme == "vbscript" ||
        (address.scheme == "data" && !lower_ascii(rest.substr(0, 6)).starts_with("image/")))
      address.kind = Address::Kind::script;
    else if (address.scheme != "http" && address.scheme != "https")
      address.kind = Address::Kind::other_scheme;
    if (address.kind != Address::Kind::web) return address;
  }
  if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos) {
    address.has_fragment = true;
    address.fragment = percent_decoded(rest.substr(hash + 1));
    rest = rest.substr(0, hash);
  }
  const bool has_query = rest.find('?') != std::string_view::npos;
  rest = rest.substr(0, rest.find('?'));
  std::string path(rest);
  for (char& c : path)
    if (c == '\\') c = '/';
  if (path.starts_with("//")) {
    const std::size_t slash = path.find('/', 2);
    address.host = clean_host(std::string_view(path).substr(2, slash == std::string::npos ? slash : slash - 2),
                              address.is_whole ? std::string_view(address.scheme) : std::string_view(base.scheme));
    path = slash == std::string::npos ? "/" : path.substr(slash);
    if (address.host.empty()) address.kind = Address::Kind::broken;
  } else if (address.is_whole) {
    address.kind = Address::Kind::broken;  // "https:page", which nobody means
  } else {
    address.host = base.host;
    if (path.empty()) {
      path = base.path + std::string(page);
      if (!has_query && path.ends_with("/index.html")) path.resize(path.size() - 10);
      address.path = path;
    } else if (path[0] != '/') {
      std::string folder = base.path + std::string(page.substr(0, page.rfind('/') + 1));
      // The folder is a name as it is on disk; only the address is encoded.
      address.path = without_dots(folder + percent_decoded(path));
    }
  }
  if (address.scheme.empty()) address.scheme = base.scheme;
  if (address.path.empty()) address.path = without_dots(percent_decoded(path));
  if (address.path.find('\0') != std::string::npos) address.kind = Address::Kind::broken;
  return address;
}

std::optional<BaseAddress> read_base(std::string_view text) {
  const Address address = read_address(text, {"https", "", "/"}, "");
  if (address.kind != Address::Kind::web || !address.is_whole || address.host.empty() || address.has_fragment)
    return std::nullopt;
  BaseAddress base{address.scheme, address.host, address.path};
  if (!base.path.ends_with('/')) base.path += '/';
  return base;
}

std::string address_of(const BaseAddress& base, std::string_view file) {
  if (file == "index.html" || file.ends_with("/index.html")) file.remove_suffix(10);
  return base.scheme + "://" + base.host + percent_encode_path(base.path) + percent_encode_path(file);
}

}  // namespace onshelf::audit
