#include "render/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "render/json_writer.h"
#include "render/page_text.h"
#include "text/intern_table.h"
#include "text/search_words.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& writer, const char* member, std::string_view text) {
  writer.Key(member);
  write_text(writer, text);
}

std::string bytes_of(const rapidjson::StringBuffer& buffer) { return {buffer.GetString(), buffer.GetSize()}; }

// In digits of five bits, the lowest first; all but the last have the sixth bit.
void append_number(std::string& out, std::uint32_t number) {
  static constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  for (; number >= 32; number >>= 5) out.push_back(kDigits[(number & 31) | 32]);
  out.push_back(kDigits[number]);
}

std::string reversed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0u) == 0x80u) --begin;
    out.append(text.substr(begin, end - begin));
    end = begin;
  }
  return out;
}

// Cuts a row of words into pieces of at most `most` bytes. The cut is where a hash of the word says, within the middle half, so that a
// change moves only cuts near to it.
class Cutter {
 public:
  Cutter(std::size_t most, std::vector<std::size_t> ends, const std::vector<std::uint64_t>& hashes)
      : most_(most), ends_(std::move(ends)), hashes_(hashes) {}

  // Beginnings of the pieces.
  std::vector<std::size_t> cut() {
    if (!ends_.empty()) cut(0, ends_.size());
    return std::move(begins_);
  }

 private:
  std::size_t before(std::size_t at) const { return at == 0 ? 0 : ends_[at - 1]; }

  void cut(std::size_t begin, std::size_t end) {
    const std::size_t low = before(begin), size = ends_[end - 1] - low;
    if (size <= most_ || end - begin < 2) {
      begins_.push_back(begin);
      return;
    }
    const auto place = [&](std::size_t bytes) {
      const auto found = std::upper_bound(ends_.begin() + static_cast<std::ptrdiff_t>(begin),
                                          ends_.begin() + static_cast<std::ptrdiff_t>(end), low + bytes);
      return std::clamp<std::size_t>(static_cast<std::size_t>(found - ends_.begin()), begin + 1, end - 1);
    };
    std::size_t best = place(size / 4);
    for (std::size_t at = best, last = place(size - size / 4); at <= last; ++at)
      if (hashes_[at] > hashes_[best]) best = at;
    cut(begin, best);
    cut(best, end);
  }

  std::size_t most_;
  std::vector<std::size_t> ends_;  // by word: bytes of all words up to it
  const std::vector<std::uint64_t>& hashes_;
  std::vector<std::size_t> begins_;
};

SearchPart part_of(SearchPart::Kind kind, LocaleIndex locale, const std::vector<std::size_t>& begins, std::size_t i,
                   std::size_t count) {
  const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : count;
  return {kind, locale, static_cast<std::uint32_t>(begins[i]), static_cast<std::uint32_t>(end), {}, {}};
}

}  // namespace

// Of a locale, all words in the order of their bytes, each as its entry says it: "gitea 4c 0k2" is the word, the listings that have it in
// their name, and the others. Listings are their places in the list of all; of each the gap to the one before.
struct SearchIndex::Language {
  bool is_gathered = false;
  std::string entries;  // one after the other
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> endings;  // words that may be misspelt, in the order of their bytes from the end

  std::size_t size() const { return ends.size(); }
  std::string_view entry(std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(entries).substr(begin, ends[i] - begin);
  }
  std::string_view word(std::size_t i) const { return entry(i).substr(0, entry(i).find(' ')); }
};

// Turns the words of listings into the listings of words, one locale at a time.
class SearchIndex::Gatherer {
 public:
  Gatherer(const Site& site, const SitePlan& plan, const SearchWordsOf& words_of, LocaleIndex locale)
      : site_(site), plan_(plan), words_of_(words_of), locale_(locale) {
    for (const PublicSeller& seller : plan.sellers) sellers_.emplace(seller.id, &seller);
    for (const Category& category : site.categories) {
      categories_.emplace(category.id, &category);
      for (const Category& inner : category.subcategories) categories_.emplace(category.id + '/' + inner.id, &inner);
    }
  }

  Language run() {
    const std::vector<std::uint32_t>& order = plan_.lists.front().order[locale_];
    for (std::uint32_t listing = 0; listing < order.size(); ++listing)
      add_listing(plan_.summaries[order[listing]], listing);
    return sorted();
  }

 private:
  // Listings that have a word, in the form of an entry, while their numbers only grow.
  struct Gaps {
    std::string text;
    std::uint32_t next = 0;
    void add(std::uint32_t listing) {
      append_number(text, listing - next);
      next = listing + 1;
    }
  };
  struct Word {
    std::string text;
    Gaps in_name = {}, elsewhere = {};
  };

  void add_listing(const Summary& summary, std::uint32_t listing) {
    const std::string words = words_of_(summary, locale_);
    const std::size_t names = std::min(words.find('\n'), words.size());
    add_all(std::string_view(words).substr(0, names), listing, true);
    add_all(std::string_view(words).substr(std::min(names + 1, words.size())), listing, false);
    // The same for many listings, so they are in no summary and looked up once.
    if (const auto seller = sellers_.find(summary.seller); seller != sellers_.end())
      add_shared(seller->second, seller->second->name, listing);
    for (const std::string& id : {summary.category, summary.category + '/' + summary.subcategory})
      if (const auto category = categories_.find(id); category != categories_.end())
        add_shared(category->second, category->second->name, listing);
    const ProductType& type = site_.types[summary.type];
    add_shared(&type.name, type.name, listing);
    add_shared(&type.platform_name, type.platform_name, listing);
  }

  void add_all(std::string_view words, std::uint32_t listing, bool in_name) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      add(words_[number_of(words.substr(0, end))], listing, in_name);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  void add_shared(const void* of, const LocalizedText& text, std::uint32_t listing) {
    const auto [known, is_new] = shared_.try_emplace(of);
    if (is_new)
      if (const auto* found = pick_or_first(text, site_.locales[locale_]))
        for (const std::string& word : search_words(found->second)) known->second.push_back(number_of(word));
    for (const std::uint32_t word : known->second) add(words_[word], listing, false);
  }

  // Each listing once: its name comes first, and what is there too counts as of the name.
  static void add(Word& word, std::uint32_t listing, bool in_name) {
    if (word.in_name.next > listing || word.elsewhere.next > listing) return;
    (in_name ? word.in_name : word.elsewhere).add(listing);
  }

  std::uint32_t number_of(std::string_view word) {
    const auto is_it = [&](std::uint32_t number) { return words_[number].text == word; };
    const std::uint32_t number = numbers_.intern(content_hash(word).low, is_it);
    if (number == words_.size()) words_.push_back({std::string(word)});
    return number;
  }

  Language sorted() const {
    std::vector<std::uint32_t> by_text;
    std::size_t bytes = 0;
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      const Word& word = words_[i];
      // A name of many listings, none of which is here.
      if (word.in_name.text.empty() && word.elsewhere.text.empty()) continue;
      by_text.push_back(i);
      bytes += word.text.size() + word.in_name.text.size() + word.elsewhere.text.size() + 2;
    }
    std::sort(by_text.begin(), by_text.end(),
              [&](std::uint32_t a, std::uint32_t b) { return words_[a].text < words_[b].text; });
    Language all;
    all.is_gathered = true;
    all.entries.reserve(bytes);
    all.ends.reserve(by_text.size());
    for (const std::uint32_t i : by_text) {
      const Word& word = words_[i];
      all.entries.append(word.text) += ' ';
      all.entries.append(word.in_name.text) += ' ';
      all.entries += word.elsewhere.text;
      all.ends.push_back(static_cast<std::uint32_t>(all.entries.size()));
    }
    std::vector<std::pair<std::string, std::uint32_t>> backwards;
    for (std::uint32_t i = 0; i < all.size(); ++i)
      if (may_be_misspelt(all.word(i))) backwards.emplace_back(reversed(all.word(i)), i);
    std::sort(backwards.begin(), backwards.end());
    all.endings.reserve(backwards.size());
    for (const auto& [text, word] : backwards) all.endings.push_back(word);
    return all;
  }

  const Site& site_;
  const SitePlan& plan_;
  const SearchWordsOf& words_of_;
  LocaleIndex locale_;
  std::vector<Word> words_;
  InternTable numbers_{std::size_t{1} << 13};
  std::map<std::string, const PublicSeller*, std::less<>> sellers_;
  std::map<std::string, const Category*, std::less<>> categories_;
  std::map<const void*, std::vector<std::uint32_t>> shared_;  // words of a name, by what has it
};

SearchIndex::SearchIndex(const Site& site, const SitePlan& plan, SearchWordsOf words, const SearchIndexLimits& limits)
    : SearchIndex(site, plan, std::move(words), std::vector<SearchPart>(), limits) {
  for (LocaleIndex locale = 0; locale < languages_.size(); ++locale) {
    Names taken;
    plan_words(locale, taken);
    plan_endings(locale, taken);
    plan_documents(locale, taken);
  }
}

SearchIndex::SearchIndex(const Site& site, const SitePlan& plan, SearchWordsOf words, std::vector<SearchPart> parts,
                         const SearchIndexLimits& limits)
    : site_(site),
      plan_(plan),
      urls_(site),
      words_of_(std::move(words)),
      limits_(limits),
      languages_(site.locales.size()),
      parts_(std::move(parts)) {}

const SearchIndex::Language& SearchIndex::language(LocaleIndex locale) const {
  Language& language = languages_[locale];
  if (!language.is_gathered) language = Gatherer(site_, plan_, words_of_, locale).run();
  return language;
}

SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;

void SearchIndex::plan_words(LocaleIndex locale, Names& taken) {
  const Language& all = language(locale);
  std::vector<std::size_t> ends;
  std::vector<std::uint64_t> hashes;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    ends.push_back(bytes += all.entry(i).size() + 3);  // quotes and a comma
    hashes.push_back(content_hash(all.word(i)).low);
  }
  const std::vector<std::size_t> begins = Cutter(limits_.most_bytes, std::move(ends), hashes).cut();
  for (std::size_t i = 0; i < begins.size(); ++i) {
    SearchPart part = part_of(SearchPart::Kind::words, locale, begins, i, all.size());
    part.from = all.word(part.begin);
    ContentHasher hash;
    for (std::size_t at = part.begin; at < part.end; ++at) hash.add(all.entry(at));
    add_part(std::move(part), hash, taken);
  }
}

void SearchIndex::plan_endings(LocaleIndex locale, Names& taken) {
  const Language& all = language(locale);
  std::vector<std::size_t> ends;
  std::vector<std::uint64_t> hashes;
  std::size_t bytes = 0;
  for (const std::uint32_t word : all.endings) {
    ends.push_back(bytes += all.word(word).size() + 3);
    hashes.push_back(content_hash(all.word(word)).low);
  }
  const std::vector<std::size_t> begins = Cutter(limits_.most_bytes, std::move(ends), hashes).cut();
  for (std::size_t i = 0; i < begins.size(); ++i) {
    SearchPart part = part_of(SearchPart::Kind::endings, locale, begins, i, all.endings.size());
    part.from = reversed(all.word(all.endings[part.begin]));
    ContentHasher hash;
    for (std::size_t at = part.begin; at < part.end; ++at) hash.add(all.word(all.endings[at]));
    add_part(std::move(part), hash, taken);
  }
}

void SearchIndex::plan_documents(LocaleIndex locale, Names& taken) {
  const std::size_t count = plan_.lists.front().order[locale].size();
  for (std::size_t begin = 0; begin < count; begin += limits_.documents) {
    SearchPart part{SearchPart::Kind::documents,
                    locale,
                    static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(std::min<std::size_t>(count, begin + limits_.documents)),
                    {},
                    {}};
    ContentHasher hash;
    hash.add(make_documents(part));
    add_part(std::move(part), hash, taken);
  }
}

void SearchIndex::add_part(SearchPart part, ContentHasher& hash, Names& taken) {
  hash.add(static_cast<std::uint64_t>(part.kind));
  do {
    part.hash = hash.value().low;
    part.name = fmt::format("{:012x}.json", part.hash >> 16);
    hash.add("again");
  } while (!taken.insert(part.name).second);  // two of one name would be one file
  parts_.push_back(std::move(part));
}

std::size_t SearchIndex::size() const { return parts_.size() + languages_.size(); }

std::string SearchIndex::path(std::size_t index) const {
  if (index < parts_.size()) return urls_.search_file(parts_[index].locale, parts_[index].name);
  return urls_.search_file(static_cast<LocaleIndex>(index - parts_.size()), "index.json");
}

OutputKey SearchIndex::key(std::size_t index, const ContentHash& program) const {
  const auto never_zero = [](std::uint64_t hash) { return std::max<std::uint64_t>(hash, 1); };
  if (index < parts_.size()) return {never_zero(program.low), never_zero(parts_[index].hash), 1};
  const auto locale = static_cast<LocaleIndex>(index - parts_.size());
  ContentHasher names;
  names.add(std::uint64_t{plan_.lists.front().order[locale].size()});
  for (const SearchPart& part : parts_)
    if (part.locale == locale) names.add(part.from).add(part.name);
  return {never_zero(program.low), never_zero(names.value().low), 1};
}

std::string SearchIndex::make(std::size_t index) const {
  if (index >= parts_.size()) return make_contents(static_cast<LocaleIndex>(index - parts_.size()));
  const SearchPart& part = parts_[index];
  switch (part.kind) {
    case SearchPart::Kind::words:
      return make_words(part);
    case SearchPart::Kind::endings:
      return make_endings(part);
    case SearchPart::Kind::documents:
      return make_documents(part);
  }
  return {};
}

std::string SearchIndex::make_words(const SearchPart& part) const {
  const Language& all = language(part.locale);
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  for (std::size_t at = part.begin; at < part.end; ++at) write_text(writer, all.entry(at));
  writer.EndArray();
  return bytes_of(buffer);
}

std::string SearchIndex::make_endings(const SearchPart& part) const {
  const Language& all = language(part.locale);
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  for (std::size_t at = part.begin; at < part.end; ++at) write_text(writer, all.word(all.endings[at]));
  writer.EndArray();
  return bytes_of(buffer);
}

// What a card shows of each listing, but for its summary. A text in another language than the page's comes with that language.
std::string SearchIndex::make_documents(const SearchPart& part) const {
  const Locale& locale = site_.locales[part.locale];
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  const auto localized = [&](const char* member, const char* language_member, std::string_view text,
                             LocaleIndex language) {
    write(writer, member, text);
    if (language != part.locale) write(writer, language_member, site_.language(language).tag);
  };
  writer.StartArray();
  for (std::size_t at = part.begin; at < part.end; ++at) {
    const Summary& summary = plan_.summaries[plan_.lists.front().order[part.locale][at]];
    const CardText& card = summary.cards[part.locale];
    writer.StartObject();
    write(writer, "slug", summary.slug);
    localized("name", "name_lang", card.name, card.name_language);
    const auto seller = std::lower_bound(plan_.sellers.begin(), plan_.sellers.end(), summary.seller,
                                         [](const PublicSeller& one, const std::string& id) { return one.id < id; });
    if (seller != plan_.sellers.end() && seller->id == summary.seller)
      if (const auto* name = pick(seller->name, locale)) localized("seller", "seller_lang", name->second, name->first);
    if (!card.price.empty()) write(writer, "price", card.price);
    if (const auto* name = pick(platform_name(site_, summary), locale))
      localized("platform", "platform_lang", name->second, name->first);
    if (summary.card_icon != 0) {
      write(writer, "folder", summary.id);
      write(writer, "picture", icon_name(summary, summary.card_icon));
      if (summary.card_icon_2x > summary.card_icon)
        write(writer, "picture_2x", icon_name(summary, summary.card_icon_2x));
    } else {
      write(writer, "letter", first_letter(card.name));
      write(writer, "tone", icon_tone(summary.id));
    }
    writer.EndObject();
  }
  writer.EndArray();
  return bytes_of(buffer);
}

std::string SearchIndex::make_contents(LocaleIndex locale) const {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  const auto list = [&](const char* member, SearchPart::Kind kind, auto value_of) {
    writer.Key(member);
    writer.StartArray();
    for (const SearchPart& part : parts_)
      if (part.locale == locale && part.kind == kind) write_text(writer, value_of(part));
    writer.EndArray();
  };
  const auto name_of = [](const SearchPart& part) { return std::string_view(part.name); };
  const auto from_of = [](const SearchPart& part) { return std::string_view(part.from); };
  writer.StartObject();
  writer.Key("version");
  writer.Uint(1);
  writer.Key("listings");
  writer.Uint64(plan_.lists.front().order[locale].size());
  writer.Key("in_one_file");
  writer.Uint(limits_.documents);
  list("words", SearchPart::Kind::words, name_of);
  list("words_from", SearchPart::Kind::words, from_of);
  list("endings", SearchPart::Kind::endings, name_of);
  list("endings_from", SearchPart::Kind::endings, from_of);
  list("documents", SearchPart::Kind::documents, name_of);
  writer.EndObject();
  return bytes_of(buffer);
}

}  // namespace onshelf
