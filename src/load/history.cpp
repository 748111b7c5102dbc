#include "load/history.h"

#include "load/config_file.h"
#include "load/json_document.h"

namespace onshelf {
namespace {

constexpr std::size_t kLargestHistory = 1u << 30;

}  // namespace

std::optional<History> load_history(const FileReader& disk, const std::string& path, Findings& findings) {
  const FileBytes file = disk.read(path, kLargestHistory);
  if (file.fault == ReadFault::missing) return History{};
  const auto refuse = [&](Place where, std::string message) {
    findings.add({FindingSeverity::error,
                  "history",
                  std::move(where),
                  {},
                  std::move(message),
                  "restore it from the last build; deleting it forgets tombstones and dates"});
    return std::nullopt;
  };
  if (!file.ok())
    return refuse(Place{path, 0, 0, {}, 0, 0}, "the publication history is " + std::string(describe(file.fault)));
  SourceText source(path, file.bytes);
  JsonLimits limits;
  limits.most_bytes = kLargestHistory;
  limits.most_keys = limits.most_items = 1u << 30;
  const auto document = parse_json(source, limits, findings);
  if (!document) return std::nullopt;
  const JsonValue* format = document->find("format");
  const JsonValue* listings = document->find("listings");
  const JsonValue* gone = document->find("gone");
  if (!format || format->text != "1" || !listings || !listings->is_object() || !gone || !gone->is_object())
    return refuse(source.whole_file(), "this is no publication history of format 1");
  History history;
  for (const JsonMember& member : listings->members)
    history.listings.emplace(
        member.key, PublishedListing{text_member(member.value, "slug"), text_items(member.value.find("locales")),
                                     text_member(member.value, "first"), text_member(member.value, "changed"),
                                     text_member(member.value, "fingerprint")});
  for (const JsonMember& member : gone->members)
    history.gone.emplace(member.key, GoneAddress{text_member(member.value, "since"), text_member(member.value, "to"),
                                                 text_member(member.value, "of")});
  return history;
}

}  // namespace onshelf
