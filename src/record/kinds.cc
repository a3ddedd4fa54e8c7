#include "record/kinds.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

using Kind = MoveKind;

// The codes are those of knowledge/lexicon/relations.lexicon: what is recorded and what the press reports of one act
// must come out alike.
constexpr std::array kActs = {
    ActKind{"protest", Kind::protest, "114", "ACCUSE", "allege", "diplomatic", "{a} protested to {b}"},
    ActKind{"summon", Kind::summon, "114", "ACCUSE", "allege", "diplomatic", "{a} summoned the envoy of {b}"},
    ActKind{"refuse", Kind::refuse, "120", "REJECT", "", "diplomatic",
            "{a} refused entry or accreditation to persons of {b}"},
    ActKind{"restrict-movement", Kind::restrict_movement, "172", "COERCE", "restrict", "diplomatic",
            "{a} restricted the movement of the diplomats of {b}"},
    ActKind{"recall", Kind::recall, "161", "SANCTION", "withdraw", "diplomatic", "{a} recalled its ambassador to {b}"},
    ActKind{"expel", Kind::expel, "161", "SANCTION", "expel", "diplomatic", "{a} expelled diplomats of {b}"},
    ActKind{"expel-ambassador", Kind::expel_ambassador, "161", "SANCTION", "expel", "diplomatic",
            "{a} expelled the ambassador of {b}"},
    ActKind{"reduce", Kind::reduce, "161", "SANCTION", "withdraw", "diplomatic",
            "{a} limited the staff of the mission of {b}"},
    ActKind{"close-consulate", Kind::close_consulate, "161", "SANCTION", "withdraw", "diplomatic",
            "{a} closed a consulate: {b}"},
    ActKind{"withdraw", Kind::withdraw, "161", "SANCTION", "withdraw", "diplomatic", "{a} withdrew its envoy from {b}"},
    ActKind{"downgrade", Kind::downgrade, "161", "SANCTION", "withdraw", "diplomatic",
            "{a} downgraded diplomatic relations with {b}"},
    ActKind{"close-embassy", Kind::close_embassy, "161", "SANCTION", "withdraw", "diplomatic",
            "{a} closed an embassy: {b}"},
    ActKind{"suspend", Kind::suspend, "161", "SANCTION", "discontinue", "diplomatic",
            "{a} suspended diplomatic relations with {b}"},
    ActKind{"sever", Kind::sever, "161", "SANCTION", "discontinue", "diplomatic",
            "{a} severed diplomatic relations with {b}"},
    ActKind{"derecognise", Kind::derecognise, "161", "SANCTION", "withdraw", "diplomatic",
            "{a} withdrew its recognition of {b}"},
    ActKind{"recognise", Kind::recognise, "054", "SUPPORT", "", "diplomatic", "{a} recognised {b}"},
    ActKind{"establish", Kind::establish, "057", "SUPPORT", "", "diplomatic",
            "{a} and {b} established diplomatic relations", true},
    ActKind{"resume", Kind::resume, "057", "SUPPORT", "", "diplomatic", "{a} and {b} resumed diplomatic relations",
            true},
    ActKind{"open-embassy", Kind::open_embassy, "050", "SUPPORT", "", "diplomatic", "{a} opened its embassy in {b}"},
    ActKind{"reopen-embassy", Kind::reopen_embassy, "050", "SUPPORT", "", "diplomatic",
            "{a} reopened its embassy in {b}"},
    ActKind{"open-interests", Kind::open_interests, "050", "SUPPORT", "", "diplomatic",
            "{a} opened an interests section in {b}"},
    ActKind{"appoint", Kind::appoint, "050", "SUPPORT", "", "diplomatic", "{a} appointed an ambassador to {b}"},
    ActKind{"return", Kind::return_ambassador, "050", "SUPPORT", "", "diplomatic",
            "{a} sent its ambassador back to {b}"},
    ActKind{"upgrade", Kind::upgrade, "050", "SUPPORT", "", "diplomatic", "{a} raised the level of relations with {b}"},
    ActKind{"switch", Kind::switch_recognition, "161", "SANCTION", "discontinue", "diplomatic",
            "{a} broke off diplomatic relations with {b} and took them up with its rival"},
    ActKind{"statement", {}, "111", "ACCUSE", "disapprove", "", "{a} condemned {b}"},
    ActKind{"sanction", {}, "163", "COERCE", "restrict", "diplomatic", "{a} imposed sanctions on {b}"},
    ActKind{"indict", {}, "115", "ACCUSE", "allege", "legal", "{a} indicted persons of {b}"},
};

constexpr std::array kIncidents = {
    IncidentKind{"cyber", "176", "COERCE", "cyber", "cyber", "cyber-attack on {b}"},
    IncidentKind{"seizure", "171", "COERCE", "seize", "", "seizure or storming, victim {b}"},
    IncidentKind{"shooting", "190", "ASSAULT", "firearms", "", "shooting, victim {b}"},
    IncidentKind{"assassination", "186", "ASSAULT", "targeted", "", "assassination, victim {b}"},
};

}  // namespace

const ActKind* act_kind(std::string_view name) {
  const auto* found = std::find_if(kActs.begin(), kActs.end(), [&](const ActKind& each) { return each.name == name; });
  return found == kActs.end() ? nullptr : found;
}

const IncidentKind* incident_kind(std::string_view name) {
  const auto* found =
      std::find_if(kIncidents.begin(), kIncidents.end(), [&](const IncidentKind& each) { return each.name == name; });
  return found == kIncidents.end() ? nullptr : found;
}

}  // namespace demarche
