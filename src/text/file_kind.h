// What a file is, by its leading bytes; its name may say anything.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// "pdf", "zip", "rar", "ole" (Word and PowerPoint of old), "png", "jpeg", "gif", "webp", "svg", "bmp"; empty: none of these.
std::string_view file_kind(std::string_view bytes);

// What a file with this extension begins with, as above: "docx" is a "zip". Empty: not known.
std::string_view kind_of_extension(std::string_view extension);

// Lower case, without the dot; empty: none.
std::string extension_of(std::string_view name);

// Of a kind that icons have, and pictures in texts, by the name.
bool is_picture_name(std::string_view name);

}  // namespace onshelf
