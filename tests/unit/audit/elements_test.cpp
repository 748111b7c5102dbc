// The quick reader of plain pages against the one that reads as browsers do.
#include "audit/elements.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "support/catch.h"

namespace onshelf::audit {
namespace {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> sound_pages() {
  std::vector<std::string> pages;
  for (const char* folder : {"/tests/audit/sound", "/tests/golden/small/expected"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(ONSHELF_SOURCE_DIR + std::string(folder)))
      if (entry.path().extension() == ".html") pages.push_back(read_text(entry.path()));
  return pages;
}

// Everything that is told of an element, by its place. What only the parser made up has none.
using Seen = std::map<std::uint32_t, std::string>;

VisitElement note_in(Seen& seen, std::string_view bytes) {
  return [&seen, bytes](const Element& element) {
    if (element.where.empty() || bytes[element.where.begin + 1] == '/') return;
    std::ostringstream line;
    line << element.name << ' ' << element.where.end << (element.in_head ? " in head" : "");
    for (const ElementAttribute& attribute : element.attributes)
      line << ' ' << attribute.name << "=[" << attribute.value << "]@" << attribute.where.begin << '-'
           << attribute.where.end;
    if (!element.text.empty())
      line << " text " << element.text_where.begin << '-' << element.text_where.end << ' ' << element.text;
    seen.emplace(element.where.begin, std::move(line).str());
  };
}

// False: the page is not plain. Otherwise both see the same.
bool is_plain_and_equal(const std::string& page) {
  Seen plain, any;
  if (!visit_plain_page(page, note_in(plain, page))) {
    CHECK(plain.empty());
    return false;
  }
  visit_any_page(page, note_in(any, page));
  const auto [ours, theirs] = std::mismatch(plain.begin(), plain.end(), any.begin(), any.end());
  INFO("plain: " << (ours == plain.end() ? "nothing more" : ours->second));
  INFO("any: " << (theirs == any.end() ? "nothing more" : theirs->second));
  const bool is_equal = plain == any;
  CHECK(is_equal);
  return true;
}

TEST_CASE("both readers see the same in plain pages") {
  const auto pages = sound_pages();
  REQUIRE(pages.size() > 10);
  for (const std::string& page : pages) CHECK(is_plain_and_equal(page));
}

TEST_CASE("a page that was changed at random is read as browsers do, or not as a plain one") {
  std::mt19937 random(7);
  const std::string pieces[] = {"<",
                                ">",
                                "\"",
                                "'",
                                "&amp;",
                                "&#38;",
                                "&",
                                "=",
                                "/",
                                "</p>",
                                "<p>",
                                "<b>",
                                "</b>",
                                "<!-- ",
                                " -->",
                                "</head>",
                                "<body>",
                                "</body>",
                                "</html>",
                                "<title>",
                                "</title>",
                                "<script>",
                                "</script>",
                                "<style>",
                                "</style >",
                                " ",
                                "\n",
                                "x",
                                "<a href=\"x\">",
                                "</a>",
                                "<br>",
                                "<BR>",
                                "<svg>",
                                "<h1 id=a>",
                                "<meta name=\"robots\" content=\"noindex\">",
                                "<link>",
                                "\r",
                                "\xFF"};
  int plain = 0;
  for (const std::string& page : sound_pages()) {
    for (int turn = 0; turn < 150; ++turn) {
      std::string changed = page;
      for (unsigned long changes = 1 + random() % 3; changes > 0; --changes) {
        const std::size_t at = random() % changed.size();
        if (random() % 3 == 0) changed.erase(at, 1 + random() % 4);
        if (at <= changed.size()) changed.insert(at, pieces[random() % std::size(pieces)]);
      }
      plain += is_plain_and_equal(changed);
    }
  }
  CHECK(plain > 300);  // or nothing was tried
}

TEST_CASE("pages that are not plain are left to the parser") {
  const std::string start = "<!doctype html><html><head><title>t</title></head><body>", end = "</body></html>";
  REQUIRE(is_plain_and_equal(start + "<p>x</p>" + end));
  for (const char* body :
       {"<!-- x -->", "<svg></svg>", "<p ID=\"a\">", "<p id='a'>", "<p id=a>", "<P>", "<p id=\"a\" id=\"b\">",
        "<a href=\"&amp\">", "<a href=\"&eacute;\">", "<script><!-- </script>", "<script></SCRIPT>", "<p/>", "<p",
        "<textarea></textarea>", "<template></template>", "</br>", "<html lang=\"en\">"})
    CHECK_FALSE(is_plain_and_equal(start + body + end));
  for (const char* page :
       {"", "<p>", "<!doctype html>", "<!doctype html><p>", "<!doctype html><html><body></body></html>",
        "<!doctype html><html><head><p></head><body></body></html>"})
    CHECK_FALSE(is_plain_and_equal(page));
}

TEST_CASE("any bytes are read") {
  for (const std::string& page :
       {std::string(), std::string("\0\0<", 3), std::string("\xFF\xFE<p"), std::string("<p><table><b>x"),
        std::string("<title>&lt;&eacute;"), std::string("<script>")}) {
    Seen seen;
    CHECK(visit_any_page(page, note_in(seen, page)).depth > 0);
  }
}

}  // namespace
}  // namespace onshelf::audit
