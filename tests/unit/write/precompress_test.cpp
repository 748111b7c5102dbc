#include "write/precompress.h"

#include <string>

#include "support/catch.h"

using namespace onshelf;

TEST_CASE("packed forms are the same for the same bytes, and smaller") {
  std::string page;
  for (int i = 0; i < 500; ++i) page += "<li>name " + std::to_string(i) + "</li>\n";
  for (const Packing packing : {Packing::gzip, Packing::brotli}) {
    const auto first = packed(packing, page), second = packed(packing, page);
    REQUIRE(first);
    CHECK(first == second);
    CHECK(first->size() < page.size() / 3);
  }
  // No time and no name in the header.
  CHECK(packed(Packing::gzip, page)->substr(0, 8) == std::string("\x1f\x8b\x08\0\0\0\0\0", 8));
}

TEST_CASE("what would not be smaller is not packed") {
  for (const Packing packing : {Packing::gzip, Packing::brotli})
    for (const char* text : {"", "a", "short"}) CHECK_FALSE(packed(packing, text));
}

TEST_CASE("text files of the site are packed, pictures and sellers' files are not") {
  for (const char* path : {"en/index.html", "assets/style.0123456789abcdef.css", "sitemaps/en-1.xml", "robots.txt",
                           "en/search/index.json", "assets/favicon.0123456789abcdef.svg"})
    CHECK(is_worth_packing(path));
  for (const char* path :
       {"media/a/icon-96.png", "media/a/0123456789abcdef/guide.txt", "_headers", "_redirects", "html"})
    CHECK_FALSE(is_worth_packing(path));
}
