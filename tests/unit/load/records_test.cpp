#include "support/catch.h"

#include <algorithm>

#include "load/records.h"
#include "support/memory_disk.h"

using namespace onshelf;

TEST_CASE("a record comes with its text files and the names of its other files") {
  const MemoryDisk disk{{"content/listings/gitea/listing.json", R"({"id": "gitea"})"},
                        {"content/listings/gitea/details.zh-CN.md", "\xEF\xBB\xBF# 详情"},
                        {"content/listings/gitea/icon.png", "x"}};
  Findings findings;
  const auto record = load_record(disk, "content/listings", "gitea", "listing.json", findings);
  REQUIRE(record);
  CHECK(findings.all().empty());
  REQUIRE(record->texts.size() == 1);
  CHECK(record->texts[0].key == "details");
  CHECK(record->texts[0].locale == "zh-CN");
  CHECK(record->texts[0].bytes == "# 详情");
  CHECK(record->files == std::vector<std::string>{"icon.png"});
}

TEST_CASE("a pending edit is never opened") {
  const MemoryDisk disk{{"content/listings/gitea/listing.json", R"({"id": "gitea"})"},
                        {"content/listings/gitea/draft/listing.json", R"({"id": "gitea"})"},
                        {"content/listings/gitea/draft/details.en.md", "secret plans"}};
  Findings findings;
  REQUIRE(load_record(disk, "content/listings", "gitea", "listing.json", findings));
  for (const std::string& path : disk.log()) CHECK(path.find("draft") == std::string::npos);
}

TEST_CASE("folders that cannot be ids are reported and left out") {
  const MemoryDisk disk{{"content/listings/good-one/listing.json", "{}"},
                        {"content/listings/Bad One/listing.json", "{}"}};
  Findings findings;
  CHECK(list_records(disk, "content/listings", findings) == std::vector<std::string>{"good-one"});
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].rule == "record-id");
}

TEST_CASE("J1: records and texts that cannot be read are findings of their listing") {
  struct Row {
    std::string file, bytes, rule;
  };
  const Row row = GENERATE(values<Row>({
      {"listing.json", std::string((1u << 20) + 1, ' '), "record-unreadable"},
      {"listing.json", "[1]", "record-form"},
      {"listing.json", "{\"id\": \"x\", \"id\": \"x\"}", "json-duplicate-key"},
      {"details.en.md", "\xff\xfe", "text-encoding"},
      {"details.en.md", std::string(300u << 10, 'x'), "text-unreadable"},
  }));
  MemoryDisk disk{{"content/listings/x/listing.json", R"({"id": "x"})"}};
  disk.put("content/listings/x/" + row.file, row.bytes);
  Findings findings;
  const auto record = load_record(disk, "content/listings", "x", "listing.json", findings);
  CHECK(record.has_value() == (row.file != "listing.json"));
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].rule == row.rule);
  CHECK(findings.all()[0].listing == "x");
}
