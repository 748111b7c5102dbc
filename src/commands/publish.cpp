#include "commands/publish.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "commands/archive.h"
#include "model/urls.h"
#include "render/render.h"
#include "render/site_files.h"
#include "workers/pool.h"
#include "write/precompress.h"

namespace onshelf {
namespace {

// What became of one output file.
struct Written {
  std::string path;
  std::uint64_t bytes = 0;
  WriteResult result;
  OutputKey key;
  Reason reason = Reason::is_new;
  bool is_made = true;  // false: it stood there
};

template <class A>
void serialize(A& a, Written& v) {
  a(v.path, v.bytes, v.result.outcome, v.result.hash, v.result.stamp.value, v.result.stamp.newest, v.key.site,
    v.key.own, v.key.others, v.reason, v.is_made);
}

// The outputs of one job, and whether their source turned out to be damaged.
struct Sheet {
  std::vector<Written> written;
  std::vector<std::string> unpacked;  // packed forms that would be no smaller, so there are none
  bool is_damaged = false;
};

template <class A>
void serialize(A& a, Sheet& v) {
  a(v.written, v.unpacked, v.is_damaged);
}

// One process's share of the writing.
class Press {
 public:
  Press(const SiteSession& session, const SitePlan& plan, const SearchIndex& search, const Sitemaps& sitemaps,
        const RecordCache& cache, const ContentHash& program, const Publisher& out)
      : site_(session.site),
        plan_(plan),
        search_(search),
        sitemaps_(sitemaps),
        cache_(cache),
        program_(program),
        out_(out),
        urls_(site_),
        pages_(site_, plan, session.words, session.templates, program) {}

  // A listing's media, then its page in every locale.
  Sheet listing(std::uint32_t index) const {
    Sheet sheet;
    try {
      make_listing(index, sheet);
    } catch (const DamagedPack&) {
      sheet.is_damaged = true;
    }
    return sheet;
  }

  Sheet list_page(std::size_t index) const {
    const ListPage& page = plan_.list_pages[index];
    Sheet sheet;
    put(
        list_path(page), pages_.list_key(page), [&] { return pages_.list(page); }, sheet);
    return sheet;
  }

  Sheet index_page(std::size_t i) const {
    const IndexPage& page = plan_.index_pages[i];
    Sheet sheet;
    put(
        index_path(page), pages_.index_key(page), [&] { return pages_.index(page); }, sheet);
    return sheet;
  }

  // What there is one of, or one a locale.
  Sheet single_pages() const {
    Sheet sheet;
    const auto always = [&](const std::string& path, const std::string& bytes) {
      put(
          path, {}, [&] { return std::string_view(bytes); }, sheet);
    };
    for (const auto& [path, file] : plan_.assets) always(path, site_.theme_files[file].bytes);
    for (LocaleIndex locale = 0; locale < site_.locales.size(); ++locale) {
      always(Urls::output_file(urls_.home(locale)), pages_.home(locale));
      always(Urls::output_file(urls_.search(locale)), pages_.search(locale));
      if (!plan_.compare_script.empty()) always(Urls::output_file(urls_.compare(locale)), pages_.compare(locale));
    }
    always("404.html", pages_.not_found());
    always(Urls::output_file(urls_.language_choice()), pages_.language_choice());
    return sheet;
  }

  // Its words may have to be read.
  Sheet search_file(std::size_t index) const {
    Sheet sheet;
    try {
      put(
          search_.path(index), search_.key(index, program_), [&] { return search_.make(index); }, sheet);
    } catch (const DamagedPack&) {
      sheet.is_damaged = true;
    }
    return sheet;
  }

  Sheet sitemap(std::size_t index) const {
    Sheet sheet;
    put(
        sitemaps_.path(index), sitemaps_.key(index, program_), [&] { return sitemaps_.make(index); }, sheet);
    return sheet;
  }

  Sheet server_files() const {
    Sheet sheet;
    const auto always = [&](const char* path, const std::string& bytes) {
      put(
          path, {}, [&] { return std::string_view(bytes); }, sheet);
    };
    always("robots.txt", robots_txt(site_));
    always("_headers", headers_file(site_));
    always("_redirects", redirects_file(site_, plan_));
    return sheet;
  }

  // All of it stands as an earlier build left it: added to the sheet, and nothing is to be made. Otherwise the sheet is as it was.
  bool listing_stands(std::uint32_t index, Sheet& sheet) const {
    const std::size_t before = sheet.written.size();
    const Summary& summary = plan_.summaries[index];
    bool stands = true;
    for (LocaleIndex locale = 0; stands && locale < site_.locales.size(); ++locale)
      stands = !summary.has_page(locale) ||
               add_standing(detail_path(summary, locale), pages_.detail_key(index, locale), sheet);
    for (const std::string& name : summary.media)
      stands = stands && add_standing(urls_.media(summary, name), pages_.media_key(index, name), sheet);
    if (!stands) sheet.written.resize(before);
    return stands;
  }
  bool list_page_stands(std::size_t index, Sheet& sheet) const {
    const ListPage& page = plan_.list_pages[index];
    return add_standing(list_path(page), pages_.list_key(page), sheet);
  }
  bool index_page_stands(std::size_t i, Sheet& sheet) const {
    const IndexPage& page = plan_.index_pages[i];
    return add_standing(index_path(page), pages_.index_key(page), sheet);
  }
  bool search_file_stands(std::size_t index, Sheet& sheet) const {
    return add_standing(search_.path(index), search_.key(index, program_), sheet);
  }
  bool sitemap_stands(std::size_t index, Sheet& sheet) const {
    return add_standing(sitemaps_.path(index), sitemaps_.key(index, program_), sheet);
  }

 private:
  std::string detail_path(const Summary& summary, LocaleIndex locale) const {
    return Urls::output_file(urls_.detail(summary, locale));
  }
  std::string list_path(const ListPage& page) const {
    return Urls::output_file(urls_.list(plan_.lists[page.list], page.page, page.locale, page.sort));
  }

  std::string index_path(const IndexPage& page) const { return Urls::output_file(urls_.index(plan_, page)); }

  void make_listing(std::uint32_t index, Sheet& sheet) const {
    const Summary& summary = plan_.summaries[index];
    std::string bytes;
    std::optional<PreparedView> view;
    const auto prepared = [&]() -> const PreparedView& {
      if (!view) view = from_cached<PreparedView>(bytes = cache_.read(summary.prepared));
      return *view;
    };
    for (std::size_t i = 0; i < summary.media.size(); ++i)
      put(
          urls_.media(summary, summary.media[i]), pages_.media_key(index, summary.media[i]),
          [&] { return prepared().media.at(i).second; }, sheet);
    std::optional<PreparedListing> listing;
    for (LocaleIndex locale = 0; locale < site_.locales.size(); ++locale) {
      if (!summary.has_page(locale)) continue;
      put(
          detail_path(summary, locale), pages_.detail_key(index, locale),
          [&] {
            if (!listing) listing = from_cached<PreparedListing>(prepared().listing);
            return pages_.detail(*listing, index, locale);
          },
          sheet);
    }
  }

  // False: it is to be made.
  bool add_standing(std::string path, const OutputKey& key, Sheet& sheet) const {
    const std::size_t before = sheet.written.size();
    if (!add_one_standing(path, with_packings(path, key), sheet)) return false;
    for (const Packing packing : packings_of(path)) {
      const std::string name = path + std::string(ending_of(packing));
      const OutputKey packed_key = key_of_packed(packing, sheet.written[before].result.hash);
      // One that was not written when its file was is not there because it would not be smaller.
      if (out_.reason(name, packed_key) == Reason::is_new || add_one_standing(name, packed_key, sheet)) continue;
      sheet.written.resize(before);
      return false;
    }
    return true;
  }

  bool add_one_standing(const std::string& path, const OutputKey& key, Sheet& sheet) const {
    const Standstill still = out_.stands_still(path, key);
    if (!still.holds) return false;
    sheet.written.push_back({path, still.size, still.result, key, Reason::touched, false});
    if (still.is_remembered) sheet.written.back().key = {};
    return true;
  }

  template <class Make>
  void put(const std::string& path, const OutputKey& key, Make make, Sheet& sheet) const {
    if (!out_.began_empty() && add_standing(path, key, sheet)) return;
    const auto bytes = make();
    const OutputKey wanted = with_packings(path, key);
    sheet.written.push_back({path, bytes.size(), out_.write(path, bytes), wanted, out_.reason(path, wanted), true});
    put_packed(path, bytes, sheet.written.back().result, sheet);
  }

  // Known by the bytes that are packed, so that a page that is made again and comes out the same is not packed again.
  void put_packed(const std::string& path, std::string_view bytes, const WriteResult& result, Sheet& sheet) const {
    const bool is_ours = result.outcome != WriteOutcome::foreign_in_the_way;
    for (const Packing packing : packings_of(path)) {
      const std::string name = path + std::string(ending_of(packing));
      const OutputKey key = key_of_packed(packing, result.hash);
      if (is_ours && add_one_standing(name, key, sheet)) continue;
      const auto small = is_ours ? packed(packing, bytes) : std::nullopt;
      if (small)
        sheet.written.push_back({name, small->size(), out_.write(name, *small), key, out_.reason(name, key), true});
      else
        sheet.unpacked.push_back(name);
    }
  }

  const std::vector<Packing>& packings_of(std::string_view path) const {
    static const std::vector<Packing> kNone;
    return !site_.precompress.empty() && is_worth_packing(path) ? site_.precompress : kNone;
  }

  // A file stands when its packed forms do, so it has another key where other forms are wanted.
  OutputKey with_packings(std::string_view path, OutputKey key) const {
    if (key && !packings_of(path).empty())
      key.site = ContentHasher().add(key.site).add(packing_mark(site_)).value().low | 1;
    return key;
  }

  OutputKey key_of_packed(Packing packing, const ContentHash& hash) const {
    const ContentHash own =
        ContentHasher().add(program_).add(std::uint64_t{packing == Packing::gzip}).add(hash).value();
    return {own.high | 1, own.low | 1, 1};
  }

  const Site& site_;
  const SitePlan& plan_;
  const SearchIndex& search_;
  const Sitemaps& sitemaps_;
  const RecordCache& cache_;
  const ContentHash program_;
  const Publisher& out_;
  Urls urls_;
  PageRenderer pages_;
};

Finding foreign_file(const std::string& path) {
  return {FindingSeverity::error,
          "foreign-file",
          Place{path, 0, 0, {}, 0, 0},
          {},
          "a file that onshelf did not write stands where a page belongs; it was left as it is",
          "move it away and build again"};
}

std::string_view describe(Reason reason) {
  switch (reason) {
    case Reason::is_new:
      return "new";
    case Reason::touched:
      return "it is not there, or not as onshelf left it";
    case Reason::site:
      return "settings, messages, templates or the theme changed, or onshelf itself";
    case Reason::own:
      return "what it is about changed";
    case Reason::others:
      return "something else it shows changed: a card, a count, a neighbour";
  }
  return "";
}

// A few jobs are done here: starting processes would take longer than the work.
constexpr std::size_t kFewJobs = 48;

class Publishing {
 public:
  // `total`: of all phases together.
  Publishing(const PublishOptions& options, std::size_t total, Publisher& out, Findings& findings)
      : options_(options), total_(total), out_(out), findings_(findings) {}

  // `stands(i, sheet)` tells what need not be made; `make(i)` makes the rest, in any order.
  template <class Stands, class Make>
  void phase(std::size_t count, Stands stands, Make make) {
    std::vector<std::size_t> jobs;
    for (std::size_t i = 0; i < count; ++i) {
      Sheet sheet;
      if (!out_.began_empty() && stands(i, sheet))
        take(sheet);
      else
        jobs.push_back(i);
    }
    PoolLimits limits;
    limits.processes = jobs.size() <= kFewJobs ? 0 : options_.jobs;
    limits.seconds_each = 600;  // no seller's bytes are decoded here
    PoolWork work;
    work.work = [&](std::size_t i) { return to_bytes(make(jobs[i])); };
    work.take = [&](std::size_t, const std::string& bytes) { take(from_bytes<Sheet>(bytes)); };
    work.lost = [](std::size_t, const std::string& why) {
      throw std::runtime_error("a page could not be written: " + why);
    };
    run_in_processes(jobs.size(), limits, work);
  }

  // What nobody looks at, because it stands.
  void keep(const KeptOutputs& kept) {
    report_.counts.files += kept.files;
    report_.counts.unchanged += kept.files;
    report_.counts.pages += kept.pages;
    report_.counts.bytes += kept.bytes;
  }

  PublishReport finish() {
    std::sort(report_.reasons.begin(), report_.reasons.end());
    return std::move(report_);
  }

 private:
  void take(const Sheet& sheet) {
    if (sheet.is_damaged) throw DamagedPack{};
    if (options_.progress) options_.progress(++done_, total_);
    PublishCounts& counts = report_.counts;
    for (const std::string& path : sheet.unpacked) out_.withdraw(path);
    for (const Written& file : sheet.written) {
      ++counts.files;
      counts.pages += file.path.ends_with(".html");
      counts.bytes += file.bytes;
      counts.rendered += file.is_made;
      const bool is_unchanged = file.result.outcome == WriteOutcome::unchanged;
      ++(is_unchanged ? counts.unchanged : counts.written);
      if (file.result.outcome == WriteOutcome::foreign_in_the_way) {
        report_.is_complete = false;
        findings_.add(foreign_file(file.path));
      }
      if (options_.explain && file.is_made) note_reason(file, is_unchanged);
      // What stands there and is remembered needs no second entry.
      if (file.is_made || file.key) out_.record(file.path, file.result, file.key, file.bytes);
    }
  }

  void note_reason(const Written& file, bool is_unchanged) {
    if (file.reason == Reason::is_new)
      ++report_.new_files;
    else if (file.key || !is_unchanged)
      report_.reasons.push_back(file.path + (is_unchanged ? ": made again and the same, because " : ": ") +
                                std::string(describe(file.reason)));
  }

  const PublishOptions& options_;
  std::size_t total_, done_ = 0;
  Publisher& out_;
  Findings& findings_;
  PublishReport report_;
};

}  // namespace

std::uint64_t packing_mark(const Site& site) {
  std::uint64_t mark = 0;
  for (const Packing packing : site.precompress) mark |= packing == Packing::gzip ? 1 : 2;
  return mark;
}

PublishReport publish_site(const SiteSession& session, const SitePlan& plan, const SearchIndex& search,
                           const Sitemaps& sitemaps, const RecordCache& cache, const PublishOptions& options,
                           Publisher& out, Findings& findings) {
  const Press press(session, plan, search, sitemaps, cache, options.program, out);
  const std::size_t total =
      plan.summaries.size() + plan.list_pages.size() + plan.index_pages.size() + search.size() + sitemaps.size() + 2;
  Publishing publishing(options, total, out, findings);
  const auto never = [](std::size_t, Sheet&) { return false; };
  const auto sitemap_phase = [&](std::size_t count, const auto& at) {
    publishing.phase(
        count, [&](std::size_t i, Sheet& sheet) { return press.sitemap_stands(at(i), sheet); },
        [&](std::size_t i) { return press.sitemap(at(i)); });
  };
  // Each phase ends before the next begins, so that a page never names a file that is not there yet.
  if (options.amendment) {
    const std::vector<std::uint32_t>& listings = options.amendment->listings;
    publishing.keep(options.amendment->kept);
    publishing.phase(
        listings.size(), [&](std::size_t i, Sheet& sheet) { return press.listing_stands(listings[i], sheet); },
        [&](std::size_t i) { return press.listing(listings[i]); });
    const std::vector<std::size_t>& maps = options.amendment->sitemaps;
    sitemap_phase(maps.size() - 1, [&](std::size_t i) { return maps[i]; });
    sitemap_phase(1, [&](std::size_t) { return maps.back(); });
    return publishing.finish();
  }
  publishing.phase(
      plan.summaries.size(),
      [&](std::size_t i, Sheet& sheet) { return press.listing_stands(static_cast<std::uint32_t>(i), sheet); },
      [&](std::size_t i) { return press.listing(static_cast<std::uint32_t>(i)); });
  publishing.phase(
      plan.list_pages.size(), [&](std::size_t i, Sheet& sheet) { return press.list_page_stands(i, sheet); },
      [&](std::size_t i) { return press.list_page(i); });
  publishing.phase(
      plan.index_pages.size(), [&](std::size_t i, Sheet& sheet) { return press.index_page_stands(i, sheet); },
      [&](std::size_t i) { return press.index_page(i); });
  const auto search_phase = [&](std::size_t begin, std::size_t end) {
    publishing.phase(
        end - begin, [&](std::size_t i, Sheet& sheet) { return press.search_file_stands(begin + i, sheet); },
        [&](std::size_t i) { return press.search_file(begin + i); });
  };
  search_phase(0, search.parts().size());
  search_phase(search.parts().size(), search.size());
  publishing.phase(1, never, [&](std::size_t) { return press.single_pages(); });
  sitemap_phase(sitemaps.size() - 1, [](std::size_t i) { return i; });
  publishing.phase(2, never,
                   [&](std::size_t i) { return i == 0 ? press.sitemap(sitemaps.size() - 1) : press.server_files(); });
  return publishing.finish();
}

}  // namespace onshelf
