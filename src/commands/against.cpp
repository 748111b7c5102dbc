#include "commands/against.h"

#include <algorithm>
#include <filesystem>

#include "check/unchanged.h"
#include "load/disk_reader.h"
#include "load/records.h"

namespace onshelf {
namespace {

// A record and what the check made of it, which views the record.
struct ReadListing {
  std::optional<Record> record;
  std::optional<CheckedRecord> checked;
};

// Whatever is wrong with it by itself is said elsewhere, or was when it was approved.
void check(const CheckBook& book, ReadListing& listing) {
  Findings unused;
  if (!listing.record) return;
  listing.checked = check_identity(*listing.record, book, unused);
  if (listing.checked) check_fields(*listing.record, book, *listing.checked, unused);
}

void read(const FileReader& disk, const std::string& folder, const std::string& id, const CheckBook& book,
          ReadListing& into) {
  Findings unused;
  into.record = load_record(disk, folder, id, "listing.json", unused);
  check(book, into);
}

}  // namespace

bool check_against(const SiteSession& session, const std::string& snapshot, Findings& findings) {
  namespace fs = std::filesystem;
  const bool is_site = fs::is_directory(fs::path(snapshot) / "content" / "listings");
  if (!is_site && !fs::is_directory(fs::path(snapshot) / "listings")) {
    findings.add({FindingSeverity::error,
                  "against-folder",
                  Place{snapshot, 0, 0, {}, 0, 0},
                  {},
                  "there are no approved listings in this folder",
                  "name a site's folder, or one with listings/ in it"});
    return false;
  }
  const auto approved_disk = open_disk(snapshot);
  const std::string folder = is_site ? "content/listings" : "listings";
  const std::string root = snapshot.ends_with('/') ? snapshot : snapshot + '/';
  const CheckBook book(session.site, {});
  Findings unused;
  const std::vector<std::string> current_ids = list_records(*session.disk, "content/listings", unused);
  for (const std::string& id : list_records(*approved_disk, folder, unused)) {
    if (!std::binary_search(current_ids.begin(), current_ids.end(), id)) continue;
    ReadListing before, now;
    read(*approved_disk, folder, id, book, before);
    read(*session.disk, "content/listings", id, book, now);
    if (before.checked && now.checked) check_unchanged(*before.checked, root, *now.checked, findings);
  }
  return true;
}

void check_edit_against_record(const std::string& id, const CheckBook& book, const FileReader& disk,
                               Findings& findings) {
  Findings unused;
  ReadListing before, now;
  read(disk, "content/listings", id, book, before);
  now.record = load_pending_edit(disk, id, unused);
  check(book, now);
  if (before.checked && now.checked) check_unchanged(*before.checked, "", *now.checked, findings);
}

}  // namespace onshelf
