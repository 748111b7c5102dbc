#include <algorithm>

#include <fmt/format.h>

#include "render/head.h"
#include "render/page_text.h"
#include "render/pages.h"
#include "render/structured_data.h"

namespace onshelf {
namespace {

constexpr std::uint16_t kIconSide = 96;       // CSS pixels; the theme shows it so
constexpr std::size_t kVersionsInSight = 3;   // the rest can be opened
constexpr std::size_t kSectionsForJumps = 3;  // fewer need no links to jump to

struct DetailPage {
  const PreparedListing& listing;
  const Summary& summary;
  const CardText& text;
  LocaleIndex locale;
  const Parts& parts;
};

// What the page for comparing reads off this one is marked, in each part of the page.
void mark_compared(View& view, const DetailPage& page) {
  if (!page.parts.plan.compare_script.empty() && page.listing.visibility == Visibility::listed) view.show("COMPARE");
}

// A button that hands out the page's own address, for a theme with a script for it.
void set_copy_link(View& view, const DetailPage& page) {
  const std::string& script = page.parts.plan.copy_script;
  if (script.empty()) return;
  view.add("COPY_SCRIPT").keep("COPY_SCRIPT_HREF", page.parts.urls.href(script));
  view.add("COPY_LINK").keep("COPY_URL", page.parts.urls.absolute(page.parts.urls.detail(page.summary, page.locale)));
}

// The smallest icon that is wide enough, else the widest; null when there is none.
const PublicIcon* icon_for(const PreparedListing& listing, std::uint16_t width) {
  const PublicIcon* best = nullptr;
  for (const PublicIcon& icon : listing.icons) {
    if (icon.for_platform) continue;
    best = &icon;
    if (icon.width >= width) break;
  }
  return best;
}

void set_hero_icon(View& view, const DetailPage& page) {
  const PublicIcon* icon = icon_for(page.listing, kIconSide);
  if (!icon) return set_icon(view, page.parts, page.summary, page.text.name, 0, 0, kIconSide, true);
  const PublicIcon* sharp = icon_for(page.listing, kIconSide * 2);
  View& entry = view.add("ICON");
  const std::string href = page.parts.urls.href(page.parts.urls.media(page.summary, icon->name));
  entry.keep("ICON_HREF", href);
  entry.keep("ICON_SIDE", std::to_string(kIconSide));
  if (sharp && sharp->width > icon->width) {
    const std::string href_2x = page.parts.urls.href(page.parts.urls.media(page.summary, sharp->name));
    entry.add("ICON_SHARP").keep("ICON_SET", href + " 1x, " + href_2x + " 2x");
  }
}

// Only a seller of listed listings has a list of them, where the site has lists of sellers.
bool has_page(const PublicSeller& seller, const DetailPage& page) {
  const auto list = page.parts.seller_lists.find(seller.id);
  return list != page.parts.seller_lists.end() && page.parts.plan.lists[list->second].has_page(page.locale);
}

void set_seller(View& view, const DetailPage& page) {
  const PublicSeller* seller = page.parts.find_seller(page.listing.seller);
  if (!seller) return;
  const Site& site = page.parts.site;
  View& panel = view.add("SELLER_PANEL");
  mark_compared(panel, page);
  View& name = panel.add(has_page(*seller, page) ? "SELLER_PAGE" : "SELLER_ALONE");
  set_localized(name, "SELLER_NAME", "SELLER_NAME_LANG", seller->name, page.locale, site);
  name.keep("SELLER_HREF", page.parts.urls.href(page.parts.urls.seller(seller->id, page.locale)));
  if (pick(seller->summary, site.locales[page.locale]))
    set_localized(panel.add("SELLER_ABOUT"), "SELLER_SUMMARY", "SELLER_SUMMARY_LANG", seller->summary, page.locale,
                  site);
  if (seller->contacts.empty()) return;
  View& contacts = panel.add("CONTACTS");
  for (const PublicFact& contact : seller->contacts)
    set_fact(contacts.add("CONTACT"), contact, page.locale, page.parts);
}

// A link of the row that jumps within the page.
void add_jump(View* jumps, std::string_view id, std::string_view label) {
  if (!jumps) return;
  View& jump = jumps->add("JUMP");
  jump.keep("JUMP_ID", id);
  jump.keep("JUMP_LABEL", label);
}

std::string_view label_of(std::string_view key, const LocalizedText& label, const DetailPage& page) {
  const auto* own = pick_or_first(label, page.parts.site.locales[page.locale]);
  return own ? std::string_view(own->second) : page.parts.words.message(page.locale, "field." + std::string(key));
}

void add_section(View& view, std::string_view marker, const PublicSection<CleanHtml>& section, std::size_t number,
                 const DetailPage& page, View* jumps) {
  const Site& site = page.parts.site;
  const auto* body = pick(section.body, site.locales[page.locale]);
  if (!body || body->second.empty()) return;
  View& entry = view.add(marker);
  const std::string id = fmt::format("section-{}", number);
  entry.keep("SECTION_ID", id);
  set_label(entry, section.key, section.label, page.locale, page.parts);
  set_text(entry, "BODY", "BODY_LANG", body->second.bytes(), body->first, page.locale, site);
  add_jump(jumps, id, label_of(section.key, section.label, page));
}

void set_facts(View& view, const DetailPage& page, View* jumps) {
  if (page.listing.facts.empty()) return;
  View& block = view.add("FACTS");
  mark_compared(block, page);
  for (const PublicFact& fact : page.listing.facts) {
    View& entry = block.add("FACT");
    set_fact(entry, fact, page.locale, page.parts);
    const auto* words = pick_or_first(fact.words, page.parts.site.locales[page.locale]);
    if (fact.values.size() > 1 || (words && words->second.size() > 1)) entry.show("FACT_MANY");
  }
  add_jump(jumps, "specifications", page.parts.words.message(page.locale, "page.specifications"));
}

void add_version(View& view, std::string_view marker, const PublicVersion<CleanHtml>& version, const DetailPage& page) {
  View& entry = view.add(marker);
  entry.set("VERSION_NUMBER", version.number);
  if (!version.date.empty()) {
    View& date = entry.add("VERSION_DATED");
    date.set("VERSION_DAY", version.date);
    date.keep("VERSION_DATE", page.parts.words.date(page.locale, version.date));
  }
  if (const auto* notes = pick(version.notes, page.parts.site.locales[page.locale]); notes && !notes->second.empty())
    set_text(entry.add("VERSION_NOTED"), "BODY", "BODY_LANG", notes->second.bytes(), notes->first, page.locale,
             page.parts.site);
}

void set_versions(View& view, const DetailPage& page, View* jumps) {
  const auto& versions = page.listing.versions;
  if (versions.empty()) return;
  View& block = view.add("VERSIONS");
  mark_compared(block, page);
  const std::size_t in_sight = std::min(versions.size(), kVersionsInSight);
  for (std::size_t i = 0; i < in_sight; ++i) add_version(block, "VERSION", versions[i], page);
  if (versions.size() > in_sight) {
    View& older = block.add("OLDER_VERSIONS");
    for (std::size_t i = in_sight; i < versions.size(); ++i) add_version(older, "OLDER_VERSION", versions[i], page);
  }
  add_jump(jumps, "versions", page.parts.words.message(page.locale, "page.versions"));
}

std::string upper_ending(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  std::string ending(dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1));
  for (char& c : ending)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  return ending;
}

void set_files(View& view, const DetailPage& page, View* jumps) {
  const Parts& parts = page.parts;
  if (!page.listing.downloads.empty()) {
    View& block = view.add("DOWNLOADS");
    for (const PublicDownload& file : page.listing.downloads) {
      View& entry = block.add("DOWNLOAD");
      entry.keep("DOWNLOAD_HREF", parts.urls.href(parts.urls.media(page.summary, file.path)));
      entry.set("DOWNLOAD_NAME", file.file_name);
      entry.keep("DOWNLOAD_TYPE", upper_ending(file.file_name));
      entry.keep("DOWNLOAD_SIZE", parts.words.file_size(page.locale, file.bytes));
      entry.set("LABEL", parts.words.message(page.locale, "field." + file.key));
    }
    add_jump(jumps, "downloads", parts.words.message(page.locale, "page.downloads"));
  }
  if (!page.listing.resources.empty()) {
    View& block = view.add("RESOURCES");
    for (const PublicLink& link : page.listing.resources) {
      View& entry = block.add("RESOURCE");
      entry.set("RESOURCE_HREF", link.url);
      if (!set_localized(entry, "RESOURCE_NAME", "RESOURCE_NAME_LANG", link.name, page.locale, parts.site))
        entry.set("RESOURCE_NAME", link.url);
    }
    add_jump(jumps, "resources", parts.words.message(page.locale, "page.resources"));
  }
}

void set_words(View& view, const DetailPage& page) {
  const auto* tags = pick_or_first(page.listing.tags, page.parts.site.locales[page.locale]);
  if (!tags || tags->second.empty()) return;
  View& block = view.add("TAGS");
  mark_compared(block, page);
  const bool has_lists = page.parts.site.facets.has(ListKind::tag);
  for (const std::string& tag : tags->second) {
    View& entry = block.add("TAG");
    set_text(entry, "TAG_NAME", "TAG_LANG", tag, tags->first, page.locale, page.parts.site);
    if (!has_lists || !set_facet_link(entry, "TAG_LIST", ListKind::tag,
                                      page.parts.facets.slug_of_word(ListKind::tag, tag), page.locale, page.parts))
      entry.show("TAG_PLAIN");
  }
}

void set_billing(View& view, const DetailPage& page) {
  const std::string_view slug = billing_slug(page.listing.pricing->model);
  const ListingList* list = page.parts.find_facet(ListKind::billing, slug, page.locale);
  if (!list) return;
  View& billing = view.add("BILLING");
  mark_compared(billing, page);
  billing.keep("BILLING_NAME", facet_label(page.parts, *list, page.locale).text);
  billing.keep("LIST_HREF", page.parts.urls.href(page.parts.urls.list(*list, 1, page.locale)));
}

void set_also_on(View& view, std::uint32_t self, const DetailPage& page) {
  if (page.listing.product.empty()) return;
  const auto product = page.parts.plan.products.find(page.listing.seller + '/' + page.listing.product);
  if (product == page.parts.plan.products.end()) return;
  View* block = nullptr;
  for (std::uint32_t index : product->second) {
    if (index == self || !page.parts.plan.summaries[index].has_page(page.locale)) continue;
    if (!block) block = &view.add("ALSO_ON");
    const Summary& other = page.parts.plan.summaries[index];
    const CardText& text = other.cards[page.locale];
    View& entry = block->add("OTHER");
    entry.keep("OTHER_HREF", page.parts.urls.href(page.parts.urls.detail(other, page.locale)));
    set_localized(entry, "OTHER_PLATFORM", "OTHER_PLATFORM_LANG", platform_name(page.parts.site, other), page.locale,
                  page.parts.site);
    set_text(entry, "OTHER_NAME", "OTHER_NAME_LANG", text.name, text.name_language, page.locale, page.parts.site);
    entry.set("OTHER_PRICE", text.price);
  }
}

void set_related(View& view, std::uint32_t self, const DetailPage& page) {
  const std::vector<std::uint32_t> related = page.parts.related.of(self, page.locale);
  if (related.empty()) return;
  View& block = view.add("RELATED");
  for (std::uint32_t index : related) add_card(block, page.parts, index, page.locale, false);
}

std::vector<Crumb> crumbs_of(const DetailPage& page) {
  const Parts& parts = page.parts;
  std::vector<Crumb> crumbs{{parts.words.message(page.locale, "page.home"), parts.urls.home(page.locale)}};
  if (const CategoryLink* category = parts.find_category(page.locale, page.listing.category)) {
    crumbs.push_back({category->label, parts.urls.category(page.listing.category, page.locale)});
    const std::string id = page.listing.category + '/' + page.listing.subcategory;
    for (const ListLink& sub : category->subcategories)
      if (parts.plan.lists[sub.list].id == id) crumbs.push_back({sub.label, parts.urls.category(id, page.locale)});
  } else {
    crumbs.push_back({parts.words.message(page.locale, "page.all_products"), parts.urls.all_products(page.locale)});
  }
  crumbs.push_back({page.text.name, parts.urls.detail(page.summary, page.locale)});
  return crumbs;
}

PageHead make_head(const DetailPage& page, std::string_view seller, std::string_view platform) {
  const Parts& parts = page.parts;
  PageHead head;
  head.locale = page.locale;
  const std::string_view own_title = text_for(page.listing.seo_title, page.locale, parts.site);
  // Names repeat; who sells it, and where, tell listings apart.
  head.title =
      own_title.empty()
          ? parts.words.message(page.locale, "page.title_detail",
                                {{"name", page.text.name}, {"seller", seller}, {"platform", platform}})
          : parts.words.message(page.locale, "page.title_detail_seo", {{"title", own_title}, {"platform", platform}});
  head.description = text_for(page.listing.seo_description, page.locale, parts.site);
  if (head.description.empty()) head.description = page.text.summary;
  if (head.description.empty())
    head.description = parts.words.message(page.locale, "page.description_detail",
                                           {{"name", page.text.name}, {"seller", seller}, {"platform", platform}});
  head.url_path = [&page](LocaleIndex l) { return page.parts.urls.detail(page.summary, l); };
  head.nearest = [&page](LocaleIndex l) { return page.parts.nearest_detail(page.summary, l); };
  for (const CardText& card : page.summary.cards) head.translated.push_back(card.translated);
  head.original = page.text.original;
  head.x_default = parts.urls.detail(page.summary, parts.site.default_locale);
  head.is_unlisted = page.summary.visibility == Visibility::unlisted;
  head.og_type = "website";
  const PublicIcon* widest = icon_for(page.listing, 0xffff);
  if (widest) {
    head.image = parts.urls.media(page.summary, widest->name);
    head.image_side = widest->width;
    head.image_text = parts.words.message(page.locale, "page.icon_of", {{"name", page.text.name}});
  }
  return head;
}

void set_hero(View& view, const DetailPage& page) {
  const Site& site = page.parts.site;
  mark_compared(view, page);
  set_copy_link(view, page);
  set_hero_icon(view, page);
  set_text(view, "NAME", "NAME_LANG", page.text.name, page.text.name_language, page.locale, site);
  if (!page.text.summary.empty())
    set_text(view.add("LEAD"), "SUMMARY", "SUMMARY_LANG", page.text.summary, page.text.summary_language, page.locale,
             site);
  const ProductType& type = site.types[page.summary.type];
  set_localized(view, "PLATFORM_NAME", "PLATFORM_NAME_LANG", type.platform_name, page.locale, site);
  if (const auto list = page.parts.platform_lists.find(type.platform);
      list != page.parts.platform_lists.end() && !page.parts.plan.lists[list->second].order[page.locale].empty())
    view.add("PLATFORM_LINK")
        .keep("PLATFORM_HREF", page.parts.urls.href(page.parts.urls.platform(type.platform, page.locale)));
  else
    view.show("PLATFORM_PLAIN");
  set_localized(view, "TYPE_NAME", "TYPE_NAME_LANG", type.name, page.locale, site);
  if (page.listing.pricing) {
    set_pricing(view, *page.listing.pricing, page.locale, page.parts);
    set_billing(view, page);
  }
  if (page.listing.outgoing_url.empty()) return view.show("AT_PLATFORM");
  View& outgoing = view.add("OUTGOING");
  outgoing.set("OUTGOING_HREF", page.listing.outgoing_url);
  outgoing.set("PRICE_SHORT", page.text.price);
}

}  // namespace

std::string render_detail(const PreparedListing& listing, std::uint32_t summary_index, LocaleIndex locale,
                          const Parts& parts) {
  const Summary& summary = parts.plan.summaries[summary_index];
  const DetailPage page{listing, summary, summary.cards[locale], locale, parts};
  const Freshness& freshness = parts.plan.freshness[summary_index];
  PageData data;
  View& view = data.root();

  const PublicSeller* seller = parts.find_seller(listing.seller);
  PageHead head = make_head(page, seller ? text_for(seller->name, locale, parts.site) : std::string_view(),
                            text_for(platform_name(parts.site, summary), locale, parts.site));
  const std::vector<Crumb> crumbs = crumbs_of(page);
  if (!head.is_unlisted) head.json_ld = listing_data(listing, summary, freshness, crumbs, head.image, locale, parts);
  set_head(view, head, parts);

  for (std::size_t i = 0; i + 1 < crumbs.size(); ++i)
    add_crumb(view, parts.urls.href(crumbs[i].url_path), crumbs[i].label);
  add_crumb(view, {}, crumbs.back().label);
  set_hero(view, page);
  set_words(view, page);
  set_seller(view, page);
  if (!freshness.last_changed.empty()) {
    View& updated = view.add("UPDATED");
    mark_compared(updated, page);
    updated.keep("UPDATED_DAY", freshness.last_changed.substr(0, 10));
    updated.keep("UPDATED_DATE", parts.words.date(locale, freshness.last_changed));
  }

  const std::size_t stops = listing.sections.size() + !listing.facts.empty() + !listing.versions.empty() +
                            !listing.downloads.empty() + !listing.resources.empty();
  View* jumps = stops >= kSectionsForJumps ? &view.add("JUMPS") : nullptr;
  if (!listing.sections.empty()) add_section(view, "FIRST_SECTION", listing.sections.front(), 1, page, jumps);
  set_facts(view, page, jumps);
  for (std::size_t i = 1; i < listing.sections.size(); ++i)
    add_section(view, "SECTION", listing.sections[i], i + 1, page, jumps);
  set_versions(view, page, jumps);
  set_files(view, page, jumps);
  set_also_on(view, summary_index, page);
  set_related(view, summary_index, page);
  return parts.templates.expand("detail", locale, data);
}

}  // namespace onshelf
