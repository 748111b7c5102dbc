#include "write/precompress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace onshelf {
namespace {

// The strongest: half a millisecond a page.
constexpr int kGzipLevel = 9;
// Half a millisecond a page. 9 takes eight for the same size, 11 takes thirty for a tenth less.
constexpr int kBrotliQuality = 6;

constexpr std::string_view kPackedKinds[] = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt"};

std::string gzip(std::string_view bytes) {
  constexpr int kWindow = 15, kGzipHeader = 16, kMemory = 9;
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kWindow + kGzipHeader, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int end = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END) out.clear();
  return out;
}

std::string brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const bool done = BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                          reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE;
  out.resize(done ? size : 0);
  return out;
}

}  // namespace

bool is_worth_packing(std::string_view path) {
  if (path.starts_with("media/")) return false;
  return std::any_of(std::begin(kPackedKinds), std::end(kPackedKinds),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

std::string_view ending_of(Packing packing) { return packing == Packing::gzip ? ".gz" : ".br"; }

std::optional<std::string> packed(Packing packing, std::string_view bytes) {
  constexpr std::size_t kLargest = std::numeric_limits<uInt>::max() / 2;
  if (bytes.empty() || bytes.size() > kLargest) return std::nullopt;
  std::string out = packing == Packing::gzip ? gzip(bytes) : brotli(bytes);
  if (out.empty() || out.size() >= bytes.size()) return std::nullopt;
  return out;
}

}  // namespace onshelf
