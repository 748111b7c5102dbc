#include "store/pack.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <random>
#include <system_error>

#include "text/content_hash.h"

namespace onshelf {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), "cannot use the cache: " + what);
}

}  // namespace

std::string pack_file(const std::string& folder, std::uint64_t pack) {
  return fmt::format("{}/{:016x}.pack", folder, pack);
}

std::optional<std::uint64_t> pack_number(const std::string& name) {
  std::uint64_t number = 0;
  const char* end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data(), end, number, 16);
  if (error != std::errc() || std::string_view(rest, static_cast<std::size_t>(end - rest)) != ".pack")
    return std::nullopt;
  return number;
}

PackWriter::~PackWriter() {
  if (file_ >= 0) close(file_);
}

void PackWriter::create() {
  std::random_device random;
  // (Fits SQLite's signed integers.)
  pack_ = ((std::uint64_t{random()} << 32) | random()) >> 1;
  const std::string path = pack_file(folder_, pack_);
  file_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file_ < 0) fail(path);
}

PackPlace PackWriter::append(std::string_view bytes) {
  if (file_ < 0) create();
  const PackPlace place{pack_, size_, bytes.size(), content_hash(bytes).low};
  while (!bytes.empty()) {
    const ssize_t put = write(file_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail(pack_file(folder_, pack_));
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  size_ += place.size;
  return place;
}

PackReader::~PackReader() {
  for (const auto& [pack, file] : files_) close(file.descriptor);
}

bool PackReader::open(const PackPlace& place) {
  if (place.size > kLargestPacked || place.offset > UINT64_MAX - place.size) return false;
  const std::uint64_t least_size = place.offset + place.size;
  auto known = files_.find(place.pack);
  if (known == files_.end()) {
    const int descriptor =
        ::open(pack_file(folder_, place.pack).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
      close(descriptor);
      return false;
    }
    known = files_.emplace(place.pack, File{descriptor, static_cast<std::uint64_t>(status.st_size)}).first;
  }
  if (known->second.size >= least_size) return true;
  // It may have grown since.
  struct stat status;
  if (fstat(known->second.descriptor, &status) != 0) return false;
  known->second.size = static_cast<std::uint64_t>(status.st_size);
  return known->second.size >= least_size;
}

std::string PackReader::read(const PackPlace& place) const {
  std::string bytes(place.size, '\0');
  std::size_t have = 0;
  const auto open = files_.find(place.pack);
  if (open == files_.end()) throw DamagedPack{};
  const int file = open->second.descriptor;
  while (have < bytes.size()) {
    const ssize_t got = pread(file, bytes.data() + have, bytes.size() - have, static_cast<off_t>(place.offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("a pack");
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  if (have < bytes.size() || content_hash(bytes).low != place.check) throw DamagedPack{};
  return bytes;
}

}  // namespace onshelf
