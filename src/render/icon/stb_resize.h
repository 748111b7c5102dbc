// stb's resampler, whichever version the system packages: stb_image_resize.h (1) or stb_image_resize2.h (2).
// To be included by resize.cpp alone, for it compiles the library into its own translation unit.
#pragma once

#define STB_IMAGE_RESIZE_STATIC
#define STB_IMAGE_RESIZE_IMPLEMENTATION

#pragma GCC diagnostic push
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wduplicated-branches"
#pragma GCC diagnostic ignored "-Wduplicated-cond"
#pragma GCC diagnostic ignored "-Wlogical-op"
#pragma GCC diagnostic ignored "-Wuseless-cast"
#endif
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wcast-qual"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wdouble-promotion"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#if __has_include(<stb/stb_image_resize2.h>)
#include <stb/stb_image_resize2.h>
#elif __has_include(<stb_image_resize2.h>)
#include <stb_image_resize2.h>
#elif __has_include(<stb/stb_image_resize.h>)
#include <stb/stb_image_resize.h>
#else
#include <stb_image_resize.h>
#endif
#pragma GCC diagnostic pop

namespace onshelf::stb {

// Straight sRGB bytes to straight sRGB bytes, filtered in linear light and weighted by alpha. False: out of memory.
inline bool resize_stored(const unsigned char* in, int in_width, int in_height, unsigned char* out, int width,
                          int height) {
#if defined(STBIR_INCLUDE_STB_IMAGE_RESIZE2_H)
  return stbir_resize(in, in_width, in_height, 0, out, width, height, 0, STBIR_RGBA, STBIR_TYPE_UINT8_SRGB,
                      STBIR_EDGE_CLAMP, STBIR_FILTER_DEFAULT) != nullptr;
#else
  return stbir_resize_uint8_generic(in, in_width, in_height, 0, out, width, height, 0, 4, 3, 0, STBIR_EDGE_CLAMP,
                                    STBIR_FILTER_DEFAULT, STBIR_COLORSPACE_SRGB, nullptr) != 0;
#endif
}

// Four channels as they are, from the part [0, right] x [0, bottom] of the input. False: out of memory.
inline bool resize_linear(const float* in, int in_width, int in_height, double right, double bottom, float* out,
                          int width, int height) {
#if defined(STBIR_INCLUDE_STB_IMAGE_RESIZE2_H)
  STBIR_RESIZE job;
  stbir_resize_init(&job, in, in_width, in_height, 0, out, width, height, 0, STBIR_4CHANNEL, STBIR_TYPE_FLOAT);
  stbir_set_input_subrect(&job, 0.0, 0.0, right, bottom);
  return stbir_resize_extended(&job) != 0;
#else
  return stbir_resize_region(in, in_width, in_height, 0, out, width, height, 0, STBIR_TYPE_FLOAT, 4,
                             STBIR_ALPHA_CHANNEL_NONE, STBIR_FLAG_ALPHA_PREMULTIPLIED, STBIR_EDGE_CLAMP,
                             STBIR_EDGE_CLAMP, STBIR_FILTER_DEFAULT, STBIR_FILTER_DEFAULT, STBIR_COLORSPACE_LINEAR,
                             nullptr, 0.0F, 0.0F, static_cast<float>(right), static_cast<float>(bottom)) != 0;
#endif
}

}  // namespace onshelf::stb
