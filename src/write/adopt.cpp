#include "write/adopt.h"

#include <unistd.h>

#include <algorithm>
#include <unordered_set>

namespace onshelf {
namespace {

constexpr std::size_t kHeadOfPage = 16 * 1024;
constexpr std::size_t kHashDigits = 16;

std::string head_of(std::string_view path, const OutputTree& tree) {
  const ExistingFile existing = tree.open_existing(path);
  if (existing.standing != Standing::regular) return {};
  std::string head(kHeadOfPage, '\0');
  const ssize_t got = read(existing.file.get(), head.data(), head.size());
  head.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return head;
}

bool all_of(std::string_view text, std::string_view alphabet) {
  return !text.empty() && text.find_first_not_of(alphabet) == std::string_view::npos;
}

bool is_hash(std::string_view text) { return text.size() == kHashDigits && all_of(text, "0123456789abcdef"); }

bool is_number(std::string_view text) { return all_of(text, "0123456789"); }

// "style.0123456789abcdef.css"
bool is_asset(std::string_view name) {
  const auto end = name.rfind('.');
  if (end == std::string_view::npos || end < kHashDigits + 2 || name.find('/') != std::string_view::npos) return false;
  return name[end - kHashDigits - 1] == '.' && is_hash(name.substr(end - kHashDigits, kHashDigits));
}

bool names_our_style(std::string_view page) {
  constexpr std::string_view kStyle = "assets/style.", kEnd = ".css\"";
  for (auto at = page.find(kStyle); at != std::string_view::npos; at = page.find(kStyle, at + 1)) {
    const std::string_view rest = page.substr(at + kStyle.size());
    if (is_hash(rest.substr(0, kHashDigits)) && rest.substr(std::min(rest.size(), kHashDigits)).starts_with(kEnd))
      return true;
  }
  return false;
}

// "icon-96.png", "example-cloud-280x280.png", "0123456789abcdef.jpg"
bool is_picture(std::string_view name) {
  if (!name.ends_with(".png") && !name.ends_with(".jpg")) return false;
  name.remove_suffix(4);
  if (is_hash(name)) return true;
  const std::string_view size = name.substr(name.rfind('-') + 1);
  const auto by = size.find('x');
  return size.size() < name.size() &&
         (by == std::string_view::npos ? name.starts_with("icon-") && is_number(size)
                                       : is_number(size.substr(0, by)) && is_number(size.substr(by + 1)));
}

// Below media/: of a listing, or of an unlisted one below u/.
bool is_medium(std::string_view path) {
  if (path.starts_with("u/")) path.remove_prefix(2);
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || !all_of(path.substr(0, slash), "abcdefghijklmnopqrstuvwxyz0123456789-"))
    return false;
  path.remove_prefix(slash + 1);
  const auto inner = path.find('/');
  if (inner == std::string_view::npos) return is_picture(path);
  return is_hash(path.substr(0, inner)) && path.find('/', inner + 1) == std::string_view::npos;
}

// "en/search/0123456789ab.json", and "en/search/index.json", which names such files.
bool is_of_search(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || !path.substr(slash).starts_with("/search/")) return false;
  const std::string_view name = path.substr(slash + 8);
  return name == "index.json" ||
         (name.size() == 17 && name.ends_with(".json") && all_of(name.substr(0, 12), "0123456789abcdef"));
}

}  // namespace

bool looks_like_ours(std::string_view path, const OutputTree& tree) {
  // A packed form is whose its file is.
  for (const std::string_view ending : {".gz", ".br"})
    if (path.ends_with(ending)) {
      path.remove_suffix(ending.size());
      return !path.starts_with("media/") && tree.stamp_of_file(path).value && looks_like_ours(path, tree);
    }
  if (path == "404.html" || path.ends_with("index.html")) return names_our_style(head_of(path, tree));
  if (path.starts_with("assets/")) return is_asset(path.substr(7));
  if (path.starts_with("media/")) return is_medium(path.substr(6));
  if (is_of_search(path)) return true;
  if (!path.starts_with("sitemaps/")) return path == "sitemap.xml";
  const auto dash = path.rfind('-');
  return path.ends_with(".xml") && path.find('/', 9) == std::string_view::npos && dash != std::string_view::npos &&
         is_number(path.substr(dash + 1, path.size() - dash - 5));
}

std::vector<std::string> files_like_ours(const OutputTree& tree, const std::vector<KnownOutput>& known) {
  std::vector<std::string> files = tree.walk("");
  std::unordered_set<std::string_view> paths;
  for (const KnownOutput& file : known) paths.insert(file.path);
  std::erase_if(files, [&](const std::string& path) {
    return paths.contains(path) || !is_output_path(path) || !looks_like_ours(path, tree);
  });
  return files;
}

}  // namespace onshelf
