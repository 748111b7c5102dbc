// What is wrong in a text, before it is known which record and field it belongs to.
#pragma once

#include <cstddef>
#include <string>

namespace onshelf {

struct TextFault {
  std::string rule;        // stable: "text-control", "markdown-table"
  std::size_t line = 1;    // in the text, from 1
  std::size_t column = 1;  // in code points, from 1
  std::string message;     // one sentence; names a character by its number, never quotes the text
};

}  // namespace onshelf
