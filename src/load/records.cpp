#include "load/records.h"

#include <algorithm>

#include "load/json_document.h"
#include "text/slug.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kLargestRecord = 1u << 20;
constexpr std::size_t kLargestText = 256u << 10;  // the Markdown renderer has a stricter limit of its own

Place whole(const std::string& file) { return Place{file, 0, 0, {}, 0, 0}; }

// "details.zh-CN.md" is the field "details" in "zh-CN"; "details.zh-CN.html" the same as HTML.
std::optional<TextFile> text_file_name(const std::string& name) {
  const bool is_html = name.ends_with(".html");
  if (!is_html && !name.ends_with(".md")) return std::nullopt;
  const std::string stem = name.substr(0, name.size() - (is_html ? 5 : 3));
  const auto dot = stem.rfind('.');
  if (dot == std::string::npos || dot == 0) return std::nullopt;
  return TextFile{stem.substr(0, dot), stem.substr(dot + 1), name, is_html, {}};
}

void read_text(const FileReader& disk, const Record& record, TextFile text, std::vector<TextFile>& texts,
               Findings& findings) {
  const std::string path = record.folder + '/' + text.name;
  FileBytes file = disk.read(path, kLargestText);
  if (!file.ok()) {
    findings.add({FindingSeverity::error, "text-unreadable", whole(path), record.id,
                  "the text file is " + std::string(describe(file.fault)), "a text may have at most 256 KiB"});
    return;
  }
  if (!is_valid_utf8(file.bytes) || file.bytes.find('\0') != std::string::npos) {
    findings.add({FindingSeverity::error, "text-encoding", whole(path), record.id, "the text file is not valid UTF-8",
                  "save it as UTF-8"});
    return;
  }
  if (file.bytes.starts_with("\xEF\xBB\xBF")) file.bytes.erase(0, 3);
  text.bytes = std::move(file.bytes);
  texts.push_back(std::move(text));
}

}  // namespace

std::vector<std::string> list_records(const FileReader& disk, const std::string& folder, Findings& findings) {
  std::vector<std::string> ids;
  const auto entries = disk.list(folder);
  if (!entries) return ids;
  for (const FolderEntry& entry : *entries) {
    if (entry.is_other)
      findings.add({FindingSeverity::error,
                    "record-link",
                    whole(folder + '/' + entry.name),
                    {},
                    "this is a link or no folder, and is not followed",
                    "put the folder itself here"});
    if (!entry.is_folder) continue;
    if (is_valid_id(entry.name))
      ids.push_back(entry.name);
    else
      findings.add({FindingSeverity::error,
                    "record-id",
                    whole(folder + '/' + entry.name),
                    {},
                    "the folder's name cannot be an id",
                    "use a-z, 0-9 and single inner hyphens, at most 80 bytes"});
  }
  return ids;
}

namespace {

std::optional<Record> load_from(const FileReader& disk, std::string folder, const std::string& id,
                                const std::string& file_name, Findings& findings) {
  Record record;
  record.id = id;
  record.folder = std::move(folder);
  record.file = record.folder + '/' + file_name;
  FileBytes file = disk.read(record.file, kLargestRecord);
  if (!file.ok()) {
    findings.add({FindingSeverity::error, "record-unreadable", whole(record.file), id,
                  "the record is " + std::string(describe(file.fault)),
                  file.fault == ReadFault::too_large
                      ? Sentence("a record may have at most 1 MiB; long texts go into files of their own")
                      : Sentence("each folder holds one {file}", {{"file", file_name}})});
    return std::nullopt;
  }
  record.bytes = std::move(file.bytes);
  Findings faults;
  SourceText source(record.file, record.bytes);
  auto document = parse_json(source, JsonLimits{}, faults);
  if (document && !document->is_object())
    faults.add({FindingSeverity::error, "record-form", source.whole_file(), id, "a record is one JSON object", {}});
  if (faults.has_errors() || !document) {
    for (Finding fault : faults.all()) {
      fault.listing = id;
      findings.add(std::move(fault));
    }
    return std::nullopt;
  }
  record.document = std::move(*document);

  const auto entries = disk.list(record.folder);
  for (const FolderEntry& entry : entries.value_or(std::vector<FolderEntry>{})) {
    if (entry.is_folder && entry.name == "draft") record.has_pending_edit = true;
    if (entry.is_folder || entry.is_other || entry.name == file_name) continue;
    if (auto text = text_file_name(entry.name))
      read_text(disk, record, std::move(*text), record.texts, findings);
    else
      record.files.push_back(entry.name);
  }
  return record;
}

}  // namespace

std::optional<Record> load_record(const FileReader& disk, const std::string& folder, const std::string& id,
                                  const std::string& file_name, Findings& findings) {
  return load_from(disk, folder + '/' + id, id, file_name, findings);
}

std::optional<Record> load_pending_edit(const FileReader& disk, const std::string& listing, Findings& findings) {
  return load_from(disk, "content/listings/" + listing + "/draft", listing, "listing.json", findings);
}

}  // namespace onshelf
