// Any bytes as a PNG: as they are, and with every chunk's checksum set right, so that more than checksums is tried.
#include <zlib.h>

#include "picture_round.h"

namespace {

std::uint32_t big32(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string with_right_checksums(std::string file) {
  for (std::size_t at = 8; file.size() >= 12 && at <= file.size() - 12;) {
    const std::size_t length = big32(file, at);
    if (length > file.size() - 12 - at) break;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(file.data() + at + 4), static_cast<uInt>(length + 4));
    for (std::size_t i = 0; i < 4; ++i)
      file[at + 8 + length + i] = static_cast<char>(static_cast<std::uint8_t>(sum >> (24 - 8 * i)));
    at += 12 + length;
  }
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = onshelf::fuzz::bytes_of(data, size);
  onshelf::fuzz::run_picture(bytes);
  onshelf::fuzz::run_picture(with_right_checksums(std::string(bytes)));
  return 0;
}
