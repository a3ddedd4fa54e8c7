#include "evaluation/reviewed.h"

#include <nlohmann/json.hpp>

#include "records/records.h"

namespace demarche {

Result<Reviewed> reviewed_of(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("machine") || !json["machine"].is_object())
    return fail("a reviewed label without the event as it was coded");
  auto machine = event_of_json(json["machine"].dump());
  if (!machine) return tl::unexpected(machine.error());
  Reviewed reviewed{std::move(*machine), {}, false};
  const auto decision = json.find("decision");
  reviewed.accepted = decision != json.end() && *decision == "accept";
  if (const auto gold = json.find("gold"); gold != json.end() && gold->is_object()) {
    auto event = event_of_json(gold->dump());
    if (!event) return tl::unexpected(event.error());
    reviewed.gold = std::move(*event);
  }
  return reviewed;
}

}  // namespace demarche
