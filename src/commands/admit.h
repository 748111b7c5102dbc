// One listing through load, check and gate, with its texts and pictures made safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "findings/finding.h"
#include "gate/visibility.h"
#include "model/file_reader.h"
#include "model/summary.h"
#include "plan/coverage.h"
#include "render/prepare.h"

namespace onshelf {

// Address and names, which a listing must not share with another seller's.
struct Claim {
  std::string id, slug, seller;
  Visibility visibility = Visibility::listed;
  NameLooks looks;
  Coverage coverage;
};

struct Admission {
  VisibilityDecision decision;            // of what would be published now, whatever was assumed
  std::string token;                      // unlisted only
  std::optional<PreparedFiles> prepared;  // nothing: the listing is not public
  std::optional<Claim> claim;             // what it would take of the site, without errors; nothing: it is withheld
  bool has_pending_edit = false;          // draft/ lies beside the record
  // What the answer depends on besides the record's own bytes: the day, and whether this seller stands.
  std::string valid_from, valid_until;  // empty: no such day
  std::optional<std::string> seller;    // nothing: nobody asked for one
  Findings findings;
};

struct AdmitOptions {
  std::string today;             // ISO 8601 day
  bool whatever_status = false;  // judge the fields of a withheld record too; it is not prepared for all that
  // Render texts and decode pictures. Without: only what rules, headers of files and limits of texts say, and nothing is
  // prepared.
  bool prepare = true;
  bool pending = false;  // the edit that waits in draft/ instead of the record
  // As if the platform had approved what lies there, the edit in draft/ included: for a preview, never for a build.
  bool as_if_approved = false;
  // As if only who has the link should find it, whatever its flags say; what nobody is to see stays hidden. For a preview as well.
  bool as_if_unlisted = false;
  bool advice = true;  // ask for advice, which is_for_sellers_only()
  // Say in the claim what the names look like. For who has no summary of the listing, which says it too.
  bool look_at_names = false;
};

// Reads only below content/listings/<id>, and of its draft/ only when asked for it.
Admission admit_listing(const std::string& id, const CheckBook& book, const FileReader& disk,
                        const AdmitOptions& options);

}  // namespace onshelf
