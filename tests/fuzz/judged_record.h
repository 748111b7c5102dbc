// Any bytes as the record of a listing or a seller, through the reader, the whole check and the gate: it is accepted as a
// sound one, or there is an error to read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "check/limits.h"
#include "findings/print_github.h"
#include "findings/print_json.h"
#include "findings/print_text.h"
#include "fuzz.h"
#include "gate/gate.h"
#include "load/records.h"
#include "support/memory_disk.h"
#include "support/site_fixture.h"
#include "text/slug.h"

namespace onshelf::fuzz {

inline const CheckBook& book() {
  static const CheckBook shared(demo_site(), {"harbor-forge"}, {"refused-one"});
  return shared;
}

// What a record may name. Limits look at the heads of pictures and attachments only.
inline MemoryDisk folder_of_record(const std::string& folder, const std::string& file, std::string_view bytes) {
  const std::string png = std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\x18\0\0\1\x18\x08\6\0\0\0\0\0\0\0", 33);
  return {{folder + '/' + file, std::string(bytes)},
          {folder + "/icon.png", png},
          {folder + "/icon.jpg", std::string("\xFF\xD8\xFF\xE0\0\2\xFF\xC0\0\x11\x08\0\x40\0\x40", 15)},
          {folder + "/guide.pdf", "%PDF-1.7"},
          {folder + "/scan.docx", std::string("PK\3\4\0\0\0\0", 8)},
          {folder + "/support.zh-CN.md", "# Help\n\n[mail](mailto:help@harbor.example)"}};
}

inline void require_readable(const Findings& findings) {
  const auto json = nlohmann::json::parse(json_of(findings, {}));
  require(json.at("findings").size() == findings.all().size());
  for (const std::string& text : {text_of(findings, {}), github_of(findings, {})})
    for (const char c : text) require(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
}

inline void require_sound_listing(const Listing& listing, const Findings& findings) {
  const VisibilityDecision decision = decide_visibility(listing, "2026-11-20");
  const bool is_understood =
      decision.reason != VisibilityReason::status_unknown && decision.reason != VisibilityReason::flag_unknown &&
      decision.reason != VisibilityReason::flag_missing && decision.reason != VisibilityReason::validity_unreadable;
  require(is_understood || findings.has_errors());
  if (findings.has_errors()) return;
  require(is_valid_id(listing.slug) && listing.seller == "harbor-forge" && !listing.category.empty());
  if (decision.verdict == Verdict::withheld) return;
  const GatePass pass =
      pass_gate(listing, decision.verdict == Verdict::listed ? Visibility::listed : Visibility::unlisted);
  require(!pass.listing.name.empty() && pass.icon_file.find('/') == std::string::npos);
  for (const std::string& file : pass.download_files) require(!file.empty() && file.find('/') == std::string::npos);
}

inline void judge(const Record& record, const FileReader& disk, Findings& findings) {
  auto checked = check_identity(record, book(), findings);
  require(checked || findings.has_errors());
  if (!checked) return;
  const std::size_t before = findings.count(FindingSeverity::error);
  const bool fields_are_sound = check_fields(record, book(), *checked, findings);
  require(fields_are_sound == (findings.count(FindingSeverity::error) == before));
  check_limits(record, book(), *checked, disk, true, findings);
  if (!checked->listing.type->is_seller)
    require_sound_listing(checked->listing, findings);
  else if (!findings.has_errors())
    require(!pass_seller(checked->listing).name.empty());
}

// `kind`: "listing" or "seller". Judged as the type it names, then as another one of its kind, which its size chooses.
inline void judge_bytes(std::string_view bytes, const std::string& kind) {
  const std::string folder = "content/" + kind + 's';
  const MemoryDisk disk = folder_of_record(folder + "/sample", kind + ".json", bytes);
  Findings findings;
  auto record = load_record(disk, folder, "sample", kind + ".json", findings);
  require(record || findings.has_errors());
  if (record) judge(*record, disk, findings);
  require_readable(findings);
  if (!record) return;
  static const std::vector<std::string> types = [&] {
    std::vector<std::string> found;
    for (const ProductType& type : demo_site().types)
      if (type.is_seller == (kind == "seller")) found.push_back(type.id);
    return found;
  }();
  for (JsonMember& member : record->document.members) {
    if (member.key != "type") continue;
    member.value.kind = JsonValue::Kind::string;
    member.value.text = types[bytes.size() % types.size()];
    Findings others;
    judge(*record, disk, others);
  }
}

}  // namespace onshelf::fuzz
