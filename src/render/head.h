// <head>, the header with its language switch, and the footer: what all pages have.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "render/parts.h"
#include "render/view.h"

namespace onshelf {

struct PageHead {
  LocaleIndex locale = 0;
  std::string title;
  std::string description;
  std::function<std::string(LocaleIndex)> url_path;  // of the same page in another language
  std::function<std::string(LocaleIndex)>
      nearest;                          // for the language menu, where some have no such page; null: all have
  std::vector<bool> translated;         // by locale, for hreflang; empty: all are
  std::optional<LocaleIndex> original;  // whose page this is a copy of; nothing: the default locale's
  std::string x_default;                // URL path
  bool has_own_canonical = false;       // `canonical` is it, whatever the language: the language choice
  std::string canonical;                // URL path; empty is the site's root
  bool is_unlisted = false;             // noindex, no alternates, and no address handed on to other sites
  bool is_for_following = false;        // not to be indexed, but for its links; no alternates
  bool is_outside = false;              // 404: no canonical address at all
  std::string og_type = "website";
  std::string image;  // URL path; empty: none
  std::uint16_t image_side = 0;
  std::string image_text;      // what the picture shows
  std::string json_ld;         // escaped already
  std::string previous, next;  // URL paths of the neighbours in a paged list; may be empty
};

void set_head(View& view, const PageHead& head, const Parts& parts);

}  // namespace onshelf
