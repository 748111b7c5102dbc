// The one home of libxml2 in an audit.
#include "audit/xml_events.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace onshelf::audit {
namespace {

std::string text_of(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : std::string(); }

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

// Characters of one element without those of the elements in it. Longer texts are no addresses.
constexpr std::size_t kLongestText = 1 << 16;

struct Open {
  std::string text;
  std::size_t begin = 0;
};

struct Reader {
  XmlEvents& events;
  std::string_view bytes;
  xmlParserCtxtPtr parser = nullptr;
  std::vector<Open> open;
  bool stopped = false;

  // libxml2 parses UTF-8 where it lies, so that its place is ours. Clamped, because it may copy what it converts.
  std::size_t offset() const {
    const xmlParserInput* input = parser->input;
    if (!input) return bytes.size();
    const auto at = static_cast<std::size_t>(input->cur - input->base) + static_cast<std::size_t>(input->consumed);
    return std::min(at, bytes.size());
  }

  void stop() {
    stopped = true;
    xmlStopParser(parser);
  }
};

Reader& reader_of(void* context) { return *static_cast<Reader*>(static_cast<xmlParserCtxtPtr>(context)->_private); }

Range range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* space, int, const xmlChar**, int count,
              int, const xmlChar** attributes) {
  Reader& reader = reader_of(context);
  const std::size_t at = reader.offset();
  XmlElement element{text_of(name), text_of(space), {}, {}};
  // The parser stands at the end of the tag or just before it.
  const std::size_t begin = reader.bytes.rfind('<', at == 0 ? 0 : at - 1);
  const std::size_t end = std::min(reader.bytes.find('>', at == 0 ? 0 : at - 1), reader.bytes.size());
  element.where = range(begin == std::string_view::npos ? at : begin, std::min(end + 1, reader.bytes.size()));
  for (int i = 0; i < count; ++i) {
    const xmlChar** parts = attributes + 5 * i;  // name, prefix, namespace, begin and end of the value
    const auto* first = reinterpret_cast<const char*>(parts[3]);
    const auto* last = reinterpret_cast<const char*>(parts[4]);
    XmlAttribute attribute{text_of(parts[0]), std::string(first, last), {}};
    // Not decoded by the parser when there was nothing to decode; then its place is found in the tag.
    const std::string_view tag = reader.bytes.substr(element.where.begin, element.where.end - element.where.begin);
    if (const std::size_t found = attribute.value.empty() ? tag.npos : tag.find(attribute.value); found != tag.npos)
      attribute.where = range(element.where.begin + found, element.where.begin + found + attribute.value.size());
    else
      attribute.where = element.where;
    element.attributes.push_back(std::move(attribute));
  }
  reader.open.push_back({{}, element.where.end});
  reader.events.begin(element);
}

void on_end(void* context, const xmlChar* name, const xmlChar*, const xmlChar* space) {
  Reader& reader = reader_of(context);
  if (reader.open.empty()) return;
  Open open = std::move(reader.open.back());
  reader.open.pop_back();
  std::string& text = open.text;
  while (!text.empty() && is_blank(text.back())) text.pop_back();
  text.erase(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_blank) - text.begin()));
  std::size_t begin = open.begin;
  while (begin < reader.bytes.size() && is_blank(reader.bytes[begin])) ++begin;
  std::size_t end = std::min(reader.bytes.find('<', begin), reader.bytes.size());
  while (end > begin && is_blank(reader.bytes[end - 1])) --end;
  reader.events.end(text_of(name), text_of(space), text, range(begin, end));
}

void on_characters(void* context, const xmlChar* text, int size) {
  Reader& reader = reader_of(context);
  if (reader.open.empty() || reader.open.back().text.size() > kLongestText) return;
  reader.open.back().text.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}

void on_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) { reader_of(context).stop(); }

void ignore(void*, const char*, ...) {}

}  // namespace

const XmlAttribute* XmlElement::find(std::string_view wanted) const {
  for (const XmlAttribute& attribute : attributes)
    if (attribute.name == wanted) return &attribute;
  return nullptr;
}

XmlEnd read_events(std::string_view bytes, XmlEvents& events) {
  if (bytes.empty() || bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {false, {}};
  xmlSAXHandler handler;
  std::memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_characters;
  handler.cdataBlock = on_characters;
  handler.internalSubset = on_document_type;
  handler.error = ignore;
  handler.warning = ignore;
  Reader reader{events, bytes, xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())), {}, false};
  if (!reader.parser) return {false, {}};
  if (reader.parser->sax) xmlFree(reader.parser->sax);
  reader.parser->sax = &handler;
  reader.parser->_private = &reader;
  xmlCtxtUseOptions(reader.parser, XML_PARSE_NONET);
  xmlParseDocument(reader.parser);
  XmlEnd end{reader.parser->wellFormed != 0 && !reader.stopped, {}};
  if (!end.is_sound) {
    const std::size_t at = reader.stopped ? std::min(bytes.find("<!DOCTYPE"), bytes.size()) : reader.offset();
    // What is missing at the end is shown at the last character.
    end.where = range(std::min(at, bytes.size() - 1), std::min(at + 1, bytes.size()));
  }
  reader.parser->sax = nullptr;
  if (reader.parser->myDoc) xmlFreeDoc(reader.parser->myDoc);
  xmlFreeParserCtxt(reader.parser);
  return end;
}

}  // namespace onshelf::audit
