// The site's rules as a piece of nginx configuration, to be included in a server block.
#include <fmt/format.h>

#include "model/urls.h"
#include "render/response_headers.h"
#include "render/site_files.h"

namespace onshelf {
namespace {

// A value that nginx reads as it is: it knows quotes, back-slashes and, in some places, "$". Ours have none of them, and
// the site's base path may not (site.schema.json).
std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

// A path as part of a regular expression; of what a path may have, the dot alone means something there.
std::string as_expression(std::string_view path) {
  std::string out;
  for (char c : path) {
    if (c == '.') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

class NginxConf {
 public:
  explicit NginxConf(const Site& site) : site_(site), urls_(site), base_(site.base_path) {}

  std::string write(const SitePlan& plan) {
    text_ = fmt::format("# Made by onshelf. Include it in a server block whose \"root\" has the site at {}\n", base_);
    text_ += "index index.html;\nabsolute_redirect off;\n";
    const std::string not_found = quoted(urls_.href("404.html"));
    text_ += fmt::format("error_page 404 {0};\nerror_page 410 {0};\n", not_found);
    headers("", kPagePolicy);
    // A location with headers of its own inherits none, so each says all. Expressions count in this order.
    open_location(fmt::format("~ {}", quoted('^' + as_expression(base_) + "media/u/")));
    headers("  ", kMediaPolicy);
    header("  ", "Content-Disposition", kMediaDisposition);
    header("  ", "X-Robots-Tag", kUnlistedRobots);
    text_ += "}\n";
    open_location(fmt::format("~ {}", quoted('^' + as_expression(base_) + "[^/]+/u/")));
    headers("  ", kPagePolicy);
    header("  ", "X-Robots-Tag", kUnlistedRobots);
    text_ += "}\n";
    open_location(quoted(base_ + "media/"));
    headers("  ", kMediaPolicy);
    header("  ", "Content-Disposition", kMediaDisposition);
    text_ += "}\n";
    open_location(quoted(base_ + "assets/"));
    headers("  ", kPagePolicy);
    text_ += fmt::format("  add_header Cache-Control {};\n", quoted(kAssetCaching));
    text_ += "}\n";
    open_location(fmt::format("~ {}", quoted('^' + as_expression(base_) + "[^/]+/search/[0-9a-f]+\\.json$")));
    headers("  ", kPagePolicy);
    text_ += fmt::format("  add_header Cache-Control {};\n", quoted(kAssetCaching));
    text_ += "}\n";
    for (const Locale& locale : site_.locales) {
      open_location("= " + quoted(base_ + locale.tag + "/search/index.json"));
      headers("  ", kPagePolicy);
      text_ += fmt::format("  add_header Cache-Control {};\n", quoted(kIndexCaching));
      text_ += "}\n";
    }
    // Files for other servers, and the mark that the folder is ours.
    for (const std::string_view name : {"_headers", "_redirects"}) answer(std::string(name), "404");
    text_ += "location ~ \"/\\.\" { return 404; }\n";
    for (const auto& [from, to] : plan.moved) answer(from, "301 " + quoted(urls_.href(to)));
    for (const std::string& path : plan.gone) answer(path, "410");
    return std::move(text_);
  }

 private:
  void open_location(const std::string& what) { text_ += fmt::format("location {} {{\n", what); }

  void answer(const std::string& path, const std::string& with) {
    text_ += fmt::format("location = {} {{ return {}; }}\n", quoted(urls_.href(path)), with);
  }

  void headers(const char* indent, std::string_view policy) {
    header(indent, "Content-Security-Policy", policy);
    header(indent, "X-Content-Type-Options", "nosniff");
    header(indent, "Referrer-Policy", kReferrerPolicy);
  }

  void header(const char* indent, const char* name, std::string_view value) {
    text_ += fmt::format("{}add_header {} {} always;\n", indent, name, quoted(value));
  }

  const Site& site_;
  Urls urls_;
  std::string base_;
  std::string text_;
};

}  // namespace

std::string nginx_conf(const Site& site, const SitePlan& plan) { return NginxConf(site).write(plan); }

}  // namespace onshelf
