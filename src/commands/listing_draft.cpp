#include "commands/listing_draft.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "check/vocabulary.h"
#include "commands/rule_tables.h"
#include "commands/rule_words.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

const Limit* find_limit(const FieldSpec& field, LimitKind kind) {
  for (const Limit& limit : field.limits)
    if (limit.kind == kind) return &limit;
  return nullptr;
}

bool is_part(const FieldSpec& field) { return field.key.find('.') != std::string::npos; }

// A gap of the right form for each shape.
class Gaps {
 public:
  explicit Gaps(const Site& site) : text_(Json{{site.locales[site.default_locale].tag, ""}}) {}

  Json gap(const FieldSpec& field) const {
    switch (field.shape) {
      case Shape::line:
      case Shape::text:
        return text_;
      case Shape::words:
      case Shape::choices:
      case Shape::files:
        return Json::array();
      case Shape::choice:
        if (const Limit* constant = find_limit(field, LimitKind::constant)) return constant->items.front();
        return "";
      case Shape::links:
        return Json::array({Json{{"name", text_}, {"url", ""}}});
      case Shape::versions:
        return Json::array({Json{{"number", ""}, {"notes", text_}}});
      case Shape::system:
        return Json{{"name", ""}, {"version", ""}};
      case Shape::parameters:
        return Json::array({Json{{"name", text_}, {"value", text_}}});
      case Shape::seo:
        return Json{{"title", text_}, {"description", text_}};
      case Shape::pricing:
        return pricing(field);
      default:
        return "";
    }
  }

 private:
  // With the one model the platform allows, or the first of several.
  Json pricing(const FieldSpec& field) const {
    const Limit* rules = find_limit(field, LimitKind::price);
    if (rules && std::find(rules->items.begin(), rules->items.end(), "free_only") != rules->items.end())
      return Json{{"model", "free"}};
    if (find_limit(field, LimitKind::length)) return Json{{"model", "text"}, {"text", text_}};
    const Limit* models = find_limit(field, LimitKind::exactly_one_of);
    const std::string model = models ? models->items.front() : "";
    const char* per = model == "hourly" ? "hour" : model == "per-use" ? "use" : "month";
    return Json{{"model", model}, {"currency", ""}, {"prices", Json::array({Json{{"per", per}, {"amount", ""}}})}};
  }

  Json text_;
};

// Where a draft begins. Whatever is not published will do when the platform has no word for it.
std::string first_status(const ProductType& type) {
  for (const StatusValue& status : type.statuses)
    if (status.token == "draft" && !status.publish) return status.token;
  for (const StatusValue& status : type.statuses)
    if (!status.publish) return status.token;
  return "draft";
}

std::string published_statuses(const ProductType& type) {
  std::vector<std::string> tokens;
  for (const StatusValue& status : type.statuses)
    if (status.publish) tokens.push_back('`' + status.token + '`');
  return fmt::format("{}", fmt::join(tokens, " or "));
}

bool asks_visibility(const ProductType& type, const FieldSpec& field) {
  return type.visibility.asks() && field.key == type.visibility.field;
}

bool is_in_draft(const ProductType& type, const FieldSpec& field) {
  return !is_part(field) && !is_core_member(field.key) && (is_demanded(field) || asks_visibility(type, field));
}

// A name, which every record has whatever the platform file says, and a gap for each required field.
void add_gaps(Json& record, const ProductType& type, const Site& site) {
  const Gaps gaps(site);
  record["name"] = Json{{site.locales[site.default_locale].tag, ""}};
  for (const FieldSpec& field : type.fields)
    if (is_in_draft(type, field) && !record.contains(field.key)) record[field.key] = gaps.gap(field);
}

Json make_record(const std::string& id, const ProductType& type, const Site& site, const std::string& seller) {
  Json record = {{"id", id}, {"type", type.id}, {"seller", seller}, {"status", first_status(type)}, {"category", ""}};
  add_gaps(record, type, site);
  return record;
}

std::string row(const FieldSpec& field) {
  return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", field.key, field.rule, shape_name(field.shape),
                     markdown_cell(field.says), markdown_cell(limits_in_words(field)), shown_in_words(field.display));
}

// A table of the fields that `belongs` picks; nothing when there is none.
template <class Belongs>
std::string table(const std::string& heading, const std::string& before, const std::vector<FieldSpec>& fields,
                  Belongs belongs) {
  std::string rows;
  for (const FieldSpec& field : fields)
    if (belongs(field)) rows += row(field);
  if (rows.empty()) return {};
  return fmt::format(
      "\n## {}\n\n{}\n\n| field | rule | shape | what it asks | limit | where shown |\n|---|---|---|---|---|---|\n{}",
      heading, before, rows);
}

// All fields in tables, those first that must be there.
template <class IsRequired>
std::string tables(const ProductType& type, const std::string& without, IsRequired is_required) {
  const auto is_hidden = [](const FieldSpec& field) {
    return field.shape == Shape::hidden || !field.display.is_public();
  };
  const auto is_secret = [](const FieldSpec& field) { return field.display.has(Display::secret); };
  // `check` reminds of these, and the site does without.
  const auto is_asked = [&](const FieldSpec& field) {
    return !is_required(field) && !is_secret(field) && (field.required || !field.required_when_field.empty());
  };
  return table("Required", without, type.fields, is_required) +
         table("Asked for by the platform's form",
               "The site is built without them. In the record they tick off what you have; `onshelf check` warns of "
               "those that are missing.",
               type.fields, is_asked) +
         table("You may add", "Leave a member out when there is nothing to say.", type.fields,
               [&](const FieldSpec& field) { return !is_required(field) && !is_asked(field) && !is_hidden(field); }) +
         table("Better left out", "The platform keeps these with the product. No page ever shows them.", type.fields,
               [&](const FieldSpec& field) {
                 return !is_required(field) && !is_asked(field) && is_hidden(field) && !is_secret(field);
               }) +
         table("Never here", "Secrets, which only the platform's own console should ever hear.", type.fields,
               is_secret) +
         table("Advice", "Rules that the platform has published since. They only ever warn.", type.advisory,
               [](const FieldSpec&) { return true; });
}

std::string make_guide(const std::string& id, const ProductType& type, const Site& site) {
  const std::string& locale = site.locales[site.default_locale].tag;
  return fmt::format(
             "# {}\n\n"
             "A listing of `{}` ({}: {}). Fill the gaps of `listing.json`; `docs/record-format.md` of onshelf shows "
             "every "
             "shape. A long\n"
             "text may be a file beside it instead, such as `details.{}.md`. This page is for you and is never "
             "published.\n\n"
             "- `onshelf preview --listing {}` shows its page as you write, and what is still wrong; `onshelf explain "
             "{}` "
             "says it too.\n"
             "  `onshelf schema {}` is a schema for your editor.\n"
             "- `seller` is a folder of `content/sellers/`, `category` one of `site/categories.json`.\n"
             "- A draft is not published. When the platform has approved it, set `status` to {}.\n",
             id, type.id, markdown_cell(any_text(type.platform_name)), markdown_cell(any_text(type.name)), locale, id,
             id, type.id, published_statuses(type)) +
         tables(type, "A record without one of these is left out of the site.",
                [&](const FieldSpec& field) { return is_demanded(field) || asks_visibility(type, field); });
}

std::string make_seller_guide(const std::string& id, const ProductType& type) {
  return fmt::format(
             "# {}\n\n"
             "A seller of `{}` ({}: {}). Fill the gaps of `seller.json`; `docs/record-format.md` of onshelf shows "
             "every "
             "shape. This page\n"
             "is for you and is never published.\n\n"
             "- Listings name it with `\"seller\": \"{}\"`. `onshelf check` says what is still wrong; `onshelf schema "
             "{}` "
             "is a schema for\n"
             "  your editor.\n",
             id, type.id, markdown_cell(any_text(type.platform_name)), markdown_cell(any_text(type.name)), id,
             type.id) +
         tables(type, "Without one of these neither the seller nor its listings are on the site.",
                [](const FieldSpec& field) { return is_demanded(field); });
}

}  // namespace

RecordDraft draft_listing(const std::string& id, const ProductType& type, const Site& site, const std::string& seller) {
  return {make_record(id, type, site, seller).dump(2) + '\n', make_guide(id, type, site)};
}

RecordDraft draft_seller(const std::string& id, const ProductType& type, const Site& site) {
  Json record = {{"id", id}, {"type", type.id}};
  add_gaps(record, type, site);
  return {record.dump(2) + '\n', make_seller_guide(id, type)};
}

}  // namespace onshelf
