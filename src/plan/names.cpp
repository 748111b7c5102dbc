// Names that somebody should look at before buyers do: one that mixes scripts inside a word, and one that looks like a name
// of somebody else. Both may be honest, so nothing is left out.
#include <map>
#include <set>

#include "plan/stages.h"
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

  void add(const Named& record, const std::set<std::string>& names) {
    bool is_mixed = false;
    for (const std::string& name : names) {
      is_mixed = is_mixed || mixes_scripts(name);
      keys_[look_alike_key(name)].push_back(record);
    }
    if (is_mixed)
      report(record, "a word of the name mixes letters of scripts that are not written together",
             "letters of another script can look the same; type the name anew, on one keyboard", findings_);
  }

  void compare() {
    for (const auto& [key, records] : keys_) {
      if (key.empty()) continue;
      for (std::size_t i = 1; i < records.size(); ++i)
        for (std::size_t earlier = 0; earlier < i; ++earlier)
          if (records[i].seller != records[earlier].seller) {
            say(records[i], records[earlier]);
            break;
          }
    }
  }

 private:
  void say(const Named& one, const Named& other) {
    if (!said_.emplace(one.file, other.file).second) return;
    report(one, {"the name looks like a name in {other}, of another seller", {{"other", other.file}}},
           "make sure that nobody passes for somebody else", findings_);
  }

  Findings& findings_;
  std::map<std::string, std::vector<Named>> keys_;  // by what the name looks like
  std::set<std::pair<std::string, std::string>> said_;
};

}  // namespace

void review_names(const std::vector<Summary>& summaries, const std::vector<PublicSeller>& sellers, Findings& findings) {
  NameBook book(findings);
  for (const PublicSeller& seller : sellers) {
    std::set<std::string> names;
    for (const auto& [locale, name] : seller.name) names.insert(name);
    book.add({"content/sellers/" + seller.id + "/seller.json", seller.id, seller.id, true}, names);
  }
  for (const Summary& summary : summaries) {
    std::set<std::string> names;
    for (const CardText& card : summary.cards) names.insert(card.name);
    book.add({"content/listings/" + summary.id + "/listing.json", summary.id, summary.seller, false}, names);
  }
  book.compare();
}

}  // namespace onshelf
