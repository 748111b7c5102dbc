#include "commands/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "check/check.h"
#include "check/limits.h"
#include "commands/admit.h"
#include "commands/against.h"
#include "commands/archive.h"
#include "commands/contained.h"
#include "load/folder_snapshot.h"
#include "load/records.h"
#include "plan/plan.h"
#include "text/file_kind.h"
#include "text/secure_hash.h"

namespace onshelf {
namespace {

constexpr std::string_view kListings = "content/listings";

// What a worker says of one listing, and the cache keeps.
struct Reply {
  std::vector<Finding> findings;
  VisibilityReason reason = VisibilityReason::status_unknown;
  bool is_public = false;
  Summary summary;  // when it is public
};

template <class A>
void serialize(A& a, Reply& v) {
  a(v.findings, v.reason, v.is_public, v.summary);
}

// How a listing's seller stands: part of what the listing is judged by.
enum class Standing : std::uint8_t { not_asked, sound, refused, unknown };

// What a reply depends on besides the record's bytes and the site's rules.
struct Conditions {
  std::string from, until;  // the record's days
  bool begun = true, over = false;
  std::string seller;
  Standing standing = Standing::not_asked;
  ContentHash sellers;  // all of them, when one is proposed instead
  ContentHash words;    // what the summary was said in
};

template <class A>
void serialize(A& a, Conditions& v) {
  a(v.from, v.until, v.begun, v.over, v.seller, v.standing, v.sellers, v.words);
}

// What a worker says of a scan.
struct Answer {
  ContentHash key, content, stamp;
  bool is_known = false;  // the cache has the rest
  std::string conditions;
  PackPlace reply, made;
};

template <class A>
void serialize(A& a, Answer& v) {
  a(v.key, v.content, v.stamp, v.is_known, v.conditions, v.reply, v.made);
}

// What the pages of a listing show, and nothing else, decides whether it changed. The history keeps this: to hash it in another way
// would tell every crawler that every page changed.
void fingerprint(std::string_view prepared, const std::vector<MediaFile>& media, Summary& summary) {
  ContentHasher hash;
  hash.append(prepared);
  for (const MediaFile& file : media) hash.append(file.bytes);
  summary.fingerprint_low = hash.value().low;
  summary.fingerprint_high = hash.value().high;
}

// Its words for search, and where they are in what is made of it. Returns all of them.
std::string_view add_search_words(const PreparedListing& listing, const Site& site, BytesOutput& made,
                                  Summary& summary) {
  const std::size_t begin = made.begin_text();
  if (listing.visibility == Visibility::listed)
    for (const Locale& locale : site.locales) {
      const std::string words = words_for_search(listing, locale);
      summary.search_words.push_back(
          {static_cast<std::uint32_t>(made.size()), static_cast<std::uint32_t>(words.size()), content_hash(words).low});
      made.append(words.data(), words.size());
    }
  return made.end_text(begin);
}

// Everything but what only its own pages show. A seller must not be able to make two that are taken for one.
ContentHash what_is_shown(Summary summary, std::string_view search_words, const HashSecret& secret) {
  summary.fingerprint_low = summary.fingerprint_high = 0;
  summary.source = summary.shown = {};
  summary.prepared = {};
  summary.search_words = {};
  return SecureHasher(secret).add(to_bytes(summary)).add(search_words).value();
}

// A prepared listing's summary, and Prepared of it as bytes.
std::pair<Summary, std::string> take_prepared(Admission& admission, const Site& site, const Facets& facets,
                                              const Words& words, const HashSecret& secret) {
  const PreparedFiles& prepared = *admission.prepared;
  Summary summary = summarize(prepared.listing, site, facets, words);
  summary.token = std::move(admission.token);
  static thread_local std::size_t room = 0;
  BytesOutput made(room);
  const std::size_t begin = made.begin_text();
  made(prepared.listing);
  std::string_view seen = made.end_text(begin);
  seen.remove_suffix(unseen_bytes(prepared.listing));
  fingerprint(seen, prepared.media, summary);
  made(cereal::size_type{prepared.media.size()});
  for (const MediaFile& file : prepared.media) {
    summary.media.push_back(file.name);
    made(file.name, file.bytes);
  }
  const std::string_view search_words = add_search_words(prepared.listing, site, made, summary);
  summary.shown = what_is_shown(summary, search_words, secret);
  room = room_after(made);
  return {std::move(summary), made.take()};
}

// All of a site that decides what is made of a record; messages only decide how a card says it, and facets what lists it may be in.
ContentHash rules_of(const Site& site, const ContentHash& program) {
  ContentHasher hash;
  hash.add(program).add(site.inputs.platforms).add(site.inputs.categories);
  for (const Locale& locale : site.locales) {
    hash.add(locale.tag);
    for (const LocaleIndex next : locale.chain) hash.add(std::uint64_t{next});
  }
  for (const Locale& language : site.other_languages) hash.add(language.tag);
  hash.add(std::uint64_t{site.default_locale}).add(site.unlisted_key).add(std::uint64_t{site.make_icons});
  for (const std::uint16_t side : site.icon_sizes) hash.add(std::uint64_t{side});
  return hash.add(site.base_path).value();
}

// A summary says nothing in the site's words but a price.
ContentHash words_of(const Site& site, const ContentHash& program) {
  ContentHasher hash;
  hash.add(rules_of(site, program)).add(std::uint64_t{site.facets.bits()});
  for (const auto& messages : site.messages) {
    for (auto at = messages.lower_bound("price."); at != messages.end() && at->first.starts_with("price."); ++at)
      hash.add(at->first).add(at->second);
    hash.add(std::uint64_t{messages.size()});
  }
  return hash.value();
}

class Intake {
 public:
  Intake(const Site& site, const Words& words, const FileReader& disk, const CatalogOptions& options,
         const CheckBook& book, const RecordCache& cache)
      : site_(site),
        words_(words),
        disk_(disk),
        options_(options),
        book_(book),
        cache_(cache),
        facets_(site),
        // Where no pictures are made, nobody asks what is in one.
        wants_([make_icons = site.make_icons](std::string_view name) { return make_icons || !is_picture_name(name); }),
        rules_(rules_of(site, options.program)),
        said_in_(words_of(site, options.program)) {
    ContentHasher sellers;
    for (const std::string& id : book.sellers()) sellers.add(id);
    sellers_ = sellers.value();
  }

  void start() { pack_ = std::make_unique<PackWriter>(cache_.pack_folder()); }

  std::string work(const std::string& id) const {
    const std::string folder = fmt::format("{}/{}", kListings, id);
    Answer answer;
    std::optional<FolderSnapshot> snapshot;
    const auto read = [&](const WantFile& want) {
      snapshot.emplace(disk_, folder, want, cache_.secret());
      answer.stamp = {};
      if (snapshot->stamp() && snapshot->stamp()->is_settled) answer.stamp = snapshot->stamp()->value;
      answer.content = snapshot->fingerprint().value_or(ContentHash{});
    };
    const auto make = [&] {
      if (answer.content) answer.key = key_of(id, answer.content);
      admit(id, *snapshot, answer);
    };
    if (const SeenRecord* seen = cache_.seen(folder)) {
      const auto stamp = disk_.stamp(folder);
      if (stamp && stamp->is_settled && seen->stamp == stamp->value) {
        answer.stamp = stamp->value;
        answer.content = seen->content;
      }
    }
    if (!answer.stamp) read(wants_);
    if (is_known(id, answer)) return to_bytes(answer);
    if (!snapshot) {  // it was seen, and what was made of it is gone; or one build wants pictures and the other did not
      read(wants_);
      if (is_known(id, answer)) return to_bytes(answer);
    }
    make();
    if (snapshot->lacks_asked()) {  // a download that is a picture
      answer = {};
      read([](std::string_view) { return true; });
      if (is_known(id, answer)) return to_bytes(answer);
      make();
    }
    // What was made is of other bytes than those that the fingerprint is of.
    if (snapshot->is_torn()) answer.content = answer.key = {};
    return to_bytes(answer);
  }

 private:
  ContentHash key_of(const std::string& id, const ContentHash& content) const {
    return SecureHasher(cache_.secret()).add(rules_).add(id).add(content).value();
  }

  bool is_known(const std::string& id, Answer& answer) const {
    if (!answer.content) return false;
    answer.key = key_of(id, answer.content);
    const CachedRecord* entry = cache_.find(answer.key);
    if (!entry) return false;
    try {
      auto conditions = from_cached<Conditions>(entry->conditions);
      if (!holds(conditions)) return false;
      answer.is_known = conditions.words == said_in_;
      if (!answer.is_known) say_again(*entry, std::move(conditions), answer);
      return true;
    } catch (const DamagedPack&) {
      return false;
    }
  }

  bool holds(const Conditions& conditions) const {
    return conditions.begun == has_begun(conditions) && conditions.over == is_over(conditions) &&
           (conditions.standing == Standing::not_asked || conditions.standing == standing_of(conditions.seller)) &&
           (conditions.standing != Standing::unknown || conditions.sellers == sellers_);
  }

  bool has_begun(const Conditions& of) const { return of.from.empty() || options_.today >= of.from; }
  bool is_over(const Conditions& of) const { return !of.until.empty() && options_.today > of.until; }

  Standing standing_of(const std::string& seller) const {
    return book_.is_refused_seller(seller) ? Standing::refused
           : book_.has_seller(seller)      ? Standing::sound
                                           : Standing::unknown;
  }

  // Messages or facets changed: the same listing, its card in other words. Throws DamagedPack.
  void say_again(const CachedRecord& entry, Conditions conditions, Answer& answer) const {
    Reply reply = from_cached<Reply>(cache_.read(entry.reply));
    if (reply.is_public) {
      const auto made = from_cached<PreparedBytes>(cache_.read(entry.made));
      Summary fresh = summarize(from_cached<PreparedListing>(made.listing), site_, facets_, words_);
      reply.summary.cards = std::move(fresh.cards);
      reply.summary.facets = std::move(fresh.facets);
      reply.summary.shown = what_is_shown(reply.summary, made.search_words, cache_.secret());
    }
    conditions.words = said_in_;
    answer.conditions = to_bytes(conditions);
    answer.made = entry.made;
    keep(reply, answer);
  }

  void admit(const std::string& id, const FileReader& files, Answer& answer) const {
    AdmitOptions how;
    how.today = options_.today;
    how.advice = false;
    Admission admission = admit_listing(id, book_, files, how);
    Reply reply;
    reply.findings = admission.findings.all();
    // (Some of it comes from rules that are to be asked all the same.)
    std::erase_if(reply.findings, is_for_sellers_only);
    reply.reason = admission.decision.reason;
    if (admission.prepared) {
      auto [summary, made] = take_prepared(admission, site_, facets_, words_, cache_.secret());
      reply.is_public = true;
      reply.summary = std::move(summary);
      reply.summary.source = answer.key;
      answer.made = pack_->append(made);
    }
    Conditions conditions{
        std::move(admission.valid_from), std::move(admission.valid_until), true, false, {}, {}, {}, {}};
    conditions.begun = has_begun(conditions);
    conditions.over = is_over(conditions);
    if (admission.seller) {
      conditions.seller = std::move(*admission.seller);
      conditions.standing = standing_of(conditions.seller);
      if (conditions.standing == Standing::unknown) conditions.sellers = sellers_;
    }
    conditions.words = said_in_;
    answer.conditions = to_bytes(conditions);
    keep(reply, answer);
  }

  void keep(Reply& reply, Answer& answer) const {
    reply.summary.prepared = answer.made;
    answer.reply = pack_->append(to_bytes(reply));
  }

  const Site& site_;
  const Words& words_;
  const FileReader& disk_;
  const CatalogOptions& options_;
  const CheckBook& book_;
  const RecordCache& cache_;
  const Facets facets_;
  const WantFile wants_;
  ContentHash rules_, said_in_, sellers_;
  std::unique_ptr<PackWriter> pack_;
};

// What was said of a scanned listing. Throws DamagedPack.
Reply reply_of(const ScannedListing& listing, const RecordCache& cache) {
  const bool is_known = listing.reply.size == 0;
  const CachedRecord* entry = is_known ? cache.find(listing.key) : nullptr;
  if (is_known && !entry) throw DamagedPack{};  // it was found damaged when the cache was saved
  Reply reply = from_cached<Reply>(cache.read(is_known ? entry->reply : listing.reply));
  // It may have been moved since the reply was written.
  if (is_known) reply.summary.prepared = entry->made;
  return reply;
}

ContentHash hash_of(const std::vector<Finding>& findings) {
  return findings.empty() ? ContentHash{} : content_hash(to_bytes(findings));
}

void take_reply(const std::string& id, Reply reply, Catalog& catalog, Findings& findings) {
  const bool has_errors = std::any_of(reply.findings.begin(), reply.findings.end(), [](const Finding& finding) {
    return finding.severity == FindingSeverity::error;
  });
  findings.add_all(std::move(reply.findings));
  if (!reply.is_public && !has_errors &&
      (reply.reason == VisibilityReason::status_private || reply.reason == VisibilityReason::not_yet_valid))
    catalog.unapproved.push_back(id);
  const bool is_listed = reply.is_public && reply.summary.visibility == Visibility::listed;
  if (reply.is_public)
    catalog.summaries.push_back(std::move(reply.summary));
  else
    ++(has_errors ? catalog.refused : catalog.withheld);
  if (!reply.is_public && has_errors) catalog.broken.push_back(id);
  if (!is_listed)
    catalog.notes.push_back(id +
                            (has_errors ? ": left out, see its findings" : ": " + std::string(describe(reply.reason))));
}

ProposedListing read_proposed_listing(const std::string& id, const CheckBook& book, const FileReader& disk,
                                      const std::string& today, const Facets& facets, const Words& words,
                                      const HashSecret& secret, SeenAs as) {
  AdmitOptions how;
  how.today = today;
  how.as_if_approved = as != SeenAs::published;
  how.as_if_unlisted = as == SeenAs::unlisted;
  Admission admission = admit_listing(id, book, disk, how);
  ProposedListing listing;
  listing.id = id;
  listing.has_errors = admission.findings.has_errors();
  if (as == SeenAs::draft && admission.has_pending_edit) check_edit_against_record(id, book, disk, admission.findings);
  listing.findings = admission.findings.all();
  if (admission.prepared)
    std::tie(listing.summary.emplace(), listing.made) = take_prepared(admission, book.site(), facets, words, secret);
  return listing;
}

}  // namespace

// Where the archive looks for it: beside the type.
template <class A>
void serialize(A& a, ProposedListing& v) {
  a(v.id, v.findings, v.summary, v.made, v.has_errors);
}

std::vector<ProposedListing> read_proposed(const CheckBook& book, const Words& words, const FileReader& disk,
                                           const CatalogOptions& options, const HashSecret& secret,
                                           const std::vector<std::string>& ids, SeenAs as) {
  std::vector<ProposedListing> listings(ids.size());
  PoolWork work;
  std::size_t done = 0;
  const Facets facets(book.site());
  work.work = [&](std::size_t i) {
    return to_bytes(read_proposed_listing(ids[i], book, disk, options.today, facets, words, secret, as));
  };
  work.take = [&](std::size_t i, const std::string& bytes) {
    if (options.progress) options.progress(++done, ids.size());
    listings[i] = from_bytes<ProposedListing>(bytes);
  };
  work.lost = [&](std::size_t i, std::string why) {
    listings[i] = {ids[i], {lost_record(std::string(kListings), ids[i], std::move(why))}, std::nullopt, {}, true};
  };
  work.meanwhile = options.meanwhile;
  run_in_processes(ids.size(), limits_for_strangers(options.jobs, options.meanwhile), work);
  return listings;
}

ContentHash catalog_rules(const Site& site, const ContentHash& program) { return words_of(site, program); }

CatalogScan scan_catalog(const Site& site, const Words& words, const FileReader& disk, const CatalogOptions& options,
                         RecordCache& cache) {
  CatalogScan scan;
  scan.sellers = read_sellers(site, disk, options.jobs, false, scan.findings, options.meanwhile);
  const CheckBook book(site, scan.sellers.sound_ids(), scan.sellers.refused);
  scan.ids = list_records(disk, std::string(kListings), scan.findings);
  scan.listings.resize(scan.ids.size());

  Intake intake(site, words, disk, options, book, cache);
  ContentHasher inputs;
  bool can_tell = true;
  PoolWork work;
  work.start = [&](unsigned) { intake.start(); };
  work.work = [&](std::size_t i) { return intake.work(scan.ids[i]); };
  std::size_t done = 0;
  work.take = [&](std::size_t i, const std::string& bytes) {
    if (options.progress) options.progress(++done, scan.ids.size());
    auto answer = from_bytes<Answer>(bytes);
    ScannedListing& listing = scan.listings[i];
    listing.key = answer.key;
    listing.reply = answer.reply;
    listing.conditions = content_hash(answer.is_known ? cache.find(answer.key)->conditions : answer.conditions);
    scan.reused += answer.is_known;
    if (!answer.content) {
      cache.reach(answer.reply);
      cache.reach(answer.made);
      // It is read again each time; whether that would give the same its folder tells.
      listing.conditions = answer.stamp;
      can_tell = can_tell && answer.stamp;
      return;
    }
    const std::string folder = fmt::format("{}/{}", kListings, scan.ids[i]);
    const SeenRecord* seen = cache.seen(folder);
    if (!seen || seen->stamp != answer.stamp || seen->content != answer.content)
      cache.saw(folder, {answer.stamp, answer.content});
    if (!answer.is_known) cache.put(folder, {answer.key, std::move(answer.conditions), answer.reply, answer.made});
  };
  work.lost = [&](std::size_t i, std::string why) {
    scan.listings[i].lost = std::move(why);
    can_tell = false;
  };
  work.meanwhile = options.meanwhile;
  run_in_processes(scan.ids.size(), limits_for_strangers(options.jobs, options.meanwhile), work);

  inputs.add(scan.sellers.content).add(to_bytes(scan.findings.all()));
  for (std::size_t i = 0; i < scan.ids.size(); ++i)
    inputs.add(scan.ids[i]).add(scan.listings[i].key).add(scan.listings[i].conditions);
  if (can_tell) scan.inputs = inputs.value();
  return scan;
}

TakenListing take_listing(const CatalogScan& scan, std::size_t index, const RecordCache& cache) {
  Reply reply = reply_of(scan.listings[index], cache);
  TakenListing taken{std::nullopt, hash_of(reply.findings)};
  if (reply.is_public) taken.summary = std::move(reply.summary);
  return taken;
}

Catalog gather_catalog(CatalogScan scan, const RecordCache& cache, Findings& findings) {
  Catalog catalog;
  catalog.records = scan.ids.size();
  catalog.summaries.reserve(scan.ids.size());
  catalog.said.resize(scan.ids.size());
  catalog.sellers = std::move(scan.sellers.sound);
  findings.add_all(scan.findings.all());
  for (std::size_t i = 0; i < scan.ids.size(); ++i) {
    ScannedListing& listing = scan.listings[i];
    if (!listing.lost.empty()) {
      ++catalog.refused;
      catalog.broken.push_back(scan.ids[i]);
      findings.add(lost_record(std::string(kListings), scan.ids[i], std::move(listing.lost)));
      catalog.notes.push_back(scan.ids[i] + ": left out, see its findings");
      continue;
    }
    Reply reply = reply_of(listing, cache);
    catalog.said[i] = hash_of(reply.findings);
    take_reply(scan.ids[i], std::move(reply), catalog, findings);
  }
  return catalog;
}

}  // namespace onshelf
