// The one home of zlib in an audit.
#include "audit/unpack.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

namespace onshelf::audit {
namespace {

constexpr std::size_t kMostUnpacked = std::size_t{256} << 20;

// 15 bits of window, then how zlib is told what stands around the data.
constexpr int kZlib = 15, kGzip = 15 + 16, kBare = -15;

struct Stream {
  int kind = kZlib;
  std::size_t begin = 0;
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

// What begins at `at`, judged by its first bytes.
std::optional<Stream> stream_at(std::string_view bytes, std::size_t at) {
  const unsigned first = byte_at(bytes, at), second = byte_at(bytes, at + 1);
  if (first == 0x1F && second == 0x8B && byte_at(bytes, at + 2) == 8) return Stream{kGzip, at};
  // A header of zlib is a multiple of 31; these four are the ones that compressors write.
  if (first == 0x78 && (second == 0x01 || second == 0x5E || second == 0x9C || second == 0xDA)) return Stream{kZlib, at};
  if (bytes.substr(at, 4) == "PK\x03\x04" && byte_at(bytes, at + 8) == 8) {
    const std::size_t name = byte_at(bytes, at + 26) | byte_at(bytes, at + 27) << 8;
    const std::size_t extra = byte_at(bytes, at + 28) | byte_at(bytes, at + 29) << 8;
    return Stream{kBare, at + 30 + name + extra};
  }
  return std::nullopt;
}

// How many bytes of `packed` were used; 0: it was no such stream.
std::size_t inflate_into(std::string_view packed, int kind, std::size_t most, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, kind) != Z_OK) return 0;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), std::numeric_limits<uInt>::max()));
  char chunk[1 << 16];
  int result = Z_OK;
  while (result == Z_OK && out.size() < most) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk);
    stream.avail_out = sizeof chunk;
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(chunk, sizeof chunk - stream.avail_out);
  }
  const std::size_t used = packed.size() - stream.avail_in;
  inflateEnd(&stream);
  return out.empty() ? 0 : result == Z_STREAM_END ? used : 2;
}

}  // namespace

void unpack_all(std::string_view bytes, const std::function<void(std::size_t, std::string_view)>& visit) {
  std::size_t left = kMostUnpacked;
  for (std::size_t at = bytes.find_first_of("\x1F\x78P"); at != std::string_view::npos && left > 0;) {
    std::size_t next = at + 1;
    const auto stream = stream_at(bytes, at);
    if (stream && stream->begin < bytes.size()) {
      std::string unpacked;
      const std::size_t used = inflate_into(bytes.substr(stream->begin), stream->kind, left, unpacked);
      if (used > 0) {
        left -= std::min(left, unpacked.size());
        visit(at, unpacked);
        next = stream->begin + used;
      }
    }
    at = bytes.find_first_of("\x1F\x78P", next);
  }
}

}  // namespace onshelf::audit
