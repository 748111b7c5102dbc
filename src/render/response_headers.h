// What a web server says beside the bytes, whichever form its rules have.
#pragma once

#include <string_view>

namespace onshelf {

// Pages have no script or style of their own, so nothing inline is allowed. Frames keep others from laying their own page
// over ours.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
// A seller's file opened by itself may do nothing, whatever it is.
constexpr std::string_view kMediaPolicy = "sandbox; default-src 'none'";
// Saved, not shown. (A picture inside a page is shown all the same.)
constexpr std::string_view kMediaDisposition = "attachment";
constexpr std::string_view kReferrerPolicy = "strict-origin-when-cross-origin";
constexpr std::string_view kUnlistedRobots = "noindex";
// The name of an asset, and of a part of the search index, changes with its bytes.
constexpr std::string_view kAssetCaching = "public, max-age=31536000, immutable";
// Of what names files that the next build may take away: asked for anew each time, and answered in a line when it is the same.
constexpr std::string_view kIndexCaching = "no-cache";

}  // namespace onshelf
