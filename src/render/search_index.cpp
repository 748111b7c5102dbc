#include "render/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string_view>

#include "render/json_writer.h"
#include "render/page_text.h"
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

// Where a word stands: listings by their place in the list of all, and whether it is in their names.
class Posting {
 public:
  Posting() = default;
  Posting(std::uint32_t listing, bool in_name) : bits_(listing << 1 | (in_name ? 1 : 0)) {}
  std::uint32_t listing() const { return bits_ >> 1; }
  bool in_name() const { return bits_ & 1; }

 private:
  std::uint32_t bits_ = 0;
};

// "gitea 4c 0k2": the word, the listings that have it in their name, and the others; of each the gap to the one before.
template <class Postings>
std::string as_entry(std::string_view word, Postings begin, Postings end) {
  std::string entry(word);
  for (const bool in_name : {true, false}) {
    entry.push_back(' ');
    std::uint32_t next = 0;
    for (Postings at = begin; at != end; ++at) {
      if (at->in_name() != in_name) continue;
      append_number(entry, at->listing() - next);
      next = at->listing() + 1;
    }
  }
  return entry;
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

}  // namespace

struct SearchIndex::Word {
  std::string_view text;
  std::uint32_t begin = 0, end = 0;  // into Language::postings
};

struct SearchIndex::Part {
  enum class Kind : std::uint8_t { words, endings, documents };
  Kind kind;
  LocaleIndex locale;
  std::size_t begin, end;  // into words, endings or the list of all
  std::string from;        // its first word, an ending from its last letter on
  std::string name;
  std::uint64_t hash = 0;  // of what is in it
};

struct SearchIndex::Language {
  std::vector<Word> words;  // in the order of their bytes
  std::vector<Posting> postings;
  std::vector<std::uint32_t>
      endings;                    // into words: those that may be misspelt, in the order of their bytes from the end
  std::deque<std::string> texts;  // what Word::text views
  std::size_t first_part = 0, last_part = 0;
};

// Turns the words of listings into the listings of words, one locale at a time.
class SearchIndex::Gatherer {
 public:
  Gatherer(const Site& site, const SitePlan& plan, LocaleIndex locale, Language& into)
      : site_(site), plan_(plan), locale_(locale), into_(into), slots_(1 << 12, kFree) {
    for (const PublicSeller& seller : plan.sellers) sellers_.emplace(seller.id, &seller);
    for (const Category& category : site.categories) {
      categories_.emplace(category.id, &category);
      for (const Category& inner : category.subcategories) categories_.emplace(category.id + '/' + inner.id, &inner);
    }
  }

  void run() {
    const std::vector<std::uint32_t>& order = plan_.lists.front().order[locale_];
    for (std::uint32_t listing = 0; listing < order.size(); ++listing)
      add_listing(plan_.summaries[order[listing]], listing);
    sort_postings();
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;
  struct Entry {
    std::string_view text;
    std::uint64_t hash;
    std::uint32_t next_listing = 0;  // the first that has not been counted
    std::uint32_t count = 0;
  };
  struct Occurrence {
    std::uint32_t word;
    Posting posting;
  };

  void add_listing(const Summary& summary, std::uint32_t listing) {
    const CardText& card = summary.cards[locale_];
    add_all(card.name_words, {listing, true});
    add_all(card.other_words, {listing, false});
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

  void add_all(std::string_view words, Posting posting) {
    while (!words.empty()) {
      const std::size_t end = words.find(' ');
      add(number_of(words.substr(0, end)), posting);
      words.remove_prefix(end + 1);
    }
  }

  void add_shared(const void* of, const LocalizedText& text, std::uint32_t listing) {
    const auto [known, is_new] = shared_.try_emplace(of);
    if (is_new)
      if (const auto* found = pick_or_first(text, site_.locales[locale_]))
        for (const std::string& word : search_words(found->second)) known->second.push_back(number_of(word));
    for (const std::uint32_t word : known->second) add(word, {listing, false});
  }

  // Each listing once: its name comes first, and what is there too counts as of the name.
  void add(std::uint32_t word, Posting posting) {
    Entry& entry = entries_[word];
    if (entry.next_listing > posting.listing()) return;
    entry.next_listing = posting.listing() + 1;
    ++entry.count;
    occurrences_.push_back({word, posting});
  }

  std::uint32_t number_of(std::string_view word) {
    const std::uint64_t hash = content_hash(word).low;
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot] != kFree; slot = (slot + 1) & (slots_.size() - 1)) {
      const Entry& entry = entries_[slots_[slot]];
      if (entry.hash == hash && entry.text == word) return slots_[slot];
    }
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({into_.texts.emplace_back(word), hash});
    slots_[slot] = number;
    if (entries_.size() * 2 > slots_.size()) grow();
    return number;
  }

  void grow() {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
      std::size_t slot = entries_[number].hash & (slots_.size() - 1);
      while (slots_[slot] != kFree) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = number;
    }
  }

  void sort_postings() {
    std::vector<std::uint32_t> by_text(entries_.size());
    for (std::uint32_t i = 0; i < by_text.size(); ++i) by_text[i] = i;
    std::sort(by_text.begin(), by_text.end(),
              [&](std::uint32_t a, std::uint32_t b) { return entries_[a].text < entries_[b].text; });
    std::vector<std::uint32_t> next(entries_.size());
    std::uint32_t begin = 0;
    for (const std::uint32_t number : by_text) {
      const Entry& entry = entries_[number];
      next[number] = begin;
      if (entry.count > 0) into_.words.push_back({entry.text, begin, begin + entry.count});
      begin += entry.count;
    }
    into_.postings.resize(occurrences_.size());
    for (const Occurrence& occurrence : occurrences_) into_.postings[next[occurrence.word]++] = occurrence.posting;
  }

  const Site& site_;
  const SitePlan& plan_;
  LocaleIndex locale_;
  Language& into_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // a table of entries by hash; a power of two
  std::vector<Occurrence> occurrences_;
  std::map<std::string, const PublicSeller*, std::less<>> sellers_;
  std::map<std::string, const Category*, std::less<>> categories_;
  std::map<const void*, std::vector<std::uint32_t>> shared_;  // words of a name, by what has it
};

SearchIndex::SearchIndex(const Site& site, const SitePlan& plan, const SearchIndexLimits& limits)
    : site_(site), plan_(plan), urls_(site), limits_(limits), languages_(site.locales.size()) {
  for (LocaleIndex locale = 0; locale < languages_.size(); ++locale) {
    Language& language = languages_[locale];
    language.first_part = parts_.size();
    Gatherer(site, plan, locale, language).run();
    plan_words(locale);
    plan_endings(locale);
    plan_documents(locale);
    language.last_part = parts_.size();
  }
}

SearchIndex::~SearchIndex() = default;

void SearchIndex::plan_words(LocaleIndex locale) {
  const Language& language = languages_[locale];
  std::vector<std::size_t> ends;
  std::vector<std::uint64_t> hashes;
  std::size_t bytes = 0;
  for (const Word& word : language.words) {
    const std::string entry =
        as_entry(word.text, &language.postings[word.begin], &language.postings[word.begin] + (word.end - word.begin));
    ends.push_back(bytes += entry.size() + 3);  // quotes and a comma
    hashes.push_back(content_hash(word.text).low);
  }
  const std::vector<std::size_t> begins = Cutter(limits_.most_bytes, std::move(ends), hashes).cut();
  for (std::size_t i = 0; i < begins.size(); ++i) {
    Part part{
        Part::Kind::words, locale, begins[i], i + 1 < begins.size() ? begins[i + 1] : language.words.size(), {}, {}};
    part.from = language.words[part.begin].text;
    ContentHasher hash;
    for (std::size_t at = part.begin; at < part.end; ++at) {
      const Word& word = language.words[at];
      const auto* raw = reinterpret_cast<const char*>(&language.postings[word.begin]);
      hash.add(word.text).add(std::string_view(raw, (word.end - word.begin) * sizeof(Posting)));
    }
    add_part(std::move(part), hash);
  }
}

void SearchIndex::plan_endings(LocaleIndex locale) {
  Language& language = languages_[locale];
  std::vector<std::pair<std::string, std::uint32_t>> backwards;
  for (std::uint32_t i = 0; i < language.words.size(); ++i)
    if (may_be_misspelt(language.words[i].text)) backwards.emplace_back(reversed(language.words[i].text), i);
  std::sort(backwards.begin(), backwards.end());
  std::vector<std::size_t> ends;
  std::vector<std::uint64_t> hashes;
  std::size_t bytes = 0;
  for (const auto& [text, word] : backwards) {
    language.endings.push_back(word);
    ends.push_back(bytes += text.size() + 3);
    hashes.push_back(content_hash(text).low);
  }
  const std::vector<std::size_t> begins = Cutter(limits_.most_bytes, std::move(ends), hashes).cut();
  for (std::size_t i = 0; i < begins.size(); ++i) {
    Part part{Part::Kind::endings, locale, begins[i], i + 1 < begins.size() ? begins[i + 1] : backwards.size(), {}, {}};
    part.from = backwards[part.begin].first;
    ContentHasher hash;
    for (std::size_t at = part.begin; at < part.end; ++at) hash.add(backwards[at].first);
    add_part(std::move(part), hash);
  }
}

void SearchIndex::plan_documents(LocaleIndex locale) {
  const std::size_t count = plan_.lists.front().order[locale].size();
  for (std::size_t begin = 0; begin < count; begin += limits_.documents) {
    Part part{Part::Kind::documents, locale, begin, std::min(count, begin + limits_.documents), {}, {}};
    ContentHasher hash;
    hash.add(make_documents(part));
    add_part(std::move(part), hash);
  }
}

void SearchIndex::add_part(Part part, ContentHasher& hash) {
  hash.add(static_cast<std::uint64_t>(part.kind));
  // Two of one name would be one file.
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(parts_.begin() + static_cast<std::ptrdiff_t>(languages_[part.locale].first_part), parts_.end(),
                       [&](const Part& other) { return other.name == name; });
  };
  do {
    part.hash = hash.value().low;
    part.name = fmt::format("{:012x}.json", part.hash >> 16);
    hash.add("again");
  } while (is_taken(part.name));
  parts_.push_back(std::move(part));
}

std::size_t SearchIndex::size() const { return parts_.size() + languages_.size(); }
std::size_t SearchIndex::parts() const { return parts_.size(); }

std::string SearchIndex::path(std::size_t index) const {
  if (index < parts_.size()) return urls_.search_file(parts_[index].locale, parts_[index].name);
  return urls_.search_file(static_cast<LocaleIndex>(index - parts_.size()), "index.json");
}

OutputKey SearchIndex::key(std::size_t index, const ContentHash& program) const {
  const auto never_zero = [](std::uint64_t hash) { return std::max<std::uint64_t>(hash, 1); };
  if (index < parts_.size()) return {never_zero(program.low), never_zero(parts_[index].hash), 1};
  const Language& language = languages_[index - parts_.size()];
  ContentHasher names;
  names.add(std::uint64_t{plan_.lists.front().order[index - parts_.size()].size()});
  for (std::size_t i = language.first_part; i < language.last_part; ++i) names.add(parts_[i].from).add(parts_[i].name);
  return {never_zero(program.low), never_zero(names.value().low), 1};
}

std::string SearchIndex::make(std::size_t index) const {
  if (index >= parts_.size()) return make_contents(static_cast<LocaleIndex>(index - parts_.size()));
  const Part& part = parts_[index];
  switch (part.kind) {
    case Part::Kind::words:
      return make_words(part);
    case Part::Kind::endings:
      return make_endings(part);
    case Part::Kind::documents:
      return make_documents(part);
  }
  return {};
}

std::string SearchIndex::make_words(const Part& part) const {
  const Language& language = languages_[part.locale];
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  for (std::size_t at = part.begin; at < part.end; ++at) {
    const Word& word = language.words[at];
    const Posting* first = &language.postings[word.begin];
    write_text(writer, as_entry(word.text, first, first + (word.end - word.begin)));
  }
  writer.EndArray();
  return bytes_of(buffer);
}

std::string SearchIndex::make_endings(const Part& part) const {
  const Language& language = languages_[part.locale];
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  for (std::size_t at = part.begin; at < part.end; ++at) write_text(writer, language.words[language.endings[at]].text);
  writer.EndArray();
  return bytes_of(buffer);
}

// What a card shows of each listing, but for its summary. A text in another language than the page's comes with that language.
std::string SearchIndex::make_documents(const Part& part) const {
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
  const Language& language = languages_[locale];
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  const auto list = [&](const char* member, Part::Kind kind, auto value_of) {
    writer.Key(member);
    writer.StartArray();
    for (std::size_t i = language.first_part; i < language.last_part; ++i)
      if (parts_[i].kind == kind) write_text(writer, value_of(parts_[i]));
    writer.EndArray();
  };
  const auto name_of = [](const Part& part) { return std::string_view(part.name); };
  const auto from_of = [](const Part& part) { return std::string_view(part.from); };
  writer.StartObject();
  writer.Key("version");
  writer.Uint(1);
  writer.Key("listings");
  writer.Uint64(plan_.lists.front().order[locale].size());
  writer.Key("in_one_file");
  writer.Uint(limits_.documents);
  list("words", Part::Kind::words, name_of);
  list("words_from", Part::Kind::words, from_of);
  list("endings", Part::Kind::endings, name_of);
  list("endings_from", Part::Kind::endings, from_of);
  list("documents", Part::Kind::documents, name_of);
  writer.EndObject();
  return bytes_of(buffer);
}

}  // namespace onshelf
