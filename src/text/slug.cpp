#include "text/slug.h"

#include <algorithm>
#include <array>

namespace onshelf {
namespace {

bool is_id_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

bool is_site_name(std::string_view id) {
  static constexpr std::array<std::string_view, 20> kNames = {
      "404",  "assets", "categories", "draft",     "feed",   "feeds",  "headers", "index",   "marketplaces", "media",
      "page", "pages",  "products",   "redirects", "robots", "search", "sellers", "sitemap", "sitemaps",     "u"};
  return std::find(kNames.begin(), kNames.end(), id) != kNames.end();
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

bool is_device_name(std::string_view name) {
  if (name == "con" || name == "prn" || name == "aux" || name == "nul") return true;
  return name.size() == 4 && (name.starts_with("com") || name.starts_with("lpt")) && name[3] >= '0' && name[3] <= '9';
}

std::string fault_of_id(std::string_view id) {
  if (id.empty()) return "an id is empty";
  if (id.size() > kLongestId) return "an id has more than 80 bytes";
  if (!std::all_of(id.begin(), id.end(), is_id_character))
    return "an id has a character other than a-z, 0-9 and hyphen";
  if (id.front() == '-' || id.back() == '-') return "an id begins or ends with a hyphen";
  if (id.find("--") != std::string_view::npos) return "an id has two hyphens in a row";
  if (is_device_name(id)) return "an id is the name of a device on some systems";
  if (is_site_name(id)) return "an id is a name that the site uses itself";
  return {};
}

bool is_locale_name(std::string_view id, const std::vector<std::string>& locale_tags) {
  return std::any_of(locale_tags.begin(), locale_tags.end(), [id](const std::string& tag) {
    return std::equal(id.begin(), id.end(), tag.begin(), tag.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
  });
}

}  // namespace onshelf
