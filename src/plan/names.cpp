// Names that somebody should look at before buyers do: one that mixes scripts inside a word, and one that looks like a name
// of somebody else. Both may be honest, so nothing is left out.
#include <algorithm>
#include <set>

#include "plan/plan.h"
#include "plan/stages.h"
#include "text/content_hash.h"
#include "text/look_alike.h"

namespace onshelf {
namespace {

struct Named {
  std::string file;    // of the record
  std::string id;      // of the record
  std::string seller;  // whose name it is
  bool is_seller;      // a seller's own name, not a listing's
};

void report(const Named& of, Sentence message, Sentence hint, Findings& findings) {
  findings.add({FindingSeverity::warning, "name-look-alike", Place{of.file, 0, 0, {}, 0, 0},
                of.is_seller ? std::string{} : of.id, std::move(message), std::move(hint)});
}

class NameBook {
 public:
  explicit NameBook(Findings& findings) : findings_(findings) {}

  void add(Named record, const NameLooks& looks) {
    if (looks.mixes_scripts)
      report(record, "a word of the name mixes letters of scripts that are not written together",
             "letters of another script can look the same; type the name anew, on one keyboard", findings_);
    for (const std::uint64_t key : looks.keys) keys_.emplace_back(key, records_.size());
    records_.push_back(std::move(record));
  }

  void compare() {
    std::sort(keys_.begin(), keys_.end());
    for (std::size_t first = 0, last; first < keys_.size(); first = last) {
      last = first + 1;
      while (last < keys_.size() && keys_[last].first == keys_[first].first) ++last;
      for (std::size_t i = first + 1; i < last; ++i) compare(i, first);
    }
  }

 private:
  // With those before it that look the same: one of another seller is enough.
  void compare(std::size_t one, std::size_t first) {
    const Named& record = records_[keys_[one].second];
    for (std::size_t earlier = first; earlier < one; ++earlier) {
      const Named& other = records_[keys_[earlier].second];
      if (other.seller == record.seller) continue;
      if (said_.emplace(keys_[one].second, keys_[earlier].second).second)
        report(record, {"the name looks like a name in {other}, of another seller", {{"other", other.file}}},
               "make sure that nobody passes for somebody else", findings_);
      return;
    }
  }

  Findings& findings_;
  std::vector<Named> records_;
  std::vector<std::pair<std::uint64_t, std::size_t>> keys_;  // what a name looks like, and whose it is
  std::set<std::pair<std::size_t, std::size_t>> said_;
};

}  // namespace

NameLooks looks_of(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  NameLooks looks;
  for (const std::string& name : names) {
    looks.mixes_scripts = looks.mixes_scripts || mixes_scripts(name);
    const std::string key = look_alike_key(name);
    if (!key.empty()) looks.keys.push_back(content_hash(key).low);
  }
  return looks;
}

void review_names(const std::vector<Summary>& summaries, const std::vector<PublicSeller>& sellers, Findings& findings) {
  NameBook book(findings);
  for (const PublicSeller& seller : sellers) {
    std::vector<std::string> names;
    for (const auto& [locale, name] : seller.name) names.push_back(name);
    book.add({"content/sellers/" + seller.id + "/seller.json", seller.id, seller.id, true}, looks_of(std::move(names)));
  }
  for (const Summary& summary : summaries)
    book.add({"content/listings/" + summary.id + "/listing.json", summary.id, summary.seller, false}, summary.looks);
  book.compare();
}

}  // namespace onshelf
