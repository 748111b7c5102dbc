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
#include "commands/reporter.h"
#include "commands/sellers.h"
#include "commands/site_session.h"
#include "findings/did_you_mean.h"
#include "gate/visibility.h"
#include "load/records.h"
#include "model/urls.h"
#include "text/display.h"

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

const JsonMember* core_member(const CheckedRecord& checked, const std::string& name) {
  const auto found = checked.canonical.core.find(name);
  return found == checked.canonical.core.end() ? nullptr : found->second;
}

// The first part of an explanation: listed or not, why, and where.
class ExplainedVisibility {
 public:
  ExplainedVisibility(const CheckedRecord& checked, const Site& site, const Translations& translations)
      : checked_(checked), site_(site), translations_(translations) {}

  std::string verdict(const VisibilityDecision& decision, const Verdicts& build) const {
    std::string lines = said(state(decision, build)) + '\n';
    const auto line = [&](const std::string& text) { lines += "  " + text + '\n'; };
    line(said(std::string(describe(decision.reason))));
    for (const std::string& reason : reasons()) line(reason);
    if (decision.flags_disagree)
      line(said("the answers disagree; the stricter one counts") + " [visibility-disagrees]");
    if (decision.verdict == Verdict::withheld) line(said("so nothing of it appears anywhere"));
    if (build.is_public) lines += addresses(decision.verdict == Verdict::unlisted, build.token);
    return lines;
  }

 private:
  std::string said(const Sentence& sentence) const { return sentence.in(translations_); }

  Sentence state(const VisibilityDecision& decision, const Verdicts& build) const {
    const bool is_unlisted = decision.verdict == Verdict::unlisted;
    const bool is_refused = decision.verdict != Verdict::withheld && !build.is_public;
    const char* pattern = decision.verdict == Verdict::withheld ? "{listing}: withheld"
                          : is_refused && is_unlisted && site_.unlisted_key.empty()
                              ? "{listing}: unlisted, but without a page: the site has no \"unlisted_key\""
                          : is_refused && is_unlisted ? "{listing}: unlisted, but left out of the build: it has errors"
                          : is_refused                ? "{listing}: listed, but left out of the build: it has errors"
                          : is_unlisted               ? "{listing}: unlisted"
                                                      : "{listing}: listed";
    return {pattern, {{"listing", checked_.listing.id}}};
  }

  // `"status": "draft" (content/listings/x/listing.json:5:13)`, in the record's own words.
  std::string answer(const JsonMember* member, const std::string& name) const {
    if (!member) return said({"\"{member}\" is not given", {{"member", name}}});
    const std::string value = member->value.is_string() ? '"' + member->value.text + '"' : said("no text");
    constexpr std::size_t kMostBytes = 400;  // of a value, which can be as long as the record
    return fmt::format("\"{}\": {} ({})", printable(member->key.substr(0, kMostBytes)),
                       printable(value.substr(0, kMostBytes)), at(checked_.source.place(member->value.where)));
  }

  static const char* meaning(FlagAnswer flag) {
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
  }

  // Every answer that the decision rests on, each with its place and rule.
  std::vector<std::string> reasons() const {
    std::vector<std::string> lines;
    const Listing& listing = checked_.listing;
    const auto add = [&](const JsonMember* member, const std::string& name, const char* means,
                         const std::string& rule) {
      lines.push_back(fmt::format("{}: {} [{}]", answer(member, name), said(means), rule));
    };
    add(core_member(checked_, "status"), "status",
        !listing.status           ? "no status of this product type"
        : listing.status->publish ? "may be published"
                                  : "may not be published",
        "status, " + listing.type->file);
    const VisibilityFlag& flag = listing.type->visibility;
    if (const JsonMember* member = core_member(checked_, "visibility"))
      add(member, "visibility", meaning(listing.visibility), flag.field == "visibility" ? flag.rule : "visibility");
    if (flag.asks()) {
      const GivenField* field = checked_.canonical.find(flag.field);
      add(field ? field->whole : nullptr, flag.field, meaning(listing.platform_flag), flag.rule);
    }
    for (const char* name : {"valid_from", "valid_until"})
      if (const JsonMember* member = core_member(checked_, name))
        add(member, name, "its first and last day decide", "validity");
    return lines;
  }

  std::string addresses(bool is_unlisted, const std::string& token) const {
    const Urls urls(site_);
    const Listing& listing = checked_.listing;
    Summary summary;
    summary.id = listing.id;
    summary.slug = listing.slug;
    summary.token = token;
    summary.visibility = is_unlisted ? Visibility::unlisted : Visibility::listed;
    std::string lines = '\n' + said("addresses") + '\n';
    for (LocaleIndex i = 0; i < site_.locales.size(); ++i)
      lines += fmt::format("  {:<8} {}\n", site_.locales[i].tag, urls.absolute(urls.detail(summary, i)));
    return lines + "  " +
           said(is_unlisted
                    ? Sentence("in no list, search, feed or sitemap: only who knows an address can open it")
                    : Sentence("and in the lists of all products, of category \"{category}\", of \"{platform}\" and of "
                               "seller \"{seller}\"",
                               {{"category", listing.category},
                                {"platform", listing.type->platform},
                                {"seller", listing.seller}})) +
           '\n';
  }

  const CheckedRecord& checked_;
  const Site& site_;
  const Translations& translations_;
};

}  // namespace

ExitCode run_explain(const ExplainOptions& options) {
  const auto now = build_time(options.now);
  if (!now) return usage_fault("--now is no time; write it like 2026-11-20T08:00:00Z");
  ReportOptions report;
  report.language = options.language;
  Reporter reporter(report);
  Findings settings;
  const bool is_understood = reporter.load_language(options.site, settings);
  const auto session = is_understood ? open_site(options.site, {}, settings) : std::nullopt;
  if (!session) {
    reporter.print(settings);
    return ExitCode::bad_usage;
  }
  const Translations& translations = reporter.translations();
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
    fmt::print("{}\n  {}\n", Sentence("{listing}: withheld", {{"listing", options.listing}}).in(translations),
               Sentence("its record cannot be understood, so nothing of it appears anywhere").in(translations));
    fflush(stdout);
    reporter.print(own);
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

  const ExplainedFields fields(site, *record, *checked, findings, translations);
  if (asked) {
    fmt::print("{}", fields.one(*asked));
    return ExitCode::done;
  }
  fmt::print("{}\n{}\n{}\n{}\n{}", ExplainedVisibility(*checked, site, translations).verdict(decision, build),
             Sentence("languages").in(translations), fields.languages(), Sentence("fields").in(translations),
             fields.all());
  fflush(stdout);  // before the findings, when both go to one place
  reporter.print_list(fields.about_none());
  reporter.print_count(findings);
  return findings.has_errors() ? ExitCode::findings : ExitCode::done;
}

}  // namespace onshelf
