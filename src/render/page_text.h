// Small pieces that every page says: texts with their language, prices, cards, list links.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "render/parts.h"
#include "render/view.h"

namespace onshelf {

// Sets `marker`; when the text is not in the page's language, shows the section `language_marker` with LANG and DIR.
// The text must live until the page is expanded.
void set_text(View& view, std::string_view marker, std::string_view language_marker, std::string_view text,
              LocaleIndex language, LocaleIndex page, const Site& site);

// The same with a value in several languages. False, and nothing set, when there is none.
bool set_localized(View& view, std::string_view marker, std::string_view language_marker, const LocalizedText& text,
                   LocaleIndex page, const Site& site);

// A field's label: its own, or the message "field.<key>".
void set_label(View& view, std::string_view key, const LocalizedText& label, LocaleIndex page, const Parts& parts);

// One fact or contact: LABEL and its FACT_VALUEs, linked as their kind asks, or to the list of all listings with that value.
void set_fact(View& view, const PublicFact& fact, LocaleIndex page, const Parts& parts);

// Shows `section` with LIST_HREF when the value has a list in the page's language; false when it has none.
bool set_facet_link(View& view, std::string_view section, ListKind kind, std::string_view slug, LocaleIndex page,
                    const Parts& parts);

// One entry of CARD. `is_early`: in the part of the page that is seen first, so its picture must not wait.
void add_card(View& view, const Parts& parts, std::uint32_t summary_index, LocaleIndex page, bool is_early);

// An icon of `side` pixels at 1x and `side_2x` at 2x, or a tile with the name's first letter; `shown_side` in CSS
// pixels.
void set_icon(View& view, const Parts& parts, const Summary& summary, std::string_view name, std::uint16_t side,
              std::uint16_t side_2x, std::uint16_t shown_side, bool is_early);

// A new entry of `section`: LINK_HREF, LINK_LABEL, LINK_COUNT.
View& add_list_link(View& view, std::string_view section, const ListLink& link, LocaleIndex page, const Site& site);

// Values of each facet beside a list; the others are on the search page.
inline constexpr std::size_t kSideValues = 8;

// What the list of a value of a shown facet is called; and the facet itself: "Operating system", as a heading of several
// values ("Tags") or before one ("Tag").
ListLabel facet_label(const Parts& parts, const ListingList& list, LocaleIndex page);
const std::string& facet_title(const Parts& parts, ListKind kind, LocaleIndex page);
const std::string& facet_of_one(const Parts& parts, ListKind kind, LocaleIndex page);
// Where the search page has all its values: "tags".
std::string_view facet_id(ListKind kind);

// Groups of links to lists of facets, FACET_GROUP: of each the `most` that have most listings, and that of the page, `here`, in
// any case.
void add_facet_groups(View& view, const Parts& parts, LocaleIndex page, std::size_t most,
                      const ListingList* here = nullptr);

// Links to all categories and marketplaces, and to the sellers that have most: CATEGORIES, PLATFORMS, SELLERS.
void add_browse_links(View& view, const Parts& parts, LocaleIndex page, std::size_t most_sellers);

// Entries of CRUMB. Without a URL: the page itself.
void add_crumb(View& view, std::string_view href, std::string_view label);

// The name of the listing's marketplace.
const LocalizedText& platform_name(const Site& site, const Summary& summary);
std::string_view text_for(const LocalizedText& text, LocaleIndex locale, const Site& site);

// Shows a price with all its numbers.
void set_pricing(View& view, const PublicPricing& pricing, LocaleIndex page, const Parts& parts);

// Colour of a listing's letter tile, "0" to "7": always the same.
std::string_view icon_tone(std::string_view id);

// Path of one of the listing's icons below its media folder.
std::string icon_name(const Summary& summary, std::uint16_t side);

}  // namespace onshelf
