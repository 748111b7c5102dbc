// Files that only grow: where what was made of the records waits for its pages, in this build and the next ones.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "model/pack_place.h"

namespace onshelf {

// One process's end: appends. The file is made when there is something to put into it.
class PackWriter {
 public:
  explicit PackWriter(std::string folder) : folder_(std::move(folder)) {}
  PackWriter(const PackWriter&) = delete;
  PackWriter& operator=(const PackWriter&) = delete;
  ~PackWriter();

  // Throws std::system_error.
  PackPlace append(std::string_view bytes);

 private:
  void create();

  std::string folder_;
  int file_ = -1;
  std::uint64_t pack_ = 0, size_ = 0;
};

// A listing's pages, media and words together are never as large: what an answer of a worker may be.
constexpr std::uint64_t kLargestPacked = std::uint64_t{1} << 30;

// What was put into a pack is not there any more: the store is to be thrown away.
struct DamagedPack : std::runtime_error {
  DamagedPack() : std::runtime_error("a pack of the cache is damaged") {}
};

// The other end.
class PackReader {
 public:
  explicit PackReader(std::string folder) : folder_(std::move(folder)) {}
  PackReader(const PackReader&) = delete;
  PackReader& operator=(const PackReader&) = delete;
  ~PackReader();

  // Opens the pack of what will be read, so that nobody can take it away meanwhile. False: it is not there or shorter than
  // the place says, or nothing is as large.
  bool open(const PackPlace& place);
  // Only of packs that are open. Throws DamagedPack, std::system_error.
  std::string read(const PackPlace& place) const;

 private:
  struct File {
    int descriptor;
    std::uint64_t size;
  };
  std::string folder_;
  std::map<std::uint64_t, File> files_;
};

std::string pack_file(const std::string& folder, std::uint64_t pack);
// The number of a file of that name; nothing: it is no pack.
std::optional<std::uint64_t> pack_number(const std::string& name);

}  // namespace onshelf
