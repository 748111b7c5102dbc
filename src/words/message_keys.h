// The messages the program itself asks for. What the templates ask for (T_... markers) and the labels of fields
// ("field.<key>") come on top, so the default language's file is the full list.
#pragma once

#include <array>
#include <string_view>

namespace onshelf {

inline constexpr auto kProgramMessages = std::to_array<std::string_view>({
    "price.free",
    "price.from",
    "price.see_details",
    "price.per_once",
    "price.per_hour",
    "price.per_day",
    "price.per_month",
    "price.per_year",
    "price.per_use",
    "price.unit_once",
    "price.unit_hour",
    "price.unit_day",
    "price.unit_month",
    "price.unit_year",
    "price.unit_use",
    "price.tier_range",
    "price.tier_single",
    "price.tier_open",
    "page.title_detail",
    "page.title_detail_seo",
    "page.title_category",
    "page.title_platform",
    "page.title_seller",
    "page.title_page",
    "page.description_detail",
    "page.description_category",
    "page.description_platform",
    "page.description_seller",
    "page.description_page",
    "page.all_products",
    "page.home",
    "page.count_products",
    "page.page_of",
    "page.updated",
    "page.by_seller",
    "page.not_found_title",
    "page.choose_language",
    "page.icon_of",
    "page.versions",
    "page.downloads",
    "page.resources",
    "page.specifications",
    "page.more_from_platform",
    "page.index_products",
    "page.index_sellers",
    "page.index_other",
    "page.search_products",
    "page.search_results",
});

}  // namespace onshelf
