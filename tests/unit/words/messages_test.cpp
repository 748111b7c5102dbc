// The messages that are shipped, in every language.
#include <map>
#include <set>

#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>

#include "support/catch.h"
#include "support/site_fixture.h"
#include "words/language.h"
#include "words/words.h"

using namespace onshelf;

namespace {

using Names = std::set<std::string>;

struct PatternParts {
  Names arguments;
  std::vector<Names> plurals;  // the forms of each, such as "one" and "other", without "=0"
};

PatternParts parts_of(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern parsed(to_utf16(pattern), nullptr, status);
  REQUIRE(U_SUCCESS(status));
  PatternParts parts;
  for (int32_t i = 0; i < parsed.countParts(); ++i) {
    const icu::MessagePattern::Part& part = parsed.getPart(i);
    const std::string text = to_utf8(parsed.getSubstring(part));
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) parts.arguments.insert(text);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START || part.getArgType() != UMSGPAT_ARG_TYPE_PLURAL) continue;
    Names& forms = parts.plurals.emplace_back();
    // A selector, the number of an "=0", and then its message, which is stepped over.
    for (int32_t j = i + 2; j < parsed.getLimitPartIndex(i); ++j) {
      const icu::MessagePattern::Part& inner = parsed.getPart(j);
      if (inner.getType() == UMSGPAT_PART_TYPE_MSG_START) j = parsed.getLimitPartIndex(j);
      if (inner.getType() != UMSGPAT_PART_TYPE_ARG_SELECTOR) continue;
      if (const std::string form = to_utf8(parsed.getSubstring(inner)); !form.starts_with('=')) forms.insert(form);
    }
  }
  return parts;
}

Names plural_forms(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(icu_locale(tag), status));
  const std::unique_ptr<icu::StringEnumeration> keywords(rules->getKeywords(status));
  Names forms;
  while (const char* form = keywords->next(nullptr, status)) forms.insert(form);
  REQUIRE(U_SUCCESS(status));
  return forms;
}

// Its unit, vCPU, has a plural in some languages only.
constexpr std::string_view kUninflected = "price.tier_single";

}  // namespace

TEST_CASE("every language has the messages of English, with the same arguments") {
  const Site& site = site_in_every_language();
  REQUIRE(site.locales.size() >= 12);
  CHECK(check_messages(site).empty());
  const auto& english = site.messages[site.default_locale];
  for (LocaleIndex l = 0; l < site.locales.size(); ++l) {
    CAPTURE(site.locales[l].tag);
    CHECK(missing_messages(site, l) == std::vector<std::string>{});
    for (const auto& [key, pattern] : site.messages[l]) {
      CAPTURE(key);
      CHECK_FALSE(pattern.empty());
      const auto same = english.find(key);
      CHECK(same != english.end());
      if (same != english.end()) CHECK(parts_of(pattern).arguments == parts_of(same->second).arguments);
    }
  }
}

TEST_CASE("what is counted has every plural form of its language, and no other") {
  const Site& site = site_in_every_language();
  for (LocaleIndex l = 0; l < site.locales.size(); ++l) {
    CAPTURE(site.locales[l].tag);
    const Names forms = plural_forms(site.locales[l].tag);
    for (const auto& [key, pattern] : site.messages[l]) {
      CAPTURE(key);
      const PatternParts parts = parts_of(pattern);
      for (const Names& given : parts.plurals) CHECK(given == forms);
      if (forms.size() > 1 && key != kUninflected)
        CHECK(parts.plurals.empty() == parts_of(site.messages[site.default_locale].at(key)).plurals.empty());
    }
  }
}

TEST_CASE("products are counted as readers of the language say it") {
  const Site& site = site_in_every_language();
  const Words words(site);
  std::map<std::string, LocaleIndex> by_tag;
  for (LocaleIndex l = 0; l < site.locales.size(); ++l) by_tag[site.locales[l].tag] = l;
  struct Row {
    const char* tag;
    std::uint64_t count;
    const char* text;
  };
  const Row rows[] = {{"en", 1, "1 product"},
                      {"en", 0, "0 products"},
                      {"zh-CN", 24, "24 款商品"},
                      {"zh-TW", 24, "24 項產品"},
                      {"ja", 24, "24 件の製品"},
                      {"ko", 24, "제품 24개"},
                      {"de", 1, "1 Produkt"},
                      {"de", 24, "24 Produkte"},
                      {"fr", 0, "0 produit"},
                      {"fr", 2, "2 produits"},
                      {"fr", 2000000, "2\u202f000\u202f000 de produits"},
                      {"es", 0, "0 productos"},
                      {"es", 1, "1 producto"},
                      {"es", 2000000, "2.000.000 de productos"},
                      {"pt-BR", 0, "Nenhum produto"},
                      {"pt-BR", 1, "1 produto"},
                      {"pt-BR", 24, "24 produtos"},
                      {"pt-BR", 2000000, "2.000.000 de produtos"},
                      {"ru", 1, "1 продукт"},
                      {"ru", 3, "3 продукта"},
                      {"ru", 11, "11 продуктов"},
                      {"ru", 21, "21 продукт"},
                      {"ar", 0, "لا منتجات"},
                      {"ar", 2, "منتجان"},
                      {"ar", 3, "3 منتجات"},
                      {"ar", 11, "11 منتجًا"},
                      {"ar", 100, "100 منتج"},
                      {"hi", 1, "1 प्रोडक्ट"},
                      {"hi", 24, "24 प्रोडक्ट"}};
  for (const Row& row : rows) {
    CAPTURE(row.tag, row.count);
    CHECK(words.message(by_tag.at(row.tag), "page.count_products", {{"count", row.count}}) == row.text);
  }
}
