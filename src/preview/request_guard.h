// Who may ask the preview for what. A preview shows what is not public yet, on a machine where browsers run the scripts of strangers and
// other users have accounts: a request is refused unless it is clearly from the page of the person who started it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace onshelf {

struct RequestHead {
  std::string method;
  std::string target;                                        // as it was sent: path and query
  std::vector<std::pair<std::string, std::string>> headers;  // names in any case
  bool is_anothers = false;                                  // its connection is of another user of this machine
};

// What the server answers to.
struct ServedAt {
  std::vector<std::string> hosts;  // "127.0.0.1:4000", "localhost:4000", "[::1]:4000"
  std::string cookie;              // name and value as the browser sends them: "onshelf-4000=5f2a..."
  std::string token;               // of the first address
};

struct Refusal {
  int status = 400;
  std::string_view why;  // said to the browser; never quotes the request
};

struct AllowedRequest {
  std::string path;        // decoded: begins with a slash, no empty, hidden, "." or ".." part
  std::string query;       // as it was sent, without "?"
  bool has_token = false;  // the query is the token: the browser is to be given the cookie
};

// The parameter of an address that says what a listing is shown as.
constexpr std::string_view kShownAs = "preview";

// Another user is refused whatever is asked for: cookies of this machine go to every server of it, and may be theirs. Then host, method,
// origin and form, so that a stranger learns nothing; last cookie or token.
std::variant<AllowedRequest, Refusal> guard_request(const RequestHead& head, const ServedAt& at);

// Percent-decoded once. Nothing: it holds what no path of a site holds.
std::optional<std::string> decoded_path(std::string_view path);

// The value of one parameter of a query, percent-decoded; nothing when it is not there or holds control characters.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

}  // namespace onshelf
