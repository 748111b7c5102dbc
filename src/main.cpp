// Flags in, exit code out.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <system_error>

#include "commands/options.h"
#include "findings/did_you_mean.h"
#include "text/language.h"

namespace {

using onshelf::AuditOptions;
using onshelf::BuildOptions;
using onshelf::CheckOptions;
using onshelf::ExitCode;
using onshelf::ExplainOptions;
using onshelf::NewRecordOptions;
using onshelf::PreviewOptions;
using onshelf::ReportFormat;
using onshelf::ReportOptions;
using onshelf::SchemaOptions;

void add_report(CLI::App& command, ReportOptions& options) {
  static const std::map<std::string, ReportFormat> formats = {{"text", ReportFormat::text},
                                                              {"json", ReportFormat::json},
                                                              {"sarif", ReportFormat::sarif},
                                                              {"github", ReportFormat::github},
                                                              {"junit", ReportFormat::junit}};
  command
      .add_option_function<std::string>(
          "--format", [&options](const std::string& name) { options.format = formats.at(name); },
          "How findings are printed; all but text go to stdout")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "junit"}))
      ->option_text("text|json|sarif|github|junit");
  command.add_option("--lang", options.language, "Language of findings, such as zh-CN; English unless given");
  command.add_option("--most", options.most, "Findings printed, all are counted; 100 in text and all otherwise")
      ->check(CLI::NonNegativeNumber);
  options.version = ONSHELF_VERSION;
}

CLI::App* add_build(CLI::App& app, BuildOptions& options) {
  CLI::App* build =
      app.add_subcommand("build", "Build the site: list and detail pages in every locale, icons, sitemaps");
  build->add_option("dir", options.site, "Folder of the site")->capture_default_str();
  build->add_option("--out", options.out, "Folder the site is written to; public/ of the site unless given");
  build->add_option("--base-url", options.base_url, "Address the site will have, instead of the one in site/site.json");
  build->add_option("--history", options.history,
                    "Publication history to read and write; .onshelf/history.json unless given");
  build->add_option("--now", options.now, "Time of the build, such as 2026-11-20T08:00:00Z; the clock unless given");
  build
      ->add_option(
          "--jobs", options.jobs,
          "Worker processes; one for each core unless given. 0: none, for debuggers: hostile files are not contained")
      ->check(CLI::Range(0, 256));
  build->add_flag("--strict", options.strict, "Publish nothing when any listing has an error");
  build->add_option(
      "--cache", options.cache,
      "Folder for what builds remember, to be kept between machines and shared; .onshelf/cache unless given");
  build->add_flag("--fresh", options.fresh, "Use nothing of earlier builds: read and make everything anew");
  build->add_flag("--explain", options.explain,
                  "Say why each listing that is not listed is not, and why each file that changed was made");
  build->add_flag("--stats", options.stats, "Say what each stage took");
  build->add_flag("--no-icons", options.no_icons, "Leave pictures out");
  build->add_flag("--precompress", options.precompress,
                  "Write each text file packed as well, as .gz and .br, for servers that hand these out");
  build->add_flag(
      "--pseudo", options.pseudo,
      "Also show all texts in a pseudo language, at x-test/: accented, longer, in brackets; into public-pseudo/ "
      "of the site, and never into the site itself");
  build->add_flag("--quiet", options.quiet, "Print findings only, no summary");
  add_report(*build, options.report);
  return build;
}

CLI::App* add_check(CLI::App& app, CheckOptions& options) {
  CLI::App* check = app.add_subcommand("check", "Check every record and print findings; writes nothing");
  check->add_option("dir", options.sites, "Folders of sites; the current one unless given");
  check->add_option("--against", options.against,
                    "Folder of the last approved state: a site or its content/; reports what may not change");
  check->add_flag("--drafts", options.drafts, "Judge records that are not approved yet, and edits in draft/, too");
  check->add_flag("--render", options.render,
                  "Also render every text and decode every picture, as a build does: slower, and finds damaged files");
  check->add_flag("--coverage", options.coverage,
                  "Also say how much of the public listings is written in each language, and report what is less than "
                  "\"least_coverage\" in site/site.json");
  check->add_option("--now", options.now, "Time to judge validity dates by; the clock unless given");
  check
      ->add_option(
          "--jobs", options.jobs,
          "Worker processes; one for each core unless given. 0: none, for debuggers: hostile files are not contained")
      ->check(CLI::Range(0, 256));
  add_report(*check, options.report);
  return check;
}

CLI::App* add_preview(CLI::App& app, PreviewOptions& options) {
  CLI::App* preview = app.add_subcommand(
      "preview", "Serve the site to your own browser, drafts and all, and follow every change of a file");
  preview->add_option("dir", options.site, "Folder of the site")->capture_default_str();
  preview->add_option("--listing", options.listing, "Begin at this listing's page, or export it");
  CLI::Option* port =
      preview->add_option("--port", options.port, "Port to serve at; the folder's own unless given, if it is free");
  CLI::Option* bind =
      preview->add_option("--bind", options.bind,
                          "Address to serve at instead of this machine only; the token in the printed address lets in");
  CLI::Option* open = preview->add_flag("--open", options.open, "Open the page in the browser of the desktop");
  CLI::Option* file = preview->add_option(
      "--export", options.export_file,
      "Serve nothing: write the listing in all languages, with its findings, to this one HTML file; - for stdout");
  // (A variable that is not set must not start a server.)
  file->check([](const std::string& name) { return name.empty() ? "no file is named" : ""; });
  for (CLI::Option* of_server : {port, bind, open}) file->excludes(of_server);
  preview->add_option("--cache", options.cache, "Folder for what is remembered, as for build");
  preview->add_option("--history", options.history, "Publication history to read; .onshelf/history.json unless given");
  preview->add_option("--now", options.now, "Time to show the site at; the clock unless given");
  preview->add_option("--jobs", options.jobs, "Worker processes; one for each core unless given")
      ->check(CLI::Range(1, 256));
  preview->add_flag("--quiet", options.quiet, "Print the address only");
  return preview;
}

CLI::App* add_audit(CLI::App& app, AuditOptions& options) {
  CLI::App* audit = app.add_subcommand(
      "audit", "Read a built site as a stranger would: links, languages, sitemaps, structured data, leaks");
  audit->add_option("out", options.out, "Folder a site was built into")->capture_default_str();
  audit->add_option("--base-url", options.base_url, "Address the site will have; what it says itself unless given");
  audit->add_option("--marker", options.markers, "Text that must be nowhere in the site, in no encoding; repeatable")
      ->allow_extra_args(false);
  audit->add_option("--markers", options.marker_files, "File with such a text on each line; repeatable")
      ->allow_extra_args(false);
  audit->add_option("--jobs", options.jobs, "Worker processes; one for each core unless given")
      ->check(CLI::Range(1, 256));
  add_report(*audit, options.report);
  return audit;
}

CLI::App* add_explain(CLI::App& app, ExplainOptions& options) {
  CLI::App* explain = app.add_subcommand(
      "explain", "Say why a listing is shown or not, which language fills which, and what each field must be");
  explain->add_option("listing", options.listing, "Folder name below content/listings")->required();
  explain->add_option("field", options.field, "One field only, under its canonical or the platform's own name");
  explain->add_option("--site", options.site, "Folder of the site")->capture_default_str();
  explain->add_option("--now", options.now, "Time to judge validity dates by; the clock unless given");
  explain->add_option("--lang", options.language, "Language of the answer, such as zh-CN; English unless given");
  return explain;
}

CLI::App* add_schema(CLI::App& app, SchemaOptions& options) {
  CLI::App* schema = app.add_subcommand("schema", "Print the JSON Schema of a product type's records, for editors");
  schema->add_option("type", options.type, "Product type; without it all are listed");
  schema->add_option("--site", options.site, "Folder of the site")->capture_default_str();
  schema->add_flag("--markdown", options.markdown, "Tables of all rules for people instead");
  return schema;
}

// The commands below "new"; the caller sees from `parsed` which was meant.
struct NewCommands {
  CLI::App* listing;
  CLI::App* seller;
  CLI::App* site;
};

CLI::App* add_new_record(CLI::App& make, NewRecordOptions& options, const std::string& kind,
                         const std::string& description) {
  CLI::App* record = make.add_subcommand(kind, description);
  record->add_option("id", options.id, "Folder name below content/" + kind + "s")->required();
  record->add_option("--type", options.type, "Type of its record; \"onshelf schema\" lists them")->required();
  record->add_option("--site", options.site, "Folder of the site")->capture_default_str();
  return record;
}

NewCommands add_new(CLI::App& app, NewRecordOptions& record_options, std::string& folder) {
  CLI::App* make =
      app.add_subcommand("new", "Make a listing, a seller or a site to start from; nothing is overwritten");
  make->require_subcommand(1);
  CLI::App* listing =
      add_new_record(*make, record_options, "listing", "A draft with every required field, and a README about them");
  CLI::App* seller =
      add_new_record(*make, record_options, "seller", "A seller's record with every required field, and a README");
  CLI::App* site = make->add_subcommand("site", "Settings, categories, a seller and a listing that build");
  site->add_option("dir", folder, "Folder to make")->required();
  return {listing, seller, site};
}

// CLI11 only says that a command is missing.
bool is_unknown_command(const CLI::App& app, const char* word) {
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands(nullptr)) known.push_back(command->get_name());
  if (*word == '-' || std::find(known.begin(), known.end(), word) != known.end()) return false;
  const std::string near = onshelf::nearest(word, known);
  fmt::print(stderr, "onshelf: there is no command \"{}\"{}\nRun with --help for more information.\n", word,
             near.empty() ? "" : "; did you mean \"" + near + "\"?");
  return true;
}

int run(int argc, char** argv) {
  CLI::App app("onshelf turns approved marketplace listing records into a localized static product catalog.",
               "onshelf");
  app.set_version_flag("--version", "onshelf " ONSHELF_VERSION);
  app.footer(
      "Exit codes: 0 done; 1 findings of severity error (build: built without those listings); 2 wrong usage or\n"
      "configuration, nothing written; 3 the machine failed, the old site stands.");
  app.require_subcommand(1);
  BuildOptions build_options;
  CheckOptions check_options;
  const CLI::App* build = add_build(app, build_options);
  add_check(app, check_options);
  PreviewOptions preview_options;
  const CLI::App* preview = add_preview(app, preview_options);
  AuditOptions audit_options;
  const CLI::App* audit = add_audit(app, audit_options);
  ExplainOptions explain_options;
  const CLI::App* explain = add_explain(app, explain_options);
  SchemaOptions schema_options;
  const CLI::App* schema = add_schema(app, schema_options);
  NewRecordOptions record_options;
  std::string new_folder;
  const NewCommands make = add_new(app, record_options, new_folder);
  if (argc > 1 && is_unknown_command(app, argv[1])) return static_cast<int>(ExitCode::bad_usage);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::bad_usage);
  }
  if (check_options.sites.empty()) check_options.sites.push_back(".");
  if (preview->parsed()) return static_cast<int>(run_preview(preview_options));
  if (audit->parsed()) return static_cast<int>(run_audit(audit_options));
  if (explain->parsed()) return static_cast<int>(run_explain(explain_options));
  if (schema->parsed()) return static_cast<int>(run_schema(schema_options));
  if (make.listing->parsed()) return static_cast<int>(run_new_listing(record_options));
  if (make.seller->parsed()) return static_cast<int>(run_new_seller(record_options));
  if (make.site->parsed()) return static_cast<int>(onshelf::run_new_site(new_folder));
  return static_cast<int>(build->parsed() ? run_build(build_options) : run_check(check_options));
}

}  // namespace

int main(int argc, char** argv) {
  // A limit on file sizes or a closed pipe is an error to report, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  onshelf::forget_process_language();
  try {
    return run(argc, argv);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "onshelf: %s\n", error.what());  // fmt would throw again when stderr is closed
  } catch (const std::exception& error) {
    std::fprintf(stderr, "onshelf: %s\n", error.what());
  }
  return static_cast<int>(ExitCode::machine_failed);
}
