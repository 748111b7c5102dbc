#include "render/head.h"
#include "render/pages.h"

namespace onshelf {

// What a visitor chose is known to the visitor's browser alone: its script fills the page.
std::string render_compare(LocaleIndex locale, const Parts& parts) {
  const LocaleParts& own = parts.locales[locale];
  PageData data;
  View& view = data.root();
  PageHead head;
  head.locale = locale;
  head.title = parts.words.message(locale, "page.compare_products") + " \u2013 " + own.name;
  head.description = own.description;
  head.url_path = [&](LocaleIndex l) { return parts.urls.compare(l); };
  head.is_for_following = true;
  set_head(view, head, parts);
  return parts.templates.expand("compare", locale, data);
}

}  // namespace onshelf
