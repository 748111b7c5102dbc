// The only place that makes a URL or an output path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/site.h"
#include "model/site_plan.h"
#include "model/summary.h"

namespace onshelf {

// A URL path is relative to the site's base: "en/products/gitea/", "media/gitea/icon-96.png"; a page's ends with a slash.
// All parts are ids of a strict alphabet, slugs of texts, locale tags or sanitised names, so nothing here can climb out of public/.
class Urls {
 public:
  explicit Urls(const Site& site) : site_(site) {}

  std::string language_choice() const { return ""; }
  std::string home(LocaleIndex locale) const;
  std::string all_products(LocaleIndex locale) const;
  std::string category(std::string_view id, LocaleIndex locale) const;  // "databases" or "databases/sql"
  std::string platform(std::string_view id, LocaleIndex locale) const;
  std::string seller(std::string_view id, LocaleIndex locale) const;
  std::string search(LocaleIndex locale) const;
  std::string name_index(IndexKind kind, LocaleIndex locale) const;
  std::string index_letter(IndexKind kind, std::string_view letter, std::uint32_t page, LocaleIndex locale) const;
  std::string search_file(LocaleIndex locale, std::string_view name) const;  // of the index, beside the page
  std::string compare(LocaleIndex locale) const;
  std::string list(const ListingList& list, std::uint32_t page, LocaleIndex locale,
                   ListSort sort = ListSort::name) const;
  std::string index(const SitePlan& plan, const IndexPage& page) const;
  std::string detail(const Summary& listing, LocaleIndex locale) const;  // under u/<token>/ when it is unlisted
  std::string all_media() const;                                         // what every media() begins with
  std::string media(const Summary& listing, std::string_view name) const;
  std::string asset(const ThemeFile& file) const;  // assets/<name>.<hash>.<ext>

  std::string href(std::string_view url_path) const;  // for links within the site: base path and all, percent-encoded
  std::string absolute(std::string_view url_path) const;  // for canonical, hreflang, og:url, sitemaps: percent-encoded

  static std::string output_file(std::string_view url_path);  // "en/" is written to "en/index.html"

 private:
  const Site& site_;  // outlives this
};

}  // namespace onshelf
