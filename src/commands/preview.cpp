// The site served to its seller's own browser, and kept as the files are.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "commands/clock.h"
#include "commands/options.h"
#include "commands/preview_export.h"
#include "commands/preview_site.h"
#include "commands/preview_teller.h"
#include "commands/progress.h"
#include "commands/site_session.h"
#include "preview/address.h"
#include "preview/watcher.h"
#include "text/content_hash.h"
#include "text/escape.h"
#include "text/secure_hash.h"

extern char** environ;

namespace onshelf {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// What is saved together is shown together: an editor writes several files, version control thousands.
constexpr milliseconds kQuiet{8};
constexpr milliseconds kLongestWait{200};
// So long whoever was told of a change may ask for what it looks at, before the rest begins to be read.
constexpr milliseconds kAsksSoon{50};
// For folders that cannot be watched.
constexpr milliseconds kLookAgain{2000};
// For the day that ends while nobody does anything.
constexpr milliseconds kLookAtClock{60'000};

std::string random_token() {
  const HashSecret secret = random_secret();
  std::string token;
  for (const auto byte : secret) token += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return token;
}

bool is_readable(int descriptor, milliseconds most) {
  pollfd one{descriptor, POLLIN, 0};
  return poll(&one, 1, static_cast<int>(most.count())) > 0;
}

// All that changes until nothing does for a moment.
std::set<std::string> gather_changes(Watcher& watcher) {
  std::set<std::string> changed = watcher.changed();
  const auto until = std::chrono::steady_clock::now() + kLongestWait;
  while (std::chrono::steady_clock::now() < until && is_readable(watcher.descriptor(), kQuiet))
    changed.merge(watcher.changed());
  return changed;
}

// A page that leads to the address, for this user's eyes only: what a program is started with, all users of a machine can see.
class Doorway {
 public:
  explicit Doorway(const std::string& address) {
    const char* own = std::getenv("XDG_RUNTIME_DIR");
    file_ = (own && *own ? fs::path(own) : fs::temp_directory_path()).string() + "/onshelf-preview-XXXXXX.html";
    const int file = mkostemps(file_.data(), 5, O_CLOEXEC);
    if (file < 0) throw std::system_error(errno, std::generic_category(), "cannot make " + file_);
    const std::string html =
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><meta "
        "http-equiv=\"refresh\" content=\"0; url=" +
        escape_html(address) + "\"><title>onshelf preview</title>\n";
    const bool is_whole = write(file, html.data(), html.size()) == static_cast<ssize_t>(html.size());
    close(file);
    if (!is_whole) throw std::system_error(EIO, std::generic_category(), "cannot write " + file_);
  }
  ~Doorway() { unlink(file_.c_str()); }
  Doorway(const Doorway&) = delete;
  Doorway& operator=(const Doorway&) = delete;
  const std::string& file() const { return file_; }

 private:
  std::string file_;
};

// With whatever the desktop opens pages.
void open_browser(const Doorway& doorway) {
  std::string program = "xdg-open", argument = doorway.file();
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t process;
  if (posix_spawnp(&process, program.c_str(), nullptr, nullptr, arguments, environ) != 0)
    fmt::print(stderr, "onshelf preview: nothing here opens a browser: open the address yourself\n");
}

// The same for the same folder, so that pages that are open find their preview again. (It is no secret: the token is, and that is
// a new one each time. Who waits at this port after the preview ended is called by pages that are still open, with the cookies of all
// previews that run, for browsers do not tell ports apart. Another user can do nothing with them: see preview/peer_owner.h.)
std::uint16_t port_of(const fs::path& folder) {
  constexpr unsigned kFirst = 20000, kCount = 10000;  // below those that connections are given
  std::error_code error;
  const fs::path real = fs::weakly_canonical(folder, error);
  return static_cast<std::uint16_t>(kFirst + content_hash((error ? folder : real).string()).low % kCount);
}

std::string clock_time() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

struct ServerEnded {};

void tell_what_is_shown(const PreviewSite& site, bool sees_all) {
  if (!site.is_part()) {
    const PreviewCounts counts = site.counts();
    fmt::print(stderr,
               "{} of {} listings shown: {} as they are published, {} as if they were approved; {} have errors\n",
               counts.shown, counts.records, counts.shown - counts.proposed, counts.proposed, counts.broken);
  }
  if (const std::string errors = PreviewTeller::errors_of(site.found()); !errors.empty())
    fmt::print(stderr, "{}\n", errors);
  fmt::print(stderr, "Files are watched{}. Ctrl-C ends the preview.\n",
             sees_all ? "" : " from time to time: there are too many folders to be told of each change");
}

// Browsers that ask and files that change: both are attended to at any time, also while all is read. Throws ServerEnded.
class Attendance {
 public:
  Attendance(PreviewSite& site, HttpServer& server, const std::string& folder, Progress& progress)
      : site_(site),
        server_(server),
        folder_(folder),
        progress_(progress),
        both_(epoll_create1(EPOLL_CLOEXEC)),
        teller_(folder) {
    if (both_ < 0) throw std::system_error(errno, std::generic_category(), "cannot wait for requests");
    wait_for(server_.descriptor());
    site_.do_meanwhile({both_, [this] {
                          answer();
                          note_changes();
                        }});
  }
  ~Attendance() { close(both_); }
  Attendance(const Attendance&) = delete;
  Attendance& operator=(const Attendance&) = delete;

  // From now on. Before all is read, so that no change falls between.
  void watch() {
    watcher_.emplace(fs::absolute(folder_).string(), std::vector<std::string>{"content", "site", "templates", "themes"},
                     [this] { answer(); });
    wait_for(watcher_->descriptor());
  }
  bool sees_all() const { return watcher_->sees_all(); }

  void announce() {
    if (!server_.announce(site_.version())) throw ServerEnded{};
  }

  [[noreturn]] void keep(bool quiet) {
    if (changed_meanwhile_.empty()) announce();
    for (;;) {
      std::set<std::string> changed = std::exchange(changed_meanwhile_, {});
      bool is_told = true;  // what it is that changed
      if (changed.empty()) {
        is_told = is_readable(both_, sees_all() ? kLookAtClock : kLookAgain) || sees_all();
        if (site_.is_of_another_day()) is_told = false;
        if (!is_told)
          changed = {""};
        else if (is_readable(watcher_->descriptor(), milliseconds{0}))
          changed = gather_changes(*watcher_);
      }
      if (!changed.empty()) follow(changed, quiet || !is_told);
      answer();
    }
  }

 private:
  void wait_for(int descriptor) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    if (epoll_ctl(both_, EPOLL_CTL_ADD, descriptor, &event) != 0)
      throw std::system_error(errno, std::generic_category(), "cannot wait for requests");
  }

  // One, if somebody asked.
  void answer() {
    const auto of_site = [&](const std::string& path, const std::string& query) { return site_.answer(path, query); };
    if (is_readable(server_.descriptor(), milliseconds{0}) && !server_.serve_one(of_site)) throw ServerEnded{};
  }

  void answer_who_was_told() {
    const auto until = std::chrono::steady_clock::now() + kLongestWait;
    while (std::chrono::steady_clock::now() < until && is_readable(server_.descriptor(), kAsksSoon)) answer();
  }

  // Of all that is being read it is known when it is there; of what is shown meanwhile at once.
  void note_changes() {
    if (!watcher_ || !is_readable(watcher_->descriptor(), milliseconds{0})) return;
    const std::set<std::string> changed = gather_changes(*watcher_);
    if (site_.update_part(changed)) {
      announce();
      answer_who_was_told();  // (what is read may have to be begun again)
    }
    changed_meanwhile_.insert(changed.begin(), changed.end());
  }

  void follow(const std::set<std::string>& changed, bool quiet) {
    if (!site_.update(changed)) return;
    announce();
    if (site_.is_part()) read_rest();
    const std::string line = quiet ? "" : teller_.tell(changed, site_.found(), site_.is_found_of_all());
    if (!line.empty()) fmt::print(stderr, "{} {}\n", clock_time(), line);
  }

  // What was saved meanwhile is followed before anybody is told that all is known: it is not in what was read, and was shown already.
  void read_rest() {
    answer_who_was_told();
    site_.load();
    progress_.clear();
    if (changed_meanwhile_.empty()) announce();
  }

  PreviewSite& site_;
  HttpServer& server_;
  const std::string& folder_;
  Progress& progress_;
  const int both_;  // readable when either is
  std::optional<Watcher> watcher_;
  std::set<std::string> changed_meanwhile_;  // since all began to be read
  PreviewTeller teller_;
};

}  // namespace

ExitCode run_preview(const PreviewOptions& options) {
  if (!build_time(options.now)) {
    fmt::print(stderr, "onshelf preview: --now is no time; write it like 2026-11-20T08:00:00Z\n");
    return ExitCode::bad_usage;
  }
  if (!options.export_file.empty()) return export_preview(options);
  const std::string bind = options.bind.empty() ? "" : canonical_address(options.bind).value_or("");
  if (bind.empty() && !options.bind.empty()) {
    fmt::print(stderr, "onshelf preview: --bind names one address of this machine, such as 192.168.1.5\n");
    return ExitCode::bad_usage;
  }
  const std::string token = random_token();
  // First, so that it has nothing of the site in its memory.
  const bool has_own_port = bind.empty() && !options.port;
  HttpServer server({bind, options.port.value_or(0), has_own_port ? port_of(options.site) : std::uint16_t{0}, token});
  if (has_own_port && server.port() != port_of(options.site))
    fmt::print(stderr,
               "onshelf preview: port {}, which is this folder's, is taken; pages of earlier previews will not follow "
               "this one\n",
               port_of(options.site));
  if (!server.tells_users_apart())
    fmt::print(stderr,
               "onshelf preview: this machine does not tell whose connections are: its other users are kept out by the "
               "token only\n");
  if (!bind.empty())
    fmt::print(stderr,
               "onshelf preview: {} can be reached by others; who has the address below sees what is not public\n",
               bind);

  Progress progress(options.quiet ? nullptr : watched_stream());
  PreviewSiteOptions how{options.site, options.cache, options.history, options.now, job_count(options.jobs), {}};
  how.progress = [&](std::size_t done, std::size_t total) { progress.show("listings read", done, total); };
  PreviewSite site(std::move(how));
  Attendance attendance(site, server, options.site, progress);
  try {
    const bool is_begun = site.begin(options.listing);
    const auto read_all = [&] {
      attendance.watch();
      const bool is_read = site.load();
      progress.clear();
      if (!is_read) print_findings(site.problems());
      return is_read;
    };
    if (!is_begun && !read_all()) return ExitCode::bad_usage;
    const std::string start = site.start_page(options.listing);
    if (start.empty()) {
      fmt::print(stderr, "onshelf preview: {}\n", no_such_listing(options.listing, site.listings()));
      return ExitCode::bad_usage;
    }
    const std::string address =
        "http://" + with_port(bind.empty() ? "127.0.0.1" : bind, server.port()) + start + "?token=" + token;
    fmt::print("{}\n", address);
    std::fflush(stdout);
    std::optional<Doorway> doorway;
    if (options.open) open_browser(doorway.emplace(address));
    attendance.announce();
    // (Settings that are no good since they were read for the first page are told on it until they are mended.)
    if (is_begun) read_all();
    if (!options.quiet) tell_what_is_shown(site, attendance.sees_all());
    attendance.keep(options.quiet);
  } catch (const ServerEnded&) {
    fmt::print(stderr, "onshelf preview: the server has ended\n");
    return ExitCode::machine_failed;
  }
}

}  // namespace onshelf
