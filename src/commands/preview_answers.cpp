// What a preview answers: pages, files, and what its script asks for.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "commands/archive.h"
#include "commands/clock.h"
#include "commands/installed.h"
#include "commands/preview_fields.h"
#include "commands/preview_review.h"
#include "commands/preview_served.h"
#include "commands/preview_site.h"
#include "findings/print_json.h"
#include "gate/visibility.h"
#include "load/disk_reader.h"
#include "load/translations.h"
#include "model/urls.h"
#include "preview/request_guard.h"
#include "render/response_headers.h"
#include "render/site_files.h"
#include "text/escape.h"
#include "text/file_kind.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;
using Target = PreviewTarget;

constexpr std::string_view kOwn = "/-/onshelf/";
constexpr std::string_view kScript = "<script src=\"/-/onshelf/preview.js\" type=\"module\"></script>";
constexpr std::size_t kLargestOwnFile = 1u << 20;

const char* content_type(std::string_view path) {
  static const std::map<std::string, const char*, std::less<>> types = {{"html", "text/html; charset=utf-8"},
                                                                        {"css", "text/css; charset=utf-8"},
                                                                        {"js", "text/javascript; charset=utf-8"},
                                                                        {"json", "application/json"},
                                                                        {"xml", "application/xml"},
                                                                        {"txt", "text/plain; charset=utf-8"},
                                                                        {"svg", "image/svg+xml"},
                                                                        {"png", "image/png"},
                                                                        {"jpg", "image/jpeg"},
                                                                        {"jpeg", "image/jpeg"},
                                                                        {"gif", "image/gif"},
                                                                        {"webp", "image/webp"},
                                                                        {"ico", "image/x-icon"},
                                                                        {"woff2", "font/woff2"}};
  const auto found = types.find(extension_of(path));
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::string with_script(std::string html) {
  const auto end = html.rfind("</body>");
  html.insert(end == std::string::npos ? html.size() : end, kScript);
  return html;
}

PreviewReply plain(int status, std::string text) {
  PreviewReply reply;
  reply.status = status;
  reply.content_type = "text/plain; charset=utf-8";
  reply.body = std::move(text);
  return reply;
}

PreviewReply not_yet() {
  PreviewReply reply;
  reply.is_not_yet = true;
  return reply;
}

PreviewReply redirect(std::string to) {
  PreviewReply reply = plain(302, {});
  reply.location = std::move(to);
  return reply;
}

PreviewReply page(int status, std::string html) {
  PreviewReply reply;
  reply.status = status;
  reply.policy = kPagePolicy;
  reply.body = with_script(std::move(html));
  return reply;
}

const char* name_of(Verdict verdict) {
  return verdict == Verdict::listed ? "listed" : verdict == Verdict::unlisted ? "unlisted" : "withheld";
}

// What an address asks for; guard_request() let nothing else through.
SeenAs seen_as(const std::string& query) {
  const auto as = query_value(query, kShownAs);
  return as == "published" ? SeenAs::published : as == "unlisted" ? SeenAs::unlisted : SeenAs::draft;
}

// The message that says why, in a sentence.
std::string message_of(VisibilityReason reason) {
  constexpr const char* kNames[] = {"published",       "flag_hides",         "status_unknown",     "status_private",
                                    "flag_unknown",    "flag_missing",       "hidden_has_no_page", "not_yet_valid",
                                    "no_longer_valid", "validity_unreadable"};
  return std::string("preview.reason_") + kNames[static_cast<std::size_t>(reason)];
}

Json findings_json(const Findings& findings, const Translations& translations) {
  FormatStyle style;
  style.most = 200;
  style.translations = translations;
  return Json::parse(json_of(findings, style)).at("findings");
}

}  // namespace

PreviewReply PreviewSite::answer(const std::string& path, const std::string& query) {
  try {
    return reply_to(path, query);
  } catch (const DamagedPack&) {
    // (What is being read may be all, and takes its place.)
    if (!is_reading_) load_damaged();
    return plain(503, "The cache was damaged and is made anew. Load the page again.\n");
  }
}

PreviewReply PreviewSite::reply_to(const std::string& path, const std::string& query) {
  const std::string_view own = path.starts_with(kOwn) ? std::string_view(path).substr(kOwn.size()) : "";
  if (!own.empty() && own != "state") return own_file(own);
  if (!served_) return not_yet();
  const std::string page = own.empty() ? path : query_value(query, "page").value_or("/");
  if (is_part() && !is_known_at(page, seen_as(query))) return not_yet();
  return own.empty() ? page_or_file(path, seen_as(query)) : state(page, seen_as(query));
}

// The script and the style of the preview itself, from the installed files.
PreviewReply PreviewSite::own_file(std::string_view name) const {
  if (name.find('/') != std::string_view::npos || !(name.ends_with(".js") || name.ends_with(".css")))
    return plain(404, "There is no such file.\n");
  const auto disk = open_disk(default_files_root().string());
  FileBytes file = disk->read("preview/" + std::string(name), kLargestOwnFile);
  if (!file.ok()) return plain(404, "There is no such file.\n");
  PreviewReply reply;
  reply.content_type = content_type(name);
  reply.body = std::move(file.bytes);
  return reply;
}

// Of a path below the site's base. Nothing: it is not below it.
std::optional<std::string> PreviewSite::output_of(std::string_view path) const {
  const std::string& base = served_->site().base_path;
  if (!path.starts_with(base)) return std::nullopt;
  return Urls::output_file(path.substr(base.size()));
}

// A listing's page as it would be then, at whatever address of its own; of what has none: what a visitor would find.
PreviewReply PreviewSite::page_as(SeenAs as, const std::string& id, LocaleIndex locale) {
  const Aside& other = aside(as, id);
  const Summary* summary = other.find(id);
  if (!summary || !summary->has_page(locale)) return page(404, other.pages->not_found());
  const auto made = from_cached<PreparedBytes>(aside_made(other, *summary));
  const auto index = static_cast<std::uint32_t>(summary - other.plan.summaries.data());
  return page(200, other.pages->detail(from_cached<PreparedListing>(made.listing), index, locale));
}

PreviewReply PreviewSite::page_or_file(std::string_view path, SeenAs as) {
  Served& now = *served_;
  const std::string& base = now.site().base_path;
  if (path == "/" && base != "/") return redirect(base);
  const auto output = output_of(path);
  if (!output) return plain(404, "The site begins at " + base + "\n");
  if (as != SeenAs::draft) {
    if (auto file = media_as(as, *output)) return std::move(*file);
    if (const auto [id, locale] = listing_of(path); !id.empty()) return page_as(as, id, locale);
  }
  const auto found = now.outputs.find(*output);
  if (found == now.outputs.end()) return other_file(*output, path);
  const Target& target = found->second;
  switch (target.kind) {
    case Target::Kind::detail: {
      const Summary& summary = now.plan.summaries[target.index];
      const auto made = from_cached<PreparedBytes>(now.made(summary));
      return page(200, now.pages->detail(from_cached<PreparedListing>(made.listing), target.index, target.locale));
    }
    case Target::Kind::list:
      return page(200, now.pages->list(now.plan.list_pages[target.index]));
    case Target::Kind::index:
      return page(200, now.pages->index(now.plan.index_pages[target.index]));
    case Target::Kind::compare:
      return page(200, now.pages->compare(target.locale));
    case Target::Kind::home:
      return page(200, now.pages->home(target.locale));
    case Target::Kind::search:
      return page(200, now.pages->search(target.locale));
    case Target::Kind::choice:
      return page(200, now.pages->language_choice());
    case Target::Kind::not_found:
      return page(404, now.pages->not_found());
    case Target::Kind::asset: {
      PreviewReply reply;
      reply.content_type = content_type(*output);
      reply.body = now.site().theme_files[target.index].bytes;
      return reply;
    }
    case Target::Kind::media: {
      const Summary& summary = now.plan.summaries[target.index];
      return media(summary, now.made(summary), *output);
    }
  }
  return plain(404, {});
}

PreviewReply PreviewSite::media(const Summary& summary, const std::string& prepared, const std::string& output) const {
  auto made = from_cached<PreparedBytes>(prepared);
  const Urls urls(served_->site());
  for (auto& [name, bytes] : made.media) {
    if (urls.media(summary, name) != output) continue;
    PreviewReply reply;
    reply.content_type = content_type(output);
    reply.policy = kMediaPolicy;
    reply.is_download = !std::string_view(reply.content_type).starts_with("image/");
    reply.body = std::move(bytes);
    return reply;
  }
  return plain(404, "There is no such file.\n");
}

// A file of a page that is seen as something else. Nothing: no such page has it.
std::optional<PreviewReply> PreviewSite::media_as(SeenAs as, const std::string& output) {
  const Urls urls(served_->site());
  if (!output.starts_with(urls.all_media())) return std::nullopt;
  const auto has_file = [&](const Summary& summary) {
    return std::any_of(summary.media.begin(), summary.media.end(),
                       [&](const std::string& name) { return urls.media(summary, name) == output; });
  };
  if (as == SeenAs::published) {
    const std::string rest = output.substr(urls.all_media().size());
    const Summary* summary = published(rest.substr(0, rest.find('/')));
    if (summary && has_file(*summary)) return media(*summary, published_made(*summary), output);
  }
  if (!beside_) return std::nullopt;
  const Aside& other = aside(beside_->first, std::string(beside_->second));
  for (const Summary& summary : other.plan.summaries)
    if (has_file(summary)) return media(summary, aside_made(other, summary), output);
  return std::nullopt;
}

// What is planned only when somebody asks for it, and what there is not.
PreviewReply PreviewSite::other_file(const std::string& output, std::string_view path) {
  Served& now = *served_;
  const auto file = [&](std::string bytes) {
    PreviewReply reply;
    reply.content_type = content_type(output);
    reply.body = std::move(bytes);
    return reply;
  };
  // (The pages that are seen as something else name files by their own addresses.)
  if (auto media = beside_ ? media_as(beside_->first, output) : std::nullopt) return std::move(*media);
  if (output == "robots.txt") return file(robots_txt(now.site()));
  if (output.ends_with(".json")) {
    if (!now.search)
      now.search = std::make_unique<SearchIndex>(
          now.site(), now.plan,
          [&now](const Summary& summary, LocaleIndex locale) { return now.search_words(summary, locale); });
    for (std::size_t i = 0; i < now.search->size(); ++i)
      if (now.search->path(i) == output) return file(now.search->make(i));
  }
  if (output.ends_with(".xml")) {
    if (!now.sitemaps) now.sitemaps = std::make_unique<Sitemaps>(now.site(), now.plan);
    for (std::size_t i = 0; i < now.sitemaps->size(); ++i)
      if (now.sitemaps->path(i) == output) return file(now.sitemaps->make(i));
  }
  if (!path.ends_with('/') && now.outputs.contains(output + "/index.html"))
    return redirect(percent_encode_path(path) + '/');
  const std::string address = std::string(path.substr(now.site().base_path.size()));
  for (const auto& [from, to] : now.plan.moved)
    if (from == address) return redirect(now.site().base_path + percent_encode_path(to));
  return page(404, now.pages->not_found());
}

// Of the listing that a page is about, also where there is no page yet; empty: it is about none.
std::pair<std::string, LocaleIndex> PreviewSite::listing_of(std::string_view page) const {
  const Served& now = *served_;
  const auto output = output_of(page);
  if (!output) return {{}, now.site().default_locale};
  if (const auto found = now.outputs.find(*output); found != now.outputs.end()) {
    const Target& target = found->second;
    if (target.kind == Target::Kind::detail) return {now.plan.summaries[target.index].id, target.locale};
    return {{}, target.locale};
  }
  return listing_by_id(*output);
}

// Of an address that has its id in it, as those of records that could never be shown have.
std::pair<std::string, LocaleIndex> PreviewSite::listing_by_id(const std::string& output) const {
  const Served& now = *served_;
  const Urls urls(now.site());
  for (LocaleIndex locale = 0; locale < now.site().locales.size(); ++locale) {
    const std::string all = urls.all_products(locale);
    if (!output.starts_with(all)) continue;
    const std::string id = output.substr(all.size(), output.find('/', all.size()) - all.size());
    if (std::binary_search(now.ids.begin(), now.ids.end(), id)) return {id, locale};
  }
  return {{}, now.site().default_locale};
}

PreviewReply PreviewSite::state(const std::string& page, SeenAs as) {
  const auto [id, locale] = listing_of(page);
  if (!id.empty()) looked_at_ = id;
  PreviewReply reply;
  reply.content_type = "application/json";
  reply.body = state_of(id, locale, as).dump(-1, ' ', false, Json::error_handler_t::replace);
  return reply;
}

Json PreviewSite::state_of(const std::string& id, LocaleIndex locale, SeenAs as) {
  const Served& now = *served_;
  const Site& site = now.site();
  Findings ignored;
  const auto defaults = open_disk(default_files_root().string());
  const auto translated = load_translations(*now.session.disk, *defaults, site.locales[locale].tag, ignored);
  const Translations translations = translated.value_or(Translations{});
  Json json;
  json["version"] = version();
  json["language"] = site.locales[locale].tag;
  json["dir"] = site.locales[locale].right_to_left ? "rtl" : "ltr";
  Json& said = json["words"] = Json::object();
  for (const auto& messages : {site.messages[site.default_locale], site.messages[locale]})
    for (const auto& [key, pattern] : messages)
      if (key.starts_with("preview.") || key.starts_with("field.")) said[key] = now.words.message(locale, key);
  json["reading"] = now.is_part ? Json{{"done", listings_read_}, {"total", now.ids.size()}} : Json();
  json["problems"] = findings_json(problems_, translations);
  json["listing"] = id.empty() ? Json() : listing_state(id, locale, translations, as);
  return json;
}

// The same for all languages, so it is found out once.
const Review& PreviewSite::review(const std::string& id, SeenAs as) {
  const Served& now = *served_;
  const std::string today = time().substr(0, 10);
  if (!reviewed_ || reviewed_->version != version_ || reviewed_->id != id || reviewed_->as != as ||
      reviewed_->today != today)
    reviewed_ = std::make_unique<Reviewed>(
        Reviewed{id, as, version_, today, review_listing(id, now.book(), *now.session.disk, today, as)});
  return reviewed_->review;
}

Coverage PreviewSite::coverage_of_page(const Summary& summary, SeenAs as) {
  const std::string made = as == SeenAs::draft ? served_->made(summary) : aside_made(aside(as, summary.id), summary);
  return coverage_of(from_cached<PreparedListing>(from_cached<PreparedBytes>(made).listing), site());
}

Json PreviewSite::listing_state(const std::string& id, LocaleIndex locale, const Translations& translations,
                                SeenAs as) {
  const Served& now = *served_;
  const Site& site = now.site();
  const Review& found = review(id, as);
  Findings findings;
  findings.add_all(found.findings);
  for (const Finding& finding : now.together.all())
    if (finding.listing == id && as != SeenAs::published) findings.add(finding);

  const Summary* draft = now.shown(id);
  const Summary* shown = as == SeenAs::draft ? draft : aside(as, id).find(id);
  // A listing without its seller is told why.
  if (shown)
    for (const Finding& finding : now.of_sellers.all())
      if (finding.where.file.starts_with("content/sellers/" + shown->seller + '/')) findings.add(finding);
  const Verdict verdict = found.decision.verdict;
  const bool is_unlisted = verdict == Verdict::unlisted || (as == SeenAs::unlisted && verdict != Verdict::withheld);
  const bool lacks_key = is_unlisted && site.unlisted_key.empty();
  const bool has_errors = findings.has_errors();
  // (Of a broken record that cannot be read, the page that is shown is all that is known.)
  const Coverage coverage = found.coverage.own.empty() && shown ? coverage_of_page(*shown, as) : found.coverage;
  const Urls urls(site);
  Json json;
  json["id"] = id;
  json["type"] = found.type;
  const auto* name = pick_or_first(found.name, site.locales[locale]);
  json["title"] = name ? name->second : shown ? shown->cards[locale].name : "";
  json["shown"] = has_errors || lacks_key ? "withheld" : name_of(verdict);
  // (Where there are errors, they are the reason.)
  json["reason"] = has_errors ? ""
                              : now.words.message(locale, lacks_key ? "preview.reason_no_unlisted_key"
                                                                    : message_of(found.decision.reason));
  json["seen_as"] = as == SeenAs::published ? "published" : as == SeenAs::unlisted ? "unlisted" : "draft";
  json["has_page"] = shown && shown->has_page(locale);
  json["has_pages"] = shown != nullptr;  // in some language
  json["address"] = shown ? urls.href(urls.detail(*shown, locale)) : "";
  json["home"] = urls.href(draft ? urls.detail(*draft, locale) : urls.all_products(locale) + id + '/');
  json["is_draft"] = found.has_pending_edit || verdict == Verdict::withheld || has_errors || lacks_key;
  json["is_published"] = published(id) != nullptr;
  json["has_pending_edit"] = found.has_pending_edit;
  json["is_stale"] = has_errors;
  json["findings"] = findings_json(findings, translations);
  Json& locales = json["locales"] = Json::array();
  for (LocaleIndex each = 0; each < site.locales.size(); ++each) {
    Json one;
    one["tag"] = site.locales[each].tag;
    one["name"] = now.words.language_name(each, each);
    const Summary* at = draft ? draft : shown;
    one["href"] = at ? urls.href(urls.detail(*at, each)) : "";
    one["own"] = each < coverage.own.size() ? coverage.own[each].texts : 0;
    one["wanted"] = coverage.wanted.texts;  // 0: nothing is known
    one["is_page"] = each == locale;
    one["borrowed"] = borrowed_json(found.fields, each, locale, site, now.words);
    locales.push_back(std::move(one));
  }
  Json& icons = json["icons"] = Json::array();
  for (std::size_t i = 0; shown && i < found.icons.size(); ++i) {
    Json one;
    one["platform"] = found.platform;
    one["href"] =
        urls.href(urls.media(*shown, found.icons[i].name)) + (as == SeenAs::published ? "?preview=published" : "");
    one["width"] = found.icons[i].width;
    one["height"] = found.icons[i].height;
    one["bytes"] = found.icon_bytes[i];
    one["budget"] = found.budget;
    icons.push_back(std::move(one));
  }
  json["fields"] = fields_json(found.fields, locale, site, translations);
  if (found.has_pending_edit) {
    json["changes"] = changes_json(found.fields, locale, site, now.words);
    json["pictures"] = picture_changes(id);
    Findings refused;
    refused.add_all(found.fields.refused);
    json["refused"] = findings_json(refused, translations);
  }
  return json;
}

}  // namespace onshelf
