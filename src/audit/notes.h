// What a worker finds out about one file, and all that is remembered of it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/rules.h"

namespace onshelf::audit {

using FileIndex = std::uint32_t;  // into SiteView::files
constexpr FileIndex kNoFile = std::numeric_limits<FileIndex>::max();

// Bytes of the file spoken of. Empty: the file as a whole.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin == end; }
  template <class A>
  void serialize(A& a) {
    a(begin, end);
  }
};

struct Fault {
  Rule rule = Rule::more;
  Range where;
  std::vector<std::string> values;

  template <class A>
  void serialize(A& a) {
    a(rule, where, values);
  }
};

// The faults of one file. Of each rule the first are kept and the others counted: one file cannot flood the report.
class Faults {
 public:
  static constexpr std::uint32_t kMostOfOneRule = 50;

  void add(Rule rule, Range where, std::vector<std::string> values = {}) {
    if (++counts_[static_cast<std::size_t>(rule)] <= kMostOfOneRule) all_.push_back({rule, where, std::move(values)});
  }
  // True when a fault of this rule covers the byte.
  bool has(Rule rule, std::uint32_t at) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Fault& fault) {
      return fault.rule == rule && fault.where.begin <= at && at < fault.where.end;
    });
  }
  // All, and a word on what was not kept.
  std::vector<Fault> take() {
    for (std::size_t rule = 0; rule < counts_.size(); ++rule)
      if (counts_[rule] > kMostOfOneRule)
        all_.push_back(
            {Rule::more, {}, {std::to_string(counts_[rule] - kMostOfOneRule), text_of(static_cast<Rule>(rule)).name}});
    counts_ = {};
    return std::move(all_);
  }

 private:
  std::vector<Fault> all_;
  std::array<std::uint32_t, static_cast<std::size_t>(Rule::marker) + 1> counts_{};
};

// A link to an id of another page.
struct FragmentUse {
  FileIndex page = kNoFile;
  std::string id;
  Range where;

  template <class A>
  void serialize(A& a) {
    a(page, id, where);
  }
};

struct Alternate {
  std::string code;  // lower case; "x-default"
  FileIndex page = kNoFile;
  Range where;

  template <class A>
  void serialize(A& a) {
    a(code, page, where);
  }
};

struct PageFacts {
  std::string lang;  // of the html element, lower case
  bool noindex = false;
  bool is_canonical = false;      // says of itself that it is
  FileIndex canonical = kNoFile;  // the page it names; kNoFile: none of this site
  Range canonical_where;
  std::uint64_t title = 0;  // a hash; 0: none
  Range title_where;
  std::vector<Alternate> alternates;
  std::vector<std::uint64_t> ids;  // hashes, sorted

  bool is_indexable() const { return is_canonical && !noindex; }
  template <class A>
  void serialize(A& a) {
    a(lang, noindex, is_canonical, canonical, canonical_where, title, title_where, alternates, ids);
  }
};

struct SitemapEntry {
  FileIndex file = kNoFile;  // kNoFile: has been found fault with
  bool exact = true;         // written as the page is known
  Range where;
  std::vector<Alternate> alternates;

  template <class A>
  void serialize(A& a) {
    a(file, exact, where, alternates);
  }
};

struct SitemapFacts {
  bool is_index = false;
  std::vector<SitemapEntry> entries;

  template <class A>
  void serialize(A& a) {
    a(is_index, entries);
  }
};

struct FileNotes {
  std::vector<Fault> faults;
  std::vector<FileIndex> uses;  // files this one leads to or is made of; sorted, each once
  std::vector<FragmentUse> fragments;
  std::optional<PageFacts> page;
  std::optional<SitemapFacts> sitemap;

  template <class A>
  void serialize(A& a) {
    a(faults, uses, fragments, page, sitemap);
  }
};

inline std::uint64_t hash_of(std::string_view text) {
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  return hash == 0 ? 1 : hash;
}

}  // namespace onshelf::audit
