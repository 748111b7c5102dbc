#include "audit/structured_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace onshelf::audit {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 32;

bool is_amount(const Json& value) {
  if (value.is_number()) return value.get<double>() >= 0;
  if (!value.is_string()) return false;
  const std::string& text = value.get_ref<const std::string&>();
  bool has_digit = false, has_dot = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      has_digit = true;
    else if (c == '.' && has_digit && !has_dot)
      has_dot = true;
    else
      return false;
  }
  return has_digit && text.back() != '.';
}

bool is_zero(const Json& value) {
  if (value.is_number()) return value.get<double>() == 0;
  const std::string& text = value.get_ref<const std::string&>();
  return text.find_first_not_of("0.") == std::string::npos;
}

bool is_currency(const Json& value) {
  if (!value.is_string()) return false;
  const std::string& text = value.get_ref<const std::string&>();
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool has_text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && !found->empty() &&
         (!found->is_string() || !found->get_ref<const std::string&>().empty());
}

class DataReader {
 public:
  DataReader(std::string_view text, Range where, Faults& faults, Links& links)
      : text_(text), where_(where), faults_(faults), links_(links) {}

  void read() {
    Json data;
    try {
      data = Json::parse(text_);
    } catch (const Json::parse_error& error) {
      const auto at = static_cast<std::uint32_t>(
          std::clamp<std::size_t>(error.byte, 1, std::max<std::size_t>(text_.size(), 1)) - 1);
      return faults_.add(Rule::data_json, {where_.begin + at, where_.begin + at + 1});
    }
    if (data.is_array()) {
      for (const Json& item : data) read_document(item);
    } else {
      read_document(data);
    }
  }

 private:
  void read_document(const Json& item) {
    const auto context = item.is_object() ? item.find("@context") : item.end();
    if (context == item.end() || !is_schema_org(*context)) return faults_.add(Rule::data_context, beginning());
    if (const auto graph = item.find("@graph"); graph != item.end() && graph->is_array()) {
      for (const Json& node : *graph) read_top(node);
    } else {
      read_top(item);
    }
  }

  // "https://schema.org", alone, among others, or as {"@vocab": ...}.
  static bool is_schema_org(const Json& context) {
    if (context.is_string()) return context.get_ref<const std::string&>().find("schema.org") != std::string::npos;
    if (!context.is_array() && !context.is_object()) return false;
    return std::any_of(context.begin(), context.end(), [](const Json& part) {
      return part.is_string() && part.get_ref<const std::string&>().find("schema.org") != std::string::npos;
    });
  }

  void read_top(const Json& node) {
    if (!node.is_object() || !has_text(node, "@type")) return faults_.add(Rule::data_type, beginning());
    read_node(node, 0);
  }

  void read_node(const Json& node, int depth) {
    if (depth > kDeepest) return;
    if (node.is_array()) {
      for (const Json& item : node) read_node(item, depth + 1);
      return;
    }
    if (!node.is_object()) return;
    for (const std::string& type : types_of(node)) check(type, node);
    for (const auto& [key, value] : node.items()) {
      if (value.is_string() && is_address_key(key)) {
        const std::string& address = value.get_ref<const std::string&>();
        if (key != "sameAs") links_.follow(address, place_of(address), LinkUse::name);
      }
      read_node(value, depth + 1);
    }
  }

  static std::vector<std::string> types_of(const Json& node) {
    std::vector<std::string> types;
    const auto found = node.find("@type");
    if (found == node.end()) return types;
    if (found->is_string()) types.push_back(found->get<std::string>());
    if (found->is_array())
      for (const Json& type : *found)
        if (type.is_string()) types.push_back(type.get<std::string>());
    return types;
  }

  static bool is_address_key(std::string_view key) {
    for (const std::string_view known : {"url", "item", "image", "logo", "contentUrl", "thumbnailUrl",
                                         "mainEntityOfPage", "downloadUrl", "screenshot"})
      if (key == known) return true;
    return false;
  }

  void check(const std::string& type, const Json& node) {
    if (type == "BreadcrumbList") check_trail(node);
    if (type == "Product" || type == "SoftwareApplication") {
      if (!has_text(node, "name")) faults_.add(Rule::data_product, place_of(type), {type, "name"});
      if (type == "Product" && !has_text(node, "offers") && !has_text(node, "review") &&
          !has_text(node, "aggregateRating"))
        faults_.add(Rule::data_product, place_of(type), {type, "offers"});
    }
    if (type == "Offer") {
      const Json* holder = &node;
      if (const auto specified = node.find("priceSpecification"); !node.contains("price") && specified != node.end())
        holder = specified->is_array() && !specified->empty() ? &specified->front() : &*specified;
      check_price(type, *holder, "price");
    }
    if (type == "AggregateOffer") check_price(type, node, "lowPrice");
    if (type == "AggregateRating" &&
        (!has_text(node, "ratingValue") || (!has_text(node, "ratingCount") && !has_text(node, "reviewCount"))))
      faults_.add(Rule::data_rating, place_of(type));
  }

  void check_price(const std::string& type, const Json& node, const char* key) {
    const auto price = node.is_object() ? node.find(key) : node.end();
    if (price == node.end() || !is_amount(*price)) return faults_.add(Rule::data_offer, place_of(type), {type, key});
    // Without a price no currency is asked for.
    const auto currency = node.find("priceCurrency");
    if (currency == node.end() ? !is_zero(*price) : !is_currency(*currency))
      faults_.add(Rule::data_offer, place_of(type), {type, "priceCurrency"});
  }

  void check_trail(const Json& node) {
    const auto items = node.find("itemListElement");
    bool is_sound = items != node.end() && items->is_array() && items->size() >= 2;
    if (is_sound) {
      for (std::size_t i = 0; i < items->size(); ++i) {
        const Json& item = (*items)[i];
        const auto position = item.is_object() ? item.find("position") : item.end();
        const bool is_last = i + 1 == items->size();
        const bool has_name =
            item.is_object() && (has_text(item, "name") ||
                                 (item.contains("item") && item["item"].is_object() && has_text(item["item"], "name")));
        is_sound =
            is_sound && position != item.end() && *position == i + 1 && has_name && (is_last || has_text(item, "item"));
      }
    }
    if (!is_sound) faults_.add(Rule::data_breadcrumb, place_of("BreadcrumbList"));
  }

  Range beginning() const {
    return {where_.begin, where_.begin + std::min<std::uint32_t>(1, where_.end - where_.begin)};
  }

  // Of the first such string, as it is written; the beginning when it is written otherwise.
  Range place_of(std::string_view value) const {
    const std::size_t at = text_.find("\"" + std::string(value) + "\"");
    if (at == std::string_view::npos) return beginning();
    const auto begin = where_.begin + static_cast<std::uint32_t>(at) + 1;
    return {begin, begin + static_cast<std::uint32_t>(value.size())};
  }

  std::string_view text_;
  Range where_;
  Faults& faults_;
  Links& links_;
};

}  // namespace

void read_structured_data(std::string_view text, Range where, Faults& faults, Links& links) {
  DataReader(text, where, faults, links).read();
}

}  // namespace onshelf::audit
