#include "load/translations.h"

#include <algorithm>

#include "load/config_file.h"

namespace onshelf {
namespace {

constexpr std::string_view kPrefix = "findings.";
constexpr std::string_view kRulePrefix = "rules.";  // what the platform files say, with the English sentence as the key
constexpr std::string_view kSuffix = ".json";

bool is_tag(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// What may be asked for, for the hint.
std::string known_languages(const SiteFiles& files) {
  std::string known = "en";
  for (const std::string& name : files.list("site/messages"))
    if (name.starts_with(kPrefix) && name.ends_with(kSuffix) && name.size() > kPrefix.size() + kSuffix.size())
      known += ", " + name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
  return known;
}

// False when neither has the file.
bool read_language(const SiteFiles& files, const std::string& path, Translations& translations, Findings& findings) {
  bool is_there = false;
  for (const FileReader* reader : {&files.defaults, &files.own}) {
    if (reader->read(path, 1).fault == ReadFault::missing) continue;
    is_there = true;
    const SiteFiles only{*reader, files.defaults};
    const auto file = load_config(only, path, "messages.schema.json", findings, OfferedBy::site);
    if (!file) continue;
    for (const JsonMember& member : file->document.members)
      if (member.value.is_string() && !member.value.text.empty())
        translations.insert_or_assign(member.key, member.value.text);
  }
  return is_there;
}

}  // namespace

std::optional<Translations> load_translations(const FileReader& own, const FileReader& defaults,
                                              const std::string& language, Findings& findings) {
  const SiteFiles files{own, defaults};
  Translations translations;
  const std::size_t errors_before = findings.count(FindingSeverity::error);
  for (std::string tag = is_tag(language) ? language : std::string(); !tag.empty();) {
    const auto path = [&](std::string_view prefix) {
      return "site/messages/" + std::string(prefix) + tag + std::string(kSuffix);
    };
    const bool is_there = read_language(files, path(kPrefix), translations, findings);
    if (is_there) read_language(files, path(kRulePrefix), translations, findings);
    if (findings.count(FindingSeverity::error) > errors_before) return std::nullopt;
    if (is_there || tag == "en") return translations;
    const auto hyphen = tag.rfind('-');
    tag.resize(hyphen == std::string::npos ? 0 : hyphen);
  }
  findings.add({FindingSeverity::error,
                "findings-language",
                Place{"site/messages", 0, 0, {}, 0, 0},
                {},
                {"findings are not known in the language \"{language}\"", {{"language", language}}},
                {"known are: {languages}", {{"languages", known_languages(files)}}}});
  return std::nullopt;
}

}  // namespace onshelf
