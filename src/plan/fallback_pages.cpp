// Which pages a listing has, and which of them are copies of another: by how much of it is written in each language.
#include <algorithm>

#include "plan/stages.h"

namespace onshelf {
namespace {

// The page that says the same: of the first locale along the chain that has texts of its own. The default locale always has.
LocaleIndex original_of(const Summary& summary, const Site& site, LocaleIndex locale) {
  const auto& chain = site.locales[locale].chain;
  const auto found = std::find_if(chain.begin(), chain.end(), [&](LocaleIndex next) {
    return next != locale && next < summary.cards.size() && summary.cards[next].translated;
  });
  return found == chain.end() ? site.default_locale : *found;
}

}  // namespace

void decide_pages(const Site& site, std::vector<Summary>& summaries) {
  for (Summary& summary : summaries) {
    for (LocaleIndex locale = 0; locale < summary.cards.size(); ++locale) {
      CardText& card = summary.cards[locale];
      if (site.locales[locale].is_pseudo) card.translated = false;
      if (locale == site.default_locale || site.fallback_pages == FallbackPages::keep ||
          card.own_texts >= site.least_own_texts || site.locales[locale].is_pseudo)
        continue;
      card.translated = false;
      // Whoever has the address of an unlisted page was given it.
      card.has_page = site.fallback_pages != FallbackPages::omit || summary.visibility == Visibility::unlisted;
    }
    for (LocaleIndex locale = 0; locale < summary.cards.size(); ++locale)
      summary.cards[locale].original = summary.cards[locale].translated ? locale : original_of(summary, site, locale);
  }
}

}  // namespace onshelf
