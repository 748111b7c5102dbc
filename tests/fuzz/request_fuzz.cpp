// guard_request() and read_range() over whatever a browser, or something worse, sends: what it lets through keeps its promises.
#include <algorithm>
#include <string>

#include "fuzz.h"
#include "preview/request_guard.h"
#include "preview/requested_range.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

const ServedAt kAt{{"127.0.0.1:4000", "localhost:4000"}, "onshelf-preview-4000=secret", "secret"};

void expect_sound_path(const std::string& path) {
  require(path.starts_with('/'));
  require(path.find("//") == std::string::npos);
  require(path.find("/.") == std::string::npos);
  require(path.find('\\') == std::string::npos);
  require(
      std::none_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }));
}

void expect_range_inside(std::string_view value, std::size_t file) {
  const RequestedRange range = read_range(value, file);
  if (range.kind != RequestedRange::Kind::part) return;
  require(range.count > 0 && range.first < file && range.count <= file - range.first);
}

}  // namespace

// Lines: method, target, then headers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(bytes_of(data, size));
  RequestHead head;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string one = text.substr(begin, end - begin);
    begin = end + 1;
    if (line == 0) head.method = one;
    if (line == 1) head.target = one;
    if (line < 2) continue;
    const std::size_t colon = std::min(one.find(": "), one.size());
    for (const std::size_t file : {std::size_t{0}, std::size_t{1}, size}) expect_range_inside(one, file);
    head.headers.emplace_back(one.substr(0, colon), colon < one.size() ? one.substr(colon + 2) : std::string{});
  }
  const auto verdict = guard_request(head, kAt);
  if (const auto* allowed = std::get_if<AllowedRequest>(&verdict)) {
    expect_sound_path(allowed->path);
    require(head.method == "GET" || head.method == "HEAD");
    require(text.find("secret") != std::string::npos || text.find('%') != std::string::npos);
  } else {
    const int status = std::get<Refusal>(verdict).status;
    require(status >= 400 && status < 500);
  }
  return 0;
}
