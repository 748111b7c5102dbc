#include "support/catch.h"

#include "commands/archive.h"
#include "gate/gate.h"

using namespace onshelf;

namespace {

// A value of the shape, every text of it marked.
FieldValue marked_value(Shape shape, const std::string& mark, const ChoiceValue& choice) {
  const LocalizedText text{{0, mark}};
  switch (shape) {
    case Shape::line:
      return text;
    case Shape::text:
      return Localized<RichText>{{0, RichText{mark}}};
    case Shape::words:
      return Localized<std::vector<std::string>>{{0, {mark}}};
    case Shape::choice:
    case Shape::choices:
      return std::vector<const ChoiceValue*>{&choice};
    case Shape::picture:
      return FileName{mark};
    case Shape::files:
      return std::vector<FileName>{{mark}};
    case Shape::links:
      return std::vector<PublicLink>{{text, mark}};
    case Shape::versions:
      return std::vector<PublicVersion<RichText>>{{mark, {}, {{0, RichText{mark}}}}};
    case Shape::system:
      return OperatingSystem{mark, mark};
    case Shape::pricing: {
      PublicPricing pricing;
      pricing.model = PriceModel::text;
      pricing.text = text;
      return pricing;
    }
    case Shape::parameters:
      return std::vector<Parameter>{{text, {mark, {}}}};
    case Shape::seo:
      return SearchTexts{text, text, text};
    case Shape::hidden:
      return Present{};
    default:
      return mark;
  }
}

constexpr Shape kShapes[] = {Shape::line,       Shape::text,  Shape::words,    Shape::plain,   Shape::url,
                             Shape::email,      Shape::phone, Shape::choice,   Shape::choices, Shape::picture,
                             Shape::files,      Shape::links, Shape::versions, Shape::system,  Shape::pricing,
                             Shape::parameters, Shape::seo,   Shape::hidden};

// All that leaves the gate, as text to search in.
std::string everything(const GatePass& pass) {
  std::string all = to_bytes(static_cast<const PublicFacts&>(pass.listing));
  for (const auto& section : pass.listing.sections)
    for (const auto& [locale, body] : section.body) all += section.key + body.source;
  for (const auto& version : pass.listing.versions)
    for (const auto& [locale, notes] : version.notes) all += version.number + notes.source;
  all += pass.icon_file;
  for (const std::string& file : pass.download_files) all += file;
  return all;
}

}  // namespace

TEST_CASE("A3: a field crosses the gate only when its platform file shows it") {
  const Display confidential[] = {Display::review, Display::secret, Display::internal, Display::order};
  const ChoiceValue choice{"MARK", {"MARK"}, {{0, "MARK"}}};
  for (const char* key :
       {"name", "summary", "icon", "tags", "pricing", "product_url", "details", "user_guide", "anything"})
    for (Shape shape : kShapes) {
      FieldSpec spec;
      spec.key = key;
      spec.shape = shape;
      ProductType type;
      type.id = "example-cloud/image";
      Listing listing;
      listing.id = "x";
      listing.type = &type;
      // The combination a key and shape could never have in a checked listing is not the gate's to survive.
      const bool typed_key = std::string_view(key) == "name" || std::string_view(key) == "summary" ||
                             std::string_view(key) == "tags" || std::string_view(key) == "product_url";
      if (typed_key) {
        const Shape own = std::string_view(key) == "tags"          ? Shape::words
                          : std::string_view(key) == "product_url" ? Shape::url
                                                                   : Shape::line;
        if (shape != own) continue;
      }
      listing.fields.push_back({&spec, marked_value(shape, "MARK", choice), {}});
      INFO(key << ' ' << static_cast<int>(shape));
      for (Display display : confidential) {
        spec.display.bits = static_cast<std::uint16_t>(display);
        CHECK(everything(pass_gate(listing, Visibility::listed)).find("MARK") == std::string::npos);
      }
      spec.display.bits = 0;
      CHECK(everything(pass_gate(listing, Visibility::listed)).find("MARK") == std::string::npos);
      // The same marker must come through where the field is public, or the checks above prove nothing.
      spec.display.bits = 0x00ff;
      const bool crosses = everything(pass_gate(listing, Visibility::listed)).find("MARK") != std::string::npos;
      CHECK(crosses == (shape != Shape::hidden));
    }
}

TEST_CASE("a seller's public side is what its type shows in the seller panel") {
  FieldSpec phone, bank, name;
  name.key = "name";
  name.shape = Shape::line;
  name.display.bits = static_cast<std::uint16_t>(Display::seller_panel);
  phone.key = "phone";
  phone.shape = Shape::phone;
  phone.display = name.display;
  bank.key = "bank_account";
  bank.shape = Shape::plain;
  bank.display.bits = static_cast<std::uint16_t>(Display::secret);
  Listing seller;
  seller.id = "acme";
  seller.fields = {
      {&name, LocalizedText{{0, "Acme"}}, {}}, {&phone, std::string("+49 30 1"), {}}, {&bank, std::string("DE00"), {}}};
  const PublicSeller open = pass_seller(seller);
  CHECK(open.name == LocalizedText{{0, "Acme"}});
  REQUIRE(open.contacts.size() == 1);
  CHECK(open.contacts[0].kind == FactKind::phone);
  CHECK(open.contacts[0].values[0].plain == "+49 30 1");
}

TEST_CASE("an operating system that repeats its name in its version is said once") {
  FieldSpec spec;
  spec.key = "operating_system";
  spec.shape = Shape::system;
  spec.display.bits = static_cast<std::uint16_t>(Display::detail);
  ProductType type;
  Listing listing;
  listing.type = &type;
  const auto shown = [&](const OperatingSystem& system) {
    listing.fields = {{&spec, system, {}}};
    return pass_gate(listing, Visibility::listed).listing.facts.at(0).values.at(0).plain;
  };
  CHECK(shown({"Ubuntu", "Ubuntu 22.04 64-bit"}) == "Ubuntu 22.04 64-bit");
  CHECK(shown({"Debian", "12"}) == "Debian 12");
  CHECK(shown({"Debian 12", ""}) == "Debian 12");
}
