// The site's own definition: settings, languages, categories, product types, templates and theme.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

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
  std::map<std::string, std::string>
      template_folders;  // of those that a theme has: file name -> "themes/default/templates"
  std::vector<ThemeFile> theme_files;
  std::vector<std::map<std::string, std::string>> messages;  // by LocaleIndex: key -> ICU MessageFormat pattern

  SiteInputs inputs;

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
