// Second half of the check: references, required fields, and the form of every value.
#include <algorithm>

#include "check/check.h"
#include "check/field_reader.h"
#include "findings/did_you_mean.h"
#include "text/slug.h"

namespace onshelf {
namespace {

std::vector<std::string> category_ids(const Site& site) {
  std::vector<std::string> ids;
  for (const Category& category : site.categories) ids.push_back(category.id);
  return ids;
}

// seller, category, subcategory, product and slug: names of other things.
class References {
 public:
  References(const Record& record, const CheckBook& book, CheckedRecord& checked, Findings& findings)
      : record_(record), book_(book), checked_(checked), findings_(findings) {}

  void read() {
    Listing& listing = checked_.listing;
    listing.seller = text("seller", true);
    if (!listing.seller.empty() && !book_.has_seller(listing.seller))
      unknown("seller", "unknown seller", nearest(listing.seller, book_.sellers()),
              "sellers are the folders of content/sellers/");
    const std::string category = text("category", true);
    listing.category = book_.category(category);
    if (!category.empty() && listing.category.empty())
      unknown("category", "unknown category", nearest(category, category_ids(book_.site())),
              "categories are in site/categories.json");
    const std::string subcategory = text("subcategory", false);
    if (!subcategory.empty() && !listing.category.empty()) {
      listing.subcategory = book_.subcategory(listing.category, subcategory);
      if (listing.subcategory.empty())
        unknown("subcategory", "unknown subcategory of \"" + listing.category + '"', {},
                "subcategories are in site/categories.json");
    }
    listing.product = id("product");
    listing.slug = id("slug");
    if (listing.slug.empty()) listing.slug = listing.id;
  }

 private:
  std::string text(const std::string& name, bool required) {
    const auto member = checked_.canonical.core.find(name);
    if (member == checked_.canonical.core.end()) {
      if (required)
        add(name + "-missing", checked_.source.whole_file(), "the record has no " + name,
            "add \"" + name + "\": \"...\"");
      return {};
    }
    const JsonValue& value = member->second->value;
    if (value.is_string() && !value.text.empty()) return value.text;
    add(name + "-form", checked_.source.place(value.where), '"' + name + "\" is no text",
        "write an id in quotation marks");
    return {};
  }

  std::string id(const std::string& name) {
    std::string value = text(name, false);
    if (value.empty() || is_valid_id(value)) return value;
    add(name + "-form", place(name), '"' + name + "\" cannot be part of an address",
        "use a-z, 0-9 and single inner hyphens, at most 80 bytes");
    return {};
  }

  void unknown(const std::string& name, std::string message, const std::string& near, std::string otherwise) {
    add(name + "-unknown", place(name), std::move(message),
        near.empty() ? std::move(otherwise) : "did you mean \"" + near + "\"?");
  }

  Place place(const std::string& name) const {
    return checked_.source.place(checked_.canonical.core.at(name)->value.where);
  }

  void add(std::string rule, Place where, std::string message, std::string hint) {
    findings_.add(
        {FindingSeverity::error, std::move(rule), std::move(where), record_.id, std::move(message), std::move(hint)});
  }

  const Record& record_;
  const CheckBook& book_;
  CheckedRecord& checked_;
  Findings& findings_;
};

// The texts of a field that readers see per locale; null for fields without a language.
const LocalizedText* texts_of(const FieldValue& value) { return std::get_if<LocalizedText>(&value); }

// A condition names a canonical value; the record may use the platform's word for it.
bool is_required(const FieldSpec& spec, const ProductType& type, const CanonicalRecord& canonical) {
  if (spec.required_when_field.empty()) return spec.required;
  const auto given = canonical.fields.find(spec.required_when_field);
  if (given == canonical.fields.end() || !given->second.whole) return false;
  const std::string& text = given->second.whole->value.text;
  if (text == spec.required_when_value) return true;
  for (const FieldSpec& other : type.fields)
    if (other.key == spec.required_when_field)
      for (const ChoiceValue& value : other.values)
        if (value.token == spec.required_when_value &&
            std::find(value.native.begin(), value.native.end(), text) != value.native.end())
          return true;
  return false;
}

void require_default_text(const ListingField& field, const CheckBook& book, const Record& record,
                          const SourceText& source, Findings& findings) {
  const LocalizedText* text = texts_of(field.value);
  if (!text) return;
  const LocaleIndex wanted = book.site().default_locale;
  if (std::any_of(text->begin(), text->end(), [&](const auto& entry) { return entry.first == wanted; })) return;
  const std::string& tag = book.site().locales[wanted].tag;
  findings.add({FindingSeverity::error, field.spec->rule,
                field.where.end ? source.place(field.where) : source.whole_file(), record.id,
                '"' + field.spec->key + "\" has no text in \"" + tag + "\", the site's default locale",
                "other locales fall back to it: add \"" + tag + '"' +
                    (field.spec->shape == Shape::text ? ", or the file " + field.spec->key + '.' + tag + ".md" : "")});
}

}  // namespace

bool check_fields(const Record& record, const CheckBook& book, CheckedRecord& checked, Findings& findings) {
  const std::size_t errors_before = findings.count(FindingSeverity::error);
  Listing& listing = checked.listing;
  if (!listing.type->is_seller) References(record, book, checked, findings).read();
  FieldReader reader(record, book, checked, findings);
  for (const FieldSpec& spec : listing.type->fields) {
    if (spec.key.find('.') != std::string::npos || is_core_member(spec.key)) continue;
    if (book.vocabulary(*listing.type).find(spec.key) != &spec)
      continue;  // a further rule on a field that was read already
    const auto given = checked.canonical.fields.find(spec.key);
    const bool required = is_required(spec, *listing.type, checked.canonical) && spec.shape != Shape::hidden &&
                          spec.severity == Severity::error;
    if (given == checked.canonical.fields.end()) {
      if (required && spec.key != listing.type->visibility.field)
        findings.add({FindingSeverity::error, spec.rule, checked.source.whole_file(), record.id,
                      '"' + spec.key + "\" is missing", spec.says});
      continue;
    }
    auto value = reader.read(spec, given->second);
    if (!value) continue;
    const ByteRange where = given->second.whole ? given->second.whole->value.where : ByteRange{};
    listing.fields.push_back({&spec, std::move(*value), where});
    if (required || spec.key == "name")
      require_default_text(listing.fields.back(), book, record, checked.source, findings);
  }
  const bool has_name = std::any_of(listing.fields.begin(), listing.fields.end(),
                                    [](const auto& field) { return field.spec->key == "name"; });
  const bool name_was_given = checked.canonical.fields.contains("name");
  if (!has_name && !name_was_given &&
      std::none_of(listing.type->fields.begin(), listing.type->fields.end(),
                   [](const FieldSpec& spec) { return spec.key == "name" && spec.required; }))
    findings.add({FindingSeverity::error, "name-missing", checked.source.whole_file(), record.id,
                  "the record has no name", "add \"name\": {...}"});
  return findings.count(FindingSeverity::error) == errors_before;
}

}  // namespace onshelf
