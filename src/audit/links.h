// Follows the addresses that one file holds.
#pragma once

#include <string_view>

#include "audit/site_view.h"

namespace onshelf::audit {

enum class LinkUse {
  visit,  // a reader goes there
  load,   // a browser fetches it with the page
  name,   // a machine is told of it
};

class Links {
 public:
  Links(const SiteView& site, FileIndex from, Faults& faults, FileNotes& notes)
      : site_(site), from_(from), faults_(faults), notes_(notes) {}

  // Finds fault with what leads nowhere or where it must not, and notes what is used. Fragments are judged when all pages
  // are known.
  Target follow(std::string_view address, Range where, LinkUse use);

  // Each address of a srcset, where its text is written as it is read (no references in it).
  void follow_set(std::string_view set, Range where);

  // For a text that may be an address by chance: used if it leads to a file, and no fault if not.
  void follow_perhaps(std::string_view text);

 private:
  const SiteView& site_;
  FileIndex from_;
  Faults& faults_;
  FileNotes& notes_;
};

}  // namespace onshelf::audit
