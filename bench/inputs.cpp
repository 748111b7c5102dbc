// inputs stat|read SITE: what finding out about changes cannot do without: lists every folder below content/ and site/, and asks
// for the size and times of every file, or reads it; nothing else. Prints how many there were.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::size_t files = 0, bytes = 0;

void read_all(int in, const char* name, std::vector<char>& buffer) {
  const int file = openat(in, name, O_RDONLY);
  ssize_t got;
  while ((got = read(file, buffer.data(), buffer.size())) > 0) bytes += static_cast<std::size_t>(got);
  close(file);
}

void walk(int in, const char* name, bool reads, std::vector<char>& buffer) {
  DIR* folder = fdopendir(openat(in, name, O_RDONLY | O_DIRECTORY));
  if (!folder) return;
  while (const dirent* entry = readdir(folder)) {
    if (entry->d_name[0] == '.') continue;
    if (entry->d_type == DT_DIR) {
      walk(dirfd(folder), entry->d_name, reads, buffer);
      continue;
    }
    ++files;
    if (reads) {
      read_all(dirfd(folder), entry->d_name, buffer);
    } else {
      struct stat status;
      fstatat(dirfd(folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW);
      bytes += static_cast<std::size_t>(status.st_size);
    }
  }
  closedir(folder);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  std::vector<char> buffer(1 << 20);
  const std::string site = arguments[2];
  for (const char* part : {"/content", "/site"})
    walk(AT_FDCWD, (site + part).c_str(), std::string_view(arguments[1]) == "read", buffer);
  std::printf("%zu files, %zu bytes\n", files, bytes);
}
