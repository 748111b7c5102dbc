#include "commands/preview_teller.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "support/catch.h"

using namespace onshelf;

namespace {

namespace fs = std::filesystem;

struct Folder {
  std::string path = fs::temp_directory_path() / fs::path("onshelf-teller-XXXXXX");
  Folder() { REQUIRE(mkdtemp(path.data())); }
  ~Folder() { fs::remove_all(path); }
  void save(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(path + '/' + name).parent_path());
    std::ofstream(path + '/' + name) << text;
  }
};

Finding error(std::string file, std::uint32_t line, std::string message) {
  Finding finding;
  finding.where = {std::move(file), line, 5, {}, 0, 0};
  finding.message = Sentence(std::move(message));
  return finding;
}

Findings all_of(std::vector<Finding> some) {
  Findings findings;
  findings.add_all(std::move(some));
  return findings;
}

}  // namespace

TEST_CASE("a terminal is told what was saved, what is wrong with it and where, and that it is mended") {
  const Folder site;
  const std::string a = "content/listings/a/listing.json", b = "content/listings/b/listing.json";
  site.save(a, "{}");
  site.save(b, "{}");
  PreviewTeller teller(site.path);
  CHECK(teller.tell({a}, {}, false) == "a: listing.json changed");
  CHECK(teller.tell({a}, {}, false).empty());  // saved again as it was
  site.save(a, "{ }");
  const Finding one = error(a, 12, "name is too long"), other = error(a, 14, "no such region");
  CHECK(teller.tell({a}, all_of({other, one, one}), false) ==
        "a: listing.json changed, 2 errors: content/listings/a/listing.json:12:5: name is too long (1 more)");
  CHECK(teller.tell({b}, {}, false) == "b: listing.json changed");  // nothing is mended by that
  site.save(a, "{  }");
  CHECK(teller.tell({"content/listings/a", a}, {}, false) == "a: listing.json changed, no errors any more");
  site.save(a, "{   }");
  CHECK(teller.tell({a}, {}, false) == "a: listing.json changed");
}

TEST_CASE("a terminal is told again of what was saved as it was and is still wrong") {
  const Folder site;
  const std::string a = "content/listings/a/listing.json", setting = "site/site.json";
  const auto save_again = [&](const std::string& name) {
    const auto time = fs::last_write_time(site.path + '/' + name);
    fs::last_write_time(site.path + '/' + name, time + std::chrono::seconds(1));
  };
  site.save(a, "{");
  site.save(setting, "{}");
  PreviewTeller teller(site.path);
  const Findings wrong = all_of({error(a, 1, "the text ends too soon")});
  CHECK_FALSE(teller.tell({a}, wrong, false).empty());
  CHECK(teller.tell({a}, wrong, false).empty());  // nobody saved it
  save_again(a);
  CHECK(teller.tell({a}, wrong, false) ==
        "a: listing.json saved again, 1 error: content/listings/a/listing.json:1:5: the text ends too soon");
  CHECK(teller.tell({setting}, {}, false) == "site/site.json changed");
  save_again(setting);
  CHECK(teller.tell({setting}, {}, false).empty());
  save_again(a);
  CHECK(teller.tell({a}, {}, false) == "a: listing.json saved again, no errors any more");  // something else was mended
}

TEST_CASE("a terminal is told of the last verdict, and by whom it was mended") {
  const Folder site;
  const std::string a = "content/listings/a/listing.json", rules = "site/platforms/p.json";
  site.save(a, "{");
  site.save(rules, "{}");
  PreviewTeller teller(site.path);
  const Findings wrong = all_of({error(a, 1, "the text ends too soon")});
  // The bytes of the second save were there when the first was judged.
  CHECK(teller.tell({a}, {}, false) == "a: listing.json changed");
  CHECK(teller.tell({a}, wrong, false) ==
        "a: listing.json saved again, 1 error: content/listings/a/listing.json:1:5: the text ends too soon");
  CHECK(teller.tell({rules}, {}, true) == "site/platforms/p.json changed, no errors any more");
  site.save(a, "{}");
  CHECK(teller.tell({a}, {}, false) == "a: listing.json changed");
  CHECK_FALSE(teller.tell({a}, wrong, false).empty());
  fs::remove_all(site.path + "/content/listings/a");
  CHECK(teller.tell({"content/listings/a"}, {}, false) == "a is gone");
}

TEST_CASE("what follows from another error is told after it") {
  Finding follows = error("content/listings/a/listing.json", 1, "this seller's own record has errors");
  follows.rule = "seller-refused";
  CHECK(PreviewTeller::errors_of(all_of({follows, error("content/sellers/s/seller.json", 3, "a comma is missing")})) ==
        "2 errors: content/sellers/s/seller.json:3:5: a comma is missing (1 more)");
}

TEST_CASE("who asks for a listing that is not there is told of names that may be meant") {
  CHECK(no_such_listing("x", {"gitea-aws"}) == "there is no listing \"x\"");
  CHECK(no_such_listing("gitea-awt", {"gitea-aws", "gitea-jd"}) ==
        "there is no listing \"gitea-awt\"; did you mean \"gitea-aws\"?");
  CHECK(no_such_listing("gitea", {"gitea-aws", "gitea-jd", "gitlab"}) ==
        "there is no listing \"gitea\"; did you mean one of gitea-aws, gitea-jd?");
  CHECK(no_such_listing("git", {"gitea-alibaba", "gitlab"}) ==
        "there is no listing \"git\"; did you mean one of gitea-alibaba, gitlab?");
  CHECK(no_such_listing("zab", {"zabbix-tencent"}) == "there is no listing \"zab\"; did you mean \"zabbix-tencent\"?");
}

TEST_CASE("a terminal is told of much in few words") {
  const Folder site;
  for (const char* name : {"1", "2", "3", "4"}) site.save(std::string("content/listings/a/") + name, "x");
  PreviewTeller teller(site.path);
  CHECK(teller.tell({"content/listings/a/1", "content/listings/a/2", "content/listings/a/3", "content/listings/a/4",
                     "content/listings/b/listing.json", "site/site.json"},
                    all_of({error("site/site.json", 0, "the settings are no object")}), false) ==
        "a: 4 files changed; b is gone; site/site.json changed, 1 error: site/site.json: the settings are no object");
  CHECK(teller.tell({"site/a", "site/b", "site/c", "site/d", "site/e"}, {}, false) ==
        "site/a, site/b, site/c and 2 more changed, no errors any more");
  CHECK(teller.tell({""}, {}, false) == "files changed");
}

TEST_CASE("what strangers call their files does not reach the terminal as it is") {
  const Folder site;
  PreviewTeller teller(site.path);
  CHECK(teller.tell({"site/\x1b[2J"}, {}, false).find('\x1b') == std::string::npos);
}
