#include "commands/export_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

// Messages that the template says.
constexpr std::pair<const char*, const char*> kWords[] = {
    {"W_TITLE", "preview.title"},
    {"W_NOT_PUBLISHED", "preview.not_published"},
    {"W_EDIT_NOT_PUBLISHED", "preview.edit_not_published"},
    {"W_BECAUSE", "preview.because_errors"},
    {"W_PROBLEMS", "preview.problems"},
    {"W_STALE", "preview.stale"},
    {"W_FINDINGS", "preview.findings"},
    {"W_SOUND", "preview.no_findings"},
    {"W_ALLOWED", "preview.allowed"},
    {"W_FOUND", "preview.found"},
    {"W_LANGUAGES", "preview.languages"},
    {"W_OWN_TEXTS", "preview.own_texts"},
    {"W_ICONS", "preview.icons"},
    {"W_TOO_LARGE", "preview.too_large"},
    {"W_NO_PAGE", "preview.no_page_here"},
    {"W_NEEDS_SCRIPT", "preview.needs_script"},
    {"W_AS_OF", "preview.as_of"},
    {"W_CHANGES", "preview.changes"},
    {"W_NO_CHANGES", "preview.no_changes"},
    {"W_CANNOT_COMPARE", "preview.cannot_compare"},
    {"W_REMOVED", "preview.removed"},
    {"W_ADDED", "preview.added"},
    {"W_CUT", "preview.cut"},
    {"W_BEFORE", "preview.before"},
    {"W_AFTER", "preview.after"},
};

constexpr std::string_view kLeftToRight = "ltr";  // of what is in no language

const std::string& text_of(const Json& json, const char* member) {
  return json.at(member).get_ref<const std::string&>();
}

// A value, or nothing at all of what is around it.
void set_if(View& view, std::string_view section, std::string_view marker, const std::string& value) {
  if (!value.empty()) view.add(section).set(marker, value);
}

std::string_view severity_of(const Json& finding) {
  if (finding.at("severity") == "error") return "error";
  return finding.at("about").at("advisory").get<bool>() ? "advice" : "warning";
}

std::string_view word_of(const Json& state, const std::string& key) {
  const Json& words = state.at("words");
  const auto found = words.find(key);
  return found == words.end() ? std::string_view{} : std::string_view(found->get_ref<const std::string&>());
}

std::string place_of(const Json& where) {
  const std::string& file = text_of(where, "file");
  if (where.at("line") == 0) return file;
  return file + ':' + where.at("line").dump() + ':' + where.at("column").dump();
}

void set_finding(View& view, const Json& finding, const Json& state) {
  const Json& about = finding.at("about");
  const std::string_view severity = severity_of(finding);
  view.set("SEVERITY", severity);
  view.set("SEVERITY_WORD", word_of(state, "preview." + std::string(severity)));
  view.set("MESSAGE", text_of(finding, "message"));
  view.set("RULE", text_of(finding, "rule"));
  view.keep("PLACE", place_of(finding.at("where")));
  const std::string &limit = text_of(about, "limit"), &measured = text_of(about, "measured");
  if (!limit.empty() || !measured.empty()) {
    View& measure = view.add("MEASURE");
    set_if(measure, "LIMIT", "LIMIT_VALUE", limit);
    set_if(measure, "MEASURED", "MEASURED_VALUE", measured);
  }
  set_if(view, "HINT", "HINT_TEXT", text_of(finding, "hint"));
  const std::string &says = text_of(about, "says"), &source = text_of(about, "source"), &url = text_of(about, "url");
  if (says.empty() && source.empty()) return;
  View& written = view.add("WRITTEN");
  set_if(written, "SAYS", "SAYS_TEXT", says);
  if (source.empty()) return;
  const bool is_linked = url.starts_with("https://");
  View& where = written.add(is_linked ? "SOURCE_LINK" : "SOURCE_PLAIN");
  where.set("SOURCE", source);
  if (is_linked) where.set("SOURCE_HREF", url);
}

void set_field_name(View& view, std::string_view word, const std::string& field) {
  View& name = view.add(word.empty() ? "FIELD_CODE" : "FIELD_NAMED");
  name.keep("FIELD_NAME", word.empty() ? std::string_view(field) : word);
}

// By field, in the order in which fields are first named; of each what has to be mended comes first, as in the panel.
void set_findings(View& view, const Json& state) {
  const Json& findings = state.at("listing").at("told");
  if (findings.empty()) return view.show("SOUND");
  View& all = view.add("FINDINGS");
  all.keep("COUNT", std::to_string(findings.size()));
  std::vector<std::pair<std::string, View*>> fields;
  const auto entry_of = [&](const Json& finding) {
    const std::string& field = text_of(finding.at("about"), "field");
    const auto known =
        std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return each.first == field; });
    return known == fields.end() ? fields.emplace_back(field, &all.add("FIELD")).second : known->second;
  };
  for (const Json& finding : findings) entry_of(finding);
  for (const auto& [field, entry] : fields)
    set_field_name(*entry, word_of(state, field.empty() ? "preview.whole_listing" : "field." + field), field);
  for (const std::string_view severity : {"error", "warning", "advice"})
    for (const Json& finding : findings)
      if (severity_of(finding) == severity) set_finding(entry_of(finding)->add("FINDING"), finding, state);
}

bool is_error(const Json& finding) { return finding.at("severity") == "error"; }

// Why it will not be published.
void set_first_error(View& view, const Json& listing) {
  const Json& findings = listing.at("findings");
  const auto first = std::find_if(findings.begin(), findings.end(), is_error);
  if (first == findings.end()) return;
  View& because = view.add("BECAUSE");
  because.keep("ERRORS", std::to_string(count_errors(findings)));
  because.set("FIRST_ERROR", text_of(*first, "message"));
  because.keep("FIRST_PLACE", place_of(first->at("where")));
}

// Of an edit in draft/: what is public meanwhile.
std::string_view pending_word_of(const Json& state) {
  const bool is_published = state.at("listing").at("is_published").get<bool>();
  return word_of(state, is_published ? "preview.pending_edit" : "preview.pending_alone");
}

void set_locales(View& view, const ExportedLanguage& language, const Json& state) {
  const Json& locales = state.at("listing").at("locales");
  for (std::size_t i = 0; i < locales.size(); ++i) {
    const Json& each = locales[i];
    View& row = view.add("ROW");
    row.keep("ROW_NUMBER", std::to_string(i));
    row.set("ROW_TAG", text_of(each, "tag"));
    row.set("ROW_NAME", text_of(each, "name"));
    row.show(i == language.locale ? "ROW_HERE" : "ROW_OTHER");
    if (each.at("wanted") == 0) continue;  // nothing is known
    View& share = row.add("SHARE");
    share.keep("OWN", each.at("own").dump());
    share.keep("WANTED", each.at("wanted").dump());
    if (i == 0) view.show("KNOWN");
  }
}

// A field and what it is of: of a member that has no name, that of the whole beside its own.
void set_change_name(View& view, const Json& change, const Json& state) {
  const std::string &field = text_of(change, "field"), &label = text_of(change, "label");
  std::string_view word = word_of(state, "field." + field);
  if (word.empty()) word = label;
  const auto dot = field.find('.');
  const bool is_member = word.empty() && dot != std::string::npos;
  if (is_member) word = word_of(state, "field." + field.substr(0, dot));
  set_field_name(view, word, field);
  if (is_member && !word.empty()) view.add("MEMBER").keep("MEMBER_NAME", field.substr(dot + 1));
  set_if(view, "PART_OF", "PART_NAME", text_of(change, "part"));
}

void set_change(View& view, const Json& change, const Json& state) {
  set_change_name(view, change, state);
  for (const Json& text : change.at("texts")) {
    View& entry = view.add("TEXT");
    entry.set("TEXT_DIR", text.contains("dir") ? std::string_view(text_of(text, "dir")) : kLeftToRight);
    if (text.contains("language")) {
      entry.show("IN");
      entry.set("LANGUAGE", text_of(text, "language_name"));
      entry.set("LANGUAGE_TAG", text_of(text, "language"));
    }
    for (const Json& part : text.at("parts")) {
      const std::string& kind = part.at(0).get_ref<const std::string&>();
      View& piece = entry.add("PIECE").add(kind == "kept" ? "KEPT" : kind == "removed" ? "REMOVED" : "ADDED");
      piece.set("WORDS", part.at(1).get_ref<const std::string&>());
    }
  }
  if (change.at("is_cut").get<bool>()) view.show("CUT");
}

void set_side(View& view, const Json& picture, const char* which, std::size_t number, const ExportedLanguage& language,
              const Words& words) {
  const Json& side = picture.at(which);
  View& entry = view.add("SIDE");
  entry.show(std::string_view(which) == "before" ? "IS_BEFORE" : "IS_AFTER");
  if (side.is_null()) return entry.show("GONE");
  View& there = entry.add("THERE");
  there.keep("SIDE_BYTES", words.file_size(language.locale, side.at("bytes").get<std::uint64_t>()));
  there.keep("SIDE_CLASS", class_of_picture(which, number));
  if (side.at("width") != 0)
    entry.add("SIDE_SIZE").keep("PIXELS", side.at("width").dump() + " \u00d7 " + side.at("height").dump());
}

// What an edit in draft/ changes.
void set_changes(View& view, const ExportedLanguage& language, const Json& state, const Words& words) {
  const Json& listing = state.at("listing");
  if (!listing.at("has_pending_edit").get<bool>()) return;
  View& all = view.add("CHANGES");
  const Json &changes = listing.at("changes"), &pictures = listing.at("pictures");
  if (changes.is_null()) return all.show("CANNOT_COMPARE");
  if (changes.empty() && pictures.empty()) return all.show("NO_CHANGES");
  View& some = all.add("SOME");
  all.keep("COUNT", std::to_string(changes.size() + pictures.size()));
  for (const Json& change : changes) set_change(some.add("CHANGE"), change, state);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    View& entry = some.add("PICTURES");
    entry.set("PICTURE_NAME", text_of(pictures[i], "name"));
    for (const char* which : {"before", "after"}) set_side(entry, pictures[i], which, i, language, words);
  }
}

void set_icons(View& view, const ExportedLanguage& language, const Json& state, const Words& words) {
  const Json& icons = state.at("listing").at("icons");
  if (icons.empty()) return;
  View& all = view.add("ICONS");
  for (std::size_t i = 0; i < icons.size(); ++i) {
    const Json& icon = icons[i];
    const auto bytes = icon.at("bytes").get<std::uint64_t>(), budget = icon.at("budget").get<std::uint64_t>();
    const bool is_over = budget > 0 && bytes > budget;
    View& entry = all.add("ICON");
    entry.keep("ICON_NUMBER", std::to_string(i));
    entry.set("PLATFORM", text_of(icon, "platform"));
    entry.keep("SIZE", icon.at("width").dump() + " \u00d7 " + icon.at("height").dump());
    entry.keep("BYTES", words.file_size(language.locale, bytes));
    if (is_over) entry.show("TOO_LARGE");
    if (budget == 0) continue;
    View& most = entry.add("BUDGET");
    most.keep("BUDGET_BYTES", words.file_size(language.locale, budget));
    most.keep("MOST", std::to_string(budget));
    most.keep("VALUE", std::to_string(std::min(bytes, budget)));
    if (is_over) most.show("OVER");
  }
}

}  // namespace

std::string class_of_picture(const std::string& side, std::size_t number) {
  return "change-" + std::to_string(number) + '-' + side;
}

std::ptrdiff_t count_errors(const Json& findings) { return std::count_if(findings.begin(), findings.end(), is_error); }

void set_language(View& view, const ExportedLanguage& language, const Json& state) {
  view.keep("NUMBER", std::to_string(language.locale));
  view.set("TAG", language.tag);
  view.set("DIR", language.right_to_left ? "rtl" : "ltr");
  view.set("LANGUAGE_NAME", language.name);
  view.set("NAME", text_of(state.at("listing"), "title"));
  if (text_of(state.at("listing"), "title").empty()) view.set("NAME", text_of(state.at("listing"), "id"));
  for (const auto& [marker, key] : kWords) view.set(marker, word_of(state, key));
}

void set_banner(View& view, const Json& state, bool has_page) {
  const Json& listing = state.at("listing");
  if (listing.at("is_stale").get<bool>()) {
    if (has_page) view.show("STALE");
  } else if (listing.at("is_draft").get<bool>()) {
    const bool is_edit = listing.at("has_pending_edit").get<bool>();
    View& banner = view.add("DRAFT").add(is_edit ? "OF_EDIT" : "OF_RECORD");
    is_edit ? banner.set("PENDING", pending_word_of(state)) : banner.set("WHY", text_of(listing, "reason"));
  }
}

void set_panel(View& view, const ExportedLanguage& language, const Json& state, const Words& words) {
  const Json& listing = state.at("listing");
  const Json& findings = state.at("listing").at("told");
  const auto errors = count_errors(findings);
  if (!findings.empty()) {
    View& number = view.add("NUMBER_OF_FINDINGS");
    number.keep("COUNT", std::to_string(findings.size()));
    number.set("KIND", errors ? "error" : "warning");
  }
  view.set("SHOWN", text_of(listing, "shown"));
  view.set("SHOWN_WORD", word_of(state, "preview." + text_of(listing, "shown")));
  set_if(view, "REASON", "REASON_TEXT", text_of(listing, "reason"));
  set_first_error(view, listing);
  if (listing.at("has_pending_edit").get<bool>()) view.add("PENDING_EDIT").set("PENDING", pending_word_of(state));
  view.set("ID", text_of(listing, "id"));
  set_if(view, "TYPE", "TYPE_ID", text_of(listing, "type"));
  set_findings(view, state);
  set_changes(view, language, state, words);
  set_locales(view, language, state);
  set_icons(view, language, state, words);
}

}  // namespace onshelf
