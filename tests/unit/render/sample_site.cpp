#include "sample_site.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include <nlohmann/json.hpp>

#include "model/urls.h"
#include "words/words.h"

namespace onshelf::test {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What reading a pack does: the one way into CleanHtml besides the serialiser.
struct Filler {
  const std::string& from;
  void operator()(std::string& into) const { into = from; }
};

Category category(const std::string& id, const std::string& en, const std::string& zh, const std::string& summary) {
  Category made;
  made.id = id;
  made.name = {{kEnglish, en}, {kChinese, zh}};
  made.summary = {{kEnglish, summary}};
  return made;
}

ProductType type(const std::string& id, const std::string& platform_en, const std::string& platform_zh,
                 const std::string& name) {
  ProductType made;
  made.id = id;
  made.platform = id.substr(0, id.find('/'));
  made.platform_name = {{kEnglish, platform_en}, {kChinese, platform_zh}};
  made.name = {{kEnglish, name}};
  return made;
}

void add_list(SitePlan& plan, const Site& site, ListKind kind, const std::string& id,
              const std::function<bool(const PreparedListing&)>& belongs,
              const std::vector<PreparedListing>& listings) {
  ListingList list;
  list.kind = kind;
  list.id = id;
  for (LocaleIndex l = 0; l < site.locales.size(); ++l) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < listings.size(); ++i)
      if (listings[i].visibility == Visibility::listed && belongs(listings[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto& x = plan.summaries[a].cards[l].collation_key;
      const auto& y = plan.summaries[b].cards[l].collation_key;
      return x != y ? x < y : a < b;
    });
    list.order.push_back(std::move(order));
  }
  const std::size_t size = list.order[0].size();
  list.pages.assign(
      site.locales.size(),
      std::max<std::uint32_t>(1, static_cast<std::uint32_t>((size + site.page_size - 1) / site.page_size)));
  plan.lists.push_back(std::move(list));
}

}  // namespace

CleanHtml clean(const std::string& html) {
  CleanHtml made;
  Filler filler{html};
  made.serialize(filler);
  return made;
}

PublicFact fact(const std::string& key, const std::string& value, FactKind kind) {
  return {key, {}, kind, {PublicValue{value, {}}}};
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

Site make_site() {
  Site site;
  site.base_url = "https://shop.example/";
  site.base_path = "/";
  site.name = {{kEnglish, "Openshelf"}, {kChinese, "开架市场"}, {kArabic, "الرف المفتوح"}};
  site.description = {{kEnglish, "Cloud products from many marketplaces on one shelf."},
                      {kChinese, "多家云市场的商品，同在一个货架。"}};
  const char* tags[] = {"en", "zh-CN", "ja", "de", "ar"};
  const char* names[] = {"English", "简体中文", "日本語", "Deutsch", "العربية"};
  const std::filesystem::path root = ONSHELF_SOURCE_DIR;
  for (LocaleIndex l = 0; l < 5; ++l) {
    Locale locale{tags[l], names[l], l == kArabic, {l}};
    if (l != kEnglish) locale.chain.push_back(kEnglish);
    site.locales.push_back(locale);
    const auto json = nlohmann::json::parse(read(root / "site/messages" / (locale.tag + ".json")));
    site.messages.push_back(json.get<std::map<std::string, std::string>>());
  }
  site.page_size = 12;
  site.icon_sizes = {48, 96, 192};
  site.categories = {
      category("databases", "Databases", "数据库", "Relational, document and key-value stores."),
      category("developer-tools", "Developer tools", "开发者工具", "Everything from source control to delivery."),
      category("security", "Security", "安全", "Keep systems and secrets safe.")};
  Category sub = category("source-control", "Source control", "代码托管", "");
  site.categories[1].subcategories.push_back(sub);
  site.types = {type("alpha-cloud/image", "Alpha Cloud Marketplace", "甲云市场", "Cloud image"),
                type("beta-cloud/saas", "Beta Cloud Store", "乙云商店", "SaaS")};
  for (const auto& entry : std::filesystem::directory_iterator(root / "templates"))
    if (entry.path().extension() == ".html") site.templates[entry.path().filename()] = read(entry.path());
  for (const char* name : {"style.css", "favicon.svg"})
    site.theme_files.push_back({name, read(root / "themes/default" / name)});
  return site;
}

Sample make_sample() {
  Sample sample;
  sample.site = make_site();
  const Urls urls(sample.site);
  sample.plan.stylesheet = urls.asset(sample.site.theme_files[0]);
  PublicSeller harbor{"harbor",
                      {{kEnglish, "Harbor Forge"}, {kChinese, "港湾工坊"}},
                      {{kEnglish, "Self-hosted tools, ready to run."}},
                      {}};
  harbor.contacts = {fact("phone", "+86 10 5555 0100", FactKind::phone),
                     fact("email", "help@harbor.example", FactKind::email),
                     fact("website", "https://harbor.example/", FactKind::url)};
  PublicSeller orbit{"orbit", {{kEnglish, "Orbit Labs"}}, {}, {fact("email", "hello@orbit.example", FactKind::email)}};
  sample.plan.sellers = {harbor, orbit};
  return sample;
}

PreparedListing& Sample::add(const std::string& id, const LocalizedText& name) {
  PreparedListing listing;
  listing.id = listing.slug = id;
  listing.type = site.types[0].id;
  listing.platform = site.types[0].platform;
  listing.seller = "harbor";
  listing.category = "databases";
  listing.name = name;
  listings.push_back(std::move(listing));
  return listings.back();
}

void Sample::make_plan() {
  const Words words(site);
  std::map<std::string, std::vector<std::uint32_t>> by_product;
  for (const PreparedListing& listing : listings) {
    Summary summary;
    summary.id = listing.id;
    summary.slug = listing.slug;
    summary.seller = listing.seller;
    summary.product = listing.product;
    summary.category = listing.category;
    summary.subcategory = listing.subcategory;
    summary.visibility = listing.visibility;
    if (listing.visibility == Visibility::unlisted) summary.token = "0123456789abcdef0123456789abcdef";
    for (std::uint16_t t = 0; t < site.types.size(); ++t)
      if (site.types[t].id == listing.type) summary.type = t;
    if (!listing.icons.empty()) {
      summary.card_icon = 48;
      summary.card_icon_2x = 96;
    }
    for (const PublicIcon& icon : listing.icons) summary.media.push_back(icon.name);
    for (LocaleIndex l = 0; l < site.locales.size(); ++l) {
      CardText card;
      const auto* name = pick(listing.name, site.locales[l]);
      card.name = name->second;
      card.name_language = name->first;
      card.translated = name->first == l;
      card.summary_language = l;
      if (const auto* text = pick(listing.summary, site.locales[l])) {
        card.summary = text->second;
        card.summary_language = text->first;
      }
      if (listing.pricing) card.price = words.card_price(*listing.pricing, l);
      card.collation_key = words.collation_key(l, card.name);
      summary.cards.push_back(std::move(card));
    }
    if (!listing.product.empty() && listing.visibility == Visibility::listed)
      by_product[listing.product].push_back(static_cast<std::uint32_t>(plan.summaries.size()));
    plan.summaries.push_back(std::move(summary));
    plan.freshness.push_back({"2026-01-05T08:00:00Z", "2026-03-12T08:00:00Z"});
  }
  for (auto& [product, indices] : by_product)
    if (indices.size() > 1) plan.products.emplace(product, indices);
  add_list(
      plan, site, ListKind::all, "", [](const auto&) { return true; }, listings);
  for (const Category& wanted : site.categories)
    add_list(
        plan, site, ListKind::category, wanted.id, [&](const auto& l) { return l.category == wanted.id; }, listings);
  for (const Category& wanted : site.categories)
    for (const Category& sub : wanted.subcategories)
      add_list(
          plan, site, ListKind::subcategory, wanted.id + '/' + sub.id,
          [&](const auto& l) { return l.category == wanted.id && l.subcategory == sub.id; }, listings);
  for (const ProductType& wanted : site.types)
    add_list(
        plan, site, ListKind::platform, wanted.platform, [&](const auto& l) { return l.platform == wanted.platform; },
        listings);
  for (const PublicSeller& seller : plan.sellers)
    add_list(
        plan, site, ListKind::seller, seller.id, [&](const auto& l) { return l.seller == seller.id; }, listings);
}

}  // namespace onshelf::test
