// A site as a preview serves it: held in memory, brought up to date when files change, pages made when they are asked for.
// Listings are shown as if the platform approved what lies there. Nothing is written but the cache that builds use too.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "commands/catalog.h"
#include "commands/site_session.h"
#include "model/site_plan.h"
#include "plan/coverage.h"
#include "preview/http_server.h"
#include "workers/pool.h"

namespace onshelf {

struct PreviewSiteOptions {
  std::string folder;
  std::string cache;    // folder; empty: that of builds
  std::string history;  // file; empty: that of builds
  std::string now;      // ISO 8601 UTC; empty: the clock's, anew for each state
  unsigned jobs = 1;
  std::function<void(std::size_t done, std::size_t total)> progress = {};  // of listings read; may be empty
};

struct Review;

struct PreviewCounts {
  std::size_t records = 0, shown = 0, proposed = 0, broken = 0;
};

// A listing that is not shown as a build would publish it.
struct Proposal {
  std::optional<Summary> summary;  // the last that could be shown; nothing: none yet, or it hides itself
  std::string made;                // PreparedBytes of it
  bool is_broken = false;          // what lies there now has errors: what is shown is of before
};

class PreviewSite {
 public:
  explicit PreviewSite(PreviewSiteOptions options);
  ~PreviewSite();
  PreviewSite(const PreviewSite&) = delete;
  PreviewSite& operator=(const PreviewSite&) = delete;

  // What the first page needs, if all would take a while. False: all has to be read first, or would fail as well.
  bool begin(const std::string& listing);
  // What is to be done while all is read for the first time: answer(), of the part that is known, and update_part().
  void do_meanwhile(Meanwhile what) { meanwhile_ = std::move(what); }
  // Not everything is known: answer() says of some of it that it is not there yet.
  bool is_part() const;

  // All of it, from the disk. False: the settings are no good, as problems() says; what was served before still is.
  bool load();
  // The same, with nothing of the cache: see DamagedPack.
  bool load_damaged();
  // `changed`: paths below the site's folder, "" for everything. True: there is something new to see. Where much has to be read for it
  // that is a part, and load() reads the rest.
  bool update(const std::set<std::string>& changed);
  // The same of a part: of what is not known yet nothing is new. Whoever calls it calls update() as well, once all is read.
  bool update_part(const std::set<std::string>& changed);

  const Findings& problems() const { return problems_; }
  // Errors, and some of the rest, of the settings and of the records that were read the last time. Some may be there twice.
  const Findings& found() const { return found_; }
  // Some may be published no longer, or now: update() with everything is due.
  bool is_of_another_day() const;
  // Every listing was read then.
  bool is_found_of_all() const { return is_found_of_all_; }
  PreviewCounts counts() const;
  // Changes with what there is to see; never the same in another run.
  std::string version() const;
  // Where to begin: the page of a listing, by its id, else of the one that waits for approval and was changed last, else the home page.
  // Of a part that is the one that begin() has read: of those changed last the newest that waits, else the newest.
  std::string start_page(const std::string& listing) const;
  const std::vector<std::string>& listings() const;  // ids of all records, sorted

  // The listing whose page start_page() is, if it is one's; empty: there is no such listing.
  std::string start_listing(const std::string& wanted) const;
  // The path of a listing's page in a language, percent-encoded; empty: it has none.
  std::string page_of(const std::string& listing, LocaleIndex locale) const;
  // What the panel beside that page says.
  nlohmann::ordered_json state_of(const std::string& listing, LocaleIndex locale, SeenAs as = SeenAs::draft);
  const Site& site() const;
  const Words& words() const;

  // For a path as guard_request() lets it through. Throws nothing that a damaged record could cause.
  PreviewReply answer(const std::string& path, const std::string& query);
  // The same, but throws DamagedPack: what is served stays as it is.
  PreviewReply reply_to(const std::string& path, const std::string& query);

 private:
  struct Served;
  struct Aside;
  struct Reviewed;

  // All that is being read would be judged by other rules.
  struct Overtaken : std::exception {};

  bool open(bool with_same_records, bool may_be_part);
  bool open_once(bool with_same_records, bool may_be_part);
  bool serve_last();
  void set_rules(Served& served) const;
  void read_all(Served& next);
  bool take_over(Served& next);
  Catalog read_catalog(Served& next, bool anew, Findings& found);
  void propose(Served& next, const std::vector<std::string>& ids, Findings& found) const;
  void keep_last_sellers(Served& next) const;
  void keep_last(const Served& next, Proposal& proposal, const std::string& id) const;
  void plan(Served& next) const;
  static void list_outputs(Served& next);
  static void list_assets(Served& next);
  bool replace(Served& now, const Summary& before, const Summary& summary) const;
  void review_names(Served& now) const;
  CatalogOptions catalog_options() const;
  CatalogOptions while_reading() const;
  std::string time() const;

  // Of a part (preview_part.cpp).
  bool serve_part_of(std::unique_ptr<Served>& next, bool with_same_records);
  void learn_looked_at();
  void renew_part();
  std::string first_of(const std::vector<std::string>& newest);
  void learn(const std::vector<std::string>& ids);
  void learn_sellers(const std::vector<std::string>& ids);
  std::string listing_at(const std::string& output) const;
  bool is_known_at(std::string_view path, SeenAs as);

  std::optional<std::string> output_of(std::string_view path) const;
  std::pair<std::string, LocaleIndex> listing_by_id(const std::string& output) const;
  PreviewReply own_file(std::string_view name) const;
  PreviewReply page_or_file(std::string_view path, SeenAs as);
  PreviewReply page_as(SeenAs as, const std::string& id, LocaleIndex locale);
  std::optional<PreviewReply> media_as(SeenAs as, const std::string& output);
  PreviewReply media(const Summary& summary, const std::string& prepared, const std::string& output) const;
  PreviewReply other_file(const std::string& output, std::string_view path);
  std::pair<std::string, LocaleIndex> listing_of(std::string_view page) const;
  PreviewReply state(const std::string& page, SeenAs as);
  nlohmann::ordered_json listing_state(const std::string& id, LocaleIndex locale, const Translations& translations,
                                       SeenAs as);
  const Review& review(const std::string& id, SeenAs as);
  Coverage coverage_of_page(const Summary& summary, SeenAs as);
  nlohmann::ordered_json picture_changes(const std::string& id);

  // As a build would publish them now; those that changed are read again.
  void read_published(const std::vector<std::string>& ids);
  const Summary* published(const std::string& id);
  std::string published_made(const Summary& summary) const;
  // `id`: of the one that is unlisted. It stands until the site changes.
  const Aside& aside(SeenAs as, const std::string& id);
  std::optional<SitePlan> published_plan() const;
  std::string aside_made(const Aside& other, const Summary& summary) const;

  PreviewSiteOptions options_;
  Meanwhile meanwhile_;
  bool is_reading_ = false;
  std::size_t listings_read_ = 0;
  std::unique_ptr<Served> served_;
  std::unique_ptr<Served> last_whole_;  // what was served before, while a part takes its place
  ContentHash rules_read_by_;           // while all is read
  bool is_overtaken_ = false;           // they are others by now: what is being read is of no use
  std::string looked_at_;               // id of the listing that somebody asked for last
  Findings problems_, found_;
  bool is_found_of_all_ = false;
  bool is_cache_damaged_ = false;
  std::string run_;  // names this run in versions
  std::uint64_t version_ = 0;
  std::optional<std::pair<SeenAs, std::string>> beside_;  // what was last asked for beside it
  std::unique_ptr<Reviewed> reviewed_;                    // the last that somebody asked for
  bool has_missed_records_ = false;                       // some changed while the settings were no good
};

}  // namespace onshelf
