// The site's own definition: settings, languages, categories, product types, templates and theme.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/list_kind.h"
#include "model/localized.h"
#include "model/product_type.h"
#include "text/content_hash.h"

namespace onshelf {

struct Category {
  std::string id;
  LocalizedText name;
  LocalizedText summary;
  std::vector<std::string> aliases;     // platforms' own names for it
  std::vector<Category> subcategories;  // one level
};

// A theme file as it will be served.
struct ThemeFile {
  std::string name;  // in the theme folder: "style.css"
  std::string bytes;
};

// Fingerprints of the files a site was read from, by what they decide.
struct SiteInputs {
  ContentHash settings;  // site.json, what overrides it, and the schemas
  ContentHash categories;
  ContentHash platforms;
  ContentHash messages;
  ContentHash templates;
  ContentHash theme;
};

// What becomes of a page whose listing is written in its language less than the site wants.
enum class FallbackPages : std::uint8_t {
  keep,       // a page like others, unless neither name, summary nor details are in its language
  canonical,  // it is there, and says that it is a copy: of the page whose texts it shows
  omit,       // there is none
};

// Forms that text files are written in besides themselves, for servers that hand these out.
enum class Packing : std::uint8_t { gzip, brotli };

struct Site {
  std::string base_url;   // ends with a slash
  std::string base_path;  // its path: "/" or "/catalog/"
  LocalizedText name;
  LocalizedText description;
  std::vector<Locale> locales;
  // Of fallback chains, what has no pages: texts may be written in them. Numbered after the locales.
  std::vector<Locale> other_languages;
  LocaleIndex default_locale = 0;
  std::string theme;
  std::uint32_t page_size = 24;
  FallbackPages fallback_pages = FallbackPages::keep;
  std::uint8_t least_own_texts = 0;       // percent of a listing's texts; with less its page is one of these
  std::vector<std::uint16_t> icon_sizes;  // square display sizes in pixels, ascending
  std::string unlisted_key;               // empty: no unlisted pages
  bool name_index = false;                // pages with all names by their letters
  std::vector<Packing> precompress;       // each once
  FacetSet facets = FacetSet::all();      // lists there are, besides that of all products
  std::vector<ListSort> sorts = {ListSort::newest, ListSort::updated};  // orders of lists, besides by name
  bool compare = true;                                                  // visitors may put products side by side
  bool make_icons = true;  // false: pages without pictures, for benchmarks and text-only sites

  std::vector<Category> categories;
  std::vector<ProductType> types;

  std::map<std::string, std::string> templates;  // file name -> text
  std::map<std::string, std::string>
      template_folders;  // of those that a theme has: file name -> "themes/default/templates"
  std::vector<ThemeFile> theme_files;
  std::vector<std::map<std::string, std::string>>
      messages;  // by LocaleIndex, of all languages: key -> ICU MessageFormat pattern

  SiteInputs inputs;

  // Of a text, which may be in a language that has no pages.
  const Locale& language(LocaleIndex index) const {
    return index < locales.size() ? locales[index] : other_languages[index - locales.size()];
  }
  std::optional<LocaleIndex> pseudo_locale() const {
    for (LocaleIndex i = 0; i < locales.size(); ++i)
      if (locales[i].is_pseudo) return i;
    return std::nullopt;
  }
  std::vector<Locale> languages() const {
    std::vector<Locale> all = locales;
    all.insert(all.end(), other_languages.begin(), other_languages.end());
    return all;
  }
  std::optional<LocaleIndex> find_language(std::string_view tag) const {
    return onshelf::find_language(locales, other_languages, tag);
  }

  // Where a template was read, or should have been.
  std::string template_path(const std::string& file) const {
    const auto folder = template_folders.find(file);
    return (folder == template_folders.end() ? "templates" : folder->second) + '/' + file;
  }

  const ProductType* find_type(std::string_view id) const {
    for (const auto& type : types)
      if (type.id == id) return &type;
    return nullptr;
  }
};

}  // namespace onshelf
