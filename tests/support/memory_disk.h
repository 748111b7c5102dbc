// A disk in memory: what a test wrote into it, and a log of what was read.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/file_reader.h"

namespace onshelf {

class MemoryDisk : public FileReader {
 public:
  MemoryDisk() = default;
  MemoryDisk(std::initializer_list<std::pair<const std::string, std::string>> files) : files_(files) {}

  void put(const std::string& path, std::string bytes) { files_[path] = std::move(bytes); }
  void remove(const std::string& path) { files_.erase(path); }
  const std::vector<std::string>& log() const { return log_; }

  FileBytes read(std::string_view path, std::size_t limit) const override {
    log_.emplace_back(path);
    const auto found = files_.find(std::string(path));
    if (found == files_.end()) return {{}, ReadFault::missing};
    if (found->second.size() > limit) return {{}, ReadFault::too_large};
    return {found->second, ReadFault::none};
  }

  FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const override {
    FileBytes file = read(path, static_cast<std::size_t>(limit));
    const std::uint64_t size = file.bytes.size();
    file.bytes.resize(std::min<std::size_t>(most, file.bytes.size()));
    return {std::move(file.bytes), size, file.fault};
  }

  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override {
    log_.emplace_back(folder);
    const std::string prefix = folder.empty() ? "" : std::string(folder) + '/';
    std::set<std::pair<std::string, bool>> entries;
    for (const auto& [path, unused] : files_) {
      if (!path.starts_with(prefix)) continue;
      const std::string rest = path.substr(prefix.size());
      entries.emplace(rest.substr(0, rest.find('/')), rest.find('/') != std::string::npos);
    }
    if (entries.empty()) return std::nullopt;
    std::vector<FolderEntry> result;
    for (const auto& [name, is_folder] : entries) result.push_back({name, is_folder});
    return result;
  }

 private:
  std::map<std::string, std::string> files_;
  mutable std::vector<std::string> log_;
};

}  // namespace onshelf
