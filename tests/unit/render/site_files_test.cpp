// Sitemaps, robots.txt and server rules, from a site of plain values.
#include "render/site_files.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "support/catch.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

Site make_site(const std::string& base_url = "https://example.org/shop/") {
  Site site;
  site.base_url = base_url;
  site.base_path = base_url.substr(base_url.find('/', 8));
  for (const char* tag : {"en", "zh-CN", "ar"}) site.locales.push_back({tag, tag, false, {}});
  site.page_size = 2;
  return site;
}

// `translated`: one letter a locale, "x" where the listing has words of its own.
void add(SitePlan& plan, const std::string& id, const std::string& translated, const std::string& changed) {
  Summary summary;
  summary.id = summary.slug = id;
  for (char c : translated) {
    CardText card;
    card.translated = c == 'x';
    summary.cards.push_back(card);
  }
  plan.summaries.push_back(summary);
  plan.freshness.push_back({changed, changed});
}

void add_list(SitePlan& plan, const Site& site) {
  ListingList list;
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < plan.summaries.size(); ++i)
    if (plan.summaries[i].visibility == Visibility::listed) order.push_back(i);
  list.order.assign(site.locales.size(), order);
  list.pages.assign(site.locales.size(),
                    std::max(1U, (static_cast<std::uint32_t>(order.size()) + site.page_size - 1) / site.page_size));
  plan.lists = {list};
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale)
    for (std::uint32_t page = 1; page <= list.pages[locale]; ++page) plan.list_pages.push_back({0, locale, page});
}

SitePlan make_plan(const Site& site) {
  SitePlan plan;
  add(plan, "alpha", "xxx", "2026-11-20T08:00:00Z");
  add(plan, "beta", "x-x", "2026-11-18T08:00:00Z");
  add(plan, "gamma", "x--", "2026-11-19T08:00:00Z");
  add(plan, "hidden", "xxx", "2026-12-31T08:00:00Z");
  plan.summaries.back().visibility = Visibility::unlisted;
  plan.summaries.back().token = "0123456789abcdef0123456789abcdef";
  add_list(plan, site);
  return plan;
}

Files sitemaps(const Site& site, const SitePlan& plan, const SitemapLimits& limits = {}) {
  Files files;
  const Sitemaps made(site, plan, limits);
  for (std::size_t i = 0; i < made.size(); ++i) REQUIRE(files.emplace(made.path(i), made.make(i)).second);
  return files;
}

std::vector<std::string> between(const std::string& text, const std::string& before, const std::string& after) {
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos;) {
    at += before.size();
    found.push_back(text.substr(at, text.find(after, at) - at));
  }
  return found;
}

// The <url> of one address.
std::string entry(const Files& files, const std::string& location) {
  for (const auto& [path, bytes] : files)
    for (const std::string& url : between(bytes, "<url>", "</url>"))
      if (url.find("<loc>" + location + "</loc>") != std::string::npos) return url;
  return {};
}

bool is_valid_sitemap(const std::string& bytes) {
  char name[] = "/tmp/onshelf-sitemap-XXXXXX";
  const int file = mkstemp(name);
  REQUIRE(write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  close(file);
  const std::string command =
      std::string("xmllint --nonet --noout --schema '" ONSHELF_SOURCE_DIR "/tests/support/sitemap.xsd' ") + name +
      " 2>/dev/null";
  const int status = std::system(command.c_str());
  unlink(name);
  REQUIRE(WEXITSTATUS(status) != 127);  // xmllint is missing
  return status == 0;
}

TEST_CASE("F1: sitemaps list the home, list and translated detail pages of each locale, and keep the protocol") {
  const Site site = make_site();
  const Files files = sitemaps(site, make_plan(site));
  const std::string base = "https://example.org/shop/";
  const std::map<std::string, std::set<std::string>> expected = {
      {"sitemaps/en-1.xml",
       {"", "en/", "en/products/", "en/products/page/2/", "en/products/alpha/", "en/products/beta/",
        "en/products/gamma/"}},
      {"sitemaps/zh-CN-1.xml", {"zh-CN/", "zh-CN/products/", "zh-CN/products/page/2/", "zh-CN/products/alpha/"}},
      {"sitemaps/ar-1.xml", {"ar/", "ar/products/", "ar/products/page/2/", "ar/products/alpha/", "ar/products/beta/"}},
      {"sitemap.xml", {"sitemaps/en-1.xml", "sitemaps/zh-CN-1.xml", "sitemaps/ar-1.xml"}},
  };
  REQUIRE(files.size() == expected.size());
  for (const auto& [path, locations] : expected) {
    CAPTURE(path);
    std::set<std::string> found;
    for (const std::string& location : between(files.at(path), "<loc>", "</loc>")) {
      REQUIRE(location.starts_with(base));
      REQUIRE(found.insert(location.substr(base.size())).second);
    }
    REQUIRE(found == locations);
    REQUIRE(is_valid_sitemap(files.at(path)));
  }
}

TEST_CASE("the schema refuses what the protocol does not allow") {
  const Site site = make_site();
  const std::string good = sitemaps(site, make_plan(site)).at("sitemaps/en-1.xml");
  const std::pair<std::string, std::string> changes[] = {
      {"<loc>https:", "<loc>ftp:"},
      {"<loc>https://example.org", "<loc>https://example.org/" + std::string(2048, 'x')},
      {"<lastmod>2026-11-20T08:00:00Z", "<lastmod>yesterday"},
      {"schemas/sitemap/0.9", "schemas/sitemap/0.8"},
      {"hreflang=\"ar\"", "hreflang=\"ar_XX\""},
      {"<loc>", "<priority>1</priority><loc>"},
  };
  REQUIRE(is_valid_sitemap(good));
  for (const auto& [from, to] : changes) {
    CAPTURE(from);
    std::string bad = good;
    REQUIRE(bad.find(from) != std::string::npos);
    bad.replace(bad.find(from), from.size(), to);
    REQUIRE(!is_valid_sitemap(bad));
  }
}

TEST_CASE("an unlisted listing leaves no trace in a sitemap") {
  const Site site = make_site();
  const SitePlan with = make_plan(site);
  SitePlan without = with;
  without.summaries.pop_back();
  without.freshness.pop_back();
  REQUIRE(sitemaps(site, with) == sitemaps(site, without));
}

TEST_CASE("alternates are the translated locales, the page itself among them, and mutual") {
  const Site site = make_site();
  const Files files = sitemaps(site, make_plan(site));
  const std::string base = "https://example.org/shop/";
  const auto alternates = [&](const std::string& path) {
    std::map<std::string, std::string> found;
    for (const std::string& link : between(entry(files, base + path), "<xhtml:link ", "/>"))
      found[between(link, "hreflang=\"", "\"").at(0)] = between(link, "href=\"" + base, "\"").at(0);
    return found;
  };
  using Alternates = std::map<std::string, std::string>;
  const Alternates alpha = {{"en", "en/products/alpha/"},
                            {"zh-CN", "zh-CN/products/alpha/"},
                            {"ar", "ar/products/alpha/"},
                            {"x-default", "en/products/alpha/"}};
  for (const char* tag : {"en", "zh-CN", "ar"}) REQUIRE(alternates(std::string(tag) + "/products/alpha/") == alpha);
  const Alternates beta = {
      {"en", "en/products/beta/"}, {"ar", "ar/products/beta/"}, {"x-default", "en/products/beta/"}};
  for (const char* tag : {"en", "ar"}) REQUIRE(alternates(std::string(tag) + "/products/beta/") == beta);
  REQUIRE(alternates("en/products/gamma/").empty());  // one language only: nothing to choose
  REQUIRE(alternates("ar/") == Alternates{{"en", "en/"}, {"zh-CN", "zh-CN/"}, {"ar", "ar/"}, {"x-default", ""}});
  REQUIRE(alternates("ar/products/").at("x-default") == "en/products/");
  REQUIRE(alternates("ar/products/page/2/").empty());  // sorted another way in each language
}

TEST_CASE("lastmod is the last visible change of what a page shows") {
  const Site site = make_site();
  const Files files = sitemaps(site, make_plan(site));
  const auto changed = [&](const std::string& path) {
    return between(entry(files, "https://example.org/shop/" + path), "<lastmod>", "</lastmod>");
  };
  using Times = std::vector<std::string>;
  REQUIRE(changed("en/products/beta/") == Times{"2026-11-18T08:00:00Z"});
  REQUIRE(changed("en/products/") == Times{"2026-11-20T08:00:00Z"});
  REQUIRE(changed("en/products/page/2/") == Times{"2026-11-19T08:00:00Z"});
  REQUIRE(changed("en/") == Times{"2026-11-20T08:00:00Z"});
  const auto parts = between(files.at("sitemap.xml"), "<lastmod>", "</lastmod>");
  REQUIRE(parts == Times(3, "2026-11-20T08:00:00Z"));
}

TEST_CASE("F1: sitemaps are cut at either limit and lose no address") {
  const Site site = make_site();
  SitePlan plan;
  for (int i = 0; i < 500; ++i) add(plan, "listing-" + std::to_string(1000 + i), "xxx", "2026-11-20T08:00:00Z");
  add_list(plan, site);
  const auto locations = [](const Files& files) {
    std::multiset<std::string> all;
    for (const auto& [path, bytes] : files)
      if (path != "sitemap.xml")
        for (const std::string& location : between(bytes, "<loc>", "</loc>")) all.insert(location);
    return all;
  };
  const auto whole = locations(sitemaps(site, plan));
  REQUIRE(whole.size() == 1 + 3 * (1 + 250 + 500));  // the language choice, and the pages of each language
  const SitemapLimits rows[] = {{1, 10'000'000}, {100, 10'000'000}, {751, 10'000'000}, {5000, 20'000}, {5000, 1}};
  for (const SitemapLimits& limits : rows) {
    CAPTURE(limits.most_urls, limits.most_bytes);
    const Files files = sitemaps(site, plan, limits);
    REQUIRE(locations(files) == whole);
    std::set<std::string> parts;
    for (const std::string& part : between(files.at("sitemap.xml"), "<loc>", "</loc>")) parts.insert(part);
    REQUIRE(parts.size() == files.size() - 1);
    for (const auto& [path, bytes] : files) {
      if (path == "sitemap.xml") continue;
      REQUIRE(parts.count("https://example.org/shop/" + path) == 1);
      REQUIRE(between(bytes, "<loc>", "</loc>").size() <= limits.most_urls);
      REQUIRE(bytes.size() < limits.most_bytes + 1000);  // the entry that crossed the limit
    }
  }
}

TEST_CASE("F1: the parts of a site's sitemaps are small, and never more than an index may name") {
  CHECK(SitemapLimits::for_site(1, 1000).most_urls == 250);
  CHECK(SitemapLimits::for_site(5, 58'000).most_urls == 250);
  CHECK(SitemapLimits::for_site(12, 120'000).most_urls == 104);
  CHECK(SitemapLimits::for_site(71, 464'000).most_urls == 50);
  for (const std::size_t addresses : {8'000'000u, 100'000'000u}) {
    const std::size_t most = SitemapLimits::for_site(71, addresses).most_urls;
    CHECK(addresses / most + 71 <= 50'000);  // each language may have one part that is not full
    CHECK(most <= 50'000);
  }
}

TEST_CASE("F1: the longest address there can be stays below 2,048 characters, all of them ASCII") {
  std::string base = "https://example.org/";
  base += std::string(999 - base.size(), 'a') + '/';
  const Site site = make_site(base);
  SitePlan plan;
  add(plan, std::string(80, 'b'), "xxx", "2026-11-20T08:00:00Z");
  add_list(plan, site);
  for (const auto& [path, bytes] : sitemaps(site, plan)) {
    for (char c : bytes) REQUIRE(static_cast<unsigned char>(c) < 0x80);
    for (const std::string& location : between(bytes, "<loc>", "</loc>")) REQUIRE(location.size() < 2048);
    for (const std::string& location : between(bytes, "href=\"", "\"")) REQUIRE(location.size() < 2048);
  }
}

TEST_CASE("robots.txt points at the sitemap and names nothing else") {
  const std::string text = robots_txt(make_site());
  REQUIRE(text.find("Sitemap: https://example.org/shop/sitemap.xml\n") != std::string::npos);
  REQUIRE(text.find("Disallow") == std::string::npos);
}

TEST_CASE("what is gone answers 410, what moved 301, below the site's base path") {
  const Site site = make_site();
  SitePlan plan = make_plan(site);
  plan.gone = {"ar/products/old/", "en/products/old/"};
  plan.moved = {{"en/products/was/", "en/products/is/"}};
  REQUIRE(redirects_file(site, plan) ==
          "/shop/en/products/was/ /shop/en/products/is/ 301\n"
          "/shop/ar/products/old/ /shop/404.html 410\n"
          "/shop/en/products/old/ /shop/404.html 410\n");
  REQUIRE(redirects_file(site, make_plan(site)).empty());
  const std::string rules = nginx_conf(site, plan);
  for (const char* rule : {"location = \"/shop/en/products/was/\" { return 301 \"/shop/en/products/is/\"; }\n",
                           "location = \"/shop/ar/products/old/\" { return 410; }\n",
                           "location = \"/shop/en/products/old/\" { return 410; }\n"})
    REQUIRE(rules.find(rule) != std::string::npos);
}

}  // namespace
}  // namespace onshelf
