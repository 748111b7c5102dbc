// The first half of the arrow, for every record on all cores: load, check, gate, and the texts and pictures made safe. What an
// earlier build made of the same bytes is taken from the cache.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "commands/sellers.h"
#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/pack_place.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "model/summary.h"
#include "store/record_cache.h"
#include "words/words.h"
#include "workers/pool.h"

namespace onshelf {

struct CatalogOptions {
  std::string today;  // ISO 8601 day
  unsigned jobs = 1;
  ContentHash program;
  std::function<void(std::size_t done, std::size_t total)> progress = {};  // after each listing; may be empty
  Meanwhile meanwhile = {};
};

// What became of one listing.
struct ScannedListing {
  ContentHash key;         // of its bytes and all they were judged by; not known: it cannot be told when they change
  ContentHash conditions;  // what else must be as it was
  PackPlace reply;         // of one that was read; size 0: the cache knows where
  std::string lost;        // why its process died over it
};

// Every record looked at, and those that changed read.
struct CatalogScan {
  std::vector<std::string> ids;
  std::vector<ScannedListing> listings;  // beside ids
  Sellers sellers;
  Findings findings;       // of the folders and the sellers
  ContentHash inputs;      // of all records and all they were judged by; not known: something cannot be told
  std::size_t reused = 0;  // listings that were not read again
};

struct Catalog {
  std::vector<Summary> summaries;  // of public listings
  std::vector<PublicSeller> sellers;
  std::size_t records = 0;              // read in all
  std::size_t withheld = 0;             // by their own status, flags or dates: nothing is wrong with them
  std::size_t refused = 0;              // left out because of errors
  std::vector<std::string> notes;       // why a listing is not listed, by id
  std::vector<std::string> unapproved;  // ids of those that only lack approval, or whose time has not come
  std::vector<std::string> broken;      // ids of those left out because of errors
  std::vector<ContentHash> said;        // beside CatalogScan::ids: of the findings; not known: none
};

// One listing of a scan, by itself.
struct TakenListing {
  std::optional<Summary> summary;  // nothing: it is not public
  ContentHash said;                // as in Catalog
};

// What a listing would be if the platform approved it as it lies there, the edit in its draft/ included.
struct ProposedListing {
  std::string id;
  std::vector<Finding> findings;   // also of what an edit in draft/ may not change, which is shown all the same
  std::optional<Summary> summary;  // nothing: it has errors, or its own flags withhold it
  std::string made;                // PreparedBytes; they are in no pack
  bool has_errors = false;
};

// Of all of a site that decides what becomes of its records.
ContentHash catalog_rules(const Site& site, const ContentHash& program);

// Bodies and pictures wait in the packs of the cache, which is given what is new to it.
CatalogScan scan_catalog(const Site& site, const Words& words, const FileReader& disk, const CatalogOptions& options,
                         RecordCache& cache);

// What a preview may take a listing for.
enum class SeenAs : std::uint8_t {
  draft,      // approved as it lies there
  published,  // as a build takes it
  unlisted,   // as draft, and hidden from who has not the link
};

// For a preview. In contained processes; nothing of it goes into the cache, whose secret Summary::shown is made with.
std::vector<ProposedListing> read_proposed(const CheckBook& book, const Words& words, const FileReader& disk,
                                           const CatalogOptions& options, const HashSecret& secret,
                                           const std::vector<std::string>& ids, SeenAs as = SeenAs::draft);

// Throws DamagedPack.
TakenListing take_listing(const CatalogScan& scan, std::size_t index, const RecordCache& cache);

// Findings are complete but for is_for_sellers_only(). Throws DamagedPack.
Catalog gather_catalog(CatalogScan scan, const RecordCache& cache, Findings& findings);

}  // namespace onshelf
