#include <algorithm>

#include "audit/cross_check.h"

namespace onshelf::audit {
namespace {

using Pairs = std::vector<std::pair<std::string_view, FileIndex>>;

Pairs sorted_pairs(const std::vector<Alternate>& alternates) {
  Pairs pairs;
  for (const Alternate& alternate : alternates) pairs.emplace_back(alternate.code, alternate.page);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

class SitemapCheck {
 public:
  SitemapCheck(const SiteView& site, const AllNotes& notes, AllFaults& all)
      : site_(site), notes_(notes), all_(all), listed_in_(notes.size(), kNoFile) {}

  void run() {
    bool has_sitemap = false;
    for (FileIndex file = 0; file < notes_.size(); ++file) {
      if (!notes_[file].sitemap) continue;
      const SitemapFacts& sitemap = *notes_[file].sitemap;
      has_sitemap = has_sitemap || !sitemap.is_index;
      for (const SitemapEntry& entry : sitemap.entries) {
        if (sitemap.is_index)
          check_part(file, entry);
        else
          check_entry(file, entry);
      }
    }
    if (!has_sitemap) return;
    for (FileIndex file = 0; file < notes_.size(); ++file)
      if (notes_[file].page && notes_[file].page->is_indexable() && listed_in_[file] == kNoFile &&
          !is_unlisted(site_.path(file)))
        all_[file].add(Rule::sitemap_lacks, {});
  }

 private:
  void check_part(FileIndex file, const SitemapEntry& entry) {
    const auto& part = notes_[entry.file].sitemap;
    if (!part || part->is_index) all_[file].add(Rule::sitemap_index, entry.where, {site_.host_path(entry.file)});
  }

  void check_entry(FileIndex file, const SitemapEntry& entry) {
    Faults& faults = all_[file];
    const std::string path = site_.host_path(entry.file);
    if (listed_in_[entry.file] != kNoFile)
      faults.add(Rule::sitemap_twice, entry.where, {site_.path(listed_in_[entry.file])});
    else
      listed_in_[entry.file] = file;
    if (!site_.robots().allows(path)) faults.add(Rule::sitemap_blocked, entry.where, {path});
    const auto& page = notes_[entry.file].page;
    if (!page) return;  // a document, which may be listed
    if (page->noindex) return faults.add(Rule::sitemap_noindex, entry.where, {path});
    if (!page->is_canonical || !entry.exact) return faults.add(Rule::sitemap_canonical, entry.where, {path});
    // A sitemap may leave alternates to the pages, but not tell others.
    if (!entry.alternates.empty() && sorted_pairs(entry.alternates) != sorted_pairs(page->alternates))
      faults.add(Rule::sitemap_alternates, entry.where, {path});
  }

  const SiteView& site_;
  const AllNotes& notes_;
  AllFaults& all_;
  std::vector<FileIndex> listed_in_;  // the sitemap in which each file stands
};

}  // namespace

void check_sitemaps(const SiteView& site, const AllNotes& notes, AllFaults& faults) {
  SitemapCheck(site, notes, faults).run();
}

}  // namespace onshelf::audit
