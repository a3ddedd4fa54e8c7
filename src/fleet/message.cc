#include "fleet/message.h"

#include <nlohmann/json.hpp>

#include "base/content_hash.h"
#include "base/json_number.h"
#include "text/text.h"
#include "text/utf8.h"

namespace demarche {

using Json = nlohmann::json;

std::string message_of(const Document& document) {
  Json paragraphs = Json::array(), parties = Json::array();
  for (const auto& each : document.paragraphs) paragraphs.push_back({each.begin, each.end, each.heading});
  for (const auto& each : document.parties) parties.push_back({each.begin, each.end, each.id});
  const Json json = {{"id", document.id},
                     {"title", document.title},
                     {"text", document.text},
                     {"source", document.source},
                     {"url", document.url},
                     {"language", document.language},
                     {"date", document.date ? document.date->text() : ""},
                     {"paragraphs", std::move(paragraphs)},
                     {"parties", std::move(parties)},
                     {"repaired", document.repaired_bytes}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Document> document_of_message(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object()) return fail("is no document");
  Document document;
  try {
    json.at("id").get_to(document.id);
    json.at("title").get_to(document.title);
    json.at("text").get_to(document.text);
    json.at("source").get_to(document.source);
    json.at("url").get_to(document.url);
    json.at("language").get_to(document.language);
    document.date = Date::parse(json.at("date").get<std::string>());
    for (const auto& each : json.at("paragraphs"))
      document.paragraphs.push_back(
          {whole_number<std::uint32_t>(each.at(0)), whole_number<std::uint32_t>(each.at(1)), each.at(2).get<bool>()});
    for (const auto& each : json.at("parties"))
      document.parties.push_back({whole_number<std::uint32_t>(each.at(0)), whole_number<std::uint32_t>(each.at(1)),
                                  each.at(2).get<std::string>()});
    document.repaired_bytes = whole_number<decltype(document.repaired_bytes)>(json.at("repaired"));
  } catch (const Json::exception& error) {
    return fail("is no document", {}, 0, 0, error.what());
  }
  sanitize(document);
  if (document.text.size() > kLongestDocument) return fail("is longer than any document that is read");
  std::uint32_t last = 0;
  for (const auto& each : document.paragraphs) {
    if (each.begin < last || each.end < each.begin || each.end > document.text.size())
      return fail("has paragraphs that do not lie in its text");
    last = each.end;
  }
  for (const auto& each : document.parties)
    if (each.end < each.begin || each.end > document.text.size())
      return fail("has parties that do not lie in its text");
  return document;
}

std::string message_id(std::string_view bytes) { return hex_id(content_hash({bytes})); }

}  // namespace demarche
