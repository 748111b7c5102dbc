// Addresses as browsers read them: taken apart, and joined with the page they stand on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onshelf::audit {

// Where the site will be: "https", "shop.example", "/catalog/". An address of the site begins with all three.
struct BaseAddress {
  std::string scheme;
  std::string host;
  std::string path;  // decoded; begins and ends with "/"

  std::string text() const { return scheme + "://" + host + path; }
};

// A whole web address of a folder; nothing when it is none.
std::optional<BaseAddress> read_base(std::string_view address);

struct Address {
  enum class Kind { web, other_scheme, script, broken };
  Kind kind = Kind::web;
  bool is_whole = false;  // had a scheme of its own
  std::string scheme;     // of web addresses that are whole or have a host, otherwise the base's
  std::string host;       // lower case, with a port that is not the scheme's own
  std::string path;       // decoded, without "." and ".."
  bool has_fragment = false;
  std::string fragment;  // decoded
};

// `page` is the path of the file it stands in, below the base. Scripts are javascript:, vbscript: and data: with a document.
Address read_address(std::string_view text, const BaseAddress& base, std::string_view page);

// How a file of the site is called: an index.html by its folder.
std::string address_of(const BaseAddress& base, std::string_view file);

}  // namespace onshelf::audit
