// What a listing shows that others may show too: how it is billed, the system it runs, regions, tags. Each value is known by a
// slug, the last part of the address of its list.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/public_listing.h"
#include "model/site.h"
#include "model/summary.h"

namespace onshelf {

std::string_view billing_slug(PriceModel model);
// Of the message that names the value with this slug: "billing.per_use".
std::string billing_message(std::string_view slug);

class Facets {
 public:
  explicit Facets(const Site& site);  // outlives this

  // All that the listing shows in any locale, each once. Only facets of the site.
  std::vector<FacetMark> marks(const PublicFacts& listing) const;

  // The slug of one value as a page shows it; empty: it cannot have a list.
  std::string slug_of(const PublicFact& fact, const PublicValue& value) const;
  std::string slug_of_word(ListKind kind, std::string_view word) const;

  // What platform files call the value; null when none names it.
  const LocalizedText* name_of(ListKind kind, std::string_view slug) const;

 private:
  // Of the values that platform files name. What a seller types by a name of theirs, in any language, is that value.
  struct Vocabulary {
    std::map<std::string, LocalizedText, std::less<>> names;      // by slug
    std::map<std::string, std::string, std::less<>> other_names;  // slug of another name -> slug
  };

  Vocabulary learn(const std::vector<const ChoiceValue*>& values) const;
  const Vocabulary& vocabulary(ListKind kind) const { return kind == ListKind::region ? regions_ : systems_; }

  const Site& site_;
  const Locale& default_locale_;
  Vocabulary regions_, systems_;
};

// The facet that a fact of this key belongs to; `all` when to none.
ListKind facet_of(std::string_view fact_key);

// "Debian" of "Debian 12 64-bit": what stands before the first word with a digit in front.
std::string_view system_name(std::string_view system);

}  // namespace onshelf
