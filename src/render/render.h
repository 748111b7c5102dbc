// Pages: from the plan and one prepared listing at a time to HTML. Pure: reads no file, looks at no clock.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "model/output_key.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "model/site_plan.h"

namespace onshelf {

class PageKeys;
class Templates;
class Words;

// The site's templates for every page and language, which no listing changes: who keeps them with the site need not compile them for
// each plan. They do not refer to the site. Null, and findings, when a template is no good.
std::shared_ptr<const Templates> compile_templates(const Site& site, const Words& words, Findings& findings);

// Navigation is gathered once; site and plan outlive it, words and templates are the site's. Pages may be made from several threads.
class PageRenderer {
 public:
  // `program` stands for all that makes pages besides site and plan.
  PageRenderer(const Site& site, const SitePlan& plan, std::shared_ptr<const Words> words,
               std::shared_ptr<const Templates> templates, const ContentHash& program);
  // For who does not ask for keys.
  PageRenderer(const Site& site, const SitePlan& plan, std::shared_ptr<const Words> words,
               std::shared_ptr<const Templates> templates);
  ~PageRenderer();

  // `summary_index` is the listing's place in SitePlan::summaries.
  std::string detail(const PreparedListing& listing, std::uint32_t summary_index, LocaleIndex locale) const;
  std::string list(const ListPage& page) const;
  std::string index(const IndexPage& page) const;
  std::string home(LocaleIndex locale) const;
  std::string search(LocaleIndex locale) const;
  std::string compare(LocaleIndex locale) const;
  std::string not_found() const;        // 404.html, for every address: the default language, with links to all
  std::string language_choice() const;  // the page at "/"

  // What those pages, and the files of a listing, are made of.
  OutputKey detail_key(std::uint32_t summary_index, LocaleIndex locale) const;
  OutputKey list_key(const ListPage& page) const;
  OutputKey index_key(const IndexPage& page) const;
  OutputKey media_key(std::uint32_t summary_index, std::string_view name) const;

  struct Parts;  // render/parts.h, for the page functions only

 private:
  std::unique_ptr<const Parts> parts_;
  std::unique_ptr<const PageKeys> keys_;
};

// Up to four other listings a visitor may want to see: of the same subcategory, then category, the ones that follow it
// in the default language's order (round the end), so that every listing is pointed at by others. Listed ones only,
// in languages they have a page in; never another form of the same product. Whoever decides what is stale needs the same answer as the page.
class Related {
 public:
  Related(const Site& site, const SitePlan& plan);
  std::vector<std::uint32_t> of(std::uint32_t summary_index, LocaleIndex locale) const;

 private:
  const SitePlan& plan_;
  LocaleIndex locale_;
  std::vector<std::uint32_t> place_, subplace_;  // by summary: its place in its category's and subcategory's order
};

// All that a listing's page shows cards or names of, in any language, itself among them at most: related listings, and other forms of its product.
std::vector<std::uint32_t> shown_beside(const Site& site, const SitePlan& plan, const Related& related,
                                        std::uint32_t summary_index);

}  // namespace onshelf
