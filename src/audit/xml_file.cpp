#include "audit/xml_file.h"

#include <algorithm>

#include "audit/links.h"
#include "audit/xml_events.h"
#include "text/ascii.h"
#include "text/language.h"
#include "text/utf8.h"

namespace onshelf::audit {
namespace {

constexpr std::string_view kSitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::size_t kMostPictures = 1'000;

// The three kinds share the events: which element is open decides.
class XmlFile : public XmlEvents {
 public:
  XmlFile(const SiteView& site, FileIndex file, Faults& faults, FileNotes& notes)
      : site_(site), file_(file), faults_(faults), notes_(notes), links_(site, file, faults, notes) {}

  bool is_sitemap() const { return notes_.sitemap.has_value(); }
  std::size_t urls() const { return urls_; }

  void begin(const XmlElement& element) override {
    if (is_first_) {
      is_first_ = false;
      if (element.space == kSitemapSpace && (element.name == "urlset" || element.name == "sitemapindex")) {
        notes_.sitemap.emplace();
        notes_.sitemap->is_index = element.name == "sitemapindex";
      }
    }
    if (is_sitemap()) return begin_in_sitemap(element);
    for (const XmlAttribute& attribute : element.attributes) {
      if (attribute.name == "href" || attribute.name == "src") {
        const bool is_loaded = attribute.name == "src" || element.name == "image" || element.name == "use";
        if (attribute.value != "" && element.name != "schema")
          links_.follow(attribute.value, attribute.where, is_loaded ? LinkUse::load : LinkUse::visit);
      }
      if (attribute.name.size() > 2 && attribute.name.starts_with("on"))
        faults_.add(Rule::event_handler, attribute.where);
    }
    if (element.name == "script") faults_.add(Rule::inline_script, element.where);
  }

  void end(const std::string& name, const std::string& space, const std::string& text, Range where) override {
    if (is_sitemap()) return end_in_sitemap(name, space, text, where);
    // Addresses that feeds give as text.
    if (name == "link" && !text.empty()) links_.follow(text, where, LinkUse::visit);
    if ((name == "id" || name == "guid" || name == "icon" || name == "logo") && text.starts_with("http"))
      links_.follow_perhaps(text);
  }

 private:
  void begin_in_sitemap(const XmlElement& element) {
    if (element.space == kSitemapSpace && (element.name == "url" || element.name == "sitemap")) {
      ++urls_;
      entry_ = {};
      pictures_ = 0;
    } else if (element.name == "link" && element.find("hreflang")) {
      add_alternate(element);
    } else if (element.name == "image" && ++pictures_ == kMostPictures + 1) {
      faults_.add(Rule::sitemap_images, element.where);
    }
  }

  void add_alternate(const XmlElement& link) {
    const XmlAttribute& code = *link.find("hreflang");
    Alternate alternate{lower_ascii(code.value), kNoFile, link.where};
    if (alternate.code != "x-default" && !is_search_language(alternate.code))
      return faults_.add(Rule::hreflang_code, code.where);
    const XmlAttribute* href = link.find("href");
    const Target target = href ? site_.resolve(href->value, file_) : Target{};
    if (target.lead == Lead::other_host) return;
    if (target.lead != Lead::file)
      return faults_.add(Rule::hreflang_absent, href ? href->where : link.where, {target.path});
    if (!target.is_whole) faults_.add(Rule::hreflang_relative, href->where);
    links_.follow(href->value, href->where, LinkUse::name);
    alternate.page = target.file;
    entry_.alternates.push_back(std::move(alternate));
  }

  void end_in_sitemap(const std::string& name, const std::string& space, const std::string& text, Range where) {
    if (space != kSitemapSpace) {
      if (name == "loc") links_.follow(text, where, LinkUse::name);  // of a picture
    } else if (name == "loc") {
      read_loc(text, where);
    } else if (name == "lastmod") {
      if (!is_w3c_date(text)) faults_.add(Rule::sitemap_date, where);
    } else if (name == "url" || name == "sitemap") {
      if (entry_.where.empty()) faults_.add(Rule::sitemap_loc, where);
      if (entry_.file != kNoFile) notes_.sitemap->entries.push_back(std::move(entry_));
      entry_ = {};
    }
  }

  void read_loc(const std::string& text, Range where) {
    entry_.where = where;
    const Target target = site_.resolve(text, file_);
    if (!target.is_whole || count_code_points(text) >= kLongestLoc) return faults_.add(Rule::sitemap_loc, where);
    if (target.lead == Lead::other_host || target.lead == Lead::outside)
      return faults_.add(Rule::sitemap_host, where, {site_.base().text()});
    if (target.lead != Lead::file)
      return faults_.add(notes_.sitemap->is_index ? Rule::sitemap_index : Rule::sitemap_absent, where, {target.path});
    links_.follow(text, where, LinkUse::name);
    entry_.file = target.file;
    entry_.exact = target.is_exact && !target.has_fragment;
  }

  const SiteView& site_;
  FileIndex file_;
  Faults& faults_;
  FileNotes& notes_;
  Links links_;
  bool is_first_ = true;
  std::size_t urls_ = 0;
  std::size_t pictures_ = 0;
  SitemapEntry entry_;
};

// Digits where the pattern has "d", and otherwise the same characters.
bool looks_like(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (pattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i]) return false;
  return true;
}

bool is_between(std::string_view digits, int least, int most) {
  const int value = (digits[0] - '0') * 10 + digits[1] - '0';
  return least <= value && value <= most;
}

// "08:00", "08:00:00", "08:00:00.25"
bool is_clock(std::string_view text) {
  std::string_view rest;
  if (text.size() > 5) {
    rest = text.substr(5);
    text = text.substr(0, 5);
  }
  if (!looks_like(text, "dd:dd") || !is_between(text, 0, 23) || !is_between(text.substr(3), 0, 59)) return false;
  if (rest.empty()) return true;
  if (!looks_like(rest.substr(0, 3), ":dd") || !is_between(rest.substr(1), 0, 59)) return false;
  rest.remove_prefix(3);
  if (rest.empty()) return true;
  return rest.size() > 1 && rest[0] == '.' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

bool is_w3c_date(std::string_view text) {
  const std::string_view day = text.substr(0, text.find('T'));
  if (!looks_like(day, "dddd") && !looks_like(day, "dddd-dd") && !looks_like(day, "dddd-dd-dd")) return false;
  if (day.size() >= 7 && !is_between(day.substr(5), 1, 12)) return false;
  if (day.size() == 10 && !is_between(day.substr(8), 1, 31)) return false;
  if (day.size() == text.size()) return true;
  std::string_view time = text.substr(day.size() + 1);
  if (day.size() != 10 || time.empty()) return false;
  if (time.ends_with('Z')) return is_clock(time.substr(0, time.size() - 1));
  const std::size_t zone = time.find_first_of("+-");
  return zone != std::string_view::npos && looks_like(time.substr(zone + 1), "dd:dd") && is_clock(time.substr(0, zone));
}

void read_xml(const SiteView& site, FileIndex file, std::string_view bytes, Faults& faults, FileNotes& notes) {
  XmlFile events(site, file, faults, notes);
  const XmlEnd end = read_events(bytes, events);
  if (!end.is_sound) faults.add(events.is_sitemap() ? Rule::sitemap_xml : Rule::xml, end.where);
  if (!events.is_sitemap()) return;
  if (events.urls() > kMostSitemapUrls) faults.add(Rule::sitemap_count, {}, {std::to_string(events.urls())});
  if (bytes.size() > kLargestSitemap) faults.add(Rule::sitemap_size, {}, {std::to_string(bytes.size())});
}

}  // namespace onshelf::audit
