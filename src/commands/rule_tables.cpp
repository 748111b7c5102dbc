#include "commands/rule_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "commands/rule_words.h"

namespace onshelf {
namespace {

std::string names_cell(const FieldSpec& field) {
  std::string text = '`' + field.key + '`';
  if (!field.native.empty())
    text += fmt::format(" ({})", markdown_cell(fmt::format("{}", fmt::join(field.native, ", "))));
  return text;
}

void add_sources(const ProductType& type, std::string& text) {
  text += "\nSources:\n\n";
  for (const RuleSource& source : type.sources) {
    const std::string title = markdown_cell(source.title);
    text += fmt::format("- `{}` {}, {}; read on {}{}\n", source.key,
                        source.url.empty() ? title : fmt::format("[{}]({})", title, source.url),
                        markdown_cell(source.publisher), source.retrieved,
                        source.confidence.empty() ? "" : "; confidence: " + source.confidence);
  }
}

void add_statuses(const ProductType& type, std::string& text) {
  if (type.statuses.empty()) return;
  text += "\n| status | the platform's words | published |\n|---|---|---|\n";
  for (const StatusValue& status : type.statuses)
    text +=
        fmt::format("| `{}` | {} | {} |\n", status.token,
                    markdown_cell(fmt::format("{}", fmt::join(status.native, ", "))), status.publish ? "yes" : "no");
  const VisibilityFlag& flag = type.visibility;
  if (flag.field.empty()) return;
  text += fmt::format("\nVisibility: `{}` ({}). Shown with {}; hidden with {}, and then {}.\n", flag.field, flag.rule,
                      markdown_cell(fmt::format("{}", fmt::join(flag.listed, ", "))),
                      markdown_cell(fmt::format("{}", fmt::join(flag.unlisted, ", "))),
                      flag.hidden_has_page ? "only who knows its address finds the page" : "there is no page");
}

void add_rules(const ProductType& type, std::string& text) {
  text +=
      "\n| rule | field (the platform's names) | what it asks | required | limit | where shown | source |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const FieldSpec& field : type.fields)
    text += fmt::format("| {} | {} | {} | {} | {} | {} | `{}` |\n", field.rule, names_cell(field),
                        markdown_cell(field.says), markdown_cell(required_in_words(field)),
                        markdown_cell(limits_in_words(field)), shown_in_words(field.display), field.source);
}

void add_advice(const ProductType& type, std::string& text) {
  if (type.advisory.empty()) return;
  text +=
      "\nAdvice: current public rules beyond those documents. They only ever warn.\n\n"
      "| rule | field | what it asks | limit | source | read on | confidence |\n|---|---|---|---|---|---|---|\n";
  for (const FieldSpec& advice : type.advisory) {
    const RuleSource* source = find_source(type, advice.source);
    text += fmt::format("| {} | `{}` | {} | {} | `{}` | {} | {} |\n", advice.rule, advice.key,
                        markdown_cell(advice.says), markdown_cell(limits_in_words(advice)), advice.source,
                        source ? source->retrieved : "", source ? source->confidence : "");
  }
}

}  // namespace

std::string markdown_cell(const std::string& text) {
  std::string safe;
  for (char c : text) {
    if (std::string_view("|\\<>*_`[]#~").find(c) != std::string_view::npos) safe += '\\';
    safe += c;
  }
  return safe;
}

std::string rule_table(const ProductType& type) {
  std::string text = fmt::format("## {}: {} (`{}`)\n", markdown_cell(any_text(type.platform_name)),
                                 markdown_cell(any_text(type.name)), type.id);
  text += fmt::format("\nMade from `{}`.\n", type.file);
  add_statuses(type, text);
  add_rules(type, text);
  add_advice(type, text);
  add_sources(type, text);
  return text;
}

std::string rule_tables(const Site& site) {
  std::string text =
      "# What each platform asks\n\n"
      "Made from the platform files by `onshelf schema --markdown`; change those, not this page. A field may be given "
      "under its\n"
      "canonical name or any of the platform's own. Numbers of bytes are what a file must stay within; what a limit "
      "counts is its\n"
      "unit. `onshelf explain LISTING FIELD` says the same about one field of one listing.\n";
  for (const ProductType& type : site.types) text += '\n' + rule_table(type);
  return text;
}

}  // namespace onshelf
