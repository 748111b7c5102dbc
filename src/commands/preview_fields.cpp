#include "commands/preview_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "commands/against.h"
#include "commands/preview_served.h"
#include "model/urls.h"
#include "text/file_kind.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostOfValue = 600;  // bytes of a value that is shown beside its field

std::string beginning_of(const std::string& text) {
  if (text.size() <= kMostOfValue) return text;
  std::size_t end = kMostOfValue;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + " …";
}

// What names a field to the panel; a label of its own only when messages may have none.
Json named(const std::string& key, const std::string& part, const LocalizedText& label, const Locale& language) {
  Json json;
  json["field"] = key;
  json["part"] = part;
  const auto* own = pick_or_first(label, language);
  json["label"] = own ? own->second : "";
  return json;
}

void put_language(Json& json, LocaleIndex of, LocaleIndex in, const Site& site, const Words& words) {
  const Locale& language = site.language(of);
  json["language"] = language.tag;
  json["language_name"] = of < site.locales.size() ? words.language_name(in, of) : language.own_name;
  json["dir"] = language.right_to_left ? "rtl" : "ltr";
}

}  // namespace

ReviewedFields review_fields(const std::string& id, bool of_edit, bool has_edit, const CheckBook& book,
                             const FileReader& disk, const std::string& today) {
  ReviewedFields reviewed;
  auto record = seen_fields(id, false, book, disk, today);
  auto edit = has_edit ? seen_fields(id, true, book, disk, today) : std::nullopt;
  reviewed.can_compare = record && edit;
  if (reviewed.can_compare) reviewed.changes = changes_between(*record, *edit);
  if (has_edit) {
    Findings refused;
    check_edit_against_record(id, book, disk, refused);
    reviewed.refused = refused.sorted();
  }
  if (auto& shown = of_edit ? edit : record) reviewed.fields = std::move(*shown);
  return reviewed;
}

Json fields_json(const ReviewedFields& reviewed, LocaleIndex locale, const Site& site,
                 const Translations& translations) {
  const Locale& language = site.locales[locale];
  Json fields = Json::array();
  for (const SeenField& field : reviewed.fields) {
    const auto* text = field.has_languages ? pick_or_first(field.texts, language) : &field.texts.front();
    if (!text) continue;
    Json one = named(field.key, field.part, field.label, language);
    const bool has_own_place = !text->second.file.empty();
    const bool is_own_file = has_own_place && text->second.file != field.file;
    const std::string in_language = has_own_place ? '/' + site.language(text->first).tag : std::string{};
    one["pointer"] = is_own_file ? "" : field.pointer + in_language;
    one["place"] = {{"file", has_own_place ? text->second.file : field.file},
                    {"line", has_own_place ? text->second.line : field.line},
                    {"column", has_own_place ? text->second.column : field.column}};
    one["limit"] = words_in(field.limit, translations);
    one["value"] = beginning_of(text->second.text);
    const LocaleIndex of = field.has_languages ? text->first : locale;
    one["is_translatable"] = field.is_translatable;
    one["language"] = site.language(of).tag;
    one["dir"] = site.language(of).right_to_left ? "rtl" : "ltr";
    fields.push_back(std::move(one));
  }
  return fields;
}

Json borrowed_json(const ReviewedFields& reviewed, LocaleIndex of, LocaleIndex in, const Site& site,
                   const Words& words) {
  Json borrowed = Json::array();
  for (const SeenField& field : reviewed.fields) {
    if (!field.is_translatable || has_own(field.texts, site.locales[of], of)) continue;
    const auto* text =
        field.is_any_shown ? pick_or_first(field.texts, site.locales[of]) : pick(field.texts, site.locales[of]);
    if (!text) continue;
    Json one = named(field.key, field.part, field.label, site.locales[in]);
    put_language(one, text->first, in, site, words);
    borrowed.push_back(std::move(one));
  }
  return borrowed;
}

Json changes_json(const ReviewedFields& reviewed, LocaleIndex locale, const Site& site, const Words& words) {
  if (!reviewed.can_compare) return nullptr;
  Json changes = Json::array();
  for (const FieldChange& change : reviewed.changes) {
    Json one = named(change.key, change.part, change.label, site.locales[locale]);
    one["is_cut"] = change.is_cut;
    Json& texts = one["texts"] = Json::array();
    for (const TextChange& text : change.texts) {
      Json in_language;
      if (change.has_languages) put_language(in_language, text.locale, locale, site, words);
      Json& parts = in_language["parts"] = Json::array();
      for (const DiffPart& part : text.parts) {
        constexpr const char* kNames[] = {"kept", "removed", "added"};
        parts.push_back({kNames[static_cast<std::size_t>(part.kind)], part.text});
      }
      texts.push_back(std::move(in_language));
    }
    changes.push_back(std::move(one));
  }
  return changes;
}

// Icons for platforms and pictures in texts that the edit adds, replaces or takes away.
Json PreviewSite::picture_changes(const std::string& id) {
  struct Picture {
    std::string href, bytes;
    std::uint16_t width = 0, height = 0;
  };
  const Urls urls(served_->site());
  using Pictures = std::map<std::string, Picture>;
  const auto pictures_of = [&](const Summary* summary, const std::string& made, const std::string& query) {
    Pictures pictures;
    if (!summary) return pictures;
    auto prepared = from_cached<PreparedBytes>(made);
    const auto listing = from_cached<PreparedListing>(prepared.listing);
    for (auto& [name, bytes] : prepared.media) {
      const auto icon = std::find_if(listing.icons.begin(), listing.icons.end(),
                                     [&name = name](const PublicIcon& one) { return one.name == name; });
      const bool is_icon = icon != listing.icons.end();
      const std::string kind = extension_of(name);
      if (is_icon ? !icon->for_platform : kind != "png" && kind != "jpg" && kind != "webp") continue;
      Picture& picture = pictures[name];
      picture.href = urls.href(urls.media(*summary, name)) + query;
      picture.bytes = std::move(bytes);
      if (is_icon) picture.width = icon->width, picture.height = icon->height;
    }
    return pictures;
  };
  const Summary *record = published(id), *edit = served_->shown(id);
  const Pictures before = pictures_of(record, record ? published_made(*record) : std::string{}, "?preview=published");
  const Pictures after = pictures_of(edit, edit ? served_->made(*edit) : std::string{}, "");
  const auto side = [](const Pictures& pictures, const std::string& name) -> Json {
    const auto found = pictures.find(name);
    if (found == pictures.end()) return nullptr;
    const Picture& picture = found->second;
    return {
        {"href", picture.href}, {"width", picture.width}, {"height", picture.height}, {"bytes", picture.bytes.size()}};
  };
  Json changes = Json::array();
  std::set<std::string> names;
  for (const auto* pictures : {&before, &after})
    for (const auto& [name, picture] : *pictures) names.insert(name);
  for (const std::string& name : names) {
    const auto was = before.find(name), is = after.find(name);
    if (was != before.end() && is != after.end() && was->second.bytes == is->second.bytes) continue;
    changes.push_back({{"name", name}, {"before", side(before, name)}, {"after", side(after, name)}});
  }
  return changes;
}

}  // namespace onshelf
