#include "render/stand_alone.h"

#include <map>

#include "support/catch.h"

using namespace onshelf;

namespace {

const std::map<std::string, SiteFile> kFiles = {
    {"/assets/style.css", {"text/css; charset=utf-8", "p { background: url('dot.png') }\r\n/* </style> */"}},
    {"/assets/dot.png", {"image/png", "dot"}},
    {"/media/a-96.png", {"image/png", "one"}},
    {"/media/a-192.png", {"image/png", "two"}},
    {"/media/guide.pdf", {"application/pdf", "%PDF"}},
};

StandAlonePages pages() {
  return {"https://catalog.example", {"/de/products/a/"}, [](const std::string& path) -> std::optional<SiteFile> {
            const auto found = kFiles.find(path);
            return found == kFiles.end() ? std::nullopt : std::optional(found->second);
          }};
}

std::string alone(const std::string& html) {
  StandAlonePages made = pages();
  const StandAlonePage page = made.make(html);
  return whole_page(page, made.pieces());
}

}  // namespace

TEST_CASE("S9: links of a page that stands alone lead within it, out of it, or nowhere") {
  const std::pair<const char*, const char*> rows[] = {
      {"<a href=\"#b\">", "<a href=\"about:srcdoc#b\">"},
      {"<A HREF='/en/?a=1&amp;b'>",
       "<a href=\"https://catalog.example/en/?a=1&amp;b\" target=\"_blank\" rel=\"noopener noreferrer\">"},
      {"<a rel=\"ugc noopener\" href=https://x.example/>",
       "<a href=\"https://x.example/\" target=\"_blank\" rel=\"ugc noopener noreferrer\">"},
      {"<a href=\"/de/products/a/\" hreflang=\"de\">", "<a aria-disabled=\"true\" role=\"link\">"},
      {"<a href=\"/media/guide.pdf\" download>", "<a aria-disabled=\"true\" role=\"link\">"},
      {"<a href=\"JavaScript:x()\">", "<a aria-disabled=\"true\" role=\"link\">"},
      {"<a href=\"//x.example/\">", "<a aria-disabled=\"true\" role=\"link\">"},
      {"<a href=\" https://x.example/\">", "<a aria-disabled=\"true\" role=\"link\">"},
      {"<a href=\"other\">", "<a aria-disabled=\"true\" role=\"link\">"},
      {"<a id=\"b\">", "<a id=\"b\">"},
  };
  for (const auto& [written, wanted] : rows) CHECK(alone(written) == wanted);
}

TEST_CASE("a menu of pages that stand in the same file is inert, and nothing else that unfolds") {
  const std::string own = "<a href=\"/de/products/a/\">", more = "<details class=\"a\"><summary>b</summary>";
  CHECK(alone(more + own + "</details>").starts_with("<details class=\"a\" inert=\"\">"));
  for (const std::string& within : {std::string(), own + "<A\nhref='/en/'>",
                                    std::string("<a href=\"/media/guide.pdf\" download>"), std::string("<a id=\"b\">")})
    CHECK(alone(more + within + "</details>" + own).starts_with("<details class=\"a\">"));
}

TEST_CASE("S9: a page that stands alone has its pictures and its style, and asks for nothing") {
  const std::pair<const char*, const char*> rows[] = {
      {"<img src=\"/media/a-96.png\" alt=\"\" loading=\"lazy\">", "<img src=\"data:image/png;base64,b25l\" alt=\"\">"},
      {"<img src=\"/media/a-96.png\" srcset=\"/media/a-96.png 1x, /media/a-192.png 2x\">",
       "<img src=\"data:image/png;base64,dHdv\">"},
      {"<img src=\"https://x.example/a.png\" alt=\"A\">", "<img alt=\"A\">"},
      {"<img src=\"/media/guide.pdf\">", "<img>"},
      {"<script src=\"/a.js\"></script>b<script>if (a < b) '</scr'</SCRIPT>c", "bc"},
      {"<style>b</style><base href=\"/\"><meta http-equiv=\"refresh\" content=\"0\">c", "c"},
      {"<link rel=\"preload\" href=\"/a.js\"><meta name=\"robots\" content=\"noindex\"><meta charset=\"utf-8\">",
       "<meta charset=\"utf-8\">"},
      {"<p onclick=\"x()\" style=\"color: red\" data-address=\"https://x.example/\" data-n=\"1\" hidden>",
       "<p data-n=\"1\" hidden>"},
      {"<title>A <b> & C</title><!-- <p> --><!doctype html>", "<title>A <b> & C</title><!doctype html>"},
      {"1 < 2 <3 </p><", "1 < 2 <3 </p><"},
      {"<p title=\"a>b\" class='x\"y'", "<p title=\"a&gt;b\" class=\"x&quot;y\">"},
  };
  for (const auto& [written, wanted] : rows) CHECK(alone(written) == wanted);
}

TEST_CASE("S9: a style is known to the policy as a browser reads it") {
  StandAlonePages made = pages();
  const StandAlonePage page = made.make("<head><link rel=\"stylesheet\" href=\"/assets/style.css\"></head>");
  const std::string html = whole_page(page, made.pieces());
  CHECK(html.starts_with("<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "));
  CHECK(html.find("style-src " + made.style_sources()) != std::string::npos);
  CHECK(html.find("url(\"data:image/png;base64,ZG90\") }\n/* <\\/style> */") != std::string::npos);
  CHECK(html.find('\r') == std::string::npos);
}

TEST_CASE("S9: pages for a script have nothing in them that HTML understands") {
  CHECK(pages_json({"<&>"}, {{{"</script>", "\xe2\x80\xa8"}, {0}}}) ==
        R"({"pieces":["\u003c\u0026\u003e"],"pages":[["\u003c/script\u003e",0,"\u2028"]]})");
}
