#include "audit/links.h"

namespace onshelf::audit {

Target Links::follow(std::string_view address, Range where, LinkUse use) {
  Target target = site_.resolve(address, from_);
  switch (target.lead) {
    case Lead::file: {
      const std::string& path = site_.path(target.file);
      if (target.file != from_) notes_.uses.push_back(target.file);
      if (is_unlisted(path) && !is_unlisted(site_.path(from_))) faults_.add(Rule::unlisted_link, where);
      // "#" and "#top" are the top of every page, and ":~:" asks the browser to search.
      if (target.has_fragment && !target.fragment.empty() && target.fragment != "top" &&
          !target.fragment.starts_with(":~:") && is_page(path) && use != LinkUse::name)
        notes_.fragments.push_back({target.file, target.fragment, where});
      break;
    }
    case Lead::nothing:
    case Lead::gone:
      faults_.add(Rule::dead_link, where, {target.path});
      break;
    case Lead::folder:
      faults_.add(Rule::missing_slash, where, {target.path});
      break;
    case Lead::moved:
      faults_.add(Rule::moved_link, where, {target.path});
      break;
    case Lead::outside:
      faults_.add(Rule::outside_link, where, {site_.base().text()});
      break;
    case Lead::other_host:
      if (use == LinkUse::load) faults_.add(Rule::third_party, where, {target.path});
      break;
    case Lead::script:
      faults_.add(Rule::script_address, where);
      break;
    case Lead::broken:
      faults_.add(Rule::broken_address, where);
      break;
    case Lead::other_scheme:
      break;
  }
  return target;
}

void Links::follow_set(std::string_view set, Range where) {
  const bool is_plain = where.end - where.begin == set.size();
  std::size_t at = 0;
  while (at < set.size()) {
    while (at < set.size() && (static_cast<unsigned char>(set[at]) <= ' ' || set[at] == ',')) ++at;
    std::size_t end = at;
    while (end < set.size() && static_cast<unsigned char>(set[end]) > ' ') ++end;
    std::string_view address = set.substr(at, end - at);
    const bool ends_here = address.ends_with(',');
    while (address.ends_with(',')) address.remove_suffix(1);
    if (!address.empty()) {
      Range part = where;
      if (is_plain)
        part = {where.begin + static_cast<std::uint32_t>(at),
                where.begin + static_cast<std::uint32_t>(at + address.size())};
      follow(address, part, LinkUse::load);
    }
    at = end;
    // What follows up to the comma is a width or a density.
    if (!ends_here) at = std::min(set.find(',', at), set.size());
  }
}

void Links::follow_perhaps(std::string_view text) {
  if (text.size() > 2048) return;
  const Target target = site_.resolve(text, from_);
  if (target.lead == Lead::file && target.file != from_) notes_.uses.push_back(target.file);
}

}  // namespace onshelf::audit
