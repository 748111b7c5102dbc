// The folders of sorted paths, each once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace onshelf {

class FolderWalk {
 public:
  // Calls use(folder, is_lone) for each folder that `path` is in and the path before was not, outer ones first; the output folder itself
  // is not among them. `next` is the path after it, empty at the end. Lone is a folder that holds this file only, as most pages'.
  template <class Use>
  void step(std::string_view path, std::string_view next, Use use) {
    const std::string_view in = path.substr(0, path.rfind('/') + 1);
    if (in == folder_) return;
    // Sorted as they are, a folder's paths stand together: only those that the path before was not in are new.
    const auto shared = static_cast<std::size_t>(
        std::mismatch(in.begin(), in.end(), folder_.begin(), folder_.end()).first - in.begin());
    for (std::size_t end = in.find('/', shared); end != std::string_view::npos; end = in.find('/', end + 1))
      use(in.substr(0, end), end + 1 == in.size() && !next.starts_with(in));
    folder_ = in;
  }

 private:
  std::string_view folder_;  // of the path before, with its slash
};

}  // namespace onshelf
