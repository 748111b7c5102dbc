#include "audit/site_file.h"

#include <algorithm>

#include "audit/data_file.h"
#include "audit/links.h"
#include "audit/page.h"
#include "audit/server_check.h"
#include "audit/style_sheet.h"
#include "audit/xml_file.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace onshelf::audit {
namespace {

// Offsets in a file have 32 bits, and a worker holds it as a whole.
constexpr std::size_t kLargestFile = std::size_t{256} << 20;

enum class FileKind { page, xml, style, json, script, text, other };

FileKind kind_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? std::string() : lower_ascii(name.substr(dot + 1));
  if (is_page(path)) return FileKind::page;
  if (extension == "xml" || extension == "svg" || extension == "rss" || extension == "atom") return FileKind::xml;
  if (extension == "css") return FileKind::style;
  if (extension == "json" || extension == "webmanifest" || extension == "jsonld") return FileKind::json;
  if (extension == "js" || extension == "mjs") return FileKind::script;
  if (extension == "txt" || path == "_headers" || path == "_redirects") return FileKind::text;
  return FileKind::other;
}

bool is_leftover(std::string_view path) {
  if (path.starts_with(".well-known/")) return false;
  const std::string name = lower_ascii(path.substr(path.rfind('/') + 1));
  for (std::size_t at = 0; at != std::string_view::npos; at = path.find('/', at)) {
    if (at > 0) ++at;
    if (path.substr(at, 1) == ".") return true;
  }
  for (const std::string_view end :
       {"~",     ".bak", ".backup", ".old", ".orig",   ".rej", ".save", ".swp", ".swo", ".tmp", ".temp",
        ".part", ".map", ".log",    ".sql", ".sqlite", ".db",  ".pem",  ".key", ".env", ".lock"})
    if (name.ends_with(end)) return true;
  return name == "thumbs.db" || name == "desktop.ini" || (name.starts_with('#') && name.ends_with('#'));
}

bool is_sound_name(std::string_view path) {
  for (const auto [at, point] : CodePoints(path))
    if (!point.valid || point.value < 0x20 || point.value == 0x7F) return false;
  return true;
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

// Every whole word of the file that is the name of something below u/.
void find_tokens(const SiteView& site, std::string_view bytes, Faults& faults) {
  std::size_t shortest = std::string_view::npos;
  for (const std::string& token : site.tokens()) shortest = std::min(shortest, token.size());
  std::string word;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::size_t begin = at;
    while (at < bytes.size() && is_word(bytes[at])) ++at;
    if (at - begin < shortest) continue;
    word.assign(bytes.substr(begin, at - begin));
    if (!site.tokens().contains(word)) continue;
    const auto first = static_cast<std::uint32_t>(begin);
    if (!faults.has(Rule::unlisted_link, first) && !faults.has(Rule::unlisted_named, first))
      faults.add(Rule::unlisted_named, {first, static_cast<std::uint32_t>(at)});
  }
}

void judge(const SiteView& site, FileIndex file, std::string_view bytes, Faults& faults, FileNotes& notes) {
  const std::string& path = site.path(file);
  const FileKind kind = kind_of(path);
  if (kind != FileKind::other) {
    if (const auto at = find_invalid_utf8(bytes))
      faults.add(Rule::encoding, {static_cast<std::uint32_t>(*at), static_cast<std::uint32_t>(*at + 1)});
  }
  Links links(site, file, faults, notes);
  switch (kind) {
    case FileKind::page:
      read_page(site, file, bytes, faults, notes);
      break;
    case FileKind::xml:
      read_xml(site, file, bytes, faults, notes);
      break;
    case FileKind::style:
      read_style_sheet(bytes, links);
      break;
    case FileKind::json:
      read_json_file(bytes, faults, links);
      break;
    case FileKind::script:
      read_script(bytes, links);
      break;
    case FileKind::text:
      check_server_file(site, file, faults, links);
      break;
    case FileKind::other:
      break;
  }
  // A picture or a document cannot say so itself.
  if (kind != FileKind::page && is_unlisted(path) && !site.headers().empty() &&
      !is_noindex_by_header(site.headers(), site.host_path(file)))
    faults.add(Rule::unlisted_indexable, {});
  if (!site.tokens().empty() && !is_unlisted(path)) find_tokens(site, bytes, faults);
  site.markers().search(bytes, faults);
}

}  // namespace

FileNotes read_file(const SiteView& site, const SiteFolder& folder, FileIndex file) {
  FileNotes notes;
  Faults faults;
  const FolderFile& entry = site.files()[file];
  if (!is_sound_name(entry.path)) faults.add(Rule::file_name, {});
  site.markers().search_name(entry.path, faults);
  if (!entry.is_regular) {
    faults.add(Rule::not_regular, {});
  } else if (entry.is_closed) {
    faults.add(Rule::unreadable, {}, {"the folder cannot be opened"});
  } else {
    if (is_leftover(entry.path)) faults.add(Rule::leftover, {});
    const FileBytes read = folder.read(entry.path, kLargestFile);
    if (read.ok())
      judge(site, file, read.bytes, faults, notes);
    else if (read.fault == ReadFault::too_large)
      faults.add(Rule::too_large, {}, {std::to_string(entry.size), std::to_string(kLargestFile)});
    else
      faults.add(Rule::unreadable, {}, {"it is " + std::string(describe(read.fault))});
  }
  std::sort(notes.uses.begin(), notes.uses.end());
  notes.uses.erase(std::unique(notes.uses.begin(), notes.uses.end()), notes.uses.end());
  notes.faults = faults.take();
  return notes;
}

}  // namespace onshelf::audit
