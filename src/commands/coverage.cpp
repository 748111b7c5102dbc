#include "commands/coverage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "words/words.h"

namespace onshelf {
namespace {

constexpr std::size_t kKeysNamed = 5;

unsigned percent_of_messages(const Site& site, LocaleIndex locale) {
  const std::size_t all = site.messages[site.default_locale].size();
  const std::size_t missing = std::min(all, missing_messages(site, locale).size());
  return percent_of(all - missing, all);
}

}  // namespace

std::string describe_coverage(const Site& site, const Coverage& coverage, const Reporter& reporter) {
  std::string lines;
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) {
    const TextCount& own = coverage.own[locale];
    const TextCount& wanted = coverage.wanted;
    const auto percent = [](std::uint64_t in_it, std::uint64_t of) { return std::to_string(percent_of(in_it, of)); };
    lines += reporter.said({"{locale}: {texts} % of all texts (names {names} %, summaries {summaries} %, descriptions "
                            "{details} %), {messages} % of the interface",
                            {{"locale", site.locales[locale].tag},
                             {"texts", percent(own.texts, wanted.texts)},
                             {"names", percent(own.names, wanted.names)},
                             {"summaries", percent(own.summaries, wanted.summaries)},
                             {"details", percent(own.details, wanted.details)},
                             {"messages", std::to_string(percent_of_messages(site, locale))}}}) +
             '\n';
  }
  return lines;
}

void report_coverage(const Site& site, const Coverage& coverage, Findings& findings) {
  for (LocaleIndex index = 0; index < site.locales.size(); ++index) {
    const Locale& locale = site.locales[index];
    const unsigned percent = percent_of(coverage.own[index].texts, coverage.wanted.texts);
    if (percent < locale.least_coverage)
      findings.add({FindingSeverity::error,
                    "coverage-low",
                    Place{"site/site.json", 0, 0, {}, 0, 0},
                    {},
                    {"{percent} % of the listings' texts are written in \"{locale}\"; the site wants {least} %",
                     {{"percent", std::to_string(percent)},
                      {"locale", locale.tag},
                      {"least", std::to_string(locale.least_coverage)}}},
                    "have them translated, or lower \"least_coverage\" of the locale"});
    std::vector<std::string> missing = missing_messages(site, index);
    if (missing.empty()) continue;
    const std::size_t count = missing.size();
    missing.resize(std::min(count, kKeysNamed));
    findings.add({FindingSeverity::warning,
                  "messages-incomplete",
                  Place{"site/messages/" + locale.tag + ".json", 0, 0, {}, 0, 0},
                  {},
                  {"{count} interface messages are missing in \"{locale}\", the first of them {keys}",
                   {{"count", std::to_string(count)},
                    {"locale", locale.tag},
                    {"keys", fmt::format("{}", fmt::join(missing, ", "))}}},
                  "readers see them in another language"});
  }
}

}  // namespace onshelf
