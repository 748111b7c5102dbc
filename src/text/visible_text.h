// What a reader sees of a Markdown or HTML text, for counting.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// The text without its markup: no heading, list, quote, table and emphasis marks, no link targets, no pictures with their
// alternative texts, no HTML, references replaced, runs of white space one space. One linear pass with simple rules, not a
// parser: in odd nestings a mark may stay, a word is never lost. Never to be shown.
// With `enough`, the scan may stop at the end of a line once it has so many bytes, marks that it takes out at the end
// included: the answer is then a beginning of the whole one.
std::string visible_text(std::string_view markdown, std::size_t enough = std::string_view::npos);

// The same of HTML: what stands between tags and comments, without scripts and styles.
std::string visible_text_of_html(std::string_view html);

}  // namespace onshelf
