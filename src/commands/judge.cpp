#include "commands/judge.h"

#include <algorithm>

#include "commands/admit.h"
#include "commands/archive.h"
#include "commands/contained.h"
#include "commands/sellers.h"
#include "load/records.h"
#include "plan/plan.h"

namespace onshelf {

// Where the archive looks for it: beside the type.
template <class A>
void serialize(A& a, Claim& v) {
  a(v.id, v.slug, v.seller, v.visibility, v.looks, v.coverage);
}

namespace {

// What a worker says of one listing.
struct Reply {
  std::vector<Finding> findings;
  bool is_withheld = false;
  bool has_errors = false;
  bool had_pending_edit = false;
  std::optional<Claim> claim;  // without errors
};

template <class A>
void serialize(A& a, Reply& v) {
  a(v.findings, v.is_withheld, v.has_errors, v.had_pending_edit, v.claim);
}

Summary summary_of(Claim claim) {
  Summary summary;
  summary.id = std::move(claim.id);
  summary.slug = std::move(claim.slug);
  summary.seller = std::move(claim.seller);
  summary.visibility = claim.visibility;
  summary.looks = std::move(claim.looks);
  return summary;
}

Reply judge_listing(const std::string& id, const CheckBook& book, const FileReader& disk, const JudgeOptions& options) {
  AdmitOptions how;
  how.today = options.today;
  how.whatever_status = options.drafts;
  how.prepare = options.render;
  how.look_at_names = options.render;  // it takes as long as all the rules
  Admission admission = admit_listing(id, book, disk, how);
  Reply reply;
  reply.is_withheld = admission.decision.verdict == Verdict::withheld;
  if (options.drafts && admission.has_pending_edit) {
    how.pending = true;
    admission.findings.add_all(admit_listing(id, book, disk, how).findings.all());
    reply.had_pending_edit = true;
  }
  reply.has_errors = admission.findings.has_errors();
  if (!reply.has_errors) reply.claim = std::move(admission.claim);
  reply.findings = admission.findings.all();
  return reply;
}

}  // namespace

JudgeCounts judge_site(const Site& site, const FileReader& disk, const History& history, const JudgeOptions& options,
                       Findings& findings) {
  Sellers sellers = read_sellers(site, disk, options.jobs, true, findings);
  const CheckBook book(site, sellers.sound_ids(), std::move(sellers.refused));
  const std::vector<std::string> ids = list_records(disk, "content/listings", findings);
  std::vector<Summary> claims;
  std::vector<std::string> waiting;  // ids of records that claim nothing yet
  JudgeCounts counts;
  counts.records = ids.size();
  counts.coverage.own.resize(site.locales.size());
  PoolWork work;
  work.work = [&](std::size_t i) { return to_bytes(judge_listing(ids[i], book, disk, options)); };
  work.take = [&](std::size_t i, const std::string& bytes) {
    Reply reply = from_bytes<Reply>(bytes);
    if (reply.has_errors)
      ++counts.refused;
    else
      counts.withheld += reply.is_withheld;
    counts.pending += reply.had_pending_edit;
    if (reply.claim) {
      if (reply.claim->visibility == Visibility::listed) counts.coverage += reply.claim->coverage;
      claims.push_back(summary_of(std::move(*reply.claim)));
    } else {
      waiting.push_back(ids[i]);
    }
    findings.add_all(std::move(reply.findings));
  };
  work.lost = [&](std::size_t i, std::string why) {
    ++counts.refused;
    waiting.push_back(ids[i]);
    findings.add(lost_record("content/listings", ids[i], std::move(why)));
  };
  run_in_processes(ids.size(), limits_for_strangers(options.jobs), work);
  std::sort(waiting.begin(), waiting.end());
  counts.refused += review_together(std::move(claims), waiting, sellers.sound, history, findings);
  return counts;
}

}  // namespace onshelf
