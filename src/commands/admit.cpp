#include "commands/admit.h"

#include <algorithm>

#include "check/limits.h"
#include "gate/gate.h"
#include "load/records.h"
#include "model/urls.h"
#include "plan/plan.h"
#include "text/escape.h"
#include "text/file_kind.h"
#include "workers/pool.h"

namespace onshelf {
namespace {

constexpr std::size_t kLargestPicture = 8u << 20;
constexpr std::size_t kLargestDownload = 32u << 20;
constexpr std::size_t kMostDownloads = 20;
constexpr std::size_t kMostPictures = 20;              // in the texts of one listing
constexpr std::size_t kMostPictureBytes = 32u << 20;   // of all of them
constexpr std::size_t kMostDownloadBytes = 64u << 20;  // of one listing

void unreadable(const std::string& path, ReadFault fault, const std::string& id, FindingSeverity severity,
                Findings& findings) {
  findings.add({severity, "file-unreadable", Place{path, 0, 0, {}, 0, 0}, id,
                "the file is " + std::string(describe(fault)),
                "pictures may have 8 MiB, downloads 32 MiB; links are not followed"});
}

// The files the gate let through, and no others.
bool read_files(const FileReader& disk, const GatePass& pass, PrepareInput& input, bool with_icon, Findings& findings) {
  bool ok = true;
  const auto read = [&](const std::string& name, std::size_t limit) {
    FileBytes file = disk.read(input.folder + '/' + name, limit);
    if (!file.ok()) {
      unreadable(input.folder + '/' + name, file.fault, pass.listing.id, FindingSeverity::error, findings);
      ok = false;
    }
    return SourceFile{name, std::move(file.bytes)};
  };
  if (with_icon && !pass.icon_file.empty()) input.icon = read(pass.icon_file, kLargestPicture);
  if (pass.download_files.size() > kMostDownloads) {
    findings.add({FindingSeverity::error, "download-count", Place{input.folder, 0, 0, {}, 0, 0}, pass.listing.id,
                  "the listing has too many downloads", "at most 20 are published; put them into one archive"});
    return false;
  }
  std::size_t total = 0;
  for (const std::string& name : pass.download_files) {
    input.downloads.push_back(read(name, std::min(kLargestDownload, kMostDownloadBytes - total)));
    total += input.downloads.back().bytes.size();
  }
  return ok;
}

// A text that shows the file has its name in it, as it is or percent-encoded.
bool may_name(const PublicListing& listing, const std::string& file) {
  const std::string encoded = percent_encode_path(file);
  const auto names = [&](const Localized<RichText>& body) {
    return std::any_of(body.begin(), body.end(), [&](const auto& entry) {
      const std::string& text = entry.second.source;
      return text.find(file) != std::string::npos || text.find(encoded) != std::string::npos;
    });
  };
  return std::any_of(listing.sections.begin(), listing.sections.end(),
                     [&](const auto& section) { return names(section.body); }) ||
         std::any_of(listing.versions.begin(), listing.versions.end(),
                     [&](const auto& version) { return names(version.notes); });
}

// What cannot be read is left out of the text, and its finding says which.
void read_text_pictures(const FileReader& disk, const GatePass& pass, PrepareInput& input, Findings& findings) {
  std::size_t total = 0;
  for (const std::string& file : pass.showable_files) {
    if (!is_picture_name(file) || !may_name(pass.listing, file)) continue;
    const std::string path = input.folder + '/' + file;
    if (input.pictures.size() == kMostPictures) {
      findings.add({FindingSeverity::warning, "picture-count", Place{path, 0, 0, {}, 0, 0}, pass.listing.id,
                    "the texts show too many pictures; this one and those after it by name are left out",
                    "at most 20 pictures are shown in the texts of one listing"});
      return;
    }
    FileBytes bytes = disk.read(path, std::min(kLargestPicture, kMostPictureBytes - total));
    if (!bytes.ok()) {
      unreadable(path, bytes.fault, pass.listing.id, FindingSeverity::warning, findings);
      continue;
    }
    total += bytes.bytes.size();
    input.pictures.push_back({file, std::move(bytes.bytes)});
  }
}

// Address of the folder that the listing's files will be in.
std::string media_href(const Site& site, const PublicListing& listing, const std::string& token) {
  Summary summary;
  summary.id = listing.id;
  summary.slug = listing.slug;
  summary.visibility = listing.visibility;
  summary.token = token;
  const Urls urls(site);
  return urls.href(urls.media(summary, ""));
}

Claim claim_of(const PublicListing& listing, const Site& site, bool with_names) {
  Claim claim{listing.id, listing.slug, listing.seller, listing.visibility, {}, coverage_of(listing, site)};
  if (!with_names) return claim;
  std::vector<std::string> names;
  for (const auto& [locale, name] : listing.name) names.push_back(name);
  claim.looks = looks_of(std::move(names));
  return claim;
}

void flags_disagree(const CheckedRecord& checked, Findings& findings) {
  findings.add({FindingSeverity::warning, "visibility-disagrees", checked.source.whole_file(), checked.listing.id,
                "\"visibility\" and the platform's own flag disagree; the stricter one counts",
                "give both the same answer"});
}

std::optional<PictureSpec> platform_picture(const ProductType& type) {
  for (const FieldSpec& field : type.fields)
    if (field.shape == Shape::picture && field.picture) return field.picture;
  return std::nullopt;
}

std::optional<Record> read_record(const FileReader& disk, const std::string& id, bool pending, Findings& findings) {
  return pending ? load_pending_edit(disk, id, findings)
                 : load_record(disk, "content/listings", id, "listing.json", findings);
}

}  // namespace

Admission admit_listing(const std::string& id, const CheckBook& book, const FileReader& disk,
                        const AdmitOptions& options) {
  Admission admission;
  Findings& findings = admission.findings;
  auto record = read_record(disk, id, options.pending, findings);
  admission.has_pending_edit = record && record->has_pending_edit;
  if (options.as_if_approved && admission.has_pending_edit) {
    findings = Findings{};  // what the edit does not repeat will not be there
    record = read_record(disk, id, true, findings);
  }
  if (!record) return admission;
  auto checked = check_identity(*record, book, findings);
  if (!checked) return admission;
  admission.decision = decide_visibility(checked->listing, options.today);
  admission.valid_from = checked->listing.validity.from;
  admission.valid_until = checked->listing.validity.until;
  const VisibilityDecision shown = options.as_if_approved
                                       ? decide_visibility(checked->listing, options.today, Approval::assumed)
                                       : admission.decision;
  const bool is_withheld = shown.verdict == Verdict::withheld;
  if (is_withheld && !options.whatever_status) {
    // An unfinished draft is no fault of the catalog; what nobody can understand is.
    if (admission.decision.reason == VisibilityReason::status_private) findings = Findings{};
    // Withheld because of a fault: whoever mends it wants to hear of the others in the same run.
    if (!findings.has_errors()) return admission;
  }
  if (admission.decision.flags_disagree) flags_disagree(*checked, findings);

  const bool unlisted = shown.verdict == Verdict::unlisted || (options.as_if_unlisted && !is_withheld);
  const Site& site = book.site();
  if (unlisted && site.unlisted_key.empty()) {
    findings.add({FindingSeverity::warning, "unlisted-key", checked->source.whole_file(), id,
                  "the listing is unlisted and the site has no \"unlisted_key\", so it gets no page",
                  "set \"unlisted_key\" in site/site.json to a long random text"});
    if (options.prepare) return admission;
  }
  check_fields(*record, book, *checked, findings);
  admission.seller = checked->listing.seller;
  check_limits(*record, book, *checked, disk, options.advice, findings);
  if (findings.has_errors()) return admission;

  GatePass pass = pass_gate(checked->listing, unlisted ? Visibility::unlisted : Visibility::listed);
  if (!is_withheld) admission.claim = claim_of(pass.listing, site, options.look_at_names);
  if (!options.prepare) {
    judge_text_limits(pass.listing, findings);
    return admission;
  }
  PrepareInput input;
  input.folder = record->folder;
  input.begin_step = begin_step;
  input.icon_sizes = site.icon_sizes;
  input.platform_picture = platform_picture(*checked->listing.type);
  if (!read_files(disk, pass, input, site.make_icons, findings)) return admission;
  if (site.make_icons) read_text_pictures(disk, pass, input, findings);
  if (unlisted) admission.token = unlisted_token(id, site.unlisted_key);
  input.media_href = media_href(site, pass.listing, admission.token);
  add_pseudo_texts(site, pass.listing);
  input.pseudo = site.pseudo_locale();
  input.listing = std::move(pass.listing);
  auto prepared = prepare_listing(std::move(input), findings);
  if (is_withheld || !prepared) return admission;
  admission.prepared = std::move(prepared);
  return admission;
}

}  // namespace onshelf
