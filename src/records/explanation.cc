// Explanations for the eye: each event with its sentence and the steps that made it, then the words that made none.
#include <fmt/format.h>

#include <map>

#include "records/records.h"

namespace demarche {
namespace {

std::string parties(const std::vector<Mention>& mentions) {
  std::string text;
  for (const auto& each : mentions)
    text += (text.empty() ? "" : ", ") + (each.id.empty() ? "\"" + each.text + "\"" : each.id);
  return text.empty() ? "?" : text;
}

}  // namespace

std::string explanation_text(const Document& document, const Coding& coding) {
  std::string text = fmt::format("== {}\n", document.id);
  if (!coding.explanation) return text;
  std::map<std::string, const EventExplanation*> by_event;
  for (const auto& each : coding.explanation->events) by_event[each.event] = &each;
  for (const auto& event : coding.events) {
    text += fmt::format("\n[{}] {}\n", event.in_title ? "title" : std::to_string(event.sentence), event.text);
    text += fmt::format("  {} {}{}{}: {} {} {}\n", event.cameo, event.type, event.mode.empty() ? "" : "/" + event.mode,
                        event.move ? fmt::format(" [{}]", name_of(event.move->kind)) : "", parties(event.actors),
                        event.reciprocal ? "--" : "->", event.reciprocal ? "" : parties(event.recipients));
    if (const auto found = by_event.find(event.id); found != by_event.end())
      for (const auto& step : found->second->steps) text += "    " + step + "\n";
    for (const auto& reason : event.reasons)
      text +=
          fmt::format("    reason: {}{}\n", reason.text, reason.event.empty() ? "" : " (event " + reason.event + ")");
  }
  if (!coding.explanation->rejections.empty()) text += "\nrejected\n";
  for (const auto& each : coding.explanation->rejections)
    text += fmt::format("  [{}] '{}'{}{}: {}\n", each.in_title ? "title" : std::to_string(each.sentence), each.words,
                        each.rule.empty() ? "" : " ", each.rule, each.why);
  return text + "\n";
}

}  // namespace demarche
