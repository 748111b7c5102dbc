#include "render/head.h"
#include "render/pages.h"
#include "render/structured_data.h"

namespace onshelf {

// The page at "/": x-default of all home pages, and itself none of them.
std::string render_language_choice(const Parts& parts) {
  const LocaleIndex locale = parts.site.default_locale;
  PageData data;
  View& view = data.root();
  PageHead head;
  head.locale = locale;
  head.title = parts.locales[locale].name + " \u2013 " + parts.words.message(locale, "page.choose_language");
  head.description = parts.locales[locale].description;
  head.url_path = [&](LocaleIndex l) { return parts.urls.home(l); };
  head.x_default = parts.urls.language_choice();
  head.canonical = parts.urls.language_choice();
  head.has_own_canonical = true;
  head.json_ld = website_data(locale, parts);
  set_head(view, head, parts);
  for (LocaleIndex l = 0; l < parts.site.locales.size(); ++l) {
    const Locale& other = parts.site.locales[l];
    View& entry = view.add("CHOICE");
    entry.set("LANGUAGE_TAG", other.tag);
    entry.set("LANGUAGE_DIR", other.right_to_left ? "rtl" : "ltr");
    entry.set("LANGUAGE_NAME", other.own_name);
    entry.set("LANGUAGE_HREF", parts.locales[l].home_href);
    entry.set("CHOICE_NAME", parts.locales[l].name);
    entry.set("CHOICE_CALL", parts.words.message(l, "page.browse_in_language"));
  }
  return parts.templates.expand("language_choice", locale, data);
}

}  // namespace onshelf
