#include "audit/audit.h"

#include <algorithm>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include "audit/cross_check.h"
#include "audit/page.h"
#include "audit/quote.h"
#include "audit/site_file.h"
#include "text/escape.h"
#include "workers/bytes_archive.h"
#include "workers/pool.h"

namespace onshelf {
namespace audit {
namespace {

constexpr std::size_t kLargestServerFile = std::size_t{64} << 20;

PoolLimits limits_of(unsigned processes) {
  PoolLimits limits;
  limits.processes = processes;
  limits.seconds_each = 5;
#ifndef ONSHELF_SANITIZED  // shadow memory is larger than any limit
  limits.memory = std::size_t{3} << 30;
#endif
  return limits;
}

bool has_file(const std::vector<FolderFile>& files, std::string_view path) {
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [](const FolderFile& file, std::string_view name) { return file.path < name; });
  return found != files.end() && found->path == path && found->is_regular;
}

// The address of the site when `address` is that of its file `path`: what stands before it.
std::optional<BaseAddress> base_before(const std::string& address, std::string_view path) {
  if (path == "index.html" || path.ends_with("/index.html")) path.remove_suffix(10);
  const std::string end = percent_encode_path(path);
  if (!address.ends_with(end)) return std::nullopt;
  return read_base(std::string_view(address).substr(0, address.size() - end.size()));
}

// A sitemap's address ends with the path of a file, at best with a long one: the folders before it are the site's own.
std::optional<BaseAddress> base_of_sitemap(const std::string& address, const std::vector<FolderFile>& files) {
  const auto whole = read_base(address);
  if (!whole) return std::nullopt;
  std::string path = whole->path.substr(1, whole->path.size() - 2);
  for (std::size_t begin = 0; begin != std::string::npos; begin = path.find('/', begin)) {
    if (begin > 0) ++begin;
    if (has_file(files, path.substr(begin))) return base_before(address, path.substr(begin));
  }
  return read_base(std::string_view(address).substr(0, address.rfind('/') + 1));
}

// Read by a worker: pages are strangers' bytes.
std::string canonical_of_page(const SiteFolder& folder, const std::string& path) {
  std::string canonical;
  PoolWork work;
  work.work = [&](std::size_t) { return canonical_of(folder.read(path, kLargestPage).bytes); };
  work.take = [&](std::size_t, std::string text) { canonical = std::move(text); };
  work.lost = [](std::size_t, const std::string&) {};
  run_in_processes(1, limits_of(1), work);
  return canonical;
}

std::optional<BaseAddress> find_base(const AuditRequest& request, const SiteFolder& folder,
                                     const std::vector<FolderFile>& files, const Robots& robots) {
  if (!request.base_url.empty()) return read_base(request.base_url);
  for (const NamedAddress& sitemap : robots.sitemaps)
    if (auto base = base_of_sitemap(sitemap.text, files)) return base;
  int tries = 0;
  for (const char* first : {"index.html", ""}) {
    for (const FolderFile& file : files) {
      if (!file.is_regular || !file.path.ends_with(".html") || (*first != '\0') != (file.path == first)) continue;
      if (++tries > 20) return std::nullopt;
      if (auto base = base_before(canonical_of_page(folder, file.path), file.path)) return base;
    }
  }
  return std::nullopt;
}

AllNotes read_all(const SiteView& site, const SiteFolder& folder, unsigned processes) {
  AllNotes notes(site.files().size());
  PoolWork work;
  work.work = [&](std::size_t file) { return to_bytes(read_file(site, folder, static_cast<FileIndex>(file))); };
  work.take = [&](std::size_t file, const std::string& bytes) { notes[file] = from_bytes<FileNotes>(bytes); };
  work.lost = [&](std::size_t file, std::string why) {
    notes[file].faults.push_back({Rule::unreadable, {}, {"reading it " + std::move(why)}});
  };
  run_in_processes(notes.size(), limits_of(processes), work);
  return notes;
}

}  // namespace
}  // namespace audit

std::optional<AuditCount> audit_site(const AuditRequest& request, Findings& findings) {
  using namespace audit;
  const SiteFolder folder(request.folder);
  std::vector<FolderFile> files = folder.list();
  const auto read = [&](const char* path) { return folder.read(path, kLargestServerFile).bytes; };
  Robots robots = read_robots(read("robots.txt"));
  auto base = find_base(request, folder, files, robots);
  if (!base) return std::nullopt;
  const SiteView site(std::move(files), std::move(*base), std::move(robots), read_headers(read("_headers")),
                      read_redirects(read("_redirects")), Markers(request.markers));

  AllNotes notes = read_all(site, folder, request.processes);
  AllFaults faults(notes.size());
  check_pages(site, notes, faults);
  check_sitemaps(site, notes, faults);
  check_usage(site, notes, faults);

  AuditCount count{site.files().size(), 0, site.base().text()};
  for (FileIndex file = 0; file < notes.size(); ++file) {
    if (notes[file].page) ++count.pages;
    std::vector<Fault> own = std::move(notes[file].faults);
    for (Fault& fault : faults[file].take()) own.push_back(std::move(fault));
    if (!own.empty()) findings.add_all(quote_faults(folder, request.folder, site.path(file), own, site.markers()));
  }
  return count;
}

}  // namespace onshelf
