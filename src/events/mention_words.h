// Words and questions that the parts of the mention reader share. Internal to src/events.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "model/sentence.h"
#include "world/world.h"

namespace demarche {

inline constexpr std::array<std::string_view, 2> kGroupNouns = {"group", "movement"};
inline constexpr std::array<std::string_view, 5> kOrganisationNouns = {"organisation", "organization", "bloc",
                                                                       "alliance", "agency"};

inline bool is_capital(const Token& token) {
  return !token.form.empty() && token.form[0] >= 'A' && token.form[0] <= 'Z';
}

inline bool is_person(const Resolution& who) { return who.kind == ActorKind::person; }
inline bool is_state(const Resolution& who) { return who.kind == ActorKind::state; }

}  // namespace demarche
