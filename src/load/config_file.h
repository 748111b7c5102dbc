// One configuration file: read, parsed and held against its schema.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "findings/source_text.h"
#include "model/file_reader.h"
#include "model/json_value.h"
#include "model/localized.h"
#include "model/site.h"

namespace onshelf {

// The site's own folder first, then the installed defaults.
struct SiteFiles {
  const FileReader& own;
  const FileReader& defaults;

  // From the first that has it.
  FileBytes read(std::string_view path) const;
  // File names of both, sorted, each once.
  std::vector<std::string> list(std::string_view folder) const;
};

struct ConfigFile {
  std::unique_ptr<std::string> bytes;  // `source` views them
  SourceText source;
  JsonValue document;
};

// Who may offer a file. The settings and categories of the program's own demo must never stand in for a site's.
enum class OfferedBy : std::uint8_t { site, site_or_defaults };

// Nothing, and findings, when the file is missing, is no strict JSON or does not match site/schemas/<schema>.
std::optional<ConfigFile> load_config(const SiteFiles& files, const std::string& path, const std::string& schema,
                                      Findings& findings, OfferedBy by = OfferedBy::site_or_defaults);

// {"en": "...", "zh-CN": "..."} for the languages of the site. Other languages are left out: a platform file serves many sites. A locale
// that is not named takes the text of its language in its script: "de-AT" that of "de", "zh-HK" that of "zh-TW".
LocalizedText localized_text(const JsonValue* value, const std::vector<Locale>& locales);

// Members that the schema made sure of; the empty value when an optional one is absent.
std::string text_member(const JsonValue& object, std::string_view key);
std::vector<std::string> text_items(const JsonValue* array);
std::uint64_t number_member(const JsonValue& object, std::string_view key, std::uint64_t otherwise);
bool flag_member(const JsonValue& object, std::string_view key, bool otherwise);

}  // namespace onshelf
