#include "load/theme.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "findings/did_you_mean.h"
#include "model/urls.h"
#include "text/escape.h"
#include "text/normal_form.h"

namespace onshelf {
namespace {

using NamedFiles = std::map<std::string, std::string>;  // name -> bytes

struct Theme {
  std::string folder;  // "themes/default"
  NamedFiles files, templates;
};

// A theme builds on another, and that on a third; more is a mistake.
constexpr std::size_t kLongestLine = 8;

Finding theme_fault(Place where, std::string message, Sentence hint) {
  return {FindingSeverity::error, "site-theme", std::move(where), {}, std::move(message), std::move(hint)};
}

NamedFiles read_folder(const SiteFiles& files, const std::string& folder) {
  NamedFiles read;
  for (const std::string& name : files.list(folder))
    if (FileBytes file = files.read(folder + '/' + name); file.ok()) read.emplace(name, std::move(file.bytes));
  return read;
}

NamedFiles only_templates(NamedFiles files) {
  std::erase_if(files, [](const auto& file) { return !file.first.ends_with(".html"); });
  return files;
}

Finding no_such_theme(Place where, const std::string& name, const SiteFiles& files) {
  std::vector<std::string> known;
  for (const FileReader* reader : {&files.own, &files.defaults})
    if (const auto entries = reader->list("themes"))
      for (const FolderEntry& entry : *entries)
        if (entry.is_folder) known.push_back(entry.name);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  return theme_fault(std::move(where), "there is no theme \"" + name + "\"",
                     did_you_mean(nearest(name, known), fmt::format("there are: {}", fmt::join(known, ", "))));
}

// The theme that `json` builds on, if any.
std::string base_of(const ConfigFile& json, const SiteFiles& files, const std::vector<Theme>& line,
                    Findings& findings) {
  const JsonValue* base = json.document.find("base");
  if (!base) return {};
  const std::string folder = "themes/" + base->text;
  const Place place = json.source.place(base->where);
  if (std::any_of(line.begin(), line.end(), [&](const Theme& theme) { return theme.folder == folder; }))
    findings.add(theme_fault(place, "the theme builds on itself", "name another theme, or leave \"base\" out"));
  else if (line.size() >= kLongestLine)
    findings.add(theme_fault(place, "too many themes build on each other", "at most 8 may stand in a line"));
  else if (files.list(folder).empty())
    findings.add(no_such_theme(place, base->text, files));
  else
    return base->text;
  return {};
}

// The theme of this name, the one it builds on, and so on.
std::vector<Theme> read_line(const SiteFiles& files, std::string name, Findings& findings) {
  std::vector<Theme> line;
  while (!name.empty()) {
    Theme& theme = line.emplace_back();
    theme.folder = "themes/" + name;
    name.clear();
    theme.files = read_folder(files, theme.folder);
    theme.templates = only_templates(read_folder(files, theme.folder + "/templates"));
    if (theme.files.contains("theme.json"))
      if (const auto json = load_config(files, theme.folder + "/theme.json", "theme.schema.json", findings))
        name = base_of(*json, files, line, findings);
  }
  return line;
}

// Some file systems take two such names for one file: one of the two would be lost there.
void refuse_like_names(const std::map<std::string, std::string>& folders, Findings& findings) {
  std::map<std::string, std::string_view> names;
  for (const auto& [name, folder] : folders) {
    const auto [first, is_first] = names.emplace(to_comparable(name), name);
    if (is_first) continue;
    findings.add({FindingSeverity::error,
                  "site-theme-names",
                  Place{folder + '/' + name, 0, 0, {}, 0, 0},
                  {},
                  "\"" + name + "\" and \"" + std::string(first->second) + "\" are one name where case does not count",
                  "rename one of the two"});
  }
}

void append(const Theme& theme, const char* name, std::string& css) {
  const auto file = theme.files.find(name);
  if (file == theme.files.end()) return;
  css += file->second;
  if (!css.ends_with('\n')) css += '\n';
}

// One file, so that a page waits for one answer only.
std::string join_stylesheets(const std::vector<Theme>& line) {
  const auto rules =
      std::find_if(line.begin(), line.end(), [](const Theme& theme) { return theme.files.contains("style.css"); });
  std::string css;
  if (rules == line.end()) return css;
  for (auto theme = line.rbegin(); theme != line.rend(); ++theme) append(*theme, "tokens.css", css);
  append(*rules, "style.css", css);
  // What a base adds to its rules is of no use to other rules.
  for (auto theme = std::make_reverse_iterator(rules + 1); theme != line.rend(); ++theme)
    append(*theme, "extra.css", css);
  return css;
}

// A misspelt token is silently no value at all.
void review_tokens(const std::string& folder, const std::string& css, Findings& findings) {
  constexpr std::size_t kMostNamed = 6;
  const std::vector<std::string> unset = unset_tokens(css);
  if (unset.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < unset.size() && i < kMostNamed; ++i) names += (i ? ", " : "") + unset[i];
  if (unset.size() > kMostNamed) names += " and " + std::to_string(unset.size() - kMostNamed) + " more";
  findings.add({FindingSeverity::warning,
                "site-theme-token",
                Place{folder, 0, 0, {}, 0, 0},
                {},
                "the theme uses tokens that it gives no value: " + names,
                "set them in tokens.css; docs/theming.md lists all"});
}

bool is_served(const std::string& name) {
  return !name.ends_with(".md") && name != "theme.json" && name != "tokens.css" && name != "style.css" &&
         name != "extra.css";
}

bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '_' || static_cast<unsigned char>(byte) >= 0x80;
}

std::string without_comments(std::string_view css) {
  std::string rest;
  while (!css.empty()) {
    const auto begin = css.find("/*");
    rest.append(css.substr(0, begin)).push_back(' ');
    const auto end = begin == std::string_view::npos ? begin : css.find("*/", begin + 2);
    css = end == std::string_view::npos ? std::string_view{} : css.substr(end + 2);
  }
  return rest;
}

// Fonts and pictures of the theme, beside the stylesheet under names that change with their bytes.
std::string link_stylesheet(const std::string& folder, const std::string& css, const NamedFiles& served,
                            const Site& site, Findings& findings) {
  const LinkedStylesheet linked = link_files(css, [&](std::string_view name) -> std::optional<std::string> {
    const auto file = served.find(std::string(name));
    if (file == served.end()) return std::nullopt;
    const std::string path = Urls(site).asset({file->first, file->second});
    return percent_encode_path(path.substr(path.rfind('/') + 1));
  });
  std::vector<std::string> names;
  for (const auto& [name, bytes] : served) names.push_back(name);
  for (const std::string& unknown : linked.unknown) {
    const std::string near = nearest(unknown, names);
    findings.add({FindingSeverity::warning,
                  "site-theme-link",
                  Place{folder, 0, 0, {}, 0, 0},
                  {},
                  "the stylesheet asks for \"" + unknown.substr(0, 80) + "\", which is no file of the theme",
                  near.empty() ? "put the file into the folder of the theme and write its name: url(logo.svg); pages "
                                 "load nothing from elsewhere"
                               : "did you mean \"" + near + "\"?"});
  }
  return linked.css;
}

}  // namespace

LinkedStylesheet link_files(std::string_view css,
                            const std::function<std::optional<std::string>(std::string_view name)>& address) {
  constexpr std::string_view kBlank = " \t\r\n";
  LinkedStylesheet linked;
  while (!css.empty()) {
    const auto comment = css.find("/*"), url = css.find("url(");
    if (comment < url) {
      const auto end = css.find("*/", comment + 2);
      const auto length = end == std::string_view::npos ? css.size() : end + 2;
      linked.css += css.substr(0, length);
      css.remove_prefix(length);
      continue;
    }
    const auto begin = url == std::string_view::npos ? url : css.find_first_not_of(kBlank, url + 4);
    if (begin == std::string_view::npos) break;
    const bool is_quoted = css[begin] == '"' || css[begin] == '\'';
    const auto from = begin + (is_quoted ? 1 : 0);
    const auto to = is_quoted ? css.find(css[begin], from) : css.find_first_of(" \t\r\n)", from);
    if (to == std::string_view::npos) break;
    const std::string_view whole = css.substr(from, to - from), name = whole.substr(0, whole.find_first_of("?#"));
    linked.css += css.substr(0, from);
    if (const auto found = name.empty() ? std::nullopt : address(name)) {
      linked.css.append(*found).append(whole.substr(name.size()));
    } else {
      linked.css += whole;
      if (!name.empty() && std::find(linked.unknown.begin(), linked.unknown.end(), whole) == linked.unknown.end())
        linked.unknown.emplace_back(whole);
    }
    css.remove_prefix(to);
  }
  linked.css += css;
  return linked;
}

std::vector<std::string> unset_tokens(std::string_view bytes) {
  const std::string css = without_comments(bytes);
  std::vector<std::string> used;
  std::set<std::string> set, seen;
  for (auto at = css.find("--"); at != std::string::npos; at = css.find("--", at)) {
    const auto begin = at;
    while (at < css.size() && is_name_byte(css[at])) ++at;
    if (begin > 0 && is_name_byte(css[begin - 1])) continue;  // within a class name
    const std::string name = css.substr(begin, at - begin);
    const auto next = css.find_first_not_of(" \t\r\n", at);
    const char after = next == std::string::npos ? '\0' : css[next];
    const auto last = begin == 0 ? std::string::npos : css.find_last_not_of(" \t\r\n", begin - 1);
    const bool is_use = last != std::string::npos && last >= 3 && css.compare(last - 3, 4, "var(") == 0;
    if (!is_use && after == ':') set.insert(name);
    if (is_use && after == ')' && seen.insert(name).second) used.push_back(name);
  }
  std::erase_if(used, [&](const std::string& name) { return set.contains(name); });
  return used;
}

void read_theme(const SiteFiles& files, const ConfigFile& settings, Site& site, Findings& findings) {
  const std::string folder = "themes/" + site.theme;
  if (files.list(folder).empty() && files.list(folder + "/templates").empty()) {
    const JsonValue* name = settings.document.find("theme");
    const Place where = name ? settings.source.place(name->where) : settings.source.whole_file();
    return findings.add(no_such_theme(where, site.theme, files));
  }
  const std::size_t faults = findings.count(FindingSeverity::error);
  site.templates = only_templates(read_folder(files, "templates"));
  const std::vector<Theme> line = read_line(files, site.theme, findings);
  NamedFiles served;
  std::map<std::string, std::string> folders;  // name of a file -> where it comes from
  for (auto theme = line.rbegin(); theme != line.rend(); ++theme) {
    for (const auto& [name, bytes] : theme->templates) {
      site.templates[name] = bytes;
      site.template_folders[name] = theme->folder + "/templates";
    }
    for (const auto& [name, bytes] : theme->files) {
      folders[name] = theme->folder;
      if (is_served(name)) served[name] = bytes;
    }
  }
  refuse_like_names(folders, findings);
  std::string css = join_stylesheets(line);
  if (css.empty()) {
    // What was wrong with the line of themes is told already, and is why.
    if (findings.count(FindingSeverity::error) > faults) return;
    findings.add(
        theme_fault(Place{line.front().folder, 0, 0, {}, 0, 0}, "the theme has no style.css",
                    "\"theme\" in site/site.json names a folder of themes/; one that builds on another says so "
                    "in its theme.json: {\"base\": \"default\"}"));
    return;
  }
  review_tokens(line.front().folder, css, findings);
  served["style.css"] = link_stylesheet(line.front().folder, css, served, site, findings);
  for (auto& [name, bytes] : served) site.theme_files.push_back({name, std::move(bytes)});
}

}  // namespace onshelf
