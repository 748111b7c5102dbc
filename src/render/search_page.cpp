#include <limits>

#include "render/head.h"
#include "render/page_text.h"
#include "render/pages.h"

namespace onshelf {

// Links to everything, for whoever has no script; and the box that a script brings to life.
std::string render_search(LocaleIndex locale, const Parts& parts) {
  const LocaleParts& own = parts.locales[locale];
  const Words& words = parts.words;
  PageData data;
  View& view = data.root();
  PageHead head;
  head.locale = locale;
  head.title = words.message(locale, "page.search_products") + " \u2013 " + own.name;
  head.description = own.description;
  head.url_path = [&](LocaleIndex l) { return parts.urls.search(l); };
  head.is_for_following = true;
  set_head(view, head, parts);

  const std::string& script = parts.plan.search_script;
  if (!script.empty()) {
    View& load = view.add("SEARCH_SCRIPT");
    load.keep("SEARCH_SCRIPT_HREF", parts.urls.href(script));
    load.keep("SEARCH_INDEX_HREF", parts.urls.href(parts.urls.search_file(locale, "index.json")));
    View& box = view.add("SEARCH_BOX");
    box.keep("MEDIA_HREF", parts.urls.href(parts.urls.all_media()));
    for (const auto& [category, text] : words.plural_forms(locale, "page.search_results")) {
      View& form = box.add("PLURAL_FORM");
      form.keep("PLURAL_CATEGORY", category);
      form.keep("PLURAL_WORDS", text);
    }
  }
  view.keep("COUNT",
            words.message(locale, "page.count_products", {{"count", parts.plan.lists.front().order[locale].size()}}));
  add_browse_links(view, parts, locale, std::numeric_limits<std::size_t>::max());
  add_facet_groups(view, parts, locale, std::numeric_limits<std::size_t>::max());
  return parts.templates.expand("search", locale, data);
}

}  // namespace onshelf
