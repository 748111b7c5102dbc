// The first half of rendering: what is a seller's is made safe once, for all pages that show it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "model/product_type.h"
#include "model/public_listing.h"

namespace onshelf {

// Bytes of a file of the listing's folder, by the name it has there.
struct SourceFile {
  std::string name;
  std::string bytes;
};

// An output file below the listing's media folder.
struct MediaFile {
  std::string name;
  std::string bytes;
};

struct PrepareInput {
  PublicListing listing;
  std::string folder;  // for the places of findings: "content/listings/gitea-server"
  std::optional<SourceFile> icon;
  std::vector<SourceFile> downloads;            // beside listing.downloads
  std::vector<SourceFile> pictures;             // that texts may show; one that none shows is not published
  std::string media_href;                       // address of the listing's media folder, with a slash at its end
  std::optional<LocaleIndex> pseudo = {};       // whose words are changed to the pseudo language
  std::vector<std::uint16_t> icon_sizes;        // square display sizes
  std::optional<PictureSpec> platform_picture;  // what the platform wants to be uploaded
  std::function<void()> begin_step = [] {};     // called before each decoding, resizing and encoding of a picture
};

struct PreparedFiles {
  PreparedListing listing;
  std::vector<MediaFile> media;
};

// Nothing, and findings, when a text or the picture cannot be shown as a whole: then the listing is withheld.
std::optional<PreparedFiles> prepare_listing(PrepareInput input, Findings& findings);

// The limits that prepare_listing() holds texts to before it parses them, without parsing them.
void judge_text_limits(const PublicListing& listing, Findings& findings);

}  // namespace onshelf
