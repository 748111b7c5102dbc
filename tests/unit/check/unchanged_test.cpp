// What may not change once it was approved: each row is two records and what is said of the difference.
#include "check/unchanged.h"

#include <memory>

#include "support/catch.h"
#include "support/listing_maker.h"

namespace onshelf {
namespace {

std::string record(const std::string& type, const std::string& status, const std::string& members) {
  return R"({"id": "x", "type": ")" + type + R"(", "seller": "harbor-forge", "status": ")" + status +
         R"(", "category": "databases", )" + members + "}";
}

// "rule@line:column message", sorted.
std::vector<std::string> said(const std::string& type, const std::string& before, const std::string& now,
                              const std::string& status) {
  const auto approved = check_record("x", record(type, status, before));
  const auto current = check_record("x", record(type, "draft", now));
  REQUIRE(approved->checked);
  REQUIRE(current->checked);
  Findings findings;
  check_unchanged(*approved->checked, "approved/", *current->checked, findings);
  std::vector<std::string> lines;
  for (const Finding& finding : findings.sorted()) {
    CHECK(finding.where.file == "content/listings/x/listing.json");
    CHECK(finding.hint.english().find("approved/content/listings/x/listing.json") != std::string::npos);
    lines.push_back(finding.rule + ": " + finding.message.english());
  }
  return lines;
}

constexpr const char* kTiers =
    R"("pricing": {"model": "vcpu", "currency": "USD", "tiers": [
      {"from": 1, "to": 4, "prices": [{"per": "hour", "amount": "0.03"}]},
      {"from": 5, "prices": [{"per": "hour", "amount": "0.02"}]}]})";

}  // namespace

TEST_CASE("what a platform lets nobody change is compared with the approved form") {
  struct Row {
    std::string what, type, before, now;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"the same", "jd-cloud/image", R"("pricing": "free")", R"("pricing": {"model": "free"})", {}},
      {"another price model",
       "jd-cloud/image",
       R"("pricing": "free")",
       R"("pricing": {"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "9.00"}]})",
       {"JDI-08: the price model was \"free\" when it was approved and is \"fixed\""}},
      {"another amount of the same model",
       "jd-cloud/image",
       R"("pricing": {"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "8.00"}]})",
       R"("pricing": {"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "9.00"}]})",
       {}},
      {"a platform that says nothing of it",
       "tencent-cloud/image",
       R"("pricing": {"model": "fixed", "currency": "CNY", "prices": [{"per": "month", "amount": "9.00"}]})",
       R"("pricing": {"model": "hourly", "currency": "CNY", "prices": [{"per": "hour", "amount": "0.10"}]})",
       {}},
      {"a price that nobody can read now", "jd-cloud/image", R"("pricing": "free")", R"("pricing": 3)", {}},
      {"a further version",
       "alibaba-cloud/image",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}])",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}, {"number": "V1.1", "notes": {"en": "Next."}}])",
       {}},
      {"a version taken away",
       "alibaba-cloud/image",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}, {"number": "V1.1"}])",
       R"("versions": [{"number": "V1.1"}])",
       {"ALI-06: version \"V1.0\" was approved and is gone"}},
      {"no versions at all",
       "alibaba-cloud/image",
       R"("versions": "V1.0")",
       R"("x-note": "")",
       {"ALI-06: version \"V1.0\" was approved and is gone"}},
      {"other notes",
       "alibaba-cloud/image",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}])",
       R"("versions": [{"number": "V1.0", "notes": {"en": "The first."}}])",
       {"ALI-07: the notes of version \"V1.0\" are not those that were approved"}},
      {"notes taken away",
       "alibaba-cloud/image",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}])",
       R"("versions": "V1.0")",
       {"ALI-07: the notes of version \"V1.0\" are not those that were approved"}},
      {"notes in one more language",
       "alibaba-cloud/image",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}])",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First.", "de": "Die erste."}}])",
       {}},
      {"flat members that say the same",
       "alibaba-cloud/image",
       R"("Version": "V1.0", "Release Note": "First.")",
       R"("versions": [{"number": "V1.0", "notes": {"en": "First."}}])",
       {}},
      {"a tier taken away",
       "huawei-koogallery/image",
       kTiers,
       R"("pricing": {"model": "vcpu", "currency": "USD", "tiers": [
          {"from": 1, "to": 4, "prices": [{"per": "hour", "amount": "0.03"}]}]})",
       {"HWI-14: the tier of 5+ vCPUs was approved and is gone"}},
      {"other prices and a further tier",
       "huawei-koogallery/image",
       kTiers,
       R"("pricing": {"model": "vcpu", "currency": "USD", "tiers": [
          {"from": 1, "to": 4, "prices": [{"per": "hour", "amount": "0.09"}]},
          {"from": 5, "prices": [{"per": "hour", "amount": "0.02"}]},
          {"from": 65, "prices": [{"per": "hour", "amount": "0.01"}]}]})",
       {}},
      {"free, and then for money",
       "huawei-koogallery/image",
       R"("Pricing Mode": "Free image")",
       R"("pricing": {"model": "fixed", "currency": "USD", "prices": [{"per": "month", "amount": "9.00"}]})",
       {"HWI-03: the price model was \"free\" when it was approved and is \"fixed\""}},
      {"free as before, in other words",
       "huawei-koogallery/image",
       R"("Pricing Mode": "Free image")",
       R"("pricing": "free")",
       {}},
      {"for money, and then free: only what was free is bound to stay",
       "huawei-koogallery/image",
       R"("pricing": {"model": "fixed", "currency": "USD", "prices": [{"per": "month", "amount": "9.00"}]})",
       R"("pricing": "free")",
       {}},
      {"another model, never free",
       "huawei-koogallery/image",
       R"("pricing": {"model": "fixed", "currency": "USD", "prices": [{"per": "month", "amount": "9.00"}]})",
       R"("pricing": {"model": "per-use", "currency": "USD", "prices": [{"per": "hour", "amount": "0.10"}]})",
       {}},
      {"tiers given up for a fixed price",
       "huawei-koogallery/image",
       kTiers,
       R"("pricing": {"model": "fixed", "currency": "USD", "prices": [{"per": "month", "amount": "9.00"}]})",
       {"HWI-14: the tier of 1-4 vCPUs was approved and is gone",
        "HWI-14: the tier of 5+ vCPUs was approved and is gone"}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const std::string status = row.type.starts_with("alibaba") ? "on-shelf" : "approved";
    CHECK(said(row.type, row.before, row.now, status) == row.expected);
    CHECK(said(row.type, row.before, row.now, "draft").empty());  // never approved
  }
}

TEST_CASE("a confidential value is compared and not quoted") {
  const auto approved =
      check_record("x", record("huawei-koogallery/image", "approved", R"("Image asset": "SECRET-ONE")"));
  const auto current =
      check_record("x", record("huawei-koogallery/image", "approved", R"("image_asset": "SECRET-TWO")"));
  Findings findings;
  check_unchanged(*approved->checked, "approved/", *current->checked, findings);
  // Under another of its names, so the two are one field.
  REQUIRE(findings.all().size() == 1);
  const Finding& finding = findings.all().front();
  CHECK(finding.rule == "HWI-18");
  CHECK(finding.severity == FindingSeverity::warning);
  CHECK(finding.where.excerpt.find("SECRET") == std::string::npos);
  CHECK(finding.message.english().find("SECRET") == std::string::npos);
}

}  // namespace onshelf
