// What each page is made of, as fingerprints. Whatever a page function looks at is in here: who adds something to a page adds
// it to its key. tests/command/incremental.sh compares the pages of edited sites with those of clean builds.
#pragma once

#include <string>
#include <vector>

#include "model/output_key.h"
#include "render/parts.h"
#include "text/content_hash.h"

namespace onshelf {

class PageKeys {
 public:
  // Keeps a reference to `parts`.
  PageKeys(const Parts& parts, const ContentHash& program);

  OutputKey detail(std::uint32_t summary_index, LocaleIndex locale) const;
  OutputKey list(const ListPage& page) const;
  OutputKey index(const IndexPage& page) const;
  // One of a listing's files: icons, downloads.
  OutputKey media(std::uint32_t summary_index, std::string_view name) const;

 private:
  std::uint64_t card(std::uint32_t summary_index, LocaleIndex locale) const;

  const Parts& parts_;
  std::size_t locales_;
  std::vector<std::uint64_t> site_;           // by locale: program, settings, messages, templates, theme
  std::vector<std::uint64_t> frame_;          // by locale: what surrounds every page
  std::vector<std::uint64_t> nav_;            // by locale: links to lists, with their names and counts
  mutable std::vector<std::uint64_t> cards_;  // by summary, then locale; 0: nobody asked for it yet
  std::vector<std::uint64_t> sellers_;        // beside SitePlan::sellers
};

}  // namespace onshelf
