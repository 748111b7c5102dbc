#include "support/catch.h"

#include "audit/address.h"
#include "audit/disguises.h"
#include "audit/markers.h"
#include "audit/server_files.h"
#include "audit/site_view.h"
#include "audit/unpack.h"
#include "audit/xml_file.h"
#include "text/language.h"

namespace onshelf::audit {
namespace {

TEST_CASE("addresses are read as browsers do") {
  const BaseAddress base{"https", "shop.example", "/c/"};
  struct Row {
    const char* text;
    const char* host;
    const char* path;
  };
  const Row rows[] = {
      {"", "shop.example", "/c/en/"},
      {"?q=1", "shop.example", "/c/en/index.html"},
      {"#x", "shop.example", "/c/en/"},
      {"a/b", "shop.example", "/c/en/a/b"},
      {"./a/../b/", "shop.example", "/c/en/b/"},
      {"../../../../x", "shop.example", "/x"},
      {"..", "shop.example", "/c/"},
      {".", "shop.example", "/c/en/"},
      {"/x/%41%2f%zz?y#z", "shop.example", "/x/A/%zz"},
      {" \n/x\t/y ", "shop.example", "/x/y"},
      {"\\x\\y", "shop.example", "/x/y"},
      {"//CDN.example", "cdn.example", "/"},
      {"\\\\cdn.example\\x", "cdn.example", "/x"},
      {"HTTPS://user:pass@Shop.Example:443/x", "shop.example", "/x"},
      {"http://shop.example:80/x", "shop.example", "/x"},
      {"https://shop.example:8443/x", "shop.example:8443", "/x"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Address address = read_address(row.text, base, "en/index.html");
    CHECK(address.kind == Address::Kind::web);
    CHECK(address.host == row.host);
    CHECK(address.path == row.path);
  }
  for (const char* text : {"javascript:x", "JAVA\nSCRIPT:x", " vbscript:x", "data:text/html,x", "data:,x"})
    CHECK(read_address(text, base, "").kind == Address::Kind::script);
  for (const char* text : {"mailto:x@y.example", "tel:+1", "data:image/png;base64,x"})
    CHECK(read_address(text, base, "").kind == Address::Kind::other_scheme);
  for (const char* text : {"https:", "https:x", "https:///", "//", "/%00"})
    CHECK(read_address(text, base, "").kind == Address::Kind::broken);
}

TEST_CASE("where a site is") {
  CHECK(read_base("https://Shop.example")->text() == "https://shop.example/");
  CHECK(read_base("http://shop.example:8080/a/b")->text() == "http://shop.example:8080/a/b/");
  for (const char* text : {"", "shop.example", "/x/", "ftp://shop.example/", "https://", "https://shop.example/#x"})
    CHECK_FALSE(read_base(text).has_value());
  CHECK(address_of({"https", "shop.example", "/ä/"}, "en/index.html") == "https://shop.example/%C3%A4/en/");
  CHECK(address_of({"https", "shop.example", "/"}, "x.pdf") == "https://shop.example/x.pdf");
}

TEST_CASE("patterns of robots.txt and _headers") {
  struct Row {
    const char* pattern;
    const char* path;
    bool prefix;
    bool whole;
  };
  const Row rows[] = {{"/", "/x", true, false},
                      {"/x", "/x", true, true},
                      {"/x", "/y", false, false},
                      {"/*", "/x/y", true, true},
                      {"/*/u/*", "/en/u/t/", true, true},
                      {"/*.pdf$", "/a.pdf", true, true},
                      {"/*.pdf$", "/a.pdf/b", false, false},
                      {"/a*b*c", "/axbxxbc", true, true},
                      {"/a*b", "/ab/c", true, false},
                      {"", "/", true, false},
                      {"*", "", true, true}};
  for (const Row& row : rows) {
    CAPTURE(row.pattern, row.path);
    CHECK(fits(row.pattern, row.path, true) == row.prefix);
    CHECK(fits(row.pattern, row.path, false) == row.whole);
  }
  const Robots robots = read_robots(
      "Sitemap: https://shop.example/a.xml # first\nUser-agent: Other\nDisallow: /\n\nUser-agent: x\nUser-Agent: *\n"
      "Disallow: /a\nAllow: /a/b\nDisallow: /a/b\nDisallow:\n");
  CHECK(robots.sitemaps.at(0).text == "https://shop.example/a.xml");
  CHECK(robots.allows("/"));
  CHECK_FALSE(robots.allows("/a/"));
  CHECK(robots.allows("/a/b"));
}

TEST_CASE("what robots are told") {
  for (const char* value : {"noindex", "NOINDEX", "follow, noindex", " none ,x"}) CHECK(says_noindex(value));
  for (const char* value : {"", "index", "noindexx", "no index", "max-snippet:1"}) CHECK_FALSE(says_noindex(value));
}

TEST_CASE("dates of sitemaps") {
  for (const char* date : {"2026", "2026-11", "2026-11-20", "2026-11-20T08:00Z", "2026-11-20T08:00:59+08:00",
                           "2026-11-20T23:59:00.25-03:30"})
    CHECK(is_w3c_date(date));
  for (const char* date : {"", "26", "2026-13", "2026-11-32", "2026-11-20T", "2026-11-20T08:00", "2026-11-20T24:00Z",
                           "2026-11-20 08:00Z", "2026-11-20T08:00:00.Z", "2026-11T08:00Z", "20.11.2026", "2026-11-20Z"})
    CHECK_FALSE(is_w3c_date(date));
}

TEST_CASE("languages that crawlers know") {
  for (const char* tag : {"en", "zh-CN", "ZH-hant", "zh-Hans-US", "pt-br"}) CHECK(is_search_language(tag));
  for (const char* tag :
       {"", "e", "xx", "u", "eng", "en-UK", "en-EU", "es-419", "en-", "en-US-", "zh-CN-Hans", "us", "media", "en_US"})
    CHECK_FALSE(is_search_language(tag));
}

TEST_CASE("what is below u/, and in which language") {
  CHECK(is_unlisted("en/u/t/index.html"));
  CHECK(is_unlisted("media/u/t/x.png"));
  CHECK(is_unlisted("u/t/index.html"));
  CHECK_FALSE(is_unlisted("en/products/u/index.html"));
  CHECK_FALSE(is_unlisted("u.html"));
  CHECK(locale_folder("zh-CN/x") == "zh-CN");
  CHECK(locale_folder("media/x").empty());
  CHECK(locale_folder("en").empty());
}

TEST_CASE("base64 of a text inside another one") {
  // Each alignment is a part of what a real encoder writes around it.
  const auto parts = to_base64("tree house 77");
  const std::string whole[] = {"dHJlZSBob3VzZSA3NyB4", "eHRyZWUgaG91c2UgNzcgeA==", "eHh0cmVlIGhvdXNlIDc3IHg="};
  REQUIRE(parts.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(whole[i].find(parts[i]) != std::string::npos);
  CHECK(to_base64("\xFB\xEF\xBE\xFB\xEF\xBE").size() > 1);  // + and -, both spelt
  CHECK(to_base64("abc").empty());
}

std::vector<Fault> faults_of(const Markers& markers, std::string_view bytes) {
  Faults faults;
  markers.search(bytes, faults);
  return faults.take();
}

TEST_CASE("markers are found where they stand") {
  const Markers markers({"tree house", "müll"});
  const auto plain = faults_of(markers, "a Tree House.");
  REQUIRE(plain.size() == 1);
  CHECK((plain[0].where.begin == 2 && plain[0].where.end == 12));
  CHECK(plain[0].values.at(0) == "1");
  const auto encoded = faults_of(markers, "x %6D%C3%bcll and %zz and m&#xfc;ll or m\\u00FCll");
  REQUIRE(encoded.size() == 3);
  CHECK((encoded[0].where.begin == 2 && encoded[0].where.end == 13));
  for (const char* text : {"", "tre", "tree hous", "treehouse", "m%C3%ll", "dHJlZSBob3VzZQ"}) {
    CAPTURE(text);
    CHECK(faults_of(markers, text).size() == (std::string_view(text).starts_with("dHJ") ? 1U : 0U));
  }
  CHECK(faults_of(markers, "DHJLZSBOB3VZZQ").empty());  // base64 in other case is another text
  CHECK(markers.masked("my tree house, MÜLL and müll") == "my ***, MÜLL and ***");
  CHECK(faults_of(Markers(), "tree house").empty());
}

TEST_CASE("what only looks compressed is not unpacked") {
  int calls = 0;
  const auto count = [&](std::size_t, std::string_view) { ++calls; };
  for (const std::string& bytes :
       {std::string("x\x9C"), std::string("\x1F\x8B\x08"), std::string("PK\x03\x04"), std::string("xx\x01xP")})
    unpack_all(bytes, count);
  CHECK(calls == 0);
}

}  // namespace
}  // namespace onshelf::audit
