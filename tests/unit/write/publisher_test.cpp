// What a build leaves in its output folder.
#include "write/publisher.h"

#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <random>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "unit/write/site_on_disk.h"
#include "write/build_state.h"

namespace onshelf {
namespace {

const Files kSite = {{"index.html", "choice"},
                     {"en/index.html", "home"},
                     {"en/products/a/index.html", "A"},
                     {"media/a/icon.png", "png"}};

std::vector<std::string> rules(const PruneReport& report) {
  std::vector<std::string> found;
  for (const Finding& finding : report.findings)
    found.push_back(finding.rule + " " + fs::path(finding.where.file).filename().string());
  return found;
}

TEST_CASE("a first build writes its files and nothing else") {
  const char* where = GENERATE("/tmp", "/dev/shm");
  const SiteOnDisk site(where);
  const PruneReport report = site.build(kSite);
  REQUIRE(site.found() == kSite);
  REQUIRE(report.removed == 0);
  REQUIRE(report.findings.empty());
  Files state;
  for (const auto& entry : fs::directory_iterator(site.root / ".onshelf")) state[entry.path().filename().string()] = "";
  REQUIRE(state == Files{{"state.db", ""}});
}

TEST_CASE("the state may lie on another file system than the output") {
  const SiteOnDisk site("/tmp");
  SiteOnDisk elsewhere("/dev/shm");
  const auto build = [&](const Files& files) {
    auto opened = Publisher::open({elsewhere.out.string(), (site.root / ".onshelf").string(), site.root.string()});
    REQUIRE(std::holds_alternative<Publisher>(opened));
    SiteOnDisk::write_all(std::get<Publisher>(opened), files);
    return std::get<Publisher>(opened).commit();
  };
  REQUIRE(build(kSite).findings.empty());
  Files changed = kSite;
  changed["index.html"] = "other";
  changed.erase("media/a/icon.png");
  REQUIRE(build(changed).findings.empty());
  REQUIRE(elsewhere.found() == changed);
}

TEST_CASE("a file whose bytes are the same keeps its time, one that changed does not") {
  const SiteOnDisk site;
  site.build(kSite);
  for (const auto& [path, bytes] : kSite) site.set_old(path);
  const auto home = site.modified("en/index.html"), choice = site.modified("index.html");

  Publisher publisher = site.open();
  publisher.claim({"index.html", "en/index.html", "en/products/a/index.html", "media/a/icon.png"});
  REQUIRE(publisher.write("en/index.html", "home").outcome == WriteOutcome::unchanged);
  REQUIRE(publisher.write("index.html", "Choice").outcome == WriteOutcome::written);          // same length
  REQUIRE(publisher.write("en/products/a/index.html", "").outcome == WriteOutcome::written);  // shorter
  REQUIRE(publisher.write("media/a/icon.png", "png, longer").outcome == WriteOutcome::written);
  REQUIRE(site.modified("en/index.html") == home);
  REQUIRE(site.modified("index.html") != choice);
  REQUIRE(site.found() == Files{{"index.html", "Choice"},
                                {"en/index.html", "home"},
                                {"en/products/a/index.html", ""},
                                {"media/a/icon.png", "png, longer"}});
}

TEST_CASE("large files are compared to their last byte") {
  const SiteOnDisk site;
  std::string large(300000, 'x');
  site.build({{"a", large}});
  Publisher publisher = site.open();
  publisher.claim({"a"});
  REQUIRE(publisher.write("a", large).outcome == WriteOutcome::unchanged);
  large.back() = 'y';
  REQUIRE(publisher.write("a", large).outcome == WriteOutcome::written);
  REQUIRE(site.bytes("a") == large);
}

TEST_CASE("a reader who has a file open sees the old one to its end") {
  const SiteOnDisk site;
  site.build(kSite);
  std::ifstream reader(site.out / "index.html");
  Files changed = kSite;
  changed["index.html"] = "entirely different";
  site.build(changed);
  std::string seen;
  reader >> seen;
  REQUIRE(seen == "choice");
}

TEST_CASE("what is no longer claimed goes, and the folders that it leaves empty") {
  const SiteOnDisk site;
  site.build(kSite);
  const Files less = {{"index.html", "choice"}, {"en/index.html", "home"}};
  REQUIRE(site.build(less).removed == 2);
  REQUIRE(site.found() == less);
  REQUIRE(site.build({}).removed == 2);
  REQUIRE(site.found().empty());
  REQUIRE(site.build(kSite).removed == 0);
  REQUIRE(site.found() == kSite);
}

TEST_CASE("a file and a folder may change places between builds") {
  const SiteOnDisk site;
  const Files first = {{"a", "file"}, {"b/c/d", "deep"}, {"b/e", "deep too"}};
  const Files second = {{"a/x/y", "deep"}, {"b", "file"}};
  for (const Files& files : {first, second, first}) {
    const PruneReport report = site.build(files);
    REQUIRE(rules(report).empty());
    REQUIRE(site.found() == files);
  }
}

TEST_CASE("foreign files stay and are reported, in and out of the way") {
  const SiteOnDisk site;
  site.build(kSite);
  site.put("notes.txt", "mine");
  site.put("en/products/a/photo.jpg", "mine");
  site.put("en/products/b/index.html", "mine, in the way");
  site.put("en/products/c", "mine, where a folder must be");
  fs::create_directories(site.out / "en/products/d/index.html");
  fs::create_directories(site.out / "empty");

  Files more = kSite;
  more.erase("en/products/a/index.html");
  for (const char* name : {"b", "c", "d"}) more[std::string("en/products/") + name + "/index.html"] = "ours";
  const PruneReport report = [&] {
    Publisher publisher = site.open();
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : more) paths.push_back(path);
    publisher.claim(paths);
    for (const auto& [path, bytes] : more) {
      const WriteResult result = publisher.write(path, bytes);
      REQUIRE((result.outcome == WriteOutcome::foreign_in_the_way) == (path.find("products/") != std::string::npos));
      publisher.record(path, result);
    }
    return publisher.commit();
  }();
  REQUIRE(rules(report) == std::vector<std::string>{"output-foreign ", "output-foreign photo.jpg",
                                                    "output-foreign index.html", "output-foreign c", "output-foreign ",
                                                    "output-foreign notes.txt"});
  Files expected = {{"index.html", "choice"},
                    {"en/index.html", "home"},
                    {"media/a/icon.png", "png"},
                    {"notes.txt", "mine"},
                    {"en/products/a/photo.jpg", "mine"},
                    {"en/products/b/index.html", "mine, in the way"},
                    {"en/products/c", "mine, where a folder must be"},
                    {"en/products/d/index.html/", ""},
                    {"empty/", ""}};
  REQUIRE(site.found() == expected);

  // Nor does it become ours by standing there for a second build, with equal bytes even.
  site.build(kSite);
  site.build({});
  REQUIRE(site.bytes("en/products/b/index.html") == "mine, in the way");
  REQUIRE(site.bytes("notes.txt") == "mine");
}

TEST_CASE("what somebody puts into a folder while a first build fills it is told then, or by the next one") {
  const SiteOnDisk site;
  const Files pages = {
      {"index.html", "x"}, {"en/a/index.html", "alone"}, {"media/a/1.png", "1"}, {"media/a/2.png", "2"}};
  const PruneReport first = [&] {
    Publisher publisher = site.open();
    SiteOnDisk::write_all(publisher, pages);
    site.put("media/a/mine.txt", "mine");
    site.put("en/a/beside.txt", "mine, beside a page that is alone");
    return publisher.commit();
  }();
  REQUIRE(rules(first) == std::vector<std::string>{"output-foreign mine.txt"});
  REQUIRE(rules(site.build(pages)) == std::vector<std::string>{"output-foreign beside.txt", "output-foreign mine.txt"});
  REQUIRE(site.bytes("en/a/beside.txt") == "mine, beside a page that is alone");
}

TEST_CASE("a file that somebody puts where a first build writes is left to them") {
  const SiteOnDisk site;
  Publisher publisher = site.open();
  publisher.claim({"a/index.html"});
  site.put("a/index.html", "mine");
  REQUIRE(publisher.write("a/index.html", "ours").outcome == WriteOutcome::foreign_in_the_way);
  REQUIRE(site.bytes("a/index.html") == "mine");
}

TEST_CASE("a folder that was there before us stays when our files in it go") {
  const SiteOnDisk site;
  site.build({{"index.html", "x"}});
  fs::create_directories(site.out / "downloads");
  site.build({{"index.html", "x"}, {"downloads/a/b", "ours"}});
  site.build({{"index.html", "x"}});
  REQUIRE(site.found() == Files{{"index.html", "x"}, {"downloads/", ""}});
}

TEST_CASE("a file of ours that someone changed is replaced while it is planned, and kept when it is not") {
  const SiteOnDisk site;
  site.build(kSite);
  site.put("index.html", "edited");
  site.put("en/index.html", "edited");
  const PruneReport report = site.build({{"index.html", "choice"}});
  REQUIRE(rules(report) == std::vector<std::string>{"output-changed index.html"});
  REQUIRE(site.found() == Files{{"index.html", "choice"}, {"en/index.html", "edited"}});
  // It is a foreign file from now on.
  REQUIRE(rules(site.build({{"index.html", "choice"}})) == std::vector<std::string>{"output-foreign index.html"});
}

TEST_CASE("P4: links planted in the output are never followed, for writing, comparing or removing") {
  const SiteOnDisk site;
  site.build(kSite);
  const fs::path outside = site.root / "outside";
  fs::create_directories(outside / "a");
  std::ofstream(outside / "a" / "index.html") << "A";
  std::ofstream(outside / "precious") << "home";
  fs::remove(site.out / "en/index.html");
  fs::create_symlink(outside / "precious", site.out / "en/index.html");
  fs::remove_all(site.out / "en/products");
  fs::create_symlink(outside, site.out / "en/products");
  fs::remove(site.out / "media/a/icon.png");
  fs::create_symlink("/nowhere", site.out / "media/a/icon.png");

  SECTION("writing") {
    Publisher publisher = site.open();
    publisher.claim(
        {"index.html", "en/index.html", "en/products/a/index.html", "en/products/new/index.html", "media/a/icon.png"});
    for (const char* path :
         {"en/index.html", "en/products/a/index.html", "en/products/new/index.html", "media/a/icon.png"})
      for (const char* bytes : {"home", "A", "new bytes"})
        REQUIRE(publisher.write(path, bytes).outcome == WriteOutcome::foreign_in_the_way);
    REQUIRE(!publisher.stands_still("en/index.html", kKey).holds);
    REQUIRE(!publisher.stands_still("en/products/a/index.html", kKey).holds);
    publisher.commit();
  }
  SECTION("removing") { site.build({{"index.html", "choice"}}); }
  Files found;
  for (const auto& entry : fs::recursive_directory_iterator(outside))
    if (entry.is_regular_file())
      found[entry.path().lexically_relative(outside).string()] = fs::file_size(entry.path()) == 1 ? "A" : "home";
  REQUIRE(found == Files{{"a/index.html", "A"}, {"precious", "home"}});
  REQUIRE(fs::is_symlink(site.out / "en/index.html"));
  REQUIRE(fs::is_symlink(site.out / "en/products"));
  REQUIRE(!fs::exists("/nowhere"));
}

TEST_CASE("P4: a pipe where a page belongs does not hold the build up") {
  const SiteOnDisk site;
  site.build(kSite);
  fs::remove(site.out / "index.html");
  REQUIRE(mkfifo((site.out / "index.html").c_str(), 0644) == 0);
  Publisher publisher = site.open();
  publisher.claim({"index.html"});
  REQUIRE(publisher.write("index.html", "x").outcome == WriteOutcome::foreign_in_the_way);
}

TEST_CASE("P4: a hard link to a file outside is replaced, not written through") {
  const SiteOnDisk site;
  site.build(kSite);
  std::ofstream(site.root / "precious") << "precious";
  fs::remove(site.out / "index.html");
  fs::create_hard_link(site.root / "precious", site.out / "index.html");
  site.build(kSite);
  REQUIRE(site.bytes("index.html") == "choice");
  REQUIRE(site.bytes("../precious") == "precious");
}

TEST_CASE("P4: paths that lead out of the folder are refused") {
  const SiteOnDisk site;
  Publisher publisher = site.open();
  for (const std::string path : {"", "../x", "/etc/x", "a/../../x", "a//b", "a/", ".", "..", "a/./b", "a\nb"}) {
    CAPTURE(path);
    REQUIRE_THROWS_AS(publisher.claim({path}), std::invalid_argument);
    REQUIRE_THROWS_AS(publisher.write(path, "x"), std::invalid_argument);
  }
  REQUIRE(!fs::exists(site.root / "x"));
}

TEST_CASE("a path that was not claimed is written where nothing stands") {
  const SiteOnDisk site;
  {
    Publisher publisher = site.open();
    publisher.claim({});
    const WriteResult result = publisher.write("sitemaps/en-1.xml", "<x/>");
    REQUIRE(result.outcome == WriteOutcome::written);
    REQUIRE(publisher.write("sitemaps/en-1.xml", "<y/>").outcome == WriteOutcome::foreign_in_the_way);
    publisher.record("sitemaps/en-1.xml", result);
    REQUIRE(publisher.commit().findings.empty());
  }
  site.build({});
  REQUIRE(site.found().empty());
}

TEST_CASE("stands_still tells whether a page may be left unrendered") {
  const SiteOnDisk site;
  site.build(kSite);
  site.put("en/index.html", "HOME");
  fs::remove(site.out / "media/a/icon.png");
  const OutputKey other_own{1, 4, 3}, other_site{4, 2, 3}, other_cards{1, 2, 4};
  {
    Publisher publisher = site.open();
    publisher.claim({"index.html", "en/index.html", "media/a/icon.png", "new"});
    REQUIRE(publisher.stands_still("index.html", kKey).holds);
    REQUIRE(publisher.stands_still("index.html", kKey).size == 6);
    REQUIRE(publisher.stands_still("index.html", kKey).result.hash == content_hash("choice"));
    REQUIRE(!publisher.stands_still("index.html", {}).holds);
    for (const OutputKey& key : {other_own, other_site, other_cards})
      REQUIRE(!publisher.stands_still("index.html", key).holds);
    REQUIRE(!publisher.stands_still("en/index.html", kKey).holds);
    REQUIRE(!publisher.stands_still("media/a/icon.png", kKey).holds);
    REQUIRE(!publisher.stands_still("new", kKey).holds);
    REQUIRE(publisher.reason("new", kKey) == Reason::is_new);
    REQUIRE(publisher.reason("en/index.html", kKey) == Reason::touched);
    REQUIRE(publisher.reason("index.html", other_own) == Reason::own);
    REQUIRE(publisher.reason("index.html", other_site) == Reason::site);
    REQUIRE(publisher.reason("index.html", other_cards) == Reason::others);
    // Claimed and not recorded: it stays as it is, and stays ours.
    publisher.commit();
  }
  REQUIRE(site.bytes("index.html") == "choice");
  Publisher again = site.open();
  again.claim({"index.html"});
  REQUIRE(again.stands_still("index.html", kKey).holds);
}

TEST_CASE("a file whose times say nothing is read, and a settled one is not") {
  const SiteOnDisk site;
  site.build({{"a", "1"}});
  const auto ask = [&] {
    Publisher publisher = site.open();
    publisher.claim({"a"});
    const Standstill still = publisher.stands_still("a", kKey);
    if (still.holds && !still.is_remembered) publisher.record("a", still.result, kKey, still.size);
    publisher.commit();
    return still;
  };
  // Written a moment ago: a later change could have the same times.
  REQUIRE(!ask().is_remembered);
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  REQUIRE(!ask().is_remembered);
  const Standstill settled = ask();
  REQUIRE(settled.holds);
  REQUIRE(settled.is_remembered);
  site.put("a", "2");
  REQUIRE(!ask().holds);
}

TEST_CASE("a build of the same inputs repeats what the last one said, as long as nothing else happened to the folder") {
  const SiteOnDisk site;
  const ContentHash inputs{1, 2};
  const auto build = [&] {
    Publisher publisher = site.open();
    publisher.claim({"a/b/c", "d"});
    for (const std::string path : {"a/b/c", "d"})
      publisher.record(path, publisher.write(path, path), kKey, path.size());
    publisher.remember(inputs, "report");
    return publisher.commit();
  };
  build();
  // It did not look into folders that it had made for one file.
  REQUIRE(!site.open().repeat(inputs));
  build();
  // Too young to be told from a later change by their stamps, so their bytes tell.
  REQUIRE(site.open().repeat(inputs) == "report");
  site.put("d", "D");
  REQUIRE(!site.open().repeat(inputs));
  build();
  const auto are_stamps_known = [&] {
    const KnownOutputs last = BuildState((site.root / ".onshelf/state.db").string(), "public").load();
    REQUIRE(last.written.size() == 2);
    return last.written[0].stamp && last.written[1].stamp;
  };
  REQUIRE(!are_stamps_known());
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  REQUIRE(site.open().repeat(inputs) == "report");
  REQUIRE(are_stamps_known());  // looked at once
  REQUIRE(site.open().repeat(inputs) == "report");
  REQUIRE(!site.open().repeat({1, 3}));
  REQUIRE(!site.open().repeat({}));
  REQUIRE(site.open().repeat(inputs) == "report");
  SECTION("a file changed") { site.put("d", "D"); }
  SECTION("a file became a link to its like") {
    fs::rename(site.out / "d", site.root / "d");
    fs::create_symlink(site.root / "d", site.out / "d");
  }
  SECTION("it is another folder, with one of ours beside a page that is alone") {
    fs::copy(site.out, site.root / "other", fs::copy_options::recursive);
    fs::remove_all(site.out);
    fs::rename(site.root / "other", site.out);
    site.put("a/b/d", "an older page");
  }
  SECTION("a file is gone") { fs::remove(site.out / "a/b/c"); }
  SECTION("a foreign file came") { site.put("a/x", "x"); }
  SECTION("a foreign folder came") { fs::create_directories(site.out / "a/y"); }
  SECTION("a build began and did not end") {
    Publisher publisher = site.open();
    publisher.claim({"d"});
  }
  REQUIRE(!site.open().repeat(inputs));
}

TEST_CASE("when the state is lost, pages that nobody wants any more go, and the files of others stay") {
  const SiteOnDisk site;
  const std::string page = "<link rel=\"stylesheet\" href=\"/shop/assets/style.0123456789abcdef.css\">";
  site.build({{"robots.txt", std::string(kMarkLine)},
              {"en/index.html", page},
              {"en/products/gone/index.html", page},
              {"media/gone/icon-96.png", "png"},
              {"media/u/00112233445566778899aabbccddeeff/0123456789abcdef/guide.pdf", "pdf"},
              {"assets/style.0123456789abcdef.css", "css"},
              {"sitemaps/en-2.xml", "xml"}});
  const Files others = {{"en/about/index.html", "<link rel=\"stylesheet\" href=\"/own.css\">"},
                        {"media/film.mp4", "film"},
                        {"assets/logo.svg", "svg"},
                        {"google.html", "me"}};
  for (const auto& [path, bytes] : others) site.put(path, bytes);
  fs::remove(site.root / ".onshelf/state.db");
  Publisher publisher = site.open();
  SiteOnDisk::write_all(publisher, {{"robots.txt", std::string(kMarkLine)}, {"en/index.html", page}});
  REQUIRE(rules(publisher.commit()) == std::vector<std::string>{"output-foreign logo.svg", "output-foreign index.html",
                                                                "output-foreign google.html",
                                                                "output-foreign film.mp4"});
  Files expected = others;
  expected["robots.txt"] = kMarkLine;
  expected["en/index.html"] = page;
  REQUIRE(site.found() == expected);
}

TEST_CASE("a state that is shared by copies of a site knows which of them it was written for") {
  const SiteOnDisk one, other;
  const fs::path memory = one.root / "memory";
  const std::string page = "<link rel=\"stylesheet\" href=\"/assets/style.0123456789abcdef.css\">";
  const auto build = [&](const SiteOnDisk& site, const Files& files) {
    OutputFolders folders = site.folders();
    folders.memory = memory.string();
    auto opened = Publisher::open(folders);
    REQUIRE(std::holds_alternative<Publisher>(opened));
    SiteOnDisk::write_all(std::get<Publisher>(opened), files);
    REQUIRE(std::get<Publisher>(opened).commit().findings.empty());
    REQUIRE(site.found() == files);
  };
  const Files base = {{"robots.txt", std::string(kMarkLine)}, {"en/index.html", page}};
  Files more = base;
  more["en/products/a/index.html"] = page;
  build(one, more);
  build(other, base);  // takes over the one memory
  build(one, base);    // whose page it does not know any more
}

TEST_CASE("files of a job that was lost go, also those an earlier build wrote") {
  const SiteOnDisk site;
  site.build({{"a", "old"}, {"b", "old"}});
  Publisher publisher = site.open();
  publisher.claim({"a", "b", "c", "d"});
  publisher.record("a", publisher.write("a", "new"));
  publisher.write("b", "new");
  publisher.withdraw("b");
  publisher.write("c", "new");  // neither recorded nor withdrawn
  REQUIRE(publisher.commit().removed == 2);
  REQUIRE(site.found() == Files{{"a", "new"}});
}

TEST_CASE("a build that is killed is finished by the next one") {
  // Killed after so many writes of the second build; the third has another plan again.
  for (std::size_t writes = 0; writes <= 4; ++writes) {
    for (const bool first : {true, false}) {
      CAPTURE(writes, first);
      const SiteOnDisk site;
      if (!first) site.build(kSite);
      const Files second = {
          {"index.html", "changed"}, {"en/index.html", "changed"}, {"new/page", "new"}, {"new/page2", "new"}};
      const int end = in_another_process([&] {
        Publisher publisher = site.open();
        publisher.claim({"index.html", "en/index.html", "new/page", "new/page2"});
        std::size_t done = 0;
        for (const auto& [path, bytes] : second) {
          if (done++ == writes) break;
          publisher.write(path, bytes);
        }
        std::ofstream(site.root / ".onshelf/.onshelf-staging/1-1") << "half";
        kill(getpid(), SIGKILL);
      });
      REQUIRE(end == -SIGKILL);
      const Files third = {{"en/index.html", "third"}};
      const PruneReport report = site.build(third);
      REQUIRE(rules(report).empty());
      REQUIRE(site.found() == third);
      REQUIRE(!fs::exists(site.root / ".onshelf/.onshelf-staging"));
    }
  }
}

TEST_CASE("foreign files survive killed builds too") {
  const SiteOnDisk site;
  site.build(kSite);
  site.put("new/page", "mine");
  in_another_process([&] {
    Publisher publisher = site.open();
    publisher.claim({"new/page", "new/page2"});
    publisher.write("new/page", "ours");
    publisher.write("new/page2", "ours");
    kill(getpid(), SIGKILL);
  });
  site.build({});
  REQUIRE(site.found() == Files{{"new/page", "mine"}});
}

TEST_CASE("a lost or broken build state changes nothing when the folder bears our mark, and is refused when not") {
  Files files = kSite;
  files[std::string(kMarkFile)] = std::string(kMarkLine) + "User-agent: *\n";
  const std::string broken =
      GENERATE(as<std::string>(), "gone", "empty", "garbage", "truncated", "other program", "flipped", "a folder");
  CAPTURE(broken);
  for (const bool marked : {true, false}) {
    const SiteOnDisk site;
    site.build(marked ? files : kSite);
    const fs::path state = site.root / ".onshelf/state.db";
    if (broken == "gone") fs::remove(state);
    if (broken == "empty") fs::resize_file(state, 0);
    if (broken == "garbage") std::ofstream(state) << std::string(10000, 'g');
    if (broken == "truncated") fs::resize_file(state, 5000);
    if (broken == "flipped") {
      std::fstream file(state, std::ios::in | std::ios::out | std::ios::binary);
      for (int at = 100; at < 12000; at += 7) file.seekp(at).put('\x5A');
    }
    if (broken == "other program") {
      fs::remove(state);
      REQUIRE(std::system(("printf 'create table t(x);' | sqlite3 " + state.string() + " 2>/dev/null || echo x > " +
                           state.string())
                              .c_str()) == 0);
    }
    if (broken == "a folder") {
      fs::remove(state);
      fs::create_directory(state);
    }
    if (!marked) {
      REQUIRE(site.refusal() == "output-not-empty");
      REQUIRE(site.found() == kSite);
      continue;
    }
    for (const auto& [path, bytes] : files) site.set_old(path);
    const auto before = site.modified("index.html");
    Files changed = files;
    changed["en/index.html"] = "changed";
    if (broken == "a folder") {
      Publisher publisher = site.open();
      REQUIRE_THROWS_AS(SiteOnDisk::write_all(publisher, changed), std::system_error);
      continue;
    }
    site.build(changed);
    REQUIRE(site.found() == changed);
    REQUIRE(site.modified("index.html") == before);
    // And it is known again.
    site.build({});
    REQUIRE(site.found().empty());
  }
}

TEST_CASE("a failing write names its path and leaves the old file") {
  const SiteOnDisk site;
  const bool first = GENERATE(true, false);
  if (!first) site.build({{"a", "old"}, {"b", "old"}});
  const int end = in_another_process([&] {
    Publisher publisher = site.open();
    publisher.claim({"a", "b"});
    signal(SIGXFSZ, SIG_IGN);
    const rlimit small{5000, 5000};
    setrlimit(RLIMIT_FSIZE, &small);
    publisher.write("a", "fits");
    try {
      publisher.write("b", std::string(20000, 'x'));
    } catch (const std::system_error& error) {
      _exit(error.code().value() == EFBIG && std::string(error.what()) == "cannot write b: File too large" ? 7 : 8);
    }
  });
  REQUIRE(end == 7);
  REQUIRE(site.found() == (first ? Files{{"a", "fits"}} : Files{{"a", "fits"}, {"b", "old"}}));
  site.build({{"b", "later"}});
  REQUIRE(site.found() == Files{{"b", "later"}});
}

TEST_CASE("write is used by several processes at once") {
  const SiteOnDisk site;
  for (const std::string version : {"first", "second"}) {
    Publisher publisher = site.open();
    std::vector<std::string> paths;
    for (int i = 0; i < 400; ++i) paths.push_back("en/products/" + std::to_string(i % 50) + "/" + std::to_string(i));
    publisher.claim(paths);
    std::vector<pid_t> children;
    for (std::size_t child = 0; child < 4; ++child) {
      children.push_back(fork());
      if (children.back() != 0) continue;
      for (std::size_t i = child; i < paths.size(); i += 4)
        if (publisher.write(paths[i], version + paths[i]).outcome != WriteOutcome::written) _exit(1);
      _exit(0);
    }
    for (const pid_t child : children) {
      int status = 1;
      waitpid(child, &status, 0);
      REQUIRE(status == 0);
    }
    for (const std::string& path : paths)
      publisher.record(path, {WriteOutcome::written, content_hash(version + path), {}});
    REQUIRE(publisher.commit().findings.empty());
    Files expected;
    for (const std::string& path : paths) expected[path] = version + path;
    REQUIRE(site.found() == expected);
  }
}

TEST_CASE("L5: after any history of edits, kills and foreign files the output is the plan and the foreign files") {
  std::mt19937 random(20261120);
  const auto pick = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  const SiteOnDisk site("/dev/shm");
  const std::vector<std::string> names = {"a", "b", "c/a", "c/b", "c/d/a", "d/x/1", "d/x/2", "d/y", "e", "f/g/h/i"};
  Files foreign;
  for (int turn = 0; turn < 400; ++turn) {
    Files plan;
    for (const std::string& name : names)
      if (pick(3) != 0) plan[name + "/p"] = std::string(pick(3) * 1000, static_cast<char>('a' + pick(3)));
    if (turn > 0 && pick(4) == 0) {
      const std::string path = names[pick(10)] + "/foreign" + std::to_string(pick(5));
      foreign[path] = std::to_string(turn);
      site.put(path, foreign[path]);
    }
    if (pick(4) == 0) {
      const unsigned writes = pick(8);
      in_another_process([&] {
        Publisher publisher = site.open();
        std::vector<std::string> paths;
        for (const auto& [path, bytes] : plan) paths.push_back(path);
        publisher.claim(paths);
        unsigned done = 0;
        for (const auto& [path, bytes] : plan) {
          if (done++ == writes) kill(getpid(), SIGKILL);
          publisher.record(path, publisher.write(path, bytes));
        }
        publisher.commit();
        _exit(0);
      });
      continue;
    }
    site.build(plan);
    Files expected = plan;
    expected.insert(foreign.begin(), foreign.end());
    REQUIRE(site.found() == expected);
  }
}

}  // namespace
}  // namespace onshelf
