#include "audit/server_check.h"

namespace onshelf::audit {
namespace {

// A path of the host that names one thing below u/ and not all of them.
bool names_unlisted(const SiteView& site, std::string_view path) {
  const std::string& base = site.base().path;
  if (!path.starts_with(base)) return false;
  path.remove_prefix(base.size());
  const std::size_t at = path.starts_with("u/") ? 0 : path.find("/u/");
  if (at == std::string_view::npos) return false;
  const std::string_view name = path.substr(at + (at == 0 && path.starts_with("u/") ? 2 : 3));
  return !name.empty() && name[0] != '*';
}

void check_robots(const SiteView& site, FileIndex file, Faults& faults, Links& links) {
  for (const NamedAddress& sitemap : site.robots().sitemaps) {
    const Target target = site.resolve(sitemap.text, file);
    if (!target.is_whole || target.lead != Lead::file)
      faults.add(Rule::robots_sitemap, sitemap.where);
    else
      links.follow(sitemap.text, sitemap.where, LinkUse::name);
  }
}

void check_headers(const SiteView& site, Faults& faults) {
  bool has_nosniff = false, has_policy = false;
  for (const HeaderRule& rule : site.headers()) {
    if (names_unlisted(site, rule.pattern)) faults.add(Rule::unlisted_named, rule.where);
    if (rule.pattern != "/*" && rule.pattern != site.base().path + "*") continue;
    for (const Header& header : rule.headers) {
      has_nosniff = has_nosniff || (header.name == "x-content-type-options" && header.value == "nosniff");
      has_policy = has_policy || (header.name == "content-security-policy" && !header.value.empty());
    }
  }
  if (!has_nosniff) faults.add(Rule::headers_nosniff, {});
  if (!has_policy) faults.add(Rule::headers_policy, {});
}

void check_redirect(const SiteView& site, FileIndex file, const Redirect& redirect, Faults& faults, Links& links) {
  if (redirect.to.text.empty()) return faults.add(Rule::redirect_line, redirect.from.where);
  const bool has_wildcard =
      redirect.from.text.find_first_of("*:") != std::string::npos || redirect.to.text.find(':', 8) != std::string::npos;
  const Target from = site.resolve(redirect.from.text, file);
  if (names_unlisted(site, from.path)) faults.add(Rule::unlisted_named, redirect.from.where);
  if (has_wildcard) return;
  // A status of 200 shows another page at this address, which is no redirect.
  if (from.lead == Lead::file && redirect.status >= 300)
    faults.add(Rule::redirect_shadowed, redirect.from.where, {from.path});
  const Target to = site.resolve(redirect.to.text, file);
  if (to.lead == Lead::nothing || to.lead == Lead::gone || to.lead == Lead::broken || to.lead == Lead::outside)
    faults.add(Rule::redirect_target, redirect.to.where, {to.path});
  else if (to.lead == Lead::moved || to.lead == Lead::folder)
    faults.add(Rule::redirect_chain, redirect.to.where, {to.path});
  else
    links.follow(redirect.to.text, redirect.to.where, LinkUse::visit);
}

}  // namespace

void check_server_file(const SiteView& site, FileIndex file, Faults& faults, Links& links) {
  const std::string& path = site.path(file);
  if (path == "robots.txt") check_robots(site, file, faults, links);
  if (path == "_headers") check_headers(site, faults);
  if (path == "_redirects")
    for (const Redirect& redirect : site.redirects()) check_redirect(site, file, redirect, faults, links);
}

}  // namespace onshelf::audit
