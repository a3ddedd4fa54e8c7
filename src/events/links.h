// Links within a document, over all that it has told: the other side of a move, the same act told again, what claims
// are about and answer.
#pragma once

#include "events/story.h"
#include "world/world.h"

namespace demarche {

// All of the below, in the order in which each may rely on those before.
void link_story(Story& story, const Lexicon& lexicon, const World& world);

// A move takes two: one told without the other side ("downgraded its relations") is with whom the document's moves are;
// failing that it is no move.
void pair_moves(Story& story, const World& world);
// The staff's departure under a severance is a detail of it, no expulsion of its own.
void join_departures(Story& story);
// "Relations were established when the embassy opened"; an ambassador's credentials complete the appointment or the
// opening told before: how it was done, no move of its own. Nor is what a state does to itself.
void join_occasions(Story& story);

// "condemned the decision", "called the step groundless": what was told before of another actor; rather what was done
// to the speaker's side, else the latest.
void settle_deeds(Story& story, const Lexicon& lexicon);
// A denial disputes the event it names, the charges made against the speaker's side, or the account that another gave
// of what was between the two; it answers who made them. What is disputed is only said.
void dispute(Story& story, const Lexicon& lexicon);
// What a claim says may be what another claim said or did: "dismissed the charge", "condemned the threat". It answers
// that one.
void answer_claims(Story& story);

// One act, one event: what a document tells again becomes a further telling of the first.
void merge_retold(Story& story);

}  // namespace demarche
