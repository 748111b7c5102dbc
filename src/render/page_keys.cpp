#include "render/page_keys.h"

#include <algorithm>
#include <cstring>

#include "render/page_text.h"

namespace onshelf {
namespace {

// Values one after the other, each text with its length, so that no two sequences are alike.
class Ingredients {
 public:
  Ingredients() { bytes_.reserve(1024); }  // most fit
  Ingredients& add(std::string_view text) {
    add(std::uint64_t{text.size()});
    bytes_ += text;
    return *this;
  }
  Ingredients& add(const char* text) { return add(std::string_view(text)); }
  Ingredients& add(std::uint64_t number) {
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes_.append(raw, sizeof raw);
    return *this;
  }
  Ingredients& add(const ContentHash& hash) { return add(hash.low).add(hash.high); }
  Ingredients& add(const LocalizedText& text) {
    add(std::uint64_t{text.size()});
    for (const auto& [locale, value] : text) add(std::uint64_t{locale}).add(value);
    return *this;
  }
  // Never zero, which would mean that nobody knows.
  std::uint64_t hash() const { return std::max<std::uint64_t>(content_hash(bytes_).low, 1); }
  void clear() { bytes_.clear(); }

 private:
  std::string bytes_;
};

void add_messages(const std::map<std::string, std::string>& messages, Ingredients& into) {
  into.add(std::uint64_t{messages.size()});
  for (const auto& [key, pattern] : messages) into.add(key).add(pattern);
}

std::uint64_t site_key(const Parts& parts, LocaleIndex locale, const ContentHash& program) {
  const SiteInputs& inputs = parts.site.inputs;
  Ingredients all;
  all.add(program).add(inputs.settings).add(inputs.categories).add(inputs.platforms).add(inputs.templates);
  all.add(parts.stylesheet_href).add(parts.site_icon_href).add(std::uint64_t{parts.site.make_icons});
  all.add(parts.plan.compare_script).add(parts.plan.copy_script);
  for (const LocaleIndex spoken : parts.site.locales[locale].chain) add_messages(parts.site.messages[spoken], all);
  return all.hash();
}

// A template of the site's own may show the number of all products on every page.
bool shows_all_count(const Site& site) {
  return std::any_of(site.templates.begin(), site.templates.end(), [](const auto& named) {
    return named.first != "list.html" && named.second.find("ALL_COUNT") != std::string::npos;
  });
}

std::uint64_t frame_key(const LocaleParts& own, bool with_count) {
  Ingredients all;
  all.add(std::uint64_t{own.categories.empty()}).add(std::uint64_t{own.platforms.empty()});
  if (with_count) all.add(own.all_count);
  return all.hash();
}

void add_link(const ListLink& link, Ingredients& into) {
  into.add(link.href).add(link.label).add(std::uint64_t{link.language}).add(link.count);
}

std::uint64_t nav_key(const LocaleParts& own) {
  Ingredients all;
  all.add(own.all_count).add(std::uint64_t{own.categories.size()});
  for (const CategoryLink& category : own.categories) {
    add_link(category, all);
    all.add(category.summary).add(std::uint64_t{category.summary_language});
    all.add(std::uint64_t{category.subcategories.size()});
    for (const ListLink& sub : category.subcategories) add_link(sub, all);
  }
  all.add(std::uint64_t{own.platforms.size()});
  for (const ListLink& platform : own.platforms) add_link(platform, all);
  all.add(std::uint64_t{own.facets.size()});
  for (const FacetGroup& group : own.facets) {
    const std::size_t shown = std::min(group.links.size(), kSideValues);
    all.add(static_cast<std::uint64_t>(group.kind)).add(std::uint64_t{shown});
    for (std::size_t i = 0; i < shown; ++i) add_link(group.links[i], all);
    all.add(std::uint64_t{group.links.size() > shown});
  }
  return all.hash();
}

std::uint64_t seller_key(const PublicSeller& seller) {
  Ingredients all;
  all.add(seller.id).add(seller.name).add(seller.summary).add(std::uint64_t{seller.contacts.size()});
  for (const PublicFact& contact : seller.contacts) {
    all.add(contact.key).add(contact.label).add(static_cast<std::uint64_t>(contact.kind));
    all.add(std::uint64_t{contact.values.size()});
    for (const PublicValue& value : contact.values) all.add(value.plain).add(value.label);
    all.add(std::uint64_t{contact.words.size()});
    for (const auto& [locale, words] : contact.words) {
      all.add(std::uint64_t{locale}).add(std::uint64_t{words.size()});
      for (const std::string& word : words) all.add(word);
    }
  }
  return all.hash();
}

// Where a listing's pages are, and all that a card shows of it.
void add_card(const Summary& summary, LocaleIndex locale, std::uint64_t seller, Ingredients& into) {
  const CardText& text = summary.cards[locale];
  into.add(summary.id).add(summary.slug).add(summary.token).add(std::uint64_t{summary.type});
  into.add(static_cast<std::uint64_t>(summary.visibility)).add(summary.product);
  into.add(text.name).add(std::uint64_t{text.name_language});
  into.add(text.summary).add(std::uint64_t{text.summary_language}).add(text.price);
  into.add(std::uint64_t{summary.card_icon}).add(std::uint64_t{summary.card_icon_2x}).add(seller);
  if (summary.card_icon != 0)
    for (const std::string& file : summary.media)
      if (file.starts_with("icon-")) into.add(file);
}

}  // namespace

PageKeys::PageKeys(const Parts& parts, const ContentHash& program)
    : parts_(parts), locales_(parts.site.locales.size()) {
  const bool with_count = shows_all_count(parts.site);
  for (LocaleIndex locale = 0; locale < locales_; ++locale) {
    site_.push_back(site_key(parts, locale, program));
    frame_.push_back(frame_key(parts.locales[locale], with_count));
    nav_.push_back(nav_key(parts.locales[locale]));
  }
  for (const PublicSeller& seller : parts.plan.sellers) sellers_.push_back(seller_key(seller));
  cards_.resize(parts.plan.summaries.size() * locales_);
}

std::uint64_t PageKeys::card(std::uint32_t summary_index, LocaleIndex locale) const {
  std::uint64_t& card = cards_[summary_index * locales_ + locale];
  if (card != 0) return card;
  const Summary& summary = parts_.plan.summaries[summary_index];
  const auto seller = parts_.sellers.find(summary.seller);
  Ingredients all;
  add_card(summary, locale, seller == parts_.sellers.end() ? 0 : sellers_[seller->second], all);
  return card = all.hash();
}

OutputKey PageKeys::detail(std::uint32_t summary_index, LocaleIndex locale) const {
  const SitePlan& plan = parts_.plan;
  const Summary& summary = plan.summaries[summary_index];
  const Freshness& freshness = plan.freshness[summary_index];
  if (!summary.source) return {};
  Ingredients own;
  // The fingerprint of what is visible can be chosen by a seller; that of the source cannot.
  own.add(summary.source).add(summary.fingerprint_low).add(summary.fingerprint_high).add(card(summary_index, locale));
  own.add(freshness.first_published).add(freshness.last_changed);
  for (const CardText& each : summary.cards) own.add(std::uint64_t{each.translated});
  own.add(std::uint64_t{summary.cards[locale].original});

  Ingredients others;
  others.add(frame_[locale]);
  for (LocaleIndex other = 0; other < locales_; ++other)
    if (!summary.has_page(other)) others.add(std::uint64_t{other}).add(parts_.nearest_detail(summary, other));
  const auto has_list = [&](const std::map<std::string, std::uint32_t, std::less<>>& lists, std::string_view id) {
    const auto list = lists.find(id);
    return std::uint64_t{list != lists.end() && !plan.lists[list->second].order[locale].empty()};
  };
  others.add(has_list(parts_.category_lists, summary.category));
  others.add(has_list(parts_.category_lists, summary.category + '/' + summary.subcategory));
  others.add(has_list(parts_.platform_lists, parts_.site.types[summary.type].platform));
  others.add(has_list(parts_.seller_lists, summary.seller));
  others.add(std::uint64_t{summary.facet_lists.size()});
  for (const std::uint32_t index : summary.facet_lists) {
    const ListingList& list = plan.lists[index];
    others.add(static_cast<std::uint64_t>(list.kind)).add(list.id).add(std::uint64_t{list.pages[locale] > 0});
  }
  if (!summary.product.empty())
    if (const auto product = plan.products.find(summary.seller + '/' + summary.product); product != plan.products.end())
      for (const std::uint32_t index : product->second)
        if (plan.summaries[index].has_page(locale)) others.add(card(index, locale));
  others.add("related");
  for (const std::uint32_t index : parts_.related.of(summary_index, locale)) others.add(card(index, locale));
  return {site_[locale], own.hash(), others.hash()};
}

OutputKey PageKeys::list(const ListPage& page) const {
  const ListingList& list = parts_.plan.lists[page.list];
  Ingredients own;
  own.add(static_cast<std::uint64_t>(list.kind)).add(list.id).add(std::uint64_t{page.page});
  own.add(static_cast<std::uint64_t>(page.sort)).add(std::uint64_t{list.sorted.size()});
  if (list.kind == ListKind::seller)
    if (const auto seller = parts_.sellers.find(list.id); seller != parts_.sellers.end())
      own.add(sellers_[seller->second]);
  Ingredients others;
  const auto& order = list.in(page.locale, page.sort);
  others.add(frame_[page.locale]).add(nav_[page.locale]).add(std::uint64_t{list.pages[page.locale]});
  for (LocaleIndex other = 0; other < locales_; ++other) {
    if (page.page > list.pages[other])
      others.add(std::uint64_t{other}).add(parts_.nearest_list(list, page.page, other, page.sort));
    others.add(std::uint64_t{list.pages[other] > 0});
  }
  others.add(std::uint64_t{order.size()});
  if (is_shown_facet(list.kind)) {
    const ListLabel label = facet_label(parts_, list, page.locale);
    others.add(label.text).add(std::uint64_t{label.language});
  }
  const std::size_t begin = std::size_t{page.page - 1} * parts_.site.page_size;
  for (std::size_t i = begin; i < std::min(order.size(), begin + parts_.site.page_size); ++i)
    others.add(card(order[i], page.locale));
  return {site_[page.locale], own.hash(), others.hash()};
}

OutputKey PageKeys::index(const IndexPage& page) const {
  const NameIndex& index = parts_.plan.indexes[page.index];
  Ingredients own, others;
  own.add(static_cast<std::uint64_t>(index.kind)).add(parts_.urls.index(parts_.plan, page));
  others.add(frame_[index.locale]).add(std::uint64_t{index.is_one_page}).add(std::uint64_t{index.letters.size()});
  const auto add_names = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end; ++at) {
      const std::uint32_t target = index.targets[at];
      if (index.kind == IndexKind::products) {
        const Summary& summary = parts_.plan.summaries[target];
        const CardText& text = summary.cards[index.locale];
        others.add(summary.slug).add(text.name).add(std::uint64_t{text.name_language}).add(std::uint64_t{summary.type});
      } else {
        const std::string& id = parts_.plan.lists[target].id;
        const PublicSeller* seller = parts_.find_seller(id);
        others.add(id);
        if (seller) others.add(seller->name);
      }
    }
  };
  for (std::size_t i = 0; i < index.letters.size(); ++i) {
    const IndexLetter& letter = index.letters[i];
    others.add(letter.label).add(letter.slug).add(std::uint64_t{letter.end - letter.begin});
    if (index.is_one_page) add_names(letter.begin, letter.end);
    if (i != page.letter) continue;
    others.add(std::uint64_t{letter.pages.size()});
    const std::uint32_t begin = letter.pages[page.page - 1];
    const std::uint32_t end = page.page < letter.pages.size() ? letter.pages[page.page] : letter.end;
    // With the neighbours: a name that is theirs too is shown in another way.
    add_names(begin - (begin > 0), std::min(end + 1, static_cast<std::uint32_t>(index.targets.size())));
  }
  return {site_[index.locale], own.hash(), others.hash()};
}

OutputKey PageKeys::media(std::uint32_t summary_index, std::string_view name) const {
  const Summary& summary = parts_.plan.summaries[summary_index];
  if (!summary.source) return {};
  Ingredients own;
  own.add(summary.source).add(summary.fingerprint_low).add(summary.fingerprint_high).add(name);
  return {1, own.hash(), 1};
}

}  // namespace onshelf
