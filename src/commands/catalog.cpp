#include "commands/catalog.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <memory>

#include "check/check.h"
#include "check/limits.h"
#include "commands/admit.h"
#include "commands/archive.h"
#include "commands/spool.h"
#include "gate/gate.h"
#include "load/records.h"
#include "plan/plan.h"
#include "workers/pool.h"

namespace onshelf {
namespace {

// What a worker says of one listing.
struct Reply {
  std::vector<Finding> findings;
  VisibilityReason reason = VisibilityReason::status_unknown;
  bool is_public = false;
  Summary summary;  // when it is public
};

template <class A>
void serialize(A& a, Reply& v) {
  a(v.findings, v.reason, v.is_public, v.summary);
}

// Sellers first: listings refer to them. They are few, and nothing of theirs is decoded.
struct Sellers {
  std::vector<PublicSeller> sound;
  std::vector<std::string> refused;  // ids of those whose records have errors
};

bool check_seller(const Record& record, const CheckBook& book, CheckedRecord& checked, const FileReader& disk,
                  Findings& findings) {
  const std::size_t errors_before = findings.count(FindingSeverity::error);
  check_fields(record, book, checked, findings);
  check_limits(record, book, checked, disk, findings);
  return findings.count(FindingSeverity::error) == errors_before;
}

Sellers read_sellers(const Site& site, const FileReader& disk, bool advice, Findings& all) {
  Findings findings;
  Sellers sellers;
  const CheckBook book(site, {});
  for (const std::string& id : list_records(disk, "content/sellers", findings)) {
    const auto record = load_record(disk, "content/sellers", id, "seller.json", findings);
    auto checked = record ? check_identity(*record, book, findings) : std::nullopt;
    if (checked && check_seller(*record, book, *checked, disk, findings))
      sellers.sound.push_back(pass_seller(checked->listing));
    else
      sellers.refused.push_back(id);
  }
  for (const Finding& finding : findings.all())
    if (advice || !is_for_sellers_only(finding)) all.add(finding);
  return sellers;
}

// What the pages of a listing show, and nothing else, decides whether it changed.
void fingerprint(const std::string& prepared, const std::vector<MediaFile>& media, Summary& summary) {
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  XXH3_128bits_update(&state, prepared.data(), prepared.size());
  for (const MediaFile& file : media) XXH3_128bits_update(&state, file.bytes.data(), file.bytes.size());
  const XXH128_hash_t hash = XXH3_128bits_digest(&state);
  summary.fingerprint_low = hash.low64;
  summary.fingerprint_high = hash.high64;
}

class Intake {
 public:
  Intake(const Site& site, const Words& words, const FileReader& disk, const CatalogOptions& options,
         const CheckBook& book)
      : site_(site), words_(words), disk_(disk), options_(options), book_(book) {}

  void start(unsigned process) {
    if (!options_.state_folder.empty()) spool_ = std::make_unique<SpoolWriter>(options_.state_folder, process);
  }

  std::string work(const std::string& id) const {
    Admission admission = admit_listing(id, book_, disk_, options_.today);
    Reply reply;
    reply.findings = admission.findings.all();
    if (!options_.advice) std::erase_if(reply.findings, is_for_sellers_only);
    reply.reason = admission.decision.reason;
    if (admission.prepared) {
      PreparedFiles& prepared = *admission.prepared;
      reply.is_public = true;
      reply.summary = summarize(prepared.listing, site_, words_);
      reply.summary.token = std::move(admission.token);
      const std::string listing = to_bytes(prepared.listing);
      fingerprint(listing, prepared.media, reply.summary);
      std::vector<std::pair<std::string, std::string>> media;
      for (MediaFile& file : prepared.media) {
        reply.summary.media.push_back(file.name);
        media.emplace_back(std::move(file.name), std::move(file.bytes));
      }
      if (spool_) reply.summary.spool = spool_->append(to_bytes(std::make_pair(listing, std::move(media))));
    }
    return to_bytes(reply);
  }

 private:
  const Site& site_;
  const Words& words_;
  const FileReader& disk_;
  const CatalogOptions& options_;
  const CheckBook& book_;
  std::unique_ptr<SpoolWriter> spool_;
};

void take_reply(const std::string& id, Reply reply, const CatalogOptions& options, Catalog& catalog,
                Findings& findings) {
  const bool has_errors = std::any_of(reply.findings.begin(), reply.findings.end(), [](const Finding& finding) {
    return finding.severity == FindingSeverity::error;
  });
  findings.add_all(std::move(reply.findings));
  const bool is_listed = reply.is_public && reply.summary.visibility == Visibility::listed;
  if (reply.is_public)
    catalog.summaries.push_back(std::move(reply.summary));
  else
    ++(has_errors ? catalog.refused : catalog.withheld);
  if (options.explain && !is_listed)
    catalog.notes.push_back(id +
                            (has_errors ? ": left out, see its findings" : ": " + std::string(describe(reply.reason))));
}

}  // namespace

Catalog read_catalog(const Site& site, const Words& words, const FileReader& disk, const CatalogOptions& options,
                     Findings& findings) {
  Catalog catalog;
  Sellers sellers = read_sellers(site, disk, options.advice, findings);
  catalog.sellers = std::move(sellers.sound);
  std::vector<std::string> seller_ids;
  for (const PublicSeller& seller : catalog.sellers) seller_ids.push_back(seller.id);
  const CheckBook book(site, std::move(seller_ids), std::move(sellers.refused));
  const std::vector<std::string> ids = list_records(disk, "content/listings", findings);
  catalog.records = ids.size();

  Intake intake(site, words, disk, options, book);
  PoolLimits limits;
  limits.processes = options.jobs;
  limits.seconds_each = 5;
#ifndef ONSHELF_SANITIZED  // shadow memory is larger than any limit
  limits.address_space = std::size_t{1} << 30;
#endif
  PoolWork work;
  work.start = [&](unsigned process) { intake.start(process); };
  work.work = [&](std::size_t i) { return intake.work(ids[i]); };
  work.take = [&](std::size_t i, std::string bytes) {
    take_reply(ids[i], from_bytes<Reply>(bytes), options, catalog, findings);
  };
  work.lost = [&](std::size_t i, std::string why) {
    ++catalog.refused;
    findings.add({FindingSeverity::error,
                  "listing-lost",
                  Place{"content/listings/" + ids[i], 0, 0, {}, 0, 0},
                  ids[i],
                  {"its texts or pictures could not be processed: {fault}", {{"fault", std::move(why)}}},
                  "look for an extreme text or picture in this folder"});
  };
  run_in_processes(ids.size(), limits, work);
  std::sort(catalog.notes.begin(), catalog.notes.end());
  return catalog;
}

}  // namespace onshelf
