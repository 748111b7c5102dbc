// Platform files as a document for sellers.
#pragma once

#include <string>

#include "model/site.h"

namespace onshelf {

// docs/platforms.md: every rule of every product type in tables, GitHub-flavoured Markdown.
std::string rule_tables(const Site& site);
// The chapter of one.
std::string rule_table(const ProductType& type);

// A text as it may stand in a cell of a table: no pipe ends it, nothing in it is markup.
std::string markdown_cell(const std::string& text);

}  // namespace onshelf
