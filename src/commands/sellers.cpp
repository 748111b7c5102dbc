#include "commands/sellers.h"

#include "check/check.h"
#include "check/limits.h"
#include "commands/archive.h"
#include "commands/contained.h"
#include "gate/gate.h"
#include "load/records.h"

namespace onshelf {
namespace {

// What a worker says of one seller.
struct Reply {
  std::vector<Finding> findings;
  std::optional<PublicSeller> sound;
};

template <class A>
void serialize(A& a, Reply& v) {
  a(v.findings, v.sound);
}

Reply read_seller(const std::string& id, const CheckBook& book, const FileReader& disk, bool advice) {
  Findings findings;
  Reply reply;
  const auto record = load_record(disk, "content/sellers", id, "seller.json", findings);
  auto checked = record ? check_identity(*record, book, findings) : std::nullopt;
  if (checked) {
    check_fields(*record, book, *checked, findings);
    check_limits(*record, book, *checked, disk, advice, findings);
    if (!findings.has_errors()) reply.sound = pass_seller(checked->listing);
    if (reply.sound) add_pseudo_texts(book.site(), *reply.sound);
  }
  reply.findings = findings.all();
  if (!advice) std::erase_if(reply.findings, is_for_sellers_only);
  return reply;
}

}  // namespace

std::vector<std::string> Sellers::sound_ids() const {
  std::vector<std::string> ids;
  for (const PublicSeller& seller : sound) ids.push_back(seller.id);
  return ids;
}

Sellers read_sellers(const Site& site, const FileReader& disk, unsigned jobs, bool advice, Findings& findings,
                     const Meanwhile& meanwhile) {
  return read_sellers(list_records(disk, "content/sellers", findings), site, disk, jobs, advice, findings, meanwhile);
}

Sellers read_sellers(const std::vector<std::string>& ids, const Site& site, const FileReader& disk, unsigned jobs,
                     bool advice, Findings& findings, const Meanwhile& meanwhile) {
  const CheckBook book(site, {});
  std::vector<std::optional<PublicSeller>> read(ids.size());
  std::vector<std::vector<Finding>> said(ids.size());
  PoolWork work;
  work.work = [&](std::size_t i) { return to_bytes(read_seller(ids[i], book, disk, advice)); };
  work.take = [&](std::size_t i, const std::string& bytes) {
    Reply reply = from_bytes<Reply>(bytes);
    said[i] = std::move(reply.findings);
    read[i] = std::move(reply.sound);
  };
  work.lost = [&](std::size_t i, std::string why) {
    said[i].push_back(lost_record("content/sellers", ids[i], std::move(why)));
  };
  work.meanwhile = meanwhile;
  run_in_processes(ids.size(), limits_for_strangers(jobs, meanwhile), work);

  Sellers sellers;
  ContentHasher content;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    findings.add_all(std::move(said[i]));
    content.add(ids[i]);
    if (read[i]) content.add(to_bytes(*read[i]));
    if (read[i])
      sellers.sound.push_back(std::move(*read[i]));
    else
      sellers.refused.push_back(ids[i]);
  }
  sellers.content = content.value();
  return sellers;
}

}  // namespace onshelf
