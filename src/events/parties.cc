#include "events/parties.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/mention_lists.h"

namespace demarche {

std::vector<Mention> Parties::mentions_of(const std::vector<int>& heads, bool acting) const {
  std::vector<Mention> mentions;
  for (const int word : heads) {
    if (auto those = mentions_.several(word); !those.empty()) {
      add_mentions(mentions, those);
      continue;
    }
    const int head = mentions_.stands_for(word);
    if (auto members = named_members(head); !members.empty()) {
      add_mentions(mentions, members);
      continue;
    }
    if (acting && !mentions_.may_act(word) && !mentions_.may_act(head)) continue;
    Mention mention = acting ? mentions_.mention(head) : mentions_.target(head);
    if (mention.id.empty() && tree_.token(head).upos == Upos::pron) continue;
    // one name that the parser took for two
    const auto overlaps = [&](const Mention& each) {
      return each.span && mention.span && each.span->begin < mention.span->end + 2 &&
             mention.span->begin < each.span->end + 2;
    };
    if (std::any_of(mentions.begin(), mentions.end(),
                    [&](const Mention& each) { return overlaps(each) && (each.id.empty() || each.id == mention.id); }))
      continue;
    add_mentions(mentions, {std::move(mention)});
  }
  return mentions;
}

// "partners such as Kenya", "states like Chad and Mali": where nobody knows the many, those named of them.
std::vector<Mention> Parties::named_members(int head) const {
  static constexpr std::array kExamples = {"like", "such_as", "including", "include"};
  std::vector<Mention> members;
  if (tree_.token(head).xpos != "NNS" || !mentions_.mention(head).id.empty()) return members;
  for (const int c : tree_.children(head)) {
    if (!tree_.has_relation(c, "nmod") || !among(kExamples, tree_.preposition(c))) continue;
    for (const int one : tree_.coordinated(c))
      if (auto mention = mentions_.mention(one); !mention.id.empty()) add_mentions(members, {std::move(mention)});
  }
  return members;
}

void Parties::people_to_state(Mention& mention) const {
  if (mention.country.empty() || mention.id != mention.country + ".CVL") return;
  if (const auto state = world_.resolve(mention.country, document_.date)) identify(mention, *state);
}

std::vector<Mention> Parties::actors_of(const Match& match, const std::vector<Mention>& above) const {
  const auto& heads = match.actors;
  const auto modifies = [&](int head) {
    return tree_.has_relation(head, "amod") || tree_.has_relation(head, "compound");
  };
  auto own = mentions_of(heads, true);
  // of the words before a noun only those the world knows act: "the Iranian attack", not "the missile attack"
  if (match.frame.kind == FormKind::noun && !heads.empty() && std::all_of(heads.begin(), heads.end(), modifies))
    std::erase_if(own, [](const Mention& each) { return each.id.empty(); });
  // "Israeli air strikes" are the state's
  if (match.frame.kind == FormKind::noun && std::any_of(heads.begin(), heads.end(), modifies))
    for (auto& each : own) people_to_state(each);
  // "launched missiles that hit": not the missiles
  if (!any_known(own))
    if (auto behind = actors_behind(match); !behind.empty()) return behind;
  const bool from_above = own.empty() || match.frame.subject_inherited;
  return from_above && !above.empty() ? above : own;
}

// A paper says what its authors say and a weapon does what whoever sent it does: "issued a statement urging", "a
// congressional report called for", "fired a rocket that killed".
std::vector<Mention> Parties::actors_behind(const Match& match) const {
  if (match.frame.kind != FormKind::verb) return {};
  const bool hostile = match.entry->code && match.entry->code->quad_code == 4;
  for (const int subject : match.frame.subjects) {
    const auto& lemma = tree_.lemma(subject);
    const bool weapon = hostile && is_means(lemma);
    if (!weapon && !lexicon_.in_class("papers", lemma)) continue;
    // "a Kabul car bombing": of a city it says where
    const auto is_town = [&](int c) {
      const auto place = tree_.has_relation(c, "compound") ? mentions_.place(c) : std::nullopt;
      return place && place->kind == ActorKind::city;
    };
    const auto& before = tree_.children(subject);
    if (weapon && std::any_of(before.begin(), before.end(), is_town)) continue;
    if (Mention owner = mentions_.target(subject); owner.score > 0 && !owner.id.empty()) {
      people_to_state(owner);
      return {std::move(owner)};
    }
    const int verb = tree_.head(subject);
    if (verb < 0 || !tree_.is_verbal(verb) || verb == match.frame.predicate) continue;
    if ((tree_.has_relation(subject, "obj") || tree_.token(subject).deprel == "nsubj:pass") &&
        lexicon_.in_class("sending-forth", tree_.lemma(verb)))
      return mentions_of(subjects_of(tree_, verb), true);
  }
  return {};
}

// "killed in an Israeli air strike": who does the deed in which it happens.
std::vector<Mention> Parties::actors_of_means(const Match& match) const {
  for (const auto& each : match.frame.obliques) {
    const Match* deed = sentence_.at(each.head);
    if (!deed || (each.preposition != "in" && each.preposition != "by" && each.preposition != "during")) continue;
    if (deed->entry->code && deed->entry->code->quad_code == 4) return actors_of(*deed);
  }
  return {};
}

// "sent a letter to the chairman asking for", "a note to Iran that demands": whom a paper goes to is whom what it says
// is said to.
std::vector<Mention> Parties::addressed_by_paper(const Match& match) const {
  if (match.frame.kind != FormKind::verb || !match.entry->code || match.entry->code->quad_code != 3) return {};
  for (const int subject : match.frame.subjects) {
    if (!lexicon_.in_class("papers", tree_.lemma(subject))) continue;
    auto found = addressed_at(subject);
    if (found.empty()) found = addressed_at(match.frame.predicate);
    if (found.empty() && tree_.head(subject) >= 0) found = addressed_at(tree_.head(subject));
    return found;
  }
  // "sent a letter to Iran, demanding an apology"
  const int sends = tree_.head(match.frame.predicate);
  if (sends < 0 || !tree_.has_relation(match.frame.predicate, "advcl")) return {};
  for (const int paper : tree_.children(sends))
    if (tree_.has_relation(paper, "obj") && lexicon_.in_class("papers", tree_.lemma(paper))) {
      auto found = addressed_at(paper);
      return found.empty() ? addressed_at(sends) : found;
    }
  return {};
}

// Those behind "to" below a word.
std::vector<Mention> Parties::addressed_at(int word) const {
  std::vector<int> found;
  for (const int c : tree_.children(word))
    if ((tree_.has_relation(c, "obl") || tree_.has_relation(c, "nmod")) && tree_.preposition(c) == "to" &&
        mentions_.may_act(c))
      found.push_back(c);
  return mentions_of(found, false);
}

// A word for a weapon, a blast or a deed, behind which somebody stands.
bool Parties::is_means(const std::string& lemma) const {
  return !lexicon_.forms(FormKind::noun, lemma).empty() || lexicon_.in_class("arms", lemma) ||
         lexicon_.in_class("bombs", lemma) || lexicon_.in_class("projectiles", lemma);
}

// "signed a truce in Jeddah": the town where something is agreed on or talked about is no side of it.
bool Parties::is_meeting_place(const Match& match, int word) const {
  const auto& entry = *match.entry;
  const bool mutual = !entry.move && (entry.reciprocal || (entry.code && entry.code->mode == "ceasefire"));
  if (!mutual || tree_.preposition(word) != "in") return false;
  const auto place = mentions_.place(word);
  return place && place->kind == ActorKind::city;
}

std::vector<Mention> Parties::recipients_of(const Match& match, const std::vector<Mention>& above) const {
  // a thing that nobody owns is acted on only as an object: "with immediate effect" names no party
  std::vector<int> heads;
  for (const int head : match.recipients) {
    if (is_meeting_place(match, head)) continue;
    const bool object = match.frame.kind == FormKind::verb && among(match.frame.objects, head);
    // "attacks on the suburb", "carried out air strikes on the suburb"
    const bool hit = match.entry->code && match.entry->code->quad_code == 4 && match.entry->code->type != "SANCTION" &&
                     !lexicon_.in_class("measures", tree_.lemma(head)) &&
                     std::any_of(match.frame.obliques.begin(), match.frame.obliques.end(),
                                 [&](const FrameArgument& each) { return each.head == head; });
    if (object || hit || mentions_.may_act(head) || !mentions_.target(head).id.empty()) heads.push_back(head);
  }
  auto own = mentions_of(heads, false);
  // beside a party that is known, one that is neither known nor a name is a slip of the tree
  if (any_known(own))
    std::erase_if(own, [](const Mention& each) {
      return each.id.empty() && (each.text.empty() || (each.text[0] >= 'a' && each.text[0] <= 'z'));
    });
  return own.empty() ? above : own;
}

}  // namespace demarche
