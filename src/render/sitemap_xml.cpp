#include "render/sitemap_xml.h"

#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "model/urls.h"
#include "text/escape.h"
#include "text/intern_table.h"

namespace onshelf {
namespace {

constexpr const char* kSitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr const char* kLinkNamespace = "http://www.w3.org/1999/xhtml";

struct Alternate {
  std::string hreflang;
  std::string href;
};

// One file while it grows. Every value is an address of ours, a locale tag or a time: percent-encoded ASCII, so nothing in it is
// forbidden in XML 1.0. The four elements are put down as text, which takes half the time of the library's writer; the library
// reads them.
class XmlFile {
 public:
  explicit XmlFile(const char* root) : root_(root) {
    text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root_;
    if (root_ == "urlset") attribute("xmlns:xhtml", kLinkNamespace);
    attribute("xmlns", kSitemapNamespace);
    text_ += ">\n";
  }

  void add(std::string_view element, std::string_view location, std::string_view last_changed,
           const std::vector<Alternate>& alternates) {
    ((text_ += " <") += element) += ">\n";
    child("loc", location);
    if (!last_changed.empty()) child("lastmod", last_changed);
    for (const Alternate& alternate : alternates) {
      text_ += "  <xhtml:link rel=\"alternate\"";
      attribute("hreflang", alternate.hreflang);
      attribute("href", alternate.href);
      text_ += "/>\n";
    }
    ((text_ += " </") += element) += ">\n";
    ++entries_;
  }

  // The finished file, read again before it counts.
  std::string finish() {
    text_ += "</" + root_ + ">\n";
    if (count_entries(text_) != entries_) throw std::runtime_error("a sitemap cannot be read again as it was written");
    return std::move(text_);
  }

 private:
  void attribute(std::string_view name, std::string_view value) {
    ((text_ += ' ') += name) += "=\"";
    append_html_escaped(text_, value);
    text_ += '"';
  }

  void child(std::string_view name, std::string_view value) {
    ((text_ += "  <") += name) += '>';
    append_html_escaped(text_, value);
    ((text_ += "</") += name) += ">\n";
  }

  // Children of the root; none when the file is no XML. Events only: a tree of it would cost as much as the file did.
  static std::size_t count_entries(const std::string& text) {
    struct Count {
      std::size_t depth = 0, entries = 0;
    } count;
    xmlSAXHandler events = {};
    events.initialized = XML_SAX2_MAGIC;
    events.startElementNs = [](void* to, const xmlChar*, const xmlChar*, const xmlChar*, int, const xmlChar**, int, int,
                               const xmlChar**) {
      auto& now = *static_cast<Count*>(to);
      now.entries += now.depth++ == 1;
    };
    events.endElementNs = [](void* to, const xmlChar*, const xmlChar*, const xmlChar*) {
      --static_cast<Count*>(to)->depth;
    };
    const bool is_sound = xmlSAXUserParseMemory(&events, &count, text.data(), static_cast<int>(text.size())) == 0;
    return is_sound ? count.entries : 0;
  }

  std::string root_, text_;
  std::size_t entries_ = 0;
};

}  // namespace

SitemapLimits SitemapLimits::for_site(std::size_t locales, std::size_t addresses) {
  constexpr std::size_t kLeast = 50, kLines = 1250, kMostParts = 40'000;
  SitemapLimits limits;
  limits.most_urls = std::clamp(kLines / std::max<std::size_t>(locales, 1), kLeast, limits.most_urls);
  limits.most_urls = std::max(limits.most_urls, addresses / kMostParts + 1);
  return limits;
}

// What stands in a sitemap, in the order it stands there.
enum class Sitemaps::Entry : std::uint8_t { language_choice, home, list_page, detail };

struct Sitemaps::Part {
  struct Place {
    Entry kind;
    std::uint32_t index;  // into list_pages or summaries
  };
  LocaleIndex locale = 0;
  unsigned number = 0;  // from 1, of its locale
  std::vector<Place> entries;
  std::string newest;  // of what its pages are about
};

Sitemaps::Sitemaps(const Site& site, const SitePlan& plan, const SitemapLimits& limits)
    : site_(site), plan_(plan), urls_(site), limits_(limits) {
  number_times();
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale)
    if (!site.locales[locale].is_pseudo) plan_locale(locale);
}

Sitemaps::Sitemaps(const Site& site, const SitePlan& plan)
    : Sitemaps(site, plan,
               SitemapLimits::for_site(site.locales.size(),
                                       plan.list_pages.size() + plan.summaries.size() * site.locales.size())) {}

Sitemaps::~Sitemaps() = default;

std::size_t Sitemaps::size() const { return parts_.size() + 1; }

std::string Sitemaps::path(std::size_t index) const {
  if (index == parts_.size()) return "sitemap.xml";
  const Part& part = parts_[index];
  return fmt::format("sitemaps/{}-{}.xml", site_.locales[part.locale].tag, part.number);
}

// Cut where the worst case of an entry could pass the limit, so that what stands in a part is known before it is written.
void Sitemaps::plan_locale(LocaleIndex locale) {
  const auto locale_first = parts_.size();
  std::size_t bytes = 0;
  const auto add = [&](Part::Place entry, const std::string& path, const std::string& changed, std::size_t alternates) {
    constexpr std::size_t kEntryMarkup = 150, kAlternateMarkup = 120;
    const std::size_t most = kEntryMarkup + (alternates + 1) * (kAlternateMarkup + site_.base_url.size() + path.size());
    const bool is_full = parts_.size() > locale_first &&
                         (parts_.back().entries.size() >= limits_.most_urls || bytes + most > limits_.most_bytes);
    if (parts_.size() == locale_first || is_full) {
      parts_.push_back({locale, static_cast<unsigned>(parts_.size() - locale_first + 1), {}, {}});
      bytes = 0;
    }
    bytes += most;
    parts_.back().entries.push_back(entry);
    parts_.back().newest = std::max(parts_.back().newest, changed);
  };
  const std::size_t all = site_.locales.size() + 1;
  if (locale == site_.default_locale) add({Entry::language_choice, 0}, urls_.language_choice(), {}, all);
  add({Entry::home, 0}, urls_.home(locale),
      newest(plan_.lists.front(), 1, plan_.lists.front().order[locale].size(), locale), all);
  // Names sort another way in each language, so only the first pages of a list are about the same thing.
  for (std::uint32_t i = 0; i < plan_.list_pages.size(); ++i) {
    const ListPage& page = plan_.list_pages[i];
    if (page.locale != locale || page.sort != ListSort::name) continue;  // other orders are copies
    const ListingList& list = plan_.lists[page.list];
    add({Entry::list_page, i}, urls_.list(list, page.page, locale), newest(list, page.page, site_.page_size, locale),
        page.page == 1 ? all : 0);
  }
  for (std::uint32_t i = 0; i < plan_.summaries.size(); ++i) {
    const Summary& summary = plan_.summaries[i];
    if (summary.visibility == Visibility::listed && summary.cards[locale].translated)
      add({Entry::detail, i}, urls_.detail(summary, locale), plan_.freshness[i].last_changed, all);
  }
}

void Sitemaps::number_times() {
  InternTable numbers(64);
  changed_.reserve(plan_.freshness.size());
  for (const Freshness& freshness : plan_.freshness) {
    const std::string_view time = freshness.last_changed;
    const auto is_it = [&](std::uint32_t number) { return times_[number] == time; };
    changed_.push_back(numbers.intern(content_hash(time).low, is_it));
    if (changed_.back() == times_.size()) times_.push_back(time);
  }
  std::vector<std::string_view> sorted = times_;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> place;
  for (const std::string_view time : times_)
    place.push_back(static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), time) - sorted.begin()));
  for (std::uint32_t& number : changed_) number = place[number];
  times_ = std::move(sorted);
}

// When any listing of a list's page last changed.
std::string Sitemaps::newest(const ListingList& list, std::uint32_t page, std::size_t page_size,
                             LocaleIndex locale) const {
  const auto& order = list.order[locale];
  const std::size_t first = (page - 1) * page_size, end = std::min(order.size(), first + page_size);
  if (first >= end) return {};
  std::uint32_t latest = 0;
  for (std::size_t i = first; i < end; ++i) latest = std::max(latest, changed_[order[i]]);
  return std::string(times_[latest]);
}

std::vector<std::size_t> Sitemaps::about(const std::vector<std::uint32_t>& listings) const {
  std::vector<bool> wanted(plan_.summaries.size());
  for (const std::uint32_t listing : listings) wanted[listing] = true;
  const auto names_one = [&](const Part& part) {
    return std::any_of(part.entries.begin(), part.entries.end(), [&](const Part::Place& place) {
      if (place.kind == Entry::detail) return static_cast<bool>(wanted[place.index]);
      if (place.kind != Entry::list_page) return true;  // the home page is about all
      const ListPage& page = plan_.list_pages[place.index];
      const auto& order = plan_.lists[page.list].order[part.locale];
      const std::size_t first = std::size_t{page.page - 1} * site_.page_size;
      for (std::size_t i = first; i < std::min(order.size(), first + site_.page_size); ++i)
        if (wanted[order[i]]) return true;
      return false;
    });
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (names_one(parts_[i])) found.push_back(i);
  found.push_back(parts_.size());
  return found;
}

OutputKey Sitemaps::key(std::size_t index, const ContentHash& program) const {
  ContentHasher site, own;
  site.add(program).add(site_.base_url);
  for (const Locale& locale : site_.locales) site.add(locale.tag);
  site.add(std::uint64_t{site_.default_locale});
  const auto add_part = [&](const Part& part) {
    for (const auto& [kind, at] : part.entries) {
      own.add(static_cast<std::uint64_t>(kind));
      if (kind == Entry::detail) {
        own.add(plan_.summaries[at].slug).add(plan_.freshness[at].last_changed);
        for (const CardText& card : plan_.summaries[at].cards) own.add(std::uint64_t{card.translated});
      } else if (kind == Entry::list_page) {
        const ListPage& page = plan_.list_pages[at];
        const ListingList& list = plan_.lists[page.list];
        own.add(static_cast<std::uint64_t>(list.kind)).add(list.id).add(std::uint64_t{page.page});
        own.add(newest(list, page.page, site_.page_size, part.locale));
        for (const std::uint32_t pages : list.pages) own.add(std::uint64_t{pages > 0});
      }
    }
  };
  if (index == parts_.size()) {
    for (const Part& part : parts_) own.add(std::uint64_t{part.locale}).add(part.newest);
  } else {
    own.add(std::uint64_t{parts_[index].locale}).add(parts_[index].newest);
    add_part(parts_[index]);
  }
  const auto never_zero = [](const ContentHasher& hash) { return std::max<std::uint64_t>(hash.value().low, 1); };
  return {never_zero(site), never_zero(own), 1};
}

namespace {

// The addresses of one part.
class PartWriter {
 public:
  PartWriter(const Site& site, const Urls& urls, LocaleIndex locale)
      : site_(site), urls_(urls), locale_(locale), file_("urlset") {}

  // The page at the site's root, in the sitemap of the default language: the x-default of all home pages.
  void add_language_choice() {
    add(urls_.language_choice(), {}, alternates([&](LocaleIndex l) { return urls_.home(l); }, urls_.language_choice()));
  }

  // A page that every locale has.
  template <class Path>
  void add_shared(Path path, const std::string& x_default, const std::string& changed) {
    add(path(locale_), changed, alternates(path, x_default));
  }

  // The first page of a list, which some locales may not have.
  void add_list(const ListingList& list, const std::string& changed) {
    std::vector<Alternate> others;
    LocaleIndex original = site_.default_locale;
    for (LocaleIndex l = 0; l < site_.locales.size(); ++l) {
      if (!list.has_page(l) || site_.locales[l].is_pseudo) continue;
      if (!list.has_page(original)) original = l;
      others.push_back({site_.locales[l].tag, urls_.absolute(urls_.list(list, 1, l))});
    }
    others.push_back({"x-default", urls_.absolute(urls_.list(list, 1, original))});
    add(urls_.list(list, 1, locale_), changed, std::move(others));
  }

  void add_detail(const Summary& summary, const std::string& changed) {
    std::vector<Alternate> others;
    for (LocaleIndex l = 0; l < site_.locales.size(); ++l)
      if (summary.cards[l].translated)
        others.push_back({site_.locales[l].tag, urls_.absolute(urls_.detail(summary, l))});
    if (summary.cards[site_.default_locale].translated)
      others.push_back({"x-default", urls_.absolute(urls_.detail(summary, site_.default_locale))});
    add(urls_.detail(summary, locale_), changed, std::move(others));
  }

  void add(const std::string& path, const std::string& changed, std::vector<Alternate> others) {
    if (others.size() < 3) others.clear();  // one language and x-default: there is nothing to choose
    file_.add("url", urls_.absolute(path), changed, others);
  }

  std::string finish() { return file_.finish(); }

 private:
  template <class Path>
  std::vector<Alternate> alternates(Path path, const std::string& x_default) const {
    std::vector<Alternate> all;
    for (LocaleIndex l = 0; l < site_.locales.size(); ++l)
      if (!site_.locales[l].is_pseudo) all.push_back({site_.locales[l].tag, urls_.absolute(path(l))});
    all.push_back({"x-default", urls_.absolute(x_default)});
    return all;
  }

  const Site& site_;
  const Urls& urls_;
  LocaleIndex locale_;
  XmlFile file_;
};

}  // namespace

std::string Sitemaps::make(std::size_t index) const {
  if (index == parts_.size()) {
    XmlFile file("sitemapindex");
    for (std::size_t i = 0; i < parts_.size(); ++i) file.add("sitemap", urls_.absolute(path(i)), parts_[i].newest, {});
    return file.finish();
  }
  const Part& part = parts_[index];
  PartWriter writer(site_, urls_, part.locale);
  for (const auto& [kind, at] : part.entries) switch (kind) {
      case Entry::language_choice:
        writer.add_language_choice();
        break;
      case Entry::home:
        writer.add_shared([&](LocaleIndex l) { return urls_.home(l); }, urls_.language_choice(),
                          newest(plan_.lists.front(), 1, plan_.lists.front().order[part.locale].size(), part.locale));
        break;
      case Entry::list_page: {
        const ListPage& page = plan_.list_pages[at];
        const ListingList& list = plan_.lists[page.list];
        const std::string changed = newest(list, page.page, site_.page_size, part.locale);
        if (page.page == 1)
          writer.add_list(list, changed);
        else
          writer.add(urls_.list(list, page.page, part.locale), changed, {});
        break;
      }
      case Entry::detail:
        writer.add_detail(plan_.summaries[at], plan_.freshness[at].last_changed);
        break;
    }
  return writer.finish();
}

}  // namespace onshelf
