#include "preview/request_guard.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kLongestTarget = 8u << 10;

using Headers = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string_view> values_of(const Headers& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : headers)
    if (lower_ascii(key) == name) values.push_back(value);
  return values;
}

bool is_one_of(const std::vector<std::string>& known, std::string_view value) {
  return std::find(known.begin(), known.end(), value) != known.end();
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Nothing: a % without two digits.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0) return std::nullopt;
    out.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
    i += 2;
  }
  return out;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// Compares all of it whatever the bytes, so that its duration tells nothing.
bool is_same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size() || a.empty()) return false;
  int difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= a[i] ^ b[i];
  return difference == 0;
}

bool has_cookie(const Headers& headers, std::string_view wanted) {
  bool found = false;
  for (std::string_view cookies : values_of(headers, "cookie"))
    while (!cookies.empty()) {
      const std::size_t end = std::min(cookies.find(';'), cookies.size());
      std::string_view one = cookies.substr(0, end);
      while (one.starts_with(' ')) one.remove_prefix(1);
      found = is_same_secret(one, wanted) || found;
      cookies.remove_prefix(std::min(end + 1, cookies.size()));
    }
  return found;
}

// A page of another site may send its visitor here, as any link does; it may not load anything from here.
bool is_from_elsewhere(const Headers& headers, const ServedAt& at) {
  for (const std::string_view origin : values_of(headers, "origin")) {
    constexpr std::string_view kScheme = "http://";
    if (!origin.starts_with(kScheme) || !is_one_of(at.hosts, origin.substr(kScheme.size()))) return true;
  }
  for (const std::string_view site : values_of(headers, "sec-fetch-site")) {
    if (site == "same-origin" || site == "none") continue;
    const auto is_only = [&](std::string_view name, std::string_view value) {
      return values_of(headers, name) == std::vector<std::string_view>{value};
    };
    if (!is_only("sec-fetch-mode", "navigate") || !is_only("sec-fetch-dest", "document")) return true;
  }
  return false;
}

// What only requests with a body have. There are none here, and two ways to say how long one is are a way to hide a second request.
bool has_body(const Headers& headers) {
  if (!values_of(headers, "transfer-encoding").empty()) return true;
  const auto lengths = values_of(headers, "content-length");
  return std::any_of(lengths.begin(), lengths.end(), [](std::string_view length) { return length != "0"; });
}

// What a listing may be shown as, said once and as it is written here, or not at all.
bool says_what_is_shown(std::string_view query) {
  std::size_t said = 0;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) == kShownAs) {
      const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
      if (++said > 1 || (value != "published" && value != "draft" && value != "unlisted")) return false;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return true;
}

}  // namespace

std::optional<std::string> decoded_path(std::string_view path) {
  auto decoded = percent_decoded(path);
  if (!decoded || !decoded->starts_with('/') || !is_valid_utf8(*decoded) || has_control(*decoded) ||
      decoded->find('\\') != std::string::npos)
    return std::nullopt;
  for (std::string_view rest = std::string_view(*decoded).substr(1); !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    if (end == 0 || rest.starts_with('.')) return std::nullopt;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return decoded;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      auto value = percent_decoded(pair.substr(equals + 1));
      if (!value || has_control(*value) || !is_valid_utf8(*value)) return std::nullopt;
      return value;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return std::nullopt;
}

std::variant<AllowedRequest, Refusal> guard_request(const RequestHead& head, const ServedAt& at) {
  if (head.is_anothers) return Refusal{403, "Another user of this machine asked for this."};
  const auto hosts = values_of(head.headers, "host");
  // A name that merely leads to this machine is somebody else's: their page would read ours.
  if (hosts.size() != 1 || !is_one_of(at.hosts, lower_ascii(hosts.front())))
    return Refusal{421, "This address is not the preview's."};
  if (head.method != "GET" && head.method != "HEAD") return Refusal{405, "The preview can only be read."};
  if (has_body(head.headers)) return Refusal{400, "A request to the preview has no body."};
  if (is_from_elsewhere(head.headers, at)) return Refusal{403, "Another site asked for this."};
  if (head.target.size() > kLongestTarget) return Refusal{414, "The address is too long."};
  const std::size_t mark = std::min(head.target.find('?'), head.target.size());
  auto path = decoded_path(std::string_view(head.target).substr(0, mark));
  if (!path || !says_what_is_shown(std::string_view(head.target).substr(std::min(mark + 1, head.target.size()))))
    return Refusal{400, "There can be no such address."};
  AllowedRequest allowed{std::move(*path), head.target.substr(std::min(mark + 1, head.target.size())), false};
  if (has_cookie(head.headers, at.cookie)) {
    allowed.has_token = allowed.query.starts_with("token=");
    return allowed;
  }
  const auto token = query_value(allowed.query, "token");
  if (!token || !is_same_secret(*token, at.token))
    return Refusal{403, "Open the address that onshelf preview printed: it has the token that lets you in."};
  allowed.has_token = true;
  return allowed;
}

}  // namespace onshelf
