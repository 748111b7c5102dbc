// Why a listing is shown or not, what fills its pages in each language, and what each of its fields has to answer for.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "check/check.h"
#include "commands/admit.h"
#include "commands/archive.h"
#include "commands/clock.h"
#include "commands/contained.h"
#include "commands/explain_fields.h"
#include "commands/options.h"
#include "commands/sellers.h"
#include "commands/site_session.h"
#include "findings/did_you_mean.h"
#include "gate/visibility.h"
#include "load/records.h"
#include "model/urls.h"

namespace onshelf {
namespace {

ExitCode usage_fault(const std::string& message) {
  fmt::print(stderr, "onshelf explain: {}\n", message);
  return ExitCode::bad_usage;
}

std::string or_nearest(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? std::string{} : "; did you mean \"" + near + "\"?";
}

// What the build would say of the listing.
struct Verdicts {
  std::vector<Finding> findings;
  std::string token;
  bool is_public = false;
};

template <class A>
void serialize(A& a, Verdicts& v) {
  a(v.findings, v.token, v.is_public);
}

// In a process of its own: texts and pictures are decoded there.
Verdicts admit_contained(const std::string& id, const CheckBook& book, const FileReader& disk,
                         const std::string& today) {
  Verdicts verdicts;
  // The build does not judge the fields of a withheld listing; who asks wants to know all the same.
  AdmitOptions how;
  how.today = today;
  how.whatever_status = true;
  PoolWork work;
  work.work = [&](std::size_t) {
    Admission admission = admit_listing(id, book, disk, how);
    return to_bytes(
        Verdicts{admission.findings.all(), std::move(admission.token), static_cast<bool>(admission.prepared)});
  };
  work.take = [&](std::size_t, const std::string& bytes) { verdicts = from_bytes<Verdicts>(bytes); };
  work.lost = [&](std::size_t, const std::string& why) {
    verdicts.findings.push_back(lost_record("content/listings", id, why));
  };
  run_in_processes(1, limits_for_strangers(1), work);
  return verdicts;
}

std::string at(const Place& place) {
  return place.line ? fmt::format("{}:{}:{}", place.file, place.line, place.column) : place.file;
}

// `"status": "draft" (content/listings/x/listing.json:5:13)`, in the record's own words.
std::string answer(const CheckedRecord& checked, const JsonMember* member, const std::string& name) {
  if (!member) return fmt::format("\"{}\" is not given", name);
  const std::string value = member->value.is_string() ? '"' + member->value.text + '"' : "no text";
  return fmt::format("\"{}\": {} ({})", member->key, value, at(checked.source.place(member->value.where)));
}

const JsonMember* core_member(const CheckedRecord& checked, const std::string& name) {
  const auto found = checked.canonical.core.find(name);
  return found == checked.canonical.core.end() ? nullptr : found->second;
}

// Every answer that the decision rests on, each with its place and rule.
std::vector<std::string> reasons(const CheckedRecord& checked) {
  std::vector<std::string> lines;
  const Listing& listing = checked.listing;
  lines.push_back(fmt::format("{}: {} [status, {}]", answer(checked, core_member(checked, "status"), "status"),
                              !listing.status           ? "no status of this product type"
                              : listing.status->publish ? "may be published"
                                                        : "may not be published",
                              listing.type->file));
  const auto meaning = [](FlagAnswer flag) {
    switch (flag) {
      case FlagAnswer::listed:
        return "shows it";
      case FlagAnswer::unlisted:
        return "hides it";
      case FlagAnswer::unknown:
        return "an unknown answer, so it is withheld";
      case FlagAnswer::absent:
        break;
    }
    return "no answer";
  };
  const VisibilityFlag& flag = listing.type->visibility;
  if (const JsonMember* member = core_member(checked, "visibility"))
    lines.push_back(fmt::format("{}: {} [{}]", answer(checked, member, "visibility"), meaning(listing.visibility),
                                flag.field == "visibility" ? flag.rule : "visibility"));
  if (flag.asks()) {
    const auto field = checked.canonical.fields.find(flag.field);
    const JsonMember* member = field == checked.canonical.fields.end() ? nullptr : field->second.whole;
    lines.push_back(
        fmt::format("{}: {} [{}]", answer(checked, member, flag.field), meaning(listing.platform_flag), flag.rule));
  }
  for (const char* name : {"valid_from", "valid_until"})
    if (const JsonMember* member = core_member(checked, name))
      lines.push_back(answer(checked, member, name) + ": its first and last day decide [validity]");
  return lines;
}

void print_addresses(const Site& site, const Listing& listing, bool unlisted, const std::string& token) {
  const Urls urls(site);
  Summary summary;
  summary.id = listing.id;
  summary.slug = listing.slug;
  summary.token = token;
  summary.visibility = unlisted ? Visibility::unlisted : Visibility::listed;
  fmt::print("\naddresses\n");
  for (LocaleIndex i = 0; i < site.locales.size(); ++i)
    fmt::print("  {:<8} {}\n", site.locales[i].tag, urls.absolute(urls.detail(summary, i)));
  if (unlisted)
    fmt::print("  in no list, search, feed or sitemap: only who knows an address can open it\n");
  else
    fmt::print("  and in the lists of all products, of category \"{}\", of \"{}\" and of seller \"{}\"\n",
               listing.category, listing.type->platform, listing.seller);
}

void print_verdict(const CheckedRecord& checked, const VisibilityDecision& decision, const Verdicts& build,
                   const Site& site) {
  const bool refused = decision.verdict != Verdict::withheld && !build.is_public;
  const bool no_key = refused && decision.verdict == Verdict::unlisted && site.unlisted_key.empty();
  const std::string_view state = decision.verdict == Verdict::withheld   ? "withheld"
                                 : decision.verdict == Verdict::unlisted ? "unlisted"
                                                                         : "listed";
  fmt::print("{}: {}{}\n", checked.listing.id, state,
             no_key    ? ", but without a page: the site has no \"unlisted_key\""
             : refused ? ", but left out of the build: it has errors"
                       : "");
  fmt::print("  {}\n", describe(decision.reason));
  for (const std::string& line : reasons(checked)) fmt::print("  {}\n", line);
  if (decision.flags_disagree) fmt::print("  the answers disagree; the stricter one counts [visibility-disagrees]\n");
  if (decision.verdict == Verdict::withheld) fmt::print("  so nothing of it appears anywhere\n");
  if (build.is_public) print_addresses(site, checked.listing, decision.verdict == Verdict::unlisted, build.token);
}

}  // namespace

ExitCode run_explain(const ExplainOptions& options) {
  const auto now = build_time(options.now);
  if (!now) return usage_fault("--now is no time; write it like 2026-11-20T08:00:00Z");
  Findings settings;
  const auto session = open_site(options.site, {}, settings);
  if (!session) {
    print_findings(settings);
    return ExitCode::bad_usage;
  }
  const Site& site = session->site;
  const FileReader& disk = *session->disk;
  Findings unused;
  const std::vector<std::string> ids = list_records(disk, "content/listings", unused);
  if (std::find(ids.begin(), ids.end(), options.listing) == ids.end())
    return usage_fault(fmt::format("there is no listing \"{}\"{}", options.listing, or_nearest(options.listing, ids)));

  Findings of_sellers;  // `check` reports them
  Sellers sellers = read_sellers(site, disk, 1, false, of_sellers);
  const CheckBook book(site, sellers.sound_ids(), std::move(sellers.refused));
  const std::string today = now->substr(0, 10);
  Findings own;
  const auto record = load_record(disk, "content/listings", options.listing, "listing.json", own);
  auto checked = record ? check_identity(*record, book, own) : std::nullopt;
  if (!checked) {
    fmt::print("{}: withheld\n  its record cannot be understood, so nothing of it appears anywhere\n", options.listing);
    print_findings(own);
    return ExitCode::findings;
  }
  const FieldSpec* asked = nullptr;
  if (!options.field.empty()) {
    const Vocabulary& vocabulary = book.vocabulary(*checked->listing.type);
    asked = vocabulary.find(options.field);
    if (!asked)
      return usage_fault(fmt::format("\"{}\" is no field of {}{}", options.field, checked->listing.type->id,
                                     or_nearest(options.field, vocabulary.names())));
  }
  const VisibilityDecision decision = decide_visibility(checked->listing, today);
  Verdicts build = admit_contained(options.listing, book, disk, today);
  check_fields(*record, book, *checked, own);  // for its values; what is wrong was said by the build
  Findings findings;
  findings.add_all(std::move(build.findings));

  const ExplainedFields fields(site, *record, *checked, findings);
  if (asked) {
    fmt::print("{}", fields.one(*asked));
    return ExitCode::done;
  }
  print_verdict(*checked, decision, build, site);
  fmt::print("\nlanguages\n{}\nfields\n{}", fields.languages(), fields.all());
  fflush(stdout);  // before the findings, when both go to one place
  print_findings(findings);
  return findings.has_errors() ? ExitCode::findings : ExitCode::done;
}

}  // namespace onshelf
