// Sitemaps: an index and parts of it, as finished files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/output_key.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "model/urls.h"
#include "text/content_hash.h"

namespace onshelf {

// Of one part. Far fewer than the protocol's 50,000 addresses and 50 MB, so that a change rewrites little and every reader copes: an
// address names all its alternates, and a change of a listing is a line in the part of every language.
struct SitemapLimits {
  std::size_t most_urls = 250;
  std::size_t most_bytes = 10'000'000;

  // The more languages, the fewer addresses; but never so few that sitemap.xml would have to name more than 50,000 parts.
  static SitemapLimits for_site(std::size_t locales, std::size_t addresses);
};

// sitemaps/<locale>-<n>.xml, then sitemap.xml. Listed are the pages that are their own canonical: home and list pages, and
// detail pages in the locales they are translated to; each with all its alternates, itself included. Site and plan outlive it.
class Sitemaps {
 public:
  Sitemaps(const Site& site, const SitePlan& plan, const SitemapLimits& limits);
  Sitemaps(const Site& site, const SitePlan& plan);
  ~Sitemaps();
  Sitemaps(const Sitemaps&) = delete;
  Sitemaps& operator=(const Sitemaps&) = delete;

  // Files by index; the last one is sitemap.xml, which is to be published after those it names.
  std::size_t size() const;
  std::string path(std::size_t index) const;
  OutputKey key(std::size_t index, const ContentHash& program) const;
  // Those that a later change of these listings, and of nothing else, is seen in; sorted, and sitemap.xml among them.
  std::vector<std::size_t> about(const std::vector<std::uint32_t>& listings) const;
  // Throws std::runtime_error when the file cannot be read again with as many addresses as were written into it.
  std::string make(std::size_t index) const;

 private:
  enum class Entry : std::uint8_t;
  struct Part;
  void number_times();
  void plan_locale(LocaleIndex locale);
  std::string newest(const ListingList& list, std::uint32_t page, std::size_t page_size, LocaleIndex locale) const;

  const Site& site_;
  const SitePlan& plan_;
  Urls urls_;
  SitemapLimits limits_;
  // When listings last changed. A list page asks for the latest of all on it, and a number says as much as the text.
  std::vector<std::string_view> times_;  // sorted; views into SitePlan::freshness
  std::vector<std::uint32_t> changed_;   // beside SitePlan::freshness: into times_
  std::vector<Part> parts_;
};

}  // namespace onshelf
