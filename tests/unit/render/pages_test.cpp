#include <nlohmann/json.hpp>

#include "model/urls.h"
#include "render/render.h"
#include "sample_site.h"
#include "support/catch.h"
#include "words/words.h"

using namespace onshelf;
using namespace onshelf::test;

namespace {

const std::string kHostile = "<script>alert(1)</script>\"' onload=x --> {{NAME}} & \u2028end";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// What stands in the page's JSON-LD elements, parsed.
std::vector<nlohmann::json> structured_data(const std::string& page) {
  static const std::string kOpen = "<script type=\"application/ld+json\">";
  std::vector<nlohmann::json> found;
  for (auto at = page.find(kOpen); at != std::string::npos; at = page.find(kOpen, at + 1)) {
    const auto begin = at + kOpen.size();
    found.push_back(nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin)));
  }
  return found;
}

std::vector<std::string> alternates(const std::string& page) {
  std::vector<std::string> tags;
  for (auto at = page.find(" hreflang=\"", page.find("<head>")); at < page.find("</head>");
       at = page.find(" hreflang=\"", at + 1))
    tags.push_back(page.substr(at + 11, page.find('"', at + 11) - at - 11));
  return tags;
}

PageRenderer renderer_of(const Sample& sample) {
  const auto words = std::make_shared<const Words>(sample.site);
  Findings faults;
  const auto templates = compile_templates(sample.site, *words, faults);
  REQUIRE(templates);
  return {sample.site, sample.plan, words, templates};
}

std::vector<std::string> faults_of_templates(const Site& site) {
  Findings findings;
  const auto templates = compile_templates(site, Words(site), findings);
  CHECK(findings.has_errors() == (templates == nullptr));
  std::vector<std::string> faults;
  for (const Finding& finding : findings.all())
    faults.push_back(finding.where.file + ':' + std::to_string(finding.where.line) + ':' +
                     std::to_string(finding.where.column) + ": " + finding.message.english() + " | " +
                     finding.hint.english());
  return faults;
}

}  // namespace

TEST_CASE("the shipped templates and messages have no fault") {
  const Site site = make_site();
  CHECK(faults_of_templates(site) == std::vector<std::string>{});
  CHECK(check_messages(site) == std::vector<std::string>{});
  for (LocaleIndex l = 0; l < site.locales.size(); ++l) CHECK(missing_messages(site, l) == std::vector<std::string>{});
}

TEST_CASE("X5: a hostile name stays text wherever it is shown") {
  Sample sample = make_sample();
  PreparedListing& hostile = sample.add("hostile", {{kEnglish, kHostile}});
  hostile.summary = {{kEnglish, kHostile}};
  hostile.tags = {{kEnglish, {kHostile}}};
  hostile.facts = {fact("operating_system", kHostile), fact("website", "javascript:alert(1)", FactKind::url),
                   fact("email", kHostile, FactKind::email)};
  hostile.resources = {{{{kEnglish, kHostile}}, "javascript:alert(1)"}};
  hostile.outgoing_url = "data:text/html,x";
  hostile.versions.push_back({kHostile, kHostile, {}});
  hostile.downloads = {{"user_guide", kHostile, "hash/a.pdf", 10}};
  hostile.seo_title = {{kEnglish, kHostile}};
  hostile.pricing = PublicPricing{PriceModel::text, "", {}, {}, {{kEnglish, kHostile}}};
  sample.add("other", {{kEnglish, "Other"}});
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  const std::string pages[] = {renderer.detail(sample.listings[0], 0, kEnglish),
                               renderer.detail(sample.listings[1], 1, kArabic), renderer.list({0, kEnglish, 1}),
                               renderer.home(kEnglish)};
  for (const std::string& page : pages) {
    CHECK_FALSE(contains(page, "<script>"));
    // In JSON the quote has its backslash; anywhere else a bare one would end an attribute.
    CHECK(count_of(page, "\"' onload") == count_of(page, "\\\"' onload"));
    CHECK_FALSE(contains(page, "href=\"javascript:"));
    CHECK_FALSE(contains(page, "href=\"data:"));
    CHECK(contains(page, "{{NAME}}"));
    CHECK_NOTHROW(structured_data(page));
  }
  const auto data = structured_data(pages[0]);
  REQUIRE(data.size() == 1);
  CHECK(data[0]["@graph"][0]["name"] == kHostile);
}

TEST_CASE("X7: names stand in bdi wherever the body shows them, and without it in the head") {
  Sample sample = make_sample();
  for (const char* id : {"one", "two"}) {
    PreparedListing& listing = sample.add(id, {{kEnglish, "Zyxname"}});
    listing.tags = {{kEnglish, {"Zyxtag"}}};
    listing.facts = {fact("operating_system", "Zyxvalue")};
    listing.resources = {{{{kEnglish, "Zyxlink"}}, "https://example.org/"}};
    listing.versions.push_back({"Zyxversion", "", {}});
    listing.downloads = {{"user_guide", "Zyxfile.pdf", "hash/Zyxfile.pdf", 10}};
  }
  for (PublicSeller& seller : sample.plan.sellers) seller.name = {{kEnglish, "Zyxseller"}};
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  std::vector<std::string> pages{renderer.home(kEnglish)};
  for (std::uint32_t i : {0u, 1u})
    for (LocaleIndex l : {kEnglish, kArabic}) pages.push_back(renderer.detail(sample.listings[i], i, l));
  for (const ListPage& page : sample.plan.list_pages)
    if (page.locale == kEnglish || page.locale == kArabic) pages.push_back(renderer.list(page));
  std::size_t seen = 0;
  for (const std::string& page : pages) {
    const std::size_t body = page.find("<body");
    REQUIRE(body != std::string::npos);
    CHECK(page.substr(0, body).find("bdi>") == std::string::npos);
    for (std::size_t at = body; (at = page.find("Zyx", at)) != std::string::npos; ++at) {
      const std::size_t tag = page.rfind('<', at);
      if (page.find('>', tag) > at) continue;  // inside a tag: an address
      CAPTURE(page.substr(tag, at - tag + 12));
      CHECK(page.substr(tag, 4) == "<bdi");
      CHECK(page.rfind('>', at) == at - 1);
      ++seen;
    }
  }
  CHECK(seen > 20);
}

TEST_CASE("a template with an unknown or weakened marker is refused, with its line") {
  struct Row {
    const char* file;
    const char* text;
    const char* fault;
  };
  const Row rows[] = {
      {"home.html", "<p>\n é {{SITE_NAM}}</p>",
       "templates/home.html:2:4: unknown marker {{SITE_NAM}} | did you mean {{SITE_NAME}}?"},
      {"home.html", "{{SITE_NAME:none}}",
       "templates/home.html:1:1: {{SITE_NAME}} is escaped by its place and takes no modifier | write {{SITE_NAME}}"},
      {"home.html", "{{SITE_NAME:x-already-clean-html}}",
       "templates/home.html:1:1: {{SITE_NAME}} is escaped by its place and takes no modifier | write {{SITE_NAME}}"},
      {"home.html", "x {{BODY}}",
       "templates/home.html:1:3: {{BODY}} is written with a modifier | write {{BODY:x-already-clean-html}}"},
      {"home.html", "{{%AUTOESCAPE context=\"MANUAL\"}}",
       "templates/home.html:1:1: unknown marker {{%AUTOESCAPE context=\"MANUAL\"}} | "},
      {"home.html", "a\n {{#CARD}}x\n{{SITE_NAME}}",
       "templates/home.html:2:2: section {{#CARD}} is not closed | end it with {{/CARD}}"},
      {"home.html", "{{/CARD}}", "templates/home.html:1:1: {{/CARD}} closes nothing | "},
      {"home.html", "{{>NOWHERE}}", "templates/home.html:1:1: no template nowhere.html for {{>NOWHERE}} | "},
      {"home.html", "{{T_NOT_A_MESSAGE}}",
       "templates/home.html:1:1: no message \"page.not_a_message\" for {{T_NOT_A_MESSAGE}} | "},
      {"home.html", "{{SITE_NAME", "templates/home.html:1:1: a marker is not closed | "},
  };
  for (const Row& row : rows) {
    Site site = make_site();
    site.templates[row.file] = row.text;
    CHECK(faults_of_templates(site) == std::vector<std::string>{row.fault});
  }
}

TEST_CASE("a text that fell back says its language and direction, a text in the page's language does not") {
  Sample sample = make_sample();
  PreparedListing& listing = sample.add("a", {{kEnglish, "English name"}, {kChinese, "中文名"}});
  listing.sections.push_back({"details", {}, {{kEnglish, clean("<p>Body</p>")}}});
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  const std::string arabic = renderer.detail(sample.listings[0], 0, kArabic);
  CHECK(contains(arabic, "<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(contains(arabic, "<h1><bdi lang=\"en\" dir=\"ltr\">English name</bdi></h1>"));
  CHECK(contains(arabic, "<div class=\"prose\" lang=\"en\" dir=\"ltr\"><p>Body</p></div>"));
  const std::string chinese = renderer.detail(sample.listings[0], 0, kChinese);
  CHECK(contains(chinese, "<h1><bdi>中文名</bdi></h1>"));
}

TEST_CASE("F2: alternates are mutual, name translated pages only, and have a default") {
  Sample sample = make_sample();
  sample.add("a", {{kEnglish, "Name"}, {kChinese, "名"}, {kArabic, "اسم"}});
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  const std::vector<std::string> wanted{"en", "zh-CN", "ar", "x-default"};
  for (LocaleIndex l : {kEnglish, kChinese, kArabic}) {
    const std::string page = renderer.detail(sample.listings[0], 0, l);
    CHECK(alternates(page) == wanted);
    CHECK(contains(
        page, "<link rel=\"canonical\" href=\"https://shop.example/" + sample.site.locales[l].tag + "/products/a/\">"));
  }
  const std::string german = renderer.detail(sample.listings[0], 0, kGerman);
  CHECK(alternates(german).empty());
  CHECK(contains(german, "<link rel=\"canonical\" href=\"https://shop.example/en/products/a/\">"));
  CHECK(contains(renderer.home(kGerman), "hreflang=\"x-default\" href=\"https://shop.example/\">"));
  CHECK(contains(renderer.language_choice(), "<link rel=\"canonical\" href=\"https://shop.example/\">"));
}

TEST_CASE("offers are stated for numbers only") {
  struct Row {
    PublicPricing pricing;
    const char* offers;  // JSON; empty: none
  };
  const Row rows[] = {
      {{PriceModel::free, "", {}, {}, {}}, R"({"@type":"Offer","price":"0"})"},
      {{PriceModel::per_use, "USD", {{PricePeriod::use, "0.02"}}, {}, {}},
       R"({"@type":"Offer","price":"0.02","priceCurrency":"USD"})"},
      {{PriceModel::vcpu,
        "USD",
        {},
        {{1, 4, {{PricePeriod::hour, "0.03"}, {PricePeriod::year, "99"}}}, {5, 0, {{PricePeriod::hour, "0.10"}}}},
        {}},
       R"({"@type":"AggregateOffer","lowPrice":"0.03","highPrice":"0.10","offerCount":2,"priceCurrency":"USD"})"},
      {{PriceModel::text, "", {}, {}, {{kEnglish, "From $4"}}}, ""},
  };
  for (const Row& row : rows) {
    Sample sample = make_sample();
    sample.add("a", {{kEnglish, "Name"}}).pricing = row.pricing;
    sample.make_plan();
    const auto data = structured_data(renderer_of(sample).detail(sample.listings[0], 0, kEnglish));
    const nlohmann::json& software = data.at(0)["@graph"][0];
    if (*row.offers)
      CHECK(software.at("offers") == nlohmann::json::parse(row.offers));
    else
      CHECK_FALSE(software.contains("offers"));
  }
}

TEST_CASE("an unlisted page is noindex and shows nothing to crawlers, and no other page links to it") {
  Sample sample = make_sample();
  sample.add("secretly", {{kEnglish, "Secretly"}}).visibility = Visibility::unlisted;
  sample.add("openly", {{kEnglish, "Openly"}});
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  const std::string page = renderer.detail(sample.listings[0], 0, kEnglish);
  CHECK(contains(page, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(page, "<meta name=\"referrer\" content=\"no-referrer\">"));
  CHECK(alternates(page).empty());
  CHECK(structured_data(page).empty());
  for (const std::string& other :
       {renderer.home(kEnglish), renderer.list({0, kEnglish, 1}), renderer.detail(sample.listings[1], 1, kEnglish)}) {
    CHECK_FALSE(contains(other, "Secretly"));
    CHECK_FALSE(contains(other, "/u/"));
  }
}

TEST_CASE("pages of a list differ in title and canonical, and point at their neighbours") {
  Sample sample = make_sample();
  for (int i = 0; i < 30; ++i) sample.add("p" + std::to_string(i), {{kEnglish, "Product " + std::to_string(i)}});
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  const std::string page = renderer.list({0, kEnglish, 2});
  CHECK(contains(page, "<title>All products – Openshelf (page 2)</title>"));
  CHECK(contains(page, "<link rel=\"canonical\" href=\"https://shop.example/en/products/page/2/\">"));
  CHECK(contains(page, "<link rel=\"prev\" href=\"/en/products/\">"));
  CHECK(contains(page, "<link rel=\"next\" href=\"/en/products/page/3/\">"));
  CHECK(contains(page, "30 products"));
  CHECK(count_of(page, "<li class=\"card\">") == 12);
  CHECK(count_of(renderer.list({0, kEnglish, 3}), "<li class=\"card\">") == 6);
}

TEST_CASE("X8: every page has one h1, one main, no inline script or style") {
  Sample sample = make_sample();
  sample.add("a", {{kEnglish, "Name"}});
  sample.make_plan();
  const PageRenderer renderer = renderer_of(sample);
  for (const std::string& page : {renderer.detail(sample.listings[0], 0, kArabic), renderer.list({0, kGerman, 1}),
                                  renderer.home(kJapanese), renderer.not_found(), renderer.language_choice()}) {
    CHECK(count_of(page, "<h1") == 1);
    CHECK(count_of(page, "<main") == 1);
    CHECK_FALSE(contains(page, " style="));
    CHECK_FALSE(contains(page, "<style"));
    CHECK_FALSE(contains(page, "{{"));
  }
}

TEST_CASE("contacts are linked by their kind") {
  Sample sample = make_sample();
  sample.add("a", {{kEnglish, "Name"}});
  sample.make_plan();
  const std::string page = renderer_of(sample).detail(sample.listings[0], 0, kEnglish);
  CHECK(contains(page, "href=\"tel:+861055550100\""));
  CHECK(contains(page, "href=\"mailto:help@harbor.example\""));
  CHECK(contains(page, "href=\"https://harbor.example/\" rel=\"nofollow ugc noopener noreferrer\""));
}

TEST_CASE("X4: a contact that is no address or number is shown and not linked") {
  struct Row {
    FactKind kind;
    const char* value;
  };
  const Row row = GENERATE(values<Row>({{FactKind::email, "nobody"},
                                        {FactKind::email, "a\\b@harbor.example"},
                                        {FactKind::email, "a@harbor.example?bcc=b@harbor.example"},
                                        {FactKind::phone, "by letter"}}));
  CAPTURE(row.value);
  Sample sample = make_sample();
  sample.add("a", {{kEnglish, "Name"}});
  for (PublicFact& fact : sample.plan.sellers[0].contacts)
    if (fact.kind == row.kind) fact.values[0].plain = row.value;
  sample.make_plan();
  const std::string page = renderer_of(sample).detail(sample.listings[0], 0, kEnglish);
  CHECK(contains(page, row.value));
  CHECK_FALSE(contains(page, row.kind == FactKind::email ? "href=\"mailto:" : "href=\"tel:"));
}

TEST_CASE("related listings follow in the order of the category and never repeat the product itself") {
  Sample sample = make_sample();
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) sample.add(name, {{kEnglish, name}});
  sample.listings[1].product = sample.listings[0].product = "same";
  sample.listings[2].category = "security";
  sample.make_plan();
  const Related related(sample.site, sample.plan);
  CHECK(related.of(0, 0) == std::vector<std::uint32_t>{3, 4, 5});
  CHECK(related.of(4, 0) == std::vector<std::uint32_t>{5, 0, 3});
  CHECK(related.of(2, 0).empty());
}
