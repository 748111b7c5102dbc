#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "picture_files.h"
#include "render/icon/canvas.h"
#include "render/icon/icon.h"
#include "render/icon/linear_light.h"
#include "render/icon/palette.h"
#include "support/catch.h"

using namespace onshelf;
using namespace onshelf::test;

namespace {

IconFile made(const Pixels& master, const IconSpec& spec) {
  auto result = make_icon(master, spec);
  REQUIRE(std::holds_alternative<IconFile>(result));
  return std::get<IconFile>(std::move(result));
}

Pixels decoded(const IconFile& file) {
  auto result = decode_picture(file.bytes);
  REQUIRE(std::holds_alternative<Pixels>(result));
  return std::get<Pixels>(std::move(result));
}

PictureFault refused(const Pixels& master, const IconSpec& spec) {
  auto result = make_icon(master, spec);
  REQUIRE(std::holds_alternative<PictureFault>(result));
  return std::get<PictureFault>(std::move(result));
}

bool is_about(double value, double expected) { return std::abs(value - expected) < 1e-6; }

IconSpec square(std::uint16_t side) { return {.width = side, .height = side, .formats = {"png"}}; }

struct Box {
  std::uint32_t left, top, right, bottom;
  std::uint32_t width() const { return right - left + 1; }
  std::uint32_t height() const { return bottom - top + 1; }
};

// Of the pixels for which `is_part` holds; at least one must.
template <class IsPart>
Box box_of(const Pixels& pixels, IsPart is_part) {
  Box box{pixels.width, pixels.height, 0, 0};
  for (std::uint32_t y = 0; y < pixels.height; ++y) {
    for (std::uint32_t x = 0; x < pixels.width; ++x) {
      if (!is_part(pixel_at(pixels, x, y))) continue;
      box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x), std::max(box.bottom, y)};
    }
  }
  REQUIRE(box.left <= box.right);
  return box;
}

// A red disc in the middle, of the given share of the shorter side, on a ground.
Pixels disc(std::uint32_t width, std::uint32_t height, double share, const Rgba& ground) {
  const double radius = share * std::min(width, height) / 2.0;
  return painted(width, height, [=](auto x, auto y) {
    return std::hypot(x + 0.5 - width / 2.0, y + 0.5 - height / 2.0) <= radius ? Rgba{220, 0, 0, 255} : ground;
  });
}

constexpr Rgba kClear{0, 0, 0, 0}, kWhite{255, 255, 255, 255}, kBlue{20, 60, 200, 255};

bool is_red(const Rgba& colour) { return colour[3] > 128 && colour[0] > 128 && colour[1] < 100 && colour[2] < 100; }

}  // namespace

TEST_CASE("A picture is fitted and padded, never stretched") {
  struct Row {
    std::uint32_t width, height;  // master
    std::uint16_t icon_width, icon_height;
    double disc;  // expected diameter of a disc as wide as the master's shorter side
  };
  const Row rows[] = {
      {512, 512, 280, 280, 280}, {800, 200, 280, 280, 70},        {200, 800, 280, 280, 70}, {512, 512, 390, 260, 260},
      {900, 300, 390, 260, 130}, {300, 900, 390, 260, 260.0 / 3}, {1023, 1023, 96, 96, 96}, {2049, 1025, 320, 320, 160},
      {100, 100, 280, 280, 280}, {40, 40, 280, 280, 160},         {1, 1, 280, 280, 4},
  };
  for (const Row& row : rows) {
    CAPTURE(row.width, row.height, row.icon_width, row.icon_height);
    const Pixels icon = decoded(made(disc(row.width, row.height, 1.0, kClear),
                                     {.width = row.icon_width, .height = row.icon_height, .formats = {"png"}}));
    CHECK(icon.width == row.icon_width);
    CHECK(icon.height == row.icon_height);
    const Box box = box_of(icon, is_red);
    CHECK(std::abs(box.width() - row.disc) <= 1.5);
    CHECK(std::abs(box.height() - row.disc) <= 1.5);
    CHECK(std::abs(static_cast<double>(box.left + box.right + 1) - row.icon_width) <= 2.0);  // in the middle
    CHECK(std::abs(static_cast<double>(box.top + box.bottom + 1) - row.icon_height) <= 2.0);
  }
}

TEST_CASE("Very long pictures keep at least a line") {
  const Pixels line = painted(4096, 1, [](auto, auto) { return Rgba{220, 0, 0, 255}; });
  const Box across = box_of(decoded(made(line, square(96))), is_red);
  CHECK(across.width() == 96);
  CHECK(across.height() == 1);
  const Pixels pole = painted(1, 4096, [](auto, auto) { return Rgba{220, 0, 0, 255}; });
  CHECK(box_of(decoded(made(pole, square(96))), is_red).width() == 1);
}

TEST_CASE("Enlarging is limited and can be forbidden") {
  IconSpec spec = square(280);
  CHECK(is_about(icon_scale(512, 512, spec), 280.0 / 512));
  CHECK(is_about(icon_scale(140, 70, spec), 2.0));
  CHECK(is_about(icon_scale(16, 16, spec), kMostEnlarged));
  spec.enlarge = false;
  CHECK(is_about(icon_scale(140, 70, spec), 1.0));
  const Pixels small = disc(100, 100, 1.0, kClear);
  CHECK(box_of(decoded(made(small, spec)), is_red).width() == 100);
  // Pixel for pixel the same, in the middle.
  CHECK(pixel_at(decoded(made(small, spec)), 90 + 50, 90 + 50) == pixel_at(small, 50, 50));
}

TEST_CASE("A picture of the right size is passed on pixel for pixel") {
  const Pixels picture = noise(96, 96);
  CHECK(decoded(made(picture, square(96))).rgba == picture.rgba);
}

TEST_CASE("I4: colours hidden under full transparency are cleared") {
  const Pixels picture = painted(96, 96, [](auto x, auto) {
    return x < 48 ? Rgba{1, 2, 3, 255} : Rgba{'k', 'e', 'y', 0};
  });
  for (const std::uint16_t side : std::vector<std::uint16_t>{96, 48, 200}) {
    CAPTURE(side);
    const Pixels icon = decoded(made(picture, square(side)));
    CHECK(pixel_at(icon, side - 1u, 5) == kClear);
    const auto tint = [](const Rgba& pixel) { return pixel[3] == 0 && (pixel[0] | pixel[1] | pixel[2]) != 0; };
    std::size_t tinted = 0;
    for (std::uint32_t y = 0; y < side; ++y) {
      for (std::uint32_t x = 0; x < side; ++x) tinted += tint(pixel_at(icon, x, y)) ? 1u : 0u;
    }
    CHECK(tinted == 0);
  }
}

TEST_CASE("Resampling averages light, and invisible pixels have no say") {
  // Fine black and white lines are grey 188 from afar, not 128.
  const Pixels lines = painted(512, 512, [](auto x, auto) { return x % 2 == 0 ? kWhite : Rgba{0, 0, 0, 255}; });
  for (const std::uint16_t side : std::vector<std::uint16_t>{64, 96, 128}) {
    CAPTURE(side);
    CHECK(near(pixel_at(decoded(made(lines, square(side))), side / 2u, side / 2u), {188, 188, 188, 255}, 3));
  }
  // Red next to transparent black stays red up to its edge.
  const Pixels half = painted(512, 512, [](auto x, auto) { return x < 256 ? Rgba{255, 0, 0, 255} : kClear; });
  for (const std::uint16_t side : std::vector<std::uint16_t>{61, 96, 280, 320}) {
    CAPTURE(side);
    const Pixels icon = decoded(made(half, square(side)));
    for (std::uint32_t x = 0; x < side; ++x) {
      const Rgba pixel = pixel_at(icon, x, side / 2u);
      if (pixel[3] > 8) CHECK(near({pixel[0], pixel[1], pixel[2], 0}, {255, 0, 0, 0}, 3));
    }
  }
}

TEST_CASE("Flat colours survive scaling exactly") {
  for (const auto& [from, to] : {std::pair{512, 280}, {512, 96}, {1025, 96}, {60, 96}, {1500, 1000}}) {
    for (int value = 0; value < 256; value += 5) {
      const Rgba colour{static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(255 - value),
                        static_cast<std::uint8_t>(value / 2), 255};
      const auto side = static_cast<std::uint32_t>(from);
      if (value % 50 != 0 && side > 600) continue;
      const Pixels icon = decoded(
          made(painted(side, side, [&](auto, auto) { return colour; }), square(static_cast<std::uint16_t>(to))));
      CAPTURE(from, to, value);
      CHECK(pixel_at(icon, static_cast<std::uint32_t>(to) / 2, static_cast<std::uint32_t>(to) / 3) == colour);
    }
  }
}

TEST_CASE("Linear light and back is exact for every stored value") {
  const Pixels all = painted(256, 3, [](auto x, auto y) {
    const auto value = static_cast<std::uint8_t>(x);
    return Rgba{value, value, value, static_cast<std::uint8_t>(y == 0 ? 255 : y == 1 ? 40 : 1)};
  });
  CHECK(to_stored(reduce(all, 0)).rgba == all.rgba);
}

TEST_CASE("An odd side halves without moving the picture") {
  const Pixels odd = painted(5, 3, [](auto x, auto) { return x == 4 ? kWhite : Rgba{0, 0, 0, 255}; });
  for (const LinearPicture& half : {reduce(odd, 1), halve(reduce(odd, 0))}) {
    CHECK(half.width == 3);
    CHECK(half.height == 2);
    CHECK(is_about(half.covered_width, 5.0 / 6));
    CHECK(is_about(half.covered_height, 3.0 / 4));
    CHECK(is_about(half.rgba[4 * 2], 1.0));
    CHECK(is_about(half.rgba[4 * 1], 0.0));
  }
}

TEST_CASE("Padding and ground") {
  struct Row {
    const char* name;
    Pixels master;
    IconSpec spec;
    Rgba corner;
  };
  const IconSpec png = square(90);
  IconSpec flat_png = png;
  flat_png.flatten = true;
  IconSpec jpeg = png;
  jpeg.formats = {"jpeg"};
  constexpr Rgba kLightGrey{0xF5, 0xF5, 0xF5, 255}, kDarkGrey{0x26, 0x26, 0x2B, 255};
  const Pixels two_coloured = painted(200, 100, [](auto x, auto) { return x < 100 ? kBlue : kWhite; });
  const Pixels light_logo = disc(200, 100, 0.0, {250, 250, 250, 100});
  const Row rows[] = {
      {"png is padded with nothing", disc(200, 100, 0.8, kBlue), png, kClear},
      {"flat png continues the border", disc(200, 100, 0.8, kBlue), flat_png, kBlue},
      {"jpeg continues the border", disc(200, 100, 0.8, kBlue), jpeg, kBlue},
      {"a white border stays white", disc(200, 100, 0.8, kWhite), jpeg, kWhite},
      {"transparent picture on light grey, not on white", disc(200, 100, 0.8, kClear), jpeg, kLightGrey},
      {"light picture on dark grey", light_logo, flat_png, kDarkGrey},
      {"no one border colour", two_coloured, flat_png, kLightGrey},
      {"light, but opaque and of two colours",
       painted(200, 100,
               [](auto x, auto) {
                 return x < 100 ? kWhite : Rgba{230, 230, 230, 255};
               }),
       jpeg, kLightGrey},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Pixels icon = decoded(made(row.master, row.spec));
    for (const auto& [x, y] : {std::pair{0u, 0u}, {89u, 0u}, {0u, 89u}, {89u, 89u}}) {
      CHECK(near(pixel_at(icon, x, y), row.corner, 2));
    }
    if (row.corner[3] == 255) CHECK(is_opaque(icon));
  }
}

TEST_CASE("Border colour overlooks noise and a line across, nothing more") {
  struct Row {
    const char* name;
    Pixels picture;
    std::optional<Colour> expected;
  };
  const auto noisy = [](int spread) {
    return painted(20, 20, [=](auto x, auto y) {
      return Rgba{static_cast<std::uint8_t>(100 + ((x + y) % 2 == 0 ? 0 : spread)), 50, 50, 255};
    });
  };
  const auto striped = [](std::uint32_t width) {
    return painted(20, 20, [=](auto x, auto) { return x >= 5 && x < 5 + width ? Rgba{0, 0, 0, 255} : kBlue; });
  };
  const auto with_alpha = [](std::uint8_t corner) {
    return painted(20, 20, [=](auto x, auto y) { return Rgba{20, 60, 200, x + y == 0 ? corner : std::uint8_t{255}}; });
  };
  const Colour blue{20, 60, 200};
  const Row rows[] = {
      {"one colour", noisy(0), Colour{100, 50, 50}},
      {"noise", noisy(12), Colour{100, 50, 50}},
      {"two shades", noisy(60), std::nullopt},
      {"a line runs off the edge", striped(3), blue},
      {"a bar runs off the edge", striped(8), std::nullopt},
      {"opaque", with_alpha(255), blue},
      {"one pixel is not opaque", with_alpha(254), std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(border_colour(row.picture) == row.expected);
  }
  CHECK(border_colour(painted(1, 1, [](auto, auto) { return kBlue; })) == blue);
}

TEST_CASE("Flattening mixes stored values") {
  const Pixels half = painted(2, 1, [](auto x, auto) {
    return Rgba{0, 0, 0, static_cast<std::uint8_t>(x == 0 ? 128 : 0)};
  });
  const Pixels flat = flattened(half, {255, 255, 255});
  CHECK(pixel_at(flat, 0, 0) == Rgba{127, 127, 127, 255});
  CHECK(pixel_at(flat, 1, 0) == kWhite);
}

TEST_CASE("The byte budget falls back to JPEG where that is allowed") {
  const Pixels busy = noise(280, 280);
  IconSpec spec{.width = 280, .height = 280, .formats = {"gif", "jpeg", "png"}, .max_bytes = 50'000};
  const IconFile file = made(busy, spec);
  CHECK(file.extension == "jpg");
  CHECK(file.bytes.size() <= 50'000);
  CHECK(file.bytes.size() > 25'000);  // the quality did not fall further than needed
  CHECK(decoded(file).width == 280);

  spec.formats = {"png"};
  const PictureFault fault = refused(busy, spec);
  CHECK(fault.rule == "icon-bytes");
  CHECK(fault.message == "cannot be made into a 280 x 280 icon of at most 50000 bytes");

  spec.formats = {"jpeg"};
  CHECK(made(busy, spec).extension == "jpg");
  spec.max_bytes = 500;
  CHECK(refused(busy, spec).rule == "icon-bytes");

  spec.formats = {"gif"};
  CHECK(refused(busy, spec).rule == "icon-format");
  spec = square(280);
  spec.formats.clear();
  CHECK(made(busy, spec).extension == "png");
}

TEST_CASE("A drawing stays PNG within the budget") {
  IconSpec spec{.width = 280, .height = 280, .formats = {"jpeg", "png"}, .max_bytes = 50'000};
  const IconFile file = made(disc(512, 512, 0.9, kClear), spec);
  CHECK(file.extension == "png");
  CHECK(file.bytes.size() < 6'000);
  spec.max_bytes = file.bytes.size();
  CHECK(made(disc(512, 512, 0.9, kClear), spec).bytes == file.bytes);
}

TEST_CASE("Filters are tried when a picture needs them to fit") {
  // A gradient: incompressible without row filters, tiny with them.
  const Pixels gradient = painted(280, 280, [](auto x, auto y) {
    return Rgba{static_cast<std::uint8_t>(x * 7 + y * 3), static_cast<std::uint8_t>(x * 5 + y * 11),
                static_cast<std::uint8_t>(x * y / 16), 255};
  });
  const IconFile free_size = made(gradient, square(280));
  IconSpec spec = square(280);
  spec.max_bytes = free_size.bytes.size();
  CHECK(made(gradient, spec).extension == "png");
  CHECK(free_size.bytes.size() < 120'000);
}

TEST_CASE("Density is written where it is asked for") {
  const Pixels picture = disc(390, 260, 0.5, kBlue);
  IconSpec spec{.width = 390, .height = 260, .formats = {"png"}, .dpi = 72};
  const std::string png = made(picture, spec).bytes;
  CHECK(png_chunk_data(png, "pHYs") == std::string("\0\0\x0B\x13\0\0\x0B\x13\1", 9));  // 2835 a metre
  spec.formats = {"jpeg"};
  const std::string jpeg = made(picture, spec).bytes;
  CHECK(jpeg.substr(0, 20) == std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\1\0\x48\0\x48\0\0", 20));
  CHECK(decoded({jpeg, "jpg"}).width == 390);
  spec.dpi = 0;
  CHECK(made(picture, spec).bytes.substr(11, 7) == std::string("\1\1\0\0\1\0\1", 7));
}

TEST_CASE("Impossible sizes are faults") {
  const Pixels picture = quarters(10, 10);
  for (const auto& [width, height] : {std::pair{0, 10}, {10, 0}, {0, 0}, {4097, 10}, {10, 65535}}) {
    CHECK(refused(picture, {.width = static_cast<std::uint16_t>(width), .height = static_cast<std::uint16_t>(height)})
              .rule == "icon-size");
  }
}

TEST_CASE("I5: the same pixels make the same bytes, whatever else is made with them") {
  const Pixels picture = disc(1025, 700, 0.9, {10, 200, 100, 128});
  const std::vector<std::uint16_t> sides{96, 280, 192, 320, 24, 600};
  IconScaler forwards(picture), backwards(picture);
  std::vector<std::string> first, second;
  for (auto side = sides.begin(); side != sides.end(); ++side)
    first.push_back(std::get<IconFile>(forwards.make(square(*side))).bytes);
  for (auto side = sides.rbegin(); side != sides.rend(); ++side)
    second.push_back(std::get<IconFile>(backwards.make(square(*side))).bytes);
  std::reverse(second.begin(), second.end());
  CHECK(first == second);
  for (std::size_t i = 0; i < sides.size(); ++i) CHECK(made(picture, square(sides[i])).bytes == first[i]);
}

TEST_CASE("Few colours become a palette without loss") {
  const auto colours = [](std::uint32_t count) {
    return painted(32, 32, [=](auto x, auto y) {
      const std::uint32_t number = std::min(y * 32 + x, count - 1);
      return Rgba{static_cast<std::uint8_t>(number & 0xFF), static_cast<std::uint8_t>(number >> 8), 7,
                  static_cast<std::uint8_t>(number % 3 == 0 ? 200 : 255)};
    });
  };
  const Pixels exactly = colours(256);
  const IconFile file = made(exactly, square(32));
  CHECK(png_chunks(file.bytes) == std::vector<std::string>{"IHDR", "PLTE", "tRNS", "IDAT", "IEND"});
  CHECK(decoded(file).rgba == exactly.rgba);
  const Pixels too_many = colours(257);
  CHECK_FALSE(as_palette(too_many).has_value());
  CHECK(decoded(made(too_many, square(32))).rgba == too_many.rgba);
}
