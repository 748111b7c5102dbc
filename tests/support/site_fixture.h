// The demo's own definition, for tests that need a whole site: its product types, categories and messages.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "findings/print_text.h"
#include "load/disk_reader.h"
#include "load/site.h"
#include "model/site.h"
#include "support/memory_disk.h"

namespace onshelf {

inline Site site_of(const FileReader& own, const FileReader& defaults) {
  Findings findings;
  auto loaded = load_site(own, defaults, {}, findings);
  if (!loaded) throw std::runtime_error(text_of(findings, {}));
  return std::move(*loaded);
}

inline const Site& demo_site() {
  static const Site site = [] {
    const auto disk = open_disk(ONSHELF_SOURCE_DIR);
    return site_of(*disk, *disk);
  }();
  return site;
}

// The same product types, categories and messages in every language there are messages in; English comes first.
inline const Site& site_in_every_language() {
  static const Site site = [] {
    const auto disk = open_disk(ONSHELF_SOURCE_DIR);
    std::string locales = R"({"tag": "en"})";
    const auto files = disk->list("site/messages").value();
    for (const FolderEntry& file : files) {
      const std::string tag = file.name.substr(0, file.name.find('.'));
      if (file.name == tag + ".json" && tag != "en") locales += R"(, {"tag": ")" + tag + R"("})";
    }
    MemoryDisk own;
    own.put("site/site.json",
            R"({"base_url": "https://example.org/", "name": {"en": "Shop"}, "default_locale": "en", "locales": [)" +
                locales + "]}");
    own.put("site/categories.json", disk->read("site/categories.json", 1 << 20).bytes);
    return site_of(own, *disk);
  }();
  return site;
}

}  // namespace onshelf
