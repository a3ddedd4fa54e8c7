#include "text/page_head.h"

#include <simdjson.h>

#include <string>

#include "base/letters.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kDateNames = {
    "article:published_time"sv, "datepublished"sv, "date"sv,         "pubdate"sv,         "publishdate"sv,
    "publish-date"sv,           "dc.date"sv,       "dcterms.date"sv, "dcterms.created"sv, "dc.date.issued"sv,
    "parsely-pub-date"sv};

template <class T>
void set_if_empty(T& field, std::string_view value) {
  if (field.empty()) field = std::string(trimmed(value));
}

// Everything that the page says, gathered before it is weighed: what stands in the head is surer than what stands on
// it.
struct Said {
  std::string meta_title, data_title, heading, title;
  std::optional<Date> meta_date, data_date, time;
};

std::string all_text(const GumboNode* node, int depth = 0) {
  std::string text;
  if (depth > kDeepestElement || !is_element(node)) return text;
  each_child(node, [&](const GumboNode* child) {
    if (is_text(child))
      text += child->v.text.text;
    else
      text += all_text(child, depth + 1);
  });
  return text;
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

void read_meta(const GumboNode* node, Document& document, Said& said) {
  std::string_view name = attribute(node, "property");
  if (name.empty()) name = attribute(node, "name");
  if (name.empty()) name = attribute(node, "itemprop");
  const std::string key = lower_ascii(name);
  const auto content = attribute(node, "content");
  if (key == "og:title") set_if_empty(said.meta_title, content);
  if (key == "og:site_name") set_if_empty(document.source, content);
  if (key == "og:url") set_if_empty(document.url, content);
  if (!said.meta_date && among(kDateNames, key)) said.meta_date = Date::parse(trimmed(content));
}

std::string_view string_of(simdjson::dom::element element, const char* key) {
  std::string_view text;
  return element[key].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// schema.org: an article, alone, in a list or in the "@graph" of a page.
void read_linked_data(simdjson::dom::element element, Document& document, Said& said, int depth = 0) {
  if (depth > 8) return;
  simdjson::dom::array list;
  if (element.get(list) == simdjson::SUCCESS) {
    for (const auto part : list) read_linked_data(part, document, said, depth + 1);
    return;
  }
  if (!element.is_object()) return;
  simdjson::dom::element graph;
  if (element["@graph"].get(graph) == simdjson::SUCCESS) read_linked_data(graph, document, said, depth + 1);
  const auto date = string_of(element, "datePublished");
  if (date.empty()) return;
  if (!said.data_date) said.data_date = Date::parse(date);
  set_if_empty(said.data_title, string_of(element, "headline"));
  simdjson::dom::element publisher;
  if (element["publisher"].get(publisher) == simdjson::SUCCESS)
    set_if_empty(document.source, string_of(publisher, "name"));
}

void gather(const GumboNode* node, Document& document, Said& said, simdjson::dom::parser& parser, int depth = 0) {
  if (!is_element(node) || depth > kDeepestElement) return;
  switch (node->v.element.tag) {
    case GUMBO_TAG_META:
      read_meta(node, document, said);
      break;
    case GUMBO_TAG_HTML:
      document.language = lower_ascii(attribute(node, "lang").substr(0, 2));
      if (document.language.size() != 2) document.language.clear();
      break;
    case GUMBO_TAG_LINK:
      if (attribute(node, "rel") == "canonical") set_if_empty(document.url, attribute(node, "href"));
      break;
    case GUMBO_TAG_TITLE:
      set_if_empty(said.title, folded(all_text(node)));
      break;
    case GUMBO_TAG_H1:
      set_if_empty(said.heading, folded(all_text(node)));
      break;
    case GUMBO_TAG_TIME:
      if (!said.time) said.time = Date::parse(attribute(node, "datetime"));
      break;
    case GUMBO_TAG_SCRIPT:
      if (attribute(node, "type") == "application/ld+json") {
        const std::string data = all_text(node);
        simdjson::dom::element element;
        if (parser.parse(data).get(element) == simdjson::SUCCESS) read_linked_data(element, document, said);
      }
      return;
    default:
      break;
  }
  each_child(node, [&](const GumboNode* child) { gather(child, document, said, parser, depth + 1); });
}

}  // namespace

void read_page_head(const GumboNode* root, Document& document) {
  Said said;
  simdjson::dom::parser parser;
  gather(root, document, said, parser);
  for (const auto* title : {&said.meta_title, &said.data_title, &said.heading, &said.title})
    set_if_empty(document.title, *title);
  for (const auto& date : {said.meta_date, said.data_date, said.time})
    if (!document.date) document.date = date;
}

}  // namespace demarche
