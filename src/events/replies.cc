// What the claims of a document are about and answer, across its sentences: "condemned the decision", denials, the
// account that the other side disputes.
#include <algorithm>

#include "events/links.h"
#include "events/mention_lists.h"

namespace demarche {
namespace {

bool is_doing(const Event& event) { return event.quad_code == 4; }

// Whether an event is what a noun calls it: of "the expulsion" some expulsion, of "the decision" any deed.
bool is_called(const Event& event, const std::string& noun, const Lexicon& lexicon) {
  if (lexicon.in_class("deeds", noun))
    return event.move || event.quad_code == 4 || event.quad_code == 2 || event.type == "AGREE";
  const auto forms = lexicon.forms(FormKind::noun, noun);
  return std::any_of(forms.begin(), forms.end(), [&](const Form* form) {
    const auto& code = lexicon.entries()[form->entry].code;
    return code && code->type == event.type && (code->mode.empty() || event.mode.empty() || code->mode == event.mode);
  });
}

}  // namespace

void settle_deeds(Story& story, const Lexicon& lexicon) {
  for (auto& coded : story.claims) {
    Claim& claim = coded.claim;
    if (coded.deed.empty() || lexicon.in_class("accounts", coded.deed) ||
        (!claim.about.empty() && claim.about != coded.made))
      continue;
    const std::string side = claim.on_behalf_of;
    const CodedEvent* deed = nullptr;
    bool suffered = false;
    const bool own = !coded.deed_of.empty() && coded.deed_of == side;  // "defended his decision"
    for (const auto& each : story.events) {
      const Event& event = each.event;
      const bool before =
          event.in_title != claim.in_title
              ? event.in_title
              : event.sentence < claim.sentence || (event.sentence == claim.sentence && !event.words.empty() &&
                                                    !claim.words.empty() && event.words.front() < claim.words.front());
      const bool fits = event.id != coded.made && !event.negated && event.modality != Modality::hypothetical &&
                        !event.actors.empty() && country_among(event.actors, side) == own &&
                        is_called(event, coded.deed, lexicon);
      if (!fits || event.background || (!before && deed)) continue;
      if (!coded.deed_of.empty() && !country_among(event.actors, coded.deed_of)) continue;
      const bool on_speaker = country_among(event.recipients, side);
      const bool weaker = deed && event.claimed && !deed->event.claimed;
      if (before ? (suffered && !on_speaker) || weaker : !on_speaker)
        continue;  // what is told only later must be done to it
      suffered = on_speaker;
      deed = &each;
    }
    if (!deed) continue;
    claim.about = deed->event.id;
    if (!claim.toward || claim.toward->id.empty()) claim.toward = deed->event.actors.front();
    for (auto& each : story.events)
      if (each.event.id == coded.made && each.event.recipients.empty() && !deed->event.actors.front().id.empty()) {
        each.event.recipients.push_back(understood(deed->event.actors.front(), 0.7, ", who did what is spoken of"));
        story.explain(each.steps, [&] { return "'the " + coded.deed + "' is " + deed->event.rule + " told before"; });
      }
  }
}

void dispute(Story& story, const Lexicon& lexicon) {
  for (auto& coded : story.claims) {
    Claim& denial = coded.claim;
    if (denial.stance != Stance::denies) continue;
    const std::string side = denial.on_behalf_of;
    const auto dispute_it = [&](CodedEvent& each) {
      each.event.disputed = true;
      each.event.claimed = true;
      story.explain(each.steps, [&] { return "disputed: " + denial.speaker.text + " denies it"; });
    };
    // what it names itself; the denial as an event of its own is not what is denied
    const CodedEvent* named = coded.embeds ? story.event_of(denial.about) : nullptr;
    if (named && named->event.type == "REJECT") named = nullptr;
    const std::string type = named ? named->event.type : std::string();
    const auto is_charge = [&](const Event& event) {
      return std::any_of(story.claims.begin(), story.claims.end(), [&](const CodedClaim& each) {
        return each.claim.stance == Stance::accuses && each.claim.about == event.id;
      });
    };
    std::string target;
    for (auto& each : story.events) {
      Event& event = each.event;
      const bool charged = country_among(event.actors, side) && event.type != "REJECT" &&
                           ((event.claimed && (is_doing(event) || is_charge(event))) || &each == named);
      if (!charged || (!type.empty() && is_doing(event) && event.type != type)) continue;
      dispute_it(each);
      if (target.empty() || (event.date && !event.recipients.empty())) target = event.id;
    }
    // "India disputed the account"
    if (target.empty() && lexicon.in_class("accounts", coded.deed))
      for (auto other = story.claims.rbegin(); other != story.claims.rend(); ++other) {
        const Claim& account = other->claim;
        if (account.sentence >= denial.sentence || account.in_title != denial.in_title) continue;
        if (denial.sentence - account.sentence > 2) break;
        auto* deed = account.on_behalf_of == side ? nullptr : story.event_of(account.about);
        if (!deed || !country_among(deed->event.recipients, side) || !is_doing(deed->event)) continue;
        dispute_it(*deed);
        denial.answers = account.id;
        target = deed->event.id;
        break;
      }
    if (!target.empty()) denial.about = target;
    for (const auto& other : story.claims) {
      const Claim& charge = other.claim;
      if (charge.id == denial.id || charge.stance != Stance::accuses) continue;
      const bool against = (charge.toward && (charge.toward->country == side || charge.toward->id == side)) ||
                           (!charge.about.empty() && charge.about == target);
      if (against && charge.on_behalf_of != side) denial.answers = charge.id;
    }
  }
}

void answer_claims(Story& story) {
  for (auto& coded : story.claims)
    for (const auto& other : story.claims)
      if (coded.claim.answers.empty() && !other.made.empty() && coded.claim.about == other.made &&
          coded.claim.stance != Stance::asserts && coded.made != other.made &&
          coded.claim.on_behalf_of != other.claim.on_behalf_of)
        coded.claim.answers = other.claim.id;
}

}  // namespace demarche
