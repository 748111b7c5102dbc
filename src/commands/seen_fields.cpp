#include "commands/seen_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "commands/rule_words.h"
#include "gate/gate.h"
#include "load/records.h"

namespace onshelf {
namespace {

using Lines = std::vector<std::string>;

std::string joined(const Lines& lines) { return fmt::format("{}", fmt::join(lines, "\n")); }

// "~" and "/" stand for something else in a pointer.
std::string pointer_part(std::string_view key) {
  std::string part = "/";
  for (const char c : key) part += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return part;
}

Lines price_lines(const PublicPricing& pricing) {
  constexpr std::array<std::string_view, 6> kModels = {"free", "fixed", "per-use", "hourly", "vcpu", "text"};
  constexpr std::array<std::string_view, 6> kPeriods = {"once", "hour", "day", "month", "year", "use"};
  const auto price = [&](const Price& one) {
    return fmt::format("{} {} / {}", one.amount, pricing.currency, kPeriods[static_cast<std::size_t>(one.per)]);
  };
  Lines lines = {std::string(kModels[static_cast<std::size_t>(pricing.model)])};
  for (const Price& one : pricing.prices) lines.push_back(price(one));
  for (const PriceTier& tier : pricing.tiers)
    for (const Price& one : tier.prices)
      lines.push_back(tier.to_vcpus ? fmt::format("{}-{} vCPU: {}", tier.from_vcpus, tier.to_vcpus, price(one))
                                    : fmt::format("{}+ vCPU: {}", tier.from_vcpus, price(one)));
  return lines;
}

// Gathers what passed the gate, and looks up where the record says it.
class Gatherer {
 public:
  Gatherer(const Site& site, const Record& record, const CheckedRecord& checked)
      : site_(site), record_(record), checked_(checked) {}

  std::vector<SeenField> gather(const GatePass& pass) {
    const PublicListing& listing = pass.listing;
    text("name", listing.name);
    text("summary", listing.summary);
    plain("icon", pass.icon_file);
    plain("category", listing.category);
    plain("subcategory", listing.subcategory);
    if (!listing.tags.empty()) words("tags", listing.tags, listing.has_plain_tags);
    if (listing.pricing) {
      plain("pricing", joined(price_lines(*listing.pricing)));
      text("pricing.text", listing.pricing->text);
    }
    plain("product_url", listing.outgoing_url);
    for (const auto& section : listing.sections) body(section.key, {}, section.body).label = section.label;
    gather_facts(listing.facts);
    for (const auto& version : listing.versions) gather_version(version);
    for (const PublicLink& link : listing.resources) text("resources", link.name, link.url);
    gather_downloads(pass);
    text("seo.title", listing.seo_title);
    text("seo.description", listing.seo_description);
    text("seo.keywords", listing.seo_keywords).is_translatable = false;
    plain("slug", listing.slug);
    std::erase_if(fields_, [](const SeenField& field) { return field.texts.empty(); });
    return std::move(fields_);
  }

 private:
  SeenField& add(const std::string& key, std::string part) {
    SeenField& field = fields_.emplace_back();
    field.key = key;
    field.part = std::move(part);
    const GivenField* given = given_of(key);
    if (given && (given->whole || !given->parts.empty())) {
      const JsonMember& member = given->whole ? *given->whole : *given->parts.begin()->second;
      field.pointer = pointer_part(member.key);
      const JsonValue* value = given->whole ? member_of(key, member.value) : nullptr;
      if (value && value != &member.value) field.pointer += pointer_part(key.substr(key.find('.') + 1));
      put_place(field, value ? value->where : member.value.where);
    } else if (const auto core = checked_.canonical.core.find(key); core != checked_.canonical.core.end()) {
      field.pointer = pointer_part(core->second->key);
      put_place(field, core->second->value.where);
    }
    for (const FieldSpec& spec : checked_.listing.type->fields)
      if (spec.key == key || (field.limit.empty() && spec.key == root_of(key))) field.limit = limits_in_words(spec);
    return field;
  }

  // Of "seo.title": the title in the value of "seo". Null: it has none.
  static const JsonValue* member_of(std::string_view key, const JsonValue& whole) {
    const auto dot = key.find('.');
    return dot == std::string_view::npos ? &whole : whole.find(key.substr(dot + 1));
  }

  const GivenField* given_of(std::string_view key) const { return checked_.canonical.find(root_of(key)); }

  template <class Placed>
  void put_place(Placed& into, ByteRange where) const {
    const Place place = checked_.source.place(where);
    into.file = place.file;
    into.line = place.line;
    into.column = place.column;
  }

  // The member or file that gives a field in one language.
  SeenText placed(const SeenField& field, LocaleIndex locale, std::string text) const {
    SeenText seen{std::move(text), {}, 0, 0};
    const GivenField* given = given_of(field.key);
    if (!given) return seen;
    const std::string& tag = site_.language(locale).tag;
    for (const TextFile* file : given->texts)
      if (file->locale == tag) {
        seen.file = record_.folder + '/' + file->name;
        seen.line = seen.column = 1;
      }
    if (!seen.file.empty() || !given->whole) return seen;
    const JsonValue* value = member_of(field.key, given->whole->value);
    const JsonValue* own = value ? value->find(tag) : nullptr;
    if (own) put_place(seen, own->where);
    return seen;
  }

  void plain(const std::string& key, std::string value, std::string part = {}) {
    if (value.empty()) return;
    SeenField& field = add(key, std::move(part));
    field.texts.emplace_back(site_.default_locale, SeenText{std::move(value), {}, 0, 0});
  }

  SeenField& text(const std::string& key, const LocalizedText& values, std::string part = {}) {
    SeenField& field = add(key, std::move(part));
    field.has_languages = field.is_translatable = true;
    for (const auto& [locale, value] : values) field.texts.emplace_back(locale, placed(field, locale, value));
    return field;
  }

  SeenField& words(const std::string& key, const Localized<Lines>& values, bool is_plain_list) {
    SeenField& field = add(key, {});
    field.has_languages = field.is_any_shown = true;
    field.is_translatable = !is_plain_list;
    for (const auto& [locale, lines] : values) field.texts.emplace_back(locale, placed(field, locale, joined(lines)));
    return field;
  }

  SeenField& body(const std::string& key, std::string part, const Localized<RichText>& values) {
    SeenField& field = add(key, std::move(part));
    field.has_languages = field.is_translatable = true;
    for (const auto& [locale, rich] : values) field.texts.emplace_back(locale, placed(field, locale, rich.source));
    return field;
  }

  // A field may make several facts, each a line: "Processor: 4 cores".
  void gather_facts(const std::vector<PublicFact>& facts) {
    for (std::size_t i = 0, end = 0; i < facts.size(); i = end) {
      for (end = i + 1; end < facts.size() && facts[end].key == facts[i].key;) ++end;
      if (!facts[i].words.empty()) {
        words(facts[i].key, facts[i].words, facts[i].is_plain_list).label = facts[i].label;
        continue;
      }
      const bool has_names = end - i > 1;
      std::set<LocaleIndex> languages;
      for (std::size_t fact = i; fact < end; ++fact) {
        if (has_names)
          for (const auto& label : facts[fact].label) languages.insert(label.first);
        for (const PublicValue& value : facts[fact].values)
          for (const auto& label : value.label) languages.insert(label.first);
      }
      SeenField& field = add(facts[i].key, {});
      if (!has_names) field.label = facts[i].label;
      field.has_languages = !languages.empty();
      if (languages.empty()) languages.insert(site_.default_locale);
      for (const LocaleIndex locale : languages) {
        Lines lines;
        for (std::size_t fact = i; fact < end; ++fact) lines.push_back(line_of(facts[fact], locale, has_names));
        field.texts.emplace_back(locale, placed(field, locale, joined(lines)));
      }
    }
  }

  std::string line_of(const PublicFact& fact, LocaleIndex locale, bool has_name) const {
    const Locale& language = site_.language(locale);
    const auto in_language = [&](const LocalizedText& text) {
      const auto* picked = pick_or_first(text, language);
      return picked ? picked->second : std::string{};
    };
    Lines values;
    for (const PublicValue& value : fact.values)
      values.push_back(value.plain.empty() ? in_language(value.label) : value.plain);
    return (has_name ? in_language(fact.label) + ": " : std::string{}) + fmt::format("{}", fmt::join(values, ", "));
  }

  void gather_version(const PublicVersion<RichText>& version) {
    const auto at = [&](SeenField& field) {
      const GivenField* given = given_of("versions");
      if (!given || !given->whole) return;
      for (std::size_t i = 0; i < given->whole->value.items.size(); ++i) {
        const JsonValue& item = given->whole->value.items[i];
        const JsonValue* number = item.is_string() ? &item : item.find("number");
        if (!number || number->text != version.number) continue;
        field.pointer += '/' + std::to_string(i);
        put_place(field, item.where);
      }
    };
    plain("versions", version.date.empty() ? version.number : version.number + ", " + version.date, version.number);
    at(fields_.back());
    if (!version.notes.empty()) at(body("versions.notes", version.number, version.notes));
  }

  void gather_downloads(const GatePass& pass) {
    for (std::size_t i = 0; i < pass.listing.downloads.size(); ++i)
      plain(pass.listing.downloads[i].key, pass.download_files[i], pass.download_files[i]);
  }

  const Site& site_;
  const Record& record_;
  const CheckedRecord& checked_;
  std::vector<SeenField> fields_;
};

// ---- What differs

constexpr std::size_t kKeptAround = 160;  // bytes of what stays beside what changed
constexpr std::size_t kMostOfOne = 20'000;
constexpr std::size_t kMostTexts = 200;
constexpr std::string_view kCut = " … ";

std::size_t whole_character(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// True: something was taken away at the end.
bool shorten(std::vector<DiffPart>& parts) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string& text = parts[i].text;
    const bool is_first = i == 0, is_last = i + 1 == parts.size();
    if (parts[i].kind == DiffPart::Kind::kept && text.size() > 3 * kKeptAround) {
      const std::size_t head = is_first ? 0 : whole_character(text, kKeptAround);
      const std::size_t tail = is_last ? text.size() : whole_character(text, text.size() - kKeptAround);
      text = text.substr(0, head) + std::string(kCut) + text.substr(tail);
    }
    if (total + text.size() > kMostOfOne) {
      text.resize(whole_character(text, kMostOfOne - total));
      parts.resize(i + 1);
      return true;
    }
    total += text.size();
  }
  return false;
}

const std::string& text_of(const SeenField* field, LocaleIndex locale) {
  static const std::string none;
  if (field)
    for (const auto& [language, seen] : field->texts)
      if (language == locale) return seen.text;
  return none;
}

const SeenField* find(const std::vector<SeenField>& fields, const SeenField& like) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const SeenField& field) {
    return field.key == like.key && field.part == like.part;
  });
  return found == fields.end() ? nullptr : &*found;
}

// Nothing: there is none, or not even what it is can be told.
std::optional<Record> read(const std::string& id, bool pending, const FileReader& disk) {
  Findings unused;  // whoever asks has them from elsewhere
  return pending ? load_pending_edit(disk, id, unused)
                 : load_record(disk, "content/listings", id, "listing.json", unused);
}

}  // namespace

std::optional<std::vector<SeenField>> seen_fields(const std::string& id, bool pending, const CheckBook& book,
                                                  const FileReader& disk, const std::string& today) {
  const auto record = read(id, pending, disk);
  if (!record) return std::nullopt;
  Findings unused;
  auto checked = check_identity(*record, book, unused);
  if (!checked || decide_visibility(checked->listing, today, Approval::assumed).verdict == Verdict::withheld ||
      !check_fields(*record, book, *checked, unused))
    return std::nullopt;
  return Gatherer(book.site(), *record, *checked).gather(pass_gate(checked->listing, Visibility::listed));
}

std::optional<Coverage> readable_coverage(const std::string& id, bool pending, const CheckBook& book,
                                          const FileReader& disk) {
  const auto record = read(id, pending, disk);
  if (!record) return std::nullopt;
  Findings unused;
  auto checked = check_identity(*record, book, unused);
  if (!checked) return std::nullopt;
  check_fields(*record, book, *checked, unused);
  return coverage_of(pass_gate(checked->listing, Visibility::listed).listing, book.site());
}

std::vector<FieldChange> changes_between(const std::vector<SeenField>& before, const std::vector<SeenField>& after) {
  struct Pair {
    const SeenField *before, *after;
    std::vector<LocaleIndex> differ;
  };
  std::vector<Pair> pairs;
  std::size_t texts = 0;
  const auto compare = [&](const SeenField* old_field, const SeenField* new_field) {
    Pair pair{old_field, new_field, {}};
    std::set<LocaleIndex> locales;
    for (const SeenField* one : {old_field, new_field})
      if (one)
        for (const auto& seen : one->texts) locales.insert(seen.first);
    for (const LocaleIndex locale : locales)
      if (text_of(old_field, locale) != text_of(new_field, locale) && texts < kMostTexts) {
        ++texts;
        pair.differ.push_back(locale);
      }
    if (!pair.differ.empty()) pairs.push_back(std::move(pair));
  };
  for (const SeenField& field : after) compare(find(before, field), &field);
  for (const SeenField& field : before)
    if (!find(after, field)) compare(&field, nullptr);

  // All together take no longer than one text may alone.
  const int most_changes =
      static_cast<int>(kMostChangedWords / std::sqrt(static_cast<double>(std::max<std::size_t>(texts, 1))));
  std::vector<FieldChange> changes;
  for (const Pair& pair : pairs) {
    const SeenField& field = pair.after ? *pair.after : *pair.before;
    FieldChange change{field.key, field.part, field.label, field.has_languages, false, {}};
    for (const LocaleIndex locale : pair.differ) {
      TextChange& text = change.texts.emplace_back(
          TextChange{locale, word_diff(text_of(pair.before, locale), text_of(pair.after, locale), most_changes)});
      change.is_cut = shorten(text.parts) || change.is_cut;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace onshelf
