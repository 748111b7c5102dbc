#include "render/site_files.h"

#include <fmt/format.h>

#include "model/urls.h"
#include "render/response_headers.h"

namespace onshelf {

// Nothing is disallowed: a crawler must be able to fetch an unlisted page to read its noindex, and naming u/ here would
// only tell where to look.
std::string robots_txt(const Site& site) {
  // (A pseudo build must never be taken for the site by one that looks for the mark.)
  if (site.pseudo_locale()) return "# Made by onshelf --pseudo, to be looked at.\nUser-agent: *\nDisallow: /\n";
  return fmt::format("# Made by onshelf.\nUser-agent: *\nAllow: /\n\nSitemap: {}\n",
                     Urls(site).absolute("sitemap.xml"));
}

std::string headers_file(const Site& site) {
  const std::string& base = site.base_path;
  std::string text = fmt::format(
      "{}*\n"
      "  Content-Security-Policy: {}\n"
      "  X-Content-Type-Options: nosniff\n"
      "  Referrer-Policy: {}\n",
      base, kPagePolicy, kReferrerPolicy);
  for (const Locale& locale : site.locales)
    text += fmt::format("{}{}/u/*\n  X-Robots-Tag: {}\n", base, locale.tag, kUnlistedRobots);
  text += fmt::format("{}media/u/*\n  X-Robots-Tag: {}\n", base, kUnlistedRobots);
  text += fmt::format("{}media/*\n  Content-Security-Policy: {}\n  Content-Disposition: {}\n", base, kMediaPolicy,
                      kMediaDisposition);
  // The rule of the index stands behind that of the files it names: hosts take the last, or join both, and then no-cache counts.
  for (const Locale& locale : site.locales) {
    text += fmt::format("{}{}/search/*.json\n  Cache-Control: {}\n", base, locale.tag, kAssetCaching);
    text += fmt::format("{}{}/search/index.json\n  Cache-Control: {}\n", base, locale.tag, kIndexCaching);
  }
  text += fmt::format("{}assets/*\n  Cache-Control: {}\n", base, kAssetCaching);
  return text;
}

std::string redirects_file(const Site& site, const SitePlan& plan) {
  const Urls urls(site);
  std::string text;
  for (const auto& [from, to] : plan.moved) text += fmt::format("{} {} 301\n", urls.href(from), urls.href(to));
  for (const std::string& path : plan.gone) text += fmt::format("{} {} 410\n", urls.href(path), urls.href("404.html"));
  return text;
}

}  // namespace onshelf
