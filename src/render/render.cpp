#include "render/render.h"

#include <algorithm>
#include <utility>

#include "render/page_keys.h"
#include "render/page_text.h"
#include "render/pages.h"
#include "render/parts.h"

namespace onshelf {
namespace {

// Without a label.
ListLink make_link(const Parts& parts, std::uint32_t list, LocaleIndex locale) {
  ListLink link;
  link.list = list;
  const ListingList& target = parts.plan.lists[list];
  link.href = parts.urls.href(parts.urls.list(target, 1, locale));
  link.size = target.order[locale].size();
  link.count = parts.words.number(locale, link.size);
  link.language = locale;
  return link;
}

ListLink make_link(const Parts& parts, std::uint32_t list, LocaleIndex locale, const LocalizedText& label) {
  ListLink link = make_link(parts, list, locale);
  if (const auto* found = pick(label, parts.site.locales[locale])) {
    link.language = found->first;
    link.label = found->second;
  } else {
    link.label = parts.plan.lists[list].id;
  }
  return link;
}

std::vector<FacetGroup> make_facets(const Parts& parts, LocaleIndex locale) {
  std::vector<FacetGroup> groups;
  for (std::uint32_t i = 0; i < parts.plan.lists.size(); ++i) {
    const ListingList& list = parts.plan.lists[i];
    if (!is_shown_facet(list.kind) || !list.has_page(locale)) continue;
    if (groups.empty() || groups.back().kind != list.kind) groups.push_back({list.kind, {}});
    ListLink link = make_link(parts, i, locale);
    const ListLabel label = facet_label(parts, list, locale);
    link.label = label.text;
    link.language = label.language;
    groups.back().links.push_back(std::move(link));
  }
  for (FacetGroup& group : groups)
    std::stable_sort(group.links.begin(), group.links.end(),
                     [](const ListLink& a, const ListLink& b) { return a.size > b.size; });
  return groups;
}

std::vector<CategoryLink> make_categories(const Parts& parts, LocaleIndex locale) {
  std::vector<CategoryLink> links;
  for (const Category& category : parts.site.categories) {
    const auto list = parts.category_lists.find(category.id);
    if (list == parts.category_lists.end() || parts.plan.lists[list->second].order[locale].empty()) continue;
    CategoryLink link;
    static_cast<ListLink&>(link) = make_link(parts, list->second, locale, category.name);
    if (const auto* summary = pick(category.summary, parts.site.locales[locale])) {
      link.summary_language = summary->first;
      link.summary = summary->second;
    }
    for (const Category& sub : category.subcategories) {
      const auto sublist = parts.category_lists.find(category.id + '/' + sub.id);
      if (sublist == parts.category_lists.end() || parts.plan.lists[sublist->second].order[locale].empty()) continue;
      link.subcategories.push_back(make_link(parts, sublist->second, locale, sub.name));
    }
    links.push_back(std::move(link));
  }
  return links;
}

const LocalizedText& name_of_platform(const Site& site, std::string_view id) {
  static const LocalizedText kNone;
  for (const ProductType& type : site.types)
    if (type.platform == id && !type.is_seller) return type.platform_name;
  return kNone;
}

LocaleParts make_locale_parts(const Parts& parts, LocaleIndex locale) {
  LocaleParts own;
  if (const auto* name = pick(parts.site.name, parts.site.locales[locale])) {
    own.name_language = name->first;
    own.name = name->second;
  }
  own.description_language = locale;
  if (const auto* description = pick(parts.site.description, parts.site.locales[locale])) {
    own.description_language = description->first;
    own.description = description->second;
  }
  own.home_href = parts.urls.href(parts.urls.home(locale));
  own.search_href = parts.urls.href(parts.urls.search(locale));
  own.all_href = parts.urls.href(parts.urls.all_products(locale));
  for (const ListingList& list : parts.plan.lists)
    if (list.kind == ListKind::all) own.all_count = parts.words.number(locale, list.order[locale].size());
  own.compare_href = parts.urls.href(parts.urls.compare(locale));
  own.categories = make_categories(parts, locale);
  own.facets = make_facets(parts, locale);
  for (std::uint32_t i = 0; i < parts.plan.lists.size(); ++i) {
    const ListingList& list = parts.plan.lists[i];
    if (list.order[locale].empty()) continue;
    if (list.kind == ListKind::platform)
      own.platforms.push_back(make_link(parts, i, locale, name_of_platform(parts.site, list.id)));
    if (list.kind == ListKind::seller)
      if (const PublicSeller* seller = parts.find_seller(list.id))
        own.sellers.push_back(make_link(parts, i, locale, seller->name));
  }
  std::stable_sort(own.sellers.begin(), own.sellers.end(),
                   [](const ListLink& a, const ListLink& b) { return a.size > b.size; });
  return own;
}

}  // namespace

PageRenderer::Parts::Parts(const Site& of_site, const SitePlan& of_plan, std::shared_ptr<const Words> of_words,
                           std::shared_ptr<const Templates> of_templates)
    : kept_words(std::move(of_words)),
      kept_templates(std::move(of_templates)),
      site(of_site),
      plan(of_plan),
      urls(of_site),
      words(*kept_words),
      templates(*kept_templates),
      related(of_site, of_plan),
      facet_lists(static_cast<std::size_t>(kShownFacets.back()) + 1),
      facets(of_site) {
  stylesheet_href = urls.href(plan.stylesheet);
  for (const ThemeFile& file : site.theme_files)
    if (file.name == "favicon.svg") site_icon_href = urls.href(urls.asset(file));
  for (std::uint32_t i = 0; i < plan.sellers.size(); ++i) sellers.emplace(plan.sellers[i].id, i);
  for (std::uint32_t i = 0; i < plan.lists.size(); ++i) switch (plan.lists[i].kind) {
      case ListKind::all:
        break;
      case ListKind::category:
      case ListKind::subcategory:
        category_lists.emplace(plan.lists[i].id, i);
        break;
      case ListKind::platform:
        platform_lists.emplace(plan.lists[i].id, i);
        break;
      case ListKind::seller:
        seller_lists.emplace(plan.lists[i].id, i);
        break;
      case ListKind::billing:
      case ListKind::system:
      case ListKind::region:
      case ListKind::tag:
        facet_lists[static_cast<std::size_t>(plan.lists[i].kind)].emplace(plan.lists[i].id, i);
        break;
    }
  for (LocaleIndex l = 0; l < site.locales.size(); ++l) {
    with_territory.push_back(words.language_and_territory(l));
    locales.push_back(make_locale_parts(*this, l));
  }
}

std::string PageRenderer::Parts::nearest_list(const ListingList& list, std::uint32_t page, LocaleIndex locale,
                                              ListSort sort) const {
  if (const std::uint32_t pages = list.pages[locale]; pages > 0)
    return urls.list(list, page <= pages ? page : 1, locale, sort);
  if (list.kind == ListKind::subcategory) {
    const auto around = category_lists.find(list.id.substr(0, list.id.find('/')));
    if (around != category_lists.end() && plan.lists[around->second].pages[locale] > 0)
      return urls.list(plan.lists[around->second], 1, locale);
  }
  return urls.all_products(locale);
}

std::string PageRenderer::Parts::nearest_detail(const Summary& summary, LocaleIndex locale) const {
  if (summary.has_page(locale)) return urls.detail(summary, locale);
  for (const std::string& id : {summary.category + '/' + summary.subcategory, summary.category})
    if (const auto list = category_lists.find(id); list != category_lists.end())
      return nearest_list(plan.lists[list->second], 1, locale);
  return urls.all_products(locale);
}

const PublicSeller* PageRenderer::Parts::find_seller(std::string_view id) const {
  const auto found = sellers.find(id);
  return found == sellers.end() ? nullptr : &plan.sellers[found->second];
}

const CategoryLink* PageRenderer::Parts::find_category(LocaleIndex locale, std::string_view id) const {
  for (const CategoryLink& category : locales[locale].categories)
    if (plan.lists[category.list].id == id) return &category;
  return nullptr;
}

const ListingList* PageRenderer::Parts::find_facet(ListKind kind, std::string_view slug, LocaleIndex locale) const {
  const auto& lists = facet_lists[static_cast<std::size_t>(kind)];
  const auto found = lists.find(slug);
  return found == lists.end() || !plan.lists[found->second].has_page(locale) ? nullptr : &plan.lists[found->second];
}

PageRenderer::PageRenderer(const Site& site, const SitePlan& plan, std::shared_ptr<const Words> words,
                           std::shared_ptr<const Templates> templates, const ContentHash& program)
    : PageRenderer(site, plan, std::move(words), std::move(templates)) {
  keys_ = std::make_unique<const PageKeys>(*parts_, program);
}
PageRenderer::PageRenderer(const Site& site, const SitePlan& plan, std::shared_ptr<const Words> words,
                           std::shared_ptr<const Templates> templates)
    : parts_(std::make_unique<const Parts>(site, plan, std::move(words), std::move(templates))) {}
PageRenderer::~PageRenderer() = default;

std::string PageRenderer::detail(const PreparedListing& listing, std::uint32_t summary_index,
                                 LocaleIndex locale) const {
  return render_detail(listing, summary_index, locale, *parts_);
}
std::string PageRenderer::list(const ListPage& page) const { return render_list(page, *parts_); }
std::string PageRenderer::index(const IndexPage& page) const { return render_index(page, *parts_); }
std::string PageRenderer::home(LocaleIndex locale) const { return render_home(locale, *parts_); }
std::string PageRenderer::search(LocaleIndex locale) const { return render_search(locale, *parts_); }
std::string PageRenderer::compare(LocaleIndex locale) const { return render_compare(locale, *parts_); }
std::string PageRenderer::not_found() const { return render_not_found(*parts_); }
std::string PageRenderer::language_choice() const { return render_language_choice(*parts_); }

OutputKey PageRenderer::detail_key(std::uint32_t summary_index, LocaleIndex locale) const {
  return keys_->detail(summary_index, locale);
}
OutputKey PageRenderer::list_key(const ListPage& page) const { return keys_->list(page); }
OutputKey PageRenderer::index_key(const IndexPage& page) const { return keys_->index(page); }
OutputKey PageRenderer::media_key(std::uint32_t summary_index, std::string_view name) const {
  return keys_->media(summary_index, name);
}

}  // namespace onshelf
