// What the command line asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace onshelf {

// design: 0 done; 1 findings of severity error; 2 wrong usage or configuration, nothing written; 3 the machine failed.
enum class ExitCode : int { done = 0, findings = 1, bad_usage = 2, machine_failed = 3 };

enum class ReportFormat { text, json, sarif, github, junit };

// How findings are printed.
struct ReportOptions {
  ReportFormat format = ReportFormat::text;
  std::string language = "en";
  std::optional<std::size_t> most;  // findings printed; 100 in text and all in the other formats unless given
  std::string version;              // of this program, for formats that name it
};

struct BuildOptions {
  std::string site = ".";
  std::string out;               // empty: public/ of the site
  std::string base_url;          // empty: as site.json says
  std::string now;               // ISO 8601; empty: the clock
  std::string history;           // empty: .onshelf/history.json of the site
  std::optional<unsigned> jobs;  // worker processes; nothing: one a core; 0: none, for debuggers
  bool strict = false;           // any error: publish nothing
  std::string cache;             // what builds remember, in a folder of its own; empty: below .onshelf of the site
  bool fresh = false;            // use nothing of earlier builds
  bool explain = false;          // say of each withheld listing why, and of each file that was made
  bool stats = false;            // what each stage took
  bool no_icons = false;
  bool pseudo = false;       // with the pseudo language, into a folder of its own
  bool precompress = false;  // in all forms, whatever site.json says
  bool quiet = false;
  ReportOptions report;
};

struct CheckOptions {
  std::vector<std::string> sites;
  std::string against;           // folder of the last approved state; empty: none
  bool drafts = false;           // what is not approved yet too
  bool render = false;           // render texts and decode pictures as well
  bool coverage = false;         // how much is said in each language, and where that is less than the site wants
  std::optional<unsigned> jobs;  // as in BuildOptions
  std::string now;
  ReportOptions report;
};

struct AuditOptions {
  std::string out = "public";             // the built folder
  std::string base_url;                   // empty: as the site itself says
  std::vector<std::string> markers;       // texts that must be nowhere
  std::vector<std::string> marker_files;  // with one on each line
  unsigned jobs = 0;
  ReportOptions report;
};

struct PreviewOptions {
  std::string site = ".";
  std::string listing;                // whose page comes first; empty: chosen, see PreviewSite::start_page()
  std::optional<std::uint16_t> port;  // 0: any that is free; nothing: that of the folder, else any
  std::string bind;                   // address; empty: this machine only
  std::string cache;                  // as in BuildOptions
  std::string history;
  std::string now;
  std::optional<unsigned> jobs;
  bool open = false;        // in the desktop's browser
  std::string export_file;  // write the listing there and end; "-": to stdout; empty: serve
  bool quiet = false;
};

struct ExplainOptions {
  std::string site = ".";
  std::string listing;
  std::string field;  // empty: all
  std::string now;
  std::string language = "en";
};

struct SchemaOptions {
  std::string site = ".";
  std::string type;       // empty: all
  bool markdown = false;  // tables for people
};

struct NewRecordOptions {
  std::string site = ".";
  std::string id;
  std::string type;
};

ExitCode run_build(const BuildOptions& options);
ExitCode run_check(const CheckOptions& options);
ExitCode run_preview(const PreviewOptions& options);
ExitCode run_audit(const AuditOptions& options);
ExitCode run_explain(const ExplainOptions& options);
ExitCode run_schema(const SchemaOptions& options);
ExitCode run_new_listing(const NewRecordOptions& options);
ExitCode run_new_seller(const NewRecordOptions& options);
ExitCode run_new_site(const std::string& folder);

}  // namespace onshelf
