#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/urls.h"
#include "plan/coverage.h"
#include "plan/plan.h"
#include "support/site_fixture.h"

using namespace onshelf;

namespace {

Summary summary_of(const std::string& id, const std::string& name = "") {
  Summary summary;
  summary.id = summary.slug = id;
  summary.seller = "acme";
  summary.category = demo_site().categories.front().id;
  for (LocaleIndex i = 0; i < demo_site().locales.size(); ++i) {
    CardText card;
    card.name = name.empty() ? id : name;
    card.collation_key = card.name;
    summary.cards.push_back(card);
  }
  summary.looks = looks_of({name.empty() ? id : name});
  return summary;
}

SitePlan plan_of(std::vector<Summary> summaries, const History& history = {},
                 const std::string& now = "2026-11-20T08:00:00Z") {
  Findings findings;
  return plan_site(demo_site(),
                   {std::move(summaries),
                    {PublicSeller{"acme", {{0, "Acme"}}, {}, {}}, PublicSeller{"idle", {{0, "Idle"}}, {}, {}}},
                    now},
                   history, findings);
}

// A site that is built again and again: the history of one build is the input of the next.
struct Builds {
  History history;
  SitePlan plan;
  std::string said;  // by the last build
  int day = 0;

  void build(std::vector<Summary> summaries) {
    Findings findings;
    const std::string now = fmt::format("2026-{:02}-{:02}T08:00:00Z", 1 + day / 28, 1 + day % 28);
    ++day;
    plan = plan_site(demo_site(), {summaries, {}, now}, history, findings);
    const History before = history;
    history = next_history(demo_site(), plan, before);
    said.clear();
    for (const Finding& finding : findings.all()) said += finding.listing + ": " + finding.message.english() + '\n';
    // Building again from the new history makes the same site.
    Findings unread;
    const SitePlan again = plan_site(demo_site(), {summaries, {}, now}, history, unread);
    CHECK(output_paths(demo_site(), again) == output_paths(demo_site(), plan));
    CHECK(again.moved == plan.moved);
    CHECK(again.gone == plan.gone);
  }

  // What an English visitor gets there: "page of ID", "301 to SLUG", "410", or "404".
  std::string at(const std::string& slug) const {
    const std::string path = "en/products/" + slug + '/';
    std::string answer;
    for (const Summary& summary : plan.summaries)
      if (Urls(demo_site()).detail(summary, 0) == path) answer += "page of " + summary.id;
    for (const auto& [from, to] : plan.moved)
      if (from == path) answer += "301 to " + to.substr(12, to.size() - 13);
    for (const std::string& gone : plan.gone)
      if (gone == path) answer += "410";
    return answer.empty() ? "404" : answer;
  }
};

Summary at_slug(const std::string& id, const std::string& slug) {
  Summary summary = summary_of(id);
  summary.slug = slug;
  return summary;
}

std::vector<std::string> names(const SitePlan& plan, const ListingList& list, LocaleIndex locale = 0) {
  std::vector<std::string> result;
  for (std::uint32_t index : list.order[locale]) result.push_back(plan.summaries[index].cards[locale].name);
  return result;
}

}  // namespace

TEST_CASE("lists go by name in the locale's order, equal names by id, whatever the order of arrival") {
  const SitePlan plan = plan_of({summary_of("c", "Same"), summary_of("b", "Zebra"), summary_of("a", "Same")});
  CHECK(names(plan, plan.lists.front()) == std::vector<std::string>{"Same", "Same", "Zebra"});
  CHECK(plan.summaries[plan.lists.front().order[0][0]].id == "a");
}

TEST_CASE("a list that names no language is nobody's to translate") {
  PublicListing listing;
  listing.name = {{0, "Sample"}};
  listing.tags = {{1, {"Git", "CI"}}};
  listing.facts = {PublicFact{"software", {}, FactKind::text, {}, {{1, {"Gitea 1.24"}}}}};
  CHECK(coverage_of(listing, demo_site()).wanted.texts == 3);
  listing.has_plain_tags = listing.facts.front().is_plain_list = true;
  const Coverage coverage = coverage_of(listing, demo_site());
  CHECK(coverage.wanted.texts == 1);
  CHECK(coverage.own.at(0).texts == 1);
  CHECK(coverage.own.at(1).texts == 0);
}

TEST_CASE("every listed listing is on exactly one page of each of its lists") {
  std::vector<Summary> many;
  const std::size_t count = 3 * demo_site().page_size + 1;
  for (std::size_t i = 0; i < count; ++i) many.push_back(summary_of("n" + std::to_string(i)));
  const SitePlan plan = plan_of(many);
  CHECK(plan.lists.front().pages[0] == 4);
  CHECK(plan.lists.front().order[0].size() == count);
  CHECK(plan.lists.size() == 4);  // all, one category, one platform, one seller
  // All and the category are there in two more orders.
  CHECK(plan.list_pages.size() == (4 + 2 * 2) * 4 * demo_site().locales.size());
}

TEST_CASE("an empty catalog still has its list of all, and no other") {
  const SitePlan plan = plan_of({});
  REQUIRE(plan.lists.size() == 1);
  CHECK(plan.lists[0].pages[0] == 1);
  CHECK(plan.sellers.empty());
}

TEST_CASE("an unlisted listing changes nothing that is planned outside u/") {
  Summary hidden = summary_of("hidden");
  hidden.visibility = Visibility::unlisted;
  hidden.token = "00112233445566778899aabbccddeeff";
  hidden.product = "shared";
  Summary shown = summary_of("shown");
  shown.product = "shared";
  shown.slug = "address";
  hidden.slug = "address";
  const SitePlan with = plan_of({hidden, shown}), without = plan_of({shown});
  const auto outside = [](const SitePlan& plan) {
    std::vector<std::string> paths = output_paths(demo_site(), plan);
    std::erase_if(paths, [](const std::string& path) { return path.find("/u/") != std::string::npos; });
    return paths;
  };
  CHECK(outside(with) == outside(without));
  CHECK(output_paths(demo_site(), with).size() > outside(with).size());
  CHECK(with.products.empty());
  CHECK(with.lists.front().order[0].size() == 1);
  CHECK(next_history(demo_site(), with, {}).listings.size() == 1);
}

TEST_CASE("P3: two listings with one address: the earlier owner keeps it, and the finding names both") {
  Summary a = summary_of("a"), b = summary_of("b");
  a.slug = b.slug = "shop";
  Findings findings;
  const auto kept = [&](const History& history) {
    findings = Findings{};
    const SitePlan plan = plan_site(demo_site(), {{a, b}, {}, "2026-11-20T08:00:00Z"}, history, findings);
    REQUIRE(plan.summaries.size() == 1);
    REQUIRE(findings.all().size() == 1);
    CHECK(findings.all()[0].rule == "slug-taken");
    CHECK(findings.all()[0].message.english() ==
          "the address \"shop\" belongs to listing \"" + plan.summaries[0].id + "\"");
    return plan.summaries[0].id;
  };
  CHECK(kept({}) == "a");
  CHECK(kept({{{"b", {"shop", {"en"}, "t", "t", "f"}}}, {}}) == "b");
  b.slug = b.id = "shop";
  CHECK(kept({}) == "shop");
}

TEST_CASE("times come from the history: publication once, change only when something visible changed") {
  Summary listing = summary_of("a");
  listing.fingerprint_low = 1;
  const SitePlan first = plan_of({listing}, {}, "2026-01-01T00:00:00Z");
  const History after = next_history(demo_site(), first, {});
  const SitePlan same = plan_of({listing}, after, "2026-02-01T00:00:00Z");
  CHECK(same.freshness[0].last_changed == "2026-01-01T00:00:00Z");
  listing.fingerprint_low = 2;
  const SitePlan changed = plan_of({listing}, after, "2026-03-01T00:00:00Z");
  CHECK(changed.freshness[0].first_published == "2026-01-01T00:00:00Z");
  CHECK(changed.freshness[0].last_changed == "2026-03-01T00:00:00Z");
}

TEST_CASE("what was public and is gone leaves a tombstone, what moved leaves the way, what returns leaves neither") {
  const History one = next_history(demo_site(), plan_of({summary_of("a"), summary_of("b")}), {});
  Summary renamed = summary_of("b");
  renamed.slug = "b-two";
  const SitePlan later = plan_of({renamed}, one);
  const std::size_t locales = demo_site().locales.size();
  CHECK(later.gone.size() == locales);
  CHECK(std::count(later.gone.begin(), later.gone.end(), "en/products/a/") == 1);
  REQUIRE(later.moved.size() == locales);
  CHECK(std::count(later.moved.begin(), later.moved.end(),
                   std::pair<std::string, std::string>("en/products/b/", "en/products/b-two/")) == 1);
  const History two = next_history(demo_site(), later, one);
  const SitePlan back = plan_of({summary_of("a"), summary_of("b")}, two);
  CHECK(back.gone.empty());
  CHECK(std::none_of(back.moved.begin(), back.moved.end(),
                     [](const auto& move) { return move.first == "en/products/b/"; }));
  // The detour is undone: the address it had in between leads home.
  CHECK(std::count(back.moved.begin(), back.moved.end(),
                   std::pair<std::string, std::string>("en/products/b-two/", "en/products/b/")) == 1);
}

TEST_CASE("a listing that moved twice is found from each of its old addresses") {
  Summary listing = summary_of("a");
  const History one = next_history(demo_site(), plan_of({listing}), {});
  listing.slug = "b";
  const SitePlan second = plan_of({listing}, one);
  const History two = next_history(demo_site(), second, one);
  listing.slug = "c";
  const SitePlan third = plan_of({listing}, two);
  CHECK(third.gone.empty());
  using Move = std::pair<std::string, std::string>;
  CHECK(std::count(third.moved.begin(), third.moved.end(), Move("en/products/a/", "en/products/c/")) == 1);
  CHECK(std::count(third.moved.begin(), third.moved.end(), Move("en/products/b/", "en/products/c/")) == 1);
}

TEST_CASE("P3: nobody takes over the address of a listing that is away for a while") {
  const History one = next_history(demo_site(), plan_of({summary_of("owner")}), {});
  const History away = next_history(demo_site(), plan_of({}, one), one);
  Summary taker = summary_of("taker");
  taker.slug = "owner";
  Findings findings;
  const SitePlan plan = plan_site(demo_site(), {{taker}, {}, "2026-11-20T08:00:00Z"}, away, findings);
  CHECK(plan.summaries.empty());
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].message.english() == "the address \"owner\" belongs to listing \"owner\"");
  CHECK(plan_of({summary_of("owner")}, away).summaries.size() == 1);
}

TEST_CASE("P3: whatever a thief does while a listing is missing, its address stays its own") {
  const std::string refused = "thief: the address \"tea\" belongs to listing \"victim\"\n";
  Summary unlisted = at_slug("victim", "tea");
  unlisted.visibility = Visibility::unlisted;
  unlisted.token = "00112233445566778899aabbccddeeff";
  const Summary victim = at_slug("victim", "tea"), thief = at_slug("thief", "tea");
  const bool is_unlisted = GENERATE(false, true), was_thief_there = GENERATE(false, true);
  Builds site;
  site.build(was_thief_there ? std::vector{victim, at_slug("thief", "mine")} : std::vector{victim});
  REQUIRE(site.at("tea") == "page of victim");
  for (int builds = 0; builds < 3; ++builds) {
    site.build(is_unlisted ? std::vector{unlisted, thief} : std::vector{thief});
    CHECK(site.said == refused);
    CHECK(site.at("tea") == "410");
    // A thief that is published stays at what is its own.
    CHECK(site.at("mine") == (was_thief_there ? "page of thief" : "404"));
    CHECK(site.history.listings.size() == was_thief_there);
  }
  site.build({victim, thief});
  CHECK(site.said == refused);
  CHECK(site.at("tea") == "page of victim");
  site.build({victim, at_slug("thief", "elsewhere")});
  CHECK(site.said.empty());
  CHECK(site.at("tea") == "page of victim");
  CHECK(site.at("elsewhere") == "page of thief");
  site.build({at_slug("thief", "elsewhere")});
  CHECK(site.at("tea") == "410");
  site.build({victim});
  CHECK(site.said.empty());
  CHECK(site.at("tea") == "page of victim");
  CHECK(site.at("elsewhere") == "410");
  CHECK(site.at("mine") == (was_thief_there ? "410" : "404"));
}

TEST_CASE("P3: the address a listing leaves leads to it from that build on, and nobody takes it over") {
  Builds site;
  site.build({at_slug("victim", "tea")});
  site.build({at_slug("victim", "coffee"), at_slug("thief", "tea")});
  CHECK(site.said == "thief: the address \"tea\" belongs to listing \"victim\"\n");
  CHECK(site.at("tea") == "301 to coffee");
  CHECK(site.at("coffee") == "page of victim");
  // Two that want to swap stay where they are.
  site.build({at_slug("victim", "coffee"), at_slug("other", "milk")});
  site.build({at_slug("victim", "milk"), at_slug("other", "coffee")});
  CHECK(site.said ==
        "other: the address \"coffee\" belongs to listing \"victim\"\n"
        "victim: the address \"milk\" belongs to listing \"other\"\n");
  CHECK(site.at("tea") == "301 to coffee");
  CHECK(site.at("coffee") == "page of victim");
  CHECK(site.at("milk") == "page of other");
  site.build({});
  CHECK(site.at("tea") == "410");
  CHECK(site.at("coffee") == "410");
  // It comes back under a third address, and all of its old ones lead there; or under one of the old ones.
  site.build({at_slug("victim", "cocoa")});
  CHECK(site.at("tea") == "301 to cocoa");
  CHECK(site.at("coffee") == "301 to cocoa");
  CHECK(site.at("milk") == "410");
  site.build({at_slug("victim", "tea")});
  CHECK(site.said.empty());
  CHECK(site.at("tea") == "page of victim");
  CHECK(site.at("coffee") == "301 to tea");
  CHECK(site.at("cocoa") == "301 to tea");
}

TEST_CASE("P3: who asks for an address that is not free reserves nothing") {
  Builds site;
  site.build({at_slug("victim", "tea"), at_slug("thief", "mine")});
  site.build({at_slug("thief", "tea")});
  CHECK(site.at("tea") == "410");
  CHECK(site.at("mine") == "page of thief");
  for (const auto& [path, address] : site.history.gone)
    CHECK(address.of == (path.find("/tea/") == std::string::npos ? "thief" : "victim"));
  const History after = site.history;
  site.build({at_slug("thief", "tea")});
  CHECK(site.history.gone.size() == after.gone.size());
  CHECK(site.history.listings.size() == 1);
  // One that is away has nothing to stay at.
  site.build({});
  site.build({at_slug("thief", "tea")});
  CHECK(site.plan.summaries.empty());
  CHECK(site.at("mine") == "410");
}

TEST_CASE("P3: one that is published stays where it is when another has the new address it asks for") {
  Builds site;
  const bool is_reversed = GENERATE(false, true);
  const auto build = [&](std::vector<Summary> summaries) {
    if (is_reversed) std::reverse(summaries.begin(), summaries.end());
    site.build(std::move(summaries));
  };
  build({at_slug("a", "one"), at_slug("b", "two"), at_slug("shop", "three")});
  // Of those that ask for what nobody had, the first by id has it, or the one whose id it is.
  build({at_slug("a", "new"), at_slug("b", "new"), at_slug("shop", "three")});
  CHECK(site.said == "b: the address \"new\" belongs to listing \"a\"\n");
  CHECK(site.at("new") == "page of a");
  CHECK(site.at("one") == "301 to new");
  CHECK(site.at("two") == "page of b");
  build({at_slug("a", "shop"), at_slug("b", "shop"), at_slug("c", "shop"), at_slug("shop", "shop")});
  CHECK(site.said ==
        "a: the address \"shop\" belongs to listing \"shop\"\n"
        "b: the address \"shop\" belongs to listing \"shop\"\n"
        "c: the address \"shop\" belongs to listing \"shop\"\n");
  CHECK(site.at("shop") == "page of shop");
  CHECK(site.at("three") == "301 to shop");
  CHECK(site.at("new") == "page of a");
  CHECK(site.at("one") == "301 to new");
  CHECK(site.at("two") == "page of b");
  CHECK(site.plan.summaries.size() == 3);  // "c" is published nowhere
  // Nobody has the address meanwhile, and the clash solved it moves as any other.
  build({at_slug("a", "shop"), at_slug("b", "shop"), at_slug("c", "new"), at_slug("shop", "shop")});
  CHECK(site.at("new") == "page of a");
  build({at_slug("a", "other"), at_slug("b", "two"), at_slug("shop", "shop")});
  CHECK(site.said.empty());
  CHECK(site.at("new") == "301 to other");
}

TEST_CASE("P3: the hint says where a listing stays") {
  Findings findings;
  const History history{{{"a", {"old", {"en"}, "t", "t", "f"}}, {"b", {"b", {"en"}, "t", "t", "f"}}}, {}};
  plan_site(demo_site(), {{at_slug("a", "b"), summary_of("b")}, {}, "2026-11-20T08:00:00Z"}, history, findings);
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].severity == FindingSeverity::error);
  CHECK(findings.all()[0].rule == "slug-taken");
  CHECK(findings.all()[0].hint.english() ==
        "give one of the two another \"slug\"; until then this one stays at \"old\"");
}

TEST_CASE("P3: a history that gives one address to two listings lets only one of them stay") {
  Findings findings;
  const History history{{{"a", {"same", {"en"}, "t", "t", "f"}},
                         {"b", {"same", {"en"}, "t", "t", "f"}},
                         {"c", {"c", {"en"}, "t", "t", "f"}}},
                        {}};
  const SitePlan plan =
      plan_site(demo_site(), {{at_slug("a", "c"), at_slug("b", "c"), summary_of("c")}, {}, "2026-11-20T08:00:00Z"},
                history, findings);
  REQUIRE(plan.summaries.size() == 2);
  CHECK(plan.summaries[0].id == "a");
  CHECK(plan.summaries[0].slug == "same");
  CHECK(plan.summaries[1].id == "c");
}

TEST_CASE("a slug that a record which is not public may want is a warning, where all records are known") {
  const std::vector<std::string> waiting = {"draft", "gone", "own"};
  const History history{{{"own", {"own", {"en"}, "t", "t", "f"}}, {"old", {"draft-two", {"en"}, "t", "t", "f"}}}, {}};
  Summary unlisted = at_slug("hidden", "draft");
  unlisted.visibility = Visibility::unlisted;
  Findings findings;
  const auto rules = [&](std::vector<Summary> summaries, const History& known) {
    findings = Findings{};
    const std::size_t out = review_together(std::move(summaries), waiting, {}, known, findings);
    std::string all = std::to_string(out);
    for (const Finding& finding : findings.all()) all += ' ' + finding.listing + ' ' + finding.rule;
    return all;
  };
  CHECK(rules({at_slug("a", "draft"), at_slug("b", "free"), unlisted}, {}) == "0 a slug-reserved");
  CHECK(findings.all()[0].severity == FindingSeverity::warning);
  CHECK(findings.all()[0].where.file == "content/listings/a/listing.json");
  CHECK(findings.all()[0].message.english() ==
        "the slug \"draft\" is the id of another listing, which is not public yet");
  // The history has settled whose it is.
  CHECK(rules({at_slug("a", "own")}, history) == "1 a slug-taken");
  CHECK(rules({at_slug("old", "own")}, history) == "0 old slug-taken");
  CHECK(rules({at_slug("a", "draft")}, {{{"a", {"draft", {"en"}, "t", "t", "f"}}}, {}}) == "0");
}

TEST_CASE("P3: of the addresses that a listing left the newest ten stay its own") {
  const bool has_clock_stopped = GENERATE(false, true);
  Builds site;
  const auto move_to = [&](const std::string& slug) {
    site.build({at_slug("a", slug), at_slug("quiet", "quiet-two")});
    if (has_clock_stopped) site.day = 1;
    CHECK(site.said.empty());
  };
  site.build({at_slug("a", "s00"), at_slug("quiet", "quiet-one")});
  for (int i = 1; i <= 10; ++i) move_to(fmt::format("s{:02}", i));
  for (int i = 0; i < 10; ++i) CHECK(site.at(fmt::format("s{:02}", i)) == "301 to s10");
  move_to("s11");
  CHECK(site.at("s10") == "301 to s11");
  CHECK(site.at("quiet-one") == "301 to quiet-two");  // how often another one moves is nothing to it
  CHECK(site.plan.moved.size() == 11 * demo_site().locales.size());
  CHECK(site.history.gone.size() == 11 * demo_site().locales.size());
  // Of those left at one time the first by name stay.
  CHECK(site.at("s00") == (has_clock_stopped ? "301 to s11" : "404"));
  const std::string free = has_clock_stopped ? "s09" : "s00";
  CHECK(site.at(free) == "404");
  if (has_clock_stopped) return;

  const std::string oldest = "s01";
  site.build({at_slug("a", "s11"), at_slug("b", free), at_slug("c", oldest)});
  CHECK(site.at(free) == "page of b");
  CHECK(site.said == fmt::format("c: the address \"{}\" belongs to listing \"a\"\n", oldest));
  // The oldest is free in the very build in which one more is left.
  site.build({at_slug("a", "s12"), at_slug("b", free), at_slug("c", oldest)});
  CHECK(site.said.empty());
  CHECK(site.at(oldest) == "page of c");
  // One that goes back to its oldest address has it, however many it left.
  site.build({at_slug("a", "s02"), at_slug("b", free), at_slug("c", oldest)});
  CHECK(site.said.empty());
  CHECK(site.at("s02") == "page of a");
  CHECK(site.at("s03") == "301 to s02");
}

TEST_CASE("P3: one that stays away keeps the address it had last, however many it left before") {
  Builds site;
  for (int i = 0; i <= 20; ++i) site.build({at_slug("a", fmt::format("s{:02}", i))});
  for (int i = 0; i < 5; ++i) site.build({at_slug("b", "s20")});
  CHECK(site.at("s20") == "410");
  CHECK(site.history.gone.size() == 10 * demo_site().locales.size());
  site.build({at_slug("a", "s20"), at_slug("b", "s20")});
  CHECK(site.at("s20") == "page of a");
  CHECK(site.at("s19") == "301 to s20");
  // Going away between two addresses does not make more of them.
  for (int i = 21; i <= 40; ++i) {
    site.build({});
    site.build({at_slug("a", fmt::format("s{:02}", i))});
  }
  CHECK(site.history.gone.size() == 10 * demo_site().locales.size());
}

TEST_CASE("P3: an address that was public in a language the site no longer has is not free either") {
  Findings findings;
  const History history{{}, {{"xx/products/tea/", {"2026-01-01T08:00:00Z", "", "victim"}}}};
  CHECK(plan_site(demo_site(), {{at_slug("thief", "tea")}, {}, "2026-11-20T08:00:00Z"}, history, findings)
            .summaries.empty());
  CHECK(plan_of({at_slug("victim", "tea")}, history).summaries.size() == 1);
}

TEST_CASE("nothing is said of the dates of an unlisted listing") {
  Summary hidden = summary_of("hidden");
  hidden.visibility = Visibility::unlisted;
  CHECK(plan_of({hidden}).freshness.at(0).last_changed.empty());
}

TEST_CASE("addresses are made in one place") {
  const Urls urls(demo_site());
  Summary listing = summary_of("gitea");
  CHECK(urls.detail(listing, 1) == "zh-CN/products/gitea/");
  CHECK(Urls::output_file(urls.detail(listing, 1)) == "zh-CN/products/gitea/index.html");
  CHECK(urls.media(listing, "0011/Guide 指南.pdf") == "media/gitea/0011/Guide 指南.pdf");
  CHECK(urls.href("media/gitea/指.pdf") == demo_site().base_path + "media/gitea/%E6%8C%87.pdf");
  listing.visibility = Visibility::unlisted;
  listing.token = "0123";
  CHECK(urls.detail(listing, 0) == "en/u/0123/");
  CHECK(urls.media(listing, "icon-64.png") == "media/u/0123/icon-64.png");
}

TEST_CASE("X7: names that mix scripts or look like another seller's are reported with both records") {
  struct Row {
    std::string name, seller, said;  // of a second listing beside "Paypal Cloud" by acme
  };
  const std::string other = "the name looks like a name in content/listings/first/listing.json, of another seller";
  const std::string mixed = "a word of the name mixes letters of scripts that are not written together";
  const Row rows[] = {
      {"Other Cloud", "idle", ""},
      {"Paypal Cloud", "acme", ""},
      {"PAYPAL cloud", "idle", other},
      {"P\u0430ypal Cloud", "idle", mixed + "; " + other},
      {"P\u0430ypal Cloud", "acme", mixed},
      {"\u0410cme", "idle",
       mixed + "; the name looks like a name in content/sellers/acme/seller.json, of another seller"},
      {"ACME", "idle", "the name looks like a name in content/sellers/acme/seller.json, of another seller"},
      {"ACME", "acme", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name, row.seller);
    Summary first = summary_of("first", "Paypal Cloud"), second = summary_of("second", row.name);
    second.seller = row.seller;
    Findings findings;
    const SitePlan plan =
        plan_site(demo_site(),
                  {{first, second},
                   {PublicSeller{"acme", {{0, "Acme"}}, {}, {}}, PublicSeller{"idle", {{0, "Idle"}}, {}, {}}},
                   "2026-11-20T08:00:00Z"},
                  {}, findings);
    std::string said;
    for (const Finding& finding : findings.all()) {
      CHECK(finding.severity == FindingSeverity::warning);
      CHECK(finding.where.file == "content/listings/second/listing.json");
      said += (said.empty() ? "" : "; ") + finding.message.english();
    }
    CHECK(said == row.said);
    CHECK(plan.summaries.size() == 2);
  }
}

namespace {

// Names in English; German says `german` percent of the texts and has a name of its own, Arabic says nothing.
Summary partly_german(const std::string& id, std::uint8_t german) {
  Summary summary = summary_of(id);
  for (CardText& card : summary.cards) card.own_texts = 0;
  const auto at = [&](const char* tag) -> CardText& { return summary.cards[*find_locale(demo_site().locales, tag)]; };
  at("en").translated = at("de").translated = true;
  at("en").own_texts = 100;
  at("de").own_texts = german;
  return summary;
}

Site with_fallback_pages(FallbackPages are, std::uint8_t below) {
  Site site = demo_site();
  site.fallback_pages = are;
  site.least_own_texts = below;
  return site;
}

SitePlan plan_with(const Site& site, std::vector<Summary> summaries, const History& history = {}) {
  Findings findings;
  return plan_site(site, {std::move(summaries), {}, "2026-11-20T08:00:00Z"}, history, findings);
}

}  // namespace

TEST_CASE("a page that says too little in its language is a copy, or is not there") {
  const auto german = *find_locale(demo_site().locales, "de"), arabic = *find_locale(demo_site().locales, "ar");
  const auto plan_of_both = [](FallbackPages are) {
    return plan_with(with_fallback_pages(are, 50), {partly_german("little", 49), partly_german("much", 50)});
  };
  SECTION("as ever") {
    const SitePlan plan = plan_of_both(FallbackPages::keep);
    CHECK(plan.summaries[0].cards[german].translated);
    CHECK_FALSE(plan.summaries[0].cards[arabic].translated);
    CHECK(plan.summaries[0].has_page(arabic));
  }
  SECTION("copies") {
    const SitePlan plan = plan_of_both(FallbackPages::canonical);
    CHECK_FALSE(plan.summaries[0].cards[german].translated);
    CHECK(plan.summaries[0].cards[german].original == demo_site().default_locale);
    CHECK(plan.summaries[0].has_page(german));
    CHECK(plan.summaries[1].cards[german].translated);
    CHECK(plan.lists.front().order[german].size() == 2);
  }
  SECTION("omitted") {
    const SitePlan plan = plan_of_both(FallbackPages::omit);
    CHECK_FALSE(plan.summaries[0].has_page(german));
    CHECK(plan.summaries[1].has_page(german));
    CHECK(names(plan, plan.lists.front(), german) == std::vector<std::string>{"much"});
    CHECK(plan.lists.front().order[arabic].empty());
    for (const ListingList& list : plan.lists) {
      CHECK(list.pages[german] == 1);
      CHECK(list.pages[arabic] == (list.kind == ListKind::all ? 1 : 0));
    }
    const auto paths = output_paths(demo_site(), plan);
    const auto has = [&](const char* path) { return std::find(paths.begin(), paths.end(), path) != paths.end(); };
    CHECK(has("en/products/little/index.html"));
    CHECK_FALSE(has("de/products/little/index.html"));
    CHECK(has("ar/products/index.html"));
    CHECK_FALSE(has("ar/sellers/acme/index.html"));
  }
}

TEST_CASE("the default locale and unlisted pages are never omitted") {
  Summary hidden = partly_german("hidden", 0);
  hidden.visibility = Visibility::unlisted;
  hidden.token = "00112233445566778899aabbccddeeff";
  for (CardText& card : hidden.cards) card.own_texts = 0;
  const SitePlan plan = plan_with(with_fallback_pages(FallbackPages::omit, 100), {hidden, partly_german("shown", 0)});
  for (LocaleIndex locale = 0; locale < demo_site().locales.size(); ++locale) {
    CHECK(plan.summaries[0].has_page(locale));
    CHECK(plan.summaries[1].has_page(locale) == (locale == demo_site().default_locale));
  }
}

TEST_CASE("a copy is one of the page whose texts it shows") {
  const auto german = *find_locale(demo_site().locales, "de"), arabic = *find_locale(demo_site().locales, "ar");
  Site site = demo_site();
  site.locales[arabic].chain = {arabic, german, site.default_locale};
  CHECK(plan_with(site, {partly_german("a", 50)}).summaries[0].cards[arabic].original == german);
  Summary english_only = partly_german("a", 0);
  english_only.cards[german].translated = false;
  CHECK(plan_with(site, {english_only}).summaries[0].cards[arabic].original == site.default_locale);
}

TEST_CASE("a page that is omitted from now on leads to the one it would copy, and back when it is there again") {
  const Site keep = demo_site(), omit = with_fallback_pages(FallbackPages::omit, 50);
  const auto moved_of = [](const SitePlan& plan) {
    std::vector<std::string> moved;
    for (const auto& [from, to] : plan.moved) moved.push_back(from + " > " + to);
    return moved;
  };
  History history = next_history(keep, plan_with(keep, {partly_german("a", 10)}), {});
  SitePlan plan = plan_with(omit, {partly_german("a", 10)}, history);
  const auto moved = moved_of(plan);
  CHECK(moved.size() == demo_site().locales.size() - 1);
  CHECK(std::find(moved.begin(), moved.end(), "de/products/a/ > en/products/a/") != moved.end());
  history = plan.after;
  // Twice the same.
  plan = plan_with(omit, {partly_german("a", 10)}, history);
  CHECK(moved_of(plan) == moved);
  // Its address moves, and the old one still leads to it.
  Summary moves = partly_german("a", 10);
  moves.slug = "b";
  const auto after_move = moved_of(plan_with(omit, {moves}, history));
  CHECK(std::find(after_move.begin(), after_move.end(), "de/products/a/ > en/products/b/") != after_move.end());
  // Translated at last.
  plan = plan_with(omit, {partly_german("a", 90)}, history);
  CHECK_FALSE(
      std::any_of(plan.moved.begin(), plan.moved.end(), [](const auto& one) { return one.first == "de/products/a/"; }));
  CHECK(plan.summaries[0].has_page(*find_locale(demo_site().locales, "de")));
}

namespace {

Site with_name_index() {
  Site site = demo_site();
  site.name_index = true;
  return site;
}

SitePlan plan_indexes(const Site& site, std::vector<Summary> summaries) {
  const Words words(site);
  Findings findings;
  return plan_site(
      site,
      {std::move(summaries), {PublicSeller{"acme", {{0, "Ünited Acme"}}, {}, {}}}, "2026-11-20T08:00:00Z", &words}, {},
      findings);
}

}  // namespace

TEST_CASE("an index has every name once, under its letter, in the order of the list") {
  const Site site = with_name_index();
  const SitePlan plan = plan_indexes(site, {summary_of("b", "beta"), summary_of("a", "Álpha"), summary_of("z", "中文"),
                                            summary_of("n", "9 lives"), summary_of("c", "Alpha 2")});
  REQUIRE(plan.indexes.size() == 2 * site.locales.size());
  CHECK(plan.index_pages.size() == 2 * site.locales.size());
  const NameIndex& products = plan.indexes.front();
  std::string told;
  for (const IndexLetter& letter : products.letters) {
    told += letter.label + '/' + letter.slug + ':';
    for (std::uint32_t at = letter.begin; at < letter.end; ++at) told += ' ' + plan.summaries[products.targets[at]].id;
    told += '\n';
  }
  CHECK(products.is_one_page);
  CHECK(told == "#/0: n\nA/a: c a\nB/b: b\n/27: z\n");
  const NameIndex& sellers = plan.indexes[site.locales.size()];
  REQUIRE(sellers.letters.size() == 1);
  CHECK(sellers.letters.front().label == "U");
}

TEST_CASE("a large index has pages for each letter, none of them larger than its budget") {
  const Site site = with_name_index();
  std::vector<Summary> many;
  const char* const first[] = {"Alpha", "Beta", "Gamma"};
  for (int i = 0; i < 3000; ++i)
    many.push_back(summary_of(fmt::format("n{:04}", i), fmt::format("{} product & its name {}", first[i % 3], i)));
  const SitePlan plan = plan_indexes(site, many);
  const NameIndex& products = plan.indexes.front();
  CHECK_FALSE(products.is_one_page);
  CHECK(products.letters.size() == 3);
  std::vector<std::uint32_t> seen;
  for (const IndexLetter& letter : products.letters) {
    REQUIRE(letter.pages.size() > 1);
    CHECK(letter.pages.front() == letter.begin);
    for (std::size_t page = 0; page < letter.pages.size(); ++page) {
      const std::uint32_t end = page + 1 < letter.pages.size() ? letter.pages[page + 1] : letter.end;
      std::size_t bytes = 0;
      for (std::uint32_t at = letter.pages[page]; at < end; ++at) {
        bytes += 160 + plan.summaries[products.targets[at]].cards[0].name.size() + 5 +
                 std::string("/en/products/n0000/").size();
        seen.push_back(products.targets[at]);
      }
      CHECK(bytes > 0);
      CHECK(bytes <= 40'000);
    }
  }
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  CHECK(seen.size() == many.size());
  const auto paths = output_paths(site, plan);
  const auto has = [&](const char* path) { return std::find(paths.begin(), paths.end(), path) != paths.end(); };
  CHECK(has("en/index/index.html"));
  CHECK(has("en/index/b/index.html"));
  CHECK(has("en/index/b/page/2/index.html"));
  CHECK(has("ar/index/sellers/index.html"));
}

TEST_CASE("a site that wants no index has none, and one without products has an empty one") {
  Site without = demo_site();
  without.name_index = false;
  CHECK(plan_indexes(without, {summary_of("a")}).index_pages.empty());
  const Site site = with_name_index();
  const SitePlan plan = plan_indexes(site, {});
  CHECK(plan.index_pages.size() == 2 * site.locales.size());
  CHECK(plan.indexes.front().letters.empty());
}

TEST_CASE("one listing put in place makes the plan that is made of all anew") {
  std::string time = "2026-11-20T08:00:00Z";
  Site site = demo_site();
  site.name_index = false;
  std::vector<Summary> summaries;
  for (int i = 0; i < 40; ++i) {
    Summary& one = summaries.emplace_back(
        summary_of(fmt::format("n{:02}", i), std::string(1, static_cast<char>('a' + i * 7 % 13))));
    one.fingerprint_low = 1;
  }
  // Some were published, at different times; the plan knows of all of them.
  History history;
  for (std::size_t i = 0; i < 40; i += 3)
    history.listings[summaries[i].id] = {summaries[i].slug,
                                         {"en"},
                                         fmt::format("2026-01-{:02}T00:00:00Z", 1 + i % 5),
                                         fmt::format("2026-02-{:02}T00:00:00Z", 1 + i % 7),
                                         fmt::format("{:016x}{:016x}", 0, 1)};
  Findings ignored;
  const auto planned = [&] { return plan_site(site, {summaries, {}, time}, history, ignored); };
  SitePlan plan = planned();
  const auto given = [&](const Summary& one) -> const Summary& {
    return *std::find_if(summaries.begin(), summaries.end(), [&](const auto& each) { return each.id == one.id; });
  };
  const auto key_of = [&](const Summary& one, LocaleIndex locale) {
    return std::string_view(given(one).cards[locale].collation_key);
  };
  for (std::size_t turn = 0; turn < 60; ++turn) {
    Summary& one = summaries[turn * 17 % summaries.size()];
    const Summary before = one;
    // Renamed, edited without a new name, and taken back.
    if (turn % 3 != 1) {
      const std::string name(1, static_cast<char>('a' + turn * 5 % 17));
      for (CardText& card : one.cards) card.name = card.collation_key = name;
    }
    one.fingerprint_low = turn % 4;
    if (turn % 7 == 0) time[9] = static_cast<char>('1' + turn / 7);
    REQUIRE(replace_in_plan(site, history, before, one, key_of, time, plan));
    const SitePlan anew = planned();
    for (std::size_t list = 0; list < anew.lists.size(); ++list) {
      REQUIRE(plan.lists[list].order == anew.lists[list].order);
      REQUIRE(plan.lists[list].sorted == anew.lists[list].sorted);
    }
    for (std::size_t i = 0; i < anew.summaries.size(); ++i) {
      REQUIRE(plan.summaries[i].cards[0].name == anew.summaries[i].cards[0].name);
      REQUIRE(plan.freshness[i].last_changed == anew.freshness[i].last_changed);
      REQUIRE(plan.freshness[i].first_published == anew.freshness[i].first_published);
    }
    REQUIRE(plan.after.listings.at(one.id).fingerprint == anew.after.listings.at(one.id).fingerprint);
  }

  // An index has letters, which a name may be the first or the last to have.
  site.name_index = true;
  Summary renamed = summaries.front();
  renamed.cards[0].collation_key = "other";
  CHECK(!replace_in_plan(site, history, summaries.front(), renamed, key_of, time, plan));

  // What other pages depend on wants a new plan, and nothing is done.
  const Summary before = summaries.front();
  for (const auto& change : std::vector<std::function<void(Summary&)>>{
           [](Summary& one) { one.slug = "other"; }, [](Summary& one) { one.category = ""; },
           [](Summary& one) { one.visibility = Visibility::unlisted; }, [](Summary& one) { one.media = {"icon.png"}; },
           [](Summary& one) { one.product = "shared"; }, [](Summary& one) { one.cards[0].has_page = false; }}) {
    Summary now = before;
    now.cards[0].name = "changed";
    change(now);
    CHECK(!replace_in_plan(site, history, before, now, key_of, time, plan));
    CHECK(plan.summaries.front().cards[0].name != "changed");
  }
}
