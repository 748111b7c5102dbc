#include "model/file_reader.h"

#include <utility>

namespace onshelf {

FolderRead FileReader::read_folder(std::string_view folder, std::size_t limit, const WantFile& want,
                                   const SeeEntry& see) const {
  const auto stamp_before = stamp(folder);
  const auto entries = list(folder);
  if (!entries) return {};
  for (const FolderEntry& entry : *entries) {
    std::optional<FileBytes> file;
    if (!entry.is_folder && !entry.is_other && want(entry.name))
      file = read(std::string(folder) + '/' + entry.name, limit);
    if (!see(entry, std::move(file))) return {true, {}};
  }
  return {true, stamp_before};
}

std::string_view describe(ReadFault fault) {
  switch (fault) {
    case ReadFault::none:
      return "readable";
    case ReadFault::missing:
      return "missing";
    case ReadFault::not_regular:
      return "a link, one of several hard links, or no regular file";
    case ReadFault::too_large:
      return "too large";
    case ReadFault::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

}  // namespace onshelf
