// What a document has told so far: its events and claims, with what is still needed of their sentences to link them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "lexicon/lexicon.h"
#include "model/claim.h"
#include "model/event.h"
#include "model/explanation.h"

namespace demarche {

// What was told before and is spoken of by a noun or a pronoun alone: "the decision", "Iran's move", "it".
struct Deed {
  std::string noun;  // "it" for a pronoun; empty: none is spoken of so
  std::string of;    // the country whose it is said to be; may be empty
};

struct CodedEvent {
  Event event;
  int predicate = -1;  // the word that heads its clause: the light verb of a noun, else the predicate itself
  bool dated_by_itself = false;
  std::vector<std::string> steps;  // how it came about, where that is asked for
  bool credentials = false;        // it is done by presenting credentials
  int when_of = -1;                // the word above whose when-clause it stands in, or -1
  bool definite = false;           // a noun with "the", "this", a possessor: told of before or known
  Deed deed;                       // what it judges or rejects
};

struct CodedClaim {
  Claim claim;
  bool embeds = false;  // it names its event itself, in its own sentence
  int predicate = -1;   // the word for saying it
  int root = -1;        // the word that heads what is said, or -1
  int proof = -1;       // the word for the evidence that the speaker says to have, or -1
  std::string made;     // id of the event that saying it is, where it is one ("condemned ..."); may be empty
  Deed deed;            // what it is about, where only that names it
};

// Type, mode, CAMEO code and scales of an event.
void set_code(Event& event, const EventCode& code);
EventCode code_of_event(const Event& event);

struct Story {
  // Both in the order in which they were found.
  std::vector<CodedEvent> events;
  std::vector<CodedClaim> claims;
  std::size_t first_event = 0, first_claim = 0;  // of the sentence being coded

  std::vector<Mention> title_states;     // whom the document's title is about
  std::vector<EventCode> hostile_codes;  // of hostile acts, also of those told without parties: "over a cyber-attack"
  std::optional<Period> last_time;       // told with a date last, up to the end of the sentence being coded

  bool explained = false;  // whether steps and rejections are asked for
  std::vector<Rejection> rejections;

  std::span<CodedEvent> events_here() { return std::span(events).subspan(first_event); }
  std::span<CodedClaim> claims_here() { return std::span(claims).subspan(first_claim); }
  // The event of an id; null if none, or for an empty id. Holds until the next event is added.
  CodedEvent* event_of(const std::string& id);

  // Notes how something came about, where that is asked for; `step` gives the words.
  template <class Step>
  void explain(std::vector<std::string>& steps, const Step& step) const {
    if (explained) steps.push_back(step());
  }
};

}  // namespace demarche
