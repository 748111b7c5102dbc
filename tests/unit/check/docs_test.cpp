// What the documentation shows has to work.
#include <fstream>
#include <sstream>

#include "load/disk_reader.h"
#include "load/json_document.h"
#include "support/catch.h"
#include "support/listing_maker.h"

using namespace onshelf;

namespace {

std::vector<std::string> json_blocks(const std::string& document) {
  std::ifstream file(std::string(ONSHELF_SOURCE_DIR) + "/docs/" + document);
  std::stringstream text;
  text << file.rdbuf();
  std::vector<std::string> blocks;
  const std::string all = text.str(), open = "```json\n", close = "\n```";
  for (auto at = all.find(open); at != std::string::npos; at = all.find(open, at)) {
    at += open.size();
    blocks.push_back(all.substr(at, all.find(close, at) - at));
  }
  return blocks;
}

}  // namespace

TEST_CASE("the records in the documentation are strict JSON of known members") {
  const auto blocks = json_blocks("record-format.md");
  REQUIRE(blocks.size() >= 2);
  for (const std::string& block : blocks) {
    INFO(block);
    SourceText source("docs/record-format.md", block);
    Findings findings;
    const auto document = parse_json(source, JsonLimits{}, findings);
    REQUIRE(document);
    const auto result = check_record(document->find("id")->text, block);
    REQUIRE(result->checked);
    CHECK(result->checked->listing.status != nullptr);
    for (const Finding& finding : result->findings.all()) {
      // The examples leave fields out to be short; what they show must be right.
      const bool is_left_out = finding.message.english().ends_with("is missing") || finding.rule.ends_with("-missing");
      INFO(finding.rule << ": " << finding.message.english());
      CHECK(is_left_out);
    }
  }
}

TEST_CASE("the platform file in the documentation matches the schema") {
  const auto blocks = json_blocks("platform-files.md");
  REQUIRE_FALSE(blocks.empty());
  const auto program = open_disk(ONSHELF_SOURCE_DIR);
  MemoryDisk site;
  for (const char* name : {"site/site.json", "site/categories.json"})
    site.put(name, program->read(name, 1u << 20).bytes);
  site.put("site/platforms/example-cloud.image.json", blocks.front());
  Findings findings;
  const auto loaded = load_site(site, *program, {}, findings);
  for (const Finding& finding : findings.all()) UNSCOPED_INFO(finding.where.line << ": " << finding.message.english());
  REQUIRE(loaded);
  const ProductType* type = loaded->find_type("example-cloud/image");
  REQUIRE(type);
  CHECK(type->fields.size() == 1);
}
