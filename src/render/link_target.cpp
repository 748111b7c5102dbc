#include "render/link_target.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/web_address.h"

namespace onshelf {
namespace {

bool is_blank_or_control(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr std::array<bool, 256> characters_of_urls() {
  std::array<bool, 256> allowed{};
  for (const char c : std::string_view("-._~:/?#[]@!$&()*+,;=%")) allowed[static_cast<unsigned char>(c)] = true;
  for (unsigned char c = '0'; c <= '9'; ++c) allowed[c] = true;
  for (unsigned char c = 'a'; c <= 'z'; ++c) allowed[c] = allowed[c - 'a' + 'A'] = true;
  return allowed;
}
constexpr auto kMayStandInUrl = characters_of_urls();
bool may_stand_in_url(char c) { return kMayStandInUrl[static_cast<unsigned char>(c)]; }

std::string percent_encoded(std::string url) {
  if (std::all_of(url.begin(), url.end(), may_stand_in_url)) return url;
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(url.size());
  for (const char c : url) {
    if (may_stand_in_url(c)) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 0xF]);
    }
  }
  return out;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// Nothing when a percent sign is not followed by two digits.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

// `url` begins with this scheme and a colon, in any case. The rest of it, or nothing.
std::optional<std::string_view> after_scheme(std::string_view url, std::string_view scheme) {
  if (url.size() <= scheme.size() || url[scheme.size()] != ':') return std::nullopt;
  for (std::size_t i = 0; i < scheme.size(); ++i)
    if (lower(url[i]) != scheme[i]) return std::nullopt;
  return url.substr(scheme.size() + 1);
}

bool is_mail_address(std::string_view rest) {
  const std::string_view address = rest.substr(0, rest.find('?'));
  const auto at = address.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < address.size();
}

bool is_telephone_number(std::string_view rest) {
  const bool clean = std::all_of(rest.begin(), rest.end(), [](char c) {
    return is_digit(c) || std::string_view("+-.()*#").find(c) != std::string_view::npos;
  });
  return clean && std::any_of(rest.begin(), rest.end(), is_digit);
}

}  // namespace

std::optional<LinkTarget> LinkTarget::outside(std::string_view written) {
  std::string url;
  url.reserve(written.size());
  std::copy_if(written.begin(), written.end(), std::back_inserter(url), [](char c) { return !is_blank_or_control(c); });
  if (url.find('\\') != std::string::npos) return std::nullopt;
  bool allowed = false;
  if (const auto rest = after_scheme(url, "mailto")) {
    allowed = is_mail_address(*rest);
  } else if (const auto number = after_scheme(url, "tel")) {
    allowed = is_telephone_number(*number);
  } else {
    url = percent_encoded(std::move(url));
    allowed = is_web_address(url);
  }
  if (!allowed) return std::nullopt;
  return LinkTarget(percent_encoded(std::move(url)));
}

std::optional<LinkTarget> LinkTarget::published(std::string_view url) {
  const bool is_path = !url.starts_with("//") && url.find(':') == std::string_view::npos;
  if (url.empty() || url.find('\\') != std::string_view::npos) return std::nullopt;
  if (!is_path && !(after_scheme(url, "https") && is_web_address(url))) return std::nullopt;
  return LinkTarget(percent_encoded(std::string(url)));
}

std::optional<std::string> linked_file_name(std::string_view written) {
  while (!written.empty() && is_blank_or_control(written.front())) written.remove_prefix(1);
  while (!written.empty() && is_blank_or_control(written.back())) written.remove_suffix(1);
  if (written.find_first_of("?#") != std::string_view::npos) return std::nullopt;
  if (written.starts_with("./")) written.remove_prefix(2);
  const auto name = percent_decoded(written);
  if (!name || name->empty() || name->front() == '/') return std::nullopt;
  for (const char c : *name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == ':' || c == '\\') return std::nullopt;
  for (std::size_t begin = 0; begin <= name->size();) {
    const std::size_t end = std::min(name->find('/', begin), name->size());
    const std::string_view segment = std::string_view(*name).substr(begin, end - begin);
    if (segment.empty() || segment == "." || segment == "..") return std::nullopt;
    begin = end + 1;
  }
  return name;
}

}  // namespace onshelf
