// The whole build: Build::run reads like the arrow, each line's result is the next line's input. Bodies stream; only summaries
// are held.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "commands/archive.h"
#include "commands/catalog.h"
#include "commands/clock.h"
#include "commands/options.h"
#include "commands/program.h"
#include "commands/progress.h"
#include "commands/publish.h"
#include "commands/read_history.h"
#include "commands/remembered_plan.h"
#include "commands/reporter.h"
#include "commands/site_session.h"
#include "commands/standing_plan.h"
#include "commands/stats.h"
#include "plan/plan.h"
#include "render/site_files.h"
#include "text/utf8.h"
#include "write/history_file.h"
#include "write/precompress.h"
#include "write/publisher.h"
#include "write/write_file.h"

namespace onshelf {

// Where the archive looks for it: beside the type.
template <class A>
void serialize(A& a, PublishCounts& v) {
  a(v.pages, v.files, v.rendered, v.written, v.unchanged, v.removed, v.bytes);
}

namespace {

namespace fs = std::filesystem;

// The findings of one build, and how they are told.
class Report {
 public:
  explicit Report(const BuildOptions& options) : site_(options.site), reporter_(options.report) {}

  bool load_language(Findings& findings) { return reporter_.load_language(site_, findings); }
  void print(const Findings& findings) const {
    reporter_.print(reporter_.is_text() ? findings : seen_from_here(findings, site_));
  }
  ExitCode refuse(const Findings& findings) const {
    print(findings);
    return ExitCode::bad_usage;
  }
  std::FILE* summary_stream() const { return reporter_.summary_stream(); }

 private:
  std::string site_;
  Reporter reporter_;
};

ExitCode usage_fault(const std::string& message) {
  fmt::print(stderr, "onshelf build: {}\n", message);
  return ExitCode::bad_usage;
}

// The same as site.schema.json asks of "base_url".
bool is_site_address(std::string_view url) {
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (host == 0 || url.size() > 1000) return false;
  const std::string_view rest = url.substr(host);
  const std::string_view name = rest.substr(0, rest.find('/'));
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const auto is_of_no_host = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' ||
           std::string_view("?#@%\"<>\\^`{|}\x7F").find(c) != std::string_view::npos;
  };
  return !name.empty() && !find_invalid_utf8(name) && std::none_of(name.begin(), name.end(), is_of_no_host) &&
         rest.find_first_not_of(std::string(kLetters) + "._~/-", name.size()) == std::string_view::npos;
}

// Filled by a build that is no pseudo one.
bool is_the_site(const fs::path& out) {
  std::ifstream file(out / kMarkFile);
  std::string start(kMarkLine.size(), '\0');
  return file.read(start.data(), static_cast<std::streamsize>(start.size())) && start == kMarkLine;
}

struct Folders {
  fs::path out, state, history, cache;
};

Folders folders_of(const BuildOptions& options) {
  const fs::path site(options.site);
  Folders folders;
  const char* const out = options.pseudo ? "public-pseudo" : "public";
  folders.out = options.out.empty() ? (site / out).lexically_normal() : fs::path(options.out);
  folders.state = options.pseudo ? site / ".onshelf" / "pseudo" : site / ".onshelf";
  folders.history = history_file(site, options.history);
  folders.cache = options.cache.empty() ? folders.state / "cache" : fs::path(options.cache);
  return folders;
}

// What a build has to say at its end, and says again when the next one finds nothing changed.
struct Outcome {
  std::vector<Finding> findings;
  std::vector<std::string> notes;
  std::size_t listed = 0, unlisted = 0, withheld = 0, refused = 0;
  PublishCounts counts;
  ContentHash nginx;
  std::vector<std::string> reasons = {};  // why files were made; of this build only
};

template <class A>
void serialize(A& a, Outcome& v) {
  a(v.findings, v.notes, v.listed, v.unlisted, v.withheld, v.refused, v.counts, v.nginx);
}

// Nothing: there is none, or something else at its place, which may keep its reader waiting.
std::optional<std::string> bytes_of_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  return bytes;
}

ContentHash hash_of(const std::optional<std::string>& bytes) { return bytes ? content_hash(*bytes) : ContentHash{}; }

// One run of the arrow, from an open session to a published site.
class Build {
 public:
  Build(const BuildOptions& options, const Folders& folders, std::string now, const SiteSession& session,
        Publisher& out)
      : options_(options),
        folders_(folders),
        now_(std::move(now)),
        session_(session),
        site_(session.site),
        words_(*session.words),
        out_(out),
        program_(program_fingerprint()),
        cache_(folders.cache.string(), fs::absolute(options.site).lexically_normal().string(), options.cache.empty()),
        progress_(options.quiet ? nullptr : watched_stream()) {}

  // Nothing: the findings say why nothing was published. Throws DamagedPack when the cache is to be thrown away.
  std::optional<Outcome> run(Findings& findings, Stats& stats) {
    cache_.open();
    if (options_.fresh) cache_.forget();
    // load, check, gate: one listing at a time, on all cores
    const unsigned jobs = job_count(options_.jobs);
    stats.begin("read");
    CatalogScan scan = scan_catalog(site_, words_, *session_.disk,
                                    {now_.substr(0, 10), jobs, program_, told("listings read")}, cache_);
    progress_.clear();
    stats.end(fmt::format("{} listings, {} as before", scan.ids.size(), scan.reused));
    const auto trouble = save_cache(scan.ids);

    const ContentHash records = scan.inputs;
    std::optional<std::string> history = bytes_of_file(folders_.history);
    if (auto known = repeat(records, hash_of(history))) {
      if (trouble) known->findings.push_back(*trouble);
      return known;
    }

    // plan: every page, address and list
    stats.begin("plan");
    RememberedPlan last = options_.fresh ? RememberedPlan{} : remembered_plan(out_.kept(KeptText::plan), program_);
    std::optional<Planned> planned = plan_again(scan, last, history.value_or(""));
    std::optional<Sitemaps> sitemaps;
    std::optional<Amendment> amendment;
    if (planned) {
      sitemaps.emplace(site_, planned->plan);
      amendment = amend(planned->plan, *sitemaps, std::move(planned->changed));
    }
    history.reset();  // as long as all listings have lines
    // Where outputs do not stand either, all of the plan is wanted.
    if (!amendment) {
      sitemaps.reset();
      planned = plan_anew(std::move(scan), findings);
      if (!planned) return std::nullopt;
      sitemaps.emplace(site_, planned->plan);
    }
    cache_.forget();  // summaries know their places in the packs, which stay open
    const SitePlan& plan = planned->plan;
    PlanOrigin& origin = planned->origin;
    RememberedPlan& next = planned->next;
    findings.add_all(origin.findings);
    const SearchIndex search = plan_search(plan, last, next);
    stats.end(fmt::format("{} listings, {} list pages{}", plan.summaries.size(), plan.list_pages.size(),
                          amendment ? ", as before" : ""));
    if (options_.strict && findings.has_errors()) return std::nullopt;

    // render, write: pages stream through the publisher
    stats.begin("publish");
    if (!amendment) amendment = amend(plan, *sitemaps, last, next);
    if (!amendment) claim_paths(plan, search, *sitemaps);
    PublishReport report =
        publish_site(session_, plan, search, *sitemaps, cache_,
                     {jobs, program_, told("pages made"), options_.explain, std::move(amendment)}, out_, findings);
    progress_.clear();
    if (!report.is_complete) next.shape = {};
    out_.keep(KeptText::plan, to_bytes(next, program_));
    out_.keep(KeptText::standing, report.is_complete ? standing_bytes(origin, plan) : std::string());
    const std::string nginx = nginx_conf(site_, plan);
    Outcome outcome{
        {}, std::move(origin.notes), 0, 0, origin.withheld, origin.refused, report.counts, content_hash(nginx)};
    for (const Summary& summary : plan.summaries)
      ++(summary.visibility == Visibility::listed ? outcome.listed : outcome.unlisted);
    const ContentHash inputs = all_inputs(records, origin.history);
    history = std::move(planned->history);
    sitemaps.reset();
    planned.reset();  // the largest there is
    // What was said is only true again when the next build finds these inputs, and what is about to be written.
    if (report.is_complete && records) out_.remember(inputs, to_bytes(remembered(outcome, findings)));
    PruneReport pruned = out_.commit();
    outcome.counts.removed = pruned.removed;
    findings.add_all(std::move(pruned.findings));
    if (trouble) findings.add(*trouble);
    stats.end(fmt::format("{} files made, {} written, {} removed", report.counts.rendered, report.counts.written,
                          pruned.removed));
    // Outside public/, where no server hands it out.
    write_file(folders_.state / "nginx.conf", nginx);
    if (!options_.pseudo) write_file(folders_.history, *history);
    outcome.findings = findings.all();
    if (report.new_files > 0) outcome.reasons.push_back(fmt::format("{} files are new", report.new_files));
    std::move(report.reasons.begin(), report.reasons.end(), std::back_inserter(outcome.reasons));
    return outcome;
  }

  void clear_cache() { cache_.clear(); }

 private:
  std::optional<Finding> save_cache(const std::vector<std::string>& ids) {
    std::vector<std::string> records;
    for (const std::string& id : ids) records.push_back("content/listings/" + id);
    if (cache_.save(records)) return std::nullopt;
    return Finding{FindingSeverity::warning,
                   "cache-unwritable",
                   Place{folders_.cache.string(), 0, 0, {}, 0, 0},
                   {},
                   "what this build learned could not be kept for the next one",
                   "check the folder's permissions and the disk"};
  }

  // A plan, and where it is from.
  struct Planned {
    SitePlan plan;
    PlanOrigin origin;
    std::string history;                      // the bytes of its file from now on
    RememberedPlan next;                      // without what is known once it is published
    std::vector<std::uint32_t> changed = {};  // into its listings, when it is an earlier one
  };

  // The last plan, when a few listings changed in nothing but what their own pages show. Throws DamagedPack.
  std::optional<Planned> plan_again(const CatalogScan& scan, const RememberedPlan& last, std::string_view history) {
    if (!last.shape || options_.strict) return std::nullopt;
    auto standing = take_up_plan(site_, scan, cache_, rules(), out_.kept(KeptText::standing), history, now_);
    if (!standing) return std::nullopt;
    RememberedPlan next{last.search, {}, last.shape, last.listings};
    for (const std::uint32_t i : standing->changed) next.listings[i] = listing_hash(standing->plan, i);
    return Planned{std::move(standing->plan), std::move(standing->origin), std::move(standing->history),
                   std::move(next), std::move(standing->changed)};
  }

  // Of all summaries. Nothing: the findings say why. Throws DamagedPack.
  std::optional<Planned> plan_anew(CatalogScan scan, Findings& findings) {
    auto history = read_history(folders_.history, findings);
    if (!history) return std::nullopt;
    Planned planned;
    PlanOrigin& origin = planned.origin;
    origin.rules = rules();
    origin.catalog = catalog_hash(scan);
    origin.records = record_hashes(scan);
    Findings found;
    Catalog catalog = gather_catalog(std::move(scan), cache_, found);
    planned.plan =
        plan_site(site_, {std::move(catalog.summaries), std::move(catalog.sellers), now_, &words_}, *history, found);
    SitePlan& plan = planned.plan;
    origin.said = std::move(catalog.said);
    origin.findings = found.all();
    origin.notes = std::move(catalog.notes);
    origin.withheld = catalog.withheld;
    origin.refused = catalog.refused;
    // A line of text for each listing is the least that the history takes, and all that is still wanted of it.
    history.reset();
    planned.history = history_bytes(plan.after);
    plan.after = {};
    origin.history = content_hash(planned.history);
    planned.next = {
        search_hash(site_, plan, program_), {}, shape_hash(plan, program_, settings()), listing_hashes(plan)};
    return planned;
  }

  // The words of all listings are read only when one of them changed.
  SearchIndex plan_search(const SitePlan& plan, const RememberedPlan& last, RememberedPlan& next) const {
    auto words = [this](const Summary& summary, LocaleIndex locale) {
      return cache_.read(summary.search_words_in(locale));
    };
    SearchIndex search = last.search == next.search ? SearchIndex(site_, plan, std::move(words), last.search_parts)
                                                    : SearchIndex(site_, plan, std::move(words));
    next.search_parts = search.parts();
    return search;
  }

  // Where other pages show nothing new, only those of listings that changed are looked at.
  std::optional<Amendment> amend(const SitePlan& plan, const Sitemaps& sitemaps, const RememberedPlan& last,
                                 const RememberedPlan& next) {
    if (!last.shape || last.shape != next.shape || last.search != next.search) return std::nullopt;
    return amend(plan, sitemaps, changed_listings(plan, last, next));
  }
  std::optional<Amendment> amend(const SitePlan& plan, const Sitemaps& sitemaps, std::vector<std::uint32_t> changed) {
    Amendment amendment{std::move(changed), {}, {}};
    amendment.sitemaps = sitemaps.about(amendment.listings);
    const Urls urls(site_);
    std::vector<std::string> paths;
    for (const std::uint32_t i : amendment.listings) add_output_paths(urls, plan.summaries[i], paths);
    for (const std::size_t i : amendment.sitemaps) paths.push_back(sitemaps.path(i));
    const auto kept = out_.amend(with_packed(std::move(paths)));
    if (!kept) return std::nullopt;
    amendment.kept = *kept;
    return amendment;
  }

  // The publisher has them from then on: no second list of all files waits for the pages.
  void claim_paths(const SitePlan& plan, const SearchIndex& search, const Sitemaps& sitemaps) {
    std::vector<std::string> paths = output_paths(site_, plan);
    for (std::size_t i = 0; i < search.size(); ++i) paths.push_back(search.path(i));
    for (std::size_t i = 0; i < sitemaps.size(); ++i) paths.push_back(sitemaps.path(i));
    out_.claim(with_packed(std::move(paths)));
  }

  std::vector<std::string> with_packed(std::vector<std::string> paths) const {
    for (std::size_t i = 0, count = site_.precompress.empty() ? 0 : paths.size(); i < count; ++i)
      if (is_worth_packing(paths[i]))
        for (const Packing packing : site_.precompress) paths.push_back(paths[i] + std::string(ending_of(packing)));
    return paths;
  }

  // All that a plan is made by besides records and history.
  ContentHash rules() const { return ContentHasher().add(program_).add(settings()).value(); }

  ContentHash all_inputs(const ContentHash& records, const ContentHash& history) const {
    return ContentHasher().add(program_).add(records).add(history).add(settings()).value();
  }

  // All but records and history.
  ContentHash settings() const {
    const SiteInputs& inputs = site_.inputs;
    return ContentHasher()
        .add(inputs.settings)
        .add(inputs.categories)
        .add(inputs.platforms)
        .add(inputs.messages)
        .add(inputs.templates)
        .add(inputs.theme)
        .add(std::uint64_t{site_.make_icons})
        .add(packing_mark(site_))
        .value();
  }

  // What the last build said, when this one would do the same.
  std::optional<Outcome> repeat(const ContentHash& records, const ContentHash& history) const {
    if (!records || options_.fresh) return std::nullopt;
    const auto bytes = out_.repeat(all_inputs(records, history));
    if (!bytes) return std::nullopt;
    auto outcome = from_bytes<Outcome>(*bytes);
    if (hash_of(bytes_of_file(folders_.state / "nginx.conf")) != outcome.nginx) return std::nullopt;
    const bool has_errors = std::any_of(outcome.findings.begin(), outcome.findings.end(), [](const Finding& finding) {
      return finding.severity == FindingSeverity::error;
    });
    if (options_.strict && has_errors) return std::nullopt;
    return outcome;
  }

  // Once all of it stands there.
  static Outcome remembered(const Outcome& outcome, const Findings& findings) {
    Outcome next = outcome;
    next.findings = findings.all();
    next.counts.unchanged = next.counts.files;
    next.counts.written = next.counts.rendered = next.counts.removed = 0;
    return next;
  }

  std::function<void(std::size_t, std::size_t)> told(const char* what) {
    return [this, what](std::size_t done, std::size_t total) { progress_.show(what, done, total); };
  }

  const BuildOptions& options_;
  const Folders& folders_;
  std::string now_;
  const SiteSession& session_;
  const Site& site_;
  const Words& words_;
  Publisher& out_;
  ContentHash program_;
  RecordCache cache_;
  Progress progress_;
};

void print_summary(const Outcome& outcome, const fs::path& out, std::FILE* stream) {
  const PublishCounts& counts = outcome.counts;
  fmt::print(
      stream,
      "{} listings published, {} unlisted, {} withheld, {} left out; {} pages, {} files, {:.1f} MB in {}: {} written, "
      "{} unchanged, {} removed\n",
      outcome.listed, outcome.unlisted, outcome.withheld, outcome.refused, counts.pages, counts.files,
      static_cast<double>(counts.bytes) / 1e6, out.string(), counts.written, counts.unchanged, counts.removed);
}

}  // namespace

ExitCode run_build(const BuildOptions& options) {
  const auto now = build_time(options.now);
  if (!now) return usage_fault("--now is no time; write it like 2026-11-20T08:00:00Z");
  if (!options.base_url.empty() && !is_site_address(options.base_url))
    return usage_fault("--base-url is no address of a site; write it like https://shop.example/catalog/");
  const Folders folders = folders_of(options);
  if (options.pseudo && is_the_site(folders.out))
    return usage_fault("--pseudo does not write over the site; name another folder with --out");
  Findings findings;
  Report report(options);
  if (!report.load_language(findings)) return report.refuse(findings);

  Stats stats;
  stats.begin("settings");
  auto session = open_site(options.site, SiteOverrides{options.base_url, options.pseudo}, findings);
  if (!session) return report.refuse(findings);
  if (options.no_icons) session->site.make_icons = false;
  if (options.precompress) session->site.precompress = {Packing::gzip, Packing::brotli};
  stats.end(fmt::format("{} platforms, {} locales", session->site.types.size(), session->site.locales.size()));

  if (std::error_code error; !options.cache.empty() && !fs::create_directories(options.cache, error) && error) {
    fmt::print(stderr, "onshelf build: cannot make the cache folder {}: {}\n", options.cache, error.message());
    return ExitCode::machine_failed;
  }
  auto opened = Publisher::open({folders.out.string(), folders.state.string(), options.site, options.cache});
  if (auto* refusal = std::get_if<Finding>(&opened)) {
    const bool machine_failed = refusal->rule == "output-unwritable";
    findings.add(std::move(*refusal));
    report.print(findings);
    return machine_failed ? ExitCode::machine_failed : ExitCode::bad_usage;
  }
  auto& out = std::get<Publisher>(opened);  // from here on no other build can change the history
  if (options.fresh) out.forget_keys();

  std::optional<Outcome> outcome;
  const Findings before = findings;
  try {
    outcome = Build(options, folders, *now, *session, out).run(findings, stats);
  } catch (const DamagedPack&) {
    // A cache is never worth more than starting over.
    findings = before;
    Build again(options, folders, *now, *session, out);
    again.clear_cache();
    outcome = again.run(findings, stats);
  }
  if (!outcome) {
    report.print(findings);
    if (!options.strict || !findings.has_errors()) return ExitCode::bad_usage;
    fmt::print(stderr, "nothing was published: --strict\n");
    return ExitCode::findings;
  }
  findings = Findings();
  findings.add_all(std::move(outcome->findings));
  report.print(findings);
  std::FILE* stream = report.summary_stream();
  if (options.explain) {
    for (const std::string& note : outcome->notes) fmt::print(stream, "{}\n", note);
    for (const std::string& reason : outcome->reasons) fmt::print(stream, "{}\n", reason);
  }
  if (options.stats) stats.print(stream);
  if (!options.quiet) print_summary(*outcome, folders.out, stream);
  return findings.has_errors() ? ExitCode::findings : ExitCode::done;
}

}  // namespace onshelf
