#include "events/details.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/notice.h"
#include "events/time_words.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Diplomatic ranks, highest first (Vienna Convention on Diplomatic Relations 1961, arts. 1 and 14).
constexpr std::array kRanks = {"ambassador"sv, "nuncio"sv,     "commissioner"sv, "minister"sv, "charge"sv,
                               "chargé"sv,     "counsellor"sv, "counselor"sv,    "consul"sv,   "secretary"sv,
                               "attache"sv,    "attaché"sv,    "diplomat"sv,     "official"sv, "staff"sv};

std::string lowest_common(std::string_view rank) {
  if (rank == "chargé") return "charge";
  if (rank == "attaché") return "attache";
  if (rank == "counselor") return "counsellor";
  if (rank == "commissioner") return "high-commissioner";
  return std::string(rank);
}

}  // namespace

// Steps that somebody has to go for.
static bool gives_notice(MoveKind kind) {
  switch (kind) {
    case MoveKind::expel:
    case MoveKind::expel_ambassador:
    case MoveKind::reduce:
    case MoveKind::close_consulate:
    case MoveKind::close_embassy:
    case MoveKind::withdraw:
    case MoveKind::recall:
    case MoveKind::downgrade:
    case MoveKind::suspend:
    case MoveKind::sever:
      return true;
    default:
      return false;
  }
}

Move move_of(const Tree& tree, const Match& match, MoveKind kind, const Lexicon& lexicon) {
  Move move;
  move.kind = kind;
  const auto clause = tree.subtree(match.frame.clause());
  // persons: the nouns bound by the form that name diplomats, with what is said of them ("two diplomats, including the
  // ambassador")
  std::size_t highest = kRanks.size();
  int persons = 0;
  bool counted = true;
  for (const int head : match.bound) {
    if (!lexicon.in_class("diplomats", tree.lemma(head)) && !lexicon.in_class("ambassadors", tree.lemma(head)))
      continue;
    const bool singular = tree.token(head).xpos == "NN" || tree.token(head).xpos == "NNP";
    const int number = tree.child(head, "nummod");
    const auto here = number >= 0 ? number_of_word(tree.lemma(number)) : singular ? std::optional(1) : std::nullopt;
    counted = counted && here;
    persons += here.value_or(0);
    for (const int word : tree.subtree(head))
      for (std::size_t r = 0; r < highest; ++r)
        if (tree.lemma(word) == kRanks[r] && !(kRanks[r] == "secretary" && tree.has_relation(word, "flat")))
          highest = r;
  }
  // "two diplomats, one of them the ambassador": wherever the parser hung the last words
  if (kind == MoveKind::expel && persons > 1)
    for (const int word : clause)
      if (word > match.frame.predicate && tree.lemma(word) == "ambassador") highest = 0;
  if (counted && persons > 0) move.count = persons;
  if (highest < kRanks.size()) move.rank = lowest_common(kRanks[highest]);
  for (std::size_t k = 0; k < clause.size(); ++k) {
    const auto& lemma = tree.lemma(clause[k]);
    const auto next = k + 1 < clause.size() ? std::string_view(tree.lemma(clause[k + 1])) : ""sv;
    if (lemma == "immediately" || (lemma == "immediate" && next == "effect") ||
        (lemma == "once" && clause[k] > 0 && tree.lemma(clause[k] - 1) == "at") || lemma == "instantly")
      move.immediate = true;
    if (lemma == "retaliation" || lemma == "reciprocal" || lemma == "tit" || lemma == "retaliatory" ||
        (lemma == "response" && clause[k] > 0 && tree.lemma(clause[k] - 1) == "in"))
      move.reciprocal = true;
    if (lemma == "security" && next == "reason") move.motive = Motive::security;
    if (lemma == "budget" || lemma == "budgetary") move.motive = Motive::budget;
  }
  if (gives_notice(kind)) move.notice_hours = notice_hours(tree, lexicon);
  if (kind == MoveKind::close_embassy || kind == MoveKind::close_consulate)
    for (const int head : match.bound) {
      const int possessor = tree.child(head, "nmod:poss");
      if (possessor >= 0 && tree.token(possessor).upos == Upos::pron) move.whose = MissionOwner::own;
    }
  return move;
}

namespace {

std::optional<Place> place_at(const Tree& tree, int word, const World& world) {
  const auto record = world.place(tree.sentence(), word);
  if (!record) return {};
  const auto& token = tree.token(word);
  return Place{token.form,       Span{token.begin, token.end}, record->name, record->country, record->latitude,
               record->longitude};
}

// The town that force hits is where it is done: "shelled Basra", "attacked the town of Basra". One that only the
// gazetteer has must lie in the country of a recipient.
std::optional<Place> town_hit(const Tree& tree, const Match& match, const std::vector<Mention>& recipients,
                              const World& world) {
  std::vector<int> words;
  for (const int hit : match.recipients) {
    words.push_back(hit);
    for (const int c : tree.children(hit))
      if (tree.has_relation(c, "nmod") && tree.preposition(c) == "of") words.push_back(c);
  }
  for (const int word : words) {
    const auto& token = tree.token(word);
    if (token.upos != Upos::propn) continue;
    if (auto place = place_at(tree, word, world)) {
      if (place->latitude) return place;
      continue;
    }
    for (const auto& city : world.cities_named(token.form))
      if (std::any_of(recipients.begin(), recipients.end(),
                      [&](const Mention& each) { return each.country == city.country; }))
        return Place{token.form, Span{token.begin, token.end}, city.name, city.country, city.latitude, city.longitude};
  }
  return {};
}

}  // namespace

std::optional<Place> place_of(const Tree& tree, const Match& match, const std::string& type,
                              const std::vector<Mention>& recipients, const World& world) {
  if (type == "ASSAULT")
    if (auto town = town_hit(tree, match, recipients, world)) return town;
  for (const auto& oblique : match.frame.obliques) {
    if (oblique.preposition != "in" && oblique.preposition != "at" && oblique.preposition != "near" &&
        oblique.preposition != "outside")
      continue;
    if (auto place = place_at(tree, oblique.head, world)) return place;
  }
  return {};
}

std::vector<std::string> contexts_of(const Tree& tree, const Match& match, const EventCode& code,
                                     const Lexicon& lexicon) {
  std::vector<std::string> contexts = code.contexts;
  const auto add = [&](std::string_view context) {
    if (!context.empty() && !among(contexts, context)) contexts.emplace_back(context);
  };
  for (const int word : tree.subtree(match.frame.clause())) add(lexicon.context_of(tree.lemma(word)));
  return contexts;
}

}  // namespace demarche
