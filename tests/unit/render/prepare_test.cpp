// What a seller is told of texts whose parts are left out.
#include "render/prepare.h"

#include "support/catch.h"

namespace onshelf {
namespace {

std::vector<Finding> findings_of(RichText text) {
  PrepareInput input;
  input.listing.id = "gitea";
  input.listing.sections.push_back({"details", {}, {{LocaleIndex{0}, std::move(text)}}});
  Findings findings;
  CHECK(prepare_listing(std::move(input), findings));
  return findings.all();
}

TEST_CASE("what is left out of a text file is told by its line, which is quoted, and by its field") {
  const std::string source = "# Title\r\n\r\n  Some <b>bold</b> words \r\n\n[a](javascript:1)";
  const auto found = findings_of({source, Markup::markdown, "content/listings/gitea/details.en.md", true});
  REQUIRE(found.size() == 2);  // not one for the begin of the element and one for its end
  CHECK(found[0].rule == "markdown-html");
  CHECK(found[0].where.file == "content/listings/gitea/details.en.md");
  CHECK(found[0].where.line == 3);
  CHECK(found[0].where.column == 3);
  CHECK(found[0].where.excerpt.find("Some <b>bold</b> words") != std::string::npos);
  CHECK(found[0].where.width == std::string("Some <b>bold</b> words").size());
  CHECK(found[0].about.field == "details");
  CHECK(found[0].listing == "gitea");
  CHECK(found[1].rule == "markdown-link");
  CHECK(found[1].where.line == 5);
}

TEST_CASE("what is left out of a text in a record is told by the record, its field and the line in the text") {
  const auto found = findings_of({"one\n<script>", Markup::markdown, "content/listings/gitea/listing.json"});
  REQUIRE(found.size() == 1);
  CHECK(found[0].where.file == "content/listings/gitea/listing.json");
  CHECK(found[0].where.line == 0);
  CHECK(found[0].message.english() == "\"details\", line 2: HTML in the text is left out");
  CHECK(found[0].about.field == "details");
}

}  // namespace
}  // namespace onshelf
