// Bounded reading of numbers from a file's bytes. Reading past the end gives 0; whoever needs to know asks has() first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace onshelf {

class ByteView {
 public:
  explicit ByteView(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  std::string_view bytes() const { return bytes_; }
  bool has(std::size_t at, std::size_t count) const { return at <= bytes_.size() && count <= bytes_.size() - at; }

  std::uint8_t u8(std::size_t at) const {
    return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : std::uint8_t{0};
  }
  std::uint16_t big16(std::size_t at) const { return static_cast<std::uint16_t>(u8(at) << 8 | u8(at + 1)); }
  std::uint16_t little16(std::size_t at) const { return static_cast<std::uint16_t>(u8(at + 1) << 8 | u8(at)); }
  std::uint32_t big32(std::size_t at) const { return std::uint32_t{big16(at)} << 16 | big16(at + 2); }
  std::uint32_t little32(std::size_t at) const { return std::uint32_t{little16(at + 2)} << 16 | little16(at); }

 private:
  std::string_view bytes_;
};

}  // namespace onshelf
