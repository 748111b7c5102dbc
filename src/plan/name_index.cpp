// The indexes of names: which letters there are, and how many names go on a page.
#include <algorithm>

#include "model/urls.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

// Bytes of a page's names. With its frame it stays below 60 KB.
constexpr std::size_t kMostBytes = 40'000;
constexpr std::size_t kMarkup = 160;  // around a name, with a language of its own, and its marketplace beside it

struct Entry {
  std::uint32_t target;
  std::size_t letter;
  std::size_t bytes;
};

std::size_t escaped_size(std::string_view text) {
  std::size_t size = text.size();
  for (char c : text)
    if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') size += 5;
  return size;
}

std::vector<Entry> product_entries(const Site& site, const Words& words, const SitePlan& plan, LocaleIndex locale) {
  const Urls urls(site);
  std::vector<Entry> entries;
  for (const std::uint32_t index : plan.lists.front().order[locale]) {
    const Summary& summary = plan.summaries[index];
    const std::string& name = summary.cards[locale].name;
    entries.push_back({index, words.index_letter(locale, name),
                       kMarkup + escaped_size(name) + urls.href(urls.detail(summary, locale)).size()});
  }
  return entries;
}

std::vector<Entry> seller_entries(const Site& site, const Words& words, const SitePlan& plan, LocaleIndex locale) {
  const Urls urls(site);
  std::vector<std::pair<std::string, Entry>> sorted;
  for (std::uint32_t i = 0; i < plan.lists.size(); ++i) {
    const ListingList& list = plan.lists[i];
    if (list.kind != ListKind::seller || list.order[locale].empty()) continue;
    const auto seller = std::lower_bound(plan.sellers.begin(), plan.sellers.end(), list.id,
                                         [](const PublicSeller& one, const std::string& id) { return one.id < id; });
    const auto* name = seller == plan.sellers.end() ? nullptr : pick(seller->name, site.locales[locale]);
    const std::string& shown = name ? name->second : list.id;
    sorted.push_back({words.collation_key(locale, shown),
                      {i, words.index_letter(locale, shown),
                       kMarkup + escaped_size(shown) + urls.href(urls.list(list, 1, locale)).size()}});
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Entry> entries;
  for (auto& [key, entry] : sorted) entries.push_back(entry);
  return entries;
}

// Letters of the alphabet that addresses are written in stand for themselves, others for their place in their own.
std::string slug_of(const std::string& label, std::size_t number) {
  const char c = label.size() == 1 ? label.front() : '\0';
  return c >= 'A' && c <= 'Z' ? std::string(1, static_cast<char>(c - 'A' + 'a')) : std::to_string(number);
}

// Entries by letter, in their order within it. All on one page if they fit, else a page or more for each letter.
NameIndex make_index(IndexKind kind, LocaleIndex locale, std::vector<Entry> entries, const Words& words) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.letter < b.letter; });
  NameIndex index{kind, locale, {}, {}, false};
  std::size_t bytes = 0;
  for (const Entry& entry : entries) {
    const auto at = static_cast<std::uint32_t>(index.targets.size());
    index.targets.push_back(entry.target);
    bytes += entry.bytes;
    if (at == 0 || entries[at - 1].letter != entry.letter) {
      const std::string& label = words.index_letters(locale)[entry.letter];
      index.letters.push_back({label, slug_of(label, entry.letter), at, at, {}});
    }
    index.letters.back().end = at + 1;
  }
  index.is_one_page = bytes <= kMostBytes;
  if (index.is_one_page) return index;
  for (IndexLetter& letter : index.letters) {
    bytes = kMostBytes + 1;
    for (std::uint32_t at = letter.begin; at < letter.end; ++at) {
      bytes += entries[at].bytes;
      if (bytes <= kMostBytes) continue;
      letter.pages.push_back(at);
      bytes = entries[at].bytes;
    }
  }
  return index;
}

}  // namespace

void plan_name_indexes(const Site& site, const Words& words, SitePlan& plan) {
  for (const IndexKind kind : {IndexKind::products, IndexKind::sellers})
    for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) {
      const auto number = static_cast<std::uint32_t>(plan.indexes.size());
      plan.indexes.push_back(make_index(kind, locale,
                                        kind == IndexKind::products ? product_entries(site, words, plan, locale)
                                                                    : seller_entries(site, words, plan, locale),
                                        words));
      plan.index_pages.push_back({number, IndexPage::kFirst, 1});
      const std::vector<IndexLetter>& letters = plan.indexes.back().letters;
      for (std::uint32_t letter = 0; letter < letters.size(); ++letter)
        for (std::uint32_t page = 1; page <= letters[letter].pages.size(); ++page)
          plan.index_pages.push_back({number, letter, page});
    }
}

}  // namespace onshelf
