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
#include "commands/contained.h"
#include "commands/sellers.h"
#include "commands/spool.h"
#include "load/records.h"
#include "plan/plan.h"

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

  void start(unsigned process) { spool_ = std::make_unique<SpoolWriter>(options_.state_folder, process); }

  std::string work(const std::string& id) const {
    AdmitOptions how;
    how.today = options_.today;
    Admission admission = admit_listing(id, book_, disk_, how);
    Reply reply;
    reply.findings = admission.findings.all();
    std::erase_if(reply.findings, is_for_sellers_only);
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
      reply.summary.spool = spool_->append(to_bytes(std::make_pair(listing, std::move(media))));
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
  Sellers sellers = read_sellers(site, disk, options.jobs, false, findings);
  const CheckBook book(site, sellers.sound_ids(), std::move(sellers.refused));
  catalog.sellers = std::move(sellers.sound);
  const std::vector<std::string> ids = list_records(disk, "content/listings", findings);
  catalog.records = ids.size();

  Intake intake(site, words, disk, options, book);
  PoolWork work;
  work.start = [&](unsigned process) { intake.start(process); };
  work.work = [&](std::size_t i) { return intake.work(ids[i]); };
  work.take = [&](std::size_t i, std::string bytes) {
    take_reply(ids[i], from_bytes<Reply>(bytes), options, catalog, findings);
  };
  work.lost = [&](std::size_t i, std::string why) {
    ++catalog.refused;
    findings.add(lost_record("content/listings", ids[i], std::move(why)));
  };
  run_in_processes(ids.size(), limits_for_strangers(options.jobs), work);
  std::sort(catalog.notes.begin(), catalog.notes.end());
  return catalog;
}

}  // namespace onshelf
