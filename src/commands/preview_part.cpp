// What a preview answers while all is still being read, at first or because all are judged by other rules now: the pages of listings that
// somebody asks for, each read with its seller at that moment. They are planned as if there were no others; what is not of a single listing
// waits.
#include <sys/stat.h>

#include <algorithm>
#include <exception>
#include <tuple>

#include "commands/preview_served.h"
#include "commands/preview_site.h"
#include "commands/read_history.h"
#include "load/records.h"

namespace onshelf {
namespace {

constexpr const char* kListings = "content/listings";
// All of so few is read before a browser has asked for anything.
constexpr std::size_t kSoonRead = 32;
// Of so many, those that were changed last, it is found out whether they wait for approval.
constexpr std::size_t kLookedAt = 32;

// The newest first.
std::vector<std::string> changed_last(const std::string& folder, const std::vector<std::string>& ids) {
  using Time = std::pair<std::int64_t, std::int64_t>;
  const auto time_of = [](const std::string& file) {
    struct stat found {};
    return stat(file.c_str(), &found) == 0 ? Time{found.st_mtim.tv_sec, found.st_mtim.tv_nsec} : Time{};
  };
  std::vector<std::pair<Time, std::string>> all;
  for (const std::string& id : ids) {
    const std::string own = folder + '/' + kListings + '/' + id;
    all.emplace_back(std::max(time_of(own + "/listing.json"), time_of(own + "/draft/listing.json")), id);
  }
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kLookedAt));
  std::partial_sort(all.begin(), end, all.end(), [](const auto& a, const auto& b) { return b < a; });
  std::vector<std::string> newest;
  for (auto place = all.begin(); place != end; ++place) newest.push_back(std::move(place->second));
  return newest;
}

// Empty: it is not a listing's.
std::string listing_of_file(std::string_view path) {
  const std::string folder = std::string(kListings) + '/';
  if (!path.starts_with(folder)) return {};
  path.remove_prefix(folder.size());
  return std::string(path.substr(0, path.find('/')));
}

bool is_beside_content(std::string_view path) {
  return path.starts_with("site/") || path.starts_with("templates/") || path.starts_with("themes/");
}

}  // namespace

bool PreviewSite::is_part() const { return served_ && served_->is_part; }

bool PreviewSite::begin(const std::string& listing) {
  try {
    Findings findings;  // load() finds them as well
    auto session = open_site(options_.folder, {}, findings);
    auto history = session ? read_history(history_file(options_.folder, options_.history), findings) : std::nullopt;
    if (!history) return false;
    auto part = std::make_unique<Served>(std::move(*session));
    part->is_part = true;
    part->history = std::move(*history);
    set_rules(*part);
    part->secret = random_secret();
    part->ids = list_records(*part->session.disk, kListings, findings);
    if (part->ids.size() <= kSoonRead) return false;
    part->seller_ids = list_records(*part->session.disk, "content/sellers", findings);
    served_ = std::move(part);
    ++version_;
    served_->first = listing.empty() ? first_of(changed_last(options_.folder, served_->ids)) : listing;
    looked_at_ = served_->first;
    learn_looked_at();
    return true;
  } catch (const std::exception&) {
    // Whatever it is: reading all does without, or meets it again and says so.
    served_.reset();
    return false;
  }
}

// The newest that waits for approval, else the newest.
std::string PreviewSite::first_of(const std::vector<std::string>& newest) {
  Served& part = *served_;
  part.unread.insert(newest.begin(), newest.end());
  read_published(newest);
  for (const std::string& id : newest) {
    const bool has_edit = part.session.disk->stamp(std::string(kListings) + '/' + id + "/draft").has_value();
    if (!has_edit && part.published.contains(id)) continue;
    learn({id});
    if (part.shown(id)) return id;
  }
  return newest.front();
}

// Of what would be read anew as a whole, the listing that is looked at. False: all is read soon enough, and `next` is as it was.
bool PreviewSite::serve_part_of(std::unique_ptr<Served>& next, bool with_same_records) {
  if (!served_ || served_->is_part) return false;
  Findings told_later;
  next->ids = with_same_records ? served_->ids : list_records(*next->session.disk, kListings, told_later);
  if (next->ids.size() <= kSoonRead) return false;
  next->is_part = true;
  next->secret = random_secret();
  next->seller_ids = list_records(*next->session.disk, "content/sellers", told_later);
  last_whole_ = std::move(served_);
  served_ = std::move(next);
  listings_read_ = 0;
  learn_looked_at();
  ++version_;
  return true;
}

void PreviewSite::learn_looked_at() {
  Served& part = *served_;
  part.first = looked_at_;
  if (std::binary_search(part.ids.begin(), part.ids.end(), looked_at_)) learn({looked_at_});
}

// The same part after something beside content/ changed. If it is judged by other rules now, so is what is being read.
void PreviewSite::renew_part() {
  ++version_;
  Findings findings;
  auto session = open_site(options_.folder, {}, findings);
  problems_ = std::move(findings);
  if (!session) return;
  Served& last = *served_;
  auto part = std::make_unique<Served>(std::move(*session));
  part->is_part = true;
  set_rules(*part);
  part->history = last.history;
  part->secret = last.secret;
  part->ids = last.ids;
  part->seller_ids = last.seller_ids;
  is_overtaken_ = part->rules != rules_read_by_;
  const bool is_judged_alike = part->rules == last.rules;
  if (is_judged_alike) {
    part->sellers = std::move(last.sellers);
    part->of_sellers = std::move(last.of_sellers);
    part->published = std::move(last.published);
    part->published_made = std::move(last.published_made);
    part->unread = std::move(last.unread);
    part->proposals = std::move(last.proposals);
    part->known = std::move(last.known);
    part->sellers_known = std::move(last.sellers_known);
    part->first = std::move(last.first);
  }
  served_ = std::move(part);
  if (is_judged_alike)
    plan(*served_);
  else
    learn_looked_at();
}

bool PreviewSite::update_part(const std::set<std::string>& changed) {
  if (!is_part()) return false;
  const bool is_renewed = std::any_of(changed.begin(), changed.end(), is_beside_content);
  if (is_renewed) renew_part();
  std::set<std::string> known;
  for (const std::string& path : changed)
    if (const std::string id = listing_of_file(path); served_->known.contains(id)) known.insert(id);
  if (known.empty()) return is_renewed;
  learn({known.begin(), known.end()});
  ++version_;
  return true;
}

// Reads them, and plans what is known then.
void PreviewSite::learn(const std::vector<std::string>& ids) {
  Served& part = *served_;
  Findings told_later;
  part.known.insert(ids.begin(), ids.end());
  part.unread.insert(ids.begin(), ids.end());
  // Once more when a seller turns out to be refused: until it is read it passes for sound.
  for (std::size_t refused = part.sellers.refused.size(), round = 0; round < 2; ++round) {
    propose(part, ids, told_later);
    for (const std::string& id : ids) {
      Proposal& proposal = part.proposals[id];
      if (proposal.summary || !proposal.is_broken) continue;
      // The approved version stands in for it.
      if (const Summary* approved = published(id)) {
        proposal.summary = *approved;
        proposal.made = published_made(*approved);
      }
    }
    learn_sellers(ids);
    if (part.sellers.refused.size() == refused) break;
    refused = part.sellers.refused.size();
    part.unread.insert(ids.begin(), ids.end());
  }
  for (const std::string& id : ids) {
    std::optional<Summary>& summary = part.proposals[id].summary;
    if (summary && !part.has_sound_seller(summary->seller)) summary.reset();
  }
  plan(part);
}

// Those of the listings that are not known yet.
void PreviewSite::learn_sellers(const std::vector<std::string>& ids) {
  Served& part = *served_;
  std::set<std::string> unknown;
  for (const std::string& id : ids)
    if (const Summary* summary = part.shown(id); summary && !part.sellers_known.contains(summary->seller))
      unknown.insert(summary->seller);
  if (unknown.empty()) return;
  Sellers read = read_sellers({unknown.begin(), unknown.end()}, part.site(), *part.session.disk, options_.jobs, false,
                              part.of_sellers);
  part.sellers_known.merge(unknown);
  for (PublicSeller& seller : read.sound) part.sellers.sound.push_back(std::move(seller));
  for (std::string& seller : read.refused) part.sellers.refused.push_back(std::move(seller));
  keep_last_sellers(part);
}

// Whose page it was, or is by its id; empty: nobody knows.
std::string PreviewSite::listing_at(const std::string& output) const {
  if (last_whole_) {
    const auto found = last_whole_->outputs.find(output);
    if (found != last_whole_->outputs.end() && found->second.kind == PreviewTarget::Kind::detail)
      return last_whole_->plan.summaries[found->second.index].id;
  }
  return listing_by_id(output).first;
}

// False: it has to wait until all is known.
bool PreviewSite::is_known_at(std::string_view path, SeenAs as) {
  using Kind = PreviewTarget::Kind;
  Served& part = *served_;
  const auto output = output_of(path);
  if (!output) return true;
  if (as != SeenAs::draft) return false;
  const std::string id = listing_at(*output);
  if (!id.empty() && !part.known.contains(id)) learn({id});
  if (const auto found = part.outputs.find(*output); found != part.outputs.end())
    return found->second.kind == Kind::detail || found->second.kind == Kind::asset || found->second.kind == Kind::media;
  // One that has no page, only findings.
  return !id.empty() && !part.shown(id);
}

}  // namespace onshelf
