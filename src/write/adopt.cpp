#include "write/adopt.h"

#include <regex>

#include <unistd.h>

namespace onshelf {
namespace {

constexpr std::size_t kHeadOfPage = 16 * 1024;

std::string head_of(std::string_view path, const OutputTree& tree) {
  const ExistingFile existing = tree.open_existing(path);
  if (existing.standing != Standing::regular) return {};
  std::string head(kHeadOfPage, '\0');
  const ssize_t got = read(existing.file.get(), head.data(), head.size());
  head.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return head;
}

}  // namespace

bool looks_like_ours(std::string_view path, const OutputTree& tree) {
  static const std::regex kNames(
      "media/(u/)?[0-9a-z-]+/(icon-[0-9]+\\.png|[a-z0-9-]+-[0-9]+x[0-9]+\\.(png|jpg)|[0-9a-f]{16}\\.(png|jpg)|"
      "[0-9a-f]{16}/[^/]+)|assets/[^/]+\\.[0-9a-f]{16}\\.[a-z0-9]+|sitemap\\.xml|sitemaps/[A-Za-z0-9-]+-[0-9]+\\.xml");
  static const std::regex kStyleSheet("href=\"[^\" ]*assets/style\\.[0-9a-f]{16}\\.css\"");
  if (path.ends_with("index.html") || path == "404.html") return std::regex_search(head_of(path, tree), kStyleSheet);
  return std::regex_match(path.begin(), path.end(), kNames);
}

std::vector<std::string> files_like_ours(const OutputTree& tree) {
  std::vector<std::string> files = tree.walk("");
  std::erase_if(files, [&](const std::string& path) { return !is_output_path(path) || !looks_like_ours(path, tree); });
  return files;
}

}  // namespace onshelf
