// What the world may see of a listing. There is no member here for anything else: secrets, review-only fields and
// platform internals cannot be written down past the gate, because there is no place to put them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/clean_html.h"
#include "model/localized.h"

namespace onshelf {

enum class Visibility : std::uint8_t { listed, unlisted };  // a withheld listing has no public form at all

enum class Markup : std::uint8_t { markdown, html };

// A seller's rich text, not yet made safe.
struct RichText {
  std::string source;
  Markup markup = Markup::markdown;
  // For the places of findings: the file that it stands in, relative to the site's root, and whether it is the whole of it.
  std::string file = {};
  bool is_file = false;
};

// A value that is one word in every language (a version, a phone number), or one label per language (a region).
// Exactly one of the two is filled.
struct PublicValue {
  std::string plain;
  LocalizedText label;
};

// How a fact is shown and linked.
enum class FactKind : std::uint8_t { text, email, phone, url };

// One line of the facts table: "Operating system: Debian 12".
struct PublicFact {
  std::string key;      // canonical field name; its label is message "field.<key>" unless `label` is given
  LocalizedText label;  // from the platform file or the record; usually empty
  FactKind kind = FactKind::text;
  std::vector<PublicValue> values;
  Localized<std::vector<std::string>> words = {};  // a list of texts, chosen whole; then `values` is empty
  bool is_plain_list = false;                      // these words were given without a language, for all of them
};

// A rich text with a heading of its own.
template <class Body>
struct PublicSection {
  std::string key;      // "details", "support", "eula", ...
  LocalizedText label;  // as in PublicFact
  Localized<Body> body;
};

template <class Body>
struct PublicVersion {
  std::string number;  // as the seller writes it: "v1.10"
  std::string date;    // ISO 8601 day, or empty
  Localized<Body> notes;
};

enum class PriceModel : std::uint8_t { free, fixed, per_use, hourly, vcpu, text };
enum class PricePeriod : std::uint8_t { once, hour, day, month, year, use };

struct Price {
  PricePeriod per = PricePeriod::once;
  std::string amount;  // decimal, dot, no sign, no thousands separator: "1299.00"
};

struct PriceTier {
  std::uint32_t from_vcpus = 0;
  std::uint32_t to_vcpus = 0;  // 0: and more
  std::vector<Price> prices;
};

struct PublicPricing {
  PriceModel model = PriceModel::free;
  std::string currency;          // ISO 4217; empty for free and text
  std::vector<Price> prices;     // fixed, per_use, hourly
  std::vector<PriceTier> tiers;  // vcpu
  LocalizedText text;            // text; with the other models a remark, may be empty
};

struct PublicLink {
  LocalizedText name;
  std::string url;
};

// A file a visitor may download. The bytes travel beside the listing, not in it.
struct PublicDownload {
  std::string key;        // field it came from: "user_guide"
  std::string file_name;  // sanitised; also the last part of its path
  std::string path;       // below the listing's media folder: "<content hash>/<file name>"
  std::uint64_t bytes = 0;
};

// A picture file made from the listing's icon.
struct PublicIcon {
  std::string name;  // below the listing's media folder: "icon-96.png", "example-cloud-280x280.png"
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  bool for_platform = false;  // cut to the platform's specification, for the seller to upload
};

// Everything about a public listing but its rich texts.
struct PublicFacts {
  std::string id;
  std::string slug;      // last part of its URL; the id unless the record says otherwise
  std::string type;      // product type: "example-cloud/image"
  std::string platform;  // its first half
  std::string seller;    // id of a PublicSeller
  std::string product;   // listings with the same product are "also on" each other; may be empty
  std::string category;
  std::string subcategory;  // may be empty
  Visibility visibility = Visibility::listed;

  LocalizedText name;     // never empty in the default locale
  LocalizedText summary;  // may be empty
  LocalizedText seo_title;
  LocalizedText seo_description;
  LocalizedText seo_keywords;
  Localized<std::vector<std::string>> tags;
  bool has_plain_tags = false;  // as PublicFact::is_plain_list
  std::optional<PublicPricing> pricing;
  std::vector<PublicFact> facts;  // in the platform file's order
  std::vector<PublicLink> resources;
  std::string outgoing_url;  // where the seller sells it; empty when the platform does
  std::vector<PublicDownload> downloads;
  std::vector<PublicIcon> icons;  // by width; empty when the listing has none
};

struct PublicListing : PublicFacts {
  std::vector<PublicSection<RichText>> sections;
  std::vector<PublicVersion<RichText>> versions;  // newest first, in natural order
};

// The same after its rich texts were made safe. This is what waits in packs for its pages to be rendered.
struct PreparedListing : PublicFacts {
  std::vector<PublicSection<CleanHtml>> sections;
  std::vector<PublicVersion<CleanHtml>> versions;
};

// What a seller's page and the contact panel show.
struct PublicSeller {
  std::string id;
  LocalizedText name;
  LocalizedText summary;
  std::vector<PublicFact> contacts;  // what the seller type shows in the seller panel
};

}  // namespace onshelf
