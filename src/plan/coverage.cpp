#include "plan/coverage.h"

#include <algorithm>
#include <utility>

namespace onshelf {
namespace {

class Counter {
 public:
  explicit Counter(const Site& site) : site_(site) { coverage_.own.resize(site.locales.size()); }

  template <class T>
  void add(const Localized<T>& text, std::uint64_t TextCount::*kind = nullptr) {
    if (text.empty()) return;
    count(coverage_.wanted, kind);
    for (std::size_t locale = 0; locale < site_.locales.size(); ++locale)
      if (has_own(text, site_.locales[locale], static_cast<LocaleIndex>(locale))) count(coverage_.own[locale], kind);
  }
  Coverage take() { return std::move(coverage_); }

 private:
  static void count(TextCount& in, std::uint64_t TextCount::*kind) {
    ++in.texts;
    if (kind) ++(in.*kind);
  }

  const Site& site_;
  Coverage coverage_;
};

template <class Listing>
Coverage count_texts(const Listing& listing, const Site& site) {
  Counter counter(site);
  counter.add(listing.name, &TextCount::names);
  counter.add(listing.summary, &TextCount::summaries);
  for (const auto& section : listing.sections)
    counter.add(section.body, section.key == "details" ? &TextCount::details : nullptr);
  for (const auto& version : listing.versions) counter.add(version.notes);
  // (The labels of values are the platform file's, and no seller's to translate.)
  for (const PublicFact& fact : listing.facts)
    if (!fact.is_plain_list) counter.add(fact.words);
  for (const PublicLink& link : listing.resources) counter.add(link.name);
  if (!listing.has_plain_tags) counter.add(listing.tags);
  counter.add(listing.seo_title);
  counter.add(listing.seo_description);
  if (listing.pricing) counter.add(listing.pricing->text);
  return counter.take();
}

}  // namespace

TextCount& TextCount::operator+=(const TextCount& other) {
  names += other.names;
  summaries += other.summaries;
  details += other.details;
  texts += other.texts;
  return *this;
}

Coverage& Coverage::operator+=(const Coverage& other) {
  wanted += other.wanted;
  own.resize(std::max(own.size(), other.own.size()));
  for (std::size_t i = 0; i < other.own.size(); ++i) own[i] += other.own[i];
  return *this;
}

Coverage coverage_of(const PublicListing& listing, const Site& site) { return count_texts(listing, site); }
Coverage coverage_of(const PreparedListing& listing, const Site& site) { return count_texts(listing, site); }

unsigned percent_of(std::uint64_t own, std::uint64_t wanted) {
  return wanted == 0 ? 100 : static_cast<unsigned>(own * 100 / wanted);
}

}  // namespace onshelf
