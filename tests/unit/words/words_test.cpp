#include "words/words.h"

#include <algorithm>

#include "support/catch.h"

using namespace onshelf;

namespace {

Site make_site() {
  Site site;
  const char* tags[] = {"en", "zh-CN", "de", "ar", "ar-u-nu-arab"};
  for (LocaleIndex l = 0; l < 5; ++l) {
    site.locales.push_back({tags[l], "", l >= 3, {l}});
    site.messages.emplace_back();
  }
  site.messages[0] = {{"hello", "Hello {name}"},
                      {"plain", "It's plain"},
                      {"only_english", "English"},
                      {"price.free", "Free"},
                      {"price.from", "from {price}"},
                      {"price.see_details", "See pricing"},
                      {"price.per_month", "{price} / month"},
                      {"price.per_hour", "{price} / hour"},
                      {"price.per_year", "{price} / year"},
                      {"price.tier_open", "{from, number}+"},
                      {"price.tier_range", "{from, number}-{to, number}"},
                      {"price.tier_single", "{count, plural, one {# vCPU} other {# vCPUs}}"}};
  site.messages[3]["count"] =
      "{count, plural, zero {لا منتجات} one {منتج واحد} two {منتجان} few {# منتجات} many {# منتجًا} other {# منتج}}";
  return site;
}

}  // namespace

TEST_CASE("a missing message falls back to the default language, then to its key") {
  const Site site = make_site();
  const Words words(site);
  CHECK(words.message(2, "only_english") == "English");
  CHECK(words.message(0, "plain") == "It's plain");
  CHECK(words.message(2, "nowhere") == "nowhere");
  CHECK(words.message(1, "hello", {{"name", "{x} <b>'"}}) == "Hello {x} <b>'");
  CHECK(words.message(1, "nowhere", {{"name", "x"}}) == "nowhere");
  CHECK(words.has_message(1, "hello"));
  CHECK_FALSE(words.has_message(1, "nowhere"));
}

TEST_CASE("Arabic has six plural forms") {
  const Site site = make_site();
  const Words words(site);
  struct Row {
    std::uint64_t count;
    const char* text;
  };
  const Row rows[] = {{0, "لا منتجات"}, {1, "منتج واحد"}, {2, "منتجان"},
                      {3, "3 منتجات"},  {11, "11 منتجًا"}, {100, "100 منتج"}};
  for (const Row& row : rows) CHECK(words.message(3, "count", {{"count", row.count}}) == row.text);
}

TEST_CASE("prices keep every digit and take the language's form") {
  const Site site = make_site();
  const Words words(site);
  CHECK(words.price(0, "CNY", "99.00") == "CN¥99.00");
  CHECK(words.price(1, "CNY", "99.00") == "¥99.00");
  CHECK(words.price(0, "USD", "5") == "$5.00");
  CHECK(words.price(0, "USD", "0.0125") == "$0.0125");
  CHECK(words.price(0, "JPY", "1200") == "¥1,200");
  CHECK(words.price(0, "USD", "12345678901234567890.10") == "$12,345,678,901,234,567,890.10");
  CHECK(words.price(2, "EUR", "1299.5") == "1.299,50\u00a0€");
}

TEST_CASE("a card names the lowest price of the shortest period") {
  const Site site = make_site();
  const Words words(site);
  struct Row {
    PublicPricing pricing;
    const char* text;
  };
  const Row rows[] = {
      {{PriceModel::free, "", {}, {}, {}}, "Free"},
      {{PriceModel::text, "", {}, {}, {{0, "Ask us"}}}, "See pricing"},
      {{PriceModel::fixed, "CNY", {{PricePeriod::month, "99.00"}}, {}, {}}, "CN¥99.00 / month"},
      {{PriceModel::fixed, "CNY", {{PricePeriod::year, "990"}, {PricePeriod::month, "99"}}, {}, {}},
       "from CN¥99.00 / month"},
      {{PriceModel::vcpu,
        "USD",
        {},
        {{5, 8, {{PricePeriod::hour, "0.10"}}}, {1, 4, {{PricePeriod::hour, "0.09"}}}},
        {}},
       "from $0.09 / hour"},
  };
  for (const Row& row : rows) CHECK(words.card_price(row.pricing, 0) == row.text);
}

TEST_CASE("amounts compare as decimals") {
  CHECK(is_less_amount("9", "10"));
  CHECK(is_less_amount("0.09", "0.1"));
  CHECK_FALSE(is_less_amount("1.50", "1.5"));
  CHECK_FALSE(is_less_amount("1.5", "1.50"));
  CHECK_FALSE(is_less_amount("010", "9"));
}

TEST_CASE("numbers, tiers, dates and sizes") {
  const Site site = make_site();
  const Words words(site);
  CHECK(words.number(0, 12345) == "12,345");
  CHECK(words.number(3, 12345) == "12,345");
  CHECK(words.number(4, 7) == "٧");
  CHECK(words.tier(0, {1, 1, {}}) == "1 vCPU");
  CHECK(words.tier(0, {1, 4, {}}) == "1-4");
  CHECK(words.tier(0, {5, 0, {}}) == "5+");
  CHECK(words.date(0, "2026-03-12") == "March 12, 2026");
  CHECK(words.date(2, "2024-02-29T23:59:59Z") == "29. Februar 2024");
  CHECK(words.date(1, "1969-12-31") == "1969年12月31日");
  CHECK(words.date(0, "soon") == "soon");
  CHECK(words.date(0, "2026-13-01") == "2026-13-01");
  CHECK(words.file_size(0, 999) == "999 byte");
  CHECK(words.file_size(0, 1843200) == "1.8 MB");
  CHECK(words.file_size(0, 50000) == "50 kB");
}

TEST_CASE("names sort as the language does, and numbers in them as numbers") {
  const Site site = make_site();
  const Words words(site);
  CHECK(words.collation_key(0, "apple") < words.collation_key(0, "Banana"));
  CHECK(words.collation_key(0, "Node 9") < words.collation_key(0, "Node 18"));
  CHECK(words.collation_key(2, "Öl") < words.collation_key(2, "Zange"));
  CHECK(words.collation_key(1, "安全") < words.collation_key(1, "数据"));
}

TEST_CASE("a cut falls between words, else between graphemes, and counts display columns") {
  const Site site = make_site();
  const Words words(site);
  CHECK(words.cut(0, "short\n text ", 20) == "short text");
  CHECK(words.cut(0, "one two three four", 12) == "one two…");
  CHECK(words.cut(0, "exactly-ten", 11) == "exactly-ten");
  CHECK(words.cut(1, "数据库安全产品", 9) == "数据库安…");
  CHECK(words.cut(0, "abcdefghijklmnop", 6) == "abcde…");
  CHECK(words.cut(0, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", 4) == "e\u0301e\u0301e\u0301…");
}

TEST_CASE("the first letter is upper case and keeps its marks") {
  CHECK(first_letter("gitea") == "G");
  CHECK(first_letter("  \"éclair") == "É");
  CHECK(first_letter("e\u0301clair") == "E\u0301");
  CHECK(first_letter("安全") == "安");
  CHECK(first_letter("--") == "");
  CHECK(first_letter("n") == "N");
  CHECK(first_letter("7zip") == "7");
  CHECK(first_letter("7\u0301") == "7\u0301");
}

TEST_CASE("missing and wrong messages are reported") {
  Site site = make_site();
  CHECK(check_messages(site).empty());
  site.messages[1]["bad"] = "{count, plural, one {x}";
  const auto faults = check_messages(site);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].starts_with("messages/zh-CN.json: the pattern of \"bad\" is wrong: "));
  const auto missing = missing_messages(site, 1);
  CHECK(std::find(missing.begin(), missing.end(), "only_english") != missing.end());
}
