// What a product type asks of a record: for editors as a JSON Schema, for people as tables.
#include <fmt/format.h>

#include "commands/options.h"
#include "commands/record_schema.h"
#include "commands/rule_tables.h"
#include "commands/rule_words.h"
#include "commands/site_session.h"
#include "findings/did_you_mean.h"

namespace onshelf {

ExitCode run_schema(const SchemaOptions& options) {
  Findings findings;
  const auto session = open_site(options.site, {}, findings);
  if (!session) {
    print_findings(findings);
    return ExitCode::bad_usage;
  }
  const Site& site = session->site;
  if (options.type.empty()) {
    if (options.markdown)
      fmt::print("{}", rule_tables(site));
    else
      for (const ProductType& type : site.types)
        fmt::print("{:<28} {}: {}\n", type.id, any_text(type.platform_name), any_text(type.name));
    return ExitCode::done;
  }
  const ProductType* type = site.find_type(options.type);
  if (!type) {
    std::vector<std::string> known;
    for (const ProductType& each : site.types) known.push_back(each.id);
    const std::string near = nearest(options.type, known);
    fmt::print(stderr, "onshelf schema: there is no product type \"{}\"{}\n", options.type,
               near.empty() ? "" : "; did you mean \"" + near + "\"?");
    return ExitCode::bad_usage;
  }
  fmt::print("{}", options.markdown ? rule_table(*type) : record_schema(*type, site).dump(2) + '\n');
  return ExitCode::done;
}

}  // namespace onshelf
