#include "commands/preview_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <system_error>

#include "commands/clock.h"
#include "commands/preview_served.h"
#include "commands/program.h"
#include "commands/read_history.h"
#include "model/urls.h"
#include "plan/plan.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;
using Target = PreviewTarget;

constexpr std::string_view kListings = "content/listings/";
// More at once than this, as when a branch is switched, and all is read anew, on all cores.
constexpr std::size_t kManyListings = 64;

bool has(const Findings& findings, const Finding& like) {
  return std::any_of(findings.all().begin(), findings.all().end(), [&](const Finding& one) {
    return one.rule == like.rule && one.listing == like.listing && one.message == like.message;
  });
}

}  // namespace

PreviewSite::PreviewSite(PreviewSiteOptions options)
    : options_(std::move(options)), run_(fmt::format("{:08x}", std::random_device{}())) {}
PreviewSite::~PreviewSite() = default;

std::string PreviewSite::version() const { return fmt::format("{}-{}", run_, version_); }

PreviewCounts PreviewSite::counts() const {
  const Served& now = *served_;
  std::size_t proposed = 0;
  for (const auto& [id, proposal] : now.proposals) proposed += proposal.summary.has_value();
  return {now.ids.size(), now.plan.summaries.size(), proposed, now.broken};
}

std::string PreviewSite::time() const { return build_time(options_.now).value_or("1970-01-01T00:00:00Z"); }

CatalogOptions PreviewSite::catalog_options() const {
  return {time().substr(0, 10), options_.jobs, program_fingerprint(), {}, {}};
}

// What a record says of its validity is judged by the day.
void PreviewSite::set_rules(Served& served) const {
  served.day = time().substr(0, 10);
  served.rules = ContentHasher().add(catalog_rules(served.site(), program_fingerprint())).add(served.day).value();
}

bool PreviewSite::is_of_another_day() const {
  return served_ && !served_->is_part && served_->day != time().substr(0, 10);
}

CatalogOptions PreviewSite::while_reading() const {
  CatalogOptions options = catalog_options();
  options.progress = options_.progress;
  // (Later whoever asks after a file was saved waits for what it says now.)
  if (!is_part() || !meanwhile_.ready) return options;
  options.meanwhile = {meanwhile_.descriptor, [this] {
                         meanwhile_.ready();
                         if (is_overtaken_) throw Overtaken{};
                       }};
  return options;
}

bool PreviewSite::load() { return open(false, false); }

bool PreviewSite::load_damaged() {
  is_cache_damaged_ = true;
  return load();
}

bool PreviewSite::open(bool with_same_records, bool may_be_part) {
  for (;;) {
    try {
      return open_once(with_same_records, may_be_part);
    } catch (const Overtaken&) {
      listings_read_ = 0;
    }
  }
}

// Instead of a part whose rest cannot be read. False: nothing was served before.
bool PreviewSite::serve_last() {
  if (!last_whole_) return served_ && !served_->is_part;
  served_ = std::move(last_whole_);
  return true;
}

// `with_same_records`: only what is beside content/ changed since the last time. `may_be_part`: of what takes long, as of other rules for
// all records, only what is looked at.
bool PreviewSite::open_once(bool with_same_records, bool may_be_part) {
  has_missed_records_ = has_missed_records_ || !with_same_records;
  Findings findings;
  auto session = open_site(options_.folder, {}, findings);
  auto history = session ? read_history(history_file(options_.folder, options_.history), findings) : std::nullopt;
  problems_ = std::move(findings);
  found_ = problems_;
  is_found_of_all_ = false;
  if (!history) {
    serve_last();
    return ++version_, false;
  }
  auto next = std::make_unique<Served>(std::move(*session));
  next->history = std::move(*history);
  set_rules(*next);
  if (!has_missed_records_ && take_over(*next)) {
    served_ = std::move(next);
    ++version_;
    return true;
  }
  if (may_be_part && serve_part_of(next, !has_missed_records_)) return true;
  rules_read_by_ = next->rules;
  is_overtaken_ = false;
  try {
    is_reading_ = true;
    read_all(*next);
    is_reading_ = false;
  } catch (const Overtaken&) {
    is_reading_ = false;
    throw;
  } catch (const std::system_error& error) {
    is_reading_ = false;
    // A full disk, or the folder is gone: what was served still is.
    if (!serve_last()) throw;
    has_missed_records_ = true;
    ++version_;
    problems_.add({FindingSeverity::error,
                   "cache-unwritable",
                   Place{".onshelf/cache", 0, 0, {}, 0, 0},
                   {},
                   {"what lies there now could not be read: {fault}", {{"fault", error.what()}}},
                   "check the folder's permissions and the disk, then save any file"});
    return false;
  }
  plan(*next);
  found_.add_all(next->together.all());
  // (There may be warnings about every record.)
  Findings errors;
  for (const Finding& finding : found_.all())
    if (finding.severity == FindingSeverity::error) errors.add(finding);
  found_ = std::move(errors);
  is_found_of_all_ = true;
  served_ = std::move(next);
  last_whole_.reset();
  has_missed_records_ = false;
  ++version_;
  return true;
}

// Every record, and what lies there of those that a build would not publish as it does.
void PreviewSite::read_all(Served& next) {
  Catalog catalog;
  try {
    catalog = read_catalog(next, std::exchange(is_cache_damaged_, false), found_);
  } catch (const DamagedPack&) {
    catalog = read_catalog(next, true, found_);
  }
  for (Summary& summary : catalog.summaries) {
    std::string id = summary.id;
    next.published.emplace(std::move(id), std::move(summary));
  }
  std::vector<std::string> unapproved = std::move(catalog.unapproved);
  for (const std::string& id : next.ids)
    if (next.session.disk->stamp(std::string(kListings) + id + "/draft")) unapproved.push_back(id);
  std::sort(unapproved.begin(), unapproved.end());
  unapproved.erase(std::unique(unapproved.begin(), unapproved.end()), unapproved.end());
  propose(next, unapproved, found_);
  for (const std::string& id : catalog.broken) {
    Proposal& proposal = next.proposals[id];
    proposal.is_broken = true;
    keep_last(next, proposal, id);
  }
}

// What would be read again as it is. False: the site judges its records in another way now.
bool PreviewSite::take_over(Served& next) {
  if (!served_ || served_->is_part || served_->rules != next.rules) return false;
  Served& last = *served_;
  next.cache = std::move(last.cache);
  next.secret = last.secret;
  next.sellers = std::move(last.sellers);
  next.of_sellers = std::move(last.of_sellers);
  next.ids = std::move(last.ids);
  next.published = std::move(last.published);
  next.published_made = std::move(last.published_made);
  next.unread = std::move(last.unread);
  next.proposals = std::move(last.proposals);
  next.broken = last.broken;
  if (next.site().inputs.settings != last.site().inputs.settings ||
      next.site().inputs.categories != last.site().inputs.categories) {
    plan(next);
    return true;
  }
  next.together = std::move(last.together);
  next.plan = std::move(last.plan);
  next.outputs = std::move(last.outputs);
  for (const auto& [path, file] : next.plan.assets) next.outputs.erase(path);
  plan_assets(next.site(), next.plan);
  list_assets(next);
  next.pages = next.renderer_of(next.plan);
  return true;
}

Catalog PreviewSite::read_catalog(Served& next, bool anew, Findings& found) {
  const std::string folder = options_.cache.empty() ? options_.folder + "/.onshelf/cache" : options_.cache;
  // (Not alone: a build may be using it as well.)
  next.cache = std::make_unique<RecordCache>(folder, fs::absolute(options_.folder).lexically_normal().string(), false);
  if (anew) next.cache->clear();
  next.cache->open();
  next.secret = next.cache->secret();
  CatalogOptions how = while_reading();
  how.progress = [this](std::size_t done, std::size_t total) {
    listings_read_ = done;
    if (options_.progress) options_.progress(done, total);
  };
  const auto save = [&next](const std::vector<std::string>& ids) {
    std::vector<std::string> records;
    for (const std::string& id : ids) records.push_back(std::string(kListings) + id);
    next.cache->save(records);
  };
  CatalogScan scan;
  try {
    scan = scan_catalog(next.site(), next.words, *next.session.disk, how, *next.cache);
  } catch (const Overtaken&) {
    // What was read by these rules is there should somebody go back to them.
    save(served_->ids);
    throw;
  }
  next.ids = scan.ids;
  next.sellers = scan.sellers;
  next.of_sellers = scan.findings;
  keep_last_sellers(next);
  save(scan.ids);
  return gather_catalog(std::move(scan), *next.cache, found);
}

// What lies there for `ids` now, as if it were approved.
void PreviewSite::propose(Served& next, const std::vector<std::string>& ids, Findings& found) const {
  auto listings = read_proposed(next.book(), next.words, *next.session.disk,
                                is_reading_ && !next.is_part ? while_reading() : catalog_options(), next.secret, ids);
  for (ProposedListing& listing : listings) {
    Proposal proposal{std::move(listing.summary), std::move(listing.made), listing.has_errors};
    if (proposal.is_broken) keep_last(next, proposal, listing.id);
    next.proposals[listing.id] = std::move(proposal);
    found.add_all(std::move(listing.findings));
  }
}

// What pages said of a seller they say until its record is mended.
void PreviewSite::keep_last_sellers(Served& next) const {
  const Served* last = last_whole_ ? last_whole_.get() : served_.get();
  if (!last || last->is_part || last->site().locales.size() != next.site().locales.size()) return;
  for (const PublicSeller& seller : last->sellers.sound)
    if (std::find(next.sellers.refused.begin(), next.sellers.refused.end(), seller.id) != next.sellers.refused.end() &&
        !next.has_sound_seller(seller.id))
      next.sellers.sound.push_back(seller);
}

// A page that was there stays while its record is being mended. Before anything was served it is that of the approved version.
void PreviewSite::keep_last(const Served& next, Proposal& proposal, const std::string& id) const {
  const bool is_first = !last_whole_ && (!served_ || (served_->is_part && !next.is_part));
  const bool was_before_part = last_whole_ && !served_->proposals.contains(id);
  const Served& last = is_first ? next : was_before_part ? *last_whole_ : *served_;
  if (last.site().locales.size() != next.site().locales.size()) return;
  const auto approved = next.published.find(id);
  const Summary* shown = !is_first ? last.shown(id) : approved == next.published.end() ? nullptr : &approved->second;
  if (!shown) return;
  try {
    proposal.made = last.made(*shown);
    proposal.summary = *shown;
  } catch (const DamagedPack&) {
    // Then there is none until it is mended.
  }
}

void PreviewSite::plan(Served& next) const {
  std::vector<Summary> summaries;
  summaries.reserve(next.published.size() + next.proposals.size());
  next.broken = 0;
  for (const auto& [id, summary] : next.published)
    if (!next.proposals.contains(id)) summaries.push_back(summary);
  for (const auto& [id, proposal] : next.proposals) {
    if (proposal.summary) summaries.push_back(*proposal.summary);
    next.broken += proposal.is_broken;
  }
  next.search.reset();
  next.sitemaps.reset();
  next.pages.reset();
  next.together = {};
  next.plan = plan_site(next.site(), {std::move(summaries), next.sellers.sound, time(), &next.words}, next.history,
                        next.together);
  next.pages = next.renderer_of(next.plan);
  list_outputs(next);
}

void PreviewSite::list_assets(Served& next) {
  for (const auto& [path, file] : next.plan.assets)
    next.outputs[path] = {Target::Kind::asset, 0, static_cast<std::uint32_t>(file)};
}

void PreviewSite::list_outputs(Served& next) {
  const Site& site = next.site();
  const SitePlan& plan = next.plan;
  const Urls urls(site);
  auto& outputs = next.outputs;
  outputs.clear();
  outputs.reserve(plan.summaries.size() * (site.locales.size() + 2) + plan.list_pages.size() + 64);
  const auto count = [](auto size) { return static_cast<std::uint32_t>(size); };
  list_assets(next);
  outputs["index.html"] = {Target::Kind::choice};
  outputs["404.html"] = {Target::Kind::not_found};
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) {
    outputs[Urls::output_file(urls.home(locale))] = {Target::Kind::home, locale};
    outputs[Urls::output_file(urls.search(locale))] = {Target::Kind::search, locale};
    if (!plan.compare_script.empty())
      outputs[Urls::output_file(urls.compare(locale))] = {Target::Kind::compare, locale};
    for (std::uint32_t i = 0; i < count(plan.summaries.size()); ++i)
      if (plan.summaries[i].has_page(locale))
        outputs[Urls::output_file(urls.detail(plan.summaries[i], locale))] = {Target::Kind::detail, locale, i};
  }
  for (std::uint32_t i = 0; i < count(plan.list_pages.size()); ++i) {
    const ListPage& page = plan.list_pages[i];
    outputs[Urls::output_file(urls.list(plan.lists[page.list], page.page, page.locale, page.sort))] = {
        Target::Kind::list, page.locale, i};
  }
  for (std::uint32_t i = 0; i < count(plan.index_pages.size()); ++i) {
    const IndexPage& page = plan.index_pages[i];
    outputs[Urls::output_file(urls.index(plan, page))] = {Target::Kind::index, plan.indexes[page.index].locale, i};
  }
  for (std::uint32_t i = 0; i < count(plan.summaries.size()); ++i)
    for (const std::string& name : plan.summaries[i].media)
      outputs[urls.media(plan.summaries[i], name)] = {Target::Kind::media, 0, i};
}

bool PreviewSite::update(const std::set<std::string>& changed) {
  std::set<std::string> listings;
  bool all = !served_ || served_->is_part, site = problems_.has_errors();
  for (const std::string& path : changed) {
    if (!path.starts_with(kListings)) {
      const bool is_beside = path.starts_with("site/") || path.starts_with("templates/") || path.starts_with("themes/");
      (is_beside ? site : all) = true;
      continue;
    }
    const std::string_view rest = std::string_view(path).substr(kListings.size());
    listings.emplace(rest.substr(0, rest.find('/')));
  }
  if (all || listings.size() > kManyListings) return open(false, true), true;
  if (site) {
    const bool is_good = open(true, true);
    has_missed_records_ = has_missed_records_ || (!is_good && !listings.empty());
    if (!is_good || is_part() || listings.empty()) return true;
  } else {
    found_ = problems_;
    is_found_of_all_ = false;
  }
  if (listings.empty()) return false;
  ++version_;
  Served& now = *served_;
  now.aside.reset();
  std::vector<std::string> here;
  bool is_same_plan = true;
  for (const std::string& id : listings) {
    const bool is_there = now.session.disk->stamp(std::string(kListings) + id).has_value();
    const auto place = std::lower_bound(now.ids.begin(), now.ids.end(), id);
    const bool was_there = place != now.ids.end() && *place == id;
    if (is_there) {
      here.push_back(id);
      now.unread.insert(id);
      if (!was_there) now.ids.insert(place, id);
    } else if (was_there) {
      now.ids.erase(place);
      is_same_plan = !now.shown(id) && is_same_plan;
      now.published.erase(id);
      now.published_made.erase(id);
      now.unread.erase(id);
      now.proposals.erase(id);
    }
  }
  std::map<std::string, std::optional<Summary>> before;
  for (const std::string& id : here) {
    const Summary* shown = now.shown(id);
    before.emplace(id, shown ? std::optional(*shown) : std::nullopt);
  }
  propose(now, here, found_);
  bool has_other_names = false;
  for (const std::string& id : here) {
    const Summary* shown = now.shown(id);
    const auto& was = before[id];
    // (Several that go to other places at once are all planned anew: each is put among those that are in order.)
    const bool is_alike = shown && was ? here.size() == 1 || shown->shown == was->shown : !shown && !was;
    is_same_plan = is_same_plan && is_alike;
    has_other_names = has_other_names || (shown && was && shown->looks != was->looks);
  }
  // Who is in whose way is told of those that were saved, and of others when it is new.
  const Findings together_before = now.together;
  for (const std::string& id : here)
    if (const Summary* shown = now.shown(id)) is_same_plan = is_same_plan && replace(now, *before[id], *shown);
  if (is_same_plan && has_other_names) review_names(now);
  if (!is_same_plan) plan(now);
  for (const Finding& finding : now.together.all())
    if (listings.contains(finding.listing) || !has(together_before, finding)) found_.add(finding);
  return true;
}

// One listing, as far as no other pages are planned for it.
bool PreviewSite::replace(Served& now, const Summary& before, const Summary& summary) const {
  const auto key_of = [&now](const Summary& planned, LocaleIndex locale) -> std::string_view {
    return now.shown(planned.id)->cards[locale].collation_key;
  };
  if (!replace_in_plan(now.site(), now.history, before, summary, key_of, time(), now.plan)) return false;
  now.sitemaps.reset();
  if (before.shown == summary.shown) return true;
  now.search.reset();
  // (It knows who comes after whom.)
  now.pages.reset();
  now.pages = now.renderer_of(now.plan);
  return true;
}

// What plan_site() says of names.
void PreviewSite::review_names(Served& now) const {
  std::vector<Summary> named;
  const auto add = [&](const Summary& summary) {
    Summary& one = named.emplace_back();
    one.id = summary.id;
    one.slug = summary.slug;
    one.seller = summary.seller;
    one.visibility = summary.visibility;
    one.looks = summary.looks;
  };
  for (const auto& [id, summary] : now.published)
    if (!now.proposals.contains(id)) add(summary);
  for (const auto& [id, proposal] : now.proposals)
    if (proposal.summary) add(*proposal.summary);
  now.together = {};
  review_together(std::move(named), {}, now.sellers.sound, now.history, now.together);
}

const std::vector<std::string>& PreviewSite::listings() const { return served_->ids; }

const Site& PreviewSite::site() const { return served_->site(); }
const Words& PreviewSite::words() const { return served_->words; }

std::string PreviewSite::page_of(const std::string& listing, LocaleIndex locale) const {
  const Served& now = *served_;
  const Urls urls(now.site());
  for (const Summary& summary : now.plan.summaries)
    if (summary.id == listing)
      return summary.has_page(locale) ? urls.href(urls.detail(summary, locale)) : std::string{};
  return {};
}

std::string PreviewSite::start_page(const std::string& listing) const {
  const Site& site = served_->site();
  const Urls urls(site);
  const std::string first = start_listing(listing);
  if (first.empty()) return listing.empty() ? urls.href(urls.home(site.default_locale)) : std::string{};
  const std::string page = page_of(first, site.default_locale);
  // What could never be shown has its findings there.
  return page.empty() ? urls.href(urls.all_products(site.default_locale) + first + '/') : page;
}

std::string PreviewSite::start_listing(const std::string& wanted) const {
  const Served& now = *served_;
  if (now.is_part && wanted.empty()) return now.first;
  if (!wanted.empty()) return std::binary_search(now.ids.begin(), now.ids.end(), wanted) ? wanted : std::string{};
  std::string newest;
  fs::file_time_type changed = fs::file_time_type::min();
  for (const auto& [id, proposal] : now.proposals) {
    const fs::path folder = fs::path(options_.folder) / std::string(kListings) / id;
    for (const fs::path& file : {folder / "listing.json", folder / "draft" / "listing.json"}) {
      std::error_code error;
      const auto time = fs::last_write_time(file, error);
      if (error || time < changed || !proposal.summary) continue;
      changed = time;
      newest = id;
    }
  }
  return newest;
}

}  // namespace onshelf
