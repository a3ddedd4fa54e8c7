// Acts: reports of the same thing merged, so that what is told ten times counts once.
//
// Two reports are compared by kind (of move, or type and mode), sides (which must be compatible: an unknown side is, a
// state and its ministry are), day with its precision, place, details of the move (2 expelled are not 105) and words of
// the sentence (same_act.h). The reports that say most come first, and each further one joins the act with whose
// reports it agrees best, if well enough and if no report of it rules it out. So the result depends on the set of
// reports alone, never on the order in which they came.
//
// The functions of this folder are pure, borrow what they are given and may be called from any number of threads; those
// of ledger_acts.h read a ledger, and words are loaded from files: these alone can fail.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "model/event.h"

namespace demarche {

// What merging needs to know of a document beside its events.
struct Provenance {
  std::string publisher;          // empty: unknown
  std::optional<Date> date;       // of publication
  std::uint64_t fingerprint = 0;  // of its text (ledger/fingerprint.h); 0: unknown
};
using Provenances = std::unordered_map<std::string, Provenance>;  // by document id

struct Act {
  std::string id;  // the least of its reports' ids: the same whatever came first
  std::string type, mode;
  std::optional<Move> move;                     // details of all reports together
  std::vector<std::string> actors, recipients;  // countries, or ids of those without one; sorted
  std::optional<Period> date;                   // the most precise told
  bool claimed = false;                         // by every report only a speaker's word
  bool disputed = false;
  std::vector<const Event*> reports;  // news of the day before what is told later, then by document; borrowed
  std::size_t sources = 1;  // independent ones among them: copies of a text and reports of one publisher are one

  const Event& first() const { return *reports.front(); }
};

// The side an actor counts for: its country; a group, a state's rebels and its opposition are sides of their own; empty
// where nothing is known.
std::string side_of(const Mention& mention);
std::vector<std::string> sides_of(const std::vector<Mention>& mentions);

// Done, under way or announced.
bool happens(Modality modality);
// Whether an event happens and is not negated: such events make acts.
bool told_as_done(const Event& event);

// Acts of the events that are told as done, by date; the events are borrowed. Undated reports join a dated act
// that they agree with, or stay last. Without `sources`, each document is a source of its own.
std::vector<Act> acts_of(std::span<const Event> events, const Provenances& sources = {});

// What an event tells as the act that it alone reports; it is borrowed. Also where it is not told as done: for its
// words.
Act act_alone(const Event& event);

// In the order of acts_of: by date, undated last, then by id.
void sort_acts(std::vector<Act>& acts);

// Why the reports are of one act: a line for each report after the first, naming the one it agrees best with:
// "b.txt:0 with a.txt:2: a day apart; same sides; same move (sever); 5 of 8 words".
std::vector<std::string> why_one_act(const Act& act, const Provenances& sources = {});

}  // namespace demarche
