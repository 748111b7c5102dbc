#include "render/head.h"
#include "render/pages.h"

namespace onshelf {

std::string render_not_found(const Parts& parts) {
  PageData data;
  PageHead head;
  head.locale = parts.site.default_locale;
  head.title = parts.words.message(head.locale, "page.not_found_title") + " \u2013 " + parts.locales[head.locale].name;
  head.url_path = [&](LocaleIndex l) { return parts.urls.home(l); };
  head.is_outside = true;
  set_head(data.root(), head, parts);
  return parts.templates.expand("not_found", head.locale, data);
}

}  // namespace onshelf
