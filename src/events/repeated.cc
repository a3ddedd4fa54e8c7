#include "events/repeated.h"

#include <algorithm>

#include "events/mention_lists.h"

namespace demarche {

const Event* deed_to_repeat(const Story& story, const std::string& side, Repeats how) {
  if (side.empty()) return nullptr;
  const bool turned = how == Repeats::turned;
  const auto fits = [&](const Event& event) {
    const bool told_as_done = event.modality == Modality::done || event.modality == Modality::announced;
    return told_as_done && !event.negated && !event.background && !event.reciprocal &&
           (event.move || event.quad_code >= 3 || !turned) && any_known(event.actors) &&
           !country_among(event.actors, side) && country_among(event.recipients, side) == turned &&
           !event.recipients.empty();
  };
  const auto found = std::find_if(story.events.rbegin(), story.events.rend(),
                                  [&](const CodedEvent& each) { return fits(each.event); });
  return found == story.events.rend() ? nullptr : &found->event;
}

std::vector<Mention> recipients_of_repeated(const Event& deed, Repeats how) {
  std::vector<Mention> recipients;
  for (const auto& each : how == Repeats::turned ? deed.actors : deed.recipients)
    add_mentions(recipients, {understood(each, 0.8, how == Repeats::turned ? ", who is paid back" : ", as before")});
  return recipients;
}

}  // namespace demarche
