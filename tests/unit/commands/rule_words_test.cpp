// Rules in words: each row is a field as a platform file has it, and what a seller reads.
#include "commands/rule_words.h"

#include "commands/rule_tables.h"
#include "support/catch.h"
#include "support/site_fixture.h"

namespace onshelf {
namespace {

const FieldSpec& field(const std::string& type, const std::string& key) {
  for (const FieldSpec& spec : demo_site().find_type(type)->fields)
    if (spec.key == key) return spec;
  throw std::runtime_error(type + " has no " + key);
}

}  // namespace

TEST_CASE("a field's limits are said with their units") {
  struct Row {
    std::string type, key, limits, required, shown;
  };
  const std::vector<Row> rows = {
      {"jd-cloud/image", "summary", "15 to 100 Chinese characters; none of < >", "yes", "list, search results"},
      {"tencent-cloud/image", "name", "at most 80 characters (字)", "yes", "list, detail page"},
      {"tencent-cloud/image", "tags", "1 to 5 items", "yes", "list, detail page"},
      {"tencent-cloud/image", "documents",
       "pdf, doc, docx, ppt, pptx, zip, rar; at most 2,000,000 bytes; refused above 2,097,152",
       "when access_type is image", "download"},
      {"alibaba-cloud/image", "summary", "at most 100 words (advice)", "yes", "list, search results"},
      {"alibaba-cloud/image", "pricing", "free only", "no", "list, detail page"},
      {"alibaba-cloud/image", "network_type",
       "one of: vpc-and-classic (VPC and Classic), vpc-only (VPC only), classic-only (Classic only)", "yes",
       "detail page"},
      {"alibaba-cloud/image", "access_key", "", "the platform's form asks for it; never put it in a record",
       "never: a secret, better left out of records"},
      {"alibaba-cloud/image", "versions.notes", "may not change after submission", "yes", "detail page"},
      {"huawei-koogallery/image", "support_hours", "ends with its time zone, such as (GMT+08:00)", "yes",
       "detail page"},
      {"huawei-koogallery/image", "copyright_certificate", "",
       "the platform's form asks for it; a record may do without", "never: for the reviewer only"},
  };
  for (const Row& row : rows) {
    INFO(row.type << ' ' << row.key);
    const FieldSpec& spec = field(row.type, row.key);
    CHECK(limits_in_words(spec) == row.limits);
    CHECK(required_in_words(spec) == row.required);
    CHECK(shown_in_words(spec.display) == row.shown);
  }
}

TEST_CASE("a cell of a table cannot be left by what stands in it") {
  CHECK(markdown_cell("a|b") == "a\\|b");
  CHECK(markdown_cell("<script>") == "\\<script\\>");
  CHECK(markdown_cell("security_ing, `x`") == "security\\_ing, \\`x\\`");
}

}  // namespace onshelf
