#include "render/head.h"
#include "render/page_text.h"
#include "render/pages.h"

namespace onshelf {
namespace {

std::string heading_of(IndexKind kind, LocaleIndex locale, const Parts& parts) {
  return parts.words.message(locale, kind == IndexKind::products ? "page.index_products" : "page.index_sellers");
}

// What sorts before all letters and behind them has no letter to be called by.
std::string label_of(const IndexLetter& letter, LocaleIndex locale, const Parts& parts) {
  return letter.label.empty() ? parts.words.message(locale, "page.index_other") : letter.label;
}

std::string letter_id(const IndexLetter& letter) { return "letter-" + letter.slug; }

// One product on several marketplaces has one name on all of them; its forms stand in a row.
bool is_name_twice(const NameIndex& index, std::uint32_t at, const Parts& parts) {
  const auto name_at = [&](std::uint32_t place) -> std::string_view {
    return parts.plan.summaries[index.targets[place]].cards[index.locale].name;
  };
  return (at > 0 && name_at(at - 1) == name_at(at)) ||
         (at + 1 < index.targets.size() && name_at(at + 1) == name_at(at));
}

// A name that leads to a listing, or to a seller's list.
void add_name(View& group, const NameIndex& index, std::uint32_t at, const Parts& parts) {
  const std::uint32_t target = index.targets[at];
  const LocaleIndex locale = index.locale;
  View& entry = group.add("INDEX_NAME");
  if (index.kind == IndexKind::products) {
    const Summary& summary = parts.plan.summaries[target];
    const CardText& text = summary.cards[locale];
    entry.keep("LINK_HREF", parts.urls.href(parts.urls.detail(summary, locale)));
    set_text(entry, "LINK_LABEL", "LINK_LABEL_LANG", text.name, text.name_language, locale, parts.site);
    if (is_name_twice(index, at, parts))
      set_localized(entry.add("INDEX_PLATFORM"), "PLATFORM_NAME", "PLATFORM_NAME_LANG",
                    platform_name(parts.site, summary), locale, parts.site);
    return;
  }
  const ListingList& list = parts.plan.lists[target];
  entry.keep("LINK_HREF", parts.urls.href(parts.urls.list(list, 1, locale)));
  const PublicSeller* seller = parts.find_seller(list.id);
  if (!seller || !set_localized(entry, "LINK_LABEL", "LINK_LABEL_LANG", seller->name, locale, parts.site))
    entry.set("LINK_LABEL", list.id);
}

void add_group(View& view, const NameIndex& index, const IndexLetter& letter, std::uint32_t begin, std::uint32_t end,
               const Parts& parts) {
  View& group = view.add("INDEX_GROUP");
  group.keep("LETTER_ID", letter_id(letter));
  group.keep("LETTER", label_of(letter, index.locale, parts));
  for (std::uint32_t at = begin; at < end; ++at) add_name(group, index, at, parts);
}

void set_letters(View& view, const NameIndex& index, std::uint32_t here, const Parts& parts) {
  if (index.letters.empty()) return;
  View& letters = view.add("LETTERS");
  for (std::uint32_t i = 0; i < index.letters.size(); ++i) {
    const IndexLetter& letter = index.letters[i];
    View& entry = letters.add("LETTER_LINK");
    entry.keep("LINK_HREF", index.is_one_page
                                ? '#' + letter_id(letter)
                                : parts.urls.href(parts.urls.index_letter(index.kind, letter.slug, 1, index.locale)));
    entry.keep("LINK_LABEL", label_of(letter, index.locale, parts));
    if (!index.is_one_page)
      entry.add("LETTER_COUNT").keep("LINK_COUNT", parts.words.number(index.locale, letter.end - letter.begin));
    if (i == here) entry.show("LINK_HERE");
  }
}

void set_kinds(View& view, const NameIndex& index, const Parts& parts) {
  for (const IndexKind kind : {IndexKind::products, IndexKind::sellers}) {
    View& entry = view.add("INDEX_KIND");
    entry.keep("LINK_HREF", parts.urls.href(parts.urls.name_index(kind, index.locale)));
    entry.keep("LINK_LABEL", heading_of(kind, index.locale, parts));
    if (kind == index.kind) entry.show("LINK_HERE");
  }
}

void set_pager(View& view, const NameIndex& index, const IndexLetter& letter, std::uint32_t here, const Parts& parts) {
  const auto pages = static_cast<std::uint32_t>(letter.pages.size());
  if (pages < 2) return;
  const LocaleIndex l = index.locale;
  const auto href = [&](std::uint32_t page) {
    return parts.urls.href(parts.urls.index_letter(index.kind, letter.slug, page, l));
  };
  View& pager = view.add("PAGER");
  if (here > 1) pager.add("PAGER_BACK").keep("PAGE_HREF", href(here - 1));
  if (here < pages) pager.add("PAGER_ON").keep("PAGE_HREF", href(here + 1));
  pager.keep("PAGE_OF", parts.words.message(l, "page.page_of", {{"page", here}, {"pages", pages}}));
  for (std::uint32_t page = 1; page <= pages; ++page) {
    View& link = pager.add("PAGE").add(page == here ? "PAGE_HERE" : "PAGE_LINK");
    link.keep("PAGE_HREF", href(page));
    link.keep("PAGE_NUMBER", parts.words.number(l, page));
  }
}

}  // namespace

std::string render_index(const IndexPage& page, const Parts& parts) {
  const NameIndex& index = parts.plan.indexes[page.index];
  const LocaleIndex locale = index.locale;
  const bool is_first = page.letter == IndexPage::kFirst;
  const std::string heading = heading_of(index.kind, locale, parts);
  const std::string first_path = parts.urls.name_index(index.kind, locale);
  PageData data;
  View& view = data.root();

  PageHead head;
  head.locale = locale;
  head.title = heading;
  if (!is_first) head.title += " \u2013 " + label_of(index.letters[page.letter], locale, parts);
  if (page.page > 1)
    head.title = parts.words.message(locale, "page.title_page", {{"title", head.title}, {"page", page.page}});
  head.title += " \u2013 " + parts.locales[locale].name;
  head.description = parts.locales[locale].description;
  // Letters are another's in each language.
  head.url_path = [&](LocaleIndex l) {
    return is_first || l != locale ? parts.urls.name_index(index.kind, l)
                                   : parts.urls.index_letter(index.kind, index.letters[page.letter].slug, page.page, l);
  };
  // A way to pages, and nothing to be found by itself.
  head.is_for_following = true;
  set_head(view, head, parts);

  add_crumb(view, parts.locales[locale].home_href, parts.words.message(locale, "page.home"));
  add_crumb(view, parts.locales[locale].all_href, parts.words.message(locale, "page.all_products"));
  add_crumb(view, is_first ? std::string() : parts.urls.href(first_path), heading);
  if (!is_first) add_crumb(view, {}, label_of(index.letters[page.letter], locale, parts));
  view.keep("HEADING", heading);
  set_kinds(view, index, parts);
  set_letters(view, index, page.letter, parts);
  if (index.letters.empty()) view.show("EMPTY_LIST");
  if (index.is_one_page) {
    for (const IndexLetter& letter : index.letters) add_group(view, index, letter, letter.begin, letter.end, parts);
  } else if (!is_first) {
    const IndexLetter& letter = index.letters[page.letter];
    const std::uint32_t end = page.page < letter.pages.size() ? letter.pages[page.page] : letter.end;
    add_group(view, index, letter, letter.pages[page.page - 1], end, parts);
    set_pager(view, index, letter, page.page, parts);
  }
  return parts.templates.expand("index", locale, data);
}

}  // namespace onshelf
