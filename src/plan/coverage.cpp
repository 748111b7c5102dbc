#include "plan/coverage.h"

#include <algorithm>
#include <utility>

namespace onshelf {
namespace {

class Counter {
 public:
  explicit Counter(std::size_t locales) { coverage_.own.resize(locales); }

  template <class T>
  void add(const Localized<T>& text, std::uint64_t TextCount::*kind = nullptr) {
    if (text.empty()) return;
    count(coverage_.wanted, kind);
    for (const auto& [locale, value] : text) count(coverage_.own.at(locale), kind);
  }
  Coverage take() { return std::move(coverage_); }

 private:
  static void count(TextCount& in, std::uint64_t TextCount::*kind) {
    ++in.texts;
    if (kind) ++(in.*kind);
  }

  Coverage coverage_;
};

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

Coverage coverage_of(const PublicListing& listing, std::size_t locales) {
  Counter counter(locales);
  counter.add(listing.name, &TextCount::names);
  counter.add(listing.summary, &TextCount::summaries);
  for (const auto& section : listing.sections)
    counter.add(section.body, section.key == "details" ? &TextCount::details : nullptr);
  for (const auto& version : listing.versions) counter.add(version.notes);
  // (The labels of values are the platform file's, and no seller's to translate.)
  for (const PublicFact& fact : listing.facts) counter.add(fact.words);
  for (const PublicLink& link : listing.resources) counter.add(link.name);
  counter.add(listing.tags);
  counter.add(listing.seo_title);
  counter.add(listing.seo_description);
  if (listing.pricing) counter.add(listing.pricing->text);
  return counter.take();
}

unsigned percent_of(std::uint64_t own, std::uint64_t wanted) {
  return wanted == 0 ? 100 : static_cast<unsigned>(own * 100 / wanted);
}

}  // namespace onshelf
