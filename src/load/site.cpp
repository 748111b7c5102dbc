#include "load/site.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "load/config_file.h"
#include "load/platform_files.h"
#include "load/theme.h"
#include "text/language.h"
#include "text/pseudo.h"

namespace onshelf {
namespace {

void fault(const ConfigFile& file, const JsonValue& where, std::string rule, std::string message, std::string hint,
           Findings& findings) {
  findings.add({FindingSeverity::error,
                std::move(rule),
                file.source.place(where.where),
                {},
                std::move(message),
                std::move(hint)});
}

std::vector<Locale> read_locales(const ConfigFile& file, Findings& findings) {
  std::vector<Locale> locales;
  std::set<std::string> seen;
  for (const JsonValue& json : file.document.find("locales")->items) {
    Locale locale;
    locale.tag = text_member(json, "tag");
    const auto canonical = canonical_tag(locale.tag);
    if (!canonical || *canonical != locale.tag)
      fault(file, *json.find("tag"), "site-locale", "\"" + locale.tag + "\" is no BCP 47 tag in its usual spelling",
            canonical ? "write \"" + *canonical + "\"" : "such as \"en\", \"zh-CN\" or \"pt-BR\"", findings);
    if (!seen.insert(locale.tag).second)
      fault(file, *json.find("tag"), "site-locale", "locale \"" + locale.tag + "\" stands twice", {}, findings);
    if (canonical && !has_locale_data(locale.tag))
      findings.add({FindingSeverity::warning,
                    "site-locale-data",
                    file.source.place(json.find("tag")->where),
                    {},
                    "nothing is known of how \"" + locale.tag + "\" writes numbers, dates and lists, or sorts",
                    "its pages do these as no language in particular; check that the tag is right"});
    locale.own_name = text_member(json, "own_name");
    locale.likely = likely_tag(locale.tag);
    if (locale.own_name.empty()) locale.own_name = own_name(locale.tag);
    locale.right_to_left = is_right_to_left(locale.tag);
    locale.least_coverage = static_cast<std::uint8_t>(number_member(json, "least_coverage", 0));
    locales.push_back(std::move(locale));
  }
  return locales;
}

Locale pseudo_locale() {
  Locale locale;
  locale.tag = kPseudoTag;
  locale.own_name = pseudo_text("Test");
  locale.is_pseudo = true;
  return locale;
}

// A language that texts may be written in, though the site has no pages in it.
std::optional<Locale> read_other_language(const ConfigFile& file, const JsonValue& tag, Findings& findings) {
  const auto canonical = canonical_tag(tag.text);
  if (!canonical || !is_known_language(*canonical)) {
    fault(file, tag, "site-locale", "\"" + tag.text + "\" is no language that is known",
          "such as \"zh-Hant\", \"zh\" or \"pt\"", findings);
    return std::nullopt;
  }
  Locale language;
  language.tag = *canonical;
  language.own_name = own_name(language.tag);
  language.likely = likely_tag(language.tag);
  language.right_to_left = is_right_to_left(language.tag);
  return language;
}

// The languages that a locale names as its fallbacks, in their order. Those that are no locales join the other languages of the site.
std::vector<LocaleIndex> read_fallbacks(const ConfigFile& file, const JsonValue& json, Site& site, Findings& findings) {
  std::vector<LocaleIndex> fallbacks;
  const JsonValue* names = json.find("fallback");
  if (!names) return fallbacks;
  for (const JsonValue& name : names->items) {
    auto found = site.find_language(name.text);
    if (!found) {
      auto language = read_other_language(file, name, findings);
      if (!language) continue;
      found = static_cast<LocaleIndex>(site.locales.size() + site.other_languages.size());
      language->chain = {*found, site.default_locale};
      site.other_languages.push_back(std::move(*language));
    }
    fallbacks.push_back(*found);
  }
  return fallbacks;
}

// Itself, its declared fallbacks, and at the end the default locale; each locale with the languages that stand in for it. A chain does
// not go on along those of others, so two locales that name each other are no circle.
void read_chains(const ConfigFile& file, Site& site, Findings& findings) {
  const auto language_of = [](const std::string& tag) { return tag.substr(0, tag.find('-')); };
  std::vector<std::vector<LocaleIndex>> fallbacks;
  for (LocaleIndex i = 0; i < site.locales.size(); ++i) {
    if (site.locales[i].is_pseudo) break;  // in no file, and the last
    fallbacks.push_back(read_fallbacks(file, file.document.find("locales")->items[i], site, findings));
    for (const LocaleIndex next : fallbacks.back())
      if (next >= site.locales.size() && language_of(site.language(next).tag) == language_of(site.locales[i].tag))
        site.locales[i].stand_ins.push_back(next);
  }
  for (LocaleIndex i = 0; i < site.locales.size(); ++i) {
    auto& chain = site.locales[i].chain;
    const auto append = [&](LocaleIndex next) {
      if (std::find(chain.begin(), chain.end(), next) == chain.end()) chain.push_back(next);
    };
    append(i);
    for (const LocaleIndex next : i < fallbacks.size() ? fallbacks[i] : std::vector<LocaleIndex>()) {
      append(next);
      if (next < site.locales.size())
        for (const LocaleIndex stand_in : site.locales[next].stand_ins) append(stand_in);
    }
    append(site.default_locale);
    for (const LocaleIndex stand_in : site.locales[site.default_locale].stand_ins) append(stand_in);
  }
}

// What the schema lets through, and nothing else.
ListKind facet_named(std::string_view name) {
  static constexpr std::array kNames = {std::pair{"category", ListKind::category},
                                        std::pair{"platform", ListKind::platform},
                                        std::pair{"seller", ListKind::seller},
                                        std::pair{"billing", ListKind::billing},
                                        std::pair{"os", ListKind::system},
                                        std::pair{"region", ListKind::region},
                                        std::pair{"tag", ListKind::tag}};
  for (const auto& [known, kind] : kNames)
    if (name == known) return kind;
  return ListKind::all;
}

void read_lists(const JsonValue& json, Site& site) {
  if (const JsonValue* facets = json.find("facets")) {
    site.facets = FacetSet();
    for (const std::string& name : text_items(facets)) site.facets.add(facet_named(name));
  }
  if (const JsonValue* sorts = json.find("sorts")) {
    site.sorts.clear();
    for (const std::string& name : text_items(sorts))
      if (name != "name") site.sorts.push_back(name == "newest" ? ListSort::newest : ListSort::updated);
  }
  site.compare = flag_member(json, "compare", true);
}

std::string path_of(const std::string& url) {
  const auto host = url.find("://") + 3;
  const auto slash = url.find('/', host);
  return slash == std::string::npos ? "/" : url.substr(slash);
}

void read_settings(const ConfigFile& file, const SiteOverrides& overrides, Site& site, Findings& findings) {
  const JsonValue& json = file.document;
  site.base_url = overrides.base_url.empty() ? text_member(json, "base_url") : overrides.base_url;
  if (!site.base_url.ends_with('/')) site.base_url += '/';
  site.base_path = path_of(site.base_url);
  site.locales = read_locales(file, findings);
  const auto default_locale = find_locale(site.locales, text_member(json, "default_locale"));
  if (!default_locale)
    fault(file, *json.find("default_locale"), "site-locale", "the default locale is not among the locales", {},
          findings);
  site.default_locale = default_locale.value_or(0);
  if (overrides.pseudo) site.locales.push_back(pseudo_locale());
  read_chains(file, site, findings);
  const std::vector<Locale> languages = site.languages();
  site.name = localized_text(json.find("name"), languages);
  site.description = localized_text(json.find("description"), languages);
  if (site.locales.empty() || !pick(site.name, site.locales[site.default_locale]))
    fault(file, *json.find("name"), "site-name", "the site has no name in its default locale", {}, findings);
  site.theme = text_member(json, "theme");
  if (site.theme.empty()) site.theme = "default";
  site.page_size = static_cast<std::uint32_t>(number_member(json, "page_size", site.page_size));
  if (const JsonValue* pages = json.find("fallback_pages")) {
    site.fallback_pages = text_member(*pages, "are") == "omitted" ? FallbackPages::omit : FallbackPages::canonical;
    site.least_own_texts = static_cast<std::uint8_t>(number_member(*pages, "below", 0));
  }
  read_lists(json, site);
  site.unlisted_key = text_member(json, "unlisted_key");
  site.name_index = flag_member(json, "name_index", false);
  for (const std::string& form : text_items(json.find("precompress")))
    site.precompress.push_back(form == "gz" ? Packing::gzip : Packing::brotli);
  std::sort(site.precompress.begin(), site.precompress.end());
  site.make_icons = flag_member(json, "make_icons", true);
  if (const JsonValue* sizes = json.find("icon_sizes"))
    for (const JsonValue& size : sizes->items)
      site.icon_sizes.push_back(static_cast<std::uint16_t>(std::stoul(size.text)));
  if (site.icon_sizes.empty()) site.icon_sizes = {48, 64, 96, 128, 192, 256};
  std::sort(site.icon_sizes.begin(), site.icon_sizes.end());
  site.icon_sizes.erase(std::unique(site.icon_sizes.begin(), site.icon_sizes.end()), site.icon_sizes.end());
}

Category read_category(const JsonValue& json, const std::vector<Locale>& locales) {
  Category category{text_member(json, "id"),
                    localized_text(json.find("name"), locales),
                    localized_text(json.find("summary"), locales),
                    text_items(json.find("aliases")),
                    {}};
  if (const JsonValue* inner = json.find("subcategories"))
    for (const JsonValue& item : inner->items) category.subcategories.push_back(read_category(item, locales));
  return category;
}

// Of categories beside each other, an id or a platform's name leads to one.
void check_category_names(const ConfigFile& file, const JsonValue& categories, const char* twice, Findings& findings) {
  std::map<std::string, std::string> owner_of;
  for (const JsonValue& category : categories.items)
    if (const JsonValue& id = *category.find("id"); !owner_of.emplace(id.text, id.text).second)
      fault(file, id, "site-category", twice, {}, findings);
  for (const JsonValue& category : categories.items) {
    const std::string id = text_member(category, "id");
    const JsonValue* aliases = category.find("aliases");
    if (!aliases) continue;
    for (const JsonValue& alias : aliases->items) {
      const std::string& owner = owner_of.emplace(alias.text, id).first->second;
      if (owner != id)
        fault(file, alias, "site-category",
              owner == alias.text ? "\"" + owner + "\" is the id of another category"
                                  : "\"" + alias.text + "\" is a name of \"" + owner + "\" already",
              "a name leads to one category: take this one out", findings);
    }
  }
}

void read_categories(const SiteFiles& files, Site& site, Findings& findings) {
  const auto file = load_config(files, "site/categories.json", "categories.schema.json", findings, OfferedBy::site);
  if (!file) return;
  const JsonValue& categories = *file->document.find("categories");
  check_category_names(*file, categories, "two categories have this id", findings);
  const std::vector<Locale> languages = site.languages();
  for (const JsonValue& json : categories.items) {
    site.categories.push_back(read_category(json, languages));
    if (const JsonValue* inner = json.find("subcategories"))
      check_category_names(*file, *inner, "two of the category's parts have this id", findings);
    if (!pick(site.categories.back().name, site.locales[site.default_locale]))
      fault(*file, *json.find("name"), "site-category", "the category has no name in the default locale", {}, findings);
  }
}

// The file of a locale, or else of its language in its script: "de-AT" speaks as "de" does. Empty when there is none.
std::string messages_file(const FileReader& files, const Locale& locale) {
  const std::string folder = "site/messages";
  const std::string own = folder + '/' + locale.tag + ".json";
  if (files.read(own, 1).fault != ReadFault::missing) return own;
  for (const FolderEntry& entry : files.list(folder).value_or(std::vector<FolderEntry>())) {
    const auto tag_size = entry.name.size() - std::min<std::size_t>(entry.name.size(), 5);
    // (Names with another dot, as "rules.de.json", are no tags.)
    if (entry.name.ends_with(".json") && is_same_script(entry.name.substr(0, tag_size), locale.tag))
      return folder + '/' + entry.name;
  }
  return {};
}

// What the program ships first, then the site's own on top, so that a site changes one message without copying the rest.
void read_messages(const SiteFiles& files, Site& site, Findings& findings) {
  const SiteFiles shipped{files.defaults, files.defaults};
  const SiteFiles own{files.own, files.defaults};
  for (const Locale& locale : site.languages()) {
    auto& messages = site.messages.emplace_back();
    if (locale.is_pseudo) continue;  // made of those of the default locale, below
    for (const SiteFiles* from : {&shipped, &own}) {
      const std::string nearest = messages_file(from->own, locale);
      if (nearest.empty()) continue;
      const auto file = load_config(*from, nearest, "messages.schema.json", findings, OfferedBy::site);
      if (!file) continue;
      for (const JsonMember& member : file->document.members)
        if (member.value.is_string()) messages.insert_or_assign(member.key, member.value.text);
    }
  }
  if (const auto pseudo = site.pseudo_locale())
    for (const auto& [key, pattern] : site.messages[site.default_locale])
      site.messages[*pseudo].emplace(key, pseudo_message(pattern));
  for (LocaleIndex i = 0; i < site.locales.size(); ++i) {
    const auto& chain = site.locales[i].chain;
    const bool is_spoken = std::any_of(chain.begin(), chain.end(), [&](LocaleIndex next) {
      return !site.messages[next].empty() && (next != site.default_locale || i == next);
    });
    if (!is_spoken)
      findings.add({FindingSeverity::warning,
                    "messages-missing",
                    Place{"site/messages/" + site.locales[i].tag + ".json", 0, 0, {}, 0, 0},
                    {},
                    "there are no messages in \"" + site.locales[i].tag + "\"; its pages speak the default locale",
                    "copy the messages of another locale and translate them"});
  }
}

}  // namespace

namespace {

// Reads, and keeps a fingerprint of all that was read or found missing.
class TracedFiles : public FileReader {
 public:
  explicit TracedFiles(const FileReader& files) : files_(files) {}

  FileBytes read(std::string_view path, std::size_t limit) const override {
    FileBytes file = files_.read(path, limit);
    // (A schema is read again for each file of its kind. That a site has one more of them is not in its settings.)
    if (path.starts_with("site/schemas/") && !schemas_.emplace(path).second) return file;
    trace(path).add(path).add(static_cast<std::uint64_t>(file.fault)).add(file.bytes);
    return file;
  }
  FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const override {
    return files_.read_head(path, most, limit);
  }
  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override {
    auto entries = files_.list(folder);
    trace(folder).add(folder).add(std::uint64_t{entries ? entries->size() : 0});
    if (entries)
      for (const FolderEntry& entry : *entries) trace(folder).add(entry.name);
    return entries;
  }

  ContentHash of(const char* part) const { return traces_[part].value(); }

 private:
  ContentHasher& trace(std::string_view path) const {
    for (const char* part : {"site/categories", "site/platforms", "site/messages", "templates", "themes"})
      if (path.starts_with(part)) return traces_[part];
    return traces_["settings"];
  }

  const FileReader& files_;
  mutable std::map<std::string, ContentHasher, std::less<>> traces_;
  mutable std::set<std::string, std::less<>> schemas_;
};

SiteInputs inputs_of(const TracedFiles& own, const TracedFiles& defaults, const SiteOverrides& overrides) {
  const auto both = [&](const char* part) { return ContentHasher().add(own.of(part)).add(defaults.of(part)).value(); };
  return {ContentHasher().add(both("settings")).add(overrides.base_url).add(std::uint64_t{overrides.pseudo}).value(),
          both("site/categories"),
          both("site/platforms"),
          both("site/messages"),
          both("templates"),
          both("themes")};
}

}  // namespace

std::optional<Site> load_site(const FileReader& own_files, const FileReader& default_files,
                              const SiteOverrides& overrides, Findings& findings) {
  const TracedFiles own(own_files), defaults(default_files);
  const SiteFiles files{own, defaults};

  auto settings = load_config(files, "site/site.json", "site.schema.json", findings, OfferedBy::site);
  if (!settings) return std::nullopt;
  if (const JsonValue* secret = settings->document.find("unlisted_key")) settings->source.hide(secret->where);
  Site site;
  read_settings(*settings, overrides, site, findings);
  if (findings.has_errors()) return std::nullopt;
  read_categories(files, site, findings);
  site.types = load_platform_files(files, site.languages(), findings);
  read_messages(files, site, findings);
  read_theme(files, *settings, site, findings);
  if (findings.has_errors()) return std::nullopt;
  site.inputs = inputs_of(own, defaults, overrides);
  return site;
}

}  // namespace onshelf
