#include "support/catch.h"

#include <algorithm>
#include <set>

#include "load/disk_reader.h"
#include "load/site.h"
#include "support/memory_disk.h"
#include "support/site_fixture.h"

using namespace onshelf;

namespace {

constexpr const char* kSettings = R"({
  "base_url": "https://example.org/shop",
  "name": {"en": "Shop"},
  "locales": [{"tag": "en"}, {"tag": "zh-CN"}],
  "default_locale": "en",
  "theme": "default"
})";

constexpr const char* kCategories = R"({"categories": [{"id": "databases", "name": {"en": "Databases"}}]})";

struct Loaded {
  std::optional<Site> site;
  Findings findings;
};

Loaded load(const MemoryDisk& own) {
  static const auto defaults = open_disk(ONSHELF_SOURCE_DIR);
  Loaded loaded;
  loaded.site = load_site(own, *defaults, {}, loaded.findings);
  return loaded;
}

}  // namespace

TEST_CASE("a site needs its settings and categories; the rest comes with the program") {
  const Loaded loaded = load({{"site/site.json", kSettings}, {"site/categories.json", kCategories}});
  REQUIRE(loaded.site);
  CHECK(loaded.findings.all().empty());
  CHECK(loaded.site->base_url == "https://example.org/shop/");
  CHECK(loaded.site->base_path == "/shop/");
  CHECK(loaded.site->locales[1].own_name == "中文（中国）");
  CHECK(loaded.site->locales[1].chain == std::vector<LocaleIndex>{1, 0});
  CHECK(loaded.site->types.size() >= 7);
  CHECK_FALSE(loaded.site->messages[1].empty());
}

TEST_CASE("messages of a site's own are none of its settings") {
  MemoryDisk own{{"site/site.json", kSettings}, {"site/categories.json", kCategories}};
  const Loaded before = load(own);
  own.put("site/messages/en.json", R"({"page.home": "Start"})");
  const Loaded after = load(own);
  REQUIRE((before.site && after.site));
  CHECK(before.site->inputs.settings == after.site->inputs.settings);
  CHECK(before.site->inputs.messages != after.site->inputs.messages);
}

TEST_CASE("a locale that nobody translated for speaks as its language does in the same script") {
  std::string settings = kSettings;
  settings.replace(settings.find(R"({"tag": "zh-CN"})"), 16, R"({"tag": "zh-HK"}, {"tag": "de-AT"}, {"tag": "sw"})");
  const Loaded loaded = load({{"site/site.json", settings}, {"site/categories.json", kCategories}});
  REQUIRE(loaded.site);
  const Site& site = *loaded.site;
  CHECK(site.messages[1].at("page.home") == "首頁");
  CHECK(site.messages[2].at("page.versions") == "Versionen");
  CHECK(site.messages[3].empty());
  REQUIRE(loaded.findings.all().size() == 1);
  CHECK(loaded.findings.all()[0].rule == "messages-missing");
  const ProductType* type = site.find_type("jd-cloud/image");
  REQUIRE(type);
  REQUIRE(pick(type->platform_name, site.locales[1]));
  CHECK(pick(type->platform_name, site.locales[1])->first == 1);
}

TEST_CASE("a chain may go through languages that are no locale of the site") {
  std::string settings = kSettings;
  settings.replace(
      settings.find(R"({"tag": "zh-CN"})"), 16,
      R"({"tag": "zh-HK", "fallback": ["zh-Hant", "zh-hans", "ar", "de"]}, {"tag": "de", "fallback": ["zh-HK"]})");
  settings.replace(settings.find(R"({"en": "Shop"})"), 14, R"({"en": "Shop", "zh": "商店"})");
  const Loaded loaded = load({{"site/site.json", settings},
                              {"site/categories.json", kCategories},
                              {"site/messages/zh-Hans.json", R"({"page.home": "家"})"},
                              {"site/messages/zh-HK.json", R"({"page.all": "全"})"}});
  REQUIRE(loaded.site);
  CHECK(loaded.findings.all().empty());
  const Site& site = *loaded.site;
  REQUIRE(site.locales.size() == 3);
  REQUIRE(site.other_languages.size() == 3);
  CHECK(site.language(3).tag == "zh-Hant");
  CHECK(site.language(4).tag == "zh-Hans");
  CHECK(site.language(5).tag == "ar");
  CHECK(site.language(5).right_to_left);
  CHECK(site.locales[1].chain == std::vector<LocaleIndex>{1, 3, 4, 5, 2, 0});
  CHECK(site.locales[1].stand_ins == std::vector<LocaleIndex>{3, 4});  // other forms of Chinese
  CHECK(site.locales[2].chain ==
        std::vector<LocaleIndex>{2, 1, 3, 4, 0});  // with those, and no further along the other's
  CHECK(site.find_language("zh_Hant_TW") == 3);
  CHECK(site.find_language("zh-CN") == 4);
  CHECK(site.find_language("fr") == std::nullopt);
  CHECK(site.messages[4].at("page.home") == "家");
  REQUIRE(pick(site.name, site.locales[1]));
  CHECK(pick(site.name, site.locales[1])->first == 4);
}

TEST_CASE("a chain ends somewhere, and has languages only") {
  const auto with = [](const std::string& fallback) {
    std::string settings = kSettings;
    settings.replace(settings.find(R"({"tag": "zh-CN"})"), 16, R"({"tag": "zh-CN", "fallback": [)" + fallback + "]}");
    return load({{"site/site.json", settings}, {"site/categories.json", kCategories}});
  };
  for (const char* wrong : {R"("qqq")", R"("")", R"("zz-Hant")", R"("no tag at all")", R"("x-test")"}) {
    INFO(wrong);
    const Loaded loaded = with(wrong);
    CHECK_FALSE(loaded.site);
    REQUIRE_FALSE(loaded.findings.all().empty());
    CHECK(loaded.findings.sorted().front().where.line == 4);
  }
  std::string thousands;
  for (int i = 0; i < 5000; ++i) thousands += (i ? ", \"de-x-" : "\"de-x-") + std::to_string(i) + '"';
  CHECK_FALSE(with(thousands).site);
  const Loaded itself = with(R"("zh-CN", "en", "zh-Hans")");
  REQUIRE(itself.site);
  CHECK(itself.site->locales[1].chain == std::vector<LocaleIndex>{1, 0});
}

TEST_CASE("what is not known of a language, or not said in it, is told of and leaves no heading empty") {
  std::string settings = kSettings;
  settings.replace(settings.find(R"({"tag": "zh-CN"})"), 16, R"({"tag": "la"})");
  const Loaded loaded = load({{"site/site.json", settings},
                              {"site/categories.json", kCategories},
                              {"site/messages/la.json", R"({"page.home": "Domus"})"},
                              {"site/platforms/own.thing.json", R"({
  "type": "own/thing",
  "kind": "listing",
  "platform_name": {"ja": "自店"},
  "name": {"en": "Thing"},
  "text_locale": "en",
  "sources": {"own": {"title": "Our own rules", "publisher": "us", "retrieved": "2026-11-20"}},
  "status": {"values": {"published": {"publish": true, "basis": "stated"}}, "source": "own"},
  "fields": [{"rule": "OWN-01", "key": "name", "shape": "line", "required": true, "required_basis": "stated",
              "display": ["list"], "display_basis": "stated", "severity": "error", "source": "own", "says": "A name."}]
})"}});
  REQUIRE(loaded.site);
  std::vector<std::string> rules;
  for (const Finding& finding : loaded.findings.sorted()) rules.push_back(finding.rule);
  CHECK(rules == std::vector<std::string>{"platform-name", "site-locale-data"});
  const ProductType* type = loaded.site->find_type("own/thing");
  REQUIRE(type);
  for (const Locale& locale : loaded.site->locales) {
    REQUIRE(pick(type->platform_name, locale));
    CHECK(pick(type->platform_name, locale)->second == "own");
    CHECK(pick(type->name, locale)->second == "Thing");
  }
}

TEST_CASE("the pseudo language is the last locale, speaks as the default one, and is asked for only") {
  static const auto defaults = open_disk(ONSHELF_SOURCE_DIR);
  const MemoryDisk own{{"site/site.json", kSettings}, {"site/categories.json", kCategories}};
  Findings findings;
  const auto site = load_site(own, *defaults, {{}, true}, findings);
  REQUIRE(site);
  CHECK(findings.all().empty());
  REQUIRE(site->pseudo_locale() == 2);
  CHECK(site->locales[2].tag == "x-test");
  CHECK(site->locales[2].chain == std::vector<LocaleIndex>{2, 0});
  CHECK(site->messages[2].size() == site->messages[0].size());
  CHECK(site->messages[2].at("page.home") == "⟦Ĥóóɱéé⟧");
  CHECK(pick(site->name, site->locales[2])->second == "⟦Šĥóóþ~⟧");
  CHECK(pick(site->categories[0].name, site->locales[2])->first == 2);
  std::string settings = kSettings;
  settings.replace(settings.find("zh-CN"), 5, "x-test");
  CHECK_FALSE(load({{"site/site.json", settings}, {"site/categories.json", kCategories}}).site);
}

TEST_CASE("the program's own demo never stands in for a site's settings") {
  const Loaded loaded = load({{"content/listings/x/listing.json", "{}"}});
  CHECK_FALSE(loaded.site);
  REQUIRE(loaded.findings.all().size() == 1);
  CHECK(loaded.findings.all()[0].rule == "config-missing");
}

TEST_CASE("wrong settings are found at their place, with a hint") {
  struct Row {
    const char* from;
    const char* to;
    const char* rule;
    std::uint32_t line;
    const char* hint;
  };
  const Row row = GENERATE(values<Row>({
      {"\"theme\"", "\"them\"", "config-unknown-key", 6, "did you mean \"theme\"?"},
      {"\"zh-CN\"", "\"zh-cn\"", "site-locale", 4, "write \"zh-CN\""},
      {"\"zh-CN\"", "\"en\"", "site-locale", 4, ""},
      {"\"default_locale\": \"en\"", "\"default_locale\": \"fr\"", "site-locale", 5, ""},
      {"\"en\": \"Shop\"", "\"zh-CN\": \"Shop\"", "site-name", 3, ""},
      {"https://example.org/shop", "ftp://example.org", "config-schema", 2,
       "such as \"https://shop.example/\", \"https://example.org/shop/\""},
  }));
  std::string settings = kSettings;
  settings.replace(settings.find(row.from), std::string(row.from).size(), row.to);
  INFO(settings);
  const Loaded loaded = load({{"site/site.json", settings}, {"site/categories.json", kCategories}});
  CHECK_FALSE(loaded.site);
  REQUIRE_FALSE(loaded.findings.all().empty());
  const Finding finding = loaded.findings.sorted().front();
  CHECK(finding.rule == row.rule);
  CHECK(finding.where.line == row.line);
  CHECK(finding.hint.english() == row.hint);
}

TEST_CASE("a broken platform file stops the build at its place") {
  const Loaded loaded = load({{"site/site.json", kSettings},
                              {"site/categories.json", kCategories},
                              {"site/platforms/new-cloud.image.json", R"({
  "type": "new-cloud/image",
  "kind": "listing",
  "platform_name": {"en": "New Cloud"},
  "name": {"en": "Image"},
  "sources": {},
  "fields": [{"rule": "N-1", "key": "name", "shape": "lines", "display": ["list"], "source": "X", "says": "A name."}]
})"}});
  CHECK_FALSE(loaded.site);
  REQUIRE_FALSE(loaded.findings.all().empty());
  CHECK(loaded.findings.sorted().front().where.file == "site/platforms/new-cloud.image.json");
}

TEST_CASE("names and labels are in every language of the interface") {
  const Site& site = site_in_every_language();
  const auto check = [&](const LocalizedText& text) {
    for (LocaleIndex l = 0; l < site.locales.size(); ++l) {
      const bool is_there = std::any_of(text.begin(), text.end(), [l](const auto& entry) { return entry.first == l; });
      INFO((text.empty() ? "" : text.front().second) << " in " << site.locales[l].tag);
      CHECK(is_there);
    }
  };
  for (const ProductType& type : site.types) {
    INFO(type.id);
    check(type.platform_name);
    check(type.name);
    for (const FieldSpec& field : type.fields) {
      if (!field.label.empty()) check(field.label);
      for (const ChoiceValue& value : field.values)
        if (!value.label.empty()) check(value.label);
    }
  }
  for (const Category& category : site.categories) {
    check(category.name);
    check(category.summary);
    for (const Category& inner : category.subcategories) check(inner.name);
  }
}

TEST_CASE("all 92 rules of the contract documents are in the platform files") {
  std::set<std::string> rules;
  for (const ProductType& type : demo_site().types)
    for (const FieldSpec& field : type.fields) rules.insert(field.rule);
  const std::pair<const char*, int> families[] = {{"JDI", 17}, {"JDP", 10}, {"TXI", 14},
                                                  {"HWI", 18}, {"ALI", 24}, {"ALS", 9}};
  int total = 0;
  for (const auto& [prefix, count] : families)
    for (int i = 1; i <= count; ++i, ++total) {
      const std::string rule = std::string(prefix) + (i < 10 ? "-0" : "-") + std::to_string(i);
      CHECK(rules.contains(rule));
    }
  CHECK(total == 92);
}

TEST_CASE("a confidential display stands alone and a length names its unit") {
  for (const ProductType& type : demo_site().types)
    for (const FieldSpec& field : type.fields) {
      INFO(type.id << ' ' << field.rule);
      for (Display target : {Display::review, Display::secret, Display::internal})
        if (field.display.has(target)) CHECK(field.display.bits == static_cast<std::uint16_t>(target));
      for (const Limit& limit : field.limits)
        if (limit.min || limit.max) CHECK_FALSE(limit.unit.empty());
    }
}
