// What the claims of a document are about and answer, across its sentences: "condemned the decision", denials, the
// account that the other side disputes.
#include <algorithm>

#include "events/links.h"
#include "events/mention_lists.h"
#include "events/sectors.h"

namespace demarche {
namespace {

bool is_doing(const Event& event) { return event.quad_code == 4; }

// Whether an event is what a noun calls it: of "the expulsion" some expulsion, of "the decision" any deed, of "the
// deal" some agreement.
bool is_called(const Event& event, const std::string& noun, const Lexicon& lexicon) {
  if (lexicon.in_class("deeds", noun))
    return event.move || event.quad_code == 4 || event.quad_code == 2 || event.type == "AGREE";
  if (lexicon.in_class("agreements", noun) && (event.type == "AGREE" || event.cameo.starts_with("057"))) return true;
  const auto forms = lexicon.forms(FormKind::noun, noun);
  return std::any_of(forms.begin(), forms.end(), [&](const Form* form) {
    const auto& code = lexicon.entries()[form->entry].code;
    return code && code->type == event.type && (code->mode.empty() || event.mode.empty() || code->mode == event.mode);
  });
}

// Who speaks of a deed, and where.
struct Speaking {
  std::string side;  // country or id
  std::size_t sentence = 0;
  bool in_title = false;
  std::optional<Span> words;  // the first
  std::string made;           // id of the event that speaking is; may be empty
};

// Whether some of these act for a country, or are the group of this id; a group of the country acts for itself.
bool act_for(const std::vector<Mention>& actors, const std::string& side) {
  return !side.empty() && std::any_of(actors.begin(), actors.end(), [&](const Mention& each) {
    return each.id == side || (each.country == side && !each.id.starts_with("GRP."));
  });
}

// The last event told before that a deed may be; where none is, one told later that is done to the speaker's side.
const CodedEvent* told_as(const Story& story, const Deed& deed, const Speaking& speaking, const Lexicon& lexicon) {
  const CodedEvent* found = nullptr;
  bool suffered = false;
  const bool own = !deed.of.empty() && deed.of == speaking.side;  // "defended his decision"
  for (const auto& each : story.events) {
    const Event& event = each.event;
    const bool before =
        event.in_title != speaking.in_title
            ? event.in_title
            : event.sentence < speaking.sentence || (event.sentence == speaking.sentence && !event.words.empty() &&
                                                     speaking.words && event.words.front() < *speaking.words);
    const bool fits = event.id != speaking.made && !event.negated && event.modality != Modality::hypothetical &&
                      !event.actors.empty() && act_for(event.actors, speaking.side) == own && !event.background;
    if (!fits || (!before && found)) continue;
    if (deed.noun == "it") {  // what was told last before, but for what others think of it
      const bool judges = event.type == "ACCUSE" || event.type == "REJECT" || !each.deed.noun.empty();
      if (!before || judges || event.in_title || speaking.sentence - event.sentence > 3 || !any_known(event.actors))
        continue;
      found = &each;
      continue;
    }
    if (!is_called(event, deed.noun, lexicon)) continue;
    if (!deed.of.empty() && !country_among(event.actors, deed.of)) continue;
    const bool on_speaker = country_among(event.recipients, speaking.side);
    const bool weaker = found && event.claimed && !found->event.claimed;
    if (before ? (suffered && !on_speaker) || weaker : !on_speaker)
      continue;  // what is told only later must be done to it
    suffered = on_speaker;
    found = &each;
  }
  return found;
}

// Who judges a deed judges whoever did it; the deed itself, or what its pronoun was taken for, is no party.
void judge_doers(CodedEvent& judging, const CodedEvent& deed, const Story& story) {
  auto& recipients = judging.event.recipients;
  const bool pronoun = judging.deed.noun == "it" && recipients.size() <= 1;
  if (!pronoun && !std::all_of(recipients.begin(), recipients.end(), is_thing)) return;
  std::vector<Mention> doers;
  for (const auto& each : deed.event.actors)
    if (!each.id.empty()) add_mentions(doers, {understood(each, 0.7, ", who did what is spoken of")});
  if (doers.empty()) return;
  recipients = std::move(doers);
  judging.event.joint = !judging.event.reciprocal && judging.event.actors.size() > 1;
  story.explain(judging.steps, [&] {
    return (judging.deed.noun == "it" ? "'it'" : "'the " + judging.deed.noun + "'") + " is " + deed.event.rule +
           " told before";
  });
}

}  // namespace

void settle_deeds(Story& story, const Lexicon& lexicon) {
  for (auto& coded : story.claims) {
    Claim& claim = coded.claim;
    if (coded.deed.noun.empty() || lexicon.in_class("accounts", coded.deed.noun) ||
        (!claim.about.empty() && claim.about != coded.made))
      continue;
    const Speaking speaking{.side = claim.on_behalf_of,
                            .sentence = claim.sentence,
                            .in_title = claim.in_title,
                            .words = claim.words.empty() ? std::nullopt : std::optional(claim.words.front()),
                            .made = coded.made};
    const CodedEvent* deed = told_as(story, coded.deed, speaking, lexicon);
    if (!deed) continue;
    claim.about = deed->event.id;
    if (!claim.toward || claim.toward->id.empty() || coded.deed.noun == "it") claim.toward = deed->event.actors.front();
  }
  for (auto& judging : story.events) {
    const Event& event = judging.event;
    if (judging.deed.noun.empty() || event.actors.empty() || lexicon.in_class("accounts", judging.deed.noun)) continue;
    const auto& first = event.actors.front();
    const Speaking speaking{.side = !first.country.empty() ? first.country : first.id,
                            .sentence = event.sentence,
                            .in_title = event.in_title,
                            .words = event.words.empty() ? std::nullopt : std::optional(event.words.front()),
                            .made = event.id};
    if (const auto* deed = told_as(story, judging.deed, speaking, lexicon)) judge_doers(judging, *deed, story);
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
    if (target.empty() && lexicon.in_class("accounts", coded.deed.noun))
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
