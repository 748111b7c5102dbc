#include "audit/rules.h"

#include <cassert>
#include <string_view>

namespace onshelf::audit {
namespace {

constexpr FindingSeverity kError = FindingSeverity::error;
constexpr FindingSeverity kWarning = FindingSeverity::warning;

// In the order of Rule.
const std::vector<RuleText> kRules = {
    // Files.
    {Rule::not_regular, "audit-not-regular", kError, "a link, a fifo or a device, where a file should be",
     "publish regular files and folders only"},
    {Rule::unreadable, "audit-unreadable", kError, "this could not be judged: {fault}", ""},
    {Rule::too_large, "audit-too-large", kError, "{size} bytes, and only {most} are read",
     "nothing else was looked for in this file"},
    {Rule::encoding, "audit-encoding", kError, "not valid UTF-8", "save it as UTF-8"},
    {Rule::file_name, "audit-file-name", kError, "the name of the file is not valid UTF-8, or has a control character",
     ""},
    {Rule::leftover, "audit-leftover", kError, "a file of this kind does not belong into a published folder",
     "backups, temporary files, source maps, logs and dot files tell more than they should"},
    {Rule::orphan, "audit-orphan", kWarning, "nothing in the site leads here", "link it, or take it away"},
    {Rule::more, "audit-more", kWarning, "{count} more of {rule} in this file", ""},

    // Links.
    {Rule::dead_link, "audit-dead-link", kError, "nothing is at {path}", ""},
    {Rule::dead_fragment, "audit-dead-fragment", kError, "{path} has no id \"{id}\"", ""},
    {Rule::outside_link, "audit-outside-link", kError, "leads out of {base} on the same host", ""},
    {Rule::missing_slash, "audit-missing-slash", kWarning, "{path} is a folder",
     "end the address with a slash: without it every visit is a redirect"},
    {Rule::moved_link, "audit-moved-link", kWarning, "{path} has moved", "link the place it moved to"},
    {Rule::broken_address, "audit-broken-address", kError, "no readable address", ""},
    {Rule::script_address, "audit-script-address", kError, "an address that runs a script", ""},
    {Rule::third_party, "audit-third-party", kError, "loaded from {host}",
     "serve it from the site itself: the other host sees every visitor"},
    {Rule::no_opener, "audit-no-opener", kWarning, "opens a new window that can steer this one",
     "add rel=\"noopener\""},

    // Pages.
    {Rule::doctype, "audit-doctype", kWarning, "no <!doctype html>",
     "without it browsers lay the page out as in the last century"},
    {Rule::too_deep, "audit-too-deep", kError, "elements stand {depth} deep in each other", "browsers stop at 512"},
    {Rule::no_title, "audit-no-title", kError, "no title", ""},
    {Rule::title_twice, "audit-title-twice", kWarning, "{page} has the same title in this language",
     "say in the title what only this page has"},
    {Rule::no_description, "audit-no-description", kError, "no meta description", ""},
    {Rule::h1, "audit-h1", kWarning, "{count} elements h1, and one is due", ""},
    {Rule::id_twice, "audit-id-twice", kError, "a second element with this id", ""},
    {Rule::inline_script, "audit-inline-script", kError, "a script inside the page",
     "put it into a file, so that the security policy may forbid others"},
    {Rule::inline_style, "audit-inline-style", kError, "a style inside the page",
     "put it into a file, so that the security policy may forbid others"},
    {Rule::event_handler, "audit-event-handler", kError, "an attribute that runs a script", ""},
    {Rule::base_element, "audit-base-element", kError, "a base element changes what every address means", ""},
    {Rule::not_in_head, "audit-not-in-head", kError, "crawlers ignore this outside of the head", ""},
    {Rule::lang_missing, "audit-lang-missing", kError, "the html element has no lang", ""},
    {Rule::lang_other, "audit-lang-other", kError, "lang is {lang} in the folder {folder}", ""},

    // Canonical addresses.
    {Rule::canonical_missing, "audit-canonical-missing", kError, "no canonical address",
     "a page that may be indexed names itself: {address}"},
    {Rule::canonical_several, "audit-canonical-several", kError, "a second canonical address",
     "crawlers then believe none"},
    {Rule::canonical_relative, "audit-canonical-relative", kError, "not a whole address",
     "write it with scheme and host"},
    {Rule::canonical_fragment, "audit-canonical-fragment", kError, "a canonical address with a fragment", ""},
    {Rule::canonical_form, "audit-canonical-form", kError, "the page is known as {address}",
     "write every address of a page in one form"},
    {Rule::canonical_foreign, "audit-canonical-foreign", kError, "the canonical page is on another host", ""},
    {Rule::canonical_absent, "audit-canonical-absent", kError, "no page is at {path}", ""},
    {Rule::canonical_noindex, "audit-canonical-noindex", kError, "{path} may not be indexed", ""},
    {Rule::canonical_chain, "audit-canonical-chain", kError, "{path} has another canonical address itself", ""},
    {Rule::canonical_elsewhere, "audit-canonical-elsewhere", kError, "names another page, {path}",
     "only a copy of a page in another language may; it then has no alternates"},
    {Rule::og_url, "audit-og-url", kError, "og:url is not the canonical address", ""},
    {Rule::card_relative, "audit-card-relative", kError, "not a whole address", "write it with scheme and host"},

    // Languages.
    {Rule::hreflang_code, "audit-hreflang-code", kError, "no code that crawlers know",
     "a language of ISO 639-1, then perhaps a script and a country: zh-Hant-TW"},
    {Rule::hreflang_twice, "audit-hreflang-twice", kError, "a second alternate of this language", ""},
    {Rule::hreflang_relative, "audit-hreflang-relative", kError, "not a whole address",
     "write it with scheme and host"},
    {Rule::hreflang_absent, "audit-hreflang-absent", kError, "no page is at {path}", ""},
    {Rule::hreflang_noindex, "audit-hreflang-noindex", kError, "{path} may not be indexed", ""},
    {Rule::hreflang_canonical, "audit-hreflang-canonical", kError, "{path} has another canonical address", ""},
    {Rule::hreflang_lang, "audit-hreflang-lang", kError, "{path} is in {lang}", ""},
    {Rule::hreflang_one_way, "audit-hreflang-one-way", kError, "{path} does not point back",
     "crawlers ignore alternates that are not mutual"},
    {Rule::hreflang_self, "audit-hreflang-self", kError, "the alternates lack this page itself", ""},
    {Rule::hreflang_default, "audit-hreflang-default", kWarning, "no x-default, which other pages have", ""},

    // Structured data.
    {Rule::data_json, "audit-data-json", kError, "not JSON", ""},
    {Rule::data_context, "audit-data-context", kError, "structured data without @context of schema.org", ""},
    {Rule::data_type, "audit-data-type", kError, "structured data without @type", ""},
    {Rule::data_breadcrumb, "audit-data-breadcrumb", kError,
     "a trail needs two items or more, each with position, name and item", ""},
    {Rule::data_product, "audit-data-product", kError, "a {type} needs {member}", ""},
    {Rule::data_offer, "audit-data-offer", kError, "the {type} has no {member} that can be read",
     "numbers with a dot, without signs; currencies as in ISO 4217"},
    {Rule::data_rating, "audit-data-rating", kError, "a rating needs ratingValue and a count", ""},

    // What must not be found.
    {Rule::unlisted_link, "audit-unlisted-link", kError, "leads to an unlisted page or file",
     "what is below u/ is known by its address only"},
    {Rule::unlisted_named, "audit-unlisted-named", kError, "names an unlisted page or file",
     "what is below u/ is known by its address only"},
    {Rule::unlisted_indexable, "audit-unlisted-indexable", kError, "unlisted, and may be indexed",
     "add a robots meta element, or a rule of _headers, with noindex"},
    {Rule::noindex_blocked, "audit-noindex-blocked", kError,
     "robots.txt keeps crawlers from seeing that this page is noindex",
     "allow it: only who may fetch the page obeys its noindex"},

    // Sitemaps.
    {Rule::robots_sitemap, "audit-robots-sitemap", kError, "a sitemap is named by its whole address on this site", ""},
    {Rule::sitemap_xml, "audit-sitemap-xml", kError, "no XML that a crawler could read as a sitemap", ""},
    {Rule::sitemap_count, "audit-sitemap-count", kError, "{count} addresses; 50,000 are allowed", "split it"},
    {Rule::sitemap_size, "audit-sitemap-size", kError, "{size} bytes; 52,428,800 are allowed", "split it"},
    {Rule::sitemap_loc, "audit-sitemap-loc", kError, "no whole address of less than 2,048 characters", ""},
    {Rule::sitemap_host, "audit-sitemap-host", kError, "not below {base}", "a sitemap speaks of its own host only"},
    {Rule::sitemap_date, "audit-sitemap-date", kError, "no date in W3C form",
     "2026-11-20, or 2026-11-20T08:00:00Z with a time zone"},
    {Rule::sitemap_twice, "audit-sitemap-twice", kWarning, "listed before in {file}", ""},
    {Rule::sitemap_absent, "audit-sitemap-absent", kError, "nothing is at {path}", ""},
    {Rule::sitemap_noindex, "audit-sitemap-noindex", kError, "{path} may not be indexed", ""},
    {Rule::sitemap_canonical, "audit-sitemap-canonical", kError, "not the canonical address of {path}", ""},
    {Rule::sitemap_blocked, "audit-sitemap-blocked", kError, "robots.txt keeps crawlers from {path}", ""},
    {Rule::sitemap_lacks, "audit-sitemap-lacks", kError, "no sitemap lists this page", ""},
    {Rule::sitemap_alternates, "audit-sitemap-alternates", kError, "other alternates than {path} has itself", ""},
    {Rule::sitemap_index, "audit-sitemap-index", kError, "no sitemap is at {path}",
     "an index lists sitemaps, no other index"},
    {Rule::sitemap_images, "audit-sitemap-images", kError, "more than 1,000 pictures of one page", ""},

    // Other files.
    {Rule::xml, "audit-xml", kError, "not well-formed XML", ""},
    {Rule::json, "audit-json", kError, "not JSON", ""},
    {Rule::redirect_line, "audit-redirect-line", kError, "no redirect: an address, its target, and perhaps a status",
     ""},
    {Rule::redirect_target, "audit-redirect-target", kError, "nothing is at {path}", ""},
    {Rule::redirect_shadowed, "audit-redirect-shadowed", kError, "{path} still exists, so that nobody is redirected",
     ""},
    {Rule::redirect_chain, "audit-redirect-chain", kWarning, "{path} is redirected again",
     "name the last target at once"},
    {Rule::headers_nosniff, "audit-headers-nosniff", kError, "no X-Content-Type-Options: nosniff for all files", ""},
    {Rule::headers_policy, "audit-headers-policy", kError, "no Content-Security-Policy for all files", ""},
    {Rule::marker, "audit-marker", kError, "marker {number} stands here, {fault}",
     "what was given as a marker must be nowhere in the site"},
};

}  // namespace

const RuleText& text_of(Rule rule) {
  const RuleText& text = kRules.at(static_cast<std::size_t>(rule));
  assert(text.rule == rule);
  return text;
}

const std::vector<RuleText>& all_rules() { return kRules; }

Sentence fill(const char* pattern, const std::vector<std::string>& values, std::size_t& first) {
  Sentence::Values named;
  const std::string_view text = pattern;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    assert(close != std::string_view::npos && first < values.size());
    named.emplace_back(text.substr(open + 1, close - open - 1), values.at(first++));
  }
  return {pattern, std::move(named)};
}

}  // namespace onshelf::audit
