// What a text may show or link of its listing's own files.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "render/link_target.h"

namespace onshelf {

// A picture made for pages. Its size is told so that the text does not jump when the picture comes.
struct PublishedPicture {
  std::string url;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

// Both are asked by the file's name and give nothing for files that are not published. Unset: there are none.
struct OwnFiles {
  std::function<std::optional<std::string>(std::string_view file)> file;  // for links: the file's address
  std::function<std::optional<PublishedPicture>(std::string_view file)> picture;

  // Of an address as a text writes it: "user%20guide.pdf".
  std::optional<LinkTarget> link(std::string_view written) const {
    const auto name = file ? linked_file_name(written) : std::nullopt;
    const auto url = name ? file(*name) : std::nullopt;
    return url ? LinkTarget::published(*url) : std::nullopt;
  }
  std::optional<PublishedPicture> shown(std::string_view written) const {
    const auto name = picture ? linked_file_name(written) : std::nullopt;
    auto found = name ? picture(*name) : std::nullopt;
    if (found && !LinkTarget::published(found->url)) found.reset();
    return found;
  }
};

}  // namespace onshelf
