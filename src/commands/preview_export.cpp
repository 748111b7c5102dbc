#include "commands/preview_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <system_error>

#include "commands/clock.h"
#include "commands/export_view.h"
#include "commands/installed.h"
#include "commands/preview_site.h"
#include "commands/preview_teller.h"
#include "commands/progress.h"
#include "commands/site_session.h"
#include "load/disk_reader.h"
#include "preview/request_guard.h"
#include "render/stand_alone.h"
#include "render/templates.h"
#include "text/base64.h"
#include "text/secure_hash.h"
#include "write/write_file.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kLargestOwnFile = 1u << 20;

std::string own_file(const std::string& name) {
  const auto disk = open_disk(default_files_root().string());
  FileBytes file = disk->read("preview/" + name, kLargestOwnFile);
  if (!file.ok()) throw std::runtime_error("preview/" + name + " is not among the files that come with onshelf");
  std::erase(file.bytes, '\r');
  return std::move(file.bytes);
}

// What a preview would answer; nothing: it has no such file.
std::optional<SiteFile> served_file(PreviewSite& site, const std::string& href) {
  const auto question = href.find('?');
  const auto path = decoded_path(href.substr(0, question));
  if (!path) return std::nullopt;
  PreviewReply reply = site.reply_to(*path, question == std::string::npos ? std::string{} : href.substr(question + 1));
  if (reply.status != 200) return std::nullopt;
  return SiteFile{std::move(reply.content_type), std::move(reply.body)};
}

struct Exported {
  ExportedLanguage language;
  Json state;
  std::optional<StandAlonePage> page;
};

std::vector<Exported> collect(PreviewSite& site, const std::string& id, StandAlonePages& pages) {
  std::vector<Exported> all;
  const Site& settings = site.site();
  for (LocaleIndex locale = 0; locale < settings.locales.size(); ++locale) {
    const Locale& of = settings.locales[locale];
    Exported one{{locale, of.tag, site.words().language_name(locale, locale), of.right_to_left},
                 site.state_of(id, locale),
                 std::nullopt};
    Json& listing = one.state.at("listing");
    // First what an edit may not change any more.
    Json told = listing.value("refused", Json::array());
    told.insert(told.end(), listing.at("findings").begin(), listing.at("findings").end());
    listing["told"] = std::move(told);
    const std::string href = site.page_of(id, locale);
    if (const auto page = href.empty() ? std::nullopt : served_file(site, href)) one.page = pages.make(page->bytes);
    all.push_back(std::move(one));
  }
  return all;
}

// One language is seen at a time: the one whose box in the bar is chosen.
std::string style_of(const std::vector<Exported>& all, PreviewSite& site) {
  std::string css = own_file("preview.css") + own_file("export.css");
  for (const Exported& each : all)
    css += fmt::format(":root:has(#in-{0}:checked) .of:not(.l{0}) {{ display: none; }}\n", each.language.locale);
  for (const Exported& each : all)
    if (each.language.right_to_left)
      css += fmt::format(":root:has(#in-{}:checked) .head {{ direction: rtl; }}\n", each.language.locale);
  // Each picture once, for the panels of all languages.
  const auto add = [&](const std::string& name, const Json& picture) {
    const auto file = served_file(site, picture.at("href").get<std::string>());
    if (!file) return;
    css += '.' + name + " { ";
    if (const std::string width = picture.at("width").dump(); width != "0")
      css += fmt::format("inline-size: {0}px; aspect-ratio: {0} / {1}; ", width, picture.at("height").dump());
    css += fmt::format("--picture: url(\"data:{};base64,{}\"); }}\n", file->type, to_base64(file->bytes));
  };
  const Json& listing = all.front().state.at("listing");
  const Json& icons = listing.at("icons");
  for (std::size_t i = 0; i < icons.size(); ++i) add("icon-" + std::to_string(i), icons[i]);
  const Json pictures = listing.value("pictures", Json::array());
  for (std::size_t i = 0; i < pictures.size(); ++i)
    for (const char* side : {"before", "after"})
      if (const Json& picture = pictures[i].at(side); !picture.is_null()) add(class_of_picture(side, i), picture);
  return css;
}

std::string make_file(PreviewSite& site, const std::vector<Exported>& all, const StandAlonePages& made,
                      const std::string& day) {
  const std::vector<std::string> pieces = made.pieces();
  const LocaleIndex usual = site.site().default_locale;
  const auto first = all[usual].page
                         ? all.begin() + usual
                         : std::find_if(all.begin(), all.end(), [](const Exported& e) { return e.page.has_value(); });
  const Exported& chosen = first == all.end() ? all[usual] : *first;

  PageData data;
  View& root = data.root();
  const std::string style = style_of(all, site), script = own_file("export.js");
  std::string policy = "default-src 'none'; img-src data:; font-src data:; style-src " + policy_source(style);
  if (const std::string sources = made.style_sources(); !sources.empty()) policy += ' ' + sources;
  std::vector<StandAlonePage> others;
  // The page that is seen first stands in the file as it is; the rest is put together when it is asked for.
  const std::string first_page = chosen.page ? whole_page(*chosen.page, pieces) : std::string{};
  root.set("STYLE", style);
  std::vector<std::string> days;
  days.reserve(all.size());
  for (const Exported& each : all) {
    View& view = root.add("LOCALE");
    set_language(view, each.language, each.state);
    set_panel(view, each.language, each.state, site.words());
    view.set("DAY", day);
    view.set("DATE", days.emplace_back(site.words().date(each.language.locale, day)));
    if (&each == &chosen) {
      view.show("CHOSEN");
      set_language(root, each.language, each.state);
    }
    set_banner(view, each.state, each.page.has_value());
    if (!each.page) {
      view.show("NO_PAGE");
    } else if (&each == &chosen) {
      view.add("FIRST_PAGE").set("PAGE", first_page);
    } else {
      view.add("OTHER_PAGE").keep("PAGE_NUMBER", std::to_string(others.size()));
      others.push_back(*each.page);
    }
  }
  const std::string json = others.empty() ? std::string{} : pages_json(pieces, others);
  if (!others.empty()) {
    policy += "; script-src " + policy_source(script);
    View& with = root.add("SCRIPT");
    with.set("PAGES", json);
    with.set("SCRIPT_TEXT", script);
  }
  policy += "; base-uri 'none'; form-action 'none'";
  root.set("POLICY", policy);
  return expand_own(own_file("export.html"), data);
}

// What stands there is replaced, as a browser saves a page again; but only a file, and not what a link leads to.
std::optional<std::string> refusal_of(const std::string& file) {
  std::error_code error;
  const fs::file_status there = fs::symlink_status(file, error);
  if (fs::is_directory(there)) return "is a folder";
  if (fs::exists(there) && !fs::is_regular_file(there)) return "is no plain file";
  const fs::path folder = fs::path(file).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error)) return "lies in no folder that is there";
  return std::nullopt;
}

ExitCode usage_fault(const std::string& words) {
  fmt::print(stderr, "onshelf preview: {}\n", words);
  return ExitCode::bad_usage;
}

// Throws DamagedPack.
ExitCode export_listing(PreviewSite& site, const std::string& id, const PreviewOptions& options) {
  const Site& settings = site.site();
  std::set<std::string> own;
  for (LocaleIndex locale = 0; locale < settings.locales.size(); ++locale) own.insert(site.page_of(id, locale));
  // Of "https://catalog.example/shop/" with the path "/shop/": links begin with the path.
  const std::string address = settings.base_url.substr(0, settings.base_url.size() - settings.base_path.size());
  StandAlonePages pages(address, std::move(own), [&](const std::string& href) { return served_file(site, href); });
  const std::vector<Exported> all = collect(site, id, pages);
  const std::string now = build_time(options.now).value_or(std::string{});
  const std::string html = make_file(site, all, pages, now.substr(0, 10));

  const bool to_stdout = options.export_file == "-";
  if (to_stdout) {
    if (std::fwrite(html.data(), 1, html.size(), stdout) != html.size() || std::fflush(stdout) != 0)
      throw std::system_error(errno, std::generic_category(), "cannot write to stdout");
  } else {
    write_file(options.export_file, html, 0600);  // nothing of it is public yet
  }
  const auto with_page =
      std::count_if(all.begin(), all.end(), [](const Exported& each) { return each.page.has_value(); });
  const Json& findings = all.front().state.at("listing").at("told");
  const bool has_errors = all.front().state.at("listing").at("is_stale").get<bool>() || count_errors(findings) > 0;
  if (!options.quiet)
    fmt::print(to_stdout ? stderr : stdout, "{}: {} in {} of {} languages, {} finding{}{}; {} bytes\n",
               to_stdout ? "stdout" : options.export_file, id, with_page, all.size(), findings.size(),
               findings.size() == 1 ? "" : "s", has_errors ? ", errors among them" : "", html.size());
  return has_errors ? ExitCode::findings : ExitCode::done;
}

}  // namespace

ExitCode export_preview(const PreviewOptions& options) {
  const bool to_stdout = options.export_file == "-";
  const auto refusal = to_stdout ? std::nullopt : refusal_of(options.export_file);
  if (refusal) return usage_fault(options.export_file + ' ' + *refusal);
  Progress progress(options.quiet ? nullptr : watched_stream());
  PreviewSiteOptions how{options.site, options.cache, options.history, options.now, job_count(options.jobs), {}};
  how.progress = [&](std::size_t done, std::size_t total) { progress.show("listings read", done, total); };
  PreviewSite site(std::move(how));
  const bool is_loaded = site.load();
  progress.clear();
  if (!is_loaded) {
    print_findings(site.problems());
    return ExitCode::bad_usage;
  }
  const std::string id = site.start_listing(options.listing);
  if (id.empty() && options.listing.empty())
    return usage_fault("no listing waits for approval; say which one to export, with --listing ID");
  if (id.empty()) return usage_fault(no_such_listing(options.listing, site.listings()));

  try {
    return export_listing(site, id, options);
  } catch (const DamagedPack&) {
    // What was kept of the records is no good; they are read again, once.
    if (!site.load_damaged()) throw;
    return export_listing(site, id, options);
  }
}

}  // namespace onshelf
