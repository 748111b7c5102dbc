#include "audit/site_view.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/language.h"

namespace onshelf::audit {
namespace {

// Where "TOKEN/..." begins in a path below u/; npos when it is not below.
std::size_t token_begin(std::string_view path) {
  if (path.starts_with("u/")) return 2;
  const std::size_t slash = path.find('/');
  return slash != std::string_view::npos && path.substr(slash).starts_with("/u/") ? slash + 3 : std::string_view::npos;
}

}  // namespace

bool is_page(std::string_view path) {
  const std::string extension = lower_ascii(path.substr(std::min(path.rfind('.'), path.size())));
  return extension == ".html" || extension == ".htm" || extension == ".xhtml";
}

bool is_unlisted(std::string_view path) { return token_begin(path) != std::string_view::npos; }

std::string_view locale_folder(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || !is_search_language(path.substr(0, slash))) return {};
  return path.substr(0, slash);
}

SiteView::SiteView(std::vector<FolderFile> files, BaseAddress base, Robots robots, std::vector<HeaderRule> headers,
                   std::vector<Redirect> redirects, Markers markers)
    : files_(std::move(files)),
      base_(std::move(base)),
      robots_(std::move(robots)),
      headers_(std::move(headers)),
      redirects_(std::move(redirects)),
      markers_(std::move(markers)) {
  by_path_.reserve(files_.size());
  for (FileIndex file = 0; file < files_.size(); ++file) {
    const std::string_view path = files_[file].path;
    by_path_.emplace(path, file);
    for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
         slash = path.rfind('/', slash - 1))
      if (!folders_.emplace(path.substr(0, slash)).second) break;
    const std::size_t begin = token_begin(path), end = path.find('/', begin == std::string_view::npos ? 0 : begin);
    // Shorter names are words that a text may have by chance.
    if (begin != std::string_view::npos && end != std::string_view::npos && end - begin >= 8)
      tokens_.emplace(path.substr(begin, end - begin));
  }
  for (const Redirect& redirect : redirects_)
    if (!redirect.to.text.empty())
      redirect_status_.emplace(read_address(redirect.from.text, base_, "").path, redirect.status);
}

FileIndex SiteView::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? kNoFile : found->second;
}

std::string SiteView::host_path(FileIndex file) const {
  std::string_view path = files_[file].path;
  if (path == "index.html" || path.ends_with("/index.html")) path.remove_suffix(10);
  return base_.path + std::string(path);
}

Target SiteView::resolve(std::string_view text, FileIndex from) const {
  const Address address = read_address(text, base_, path(from));
  Target target;
  target.is_whole = address.is_whole;
  target.has_fragment = address.has_fragment;
  target.fragment = address.fragment;
  target.path = address.path;
  if (address.kind != Address::Kind::web) {
    target.lead = address.kind == Address::Kind::script         ? Lead::script
                  : address.kind == Address::Kind::other_scheme ? Lead::other_scheme
                                                                : Lead::broken;
    return target;
  }
  if (address.host != base_.host) {
    target.lead = Lead::other_host;
    target.path = address.host;
    return target;
  }
  if (!address.path.starts_with(base_.path)) {
    target.lead = address.path + "/" == base_.path ? Lead::folder : Lead::outside;
    return target;
  }
  std::string name = address.path.substr(base_.path.size());
  const bool is_folder = name.empty() || name.ends_with('/');
  if (is_folder) name += "index.html";
  target.file = find(name);
  if (target.file != kNoFile) {
    target.lead = Lead::file;
    // "index.html" spelt out is the same page under another name.
    target.is_exact =
        address.scheme == base_.scheme && (is_folder || (name != "index.html" && !name.ends_with("/index.html")));
  } else if (const auto redirect = redirect_status_.find(address.path); redirect != redirect_status_.end()) {
    target.lead = redirect->second >= 400 ? Lead::gone : Lead::moved;
  } else {
    target.lead = !is_folder && find(name + "/index.html") != kNoFile ? Lead::folder : Lead::nothing;
  }
  return target;
}

}  // namespace onshelf::audit
