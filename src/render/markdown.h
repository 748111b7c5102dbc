// A seller's Markdown (GitHub flavour: tables, strikethrough with two tildes, task lists, bare addresses) as clean HTML.
#pragma once

#include <string>
#include <string_view>

#include "render/clean_text.h"
#include "render/markdown_limits.h"
#include "render/own_files.h"

namespace onshelf {

struct MarkdownOptions {
  int first_heading = 3;  // level of the text's own top headings; the page has those above
  OwnFiles own_files;
  bool is_pseudo = false;  // its words are changed to the pseudo language
  MarkdownLimits limits;
};

// Raw HTML is dropped. Links lead where LinkTarget allows, everything else keeps its text only. Pictures come from the
// listing's own files alone. No id, class or name comes from the text. Rules of faults that refuse: see
// markdown_limits.h, and markdown-output; of the others: markdown-link, markdown-image, markdown-html.
CleanText render_markdown(std::string_view source, const MarkdownOptions& options);

// The words of the text on one line, for summaries: no code blocks, tables, pictures or HTML. Empty when the text is over a
// limit. Not escaped.
std::string plain_text_of(std::string_view source, const MarkdownLimits& limits = {});

}  // namespace onshelf
