// gate
// In:    a Listing whose form was checked.
// Out:   its public form, made by copying allow-listed fields only.
// Never: filters or blanks something out; what is not copied does not exist behind the gate.
#pragma once

#include <string>
#include <vector>

#include "gate/visibility.h"
#include "model/listing.h"
#include "model/public_listing.h"
#include "model/site.h"

namespace onshelf {

// The public form, and the names of the files of the listing's folder that may be read for it.
struct GatePass {
  PublicListing listing;
  std::string icon_file;                    // empty: no icon
  std::vector<std::string> download_files;  // beside PublicListing::downloads
  std::vector<std::string> showable_files;  // that texts may show when they name them
};

// For a listing that decide_visibility called listed or unlisted.
GatePass pass_gate(const Listing& listing, Visibility visibility);

// A seller's public side: what its type shows in the seller panel.
PublicSeller pass_seller(const Listing& seller);

// In a build that shows the pseudo language, each text in it as well; else nothing.
void add_pseudo_texts(const Site& site, PublicListing& listing);
void add_pseudo_texts(const Site& site, PublicSeller& seller);

// Last part of an unlisted listing's addresses: HMAC-SHA-256 of the id under the site's unlisted key, 128 bits in hex.
std::string unlisted_token(const std::string& id, const std::string& key);

}  // namespace onshelf
