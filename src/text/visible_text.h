// What a reader sees of a Markdown text, for counting.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// The text without its markup: no heading, list, quote, table and emphasis marks, no link targets, no pictures with their
// alternative texts, no HTML, references replaced, runs of white space one space. One linear pass with simple rules, not a
// parser: in odd nestings a mark may stay, a word is never lost. Never to be shown.
std::string visible_text(std::string_view markdown);

}  // namespace onshelf
