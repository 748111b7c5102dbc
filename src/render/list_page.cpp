#include <algorithm>

#include "render/head.h"
#include "render/page_text.h"
#include "render/pages.h"
#include "render/structured_data.h"

namespace onshelf {
namespace {

constexpr std::size_t kEarlyCards = 6;     // in sight at once on a wide screen
constexpr std::uint32_t kPagesAround = 2;  // numbers shown on each side of the current page

// What a list is called, and its words for search results.
struct ListNames {
  std::string group;  // "Tag:", what stands before the heading; usually empty
  std::string heading;
  LocaleIndex heading_language = 0;
  std::string title;
  std::string description;
  std::string lead;  // shown under the heading; may be empty
  LocaleIndex lead_language = 0;
};

std::string parent_of(const std::string& id) { return id.substr(0, id.find('/')); }

const std::string& sort_name(ListSort sort, const Parts& parts, LocaleIndex locale) {
  switch (sort) {
    case ListSort::newest:
      return parts.words.message(locale, "page.sort_newest");
    case ListSort::updated:
      return parts.words.message(locale, "page.sort_updated");
    case ListSort::name:
      break;
  }
  return parts.words.message(locale, "page.sort_name");
}

const ListLink* find_link(const Parts& parts, const ListingList& list, std::uint32_t index, LocaleIndex locale) {
  const LocaleParts& own = parts.locales[locale];
  const auto is_it = [index](const ListLink& link) { return link.list == index; };
  const auto find_in = [&](const std::vector<ListLink>& links) -> const ListLink* {
    const auto found = std::find_if(links.begin(), links.end(), is_it);
    return found == links.end() ? nullptr : &*found;
  };
  switch (list.kind) {
    case ListKind::all:
      return nullptr;
    case ListKind::category:
      return parts.find_category(locale, list.id);
    case ListKind::subcategory: {
      const CategoryLink* category = parts.find_category(locale, parent_of(list.id));
      return category ? find_in(category->subcategories) : nullptr;
    }
    case ListKind::platform:
      return find_in(own.platforms);
    case ListKind::seller:
      return find_in(own.sellers);
    case ListKind::billing:
    case ListKind::system:
    case ListKind::region:
    case ListKind::tag:
      for (const FacetGroup& group : own.facets)
        if (group.kind == list.kind) return find_in(group.links);
      return nullptr;
  }
  return nullptr;
}

ListNames names_of(const ListPage& page, const ListingList& list, const ListLink* link, const Parts& parts) {
  const Words& words = parts.words;
  const LocaleIndex l = page.locale;
  const std::string& site_name = parts.locales[l].name;
  ListNames names;
  names.heading_language = names.lead_language = l;
  if (link) {
    names.heading = link->label;
    names.heading_language = link->language;
  } else {
    names.heading = list.id.empty() ? words.message(l, "page.all_products") : list.id;
  }
  const auto say = [&](std::string_view key) {
    return words.message(l, key, {{"name", names.heading}, {"site", site_name}, {"count", list.order[l].size()}});
  };
  const auto say_of_facet = [&](std::string_view key) {
    return words.message(l, key,
                         {{"group", facet_of_one(parts, list.kind, l)},
                          {"name", names.heading},
                          {"site", site_name},
                          {"products", words.message(l, "page.count_products", {{"count", list.order[l].size()}})}});
  };
  switch (list.kind) {
    case ListKind::all:
    case ListKind::category:
    case ListKind::subcategory:
      names.title = say("page.title_category");
      names.description = say("page.description_category");
      if (list.kind == ListKind::category)
        if (const CategoryLink* category = parts.find_category(l, list.id)) {
          names.lead = category->summary;
          names.lead_language = category->summary_language;
        }
      break;
    case ListKind::platform:
      names.title = say("page.title_platform");
      names.description = say("page.description_platform");
      break;
    case ListKind::seller:
      names.title = say("page.title_seller");
      names.description = say("page.description_seller");
      if (const PublicSeller* seller = parts.find_seller(list.id))
        if (const auto* summary = pick(seller->summary, parts.site.locales[l])) {
          names.lead = summary->second;
          names.lead_language = summary->first;
          names.description = summary->second;
        }
      break;
    case ListKind::billing:
    case ListKind::system:
    case ListKind::region:
    case ListKind::tag:
      names.group = words.message(l, "page.facet_group", {{"group", facet_of_one(parts, list.kind, l)}});
      names.title = say_of_facet("page.title_facet");
      names.description = say_of_facet("page.description_facet");
      break;
  }
  if (list.kind == ListKind::subcategory)
    if (const CategoryLink* category = parts.find_category(l, parent_of(list.id)))
      names.title = words.message(l, "page.title_category",
                                  {{"name", names.heading + " \u2013 " + category->label}, {"site", site_name}});
  if (page.sort != ListSort::name)
    names.title =
        words.message(l, "page.title_sorted", {{"title", names.title}, {"order", sort_name(page.sort, parts, l)}});
  if (page.page > 1) {
    names.title = words.message(l, "page.title_page", {{"title", names.title}, {"page", page.page}});
    names.description =
        words.message(l, "page.description_page", {{"description", names.description}, {"page", page.page}});
  }
  return names;
}

std::vector<Crumb> crumbs_of(const ListPage& page, const ListingList& list, const std::string& heading,
                             const Parts& parts) {
  const LocaleIndex l = page.locale;
  std::vector<Crumb> crumbs{{parts.words.message(l, "page.home"), parts.urls.home(l)}};
  if (list.kind == ListKind::subcategory)
    if (const CategoryLink* category = parts.find_category(l, parent_of(list.id)))
      crumbs.push_back({category->label, parts.urls.category(parent_of(list.id), l)});
  crumbs.push_back({heading, parts.urls.list(list, 1, l)});
  return crumbs;
}

void add_page_number(View& pager, std::uint32_t number, const ListPage& page, const ListingList& list,
                     const Parts& parts) {
  View& entry = pager.add("PAGE");
  View& link = entry.add(number == page.page ? "PAGE_HERE" : "PAGE_LINK");
  link.keep("PAGE_HREF", parts.urls.href(parts.urls.list(list, number, page.locale, page.sort)));
  link.keep("PAGE_NUMBER", parts.words.number(page.locale, number));
}

// First, last, and those around the current page; a gap where numbers are left out.
void set_pager(View& view, const ListPage& page, const ListingList& list, const Parts& parts) {
  const std::uint32_t pages = list.pages[page.locale];
  if (pages < 2) return;
  View& pager = view.add("PAGER");
  const auto href = [&](std::uint32_t number) {
    return parts.urls.href(parts.urls.list(list, number, page.locale, page.sort));
  };
  if (page.page > 1) pager.add("PAGER_BACK").keep("PAGE_HREF", href(page.page - 1));
  if (page.page < pages) pager.add("PAGER_ON").keep("PAGE_HREF", href(page.page + 1));
  pager.keep("PAGE_OF", parts.words.message(page.locale, "page.page_of", {{"page", page.page}, {"pages", pages}}));
  const std::uint32_t first = page.page > kPagesAround + 1 ? page.page - kPagesAround : 1;
  const std::uint32_t last = std::min(pages, page.page + kPagesAround);
  if (first > 1) add_page_number(pager, 1, page, list, parts);
  if (first == 3) add_page_number(pager, 2, page, list, parts);
  if (first > 3) pager.add("PAGE").show("PAGE_GAP");
  for (std::uint32_t number = first; number <= last; ++number) add_page_number(pager, number, page, list, parts);
  if (last + 3 <= pages) pager.add("PAGE").show("PAGE_GAP");
  if (last + 2 == pages) add_page_number(pager, last + 1, page, list, parts);
  if (last < pages) add_page_number(pager, pages, page, list, parts);
}

void set_side(View& view, const ListPage& page, const ListingList& list, const Parts& parts) {
  const LocaleParts& own = parts.locales[page.locale];
  if (list.kind == ListKind::all) view.show("ALL_HERE");
  const std::string open = list.kind == ListKind::subcategory ? parent_of(list.id)
                           : list.kind == ListKind::category  ? list.id
                                                              : "";
  const auto add_side = [&](std::string_view section, const ListLink& link, bool is_here) {
    View& entry = add_list_link(view, section, link, page.locale, parts.site);
    if (is_here) entry.show("LINK_HERE");
  };
  for (const CategoryLink& category : own.categories)
    add_side("SIDE_CATEGORY", category, parts.plan.lists[category.list].id == open);
  for (const CategoryLink& category : own.categories)
    if (parts.plan.lists[category.list].id == open && !category.subcategories.empty()) {
      View& block = view.add("SUBCATEGORIES");
      View& all = block.add("SUBCATEGORY_ALL");
      all.set("LINK_HREF", category.href);
      all.set("LINK_COUNT", category.count);
      if (list.kind == ListKind::category) all.show("LINK_HERE");
      for (const ListLink& sub : category.subcategories) {
        View& entry = add_list_link(block, "SUBCATEGORY", sub, page.locale, parts.site);
        if (sub.list == page.list) entry.show("LINK_HERE");
      }
    }
  for (const ListLink& platform : own.platforms) add_side("SIDE_PLATFORM", platform, platform.list == page.list);
  if (!own.platforms.empty()) view.show("SIDE_PLATFORMS");
  add_facet_groups(view, parts, page.locale, kSideValues, &list);
}

void set_sorts(View& view, const ListPage& page, const ListingList& list, const Parts& parts) {
  if (list.sorted.empty()) return;
  View& block = view.add("SORTS");
  const auto add = [&](ListSort sort) {
    View& entry = block.add("SORT");
    entry.set("SORT_NAME", sort_name(sort, parts, page.locale));
    entry.keep("SORT_HREF", parts.urls.href(parts.urls.list(list, 1, page.locale, sort)));
    if (sort == page.sort) entry.show("SORT_HERE");
  };
  add(ListSort::name);
  for (const auto& [sort, orders] : list.sorted) add(sort);
}

void set_list_head(View& view, const ListPage& page, const ListingList& list, const ListNames& names,
                   const std::vector<Crumb>& crumbs, const Parts& parts) {
  const LocaleIndex locale = page.locale;
  PageHead head;
  head.locale = locale;
  head.title = names.title;
  head.description = names.description;
  head.url_path = [&](LocaleIndex l) { return parts.urls.list(list, page.page, l, page.sort); };
  head.nearest = [&](LocaleIndex l) { return parts.nearest_list(list, page.page, l, page.sort); };
  // A list that the default language has not: of those that have it, the first.
  LocaleIndex original = parts.site.default_locale;
  if (list.pages[original] == 0)
    original = static_cast<LocaleIndex>(
        std::find_if(list.pages.begin(), list.pages.end(), [](std::uint32_t pages) { return pages > 0; }) -
        list.pages.begin());
  head.original = original;
  head.x_default = head.url_path(original);
  if (page.page > 1) {
    // Names sort another way in each language, so only first pages are about the same thing.
    head.translated.assign(parts.site.locales.size(), false);
    head.translated[locale] = true;
  } else if (std::find(list.pages.begin(), list.pages.end(), 0u) != list.pages.end()) {
    for (const std::uint32_t pages : list.pages) head.translated.push_back(pages > 0);
  }
  if (page.sort != ListSort::name) {
    head.has_own_canonical = true;
    head.canonical = parts.urls.list(list, 1, parts.site.locales[locale].is_pseudo ? original : locale);
    head.is_for_following = true;
  }
  if (page.page > 1) head.previous = parts.urls.list(list, page.page - 1, locale, page.sort);
  if (page.page < list.pages[locale]) head.next = parts.urls.list(list, page.page + 1, locale, page.sort);
  head.json_ld = breadcrumb_data(crumbs, parts);
  set_head(view, head, parts);
}

void set_contacts(View& view, const ListPage& page, const ListingList& list, const Parts& parts) {
  if (list.kind != ListKind::seller) return;
  const PublicSeller* seller = parts.find_seller(list.id);
  if (!seller || seller->contacts.empty()) return;
  View& contacts = view.add("CONTACTS");
  for (const PublicFact& contact : seller->contacts) set_fact(contacts.add("CONTACT"), contact, page.locale, parts);
}

}  // namespace

std::string render_list(const ListPage& page, const Parts& parts) {
  const ListingList& list = parts.plan.lists[page.list];
  const LocaleIndex locale = page.locale;
  const ListLink* link = find_link(parts, list, page.list, locale);
  const ListNames names = names_of(page, list, link, parts);
  const std::vector<Crumb> crumbs = crumbs_of(page, list, names.heading, parts);
  PageData data;
  View& view = data.root();

  set_list_head(view, page, list, names, crumbs, parts);

  for (std::size_t i = 0; i + 1 < crumbs.size(); ++i)
    add_crumb(view, parts.urls.href(crumbs[i].url_path), crumbs[i].label);
  add_crumb(view, {}, crumbs.back().label);
  if (!names.group.empty()) view.add("HEADING_GROUP").keep("GROUP", names.group);
  set_text(view, "HEADING", "HEADING_LANG", names.heading, names.heading_language, locale, parts.site);
  if (!names.lead.empty())
    set_text(view.add("LEAD"), "SUMMARY", "SUMMARY_LANG", names.lead, names.lead_language, locale, parts.site);
  view.keep("COUNT", parts.words.message(locale, "page.count_products", {{"count", list.order[locale].size()}}));
  if (list.kind == ListKind::all && parts.site.name_index)
    view.add("INDEX_LINK").keep("INDEX_HREF", parts.urls.href(parts.urls.name_index(IndexKind::products, locale)));
  set_side(view, page, list, parts);
  set_sorts(view, page, list, parts);
  set_contacts(view, page, list, parts);

  const auto& order = list.in(locale, page.sort);
  const std::size_t begin = std::size_t{page.page - 1} * parts.site.page_size;
  const std::size_t end = std::min(order.size(), begin + parts.site.page_size);
  for (std::size_t i = begin; i < end; ++i) add_card(view, parts, order[i], locale, i - begin < kEarlyCards);
  if (begin >= end) view.show("EMPTY_LIST");
  set_pager(view, page, list, parts);
  return parts.templates.expand("list", locale, data);
}

}  // namespace onshelf
