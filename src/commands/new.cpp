// Something to start from: a listing of a product type, a seller, or a whole site. Nothing is ever overwritten.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "commands/installed.h"
#include "commands/listing_draft.h"
#include "commands/options.h"
#include "commands/site_session.h"
#include "findings/did_you_mean.h"
#include "load/records.h"
#include "text/slug.h"
#include "write/write_file.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;

ExitCode usage_fault(const std::string& message) {
  fmt::print(stderr, "onshelf new: {}\n", message);
  return ExitCode::bad_usage;
}

// A link to nowhere also takes the name.
bool is_taken(const fs::path& path) { return fs::symlink_status(path).type() != fs::file_type::not_found; }

enum class RecordKind { listing, seller };

ExitCode run_new_record(const NewRecordOptions& options, RecordKind kind) {
  const bool is_seller = kind == RecordKind::seller;
  if (const std::string fault = fault_of_id(options.id); !fault.empty())
    return usage_fault(fmt::format("\"{}\" cannot be an id: {}", options.id, fault));
  Findings findings;
  const auto session = open_site(options.site, {}, findings);
  if (!session) {
    print_findings(findings);
    return ExitCode::bad_usage;
  }
  const Site& site = session->site;
  const ProductType* type = site.find_type(options.type);
  if (type && type->is_seller != is_seller)
    return usage_fault(fmt::format("\"{0}\" is a type of {1}; make one with \"onshelf new {2} {3} --type {0}\"",
                                   type->id, is_seller ? "listings" : "sellers", is_seller ? "listing" : "seller",
                                   options.id));
  if (!type) {
    std::vector<std::string> known;
    for (const ProductType& each : site.types)
      if (each.is_seller == is_seller) known.push_back(each.id);
    const std::string near = nearest(options.type, known);
    return usage_fault(
        fmt::format("there is no {} type \"{}\"{}", is_seller ? "seller" : "product", options.type,
                    near.empty() ? "; \"onshelf schema\" lists them" : "; did you mean \"" + near + "\"?"));
  }
  const fs::path folder = fs::path(options.site) / "content" / (is_seller ? "sellers" : "listings") / options.id;
  if (is_taken(folder)) return usage_fault(fmt::format("{} is already there", folder.string()));

  const std::vector<std::string> sellers = list_records(*session->disk, "content/sellers", findings);
  const RecordDraft draft =
      is_seller ? draft_seller(options.id, *type, site)
                : draft_listing(options.id, *type, site, sellers.size() == 1 ? sellers.front() : std::string());
  const std::string record = is_seller ? "seller.json" : "listing.json";
  fs::create_directories(folder.parent_path());
  // The one step that can tell who was first.
  if (!fs::create_directory(folder)) return usage_fault(fmt::format("{} is already there", folder.string()));
  write_file(folder / record, draft.record);
  write_file(folder / "README.md", draft.guide);
  const std::string where = options.site == "." ? std::string() : ' ' + options.site;
  const std::string which = is_seller ? std::string() : " --listing " + options.id;
  fmt::print(
      "{}: fill in {}; README.md beside it says what belongs where, and \"onshelf preview{}{}\" shows it as you "
      "write\n",
      folder.string(), record, where, which);
  return ExitCode::done;
}

}  // namespace

ExitCode run_new_listing(const NewRecordOptions& options) { return run_new_record(options, RecordKind::listing); }
ExitCode run_new_seller(const NewRecordOptions& options) { return run_new_record(options, RecordKind::seller); }

ExitCode run_new_site(const std::string& folder) {
  const fs::path starter = default_files_root() / "starter";
  if (!fs::is_directory(starter))
    return usage_fault("the files that come with onshelf are not beside it; install it again, or set ONSHELF_DATA");
  const fs::path target(folder);
  if (is_taken(target) && !(fs::is_directory(target) && fs::is_empty(target)))
    return usage_fault(fmt::format("{} is already there", target.string()));
  fs::create_directories(target);
  // Without overwriting: a file that appears meanwhile ends it.
  fs::copy(starter, target, fs::copy_options::recursive);
  fmt::print(
      "{0}: run \"onshelf preview {0}\" and change site/site.json and content/ while you look; \"onshelf build {0}\" "
      "publishes\n",
      target.string());
  return ExitCode::done;
}

}  // namespace onshelf
