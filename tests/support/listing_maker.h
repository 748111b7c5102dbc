// Listings for tests, through the real reader and check.
#pragma once

#include <optional>
#include <string>

#include "check/check.h"
#include "load/records.h"
#include "support/memory_disk.h"
#include "support/site_fixture.h"

namespace onshelf {

struct Checked {
  std::optional<Record> record;          // `checked` views it
  std::optional<CheckedRecord> checked;  // nothing: the identity was refused
  bool ok = false;                       // all fields are sound
  Findings findings;
};

inline const CheckBook& demo_book() {
  static const CheckBook book(demo_site(), {"harbor-forge"});
  return book;
}

// `files` are names of files that lie beside the record.
inline std::unique_ptr<Checked> check_record(const std::string& id, const std::string& json,
                                             const std::vector<std::string>& files = {"icon.png"},
                                             const std::string& kind = "listing") {
  MemoryDisk disk;
  const std::string folder = "content/" + kind + "s";
  disk.put(folder + '/' + id + '/' + kind + ".json", json);
  for (const std::string& file : files) disk.put(folder + '/' + id + '/' + file, "Some *text*.");
  auto result = std::make_unique<Checked>();
  result->record = load_record(disk, folder, id, kind + ".json", result->findings);
  if (!result->record) return result;
  result->checked = check_identity(*result->record, demo_book(), result->findings);
  if (result->checked) result->ok = check_fields(*result->record, demo_book(), *result->checked, result->findings);
  return result;
}

// A whole, sound record of the type with the least to say. `more` is put in front of its members: R"("slug": "x",)".
inline std::string saas_record(const std::string& id, const std::string& more = "") {
  return R"({)" + more + R"(
  "id": ")" +
         id + R"(",
  "type": "alibaba-cloud/saas",
  "seller": "harbor-forge",
  "status": "on-shelf",
  "category": "databases",
  "name": {"en": "Name", "zh-CN": "名称"},
  "product_url": "https://example.org/",
  "pricing": {"en": "From $4 a user a month."},
  "icon": "icon.png",
  "summary": {"en": "A short text."},
  "details": {"en": "A *long* text."},
  "support": {"en": "By mail."}
})";
}

}  // namespace onshelf
