// Who acts and on whom: the words that a match has in its roles as mentions, and where to look for those it does not
// name itself.
#include "events/roles.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/document_coder.h"

namespace demarche {
namespace {

// Sectors of those who hold power, fight or contend for it; words for everybody else ("people", "company",
// "scientist") say nothing about states.
bool is_political(const std::vector<std::string>& sectors) {
  static constexpr std::array kPolitical = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY",
                                            "REB", "OPP", "PTY", "IGO", "REF"};
  return std::any_of(sectors.begin(), sectors.end(),
                     [](const std::string& sector) { return among(kPolitical, sector); });
}

// Acts that touch the country where they are done.
bool acts_where(const EventCode& code) {
  static constexpr std::array kTypes = {"AID", "CONCEDE", "RETREAT", "SANCTION", "MOBILIZE"};
  return among(kTypes, code.type);
}

// Neither known nor a name nor a word for somebody.
bool is_thing(const Mention& each) { return each.score == 0; }

}  // namespace

bool same_actor(const Mention& a, const Mention& b) {
  if (!a.id.empty() || !b.id.empty()) return a.id == b.id;
  return a.span == b.span && a.in_title == b.in_title;
}

void add_mentions(std::vector<Mention>& list, const std::vector<Mention>& more) {
  for (const auto& mention : more)
    if (std::none_of(list.begin(), list.end(), [&](const Mention& each) { return same_actor(each, mention); }))
      list.push_back(mention);
}

bool country_among(const std::vector<Mention>& mentions, const std::string& country) {
  return !country.empty() && std::any_of(mentions.begin(), mentions.end(), [&](const Mention& each) {
    return each.country == country || each.id == country;
  });
}

std::string_view country_of(const std::vector<Mention>& mentions) {
  for (const auto& mention : mentions)
    if (!mention.country.empty()) return mention.country;
  return {};
}

std::vector<Mention> DocumentCoder::mentions_of(const std::vector<int>& heads, bool acting) const {
  std::vector<Mention> mentions;
  for (const int word : heads) {
    if (auto pair = mentions_.both(word); !pair.empty()) {
      for (auto& each : pair) add_mentions(mentions, {std::move(each)});
      continue;
    }
    const int head = mentions_.stands_for(word);
    if (auto members = named_members(head); !members.empty()) {
      add_mentions(mentions, members);
      continue;
    }
    if (acting && !mentions_.may_act(word) && !mentions_.may_act(head)) continue;
    Mention mention = acting ? mentions_.mention(head) : mentions_.target(head);
    if (mention.id.empty() && tree_->token(head).upos == Upos::pron) continue;
    // one name that the parser took for two
    const auto overlaps = [&](const Mention& each) {
      return each.span && mention.span && each.span->begin < mention.span->end + 2 &&
             mention.span->begin < each.span->end + 2;
    };
    if (std::any_of(mentions.begin(), mentions.end(),
                    [&](const Mention& each) { return overlaps(each) && (each.id.empty() || each.id == mention.id); }))
      continue;
    if (std::none_of(mentions.begin(), mentions.end(), [&](const Mention& each) { return same_actor(each, mention); }))
      mentions.push_back(std::move(mention));
  }
  return mentions;
}

// "partners such as Kenya", "states like Chad and Mali": where nobody knows the many, those named of them.
std::vector<Mention> DocumentCoder::named_members(int head) const {
  static constexpr std::array kExamples = {"like", "such_as", "including", "include"};
  std::vector<Mention> members;
  if (tree_->token(head).xpos != "NNS" || !mentions_.mention(head).id.empty()) return members;
  for (const int c : tree_->children(head)) {
    if (!tree_->has_relation(c, "nmod")) continue;
    if (!among(kExamples, tree_->preposition(c))) continue;
    for (const int one : tree_->coordinated(c))
      if (auto mention = mentions_.mention(one); !mention.id.empty()) add_mentions(members, {std::move(mention)});
  }
  return members;
}

// The adjective of a nation before a thing or a deed names the state, not its people.
void DocumentCoder::people_to_state(Mention& mention) const {
  if (mention.country.empty() || mention.id != mention.country + ".CVL") return;
  const auto state = world_.resolve(mention.country, document_.date);
  if (!state) return;
  mention.id = state->id;
  mention.sectors = state->sectors;
  mention.name = state->name;
}

std::vector<Mention> DocumentCoder::actors_of(const Match& match, const Surrounding& around) const {
  std::vector<int> heads = match.actors;
  const auto modifies = [&](int head) {
    return tree_->has_relation(head, "amod") || tree_->has_relation(head, "compound");
  };
  auto own = mentions_of(heads, true);
  // of the words before a noun only those the world knows act: "the Iranian attack", not "the missile attack"
  if (match.frame.kind == FormKind::noun && !heads.empty() && std::all_of(heads.begin(), heads.end(), modifies))
    std::erase_if(own, [](const Mention& each) { return each.id.empty(); });
  // "Israeli air strikes" are the state's
  if (match.frame.kind == FormKind::noun && std::any_of(heads.begin(), heads.end(), modifies))
    for (auto& each : own) people_to_state(each);
  // "launched missiles that hit": not the missiles
  if (std::none_of(own.begin(), own.end(), [](const Mention& each) { return !each.id.empty(); }))
    if (auto behind = actors_behind(match); !behind.empty()) return behind;
  if (own.empty() || (match.frame.subject_inherited && !around.actors.empty()))
    if (!around.actors.empty()) return around.actors;
  return own;
}

// A paper says what its authors say and a weapon does what whoever sent it does: "issued a statement urging", "a
// congressional report called for", "fired a rocket that killed".
std::vector<Mention> DocumentCoder::actors_behind(const Match& match) const {
  if (match.frame.kind != FormKind::verb) return {};
  const bool hostile = match.entry->code && match.entry->code->quad_code == 4;
  for (const int subject : match.frame.subjects) {
    const auto& lemma = tree_->lemma(subject);
    const bool weapon = hostile && is_means(lemma);
    if (!weapon && !lexicon_.in_class("papers", lemma)) continue;
    // "a Kabul car bombing": of a city it says where
    const bool placed =
        weapon && std::any_of(tree_->children(subject).begin(), tree_->children(subject).end(), [&](int c) {
          const auto place = tree_->has_relation(c, "compound") ? mentions_.place(c) : std::nullopt;
          return place && place->kind == ActorKind::city;
        });
    if (placed) continue;
    if (Mention owner = mentions_.target(subject); owner.score > 0 && !owner.id.empty()) {
      people_to_state(owner);
      return {std::move(owner)};
    }
    const int verb = tree_->head(subject);
    if (verb < 0 || !tree_->is_verbal(verb) || verb == match.frame.predicate) continue;
    if ((tree_->has_relation(subject, "obj") || tree_->token(subject).deprel == "nsubj:pass") &&
        lexicon_.in_class("sending-forth", tree_->lemma(verb)))
      return mentions_of(subjects_of(*tree_, verb), true);
  }
  return {};
}

// "sent a letter to the chairman asking for", "a note to Iran that demands": whom a paper goes to is whom what it says
// is said to.
std::vector<Mention> DocumentCoder::addressed_by_paper(const Match& match) const {
  if (match.frame.kind != FormKind::verb || !match.entry->code || match.entry->code->quad_code != 3) return {};
  const auto addressees = [&](int word) {
    std::vector<int> found;
    for (const int c : tree_->children(word))
      if ((tree_->has_relation(c, "obl") || tree_->has_relation(c, "nmod")) && tree_->preposition(c) == "to" &&
          mentions_.may_act(c))
        found.push_back(c);
    return mentions_of(found, false);
  };
  for (const int subject : match.frame.subjects) {
    if (!lexicon_.in_class("papers", tree_->lemma(subject))) continue;
    auto found = addressees(subject);
    if (found.empty()) found = addressees(match.frame.predicate);
    if (found.empty() && tree_->head(subject) >= 0) found = addressees(tree_->head(subject));
    return found;
  }
  // "sent a letter to Iran, demanding an apology"
  const int sends = tree_->head(match.frame.predicate);
  if (sends < 0 || !tree_->has_relation(match.frame.predicate, "advcl")) return {};
  for (const int paper : tree_->children(sends))
    if (tree_->has_relation(paper, "obj") && lexicon_.in_class("papers", tree_->lemma(paper))) {
      auto found = addressees(paper);
      return found.empty() ? addressees(sends) : found;
    }
  return {};
}

// A word for a weapon, a blast or a deed, behind which somebody stands.
bool DocumentCoder::is_means(const std::string& lemma) const {
  return !lexicon_.forms(FormKind::noun, lemma).empty() || lexicon_.in_class("arms", lemma) ||
         lexicon_.in_class("bombs", lemma) || lexicon_.in_class("projectiles", lemma);
}

std::vector<Mention> DocumentCoder::recipients_of(const Match& match, const Surrounding& around) const {
  // a thing that nobody owns is acted on only as an object: "with immediate effect" names no party
  std::vector<int> heads;
  for (const int head : match.recipients) {
    const bool object = match.frame.kind == FormKind::verb && among(match.frame.objects, head);
    // "attacks on the suburb", "carried out air strikes on the suburb"
    const bool hit = match.entry->code && match.entry->code->quad_code == 4 && match.entry->code->type != "SANCTION" &&
                     !lexicon_.in_class("measures", tree_->lemma(head)) &&
                     std::any_of(match.frame.obliques.begin(), match.frame.obliques.end(),
                                 [&](const FrameArgument& each) { return each.head == head; });
    if (object || hit || mentions_.may_act(head) || !mentions_.target(head).id.empty()) heads.push_back(head);
  }
  auto own = mentions_of(heads, false);
  // beside a party that is known, one that is neither known nor a name is a slip of the tree
  if (std::any_of(own.begin(), own.end(), [](const Mention& each) { return !each.id.empty(); }))
    std::erase_if(own, [](const Mention& each) {
      return each.id.empty() && (each.text.empty() || (each.text[0] >= 'a' && each.text[0] <= 'z'));
    });
  return own.empty() ? around.recipients : own;
}

// "killed in an Israeli air strike": who does the deed in which it happens.
std::vector<Mention> DocumentCoder::actors_of_means(const Match& match) const {
  for (const auto& each : match.frame.obliques) {
    const int means = match_at_[static_cast<std::size_t>(each.head)];
    if (means < 0 || (each.preposition != "in" && each.preposition != "by" && each.preposition != "during")) continue;
    const Match& deed = matches_[static_cast<std::size_t>(means)];
    if (deed.entry->code && deed.entry->code->quad_code == 4) return actors_of(deed, {});
  }
  return {};
}

// "demanded that Iran release the prisoners": who is to act is whom it is demanded of.
void DocumentCoder::recipients_from_clause(const Match& match, Event& event) const {
  if (match.embedded < 0) return;
  const bool clause = tree_->is_verbal(match.embedded) || tree_->child(match.embedded, "cop") >= 0;
  if (!clause) {  // "demanded Russia's withdrawal", "called for the resignation of the minister"
    std::vector<int> owners;
    for (const int c : tree_->children(match.embedded))
      if (tree_->token(c).deprel == "nmod:poss" || (tree_->has_relation(c, "nmod") && tree_->preposition(c) == "of"))
        owners.push_back(c);
    event.recipients = mentions_of(owners, true);
    return;
  }
  event.recipients = mentions_of(subjects_of(*tree_, match.embedded), false);
}

// "agreed to let aid into Yemen", "gave money to build schools in Mali": whom an act is for may stand deep in what is
// done. The first who is known and of another nation than the actor.
void DocumentCoder::recipients_below(const Match& match, Event& event) const {
  const auto country = country_of(event.actors);
  const auto visit = [&](int word, int depth, const auto& self) -> bool {
    if (depth > 6 || timed_[static_cast<std::size_t>(word)]) return false;
    const bool adjective = tree_->token(word).upos == Upos::adj && tree_->has_relation(word, "amod");  // "British beef"
    if (tree_->is_nominal(word) || adjective) {
      auto mention = mentions_.mention(word);
      if (adjective) people_to_state(mention);
      const bool acts = mention.sectors.empty() || is_political(mention.sectors) || mention.sectors.front() == "IGO" ||
                        mention.sectors.front() == "CVL";
      if (acts && !mention.id.empty() && (country.empty() || mention.country != country)) {
        event.recipients.push_back(std::move(mention));
        return true;
      }
    }
    for (const int c : tree_->children(word)) {
      const auto relation = base_relation(tree_->token(c).deprel);
      const bool inside = relation == "obj" || relation == "obl" || relation == "nmod" || relation == "xcomp" ||
                          relation == "ccomp" || relation == "acl" || relation == "amod" || relation == "compound";
      // "agreed to restore ties after talks in Beijing": when it was done
      static constexpr std::array kWhen = {"after", "before", "during", "since", "until", "following", "amid"};
      if (relation == "obl" && std::find(kWhen.begin(), kWhen.end(), tree_->preposition(c)) != kWhen.end()) continue;
      if (inside && self(c, depth + 1, self)) return true;
    }
    return false;
  };
  if (match.embedded >= 0 && visit(match.embedded, 0, visit)) return;
  for (const int word : match.bound)
    if (visit(word, 0, visit)) return;
}

// The country, other than the actor's, where something is done; of a deed at home nobody.
void DocumentCoder::recipients_around(const Match& match, Event& event) const {
  static constexpr std::array kWhere = {"in", "from", "across", "into", "near", "throughout", "to", "out_of"};
  const auto own = country_of(event.actors);
  if (own.empty()) return;
  for (const auto& each : match.frame.obliques) {
    if (each.clause || timed_[static_cast<std::size_t>(each.head)]) continue;
    if (!among(kWhere, each.preposition)) continue;
    const auto place = mentions_.place(each.head);
    if (!place || place->country == own) continue;
    event.recipients.push_back(mentions_.mention(each.head));
    return;
  }
}

// "held a referendum, which Guyana denounced", "offered to lead the force, a plan welcomed by Washington": whoever
// praises or blames a deed in a clause behind it speaks of whoever did it.
std::vector<Mention> DocumentCoder::doers_of_judged(const Match& match, const EventCode& code,
                                                    const Event& event) const {
  const bool judges = code.type == "ACCUSE" || code.type == "SUPPORT" || code.type == "REJECT";
  if (!judges || match.frame.kind != FormKind::verb || !tree_->has_relation(match.frame.predicate, "acl")) return {};
  const int deed = tree_->head(match.frame.predicate);
  const bool judged =
      std::find(match.frame.objects.begin(), match.frame.objects.end(), deed) != match.frame.objects.end();
  // a name right before "which" is no deed, but what is one's own is not what one praises or blames
  const auto named = mentions_.mention(deed);
  if (!judged || (!named.country.empty() && !country_among(event.actors, named.country))) return {};
  for (int at = tree_->head(deed), steps = 0; at >= 0 && steps < 4; at = tree_->head(at), ++steps) {
    if (!tree_->is_verbal(at)) continue;
    auto doers = mentions_of(subjects_of(*tree_, at), true);
    std::erase_if(doers, [&](const Mention& each) {
      return each.id.empty() || std::any_of(event.actors.begin(), event.actors.end(),
                                            [&](const Mention& actor) { return same_actor(actor, each); });
    });
    return doers;
  }
  return {};
}

void DocumentCoder::place_things(const Match& match, Event& event) const {
  // "shelled Patras in Greece": a name that nobody knows, where the country stands right behind it
  const auto is_name = [](const Mention& each) { return each.id.empty() && each.sectors.empty(); };
  const bool named = std::any_of(event.recipients.begin(), event.recipients.end(),
                                 [&](const Mention& each) { return is_name(each) && !is_thing(each); });
  if (event.recipients.empty() || !std::all_of(event.recipients.begin(), event.recipients.end(), is_name)) return;
  const auto own = country_of(event.actors);
  const auto find = [&](int word, const auto& self) -> std::optional<Resolution> {
    for (const int c : tree_->children(word)) {
      if ((!tree_->has_relation(c, "obl") && !tree_->has_relation(c, "nmod")) || timed_[static_cast<std::size_t>(c)])
        continue;
      static constexpr std::array kAt = {"in",     "near",   "at", "across",    "outside",
                                         "around", "inside", "of", "throughout"};
      if (!among(kAt, tree_->preposition(c))) continue;
      if (const auto place = mentions_.place(c)) return place;
      if (auto below = self(c, self)) return below;
    }
    return {};
  };
  std::optional<Resolution> place;
  for (const int hit : match.recipients)
    if (!place) place = find(hit, find);
  for (const int object : match.frame.objects)
    if (!place && !named) place = find(object, find);
  if (!place) {
    place = find(match.frame.predicate, find);
    // "bombed Arica | in Chile": where the country stands apart, the name must be a town's there
    const auto lies_there = [&](const Mention& each) {
      const auto cities = world_.cities_named(each.text);
      return std::any_of(cities.begin(), cities.end(),
                         [&](const PlaceRecord& city) { return city.country == place->country; });
    };
    if (place && named && std::none_of(event.recipients.begin(), event.recipients.end(), lies_there)) return;
  }
  if (!place || place->country == own) return;
  for (auto& each : event.recipients) {
    each.id = each.country = place->country;
    each.name = world_.name_of(place->country);
    each.score = 0.5 * place->score;
    each.why = "stands in " + place->name;
  }
}

void DocumentCoder::drop_actors_of_recipients(Event& event) {
  std::erase_if(event.recipients, [&](const Mention& each) {
    return std::any_of(event.actors.begin(), event.actors.end(),
                       [&](const Mention& actor) { return same_actor(actor, each); });
  });
}

// Of a move are states: a pronoun that leads to a name nobody knows, an ambassador of no nation that is said and a post
// by its town leave open whose, and "the Cuban embassy was closed" says what Cuba did.
void DocumentCoder::states_move(const Match& match, Event& event) const {
  const auto is_bound = [&](int head) { return among(match.bound, head); };
  const bool of_mission = match.frame.subjects.empty() && !match.actors.empty() &&
                          std::all_of(match.actors.begin(), match.actors.end(), is_bound);
  const bool pronouns = std::all_of(match.actors.begin(), match.actors.end(),
                                    [&](int head) { return tree_->token(head).upos == Upos::pron; });
  if (pronouns || of_mission) std::erase_if(event.actors, [](const Mention& each) { return each.id.empty(); });
  if (!of_mission) return;
  if (std::any_of(match.actors.begin(), match.actors.end(), [&](int head) { return mentions_.place(head); }))
    event.actors.clear();
  for (auto& each : event.actors)
    if (const auto state = world_.resolve(each.country, document_.date)) {
      each.id = state->id;
      each.sectors = state->sectors;
      each.name = state->name;
    }
}

void DocumentCoder::find_parties(const Match& match, const EventCode& code, const Surrounding& around,
                                 const std::vector<std::size_t>& embedded, Event& event) const {
  const Entry& entry = *match.entry;
  event.actors = actors_of(match, around);
  if (event.actors.empty() && code.quad_code == 4) event.actors = actors_of_means(match);
  if (entry.move) states_move(match, event);
  event.recipients = recipients_of(match, around);
  if (event.recipients.empty()) event.recipients = addressed_by_paper(match);
  // "threatened to attack Albania": the recipient is that of the embedded event
  if (event.recipients.empty() && !embedded.empty() && (!entry.claim || entry.claim == Stance::threatens))
    event.recipients = mentions_of(matches_[embedded.front()].recipients, false);
  // "demanded that Iran release the prisoners", "said that the rebels were responsible"
  const bool of_clause = match.embedded_element && match.embedded_element->embedded_actor == Role::recipient;
  if (event.recipients.empty() && (entry.claim == Stance::demands || of_clause)) recipients_from_clause(match, event);
  // who condemns an attack condemns the attacker, who welcomes a decision sides with whoever took it
  if (event.recipients.empty() && !embedded.empty() &&
      (entry.claim == Stance::condemns || entry.claim == Stance::supports)) {
    event.recipients = actors_of(matches_[embedded.front()], {});
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
  if (event.recipients.empty() && !event.actors.empty() && code.quad_code != 4) {
    // "conceded to the demands of the truck drivers"
    for (const int word : match.bound)
      if (auto owner = mentions_.target(word);
          event.recipients.empty() && owner.score > 0 && owner.span && mentions_.mention(word).score == 0)
        event.recipients.push_back(std::move(owner));
    // what is rejected or condemned is told, though it is nobody's; "abuses in Kenya" are laid to Kenya
    if (event.recipients.empty() && code.quad_code == 3) {
      event.recipients = std::move(things);
      if (code.type == "ACCUSE") place_things(match, event);
      const bool in_power = std::any_of(event.actors.begin(), event.actors.end(), [](const Mention& each) {
        return !each.country.empty() || is_political(each.sectors);
      });
      if (!in_power) std::erase_if(event.recipients, is_thing);
    }
  }
  // "withdrew its soldiers from Mali": what is given, taken away or set up abroad concerns the country where that is
  if (event.recipients.empty() && !entry.reciprocal && acts_where(code)) recipients_around(match, event);
  // what is hit in a country is that country's: "bombed a depot near Kharkiv"
  if (code.type == "ASSAULT" || code.type == "COERCE") place_things(match, event);
  drop_actors_of_recipients(event);
  if (entry.reciprocal) {
    add_mentions(event.actors, event.recipients);
    event.recipients.clear();
    event.reciprocal = event.actors.size() > 1;
  }
  // "Jordan and Britain agreed to train together"
  const bool mutual = code.type == "AGREE" || code.type == "CONSULT" || code.type == "COOPERATE";
  if (mutual && event.recipients.empty() && event.actors.size() > 1) event.reciprocal = true;
  join_each_other(match, event);
  event.joint = !event.reciprocal && event.actors.size() > 1 && !event.recipients.empty();
}

// "Saudi Arabia and Iran will reopen embassies in each other's capitals", "Rwanda and Congo severed ties": each is the
// other's recipient.
void DocumentCoder::join_each_other(const Match& match, Event& event) const {
  if (event.reciprocal || event.actors.size() < 2) return;
  const auto known = [](const Mention& each) { return !each.id.empty(); };
  const auto& first = event.actors.front().country;
  const bool two = std::any_of(event.actors.begin(), event.actors.end(), [&](const Mention& each) {
    return !each.country.empty() && !first.empty() && each.country != first;
  });
  if (!two || std::any_of(event.recipients.begin(), event.recipients.end(), known)) return;
  const auto clause = tree_->subtree(match.frame.governor >= 0 ? match.frame.governor : match.frame.predicate);
  const bool each_other = std::any_of(clause.begin(), clause.end(), [&](int word) {
    const auto before = word > 0 ? std::string_view(tree_->lemma(word - 1)) : std::string_view();
    return (tree_->lemma(word) == "other" && before == "each") || (tree_->lemma(word) == "another" && before == "one");
  });
  const auto move = match.entry->move;
  const bool between = event.recipients.empty() && move &&
                       (*move == MoveKind::sever || *move == MoveKind::suspend || *move == MoveKind::resume ||
                        *move == MoveKind::establish || *move == MoveKind::upgrade);
  if (!each_other && !between) return;
  event.recipients.clear();
  event.reciprocal = true;
}

// What private persons do to one another is not the record's.
bool DocumentCoder::is_of_record(const EventCode& code, const Event& event) {
  const auto known = [](const Mention& each) { return !each.id.empty(); };
  const auto in_power = [](const Mention& each) { return is_political(each.sectors); };
  const auto any_of = [](const std::vector<Mention>& list, const auto& test) {
    return std::any_of(list.begin(), list.end(), test);
  };
  if (any_of(event.actors, known) || any_of(event.recipients, known)) return true;
  // somebody in power and whom it acts on; protest makes anybody a power
  if (event.actors.empty()) return false;
  const auto somebody = [](const Mention& each) { return !each.sectors.empty(); };
  const bool power =
      any_of(event.actors, in_power) || (any_of(event.actors, somebody) && any_of(event.recipients, in_power));
  return (power && (!event.recipients.empty() || event.actors.size() > 1)) || code.type == "PROTEST";
}

// Why an event with these parties is none of the record's; empty: it is one.
std::string_view DocumentCoder::why_unfit(const Match& match, const Code& code, Event& event) const {
  const Entry& entry = *match.entry;
  const auto known = [](const Mention& each) { return !each.id.empty(); };
  if (!is_of_record(code.code, event)) {
    if (!code.move) return "nobody in it is known, or in power and acting on somebody";
    event.actors.clear();  // of whom a move is, the document may tell (pair_moves)
    event.recipients.clear();
    event.reciprocal = entry.reciprocal;
  }
  // meetings of private persons are theirs, unless a name meets somebody in power; talking to the press is telling
  const auto in_power = [](const Mention& each) {
    return is_political(each.sectors) && each.sectors.front() != "COP" && each.sectors.front() != "JUD";
  };
  const bool high = std::any_of(event.actors.begin(), event.actors.end(), in_power) ||
                    std::any_of(event.recipients.begin(), event.recipients.end(), in_power);
  const auto is_private = [&](const Mention& each) {
    const bool name = !each.text.empty() && each.text[0] >= 'A' && each.text[0] <= 'Z';
    return each.sectors.empty()
               ? each.id.empty() && !(high && name)
               : each.sectors.front() == "MED" || each.sectors.front() == "JRN" || each.sectors.front() == "CVL";
  };
  // a move whose other side the document's title names
  const bool open = code.move && ((event.actors.empty() && event.recipients.empty()) || title_states_.size() == 2);
  if (code.code.type == "CONSULT" && std::any_of(event.actors.begin(), event.actors.end(), is_private)) {
    std::erase_if(event.actors, is_private);
    event.reciprocal = event.actors.size() > 1;
    if (event.actors.size() + event.recipients.size() < 2) return "a meeting with private persons or the press";
  }
  if (event.actors.empty() && !open && (entry.needs_actor || code.code.quad_code != 4)) return "it needs an actor";
  const auto press = [](const Mention& each) {
    return !each.sectors.empty() && (each.sectors.front() == "MED" || each.sectors.front() == "JRN");
  };
  if (code.code.type == "REQUEST" &&
      (std::any_of(event.actors.begin(), event.actors.end(), press) ||
       (!event.recipients.empty() && std::all_of(event.recipients.begin(), event.recipients.end(), press) &&
        std::none_of(event.actors.begin(), event.actors.end(), known))))
    return "the press asks, and is told";
  // what lions or floods do; weapons and blasts are somebody's
  if (event.actors.empty() && code.code.type == "ASSAULT" && !match.actors.empty() &&
      std::none_of(match.actors.begin(), match.actors.end(), [&](int head) {
        const auto& lemma = tree_->lemma(head);
        return mentions_.may_act(head) || is_means(lemma) || tree_->has_relation(head, "amod") ||
               tree_->has_relation(head, "compound");
      }))
    return "done by no party";
  const auto trades = [](const Mention& each) { return !each.sectors.empty() && each.sectors.front() == "BUS"; };
  if (code.code.type == "MOBILIZE" && !event.actors.empty() &&
      std::all_of(event.actors.begin(), event.actors.end(), trades))
    return "companies have no forces";
  const bool nobody =
      event.recipients.empty() ||
      (code.code.quad_code != 4 && std::all_of(event.recipients.begin(), event.recipients.end(), is_thing));
  if (entry.needs_recipient && nobody && !event.reciprocal && !open) return "it needs a recipient";
  if (entry.needs_state && !open && std::none_of(event.recipients.begin(), event.recipients.end(), known) &&
      !(event.reciprocal && known(event.actors.back())))
    return "it needs a recipient who is known";
  return {};
}

}  // namespace demarche
