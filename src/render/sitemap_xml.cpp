#include "render/sitemap_xml.h"

#include <fmt/format.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include "model/urls.h"

namespace onshelf {
namespace {

constexpr const char* kSitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr const char* kLinkNamespace = "http://www.w3.org/1999/xhtml";

const xmlChar* xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }
const xmlChar* xml(const std::string& text) { return xml(text.c_str()); }

struct Alternate {
  std::string hreflang;
  std::string href;
};

// One file while it grows. Every value is an address of ours, a locale tag or a time: percent-encoded ASCII, so nothing in it is
// forbidden in XML 1.0.
class XmlFile {
 public:
  explicit XmlFile(const char* root)
      : buffer_(xmlBufferCreate(), xmlBufferFree),
        writer_(xmlNewTextWriterMemory(buffer_.get(), 0), xmlFreeTextWriter),
        root_(root) {
    if (!buffer_ || !writer_) throw std::bad_alloc();
    xmlTextWriterSetIndent(writer_.get(), 1);
    xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr);
    xmlTextWriterStartElementNS(writer_.get(), nullptr, xml(root), xml(kSitemapNamespace));
    if (root_ == "urlset")
      xmlTextWriterWriteAttributeNS(writer_.get(), xml("xmlns"), xml("xhtml"), nullptr, xml(kLinkNamespace));
  }

  void add(const char* element, const std::string& location, const std::string& last_changed,
           const std::vector<Alternate>& alternates) {
    xmlTextWriterStartElement(writer_.get(), xml(element));
    xmlTextWriterWriteElement(writer_.get(), xml("loc"), xml(location));
    if (!last_changed.empty()) xmlTextWriterWriteElement(writer_.get(), xml("lastmod"), xml(last_changed));
    for (const Alternate& alternate : alternates) {
      xmlTextWriterStartElement(writer_.get(), xml("xhtml:link"));
      xmlTextWriterWriteAttribute(writer_.get(), xml("rel"), xml("alternate"));
      xmlTextWriterWriteAttribute(writer_.get(), xml("hreflang"), xml(alternate.hreflang));
      xmlTextWriterWriteAttribute(writer_.get(), xml("href"), xml(alternate.href));
      xmlTextWriterEndElement(writer_.get());
    }
    xmlTextWriterEndElement(writer_.get());
    ++entries_;
  }

  std::size_t entries() const { return entries_; }
  std::size_t bytes() {
    xmlTextWriterFlush(writer_.get());
    return static_cast<std::size_t>(xmlBufferLength(buffer_.get()));
  }

  // The finished file, read again before it counts.
  std::string finish() {
    xmlTextWriterEndDocument(writer_.get());
    xmlTextWriterFlush(writer_.get());
    std::string text(reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())),
                     static_cast<std::size_t>(xmlBufferLength(buffer_.get())));
    if (count_entries(text) != entries_) throw std::runtime_error("a sitemap cannot be read again as it was written");
    return text;
  }

 private:
  // Children of the root; none when the file is no XML.
  static std::size_t count_entries(const std::string& text) {
    const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
        xmlReaderForMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
        xmlFreeTextReader);
    std::size_t count = 0;
    int more = 1;
    while (reader && (more = xmlTextReaderRead(reader.get())) == 1)
      count += xmlTextReaderDepth(reader.get()) == 1 && xmlTextReaderNodeType(reader.get()) == XML_READER_TYPE_ELEMENT;
    return more == 0 ? count : 0;
  }

  std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer_;
  std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer_;
  std::string root_;
  std::size_t entries_ = 0;
};

// The sitemaps of one locale, cut into parts.
class LocaleSitemaps {
 public:
  LocaleSitemaps(const Site& site, const SitePlan& plan, const SitemapLimits& limits, const TakeFile& take,
                 XmlFile& index)
      : site_(site), plan_(plan), urls_(site), limits_(limits), take_(take), index_(index) {}

  void write(LocaleIndex locale) {
    locale_ = locale;
    part_ = 0;
    if (locale == site_.default_locale) add_language_choice();
    add_shared([&](LocaleIndex l) { return urls_.home(l); },
               newest(plan_.lists.front(), 1, plan_.lists.front().order[locale].size()));
    // Names sort another way in each language, so only the first pages of a list are about the same thing.
    for (const ListPage& page : plan_.list_pages) {
      if (page.locale != locale) continue;
      const ListingList& list = plan_.lists[page.list];
      const std::string changed = newest(list, page.page, site_.page_size);
      if (page.page == 1)
        add_shared([&](LocaleIndex l) { return urls_.list(list, 1, l); }, changed);
      else
        add(urls_.list(list, page.page, locale), changed, {});
    }
    for (std::size_t i = 0; i < plan_.summaries.size(); ++i)
      add_detail(plan_.summaries[i], plan_.freshness[i].last_changed);
    finish_part();
  }

 private:
  void add_detail(const Summary& summary, const std::string& changed) {
    if (summary.visibility != Visibility::listed || !summary.cards[locale_].translated) return;
    std::vector<Alternate> alternates;
    for (LocaleIndex l = 0; l < site_.locales.size(); ++l)
      if (summary.cards[l].translated)
        alternates.push_back({site_.locales[l].tag, urls_.absolute(urls_.detail(summary, l))});
    if (summary.cards[site_.default_locale].translated)
      alternates.push_back({"x-default", urls_.absolute(urls_.detail(summary, site_.default_locale))});
    add(urls_.detail(summary, locale_), changed, std::move(alternates));
  }

  // The page at the site's root, in the sitemap of the default language: the x-default of all home pages.
  void add_language_choice() {
    std::vector<Alternate> alternates;
    for (LocaleIndex l = 0; l < site_.locales.size(); ++l)
      alternates.push_back({site_.locales[l].tag, urls_.absolute(urls_.home(l))});
    alternates.push_back({"x-default", urls_.absolute(urls_.language_choice())});
    add(urls_.language_choice(), {}, std::move(alternates));
  }

  // A page that every locale has.
  template <class Path>
  void add_shared(Path path, const std::string& changed) {
    std::vector<Alternate> alternates;
    for (LocaleIndex l = 0; l < site_.locales.size(); ++l)
      alternates.push_back({site_.locales[l].tag, urls_.absolute(path(l))});
    const bool is_home = path(locale_) == urls_.home(locale_);
    alternates.push_back({"x-default", urls_.absolute(is_home ? urls_.language_choice() : path(site_.default_locale))});
    add(path(locale_), changed, std::move(alternates));
  }

  void add(const std::string& path, const std::string& changed, std::vector<Alternate> alternates) {
    if (alternates.size() < 3) alternates.clear();  // one language and x-default: there is nothing to choose
    if (!file_) file_ = std::make_unique<XmlFile>("urlset");
    file_->add("url", urls_.absolute(path), changed, alternates);
    part_newest_ = std::max(part_newest_, changed);
    if (file_->entries() >= limits_.most_urls || file_->bytes() >= limits_.most_bytes) finish_part();
  }

  void finish_part() {
    if (!file_) return;
    const std::string path = fmt::format("sitemaps/{}-{}.xml", site_.locales[locale_].tag, ++part_);
    take_(path, file_->finish());
    index_.add("sitemap", urls_.absolute(path), part_newest_, {});
    file_.reset();
    part_newest_.clear();
  }

  // When any listing of a list's page last changed.
  std::string newest(const ListingList& list, std::uint32_t page, std::size_t page_size) const {
    const auto& order = list.order[locale_];
    std::string time;
    const std::size_t first = (page - 1) * page_size;
    for (std::size_t i = first; i < std::min(order.size(), first + page_size); ++i)
      time = std::max(time, plan_.freshness[order[i]].last_changed);
    return time;
  }

  const Site& site_;
  const SitePlan& plan_;
  Urls urls_;
  const SitemapLimits& limits_;
  const TakeFile& take_;
  XmlFile& index_;
  LocaleIndex locale_ = 0;
  unsigned part_ = 0;
  std::string part_newest_;
  std::unique_ptr<XmlFile> file_;
};

}  // namespace

void write_sitemaps(const Site& site, const SitePlan& plan, const TakeFile& take, const SitemapLimits& limits) {
  XmlFile index("sitemapindex");
  LocaleSitemaps sitemaps(site, plan, limits, take, index);
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) sitemaps.write(locale);
  take("sitemap.xml", index.finish());
}

}  // namespace onshelf
