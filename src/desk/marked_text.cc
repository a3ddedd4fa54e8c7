// A text cut where marks begin and end, so that pages need not count bytes.
#include <algorithm>

#include "desk/desk.h"

namespace demarche {
namespace {

struct Mark {
  bool in_title = false;
  Span span;
  Json json;
};

class Marks {
 public:
  void add(const char* kind, const Mention& mention, const char* of, const std::string& id) {
    if (!mention.span) return;
    Json json = begin(mention.in_title, *mention.span, kind, mention.name.empty() ? mention.text : mention.name);
    json[of] = id;
    if (!mention.id.empty()) json["id"] = mention.id;
    if (!mention.why.empty()) json["why"] = mention.why;
    marks.push_back({mention.in_title, *mention.span, std::move(json)});
  }

  void add(const Event& event) {
    for (const auto& span : event.words) {
      Json json = begin(event.in_title, span, "action", event.type + (event.mode.empty() ? "" : " " + event.mode));
      json["event"] = event.id;
      if (!event.rule.empty()) json["why"] = event.rule;
      marks.push_back({event.in_title, span, std::move(json)});
    }
    for (const auto& mention : event.actors) add("actor", mention, "event", event.id);
    for (const auto& mention : event.recipients) add("recipient", mention, "event", event.id);
    if (event.place && event.place->span) {
      Json json = begin(event.in_title, *event.place->span, "place",
                        event.place->name.empty() ? event.place->text : event.place->name);
      json["event"] = event.id;
      marks.push_back({event.in_title, *event.place->span, std::move(json)});
    }
  }

  std::vector<Mark> marks;

 private:
  static Json begin(bool in_title, Span span, const char* kind, const std::string& label) {
    return {{"field", in_title ? "title" : "text"},
            {"begin", span.begin},
            {"end", span.end},
            {"kind", kind},
            {"label", label}};
  }
};

Json segments_of(const std::string& field, bool title, const std::vector<Mark>& marks) {
  const auto inside_letter = [&](std::size_t at) {
    return at < field.size() && (static_cast<unsigned char>(field[at]) & 0xC0) == 0x80;
  };
  std::vector<std::size_t> cuts = {0, field.size()};
  for (const auto& mark : marks)
    if (mark.in_title == title)
      for (const std::size_t at : {mark.span.begin, mark.span.end})
        if (at < field.size() && !inside_letter(at)) cuts.push_back(at);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  Json segments = Json::array();
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    Json of_segment = Json::array();
    for (std::size_t k = 0; k < marks.size(); ++k)
      if (marks[k].in_title == title && marks[k].span.begin <= cuts[i] && cuts[i + 1] <= marks[k].span.end)
        of_segment.push_back(k);
    segments.push_back({{"text", field.substr(cuts[i], cuts[i + 1] - cuts[i])}, {"marks", std::move(of_segment)}});
  }
  return segments;
}

}  // namespace

Json marked_text(const Document& document, std::span<const Event* const> events, std::span<const Claim* const> claims) {
  Marks all;
  for (const auto* event : events) all.add(*event);
  for (const auto* claim : claims) {
    all.add("speaker", claim->speaker, "claim", claim->id);
    if (claim->toward) all.add("toward", *claim->toward, "claim", claim->id);
  }
  Json json = {{"title", segments_of(document.title, true, all.marks)},
               {"text", segments_of(document.text, false, all.marks)},
               {"marks", Json::array()}};
  for (auto& mark : all.marks) json["marks"].push_back(std::move(mark.json));
  return json;
}

}  // namespace demarche
