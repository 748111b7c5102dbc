#include "render/head.h"

#include "render/page_text.h"

namespace onshelf {
namespace {

constexpr std::size_t kDescriptionColumns = 155;

void set_frame(View& view, const PageHead& head, const Parts& parts) {
  const Locale& locale = parts.site.locales[head.locale];
  const LocaleParts& own = parts.locales[head.locale];
  view.set("PAGE_LANG", locale.tag);
  view.set("PAGE_DIR", locale.right_to_left ? "rtl" : "ltr");
  view.set("PAGE_LANGUAGE_NAME", locale.own_name);
  view.set("STYLESHEET_HREF", parts.stylesheet_href);
  if (!parts.site_icon_href.empty()) view.add("SITE_ICON").set("SITE_ICON_HREF", parts.site_icon_href);
  view.set("HOME_HREF", own.home_href);
  if (!own.categories.empty()) view.show("HAS_CATEGORIES");
  if (!own.platforms.empty()) view.show("HAS_MARKETPLACES");
  view.set("ALL_HREF", own.all_href);
  view.set("SEARCH_HREF", own.search_href);
  view.set("ALL_COUNT", own.all_count);
  set_text(view, "SITE_NAME", "SITE_NAME_LANG", own.name, own.name_language, head.locale, parts.site);
  const std::string& compare = parts.plan.compare_script;
  if (!compare.empty() && !head.is_unlisted && !head.is_outside) {
    view.set("COMPARE_HREF", own.compare_href);
    view.add("COMPARE_SCRIPT").keep("COMPARE_SCRIPT_HREF", parts.urls.href(compare));
    view.show("COMPARE_BAR");
  }
  if (!own.description.empty())
    set_text(view.add("SITE_ABOUT"), "SITE_DESCRIPTION", "SITE_DESCRIPTION_LANG", own.description,
             own.description_language, head.locale, parts.site);
}

// The switch: this page in every language, each named by itself.
void set_languages(View& view, const PageHead& head, const Parts& parts) {
  if (parts.site.locales.size() < 2) return;
  View& languages = view.add("LANGUAGES");
  for (LocaleIndex l = 0; l < parts.site.locales.size(); ++l) {
    const Locale& locale = parts.site.locales[l];
    View& language = languages.add("LANGUAGE");
    language.set("LANGUAGE_TAG", locale.tag);
    language.set("LANGUAGE_DIR", locale.right_to_left ? "rtl" : "ltr");
    language.set("LANGUAGE_NAME", locale.own_name);
    language.keep("LANGUAGE_HREF", parts.urls.href(head.nearest ? head.nearest(l) : head.url_path(l)));
    if (l == head.locale) language.show("LANGUAGE_CURRENT");
  }
}

void set_canonical(View& view, const PageHead& head, const Parts& parts) {
  const auto is_told = [&](LocaleIndex l) {
    return (head.translated.empty() || head.translated[l]) && !parts.site.locales[l].is_pseudo;
  };
  const bool is_translated = is_told(head.locale);
  // A page without a text of its own is a copy of another language's, and says so.
  const bool is_own = is_translated || parts.site.locales[head.locale].is_pseudo;
  const LocaleIndex original = is_own ? head.locale : head.original.value_or(parts.site.default_locale);
  const std::string url = parts.urls.absolute(head.has_own_canonical ? head.canonical : head.url_path(original));
  view.add("CANONICAL").keep("CANONICAL_URL", url);
  view.keep("OG_URL", url);
  if (!is_translated || head.is_unlisted || head.is_for_following) return;

  std::size_t count = 0;
  for (LocaleIndex l = 0; l < parts.site.locales.size(); ++l) count += is_told(l);
  if (count < 2) return;
  for (LocaleIndex l = 0; l < parts.site.locales.size(); ++l) {
    if (!is_told(l)) continue;
    View& alternate = view.add("ALTERNATE");
    alternate.set("ALTERNATE_TAG", parts.site.locales[l].tag);
    alternate.keep("ALTERNATE_URL", parts.urls.absolute(head.url_path(l)));
    if (l != head.locale) view.add("OG_ALTERNATE").set("OG_ALTERNATE_LOCALE", parts.with_territory[l]);
  }
  View& fallback = view.add("ALTERNATE");
  fallback.set("ALTERNATE_TAG", "x-default");
  fallback.keep("ALTERNATE_URL", parts.urls.absolute(head.x_default));
}

void set_open_graph(View& view, const PageHead& head, const Parts& parts) {
  View& graph = view.add("OPEN_GRAPH");
  graph.keep("OG_TYPE", head.og_type);
  graph.set("OG_LOCALE", parts.with_territory[head.locale]);
  if (head.image.empty()) return;
  View& image = graph.add("OG_IMAGE");
  image.keep("OG_IMAGE_URL", parts.urls.absolute(head.image));
  image.keep("OG_IMAGE_SIDE", std::to_string(head.image_side));
  image.keep("OG_IMAGE_TEXT", head.image_text);
}

}  // namespace

void set_head(View& view, const PageHead& head, const Parts& parts) {
  set_frame(view, head, parts);
  set_languages(view, head, parts);
  view.keep("TITLE", head.title);
  const std::string description = parts.words.cut(head.locale, head.description, kDescriptionColumns);
  if (!description.empty()) view.add("META_DESCRIPTION").keep("DESCRIPTION", description);
  const bool is_pseudo = parts.site.locales[head.locale].is_pseudo;
  if (head.is_unlisted || head.is_outside || is_pseudo) view.show("NOINDEX");
  if (head.is_for_following && !is_pseudo) view.show("FOLLOW_ONLY");
  if (!head.is_outside) {
    set_canonical(view, head, parts);
    set_open_graph(view, head, parts);
  }
  if (!head.previous.empty()) view.add("PREVIOUS_PAGE").keep("PREVIOUS_HREF", parts.urls.href(head.previous));
  if (!head.next.empty()) view.add("NEXT_PAGE").keep("NEXT_HREF", parts.urls.href(head.next));
  if (!head.json_ld.empty()) view.add("STRUCTURED_DATA").keep("JSON_LD", head.json_ld);
}

}  // namespace onshelf
