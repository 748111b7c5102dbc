#include "commands/publish.h"

#include <algorithm>
#include <stdexcept>

#include "commands/archive.h"
#include "model/urls.h"
#include "render/render.h"
#include "render/site_files.h"
#include "workers/pool.h"

namespace onshelf {
namespace {

// What became of one output file.
struct Written {
  std::string path;
  std::uint64_t bytes = 0;
  WriteResult result;
};

template <class A>
void serialize(A& a, Written& v) {
  a(v.path, v.bytes, v.result.outcome, v.result.hash.low, v.result.hash.high);
}

// One process's share of the writing.
class Press {
 public:
  Press(const Site& site, const SitePlan& plan, const SpoolReader& spool, const Publisher& out)
      : site_(site), plan_(plan), spool_(spool), out_(out), urls_(site), pages_(site, plan) {}

  // A listing's media, then its page in every locale.
  std::vector<Written> listing(std::uint32_t index) const {
    std::vector<Written> written;
    const Summary& summary = plan_.summaries[index];
    const auto [bytes, media] = from_bytes<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>>(
        spool_.read(summary.spool));
    for (const auto& [name, content] : media) put(urls_.media(summary, name), content, written);
    const auto prepared = from_bytes<PreparedListing>(bytes);
    for (LocaleIndex locale = 0; locale < site_.locales.size(); ++locale)
      put(Urls::output_file(urls_.detail(summary, locale)), pages_.detail(prepared, index, locale), written);
    return written;
  }

  std::vector<Written> list_pages(std::size_t first, std::size_t last) const {
    std::vector<Written> written;
    for (std::size_t i = first; i < last; ++i) {
      const ListPage& page = plan_.list_pages[i];
      put(Urls::output_file(urls_.list(plan_.lists[page.list], page.page, page.locale)), pages_.list(page), written);
    }
    return written;
  }

  // What there is one of, or one a locale.
  std::vector<Written> single_pages() const {
    std::vector<Written> written;
    for (const auto& [path, file] : plan_.assets) put(path, site_.theme_files[file].bytes, written);
    for (LocaleIndex locale = 0; locale < site_.locales.size(); ++locale)
      put(Urls::output_file(urls_.home(locale)), pages_.home(locale), written);
    put("404.html", pages_.not_found(), written);
    put(Urls::output_file(urls_.language_choice()), pages_.language_choice(), written);
    return written;
  }

  std::vector<Written> site_files() const {
    std::vector<Written> written;
    make_site_files(site_, plan_,
                    [&](const std::string& path, const std::string& bytes) { put(path, bytes, written); });
    return written;
  }

 private:
  void put(const std::string& path, std::string_view bytes, std::vector<Written>& written) const {
    written.push_back({path, bytes.size(), out_.write(path, bytes)});
  }

  const Site& site_;
  const SitePlan& plan_;
  const SpoolReader& spool_;
  const Publisher& out_;
  Urls urls_;
  PageRenderer pages_;
};

constexpr std::size_t kListPagesAJob = 16;

Finding foreign_file(const std::string& path) {
  return {FindingSeverity::error,
          "foreign-file",
          Place{path, 0, 0, {}, 0, 0},
          {},
          "a file that onshelf did not write stands where a page belongs; it was left as it is",
          "move it away and build again"};
}

}  // namespace

PublishCounts publish_site(const Site& site, const SitePlan& plan, const SpoolReader& spool, unsigned jobs,
                           Publisher& out, Findings& findings) {
  PublishCounts counts;
  const Press press(site, plan, spool, out);
  const auto take = [&](std::size_t, const std::string& bytes) {
    for (const Written& file : from_bytes<std::vector<Written>>(bytes)) {
      ++counts.files;
      counts.pages += file.path.ends_with(".html");
      counts.bytes += file.bytes;
      ++(file.result.outcome == WriteOutcome::unchanged ? counts.unchanged : counts.written);
      out.record(file.path, file.result);
      if (file.result.outcome == WriteOutcome::foreign_in_the_way) findings.add(foreign_file(file.path));
    }
  };
  const auto in_processes = [&](std::size_t count, auto job) {
    PoolLimits limits;
    limits.processes = jobs;
    limits.seconds_each = 600;  // no seller's bytes are decoded here
    PoolWork work;
    work.work = [&](std::size_t i) { return to_bytes(job(i)); };
    work.take = take;
    work.lost = [](std::size_t, const std::string& why) {
      throw std::runtime_error("a page could not be written: " + why);
    };
    run_in_processes(count, limits, work);
  };
  // Each phase ends before the next begins, so that a page never names a file that is not there yet.
  in_processes(plan.summaries.size(), [&](std::size_t i) { return press.listing(static_cast<std::uint32_t>(i)); });
  const std::size_t list_jobs = (plan.list_pages.size() + kListPagesAJob - 1) / kListPagesAJob;
  in_processes(list_jobs + 1, [&](std::size_t i) {
    if (i == 0) return press.single_pages();
    const std::size_t first = (i - 1) * kListPagesAJob;
    return press.list_pages(first, std::min(first + kListPagesAJob, plan.list_pages.size()));
  });
  in_processes(1, [&](std::size_t) { return press.site_files(); });
  return counts;
}

}  // namespace onshelf
