// Where a link or picture in a seller's text may lead. The only way to an href or src of clean HTML.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace onshelf {

class LinkTarget {
 public:
  // An address outside the site: http or https with a host and no user name, mailto with an address, tel with a number.
  // Blanks and control characters are dropped first, as browsers do; a back-slash anywhere refuses it.
  static std::optional<LinkTarget> outside(std::string_view written);

  // An address that this program made for a published file: a path, relative or from the root, or an https address.
  static std::optional<LinkTarget> published(std::string_view url);

  // Percent-encoded: ASCII without quotes, blanks or angle brackets.
  const std::string& url() const { return url_; }

 private:
  explicit LinkTarget(std::string url) : url_(std::move(url)) {}
  std::string url_;
};

// The file name in a relative link, percent-decoded: "user%20guide.pdf" -> "user guide.pdf". Nothing when the link has a
// scheme, a host, a query or fragment, a back-slash, a colon, a control character, or leads upwards or to the root.
std::optional<std::string> linked_file_name(std::string_view written);

}  // namespace onshelf
