// The site's own definition: settings, languages, categories, product types, templates and theme.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/localized.h"
#include "model/product_type.h"

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

struct Site {
  std::string base_url;   // ends with a slash
  std::string base_path;  // its path: "/" or "/catalog/"
  LocalizedText name;
  LocalizedText description;
  std::vector<Locale> locales;
  LocaleIndex default_locale = 0;
  std::string theme;
  std::uint32_t page_size = 24;
  std::vector<std::uint16_t> icon_sizes;  // square display sizes in pixels, ascending
  std::string unlisted_key;               // empty: no unlisted pages
  bool make_icons = true;                 // false: pages without pictures, for benchmarks and text-only sites

  std::vector<Category> categories;
  std::vector<ProductType> types;

  std::map<std::string, std::string> templates;  // file name -> text
  std::vector<ThemeFile> theme_files;
  std::vector<std::map<std::string, std::string>> messages;  // by LocaleIndex: key -> ICU MessageFormat pattern

  const ProductType* find_type(std::string_view id) const {
    for (const auto& type : types)
      if (type.id == id) return &type;
    return nullptr;
  }
};

}  // namespace onshelf
