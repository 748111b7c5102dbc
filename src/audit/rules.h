// Everything an audit can say: one row a rule, so that the list in docs/audit.md and the translations can be held against it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "findings/finding.h"

namespace onshelf::audit {

enum class Rule : std::uint8_t {
  not_regular,
  unreadable,
  too_large,
  encoding,
  file_name,
  leftover,
  orphan,
  more,

  dead_link,
  dead_fragment,
  outside_link,
  missing_slash,
  moved_link,
  broken_address,
  script_address,
  third_party,
  no_opener,

  doctype,
  too_deep,
  no_title,
  title_twice,
  no_description,
  h1,
  id_twice,
  inline_script,
  inline_style,
  event_handler,
  base_element,
  not_in_head,
  lang_missing,
  lang_other,

  canonical_missing,
  canonical_several,
  canonical_relative,
  canonical_fragment,
  canonical_form,
  canonical_foreign,
  canonical_absent,
  canonical_noindex,
  canonical_chain,
  canonical_elsewhere,
  og_url,
  card_relative,

  hreflang_code,
  hreflang_twice,
  hreflang_relative,
  hreflang_absent,
  hreflang_noindex,
  hreflang_canonical,
  hreflang_lang,
  hreflang_one_way,
  hreflang_self,
  hreflang_default,

  data_json,
  data_context,
  data_type,
  data_breadcrumb,
  data_product,
  data_offer,
  data_rating,

  unlisted_link,
  unlisted_named,
  unlisted_indexable,
  noindex_blocked,

  robots_sitemap,
  sitemap_xml,
  sitemap_count,
  sitemap_size,
  sitemap_loc,
  sitemap_host,
  sitemap_date,
  sitemap_twice,
  sitemap_absent,
  sitemap_noindex,
  sitemap_canonical,
  sitemap_blocked,
  sitemap_lacks,
  sitemap_alternates,
  sitemap_index,
  sitemap_images,

  xml,
  json,
  redirect_line,
  redirect_target,
  redirect_shadowed,
  redirect_chain,
  headers_nosniff,
  headers_policy,
  marker,
};

struct RuleText {
  Rule rule;
  const char* name;  // "audit-dead-link"; never changes
  FindingSeverity severity;
  const char* message;  // {names} stand for the values of a fault, in the order they appear
  const char* hint;     // likewise, going on where the message ended; may be empty
};

const RuleText& text_of(Rule rule);
const std::vector<RuleText>& all_rules();

// The sentence of a pattern with the values its names stand for, taken from `values` from `first` on; `first` moves along.
Sentence fill(const char* pattern, const std::vector<std::string>& values, std::size_t& first);

}  // namespace onshelf::audit
