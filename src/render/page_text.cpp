#include "render/page_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/link_target.h"

namespace onshelf {
namespace {

constexpr std::uint16_t kCardIconSide = 56;  // CSS pixels; the theme shows cards with it
constexpr std::size_t kTones = 8;

std::string without_spaces(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != ' ' && c != '\t') out += c;
  return out;
}

// A platform file may not ask for the form of an address or number: what is none is shown and not linked.
void set_contact(View& entry, const std::string& link) {
  const auto target = link.find('?') == std::string::npos ? LinkTarget::outside(link) : std::nullopt;
  if (target)
    entry.add("FACT_CONTACT").keep("FACT_HREF", target->url());
  else
    entry.show("FACT_TEXT");
}

}  // namespace

void set_text(View& view, std::string_view marker, std::string_view language_marker, std::string_view text,
              LocaleIndex language, LocaleIndex page, const Site& site) {
  view.set(marker, text);
  if (language == page) return;
  const Locale& written_in = site.language(language);
  View& attributes = view.add(language_marker);
  attributes.set("LANG", written_in.tag);
  attributes.set("DIR", written_in.right_to_left ? "rtl" : "ltr");
}

bool set_localized(View& view, std::string_view marker, std::string_view language_marker, const LocalizedText& text,
                   LocaleIndex page, const Site& site) {
  const auto* found = pick(text, site.locales[page]);
  if (!found) return false;
  set_text(view, marker, language_marker, found->second, found->first, page, site);
  return true;
}

void set_label(View& view, std::string_view key, const LocalizedText& label, LocaleIndex page, const Parts& parts) {
  // A label that nobody translated is better than the field's name in records.
  if (const auto* found = pick_or_first(label, parts.site.locales[page]))
    return set_text(view, "LABEL", "LABEL_LANG", found->second, found->first, page, parts.site);
  view.set("LABEL", parts.words.message(page, "field." + std::string(key)));
}

void set_fact(View& view, const PublicFact& fact, LocaleIndex page, const Parts& parts) {
  set_label(view, fact.key, fact.label, page, parts);
  const ListKind facet = facet_of(fact.key);
  const bool is_listed = facet != ListKind::all && parts.site.facets.has(facet);
  if (const auto* words = pick_or_first(fact.words, parts.site.locales[page]))
    for (const std::string& word : words->second) {
      View& entry = view.add("FACT_VALUE");
      set_text(entry, "VALUE", "VALUE_LANG", word, words->first, page, parts.site);
      if (!is_listed || !set_facet_link(entry, "FACT_LIST", facet, parts.facets.slug_of_word(facet, word), page, parts))
        entry.show("FACT_TEXT");
    }
  for (const PublicValue& value : fact.values) {
    View& entry = view.add("FACT_VALUE");
    const bool has_list =
        is_listed && set_facet_link(entry, "FACT_LIST", facet, parts.facets.slug_of(fact, value), page, parts);
    if (value.plain.empty()) {
      if (const auto* label = pick_or_first(value.label, parts.site.locales[page]))
        set_text(entry, "VALUE", "VALUE_LANG", label->second, label->first, page, parts.site);
      if (!has_list) entry.show("FACT_TEXT");
      continue;
    }
    entry.set("VALUE", value.plain);
    if (has_list) continue;
    switch (fact.kind) {
      case FactKind::text:
        entry.show("FACT_TEXT");
        break;
      case FactKind::email:
        set_contact(entry, "mailto:" + value.plain);
        break;
      case FactKind::phone:
        set_contact(entry, "tel:" + without_spaces(value.plain));
        break;
      case FactKind::url:
        entry.add("FACT_URL").set("FACT_ADDRESS", value.plain);
        break;
    }
  }
}

bool set_facet_link(View& view, std::string_view section, ListKind kind, std::string_view slug, LocaleIndex page,
                    const Parts& parts) {
  const ListingList* list = slug.empty() ? nullptr : parts.find_facet(kind, slug, page);
  if (!list) return false;
  view.keep("LIST_HREF", parts.urls.href(parts.urls.list(*list, 1, page)));
  view.show(section);
  return true;
}

std::string icon_name(const Summary& summary, std::uint16_t side) {
  const std::string stem = fmt::format("icon-{}.", side);
  for (const std::string& file : summary.media)
    if (file.starts_with(stem)) return file;
  return stem + "png";
}

std::string_view icon_tone(std::string_view id) {
  static constexpr std::string_view kNames[kTones] = {"0", "1", "2", "3", "4", "5", "6", "7"};
  std::uint32_t sum = 2166136261u;
  for (char c : id) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619u;
  return kNames[(sum >> 16) % kTones];
}

void set_icon(View& view, const Parts& parts, const Summary& summary, std::string_view name, std::uint16_t side,
              std::uint16_t side_2x, std::uint16_t shown_side, bool is_early) {
  if (side == 0) {
    View& tile = view.add("ICON_TILE");
    tile.set("ICON_TONE", icon_tone(summary.id));
    tile.keep("ICON_LETTER", first_letter(name));
    return;
  }
  View& icon = view.add("ICON");
  const std::string href = parts.urls.href(parts.urls.media(summary, icon_name(summary, side)));
  icon.keep("ICON_HREF", href);
  icon.keep("ICON_SIDE", std::to_string(shown_side));
  if (!is_early) icon.show("ICON_LAZY");
  if (side_2x > side) {
    const std::string href_2x = parts.urls.href(parts.urls.media(summary, icon_name(summary, side_2x)));
    icon.add("ICON_SHARP").keep("ICON_SET", href + " 1x, " + href_2x + " 2x");
  }
}

void add_card(View& view, const Parts& parts, std::uint32_t summary_index, LocaleIndex page, bool is_early) {
  const Site& site = parts.site;
  const Summary& summary = parts.plan.summaries[summary_index];
  const CardText& text = summary.cards[page];
  View& card = view.add("CARD");
  card.keep("CARD_HREF", parts.urls.href(parts.urls.detail(summary, page)));
  set_text(card, "CARD_NAME", "CARD_NAME_LANG", text.name, text.name_language, page, site);
  if (!text.summary.empty()) {
    View& line = card.add("CARD_TEXT");
    set_text(line, "CARD_SUMMARY", "CARD_SUMMARY_LANG", text.summary, text.summary_language, page, site);
  }
  card.set("CARD_PRICE", text.price);
  set_localized(card, "CARD_PLATFORM", "CARD_PLATFORM_LANG", platform_name(site, summary), page, site);
  if (const PublicSeller* seller = parts.find_seller(summary.seller)) {
    View& by = card.add("CARD_BY");
    set_localized(by, "CARD_SELLER", "CARD_SELLER_LANG", seller->name, page, site);
  }
  set_icon(card, parts, summary, text.name, summary.card_icon, summary.card_icon_2x, kCardIconSide, is_early);
}

View& add_list_link(View& view, std::string_view section, const ListLink& link, LocaleIndex page, const Site& site) {
  View& entry = view.add(section);
  entry.set("LINK_HREF", link.href);
  entry.set("LINK_COUNT", link.count);
  set_text(entry, "LINK_LABEL", "LINK_LABEL_LANG", link.label, link.language, page, site);
  return entry;
}

ListLabel facet_label(const Parts& parts, const ListingList& list, LocaleIndex page) {
  if (page < list.labels.size()) return list.labels[page];
  return {parts.words.message(page, billing_message(list.id)), page};
}

const std::string& facet_title(const Parts& parts, ListKind kind, LocaleIndex page) {
  switch (kind) {
    case ListKind::system:
      return parts.words.message(page, "field.operating_system");
    case ListKind::region:
      return parts.words.message(page, "field.regions");
    case ListKind::tag:
      return parts.words.message(page, "page.tags");
    default:
      return parts.words.message(page, "page.billing_model");
  }
}

const std::string& facet_of_one(const Parts& parts, ListKind kind, LocaleIndex page) {
  if (kind == ListKind::region) return parts.words.message(page, "page.region");
  return kind == ListKind::tag ? parts.words.message(page, "page.tag") : facet_title(parts, kind, page);
}

std::string_view facet_id(ListKind kind) {
  switch (kind) {
    case ListKind::system:
      return "operating-systems";
    case ListKind::region:
      return "regions";
    case ListKind::tag:
      return "tags";
    default:
      return "billing-models";
  }
}

void add_facet_groups(View& view, const Parts& parts, LocaleIndex page, std::size_t most, const ListingList* here) {
  for (const FacetGroup& group : parts.locales[page].facets) {
    View& block = view.add("FACET_GROUP");
    block.set("FACET_TITLE", facet_title(parts, group.kind, page));
    block.set("FACET_ID", facet_id(group.kind));
    if (here && here->kind == group.kind) block.show("FACET_OPEN");
    for (std::size_t i = 0; i < group.links.size(); ++i) {
      const ListLink& link = group.links[i];
      const bool is_here = &parts.plan.lists[link.list] == here;
      if (i >= most && !is_here) continue;
      View& entry = add_list_link(block, "FACET", link, page, parts.site);
      if (is_here) entry.show("LINK_HERE");
    }
    if (group.links.size() > most) block.show("FACET_MORE");
  }
}

void add_browse_links(View& view, const Parts& parts, LocaleIndex page, std::size_t most_sellers) {
  const LocaleParts& own = parts.locales[page];
  if (!own.categories.empty()) {
    View& block = view.add("CATEGORIES");
    for (const CategoryLink& category : own.categories) {
      View& entry = add_list_link(block, "CATEGORY", category, page, parts.site);
      if (!category.summary.empty())
        set_text(entry.add("LEAD"), "SUMMARY", "SUMMARY_LANG", category.summary, category.summary_language, page,
                 parts.site);
    }
  }
  if (!own.platforms.empty()) {
    View& block = view.add("PLATFORMS");
    for (const ListLink& platform : own.platforms) add_list_link(block, "PLATFORM", platform, page, parts.site);
  }
  if (!own.sellers.empty()) {
    View& block = view.add("SELLERS");
    if (parts.site.name_index)
      block.add("INDEX_LINK").keep("INDEX_HREF", parts.urls.href(parts.urls.name_index(IndexKind::sellers, page)));
    for (std::size_t i = 0; i < std::min(most_sellers, own.sellers.size()); ++i)
      add_list_link(block, "SELLER", own.sellers[i], page, parts.site);
  }
}

void add_crumb(View& view, std::string_view href, std::string_view label) {
  View& crumb = view.add("CRUMB");
  crumb.keep("CRUMB_LABEL", label);
  if (href.empty())
    crumb.show("CRUMB_HERE");
  else
    crumb.add("CRUMB_LINK").keep("CRUMB_HREF", href);
}

const LocalizedText& platform_name(const Site& site, const Summary& summary) {
  return site.types[summary.type].platform_name;
}

std::string_view text_for(const LocalizedText& text, LocaleIndex locale, const Site& site) {
  const auto* found = pick(text, site.locales[locale]);
  return found ? std::string_view(found->second) : std::string_view();
}

}  // namespace onshelf
