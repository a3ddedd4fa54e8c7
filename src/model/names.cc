// The written names of the model's enumerations, each table in the order of its enumeration.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "model/claim.h"
#include "model/event.h"
#include "model/move.h"
#include "model/row.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kModalities = {"done"sv,    "ongoing"sv,    "attempted"sv, "announced"sv,
                                    "planned"sv, "threatened"sv, "demanded"sv,  "hypothetical"sv};
constexpr std::array kOutcomes = {""sv, "achieved"sv, "partial"sv, "failed"sv};
constexpr std::array kDateSources = {""sv, "expression"sv, "tense"sv, "document"sv};
constexpr std::array kMoves = {
    "protest"sv,      "summon"sv,          "refuse"sv,         "restrict-movement"sv, "recall"sv,    "expel"sv,
    "reduce"sv,       "close-consulate"sv, "withdraw"sv,       "expel-ambassador"sv,  "downgrade"sv, "close-embassy"sv,
    "suspend"sv,      "sever"sv,           "derecognise"sv,    "recognise"sv,         "establish"sv, "resume"sv,
    "open-embassy"sv, "reopen-embassy"sv,  "open-interests"sv, "appoint"sv,           "return"sv,    "upgrade"sv,
    "switch"sv};
constexpr std::array kOwners = {""sv, "own"sv, "other"sv, "both"sv};
constexpr std::array kMotives = {""sv, "political"sv, "security"sv, "budget"sv};
constexpr std::array kStances = {"asserts"sv,  "denies"sv,    "accuses"sv,    "admits"sv,   "claims-responsibility"sv,
                                 "declines"sv, "retracts"sv,  "interprets"sv, "supports"sv, "condemns"sv,
                                 "demands"sv,  "threatens"sv, "promises"sv};
constexpr std::array kOrigins = {"gdelt"sv, "icews"sv, "polecat"sv, "plover"sv, "demarche"sv};
constexpr std::array kCertainties = {""sv, "certain"sv, "likely"sv, "possible"sv, "doubtful"sv};

template <class Enum, std::size_t n>
std::optional<Enum> named(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return static_cast<Enum>(found - names.begin());
}

template <class Enum, std::size_t n>
std::string_view name_in(const std::array<std::string_view, n>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view name_of(Modality value) { return name_in(kModalities, value); }
std::string_view name_of(Outcome value) { return name_in(kOutcomes, value); }
std::string_view name_of(DateSource value) { return name_in(kDateSources, value); }
std::string_view name_of(MoveKind value) { return name_in(kMoves, value); }
std::string_view name_of(MissionOwner value) { return name_in(kOwners, value); }
std::string_view name_of(Motive value) { return name_in(kMotives, value); }
std::string_view name_of(Stance value) { return name_in(kStances, value); }
std::string_view name_of(Origin value) { return name_in(kOrigins, value); }
std::string_view name_of(Certainty value) { return name_in(kCertainties, value); }

std::optional<Origin> origin_named(std::string_view name) { return named<Origin>(kOrigins, name); }
std::optional<Modality> modality_named(std::string_view name) { return named<Modality>(kModalities, name); }
std::optional<Outcome> outcome_named(std::string_view name) { return named<Outcome>(kOutcomes, name); }
std::optional<DateSource> date_source_named(std::string_view name) { return named<DateSource>(kDateSources, name); }
std::optional<MoveKind> move_named(std::string_view name) { return named<MoveKind>(kMoves, name); }
std::optional<MissionOwner> mission_owner_named(std::string_view name) { return named<MissionOwner>(kOwners, name); }
std::optional<Motive> motive_named(std::string_view name) { return named<Motive>(kMotives, name); }
std::optional<Stance> stance_named(std::string_view name) { return named<Stance>(kStances, name); }
std::optional<Certainty> certainty_named(std::string_view name) { return named<Certainty>(kCertainties, name); }

}  // namespace demarche
