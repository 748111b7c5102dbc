// The demo's own definition, for tests that need a whole site: its product types, categories and messages.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "findings/print_text.h"
#include "load/disk_reader.h"
#include "load/site.h"
#include "model/site.h"

namespace onshelf {

inline const Site& demo_site() {
  static const Site site = [] {
    const auto disk = open_disk(ONSHELF_SOURCE_DIR);
    Findings findings;
    auto loaded = load_site(*disk, *disk, {}, findings);
    if (!loaded) throw std::runtime_error(text_of(findings, {}));
    return std::move(*loaded);
  }();
  return site;
}

}  // namespace onshelf
