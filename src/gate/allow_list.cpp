// The only code that copies a field across. A field crosses when its platform file shows it to the public, and only into
// the member made for it.
#include "gate/gate.h"
#include "text/file_name.h"

namespace onshelf {
namespace {

template <class T>
const T& as(const ListingField& field) {
  return std::get<T>(field.value);
}

PublicValue plain_value(std::string text) { return PublicValue{std::move(text), {}}; }

std::vector<PublicValue> choice_values(const std::vector<const ChoiceValue*>& choices) {
  std::vector<PublicValue> values;
  for (const ChoiceValue* choice : choices)
    values.push_back(choice->label.empty() ? plain_value(choice->token) : PublicValue{{}, choice->label});
  return values;
}

// The facts a field makes; none for shapes that have a member of their own.
std::vector<PublicFact> facts_of(const ListingField& field) {
  const FieldSpec& spec = *field.spec;
  const auto one = [&](FactKind kind, std::vector<PublicValue> values) {
    return std::vector<PublicFact>{{spec.key, spec.label, kind, std::move(values), {}}};
  };
  switch (spec.shape) {
    case Shape::line:
      return one(FactKind::text, {PublicValue{{}, as<LocalizedText>(field)}});
    case Shape::words:
      return {{spec.key,
               spec.label,
               FactKind::text,
               {},
               as<Localized<std::vector<std::string>>>(field),
               field.is_plain_list}};
    case Shape::plain:
      return one(FactKind::text, {plain_value(as<std::string>(field))});
    case Shape::url:
      return one(FactKind::url, {plain_value(as<std::string>(field))});
    case Shape::email:
      return one(FactKind::email, {plain_value(as<std::string>(field))});
    case Shape::phone:
      return one(FactKind::phone, {plain_value(as<std::string>(field))});
    case Shape::choice:
    case Shape::choices:
      return one(FactKind::text, choice_values(as<std::vector<const ChoiceValue*>>(field)));
    case Shape::system: {
      const auto& system = as<OperatingSystem>(field);
      // Consoles often repeat the name in the version: "Ubuntu", "Ubuntu 22.04 64-bit".
      const bool repeated = system.version.starts_with(system.name);
      const std::string text = system.version.empty() ? system.name
                               : repeated             ? system.version
                                                      : system.name + ' ' + system.version;
      return one(FactKind::text, {plain_value(text)});
    }
    case Shape::parameters: {
      std::vector<PublicFact> facts;
      for (const Parameter& parameter : as<std::vector<Parameter>>(field))
        facts.push_back({spec.key, parameter.name, FactKind::text, {parameter.value}, {}});
      return facts;
    }
    default:
      return {};
  }
}

bool has_value(const PublicFact& fact) {
  if (!fact.words.empty()) return true;
  for (const PublicValue& value : fact.values)
    if (!value.plain.empty() || !value.label.empty()) return true;
  return false;
}

void add_section(const ListingField& field, PublicListing& listing) {
  PublicSection<RichText> section{field.spec->key, field.spec->label, as<Localized<RichText>>(field)};
  if (!section.body.empty()) listing.sections.push_back(std::move(section));
}

void copy_field(const ListingField& field, GatePass& pass) {
  PublicListing& listing = pass.listing;
  const FieldSpec& spec = *field.spec;
  const DisplaySet display = spec.display;
  const bool on_page =
      display.has(Display::detail) || display.has(Display::header) || display.has(Display::seller_panel);
  const bool on_list = display.has(Display::list);
  if (spec.shape == Shape::files) {
    if (!display.has(Display::download)) return;
    for (const FileName& file : as<std::vector<FileName>>(field)) {
      listing.downloads.push_back({spec.key, safe_file_name(file.name), {}, 0});
      pass.download_files.push_back(file.name);
    }
  } else if (spec.shape == Shape::seo) {
    if (!display.has(Display::seo)) return;
    const auto& texts = as<SearchTexts>(field);
    listing.seo_title = texts.title;
    listing.seo_description = texts.description;
    listing.seo_keywords = texts.keywords;
  } else if (spec.key == "name") {
    if (on_list || on_page) listing.name = as<LocalizedText>(field);
  } else if (spec.key == "summary") {
    if (on_list || on_page || display.has(Display::seo)) listing.summary = as<LocalizedText>(field);
  } else if (spec.shape == Shape::picture) {
    if (on_list || on_page) pass.icon_file = as<FileName>(field).name;
  } else if (spec.key == "tags") {
    if (!on_list && !on_page) return;
    listing.tags = as<Localized<std::vector<std::string>>>(field);
    listing.has_plain_tags = field.is_plain_list;
  } else if (!on_page) {
    return;
  } else if (spec.shape == Shape::pricing) {
    listing.pricing = as<PublicPricing>(field);
  } else if (spec.shape == Shape::links) {
    const auto& links = as<std::vector<PublicLink>>(field);
    listing.resources.insert(listing.resources.end(), links.begin(), links.end());
  } else if (spec.key == "product_url") {
    listing.outgoing_url = as<std::string>(field);
  } else if (spec.shape == Shape::versions) {
    listing.versions = as<std::vector<PublicVersion<RichText>>>(field);
  } else if (spec.shape == Shape::text) {
    add_section(field, listing);
  } else {
    for (PublicFact& fact : facts_of(field))
      if (has_value(fact)) listing.facts.push_back(std::move(fact));
  }
}

}  // namespace

GatePass pass_gate(const Listing& listing, Visibility visibility) {
  GatePass pass;
  PublicListing& open = pass.listing;
  open.id = listing.id;
  open.slug = listing.slug;
  open.type = listing.type->id;
  open.platform = listing.type->platform;
  open.seller = listing.seller;
  open.product = listing.product;
  open.category = listing.category;
  open.subcategory = listing.subcategory;
  open.visibility = visibility;
  for (const ListingField& field : listing.fields)
    if (field.spec->display.is_public()) copy_field(field, pass);
  for (const FileName& file : listing.showable_files) pass.showable_files.push_back(file.name);
  return pass;
}

PublicSeller pass_seller(const Listing& seller) {
  PublicSeller open;
  open.id = seller.id;
  for (const ListingField& field : seller.fields) {
    if (!field.spec->display.has(Display::seller_panel)) continue;
    if (field.spec->key == "name")
      open.name = as<LocalizedText>(field);
    else if (field.spec->key == "summary")
      open.summary = as<LocalizedText>(field);
    else
      for (PublicFact& fact : facts_of(field))
        if (has_value(fact)) open.contacts.push_back(std::move(fact));
  }
  return open;
}

}  // namespace onshelf
