// The sides of an event that the roles of its match leave open: who is asked, for whom an act is, where it is done.
#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/mention_lists.h"
#include "events/mention_words.h"
#include "events/parties.h"
#include "events/sectors.h"

namespace demarche {
namespace {

// Acts that touch the country where they are done.
bool acts_where(const EventCode& code) {
  static constexpr std::array kTypes = {"AID", "CONCEDE", "RETREAT", "SANCTION", "MOBILIZE"};
  return among(kTypes, code.type);
}

void drop_actors_of_recipients(Event& event) {
  std::erase_if(event.recipients, [&](const Mention& each) {
    return std::any_of(event.actors.begin(), event.actors.end(),
                       [&](const Mention& actor) { return same_actor(actor, each); });
  });
}

}  // namespace

void Parties::find(const Match& match, const EventCode& code, const PartiesAbove& above,
                   const std::vector<std::size_t>& embedded, Event& event) const {
  const Entry& entry = *match.entry;
  event.actors = actors_of(match, above.actors);
  if (event.actors.empty() && code.quad_code == 4) event.actors = actors_of_means(match);
  if (entry.move) states_move(match, event);
  event.recipients = recipients_of(match, above.recipients);
  for (auto& each : event.actors) region_to_authorities(each);
  if (code.quad_code < 4)
    for (auto& each : event.recipients) region_to_authorities(each);
  if (event.recipients.empty()) event.recipients = addressed_by_paper(match);
  // "threatened to attack Albania": the recipient is that of the embedded event
  if (event.recipients.empty() && !embedded.empty() && (!entry.claim || entry.claim == Stance::threatens))
    event.recipients = mentions_of(sentence_.matches[embedded.front()].recipients, false);
  // "demanded that Iran release the prisoners", "said that the rebels were responsible"
  const bool of_clause = match.embedded_element && match.embedded_element->embedded_actor == Role::recipient;
  if (event.recipients.empty() && (entry.claim == Stance::demands || of_clause)) recipients_from_clause(match, event);
  // who condemns an attack condemns the attacker, who welcomes a decision sides with whoever took it
  if (event.recipients.empty() && !embedded.empty() &&
      (entry.claim == Stance::condemns || entry.claim == Stance::supports)) {
    event.recipients = actors_of(sentence_.matches[embedded.front()]);
    std::erase_if(event.recipients, [](const Mention& each) { return each.id.empty(); });
    for (auto& each : event.recipients) people_to_state(each);
  }
  if (std::none_of(event.recipients.begin(), event.recipients.end(),
                   [&](const Mention& each) { return !each.id.empty() && !country_among(event.actors, each.country); }))
    if (auto doers = doers_of_judged(match, code, event); !doers.empty()) event.recipients = std::move(doers);
  // a thing that belongs to nobody is no party; what is attacked or seized is told all the same
  std::vector<Mention> things;
  if (code.quad_code != 4) {
    std::copy_if(event.recipients.begin(), event.recipients.end(), std::back_inserter(things), is_thing);
    std::erase_if(event.recipients, is_thing);
  }
  // "the Finnish embassy in Lima was closed by Peru": where it stands is who acts; whose it is, is on whom
  if (entry.move && !entry.reciprocal) drop_actors_of_recipients(event);
  if (event.recipients.empty() && (code.quad_code != 4 || code.type == "SANCTION" || code.type == "COERCE"))
    recipients_below(match, event);
  if (event.recipients.empty() && !event.actors.empty() && code.quad_code != 4)
    recipients_told(match, code, std::move(things), event);
  // "withdrew its soldiers from Mali": what is given, taken away or set up abroad concerns the country where that is
  if (event.recipients.empty() && !entry.reciprocal && acts_where(code)) recipients_around(match, event);
  // what is hit in a country is that country's: "bombed a depot near Kharkiv"
  if (code.type == "ASSAULT" || code.type == "COERCE") place_things(match, event);
  if (code.type == "THREATEN" && !any_known(event.recipients)) recipients_from_condition(match, event);
  drop_actors_of_recipients(event);
  if (entry.reciprocal) {
    add_mentions(event.actors, event.recipients);
    event.recipients.clear();
    if (event.actors.size() == 1 || (match.actors.empty() && !event.actors.empty())) add_side_around(match, event);
    event.reciprocal = event.actors.size() > 1;
  }
  // "Jordan and Britain agreed to train together"
  const bool mutual =
      code.type == "AGREE" || code.type == "CONSULT" || code.type == "COOPERATE" || code.mode == "ceasefire";
  if (mutual && event.recipients.empty() && event.actors.size() > 1) event.reciprocal = true;
  join_each_other(match, event);
  event.joint = !event.reciprocal && event.actors.size() > 1 && !event.recipients.empty();
}

// Of a move are states: a pronoun that leads to a name nobody knows, an ambassador of no nation that is said and a post
// by its town leave open whose, and "the Cuban embassy was closed" says what Cuba did.
void Parties::states_move(const Match& match, Event& event) const {
  const bool of_mission =
      match.frame.subjects.empty() && !match.actors.empty() &&
      std::all_of(match.actors.begin(), match.actors.end(), [&](int head) { return among(match.bound, head); });
  const bool pronouns = std::all_of(match.actors.begin(), match.actors.end(),
                                    [&](int head) { return tree_.token(head).upos == Upos::pron; });
  if (pronouns || of_mission) std::erase_if(event.actors, [](const Mention& each) { return each.id.empty(); });
  for (auto& each : event.actors) people_to_state(each);  // "the Americans closed the consulate"
  if (!of_mission) return;
  if (std::any_of(match.actors.begin(), match.actors.end(), [&](int head) { return mentions_.place(head); }))
    event.actors.clear();
  for (auto& each : event.actors)
    if (const auto state = world_.resolve(each.country, document_.date)) identify(each, *state);
}

// "recognised Abkhazia", "a deal with Somaliland": meant are those in power there, not the state that the region is
// counted to; what force hits there is that state's all the same.
void Parties::region_to_authorities(Mention& mention) const {
  if (mention.country.empty() || mention.id != mention.country || mention.name == world_.name_of(mention.country))
    return;
  auto place = world_.resolve(mention.name, document_.date);
  if (!place || place->kind != ActorKind::city) place = world_.resolve(mention.text, document_.date);
  if (!place || place->kind != ActorKind::city) return;
  const auto who = world_.resolve("Republic of " + place->name, document_.date);
  if (!who || who->kind != ActorKind::group) return;
  identify(mention, *who);
  mention.country.clear();  // they are recognised as a state of their own
}

// "demanded that Iran release the prisoners": who is to act is whom it is demanded of.
void Parties::recipients_from_clause(const Match& match, Event& event) const {
  if (match.embedded < 0) return;
  const bool clause = tree_.is_verbal(match.embedded) || tree_.child(match.embedded, "cop") >= 0;
  if (!clause) {  // "demanded Russia's withdrawal", "called for the resignation of the minister"
    std::vector<int> owners;
    for (const int c : tree_.children(match.embedded))
      if (tree_.token(c).deprel == "nmod:poss" || (tree_.has_relation(c, "nmod") && tree_.preposition(c) == "of"))
        owners.push_back(c);
    event.recipients = mentions_of(owners, true);
    return;
  }
  event.recipients = mentions_of(subjects_of(tree_, match.embedded), false);
}

// "announced the accord after talks with the king", "said at a meeting with him": whoever does what the clause tells
// met them too.
void Parties::add_side_around(const Match& match, Event& event) const {
  static constexpr std::array kOccasions = {"after", "following", "during", "before", "at", "in"};
  const int noun = match.frame.predicate;
  const bool with_somebody = std::any_of(match.frame.obliques.begin(), match.frame.obliques.end(),
                                         [](const FrameArgument& each) { return each.preposition == "with"; });
  if (match.frame.kind != FormKind::noun || match.frame.governor >= 0 || !with_somebody ||
      !tree_.has_relation(noun, "obl") || !among(kOccasions, tree_.preposition(noun)))
    return;
  const int verb = tree_.head(noun);
  if (verb < 0 || !tree_.is_verbal(verb)) return;
  auto sides = mentions_of(subjects_of(tree_, verb), true);
  std::erase_if(sides, [&](const Mention& each) {
    return each.id.empty() || std::any_of(event.actors.begin(), event.actors.end(),
                                          [&](const Mention& there) { return same_actor(there, each); });
  });
  sides.insert(sides.end(), event.actors.begin(), event.actors.end());
  event.actors = std::move(sides);
}

// "threatened to attack if Iran closed the strait", "will respond to any attack by Iran": who is to heed the threat.
void Parties::recipients_from_condition(const Match& match, Event& event) const {
  static constexpr std::array kConditions = {"if", "unless", "should", "until"};
  for (const int verb : {match.frame.predicate, match.embedded}) {
    if (verb < 0) continue;
    for (const int c : tree_.children(verb)) {
      if (!tree_.has_relation(c, "advcl") || !among(kConditions, tree_.subordinator(c))) continue;
      auto sides = mentions_of(subjects_of(tree_, c), true);
      std::erase_if(sides, [&](const Mention& each) {
        return each.id.empty() || country_among(event.actors, each.country.empty() ? each.id : each.country);
      });
      if (sides.empty()) continue;
      event.recipients = std::move(sides);
      return;
    }
  }
}

// "agreed to let aid into Yemen", "gave money to build schools in Mali": whom an act is for may stand deep in what is
// done. The first who is known and of another nation than the actor.
void Parties::recipients_below(const Match& match, Event& event) const {
  constexpr int kDeepest = 6;
  const auto country = country_of(event.actors);
  const auto visit = [&](int word, int depth, const auto& self) -> bool {
    if (depth > kDeepest || is_timed(word)) return false;
    const bool adjective = tree_.token(word).upos == Upos::adj && tree_.has_relation(word, "amod");  // "British beef"
    if (tree_.is_nominal(word) || adjective) {
      auto mention = mentions_.mention(word);
      if (adjective) people_to_state(mention);
      const bool acts = mention.sectors.empty() || is_political(mention.sectors) || mention.sectors.front() == "CVL";
      if (acts && !mention.id.empty() && (country.empty() || mention.country != country)) {
        event.recipients.push_back(std::move(mention));
        return true;
      }
    }
    static constexpr std::array kInside = {"obj", "obl", "nmod", "xcomp", "ccomp", "acl", "amod", "compound"};
    // "agreed to restore ties after talks in Beijing": when it was done
    static constexpr std::array kWhen = {"after", "before", "during", "since", "until", "following", "amid"};
    for (const int c : tree_.children(word)) {
      const auto relation = base_relation(tree_.token(c).deprel);
      if (!among(kInside, relation) || (relation == "obl" && among(kWhen, tree_.preposition(c)))) continue;
      if (is_meeting_place(match, c)) continue;
      if (relation == "compound" && is_named_after_place(lexicon_, tree_.token(word), tree_.lemma(word))) continue;
      if (self(c, depth + 1, self)) return true;
    }
    return false;
  };
  if (match.embedded >= 0 && visit(match.embedded, 0, visit)) return;
  // what a thing is said to be says nothing of whose it is: "called the raid a threat to Iran"
  const auto is_said_to_be = [&](int word) {
    return std::any_of(match.frame.obliques.begin(), match.frame.obliques.end(), [&](const FrameArgument& each) {
      return each.preposition == "as" && tree_.dominates(each.head, word);
    });
  };
  for (const int word : match.bound)
    if (!is_said_to_be(word) && visit(word, 0, visit)) return;
}

// "conceded to the demands of the truck drivers": whose the words are that the form binds; of what is rejected or
// condemned the thing itself.
void Parties::recipients_told(const Match& match, const EventCode& code, std::vector<Mention> things,
                              Event& event) const {
  for (const int word : match.bound)
    if (auto owner = mentions_.target(word);
        event.recipients.empty() && owner.score > 0 && owner.span && mentions_.mention(word).score == 0)
      event.recipients.push_back(std::move(owner));
  // what is rejected or condemned is told, though it is nobody's; "abuses in Kenya" are laid to Kenya
  if (!event.recipients.empty() || code.quad_code != 3) return;
  event.recipients = std::move(things);
  if (code.type == "ACCUSE") place_things(match, event);
  const bool in_power = std::any_of(event.actors.begin(), event.actors.end(), [](const Mention& each) {
    return !each.country.empty() || is_political(each.sectors);
  });
  if (!in_power) std::erase_if(event.recipients, is_thing);
}

// The country, other than the actor's, where something is done; of a deed at home nobody.
void Parties::recipients_around(const Match& match, Event& event) const {
  static constexpr std::array kWhere = {"in", "from", "across", "into", "near", "throughout", "to", "out_of"};
  const auto own = country_of(event.actors);
  if (own.empty()) return;
  for (const auto& each : match.frame.obliques) {
    if (each.clause || is_timed(each.head) || !among(kWhere, each.preposition)) continue;
    if (is_meeting_place(match, each.head)) continue;
    const auto place = mentions_.place(each.head);
    if (!place || place->country == own) continue;
    event.recipients.push_back(mentions_.mention(each.head));
    return;
  }
}

// "held a referendum, which Guyana denounced", "offered to lead the force, a plan welcomed by Washington": whoever
// praises or blames a deed in a clause behind it speaks of whoever did it.
std::vector<Mention> Parties::doers_of_judged(const Match& match, const EventCode& code, const Event& event) const {
  const bool judges = code.type == "ACCUSE" || code.type == "SUPPORT" || code.type == "REJECT";
  if (!judges || match.frame.kind != FormKind::verb || !tree_.has_relation(match.frame.predicate, "acl")) return {};
  const int deed = tree_.head(match.frame.predicate);
  if (deed < 0 || !among(match.frame.objects, deed)) return {};
  // a name right before "which" is no deed, but what is one's own is not what one praises or blames
  const auto named = mentions_.mention(deed);
  if (!named.country.empty() && !country_among(event.actors, named.country)) return {};
  for (int at = tree_.head(deed), steps = 0; at >= 0 && steps < 4; at = tree_.head(at), ++steps) {
    if (!tree_.is_verbal(at)) continue;
    auto doers = mentions_of(subjects_of(tree_, at), true);
    std::erase_if(doers, [&](const Mention& each) {
      return each.id.empty() || std::any_of(event.actors.begin(), event.actors.end(),
                                            [&](const Mention& actor) { return same_actor(actor, each); });
    });
    return doers;
  }
  return {};
}

// "shelled Patras in Greece": a name or a thing that nobody knows, where the country stands right behind it.
void Parties::place_things(const Match& match, Event& event) const {
  // hospitals and people have sectors, and are of where they are hit, unlike soldiers
  const bool local = std::all_of(match.recipients.begin(), match.recipients.end(),
                                 [&](int hit) { return lexicon_.in_class("strongholds", tree_.lemma(hit)); }) ||
                     std::all_of(event.recipients.begin(), event.recipients.end(),
                                 [](const Mention& each) { return among(each.sectors, "CVL"); });
  const auto is_open = [&](const Mention& each) { return each.id.empty() && (each.sectors.empty() || local); };
  if (event.recipients.empty() || !std::all_of(event.recipients.begin(), event.recipients.end(), is_open)) return;
  const bool named = !local && !std::all_of(event.recipients.begin(), event.recipients.end(), is_thing);
  std::optional<Resolution> place;
  for (const int hit : match.recipients)
    if (!place) place = place_below(hit);
  for (const int object : match.frame.objects)
    if (!place && !named) place = place_below(object);
  if (!place) {
    place = place_below(match.frame.predicate);
    // "bombed Arica | in Chile": where the country stands apart, the name must be a town's there
    const auto lies_there = [&](const Mention& each) {
      const auto cities = world_.cities_named(each.text);
      return std::any_of(cities.begin(), cities.end(),
                         [&](const PlaceRecord& city) { return city.country == place->country; });
    };
    if (place && named && std::none_of(event.recipients.begin(), event.recipients.end(), lies_there)) return;
  }
  // "shelled Kherson, killing two people"
  const int above = tree_.head(match.frame.predicate);
  if (!place && local && above >= 0 && tree_.is_verbal(above) && tree_.has_relation(match.frame.predicate, "advcl") &&
      tree_.child(match.frame.predicate, "nsubj") < 0) {
    place = place_below(above);
    const int hit = tree_.child(above, "obj");
    if (!place && hit >= 0) place = mentions_.place(hit);
    if (!place && hit >= 0) place = place_below(hit);
  }
  // "Hezbollah attacked a village in Lebanon": of a state's own groups it tells whom, of the state itself nothing
  const bool of_state = std::any_of(event.actors.begin(), event.actors.end(), [&](const Mention& each) {
    return place && (each.id.empty() ? each.country == place->country : each.id.starts_with(place->country));
  });
  if (!place || of_state) return;
  for (auto& each : event.recipients) {
    each.id = each.country = place->country;
    if (!each.sectors.empty()) each.id += "." + each.sectors.front();
    each.name = world_.name_of(place->country);
    each.score = 0.5 * place->score;
    each.why = "stands in " + place->name;
  }
}

// The first place that a phrase below a word names.
std::optional<Resolution> Parties::place_below(int word) const {
  static constexpr std::array kAt = {"in", "near", "at", "across", "outside", "around", "inside", "of", "throughout"};
  for (const int c : tree_.children(word)) {
    if ((!tree_.has_relation(c, "obl") && !tree_.has_relation(c, "nmod")) || is_timed(c)) continue;
    if (!among(kAt, tree_.preposition(c))) continue;
    if (const auto place = mentions_.place(c)) return place;
    if (auto below = place_below(c)) return below;
  }
  return {};
}

// "Saudi Arabia and Iran will reopen embassies in each other's capitals", "Rwanda and Congo severed ties": each is the
// other's recipient.
void Parties::join_each_other(const Match& match, Event& event) const {
  if (event.reciprocal || event.actors.size() < 2) return;
  const auto& first = event.actors.front().country;
  const bool two = std::any_of(event.actors.begin(), event.actors.end(), [&](const Mention& each) {
    return !each.country.empty() && !first.empty() && each.country != first;
  });
  if (!two || any_known(event.recipients)) return;
  const auto clause = tree_.subtree(match.frame.clause());
  const bool each_other = std::any_of(clause.begin(), clause.end(), [&](int word) {
    const auto before = word > 0 ? std::string_view(tree_.lemma(word - 1)) : std::string_view();
    return (tree_.lemma(word) == "other" && before == "each") || (tree_.lemma(word) == "another" && before == "one");
  });
  const auto move = match.entry->move;
  const bool between = event.recipients.empty() && move &&
                       (*move == MoveKind::sever || *move == MoveKind::suspend || *move == MoveKind::resume ||
                        *move == MoveKind::establish || *move == MoveKind::upgrade);
  if (!each_other && !between) return;
  event.recipients.clear();
  event.reciprocal = true;
}

}  // namespace demarche
