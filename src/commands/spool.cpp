#include "commands/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace onshelf {
namespace {

constexpr std::string_view kPrefix = "spool.";

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

std::string path_of(const std::string& folder, unsigned process) {
  return folder + '/' + std::string(kPrefix) + std::to_string(process);
}

// The spool files of a folder with their process numbers.
std::vector<std::pair<unsigned, std::filesystem::path>> spool_files(const std::string& folder) {
  std::vector<std::pair<unsigned, std::filesystem::path>> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    unsigned process = 0;
    const char* begin = name.data() + kPrefix.size();
    const char* end = name.data() + name.size();
    if (name.starts_with(kPrefix) && std::from_chars(begin, end, process).ptr == end)
      found.emplace_back(process, entry.path());
  }
  return found;
}

}  // namespace

SpoolWriter::SpoolWriter(const std::string& folder, unsigned process) : process_(process) {
  const std::string path = path_of(folder, process);
  file_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file_ < 0) fail(path);
}

SpoolWriter::~SpoolWriter() { close(file_); }

SpoolPlace SpoolWriter::append(std::string_view bytes) {
  const SpoolPlace place{process_, size_, bytes.size()};
  while (!bytes.empty()) {
    const ssize_t put = write(file_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail("spool");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  size_ += place.size;
  return place;
}

SpoolReader::SpoolReader(const std::string& folder) {
  for (const auto& [process, path] : spool_files(folder)) {
    if (files_.size() <= process) files_.resize(process + 1, -1);
    files_[process] = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (files_[process] < 0) fail(path.string());
    std::filesystem::remove(path);
  }
}

SpoolReader::~SpoolReader() {
  for (int file : files_)
    if (file >= 0) close(file);
}

std::string SpoolReader::read(const SpoolPlace& place) const {
  std::string bytes(place.size, '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got =
        pread(files_.at(place.file), bytes.data() + have, bytes.size() - have, static_cast<off_t>(place.offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("spool");
    if (got == 0) throw std::system_error(EIO, std::generic_category(), "spool ends early");
    have += static_cast<std::size_t>(got);
  }
  return bytes;
}

void clear_spool(const std::string& folder) {
  for (const auto& [process, path] : spool_files(folder)) std::filesystem::remove(path);
}

}  // namespace onshelf
