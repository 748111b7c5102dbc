// Second half of the check: references, required fields, and the form of every value.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "check/check.h"
#include "check/field_reader.h"
#include "check/required.h"
#include "check/rule_facts.h"
#include "findings/did_you_mean.h"
#include "text/normal_form.h"
#include "text/slug.h"

namespace onshelf {
namespace {

std::vector<std::string> category_ids(const Site& site) {
  std::vector<std::string> ids;
  for (const Category& category : site.categories) ids.push_back(category.id);
  return ids;
}

std::vector<std::string> subcategory_ids(const Site& site, const std::string& category) {
  std::vector<std::string> ids;
  for (const Category& each : site.categories)
    if (each.id == category)
      for (const auto& sub : each.subcategories) ids.push_back(sub.id);
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
    if (book_.is_refused_seller(listing.seller))
      add("seller-refused", place("seller"), "this seller's own record has errors",
          {"mend content/sellers/{seller}/seller.json first", {{"seller", listing.seller}}});
    else if (!listing.seller.empty() && !book_.has_seller(listing.seller))
      unknown("seller", "unknown seller", nearest(listing.seller, book_.sellers()),
              "sellers are the folders of content/sellers/");
    const std::string category = text("category", true);
    listing.category = book_.category(category);
    if (!category.empty() && listing.category.empty())
      unknown("category", "unknown category", nearest(category, category_ids(book_.site())), one_of_categories());
    const std::string subcategory = text("subcategory", false);
    if (!subcategory.empty() && !listing.category.empty()) {
      listing.subcategory = book_.subcategory(listing.category, subcategory);
      if (listing.subcategory.empty()) {
        const std::vector<std::string> ids = subcategory_ids(book_.site(), listing.category);
        unknown("subcategory", {"unknown subcategory of \"{category}\"", {{"category", listing.category}}},
                nearest(subcategory, ids),
                {"one of: {choices}", {{"choices", fmt::format("{}", fmt::join(ids, ", "))}}});
      }
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
        add(rule_of(name), checked_.source.whole_file(), {"the record has no {member}", {{"member", name}}},
            {"add \"{member}\": \"...\"", {{"member", name}}});
      return {};
    }
    const JsonValue& value = member->second->value;
    if (value.is_string() && !value.text.empty()) return value.text;
    if (value.is_string()) {
      add(name + "-form", checked_.source.place(value.where), {"\"{field}\" is empty", {{"field", name}}},
          name == "category" ? one_of_categories()
          : required         ? Sentence("write something between the quotation marks")
                             : Sentence("leave the member out when there is nothing to say"));
      return {};
    }
    add(name + "-form", checked_.source.place(value.where), {"\"{field}\" is no text", {{"field", name}}},
        "write an id in quotation marks");
    return {};
  }

  Sentence one_of_categories() const {
    return {"one of: {choices}", {{"choices", fmt::format("{}", fmt::join(category_ids(book_.site()), ", "))}}};
  }

  // A platform that asks for it too has a rule of its own.
  std::string rule_of(const std::string& name) const {
    for (const FieldSpec& field : checked_.listing.type->fields)
      if (field.key == name && field.required) return field.rule;
    return name + "-missing";
  }

  std::string id(const std::string& name) {
    std::string value = text(name, false);
    if (value.empty() || is_valid_id(value)) return value;
    add(name + "-form", place(name), {"\"{field}\" cannot be part of an address", {{"field", name}}},
        "use a-z, 0-9 and single inner hyphens, at most 80 bytes");
    return {};
  }

  void unknown(const std::string& name, Sentence message, const std::string& near, Sentence otherwise) {
    add(name + "-unknown", place(name), std::move(message), did_you_mean(near, std::move(otherwise)));
  }

  Place place(const std::string& name) const {
    return checked_.source.place(checked_.canonical.core.at(name)->value.where);
  }

  void add(std::string rule, Place where, Sentence message, Sentence hint) {
    findings_.add(
        {FindingSeverity::error, std::move(rule), std::move(where), record_.id, std::move(message), std::move(hint)});
  }

  const Record& record_;
  const CheckBook& book_;
  CheckedRecord& checked_;
  Findings& findings_;
};

// Nothing for fields without a language.
std::optional<bool> has_text_in(const FieldValue& value, LocaleIndex wanted) {
  const auto has = [wanted](const auto& texts) {
    return std::any_of(texts.begin(), texts.end(), [&](const auto& entry) { return entry.first == wanted; });
  };
  if (const auto* lines = std::get_if<LocalizedText>(&value)) return has(*lines);
  if (const auto* texts = std::get_if<Localized<RichText>>(&value)) return has(*texts);
  if (const auto* pricing = std::get_if<PublicPricing>(&value); pricing && pricing->model == PriceModel::text)
    return has(pricing->text);
  return std::nullopt;
}

RuleFacts missing_facts(const FieldSpec& spec, const ProductType& type) {
  RuleFacts facts = facts_of(spec, type);
  facts.limit = kRequired;
  facts.measured = "absent";
  return facts;
}

bool is_without_language(const ListingField& field, const CheckedRecord& checked) {
  const GivenField* given = checked.canonical.find(field.spec->key);
  const bool is_plain = given && given->whole && given->whole->value.is_string();
  return is_plain && !holds_nothing(given->whole->value) && checked.listing.type->text_locale;
}

void require_default_text(const ListingField& field, const CheckBook& book, const Record& record,
                          const CheckedRecord& checked, Findings& findings) {
  const SourceText& source = checked.source;
  const LocaleIndex wanted = book.site().default_locale;
  if (has_text_in(field.value, wanted).value_or(true)) return;
  const Sentence::Values values = {{"field", field.spec->key}, {"locale", book.site().locales[wanted].tag}};
  findings.add(
      {FindingSeverity::error,
       field.spec->rule,
       field.where.end ? source.place(field.where) : source.whole_file(),
       record.id,
       {"\"{field}\" has no text in \"{locale}\", the site's default locale", values},
       is_without_language(field, checked)
           ? Sentence("a text that names no language counts as \"{own}\" here: write {\"{locale}\": \"...\"}",
                      {{"own", book.site().language(checked.listing.type->text_locale.value_or(wanted)).tag},
                       {"locale", book.site().locales[wanted].tag}})
       : field.spec->shape == Shape::text
           ? Sentence("other locales fall back to it: add \"{locale}\", or the file {field}.{locale}.md", values)
           : Sentence("other locales fall back to it: add \"{locale}\"", values)});
}

void collect_texts(const JsonValue& json, std::vector<std::string>& texts) {
  if (json.is_string()) texts.push_back(to_comparable(json.text));
  for (const JsonValue& item : json.items) collect_texts(item, texts);
  for (const JsonMember& member : json.members) {
    texts.push_back(to_comparable(member.key));
    collect_texts(member.value, texts);
  }
}

// A file that a field names which nobody may see stays unseen, even if a text shows it: the text's author may not be the one
// who knows.
std::vector<FileName> showable_files(const Record& record, const CanonicalRecord& canonical,
                                     const Vocabulary& vocabulary) {
  std::vector<FileName> showable;
  if (record.files.empty()) return showable;
  std::vector<std::string> unseen;
  for (const JsonMember& member : record.document.members) {
    if (is_core_member(member.key)) continue;
    const FieldSpec* spec = vocabulary.find(member.key);
    if (!spec) unseen.push_back(to_comparable(member.key));
    if (!spec || !spec->display.is_public()) collect_texts(member.value, unseen);
  }
  for (const JsonValue* value : canonical.misplaced) collect_texts(*value, unseen);
  for (const TextFile& text : record.texts)
    if (const FieldSpec* spec = vocabulary.find(text.key); !spec || !spec->display.is_public())
      unseen.push_back(to_comparable(text.bytes));
  for (const std::string& file : record.files)
    // In whatever form: "./scan.png", "SCAN.PNG", "the scan is scan.png".
    if (std::none_of(unseen.begin(), unseen.end(), [name = to_comparable(file)](const std::string& text) {
          return text.find(name) != std::string::npos;
        }))
      showable.push_back({file});
  return showable;
}

}  // namespace

bool check_fields(const Record& record, const CheckBook& book, CheckedRecord& checked, Findings& findings) {
  const std::size_t errors_before = findings.count(FindingSeverity::error);
  Listing& listing = checked.listing;
  if (!listing.type->is_seller) References(record, book, checked, findings).read();
  listing.showable_files = showable_files(record, checked.canonical, book.vocabulary(*listing.type));
  FieldReader reader(record, book, checked, findings);
  for (const FieldSpec* one : book.vocabulary(*listing.type).own_fields()) {
    const FieldSpec& spec = *one;
    const GivenField* given = checked.canonical.find(spec.key);
    const bool required = is_required(spec, *listing.type, checked.canonical) && spec.shape != Shape::hidden &&
                          spec.severity == Severity::error;
    // Its answer decides what is public, so check_identity has read it.
    if (given && spec.key == listing.type->visibility.field && listing.platform_flag == FlagAnswer::unknown) continue;
    if (!given) {
      if (required && !checked.canonical.is_misspelt(spec.key) && spec.key != listing.type->visibility.field)
        findings.add({FindingSeverity::error,
                      spec.rule,
                      checked.source.whole_file(),
                      record.id,
                      {"\"{field}\" is missing", {{"field", spec.key}}},
                      add_member(spec),
                      missing_facts(spec, *listing.type)});
      continue;
    }
    auto value = reader.read(spec, *given);
    if (!value) continue;
    const ByteRange where = given->whole ? given->whole->value.where : ByteRange{};
    const bool is_plain_list = spec.shape == Shape::words && given->whole && given->whole->value.is_array();
    listing.fields.push_back({&spec, std::move(*value), where, is_plain_list});
    if (required || spec.key == "name") require_default_text(listing.fields.back(), book, record, checked, findings);
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
