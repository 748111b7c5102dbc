#include "commands/preview_review.h"

#include <algorithm>
#include <utility>

#include "commands/admit.h"
#include "commands/archive.h"
#include "commands/contained.h"

namespace onshelf {

// Where the archive looks for it: beside the type.
template <class A>
void serialize(A& a, VisibilityDecision& v) {
  a(v.verdict, v.reason, v.flags_disagree);
}
template <class A>
void serialize(A& a, Review& v) {
  a(v.findings, v.decision, v.has_pending_edit, v.type, v.platform, v.name, v.icons, v.icon_bytes, v.budget, v.coverage,
    v.fields);
}

namespace {

Review review(const std::string& id, const CheckBook& book, const FileReader& disk, const std::string& today,
              SeenAs as) {
  AdmitOptions how;
  how.today = today;
  how.as_if_approved = as != SeenAs::published;
  how.as_if_unlisted = as == SeenAs::unlisted;
  how.whatever_status = true;
  Admission admission = admit_listing(id, book, disk, how);
  const bool is_of_edit = as != SeenAs::published && admission.has_pending_edit;
  Review said;
  said.findings = admission.findings.all();
  said.decision = admission.decision;
  said.has_pending_edit = admission.has_pending_edit;
  said.fields = review_fields(id, is_of_edit, admission.has_pending_edit, book, disk, today);
  if (admission.claim)
    said.coverage = std::move(admission.claim->coverage);
  else if (auto coverage = readable_coverage(id, is_of_edit, book, disk))
    said.coverage = std::move(*coverage);
  if (!admission.prepared) return said;
  const PreparedListing& listing = admission.prepared->listing;
  said.type = listing.type;
  said.platform = listing.platform;
  said.name = listing.name;
  for (const PublicIcon& icon : listing.icons) {
    if (!icon.for_platform) continue;
    said.icons.push_back(icon);
    const auto& media = admission.prepared->media;
    const auto file =
        std::find_if(media.begin(), media.end(), [&](const MediaFile& one) { return one.name == icon.name; });
    said.icon_bytes.push_back(file == media.end() ? 0 : file->bytes.size());
  }
  if (const ProductType* type = book.site().find_type(listing.type))
    for (const FieldSpec& field : type->fields)
      if (field.picture) said.budget = field.picture->max_bytes;
  return said;
}

}  // namespace

Review review_listing(const std::string& id, const CheckBook& book, const FileReader& disk, const std::string& today,
                      SeenAs as) {
  Review found;
  PoolWork work;
  work.work = [&](std::size_t) { return to_bytes(review(id, book, disk, today, as)); };
  work.take = [&](std::size_t, const std::string& bytes) { found = from_bytes<Review>(bytes); };
  work.lost = [&](std::size_t, std::string why) {
    found.findings = {lost_record("content/listings", id, std::move(why))};
  };
  run_in_processes(1, limits_for_strangers(1), work);
  return found;
}

}  // namespace onshelf
