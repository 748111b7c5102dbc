// The publication history as the bytes of its file.
#pragma once

#include <string>

#include "model/history.h"

namespace onshelf {

// Sorted, one line an entry, so that a person can read a change of it in a diff.
std::string history_bytes(const History& history);
// The line of one listing in it, without what separates it from the next.
std::string history_line(const std::string& id, const PublishedListing& listing);

}  // namespace onshelf
