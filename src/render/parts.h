// What the page functions share: made once by PageRenderer, never changed afterwards. Known inside render/ only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/facets.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "model/urls.h"
#include "render/render.h"
#include "render/templates.h"
#include "text/text_map.h"
#include "words/words.h"

namespace onshelf {

// A link to a list page, ready for every page that shows it.
struct ListLink {
  std::uint32_t list = 0;  // into SitePlan::lists
  std::string href;
  std::string label;
  LocaleIndex language = 0;  // of the label
  std::string count;
  std::size_t size = 0;
};

// The same for one category, with its subcategories.
struct CategoryLink : ListLink {
  std::string summary;
  LocaleIndex summary_language = 0;
  std::vector<ListLink> subcategories;
};

// All lists of a shown facet that have a page in a locale.
struct FacetGroup {
  ListKind kind = ListKind::tag;
  std::vector<ListLink> links;  // most listings first
};

struct LocaleParts {
  std::string name;  // of the site
  std::string description;
  LocaleIndex name_language = 0, description_language = 0;
  std::string home_href, all_href, all_count, search_href, compare_href;
  std::vector<CategoryLink> categories;  // with listings, in the site's order
  std::vector<ListLink> platforms;       // in the plan's order
  std::vector<ListLink> sellers;         // most listings first
  std::vector<FacetGroup> facets;        // without those that have none
};

struct PageRenderer::Parts {
  Parts(const Site& site, const SitePlan& plan, std::shared_ptr<const Words> words,
        std::shared_ptr<const Templates> templates);

  const std::shared_ptr<const Words> kept_words;
  const std::shared_ptr<const Templates> kept_templates;
  const Site& site;
  const SitePlan& plan;
  Urls urls;
  const Words& words;
  const Templates& templates;
  Related related;
  std::vector<LocaleParts> locales;
  std::vector<std::string> with_territory;      // by locale: "en_US"
  std::string stylesheet_href, site_icon_href;  // the second is empty when the theme has no favicon.svg
  TextMap<std::uint32_t> sellers;               // id -> SitePlan::sellers; asked for each card
  std::map<std::string, std::uint32_t, std::less<>> category_lists, platform_lists,
      seller_lists;  // id -> SitePlan::lists

  // A list's page in a language, or what is nearest to it there: its first page, the list around it, or that of all products.
  std::string nearest_list(const ListingList& list, std::uint32_t page, LocaleIndex locale,
                           ListSort sort = ListSort::name) const;
  // The same for a listing.
  std::string nearest_detail(const Summary& summary, LocaleIndex locale) const;
  std::vector<std::map<std::string, std::uint32_t, std::less<>>> facet_lists;  // by ListKind: slug -> SitePlan::lists
  Facets facets;

  const PublicSeller* find_seller(std::string_view id) const;
  const CategoryLink* find_category(LocaleIndex locale, std::string_view id) const;
  // The list of a value of a shown facet; null when it has no page in the locale.
  const ListingList* find_facet(ListKind kind, std::string_view slug, LocaleIndex locale) const;
};

using Parts = PageRenderer::Parts;

}  // namespace onshelf
