// Whose an address is, by the publication history. For plan/ only.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/history.h"
#include "model/summary.h"

namespace onshelf {

// As Urls::detail, for a listing that may no longer be there; and back. No slug: the path is no listing's.
std::string former_path(std::string_view locale, std::string_view slug);
std::string_view locale_of_path(std::string_view path);
std::string_view slug_of_path(std::string_view path);

// The id of the listing that had each slug last, whether it is in this build or not. Views into the history.
using SlugOwners = std::map<std::string_view, std::string_view>;
SlugOwners slug_owners(const PublishedListings& listings, const GoneAddresses& gone);

// What the history says was left in earlier builds, without the oldest addresses of a listing that left many.
// Asked about all summaries of a build it is what others may not have. Asked about those granted it may have one more: the
// oldest address of a listing that asked for a new one and did not get it. Another listing may have that one in this build.
GoneAddresses remembered_addresses(const History& history, const std::vector<Summary>& summaries);

}  // namespace onshelf
