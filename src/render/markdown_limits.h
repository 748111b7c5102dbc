// What a Markdown text may cost, judged on its bytes before a parser sees it: a few kilobytes of table or of one long link
// used often would otherwise take seconds and gigabytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/text_fault.h"

namespace onshelf {

struct MarkdownLimits {
  std::size_t most_bytes = 200u << 10;
  std::size_t most_output = 2u << 20;
  std::size_t most_table_columns = 100;
  std::size_t most_table_cells = 20000;  // columns times following lines, of all tables
  std::size_t most_delimiter_rows = 200;
  std::size_t most_definitions = 1000;
  std::size_t most_link_target = 2048;          // bytes
  std::size_t most_repeated_target = 8u << 20;  // longest definition times brackets that could use it
  std::size_t most_depth = 100;                 // brackets, quotes, lists
  // The parser is quadratic in some shapes. These keep the product small; texts written for people never come near.
  std::size_t most_html_openers = 500;         // "<!" and "<?": each may search the whole text for its end
  std::size_t most_address_work = 8u << 20;    // "://" and "www." in one word times its length
  std::size_t most_mail_work = 64u << 20;      // "@" in lines without a blank one between them, times their length
  std::size_t most_pipe_work = 64u << 20;      // squares of the "|" in the lines of tables
  std::size_t most_delimiter_work = 1u << 30;  // square of the bytes between a blank line and a delimiter row
};

// What of GitHub's flavour a text may have, by its signs. Where they are looked for, they are not missed; they may turn out to be
// something else.
struct MarkdownSigns {
  bool table = false, strikethrough = false, task = false;
  bool address = false;    // one that stands in the text
  bool target = false;     // "://" where a link's target is expected
  bool character = false;  // one by its name or number, as "&commat;" for "@"
};

struct MarkdownJudgement {
  std::optional<TextFault> fault;
  MarkdownSigns signs;  // of a text without fault
};

// The first limit the text is over. Errs on the strict side: code that looks like such a table counts as one. Linear.
// Rules: markdown-too-large, markdown-encoding, markdown-table, markdown-definitions, markdown-link-target, markdown-depth, markdown-html-openers,
// markdown-addresses.
MarkdownJudgement judge_markdown(std::string_view source, const MarkdownLimits& limits);

}  // namespace onshelf
