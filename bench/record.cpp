#include "record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace bench {
namespace {

const Json* find_limit(const Json& field, std::string_view kind) {
  if (field.contains("limits"))
    for (const Json& limit : field["limits"])
      if (limit["kind"] == kind) return &limit;
  return nullptr;
}

std::vector<std::string> tokens(const Json& field) {
  std::vector<std::string> all;
  if (field.contains("values"))
    for (const auto& [token, value] : field["values"].items()) all.push_back(token);
  return all;
}

bool has_item(const Json* limit, std::string_view item) {
  return limit != nullptr && limit->contains("items") &&
         std::find((*limit)["items"].begin(), (*limit)["items"].end(), item) != (*limit)["items"].end();
}

// A field in the making: what it is, in which languages, and the record it goes to.
struct Maker {
  const Json& type;
  const std::string& id;
  std::size_t locales;
  Dice& dice;
  MadeRecord& out;

  Json per_locale(auto make) {
    Json value = Json::object();
    for (std::size_t i = 0; i < locales; ++i) value[languages()[i].tag] = make(languages()[i]);
    return value;
  }

  Json line(const Json& field) {
    std::size_t min = 1, max = 160;
    if (const Json* limit = find_limit(field, "length")) {
      min = limit->value("min", min);
      // A limit in words is generous in characters.
      if ((*limit)["unit"] != "words") max = std::min(max, limit->value("max", max));
    }
    const std::string key = field["key"];
    // Names of real catalogs are mostly no two alike: the record's own number tells these apart.
    const std::string number = ' ' + id.substr(std::min(id.size(), id.rfind('-') + 1));
    if (key == "name" || key.ends_with(".name"))
      return per_locale([&](auto& in) { return title(in, dice, max - std::min(max - 1, number.size())) + number; });
    if (find_limit(field, "must_end_with_time_zone"))
      return per_locale([&](auto& in) { return title(in, dice, 40) + " (GMT+08:00)"; });
    return per_locale([&](auto& in) { return sentences(in, dice, std::max(min, max / 3), max); });
  }

  // The field named details is the body of 2 to 4 KB and lies in files; the others are a few lines.
  Json text(const Json& field) {
    const bool links = !find_limit(field, "no_external_links");
    const Json* limit = find_limit(field, "length");
    const std::string key = field["key"];
    if (key != "details")
      return per_locale([&](auto& in) { return sentences(in, dice, limit ? limit->value("min", 120u) : 120u, 400); });
    for (std::size_t i = 0; i < locales; ++i)
      out.texts[fmt::format("{}.{}.md", key, languages()[i].tag)] =
          markdown(languages()[i], dice, 2000 + dice.below(1600), links);
    return {};
  }

  Json words(const Json& field) {
    const Json* limit = find_limit(field, "count");
    const std::size_t most = limit ? limit->value("max", 4u) : 4u;
    return per_locale([&](const Language& in) {
      Json list = Json::array();
      for (std::size_t i = 0, start = dice.below(in.words.size()); i < std::min<std::size_t>(most, 3); ++i)
        list.push_back(in.words[(start + i) % in.words.size()]);
      return list;
    });
  }

  Json plain(const Json& field) {
    if (find_limit(field, "must_end_with_time_zone")) return "09:00-18:00 (GMT+08:00)";
    if (const Json* limit = find_limit(field, "pattern")) return pattern((*limit)["items"][0]);
    return fmt::format("v{}.{}", 1 + dice.below(4), dice.below(20));
  }

  Json pattern(const std::string& name) {
    if (name == "email") return "service@" + id + ".example.org";
    if (name == "phone") return fmt::format("+86 400 {:07}", dice.below(10000000));
    if (name == "standard-version") return fmt::format("v{}.{}", 1 + dice.below(4), dice.below(20));
    return "https://" + id + ".example.org/start";
  }

  Json choice(const Json& field) {
    const Json& visibility = type.value("visibility", Json::object());
    if (visibility.value("field", "") == field["key"]) return visibility["listed"][0];
    const auto known = tokens(field);
    return known.empty() ? Json("Yes") : Json(known[dice.below(known.size())]);
  }

  Json choices(const Json& field) {
    const auto known = tokens(field);
    Json list = Json::array();
    const Json* limit = find_limit(field, "count");
    const std::size_t most = std::min({limit ? limit->value("max", 4u) : 4u, 4u, static_cast<unsigned>(known.size())});
    for (std::size_t i = 0, start = known.empty() ? 0 : dice.below(known.size()); i < most; ++i)
      list.push_back(known[(start + i) % known.size()]);
    return list;
  }

  Json files(const Json& field) {
    const std::string name = std::string(field["key"]) + ".pdf";
    out.documents.push_back(name);
    return name;
  }

  Json pricing(const Json& field) {
    std::string model = "fixed";
    const Json* limit = find_limit(field, "price");
    if (const auto known = tokens(field); !known.empty()) model = known[dice.below(known.size())];
    if (has_item(limit, "free_only")) model = "free";
    const auto amount = [&](std::size_t cents) { return fmt::format("{}.{:02}", cents / 100, cents % 100); };
    if (model == "fixed") {
      const std::size_t month = 900 + dice.below(90000);
      return {{"model", model},
              {"currency", "CNY"},
              {"prices",
               {{{"per", "month"}, {"amount", amount(month)}}, {{"per", "year"}, {"amount", amount(month * 10)}}}}};
    }
    if (model == "per-use" || model == "hourly")
      return {{"model", model},
              {"currency", "USD"},
              {"prices", {{{"per", model == "hourly" ? "hour" : "use"}, {"amount", amount(1 + dice.below(300))}}}}};
    if (model == "vcpu")
      return {{"model", model},
              {"currency", "USD"},
              {"tiers",
               {{{"from", 1}, {"to", 4}, {"prices", {{{"per", "hour"}, {"amount", "0.03"}}}}},
                {{"from", 5}, {"prices", {{{"per", "hour"}, {"amount", "0.09"}}}}}}}};
    if (model == "text")
      return {{"model", model}, {"text", per_locale([&](auto& in) { return sentences(in, dice, 20, 200); })}};
    return {{"model", "free"}};
  }

  Json value(const Json& field) {
    if (const Json* limit = find_limit(field, "constant")) return (*limit)["items"][0];
    const std::string shape = field["shape"];
    if (shape == "line") return line(field);
    if (shape == "text") return text(field);
    if (shape == "words") return words(field);
    if (shape == "plain") return plain(field);
    if (shape == "url" || shape == "email" || shape == "phone") return pattern(shape);
    if (shape == "choice") return choice(field);
    if (shape == "choices") return choices(field);
    if (shape == "files") return files(field);
    if (shape == "pricing") return pricing(field);
    if (shape == "picture") {
      out.pictures.push_back("icon.png");
      return "icon.png";
    }
    if (shape == "links")
      return Json::array(
          {{{"name", per_locale([&](auto& in) { return title(in, dice, 40); })}, {"url", pattern("url")}}});
    if (shape == "versions") {
      Json list = Json::array();
      for (std::size_t i = 0, count = 1 + dice.below(3); i < count; ++i)
        list.push_back({{"number", fmt::format("v{}.{}", i + 1, dice.below(20))},
                        {"date", fmt::format("202{}-0{}-1{}", 3 + i, 1 + dice.below(9), dice.below(9))},
                        {"notes", per_locale([&](auto& in) { return sentences(in, dice, 40, 300); })}});
      return list;
    }
    if (shape == "system") return {{"name", "Debian"}, {"version", "12 64-bit"}};
    if (shape == "parameters")
      return Json::array({{{"name", per_locale([&](auto& in) { return title(in, dice, 40); })}, {"value", "443"}},
                          {{"name", per_locale([&](auto& in) { return title(in, dice, 40); })}, {"value", "8 GB"}}});
    if (shape == "seo")
      return {{"title", per_locale([&](auto& in) { return title(in, dice, 60); })},
              {"description", per_locale([&](auto& in) { return sentences(in, dice, 60, 150); })}};
    return "not public";  // hidden: there so that the check has something to keep out
  }
};

// A member of a structured field ("versions.notes") is made with the whole field.
Json whole_field(const Json& field) {
  Json whole = field;
  const std::string key = field["key"];
  const auto dot = key.find('.');
  if (dot == std::string::npos) return whole;
  whole["key"] = key.substr(0, dot);
  whole.erase("limits");
  static const std::map<std::string, std::string> shapes = {{"operating_system", "system"}};
  if (const auto known = shapes.find(key.substr(0, dot)); known != shapes.end())
    whole["shape"] = known->second;
  else
    whole["shape"] = key.substr(0, dot);  // versions, seo, pricing, parameters are called as their shape
  return whole;
}

}  // namespace

MadeRecord make_record(const Json& type, const std::string& id, std::size_t locales, Dice& dice) {
  MadeRecord made;
  made.document["id"] = id;
  made.document["type"] = type["type"];
  Maker maker{type, id, locales, dice, made};

  std::vector<std::pair<std::string, std::string>> equal;  // field -> field with the same value
  for (const Json& written : type["fields"]) {
    const Json field = whole_field(written);
    const std::string key = field["key"];
    if (key == "id" || key == "category" || key == "subcategory" || key == "status" || made.document.contains(key))
      continue;
    const bool required = field.contains("required") && field["required"] != false;
    // What is optional is given by half of the sellers; secrets only where the platform demands them.
    if (!required && (field["shape"] == "hidden" || field["shape"] == "files" || dice.one_in(2))) continue;
    if (const Json* limit = find_limit(field, "equals_field")) {
      equal.emplace_back(key, (*limit)["items"][0]);
      continue;
    }
    if (Json value = maker.value(field); !value.is_null()) made.document[key] = std::move(value);
  }
  for (const auto& [key, same_as] : equal)
    if (made.document.contains(same_as)) made.document[key] = made.document[same_as];

  if (type.contains("status"))
    for (const auto& [token, status] : type["status"]["values"].items())
      if (status["publish"] == true && !made.document.contains("status")) made.document["status"] = token;
  return made;
}

}  // namespace bench
