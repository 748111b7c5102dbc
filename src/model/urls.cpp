#include "model/urls.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <initializer_list>
#include <utility>

#include "text/escape.h"

namespace onshelf {
namespace {

// Addresses are made by the million: one piece of memory each.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  std::string all;
  all.reserve(size);
  for (std::string_view part : parts) all += part;
  return all;
}

std::string on_page(std::string first, std::uint32_t page) {
  if (page == 1) return first;
  return joined({first, "page/", std::to_string(page), "/"});
}

std::string with_encoded(std::string_view base, std::string_view path) {
  std::string all;
  all.reserve(base.size() + path.size());
  all = base;
  append_percent_encoded_path(all, path);
  return all;
}

}  // namespace

std::string Urls::home(LocaleIndex locale) const { return site_.locales[locale].tag + '/'; }

std::string Urls::all_products(LocaleIndex locale) const { return home(locale) + "products/"; }

std::string Urls::category(std::string_view id, LocaleIndex locale) const {
  return joined({site_.locales[locale].tag, "/categories/", id, "/"});
}

std::string Urls::platform(std::string_view id, LocaleIndex locale) const {
  return joined({site_.locales[locale].tag, "/marketplaces/", id, "/"});
}

std::string Urls::seller(std::string_view id, LocaleIndex locale) const {
  return joined({site_.locales[locale].tag, "/sellers/", id, "/"});
}

std::string Urls::search(LocaleIndex locale) const { return home(locale) + "search/"; }

std::string Urls::search_file(LocaleIndex locale, std::string_view name) const { return search(locale).append(name); }

std::string Urls::name_index(IndexKind kind, LocaleIndex locale) const {
  return home(locale) + (kind == IndexKind::products ? "index/" : "index/sellers/");
}

std::string Urls::index_letter(IndexKind kind, std::string_view letter, std::uint32_t page, LocaleIndex locale) const {
  return on_page(name_index(kind, locale).append(letter) + '/', page);
}

std::string Urls::compare(LocaleIndex locale) const { return home(locale) + "compare/"; }

std::string Urls::list(const ListingList& list, std::uint32_t page, LocaleIndex locale, ListSort sort) const {
  std::string first;
  switch (list.kind) {
    case ListKind::all:
      first = all_products(locale);
      break;
    case ListKind::category:
    case ListKind::subcategory:
      first = category(list.id, locale);
      break;
    case ListKind::platform:
      first = platform(list.id, locale);
      break;
    case ListKind::seller:
      first = seller(list.id, locale);
      break;
    case ListKind::billing:
      first = joined({site_.locales[locale].tag, "/billing/", list.id, "/"});
      break;
    case ListKind::system:
      first = joined({site_.locales[locale].tag, "/os/", list.id, "/"});
      break;
    case ListKind::region:
      first = joined({site_.locales[locale].tag, "/regions/", list.id, "/"});
      break;
    case ListKind::tag:
      first = joined({site_.locales[locale].tag, "/tags/", list.id, "/"});
      break;
  }
  // Two parts, for one alone could be a product's or a subcategory's.
  if (sort != ListSort::name) first += sort == ListSort::newest ? "sort/newest/" : "sort/updated/";
  return on_page(std::move(first), page);
}

std::string Urls::index(const SitePlan& plan, const IndexPage& page) const {
  const NameIndex& index = plan.indexes[page.index];
  if (page.letter == IndexPage::kFirst) return name_index(index.kind, index.locale);
  return index_letter(index.kind, index.letters[page.letter].slug, page.page, index.locale);
}

std::string Urls::detail(const Summary& listing, LocaleIndex locale) const {
  if (listing.visibility == Visibility::unlisted) return joined({site_.locales[locale].tag, "/u/", listing.token, "/"});
  return joined({site_.locales[locale].tag, "/products/", listing.slug, "/"});
}

std::string Urls::all_media() const { return "media/"; }

std::string Urls::media(const Summary& listing, std::string_view name) const {
  if (listing.visibility == Visibility::unlisted) return joined({"media/u/", listing.token, "/", name});
  return joined({"media/", listing.id, "/", name});
}

std::string Urls::asset(const ThemeFile& file) const {
  const auto hash = XXH3_64bits(file.bytes.data(), file.bytes.size());
  const auto dot = file.name.rfind('.');
  if (dot == std::string::npos) return fmt::format("assets/{}.{:016x}", file.name, hash);
  return fmt::format("assets/{}.{:016x}{}", file.name.substr(0, dot), hash, file.name.substr(dot));
}

std::string Urls::href(std::string_view url_path) const { return with_encoded(site_.base_path, url_path); }

std::string Urls::absolute(std::string_view url_path) const { return with_encoded(site_.base_url, url_path); }

std::string Urls::output_file(std::string_view url_path) {
  std::string path(url_path);
  if (path.empty() || path.back() == '/') path += "index.html";
  return path;
}

}  // namespace onshelf
