// Any bytes as what a link points to: whatever is let through is one of four schemes or a file beside the record, is safe
// between double quotes, and stays the same when it is read again.
#include <algorithm>

#include "fuzz.h"
#include "render/link_target.h"
#include "text/ascii.h"
#include "text/web_address.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

bool is_safe_ascii(std::string_view url) {
  return std::all_of(url.begin(), url.end(), [](char c) {
    return c > 0x20 && c < 0x7F && std::string_view("\"'<>`\\{}|^").find(c) == std::string_view::npos;
  });
}

// The part a browser takes for user, host and port.
std::string_view authority_of(std::string_view url) {
  const std::string_view rest = url.substr(url.find("://") + 3);
  return rest.substr(0, rest.find_first_of("/?#"));
}

void check_web_address(std::string_view url) {
  const std::string scheme = lower_ascii(url.substr(0, url.find(':')));
  require(scheme == "http" || scheme == "https");
  require(url.substr(scheme.size(), 3) == "://");
  const std::string_view host = authority_of(url);
  require(!host.empty() && host.find('@') == std::string_view::npos && host.front() != ':');
}

void check_outside(std::string_view written) {
  const auto target = LinkTarget::outside(written);
  if (!target) return;
  const std::string& url = target->url();
  require(is_safe_ascii(url));
  const std::string scheme = lower_ascii(std::string_view(url).substr(0, url.find(':')));
  if (scheme != "mailto" && scheme != "tel") check_web_address(url);
  const auto again = LinkTarget::outside(url);
  require(again && again->url() == url);
}

void check_published(std::string_view written) {
  const auto target = LinkTarget::published(written);
  if (!target) return;
  const std::string& url = target->url();
  require(is_safe_ascii(url) && !url.starts_with("//"));
  if (url.find(':') != std::string::npos) check_web_address(url);
}

void check_file_name(std::string_view written) {
  const auto name = linked_file_name(written);
  if (!name) return;
  require(!name->empty() && name->front() != '/' && name->back() != '/');
  const std::string parts = '/' + *name + '/';
  for (const std::string_view bad : {"/../", "/./", "//", "\\", ":"}) require(parts.find(bad) == std::string::npos);
  require(std::none_of(name->begin(), name->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view written = bytes_of(data, size);
  if (is_web_address(written)) check_web_address(written);
  check_outside(written);
  check_published(written);
  check_file_name(written);
  return 0;
}
