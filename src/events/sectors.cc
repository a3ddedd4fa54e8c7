#include "events/sectors.h"

#include <algorithm>
#include <array>

#include "base/among.h"

namespace demarche {

bool is_political(const std::vector<std::string>& sectors) {
  static constexpr std::array kPolitical = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY",
                                            "REB", "OPP", "PTY", "IGO", "REF"};
  return std::any_of(sectors.begin(), sectors.end(),
                     [](const std::string& sector) { return among(kPolitical, sector); });
}

bool is_state_power(const Mention& mention) {
  return mention.id == mention.country || (!mention.sectors.empty() && mention.sectors.front() == "GOV");
}

bool is_press(const Mention& mention) {
  return !mention.sectors.empty() && (mention.sectors.front() == "MED" || mention.sectors.front() == "JRN");
}

bool is_thing(const Mention& mention) { return mention.score == 0; }

}  // namespace demarche
