#include "events/story.h"

#include <algorithm>

namespace demarche {

void set_code(Event& event, const EventCode& code) {
  event.type = code.type;
  event.mode = code.mode;
  event.cameo = code.cameo;
  event.goldstein = code.goldstein;
  event.event_scale = code.event_scale;
  event.quad_code = code.quad_code;
}

EventCode code_of_event(const Event& event) {
  return {.cameo = event.cameo,
          .type = event.type,
          .mode = event.mode,
          .contexts = event.contexts,
          .goldstein = event.goldstein,
          .event_scale = event.event_scale,
          .quad_code = event.quad_code};
}

CodedEvent* Story::event_of(const std::string& id) {
  const auto found =
      std::find_if(events.begin(), events.end(), [&](const CodedEvent& each) { return each.event.id == id; });
  return id.empty() || found == events.end() ? nullptr : &*found;
}

}  // namespace demarche
