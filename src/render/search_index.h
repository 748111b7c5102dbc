// The index that a search page's script reads: words of all listed listings, in files small enough that a query needs few of them.
// docs/search.md has the formats.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/output_key.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "model/urls.h"
#include "text/content_hash.h"

namespace onshelf {

// Smaller files: less to load for a word, and more of them to name.
struct SearchIndexLimits {
  std::size_t most_bytes = 12'000;  // of a file of words or endings; one word may need more
  std::uint32_t documents = 16;     // in one file; what is found is spread over all
};

// <locale>/search/<hash>.json, then <locale>/search/index.json, which names them. The name of a file is a hash of what is in it, so
// that one of an older index is never taken for it. Only what the lists show is in here: listed listings, in their order.
// Site and plan outlive it, but for the words of summaries.
class SearchIndex {
 public:
  SearchIndex(const Site& site, const SitePlan& plan, const SearchIndexLimits& limits = {});
  ~SearchIndex();
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;

  // Files by index; the last ones, one a locale, name all others and are to be published after them.
  std::size_t size() const;
  std::size_t parts() const;  // without those
  std::string path(std::size_t index) const;
  OutputKey key(std::size_t index, const ContentHash& program) const;
  std::string make(std::size_t index) const;

 private:
  class Gatherer;
  struct Word;
  struct Part;
  struct Language;

  void plan_words(LocaleIndex locale);
  void plan_endings(LocaleIndex locale);
  void plan_documents(LocaleIndex locale);
  void add_part(Part part, ContentHasher& hash);
  std::string make_words(const Part& part) const;
  std::string make_endings(const Part& part) const;
  std::string make_documents(const Part& part) const;
  std::string make_contents(LocaleIndex locale) const;

  const Site& site_;
  const SitePlan& plan_;
  Urls urls_;
  SearchIndexLimits limits_;
  std::vector<Language> languages_;  // by LocaleIndex
  std::vector<Part> parts_;          // of all locales, each locale's in a row
};

}  // namespace onshelf
