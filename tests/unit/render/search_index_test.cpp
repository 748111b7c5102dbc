#include "render/search_index.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/catch.h"

namespace onshelf {
namespace {

// Listings "item 0 ..." with words that many have, some and one.
SitePlan make_plan(std::size_t count) {
  SitePlan plan;
  plan.sellers = {{"acme", {{0, "Acme Works"}}, {}, {}}};
  ListingList all;
  all.order.resize(1);
  for (std::size_t i = 0; i < count; ++i) {
    Summary summary;
    summary.id = summary.slug = fmt::format("item-{:04}", i);
    summary.seller = "acme";
    CardText card;
    card.name = fmt::format("Item {}", i);
    card.price = "Free";
    summary.cards.push_back(card);
    plan.summaries.push_back(summary);
    all.order[0].push_back(static_cast<std::uint32_t>(i));
  }
  plan.lists = {all};
  return plan;
}

std::string words_of(const Summary& summary, LocaleIndex) {
  const int i = std::stoi(summary.id.substr(summary.id.find('-') + 1));
  std::string words = fmt::format("item n{}\n", i);
  for (int w = 0; w < 30; ++w) words += fmt::format("{}word{}", w == 0 ? "" : " ", (i * 7 + w * w * 31) % 3000);
  return words;
}

Site make_site() {
  Site site;
  site.base_url = "https://shop.example/";
  site.base_path = "/";
  site.locales = {{"en", "English", false, {0}}};
  ProductType type;
  type.id = "alpha/image";
  type.platform_name = {{0, "Alpha Market"}};
  type.name = {{0, "Image"}};
  site.types = {type};
  return site;
}

std::map<std::string, std::string> files_of(const SearchIndex& index) {
  std::map<std::string, std::string> files;
  for (std::size_t i = 0; i < index.size(); ++i) files.emplace(index.path(i), index.make(i));
  return files;
}

std::set<std::string> names_of(const SearchIndex& index) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < index.size(); ++i) names.insert(index.path(i));
  return names;
}

std::size_t count_new(const std::set<std::string>& before, const std::set<std::string>& after) {
  std::size_t count = 0;
  for (const std::string& name : after) count += !before.contains(name);
  return count;
}

TEST_CASE("the index names each of its files once, and none is large") {
  const Site site = make_site();
  const SitePlan plan = make_plan(1000);
  const SearchIndex index(site, plan, words_of);
  const auto files = files_of(index);
  CHECK(files.size() == index.size());
  const auto contents = nlohmann::json::parse(files.at("en/search/index.json"));
  CHECK(contents["listings"] == 1000);
  std::set<std::string> named = {"en/search/index.json"};
  std::string last;
  for (const char* kind : {"words", "endings", "documents"})
    for (const std::string name : contents[kind]) CHECK(named.insert("en/search/" + name).second);
  CHECK(named == names_of(index));
  for (std::size_t i = 0; i < contents["words"].size(); ++i) {
    const std::string& bytes = files.at("en/search/" + contents["words"][i].get<std::string>());
    CHECK(bytes.size() <= SearchIndexLimits().most_bytes + 2);
    for (const std::string entry : nlohmann::json::parse(bytes)) {
      const std::string word = entry.substr(0, entry.find(' '));
      CHECK(last < word);
      last = word;
    }
    const auto first = nlohmann::json::parse(bytes)[0].get<std::string>();
    CHECK(contents["words_from"][i] == first.substr(0, first.find(' ')));
  }
  CHECK(contents["words"].size() > 10);
  CHECK(contents["documents"].size() == 63);
}

TEST_CASE("an edit changes the files of its words only, and the order of words none") {
  const Site site = make_site();
  SitePlan plan = make_plan(1000);
  const auto before = names_of(SearchIndex(site, plan, words_of));
  CHECK(names_of(SearchIndex(site, make_plan(1000), words_of)) == before);

  plan.summaries[500].cards[0].price = "from $9";
  CHECK(count_new(before, names_of(SearchIndex(site, plan, words_of))) == 1);  // its document
  const auto with_one_more = [](const Summary& summary, LocaleIndex locale) {
    return words_of(summary, locale) + (summary.id == "item-0500" ? " unheardof" : "");
  };
  CHECK(count_new(before, names_of(SearchIndex(site, make_plan(1000), with_one_more))) <=
        4);  // of words and endings, and their neighbours when a cut moves
}

TEST_CASE("a file and its key change together") {
  const Site site = make_site();
  const SitePlan plan = make_plan(200);
  SitePlan edited = make_plan(200);
  edited.summaries[7].cards[0].name = "Other";
  const SearchIndex index(site, plan, words_of), other(site, edited, words_of);
  const ContentHash program{1, 2};
  REQUIRE(index.size() == other.size());
  for (std::size_t i = 0; i < index.size(); ++i)
    CHECK((index.make(i) == other.make(i)) == (index.key(i, program) == other.key(i, program)));
}

TEST_CASE("an index made of another one's parts is the same, and asks for words only when it makes a file of them") {
  const Site site = make_site();
  const SitePlan plan = make_plan(500);
  const SearchIndex first(site, plan, words_of);
  std::size_t asked = 0;
  const SearchIndex again(
      site, plan,
      [&](const Summary& summary, LocaleIndex locale) {
        ++asked;
        return words_of(summary, locale);
      },
      first.parts());
  CHECK(names_of(again) == names_of(first));
  const ContentHash program{1, 2};
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(again.key(i, program) == first.key(i, program));
  CHECK(again.make(again.size() - 1) == first.make(first.size() - 1));
  CHECK(asked == 0);
  CHECK(files_of(again) == files_of(first));
  CHECK(asked == 500);
}

TEST_CASE("a site without listings has an index all the same") {
  const Site site = make_site();
  const SitePlan plan = make_plan(0);
  const SearchIndex index(site, plan, words_of);
  CHECK(index.size() == 1);
  CHECK(nlohmann::json::parse(index.make(0))["listings"] == 0);
}

}  // namespace
}  // namespace onshelf