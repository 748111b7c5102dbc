// What is known of a site before its files are read, and what an address in it leads to. Made once; every worker has it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "audit/address.h"
#include "audit/markers.h"
#include "audit/notes.h"
#include "audit/server_files.h"
#include "audit/site_folder.h"

namespace onshelf::audit {

enum class Lead {
  file,
  nothing,
  folder,   // lacks its slash
  moved,    // a redirect stands there
  gone,     // a redirect with status 410 or 404
  outside,  // same host, not below the base
  other_host,
  other_scheme,  // mailto:, tel:
  script,
  broken,
};

struct Target {
  Lead lead = Lead::broken;
  FileIndex file = kNoFile;
  std::string path;  // of the site, for messages; the host when it is another
  bool is_whole = false;
  bool is_exact = false;  // scheme, host and path are written as the file is known
  bool has_fragment = false;
  std::string fragment;
};

class SiteView {
 public:
  SiteView(std::vector<FolderFile> files, BaseAddress base, Robots robots, std::vector<HeaderRule> headers,
           std::vector<Redirect> redirects, Markers markers);
  SiteView(const SiteView&) = delete;
  SiteView& operator=(const SiteView&) = delete;

  const std::vector<FolderFile>& files() const { return files_; }
  const std::string& path(FileIndex file) const { return files_[file].path; }
  FileIndex find(std::string_view path) const;
  const BaseAddress& base() const { return base_; }
  const Robots& robots() const { return robots_; }
  const std::vector<HeaderRule>& headers() const { return headers_; }
  const std::vector<Redirect>& redirects() const { return redirects_; }
  const Markers& markers() const { return markers_; }

  Target resolve(std::string_view address, FileIndex from) const;
  // The path of a file on its host: "/catalog/en/" for en/index.html.
  std::string host_path(FileIndex file) const;

  // The names below u/ that stand in for a product.
  const std::unordered_set<std::string>& tokens() const { return tokens_; }

 private:
  std::vector<FolderFile> files_;
  std::unordered_map<std::string_view, FileIndex> by_path_;  // into files_
  std::unordered_set<std::string> folders_;
  BaseAddress base_;
  Robots robots_;
  std::vector<HeaderRule> headers_;
  std::vector<Redirect> redirects_;
  std::unordered_map<std::string, int> redirect_status_;  // by path of the host
  Markers markers_;
  std::unordered_set<std::string> tokens_;
};

// An HTML page by its name.
bool is_page(std::string_view path);

// "en/u/TOKEN/...", "media/u/TOKEN/..." or "u/TOKEN/...".
bool is_unlisted(std::string_view path);

// "en" of "en/products/"; empty when the first folder is no language.
std::string_view locale_folder(std::string_view path);

}  // namespace onshelf::audit
