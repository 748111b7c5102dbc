// The index that a search page's script reads: words of all listed listings, in files small enough that a query needs few of them.
// docs/search.md has the formats.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
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

// What search finds a listing by in a locale: words of its name, a line feed, and others of its own texts, each word once, with
// spaces between.
using SearchWordsOf = std::function<std::string(const Summary&, LocaleIndex)>;

// One file but for those that name all others.
struct SearchPart {
  enum class Kind : std::uint8_t { words, endings, documents };
  Kind kind = Kind::words;
  LocaleIndex locale = 0;
  std::uint32_t begin = 0, end = 0;  // into the locale's words, its endings, or the list of all
  std::string from;                  // its first word, an ending from its last letter on
  std::string name;                  // of the file
  std::uint64_t hash = 0;            // of what is in it
};

// <locale>/search/<hash>.json, then <locale>/search/index.json, which names them. The name of a file is a hash of what is in it, so
// that one of an older index is never taken for it. Only what the lists show is in here: listed listings, in their order.
// Site and plan outlive it. What `words` throws comes through.
class SearchIndex {
 public:
  SearchIndex(const Site& site, const SitePlan& plan, SearchWordsOf words, const SearchIndexLimits& limits = {});
  // As one of the same site, plan and words had them: nothing is looked at until a file has to be made.
  SearchIndex(const Site& site, const SitePlan& plan, SearchWordsOf words, std::vector<SearchPart> parts,
              const SearchIndexLimits& limits = {});
  ~SearchIndex();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;

  // Files by index; the last ones, one a locale, name all others and are to be published after them.
  std::size_t size() const;
  const std::vector<SearchPart>& parts() const { return parts_; }  // without those; each locale's in a row
  std::string path(std::size_t index) const;
  OutputKey key(std::size_t index, const ContentHash& program) const;
  std::string make(std::size_t index) const;

 private:
  class Gatherer;
  struct Language;
  using Names = std::set<std::string>;

  const Language& language(LocaleIndex locale) const;
  void plan_words(LocaleIndex locale, Names& taken);
  void plan_endings(LocaleIndex locale, Names& taken);
  void plan_documents(LocaleIndex locale, Names& taken);
  void add_part(SearchPart part, ContentHasher& hash, Names& taken);
  std::string make_words(const SearchPart& part) const;
  std::string make_endings(const SearchPart& part) const;
  std::string make_documents(const SearchPart& part) const;
  std::string make_contents(LocaleIndex locale) const;

  const Site& site_;
  const SitePlan& plan_;
  Urls urls_;
  SearchWordsOf words_of_;
  SearchIndexLimits limits_;
  mutable std::vector<Language> languages_;  // by LocaleIndex; gathered when they are asked for
  std::vector<SearchPart> parts_;
};

}  // namespace onshelf
