#include "support/catch.h"

#include "support/listing_maker.h"

using namespace onshelf;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const FieldValue& value_of(const Listing& listing, const std::string& key) {
  for (const ListingField& field : listing.fields)
    if (field.spec->key == key) return field.value;
  throw std::runtime_error("no field " + key);
}

}  // namespace

TEST_CASE("a sound record passes without a word") {
  const auto result = check_record("plausible", saas_record("plausible"));
  for (const Finding& finding : result->findings.all())
    UNSCOPED_INFO(finding.rule << ": " << finding.message.english());
  REQUIRE(result->ok);
  CHECK(result->findings.all().empty());
  CHECK(result->checked->listing.slug == "plausible");
  CHECK(result->checked->listing.category == "databases");
}

TEST_CASE("what is wrong in a record is found at its place") {
  struct Row {
    const char* from;
    const char* to;
    const char* rule;
    std::uint32_t line, column;
    const char* message;
    const char* hint;
  };
  const Row row = GENERATE(values<Row>({
      {"\"harbor-forge\"", "\"harbor-forg\"", "seller-unknown", 4, 13, "unknown seller",
       "did you mean \"harbor-forge\"?"},
      {"\"databases\"", "\"datbases\"", "category-unknown", 6, 15, "unknown category", "did you mean \"databases\"?"},
      {"\"category\": \"databases\",", "", "category-missing", 0, 0, "the record has no category",
       "add \"category\": \"...\""},
      {"\"summary\"", "\"sumary\"", "unknown-member", 11, 3, "\"sumary\" is no member of this product type",
       "did you mean \"summary\"?"},
      {"\"en\": \"Name\"", "\"fr\": \"Nom\"", "ALS-01", 7, 12, "\"fr\" is no locale of this site",
       "locales are in site/site.json"},
      {"\"zh-CN\"", "\"zh-CN\": \"名称\", \"zh_Hans_CN\"", "ALS-01", 7, 41, "\"name\" is given twice in \"zh-CN\"",
       "keep one of them"},
      {"\"zh-CN\"", "\"zh-CN\": \"\", \"ZH-CN\"", "ALS-01", 7, 39, "\"name\" is given twice in \"zh-CN\"",
       "keep one of them"},
      {"\"en\": \"Name\", ", "", "ALS-01", 7, 11, "\"name\" has no text in \"en\", the site's default locale",
       "other locales fall back to it: add \"en\""},
      {"{\"en\": \"Name\", \"zh-CN\": \"名称\"}", "7", "ALS-01", 7, 11, "\"name\" is no text per locale",
       "write {\"en\": \"...\"}"},
      {"https://example.org/", "javascript:alert(1)", "ALS-02", 8, 18, "\"product_url\" is no web address",
       "an address starts with https:// or http:// and has no user name in it"},
      {"\"icon.png\"", "\"icon.jpg\"", "ALS-04", 10, 11, "there is no such file in content/listings/x/",
       "did you mean \"icon.png\"?"},
      {"\"icon.png\"", "\"../y/icon.png\"", "ALS-04", 10, 11, "there is no such file in content/listings/x/",
       "put the file beside the record; links and folders do not count"},
      {"\"on-shelf\"", "\"On-Shelf\"", "status-unknown", 5, 13, "unknown status; the listing is withheld",
       "did you mean \"on-shelf\"? Statuses match exactly"},
      {"\"id\": \"x\"", "\"id\": \"y\"", "record-id", 2, 9, "the record's id is not the name of its folder",
       "write \"id\": \"x\""},
      {"alibaba-cloud/saas", "alibaba-cloud/sass", "type-unknown", 3, 11, "unknown product type",
       "did you mean \"alibaba-cloud/saas\"?"},
      {"\"icon\": ", "\"Product Name\": \"N\", \"icon\": ", "member-twice", 10, 3,
       "\"name\" is given a second time, under another of its names", "keep one of them"},
  }));
  const auto result = check_record("x", replaced(saas_record("x"), row.from, row.to));
  INFO(row.to);
  CHECK(result->findings.has_errors());
  bool found = false;
  for (const Finding& finding : result->findings.all()) {
    UNSCOPED_INFO(finding.rule << ' ' << finding.where.line << ':' << finding.where.column << ' '
                               << finding.message.english() << " | " << finding.hint.english());
    found = found ||
            (finding.rule == row.rule && finding.where.line == row.line && finding.where.column == row.column &&
             finding.message.english() == row.message && finding.hint.english() == row.hint && finding.listing == "x");
  }
  CHECK(found);
}

TEST_CASE("a record may spell a locale of the site in another way") {
  for (const char* spelling : {"zh_Hans_CN", "zh-cn", "ZH_CN", "zh", "zh-Hans"}) {
    CAPTURE(spelling);
    const auto result = check_record("x", replaced(saas_record("x"), "zh-CN", spelling));
    CHECK_FALSE(result->findings.has_errors());
    REQUIRE(result->checked);
    CHECK(std::get<LocalizedText>(value_of(result->checked->listing, "name")) ==
          LocalizedText{{0, "Name"}, {1, "名称"}});
  }
  for (const char* other : {"zh-TW", "zh_Hant", "zh-HK", "z", "", "zh-CN-x-y", "zh_"}) {
    CAPTURE(other);
    CHECK(check_record("x", replaced(saas_record("x"), "zh-CN", other))->findings.has_errors());
  }
}

TEST_CASE("members that start with x- are a seller's own notes") {
  CHECK(check_record("x", saas_record("x", R"("x-note": {"any": [1, 2]},)"))->findings.all().empty());
}

TEST_CASE("a long text may stand in a file of its own, but not twice") {
  const std::string without = replaced(saas_record("x"), R"("details": {"en": "A *long* text."},)", "");
  const auto from_file = check_record("x", without, {"icon.png", "details.en.md"});
  REQUIRE(from_file->ok);
  const auto details = std::get<Localized<RichText>>(value_of(from_file->checked->listing, "details"));
  REQUIRE(details.size() == 1);
  CHECK(details[0].first == 0);
  CHECK(details[0].second.source == "Some *text*.");
  CHECK(details[0].second.markup == Markup::markdown);
  const auto twice = check_record("x", saas_record("x"), {"icon.png", "details.en.md"});
  CHECK_FALSE(twice->ok);
  const auto in_two_markups = check_record("x", without, {"icon.png", "details.en.html", "details.en.md"});
  CHECK_FALSE(in_two_markups->ok);
}

TEST_CASE("a file that ends in .html is HTML, and counts as a reader sees it") {
  const std::string without = replaced(saas_record("x"), R"("details": {"en": "A *long* text."},)", "");
  const auto from_file = check_record("x", without, {"icon.png", "details.en.html"});
  REQUIRE(from_file->ok);
  const auto details = std::get<Localized<RichText>>(value_of(from_file->checked->listing, "details"));
  REQUIRE(details.size() == 1);
  CHECK(details[0].second.markup == Markup::html);
}

TEST_CASE("J4: prices are exact decimals in one of six models") {
  struct Row {
    const char* json;
    bool ok;
  };
  const Row row = GENERATE(values<Row>({
      {R"("free")", true},
      {R"({"model": "free"})", true},
      {R"({"en": "Ask us."})", true},
      {R"({"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "99.00"}]})", true},
      {R"({"model": "vcpu", "currency": "USD", "tiers": [{"from": 1, "to": 4, "prices": [{"per": "hour", "amount": "0.030"}]}]})",
       true},
      {R"({"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": 99.00}]})", false},
      {R"({"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "1e3"}]})", false},
      {R"({"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "-1"}]})", false},
      {R"({"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "007"}]})", false},
      {R"({"model": "fixed", "currency": "yuan", "prices": [{"per": "month", "amount": "9"}]})", false},
      {R"({"model": "fixed", "currency": "CNY", "prices": [{"per": "fortnight", "amount": "9"}]})", false},
      {R"({"model": "fixed", "currency": "CNY", "prices": []})", false},
      {R"({"model": "fixed", "prices": [{"per": "month", "amount": "9"}]})", false},
      {R"({"model": "rent"})", false},
      {R"({"model": "hourly"})", false},
      {R"({"model": "vcpu", "currency": "USD", "tiers": [{"from": 4, "to": 1, "prices": [{"per": "hour", "amount": "1"}]}]})",
       false},
      {R"({"model": "vcpu", "currency": "USD", "tiers": [{"from": 0, "prices": [{"per": "hour", "amount": "1"}]}]})",
       false},
      {R"(12)", false},
  }));
  INFO(row.json);
  const auto result = check_record("x", replaced(saas_record("x"), R"({"en": "From $4 a user a month."})", row.json));
  CHECK(result->ok == row.ok);
}

TEST_CASE("a record in the platform's own words becomes the same listing") {
  const auto result = check_record("harbor", R"({
    "id": "harbor", "type": "alibaba-cloud/image", "seller": "harbor-forge", "status": "On Shelf", "category": "databases",
    "Product Name": "Harbor Registry", "Version": "V2.11", "Release Note": "Adds a cache.",
    "Base OS": "Ubuntu", "OS Version": "Ubuntu 22.04 64-bit", "Release Region": ["Hong Kong", "East China 1"]
  })",
                                   {});
  REQUIRE(result->checked);
  const Listing& listing = result->checked->listing;
  CHECK(listing.status->token == "on-shelf");
  CHECK(std::get<LocalizedText>(value_of(listing, "name")) == LocalizedText{{0, "Harbor Registry"}});
  const auto& versions = std::get<std::vector<PublicVersion<RichText>>>(value_of(listing, "versions"));
  REQUIRE(versions.size() == 1);
  CHECK(versions[0].number == "V2.11");
  CHECK(versions[0].notes.at(0).second.source == "Adds a cache.");
  CHECK(std::get<OperatingSystem>(value_of(listing, "operating_system")).version == "Ubuntu 22.04 64-bit");
  CHECK(std::get<std::vector<const ChoiceValue*>>(value_of(listing, "regions")).size() == 2);
}

TEST_CASE("versions stand newest first in natural order") {
  const auto result =
      check_record("x", R"({"id": "x", "type": "alibaba-cloud/image", "seller": "harbor-forge", "status": "draft",
    "versions": ["v1.9", "v1.10", "v1.9-rc1", {"number": "v1.2"}]})");
  REQUIRE(result->checked);
  std::vector<std::string> numbers;
  for (const auto& version :
       std::get<std::vector<PublicVersion<RichText>>>(value_of(result->checked->listing, "versions")))
    numbers.push_back(version.number);
  CHECK(numbers == std::vector<std::string>{"v1.10", "v1.9", "v1.9-rc1", "v1.2"});
}

TEST_CASE("findings never quote a confidential value, even on the same line") {
  const auto result = check_record(
      "x",
      R"({"id": "x", "type": "alibaba-cloud/image", "seller": "nobody", "access_key": "SECRET-1", "unheard-of": "SECRET-2", "status": "On-Shelf"})",
      {});
  REQUIRE_FALSE(result->ok);
  for (const Finding& finding : result->findings.all())
    for (const std::string& text : {finding.message.english(), finding.hint.english(), finding.where.excerpt})
      CHECK(text.find("SECRET") == std::string::npos);
}

namespace {

std::string said_of(const Findings& findings) {
  std::string said;
  for (const Finding& finding : findings.sorted())
    said += finding.message.english() + '\n' + finding.where.excerpt + '\n' + finding.hint.english() + '\n';
  return said;
}

}  // namespace

TEST_CASE("L3: what is misplaced inside a public field is hidden before the first finding quotes its line") {
  const char* more =
      GENERATE(R"("tags": {"en": [5], "acces_key": "S3CRET"},)", R"("summary": {"acces_key": "S3CRET"},)",
               R"("product_url": {"acces_key": "S3CRET"},)", R"("product_url": ["S3CRET"],)",
               R"("slug": {"acces_key": "S3CRET"},)", R"("valid_from": ["S3CRET"],)",
               R"("pricing": {"model": "fixed", "prices": [{"per": "day", "acces_key": "S3CRET"}]},)",
               R"("summary": {"acces_key=S3CRET": "x"},)", R"("summary": {"acces_key\u003dS3CRET": "x"},)",
               R"("acces_key=S3CRET": 1,)", R"("acces_key: S3CRET": 1,)", R"("x-acces_key S3CRET": 1,)");
  std::string json = replaced(saas_record("x"), "\"on-shelf\"", std::string("\"on-shlf\", ") + more + R"( "x-end": 1)");
  for (const char* given : {"summary", "product_url", "pricing"})
    if (std::string(more).find(given) != std::string::npos)
      json = replaced(json, std::string("\n  \"") + given + "\": ", "\n  \"x-other\": ");
  std::replace(json.begin(), json.end(), '\n', ' ');
  const auto result = check_record("x", json);
  const std::string said = said_of(result->findings);
  INFO(more << '\n' << said);
  CHECK(result->findings.has_errors());
  CHECK(said.find("on-shlf") != std::string::npos);
  CHECK(said.find("S3CRET") == std::string::npos);
}

TEST_CASE("of a member nobody knows that part of the name is told that can be one") {
  const auto result = check_record("x", saas_record("x", R"("access_key=AKIA123": 1, "Use guide": 2,)"));
  REQUIRE(result->findings.all().size() == 2);
  const Finding& secret = result->findings.all()[0];
  CHECK(secret.message.english() == "\"access_key\" is no member of this product type");
  CHECK(secret.where.excerpt == "{\"access_key***\": ***, \"Use***\": ***,");
  CHECK(secret.where.column == 2);
}

TEST_CASE("a misspelt file name does not find out the name of a file that nobody may see") {
  const auto hint = [](const char* more) {
    const auto result = check_record("x", replaced(saas_record("x", more), "icon.png", "scan-2.png"), {"Scan-1.png"});
    for (const Finding& finding : result->findings.all())
      if (finding.rule == "ALS-04") return finding.hint.english();
    return std::string();
  };
  CHECK(hint("") == "did you mean \"Scan-1.png\"?");
  for (const char* more : {R"("x-note": "the passport is scan-1.png",)", R"("passport": {"of": ["./scan-1.png"]},)",
                           R"("tags": {"en": [], "scan": "scan-1.png"},)"}) {
    INFO(more);
    CHECK(hint(more) == "put the file beside the record; links and folders do not count");
  }
}
