// What pronouns stand for: "he", "it", "their".
#include <array>

#include "base/among.h"
#include "base/letters.h"
#include "events/mention_words.h"
#include "events/mentions.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kPersonPronouns = {"he"sv, "she"sv, "him"sv, "her"sv, "his"sv, "hers"sv};
constexpr std::array kThingPronouns = {"it"sv, "its"sv};
constexpr std::array kGroupPronouns = {"they"sv, "them"sv, "their"sv, "theirs"sv};

// Newspapers and broadcasters tell the news; "it" and "they" behind them are seldom they.
bool is_medium(const Resolution* who) { return who && among(who->sectors, "MED"); }

// The verb whose subject acts in the clause of this one: "severed ties, accusing it" -> "severed".
int verb_of_subject(const Tree& tree, int verb) {
  for (int steps = 0; verb >= 0 && steps < tree.size(); ++steps) {
    const bool shared = tree.has_relation(verb, "advcl") || tree.has_relation(verb, "conj");
    if (!shared || tree.head(verb) < 0 || tree.child(verb, "nsubj") >= 0) break;
    verb = tree.head(verb);
  }
  return verb;
}

}  // namespace

// What a later word may stand for, if it names anything or stands in the way of those before it.
std::optional<MentionReader::Antecedent> MentionReader::antecedent(Place place, int word) const {
  const Tree& tree = tree_at(place);
  const Token& token = tree.token(word);
  if (token.upos == Upos::pron || token.upos == Upos::det) return {};
  if (!tree.is_nominal(word) && token.upos != Upos::adj) return {};
  const auto relation = base_relation(token.deprel);
  if (relation == "compound" || relation == "amod" || relation == "flat") return {};
  const bool subject = relation == "nsubj", name = token.upos == Upos::propn;
  // "the French ambassador, Sylvain Itte": whoever has that office
  const bool beside = relation == "appos" && name && tree.head(word) >= 0 && !resolved_at(place, word);
  const auto& who = resolved_at(place, beside ? tree.head(word) : word);
  if (!who && !(subject && (name || token.upos == Upos::noun))) return {};
  const bool plural = token.xpos == "NNS" || tree.child(word, "conj") >= 0;
  const bool by_office =
      who && !beside && who->kind == ActorKind::agent && !plural && names_person(lexicon_, tree.lemma(word));
  return Antecedent{.who = who ? &*who : nullptr,
                    .place = place,
                    .word = beside && who ? tree.head(word) : word,
                    .subject = subject,
                    .plural = plural,
                    .person = who ? is_person(*who) || by_office || beside : name,
                    .by_office = by_office};
}

const std::vector<MentionReader::Antecedent>& MentionReader::antecedents_at(Place place) const {
  Recent& recent = *recent_[place];
  if (!recent.antecedents) {
    std::vector<Antecedent> found;
    for (int i = 0; i < tree_at(place).size(); ++i)
      if (auto one = antecedent(place, i)) found.push_back(*one);
    recent.antecedents = std::move(found);
  }
  return *recent.antecedents;
}

std::optional<MentionReader::Antecedent> MentionReader::latest(Place place, int before, const Fits& fits) const {
  std::optional<Antecedent> any;
  for (int i = before - 1; i >= 0; --i) {
    const auto each = antecedent(place, i);
    if (!each || (!each->who && !each->person) || !fits(*each)) continue;
    if (each->subject) return each;
    if (!any) any = each;
  }
  while (!any && place-- > 0) {
    const auto& named = antecedents_at(place);
    // who the sentence is about, before those of its clauses
    const Tree& tree = tree_at(place);
    for (Antecedent each : named) {
      each.place = place;  // of a sentence that has moved since it was asked
      const int verb = tree.head(each.word);
      if (each.subject && each.who && verb >= 0 && tree.head(verb) < 0 && fits(each)) return each;
    }
    for (auto at = named.rbegin(); at != named.rend(); ++at) {
      Antecedent each = *at;
      each.place = place;
      if (!fits(each)) continue;
      if (!any || each.subject) any = each;
      if (each.subject) return any;
    }
  }
  return any;
}

// Whether the words of a phrase say that it is one of the other sex: "the Queen", "Mr Rama".
bool MentionReader::is_of_other_sex(const Antecedent& each, bool woman) const {
  const Tree& tree = tree_at(each.place);
  for (const int word : words_of_phrase(tree, each.word)) {
    if (lexicon_.in_class("women", tree.lemma(word))) return !woman;
    if (lexicon_.in_class("men", tree.lemma(word))) return woman;
  }
  return false;
}

// "Malaysia, whose prime minister telephoned": the noun that the clause is about.
std::optional<MentionReader::Antecedent> MentionReader::by_relative_clause(Place place, int pronoun) const {
  const Tree& tree = tree_at(place);
  int clause = pronoun;
  for (int steps = 0; clause >= 0 && steps < tree.size() && !tree.has_relation(clause, "acl"); ++steps)
    clause = tree.head(clause);
  const int noun = clause < 0 ? -1 : tree.head(clause);
  if (noun < 0 || noun > pronoun) return {};
  return antecedent(place, noun);
}

std::optional<MentionReader::Antecedent> MentionReader::antecedent_of(Place place, int pronoun) const {
  const Tree& here = tree_at(place);
  const std::string word = lower_ascii(here.token(pronoun).form);
  if (word == "whose") return by_relative_clause(place, pronoun);
  // "after the president pardoned him": who acts in a clause is not whom a plain pronoun of it names as acted on
  const bool acted_on =
      here.has_relation(pronoun, "obj") || here.has_relation(pronoun, "iobj") || here.has_relation(pronoun, "obl");
  const int acting = acted_on ? verb_of_subject(here, here.head(pronoun)) : -1;
  const auto acts_on_it = [&](const Antecedent& each) {
    return acted_on && each.place == place && each.subject && here.head(each.word) == acting;
  };
  if (among(kPersonPronouns, word)) {
    const bool woman = word[0] == 's' || word.starts_with("her");
    const auto fits = [&](const Antecedent& each) {
      return each.person && !acts_on_it(each) && !is_of_other_sex(each, woman);
    };
    // who is named comes before who is told of by an office alone, but for a sentence that names nobody
    const auto named = latest(place, pronoun, [&](const Antecedent& each) { return fits(each) && !each.by_office; });
    if (named && named->place == place) return named;
    const auto any = latest(place, pronoun, fits);
    return named && any && any->place <= named->place ? named : any;
  }
  if (among(kThingPronouns, word))
    return latest(place, pronoun, [&](const Antecedent& each) {
      const bool people = each.who && each.who->kind == ActorKind::people;
      return (!each.person || each.by_office) && !each.plural && !people && !acts_on_it(each) && !is_medium(each.who);
    });
  if (among(kGroupPronouns, word))
    return latest(place, pronoun, [&](const Antecedent& each) {
      const bool many = each.who && (each.who->kind == ActorKind::group || each.who->kind == ActorKind::people);
      return (each.plural || many) && !acts_on_it(each) && !is_medium(each.who);
    });
  return {};
}

std::optional<Resolution> MentionReader::by_pronoun(Place place, int pronoun) const {
  const auto found = antecedent_of(place, pronoun);
  if (!found || !found->who) return {};
  Resolution who = *found->who;
  who.score *= 0.7;
  who.why = "'" + lower_ascii(tree_at(place).token(pronoun).form) + "' for " + (who.name.empty() ? who.id : who.name);
  who.words = {pronoun};
  return who;
}

int MentionReader::stands_for(int word) const {
  if (tree().token(word).upos != Upos::pron && tree().token(word).deprel != "nmod:poss") return word;
  const Place here = recent_.size() - 1;
  const auto found = antecedent_of(here, word);
  return found && found->place == here ? found->word : word;
}

}  // namespace demarche
