// Any bytes as a text on a page, as a name in JSON-LD and as a part of an address in a sitemap: each comes out whole and
// cannot leave its place.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "fuzz.h"
#include "render/sitemap_xml.h"
#include "render/structured_data.h"
#include "text/entities.h"
#include "text/escape.h"
#include "text/utf8.h"
#include "unit/render/sample_site.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

void check_html(std::string_view text) {
  const std::string escaped = escape_html(text);
  require(escaped.find_first_of("<>\"'`") == std::string::npos);
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) {
    return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\t' || c == '\n' || c == '\r';
  });
  require(decode_entities(escaped) == kept);
}

struct Page {
  test::Sample sample = test::make_sample();
  Page() {
    sample.add("one", {{test::kEnglish, "One"}, {test::kGerman, "Eins"}});
    sample.make_plan();
  }
};

void check_json_ld(std::string_view text, const Parts& parts) {
  const std::string data = breadcrumb_data({{"Home", "en/"}, {std::string(text), "en/products/"}}, parts);
  require(data.find_first_of("<>&") == std::string::npos);
  for (const std::string_view line_end : {"\xE2\x80\xA8", "\xE2\x80\xA9"})
    require(data.find(line_end) == std::string::npos);
  const auto json = nlohmann::json::parse(data);
  if (is_valid_utf8(text)) require(json.at("itemListElement").at(1).at("name") == text);
}

void check_sitemap(std::string_view text, Page& page) {
  page.sample.plan.summaries.front().slug = text;
  const Sitemaps sitemaps(page.sample.site, page.sample.plan);
  // Throws, and so ends the run, when a file cannot be read again.
  for (std::size_t i = 0; i < sitemaps.size(); ++i) require(is_valid_utf8(sitemaps.make(i)));
  require(sitemaps.size() > page.sample.site.locales.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Page page;
  static const auto words = std::make_shared<const Words>(page.sample.site);
  static Findings faults;
  static const Parts parts(page.sample.site, page.sample.plan, words,
                           compile_templates(page.sample.site, *words, faults));
  const std::string_view text = bytes_of(data, size);
  check_html(text);
  check_json_ld(text, parts);
  if (size % 4 == 0) check_sitemap(text, page);  // all files of a site: slow
  return 0;
}
