// Sellers' pictures in, icon files of our own out. Nothing of the seller's file but its pixels gets through.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "render/icon/linear_light.h"
#include "render/icon/pixels.h"

namespace onshelf {

constexpr std::size_t kMostMasterBytes = 8u << 20;
constexpr std::uint32_t kMostMasterSide = 4096;
constexpr std::uint64_t kMostMasterPixels = 16u << 20;

// How many times its size a picture is enlarged at most to fill an icon; a smaller one stands in the middle of padding.
constexpr double kMostEnlarged = 4.0;

enum class PictureFormat : std::uint8_t { png, jpeg, gif };

struct PictureHeader {
  PictureFormat format = PictureFormat::png;
  std::uint32_t width = 0;  // as stored: an EXIF orientation may still swap them
  std::uint32_t height = 0;
  bool animated_hint = false;  // more than one frame is announced; only the first becomes an icon
  bool is_deep = false;        // 16 bits a channel

  // What decoding it costs, in pixels of 8 bits a channel.
  std::uint64_t cost() const { return std::uint64_t{width} * height * (is_deep ? 2 : 1); }
};

// Why a picture is not taken, or an icon not made. The message goes on from the file's name: "logo.png" "is empty".
struct PictureFault {
  std::string rule;  // picture-format, picture-bytes, picture-size, picture-damaged; icon-size, icon-format, icon-bytes
  std::string message;
  std::string hint;
};

// Judges by content, never by name: the kind from the leading bytes, the size from the header. Decodes nothing.
std::variant<PictureHeader, PictureFault> read_picture_header(std::string_view bytes);

// The whole picture, upright, as straight RGBA. A file that is damaged or cut short anywhere is a fault.
// Grey, palette, 16-bit, interlaced and CMYK pictures are converted; colour profiles are ignored. A JPEG that would take
// more than 128 MiB comes at half its size.
std::variant<Pixels, PictureFault> decode_picture(std::string_view bytes);

struct IconSpec {
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  std::vector<std::string> formats{};  // allowed: "png", "jpeg", "gif"; empty: any. GIF is never written
  std::uint64_t max_bytes = 0;         // 0: no limit
  std::uint16_t dpi = 0;               // 0: none written
  bool flatten = false;                // no transparency allowed
  bool enlarge = true;                 // false: a picture smaller than the icon keeps its size, padded all round
};

struct IconFile {
  std::string bytes;
  std::string extension;  // "png" or "jpg"
};

// How much a picture of this size is scaled to fit; above 1 it is enlarged, which a platform's reviewer may notice.
// Never stretched: one factor for both directions, the rest is padding.
double icon_scale(std::uint32_t width, std::uint32_t height, const IconSpec& spec);

// Makes several icons of one picture and reduces a large master only once. An icon's bytes depend on the picture and
// its own specification, not on what else was made.
class IconScaler {
 public:
  // Keeps a reference: the picture must outlive the scaler.
  explicit IconScaler(const Pixels& master);

  // PNG where the specification allows it and the budget can be met, otherwise JPEG; a fault when neither will do.
  // Padding is transparent in a PNG. Without transparency it takes the colour of the picture's border where that is one
  // opaque colour, else a grey that the picture stands out from: one platform refuses pure white.
  std::variant<IconFile, PictureFault> make(const IconSpec& spec);

 private:
  Pixels fitted(std::uint32_t width, std::uint32_t height);
  const LinearPicture& reduced(unsigned halvings);

  const Pixels& master_;
  std::optional<std::array<std::uint8_t, 3>> border_;  // its one opaque colour
  std::map<unsigned, LinearPicture> reduced_;          // by number of halvings
};

std::variant<IconFile, PictureFault> make_icon(const Pixels& master, const IconSpec& spec);

}  // namespace onshelf
