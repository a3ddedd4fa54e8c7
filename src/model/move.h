// A move on the ladder of diplomatic relations, as one event tells it (the Vienna Convention on Diplomatic Relations
// 1961: persona non grata art. 9, agrement art. 4, classes of heads arts. 14 and 15, charge ad interim art. 19,
// protecting power arts. 45 and 46).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace demarche {

enum class MoveKind : std::uint8_t {
  // down, by rising band
  protest,
  summon,  // 1
  refuse,
  restrict_movement,
  recall,  // 2
  expel,
  reduce,  // 3
  close_consulate,
  withdraw,
  expel_ambassador,  // 4
  downgrade,         // 5
  close_embassy,     // 6
  suspend,           // 7
  sever,             // 8
  derecognise,       // apart
  // up
  recognise,
  establish,
  resume,
  open_embassy,
  reopen_embassy,
  open_interests,
  appoint,
  return_ambassador,
  upgrade,
  // sideways: sever with one government, establish with its rival
  switch_recognition
};
std::string_view name_of(MoveKind);  // "close-embassy", "return", "switch" ...
std::optional<MoveKind> move_named(std::string_view name);

enum class MissionOwner : std::uint8_t { unsaid, own, other, both };  // whose mission is closed or reduced
enum class Motive : std::uint8_t {
  unsaid,
  political,
  security,
  budget
};                                       // closing one's own for safety has no severity
std::string_view name_of(MissionOwner);  // "" for unsaid
std::string_view name_of(Motive);        // "" for unsaid
std::optional<MissionOwner> mission_owner_named(std::string_view name);
std::optional<Motive> motive_named(std::string_view name);

struct Move {
  MoveKind kind = MoveKind::protest;
  std::optional<int> count;         // persons
  std::string rank;                 // "ambassador", "diplomat", "attache" ...; the highest named
  bool immediate = false;           // said to take effect at once
  std::optional<int> notice_hours;  // given to leave or to comply
  bool reciprocal = false;          // told as an answer to a move of the other side
  MissionOwner whose = MissionOwner::unsaid;
  Motive motive = Motive::unsaid;
  std::string protecting_power;  // country, where an interests section or protecting power is named
  std::optional<Date> announced, effective, deadline;  // where they differ from the event's date

  bool operator==(const Move&) const = default;
};

}  // namespace demarche
