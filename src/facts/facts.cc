#include "facts/facts.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/among.h"
#include "base/letters.h"
#include "events/dates.h"
#include "events/tree.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

class SentenceFacts {
 public:
  SentenceFacts(const Sentence& sentence, std::size_t index, std::string_view text, std::optional<Date> on,
                const FactWords& words, const World& world)
      : tree_(sentence), words_(words), world_(world), on_(on), expressions_(time_expressions(tree_, on)) {
    base_.sentence = index;
    base_.in_title = sentence.in_title;
    base_.span = {sentence.begin, sentence.end};
    base_.text = std::string(text);
  }

  std::vector<StandingFact> read() {
    for (int word = 0; word < tree_.size(); ++word) {
      const std::string& lemma = tree_.lemma(word);
      if (tree_.is_verbal(word)) {
        if (among(words_.member.begins, lemma)) membership_of_verb(word, FactTime::begins);
        if (among(words_.member.ends, lemma)) membership_of_verb(word, FactTime::ends);
        if (among(words_.relations.has, lemma)) relations_of_verb(word);
      } else if (tree_.is_nominal(word)) {
        if (among(words_.member.is, lemma)) membership_of_noun(word);
        if (among(words_.capital.is, lemma)) capital_of_noun(word);
        office(word);
        office_in_front(word);
      }
    }
    return std::move(facts_);
  }

 private:
  std::optional<Resolution> who(int word, ActorKind kind) const {
    auto found = world_.resolve(tree_.sentence(), word, on_);
    if (!found || found->kind != kind) return {};
    return found;
  }
  std::vector<std::string> all(int word, ActorKind kind) const {
    std::vector<std::string> ids;
    for (const int each : tree_.coordinated(word))
      if (const auto found = who(each, kind)) ids.push_back(found->id);
    return ids;
  }

  bool negated(int word) const {
    static constexpr std::array kNot = {"not"sv, "n't"sv, "never"sv, "no"sv, "no_longer"sv, "neither"sv};
    return std::any_of(tree_.children(word).begin(), tree_.children(word).end(), [&](int child) {
      return among(kNot, tree_.lemma(child)) &&
             (tree_.has_relation(child, "advmod") || tree_.has_relation(child, "det"));
    });
  }
  // What is hoped, planned or asked is no fact.
  bool is_open(int word) const {
    for (int at = word; at >= 0; at = tree_.head(at)) {
      for (const int child : tree_.children(at)) {
        if (tree_.has_relation(child, "aux") && tree_.lemma(child) != "have" && tree_.lemma(child) != "be" &&
            tree_.lemma(child) != "do")
          return true;
        if (tree_.has_relation(child, "mark") && (tree_.lemma(child) == "if" || tree_.lemma(child) == "whether"))
          return true;
      }
      if (tree_.has_relation(at, "xcomp") || tree_.has_relation(at, "acl")) {
        const auto mark = tree_.subordinator(at);
        if (mark == "to") return true;
      }
    }
    return false;
  }
  bool asks() const {
    const auto& tokens = tree_.sentence().tokens;
    return !tokens.empty() && tokens.back().form == "?";
  }

  // The time expression nearest to a word among those below it, else the only one of the sentence.
  const TimeExpression* expression_near(int word) const {
    const TimeExpression* below = nullptr;
    for (const auto& expression : expressions_)
      if (tree_.dominates(word, expression.last) || tree_.dominates(word, expression.first))
        if (!below) below = &expression;
    if (below) return below;
    return nullptr;
  }
  void date(StandingFact& fact, int word) const {
    const auto* expression = expression_near(word);
    if (!expression || !expression->period) return;
    fact.when = expression->period;
    const int before = expression->first - 1;
    const bool since = (before >= 0 && tree_.lemma(before) == "since") || tree_.lemma(expression->first) == "since";
    if (since && fact.time == FactTime::holds) fact.time = FactTime::since;
    const bool until = before >= 0 && (tree_.lemma(before) == "until" || tree_.lemma(before) == "till");
    if (until && fact.time == FactTime::holds) fact.time = FactTime::ends;
  }

  int subject_of(int predicate) const {
    for (const auto relation : {"nsubj", "nsubj:pass"})
      if (const int subject = tree_.child(predicate, relation); subject >= 0) return antecedent(subject);
    // "Albania, which joined NATO": the noun it is said of; "said it joined": none
    if (tree_.has_relation(predicate, "acl") && tree_.head(predicate) >= 0) return tree_.head(predicate);
    if (tree_.has_relation(predicate, "conj") && tree_.head(predicate) >= 0) return subject_of(tree_.head(predicate));
    return -1;
  }
  int antecedent(int subject) const {
    static constexpr std::array kRelative = {"which"sv, "who"sv, "that"sv};
    if (!among(kRelative, tree_.lemma(subject))) return subject;
    for (int at = subject; at >= 0; at = tree_.head(at))
      if (tree_.has_relation(at, "acl")) return tree_.head(at);
    return subject;
  }

  void add(FactKind kind, FactTime time, const std::string& subject, const std::string& object, int word,
           bool negated_) {
    if (asks() || is_open(word)) return;
    StandingFact fact = base_;
    fact.kind = kind;
    fact.time = time;
    fact.subject = subject;
    fact.object = object;
    fact.negated = negated_;
    date(fact, word);
    const bool known = std::any_of(facts_.begin(), facts_.end(), [&](const StandingFact& each) {
      return each.kind == kind && each.subject == subject && each.object == object && each.time == fact.time;
    });
    if (!known) facts_.push_back(std::move(fact));
  }

  void membership_of_verb(int verb, FactTime time) {
    const int subject = subject_of(verb);
    if (subject < 0) return;
    for (const int child : tree_.children(verb)) {
      if (!tree_.has_relation(child, "obj") && !tree_.has_relation(child, "obl")) continue;
      const auto preposition = tree_.preposition(child);
      if (!preposition.empty() && preposition != "to" && preposition != "from") continue;
      for (const auto& organisation : all(child, ActorKind::organisation))
        for (const auto& state : all(subject, ActorKind::state))
          add(FactKind::member, time, state, organisation, verb, negated(verb));
    }
  }

  // The organisation of "member of NATO", "NATO member".
  std::vector<std::string> organisations_of(int noun) const {
    for (const int child : tree_.children(noun))
      if (tree_.has_relation(child, "nmod") || tree_.has_relation(child, "compound"))
        if (auto found = all(child, ActorKind::organisation); !found.empty()) return found;
    return {};
  }

  void membership_of_noun(int noun) {
    const auto organisations = organisations_of(noun);
    if (organisations.empty()) return;
    std::vector<std::string> states;
    if (tree_.child(noun, "cop") >= 0) {
      if (const int subject = subject_of(noun); subject >= 0) states = all(subject, ActorKind::state);
    } else if (tree_.has_relation(noun, "appos")) {
      states = all(tree_.head(noun), ActorKind::state);
    } else if (tree_.has_relation(noun, "xcomp") && tree_.head(noun) >= 0 &&
               tree_.lemma(tree_.head(noun)) == "become") {
      if (const int subject = subject_of(tree_.head(noun)); subject >= 0)
        for (const auto& state : all(subject, ActorKind::state))
          for (const auto& organisation : organisations)
            add(FactKind::member, FactTime::begins, state, organisation, tree_.head(noun), negated(tree_.head(noun)));
      return;
    } else if (const int named = tree_.child(noun, "appos"); named >= 0) {
      states = all(named, ActorKind::state);  // "NATO member Albania"
    }
    for (const auto& state : states)
      for (const auto& organisation : organisations)
        add(FactKind::member, FactTime::holds, state, organisation, noun, negated(noun));
  }

  void relations_of_verb(int verb) {
    const int noun = tree_.child(verb, "obj");
    if (noun < 0 || !among(words_.relations.is, tree_.lemma(noun))) return;
    const bool diplomatic = std::any_of(tree_.children(noun).begin(), tree_.children(noun).end(),
                                        [&](int child) { return among(words_.relations.qualify, tree_.lemma(child)); });
    const int subject = subject_of(verb);
    if (!diplomatic || subject < 0) return;
    std::vector<std::string> others;
    for (const int above : {noun, verb})
      for (const int child : tree_.children(above))
        if ((tree_.has_relation(child, "nmod") || tree_.has_relation(child, "obl")) &&
            tree_.preposition(child) == "with")
          others = all(child, ActorKind::state);
    const bool none = negated(noun) || negated(verb);
    auto sides = all(subject, ActorKind::state);
    if (others.empty() && sides.size() == 2) {
      others = {sides.back()};
      sides.pop_back();
    }
    for (const auto& a : sides)
      for (const auto& b : others) add(FactKind::relations, FactTime::holds, a, b, verb, none);
  }

  void capital_of_noun(int noun) {
    std::vector<std::string> states;
    for (const int child : tree_.children(noun))
      if ((tree_.has_relation(child, "nmod") || tree_.has_relation(child, "amod")))
        if (auto found = all(child, ActorKind::state); !found.empty()) states = found;
    if (states.size() != 1) return;
    int named = -1;
    if (tree_.child(noun, "cop") >= 0)
      named = subject_of(noun);
    else if (tree_.has_relation(noun, "appos"))
      named = tree_.head(noun);
    else if (named = tree_.child(noun, "appos"); named < 0)
      named = name_in_front(noun);
    if (named < 0) return;
    const auto place = world_.place(tree_.sentence(), named);
    if (place) add(FactKind::capital, FactTime::holds, place->name, states.front(), noun, negated(noun));
  }

  // "In Casablanca, the capital of Morocco, few shops ...": the name before the comma, wherever the parser hung the
  // noun.
  int name_in_front(int noun) const {
    int first = noun;
    while (first > 0 && tree_.head(first - 1) == noun && !tree_.has_relation(first - 1, "punct")) --first;
    if (first < 2 || tree_.token(first - 1).form != "," || tree_.token(first - 2).upos != Upos::propn) return -1;
    int name = first - 2;
    while (tree_.has_relation(name, "flat") && tree_.head(name) >= 0) name = tree_.head(name);
    return name;
  }

  struct Title {
    std::string owner, role, written;
    bool not_held = false;
  };
  // "Sali Berisha, the prime minister of Albania": a person and, in apposition, an office with its owner.
  void office(int word) {
    const int other = tree_.child(word, "appos");
    if (other < 0) return;
    for (const auto& [person_word, title_word] : {std::pair(word, other), std::pair(other, word)}) {
      if (tree_.token(person_word).upos != Upos::propn || tree_.token(title_word).upos != Upos::noun) continue;
      const auto title = title_of(title_word);
      if (!title) continue;
      const auto person = person_named(person_word);
      if (!person) continue;
      add_office(*person, *title, title_word, false);
      return;
    }
  }

  // "Prime Minister Boris Johnson", "Iran's President Hassan Rouhani": an office that the world knows to be held, of
  // the person's own country where no other is named.
  void office_in_front(int person_word) {
    if (tree_.token(person_word).upos != Upos::propn || !on_) return;
    const int title_word = tree_.child(person_word, "nmod:desc");
    if (title_word < 0 || name_words(person_word).size() < 2) return;
    // "AU chairperson President X": of two titles each has an owner of its own
    for (const int child : tree_.children(title_word))
      if (tree_.is_nominal(child) && world_.is_agent_word(tree_.lemma(child))) return;
    const auto person = person_named(person_word);
    if (!person || person->country.empty()) return;
    const auto title = title_of(title_word, person->country);
    const auto holder = title ? world_.resolve(title->written, on_) : std::nullopt;
    if (holder && holder->kind == ActorKind::person) add_office(*person, *title, title_word, true);
  }

  // The person by name alone: what the title says must not decide who it is, nor the day who bears the name.
  std::optional<Resolution> person_named(int word) const {
    const std::string name = text_of(name_words(word));
    auto person = world_.resolve(name, on_);
    if (!person) person = world_.resolve(name, std::nullopt);
    if (!person || person->kind != ActorKind::person) return {};
    return person;
  }

  void add_office(const Resolution& person, const Title& title, int title_word, bool in_front) {
    StandingFact fact = base_;
    fact.kind = FactKind::office;
    fact.subject = person.id;
    fact.object = title.owner;
    fact.role = title.role;
    fact.office = title.written;
    fact.former = title.not_held;
    fact.in_front = in_front;
    date(fact, title_word);
    facts_.push_back(std::move(fact));
  }

  // "the then Israeli foreign minister", "the president of the European Commission"; where nobody is said to own it, of
  // the country given, or nothing.
  std::optional<Title> title_of(int noun, const std::string& country = {}) const {
    Title title;
    std::vector<int> own = {noun}, owner_before, owner_behind;
    for (const int child : tree_.children(noun)) {
      if (among(words_.office.not_held, tree_.lemma(child))) title.not_held = true;
      const bool behind = tree_.has_relation(child, "nmod") && child > noun;
      const bool before = child < noun && (tree_.has_relation(child, "amod") || tree_.has_relation(child, "nmod") ||
                                           tree_.has_relation(child, "compound"));
      if (!behind && !before && !tree_.has_relation(child, "amod")) continue;
      auto found = world_.resolve(tree_.sentence(), child, on_);
      // "president of the European Commission" may be one title to the world: the owner by its name alone
      if (behind && (!found || found->kind == ActorKind::person))
        found = world_.resolve(text_of(name_words(child)), on_);
      // "Israeli" by itself is its people
      const bool owns = found && title.owner.empty() && (behind ? tree_.preposition(child) == "of" : before) &&
                        (found->kind == ActorKind::state || found->kind == ActorKind::organisation ||
                         (found->kind == ActorKind::people && !found->country.empty()));
      if (owns) {
        title.owner = found->kind == ActorKind::people ? found->country : found->id;
        (behind ? owner_behind : owner_before) = name_words(child);
        if (const int the = tree_.child(child, "det"); behind && the >= 0) owner_behind.push_back(the);
      } else if (!behind && !tree_.has_relation(child, "nmod")) {
        own.push_back(child);
      }
    }
    if (title.owner.empty() && country.empty()) return {};
    // "East | German": a word of the owner's name that hangs on the title
    if (!owner_before.empty()) {
      const int first = owner_before.front();
      const auto belongs = [&](int each) { return each < first && tree_.token(each).upos == Upos::propn; };
      std::copy_if(own.begin(), own.end(), std::back_inserter(owner_before), belongs);
      std::erase_if(own, belongs);
    }
    title.role = lower_ascii(text_of(own));
    if (title.owner.empty()) {
      title.owner = country;
      title.written = title.role + " of " + world_.name_of(country);
      return title;
    }
    title.written =
        owner_behind.empty() ? text_of(owner_before) + " " + title.role : title.role + " of " + text_of(owner_behind);
    return title;
  }
  std::vector<int> name_words(int head) const {
    std::vector<int> words = {head};
    for (const int child : tree_.children(head))
      if (tree_.has_relation(child, "flat") || tree_.has_relation(child, "amod") ||
          (tree_.has_relation(child, "compound") && tree_.token(child).upos == Upos::propn))
        words.push_back(child);
    return words;
  }
  // The words in the order of the text.
  std::string text_of(std::vector<int> words) const {
    std::sort(words.begin(), words.end());
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool joined = i > 0 && !tree_.token(words[i] - 1).space_after;  // "Hans-Dietrich": the hyphen goes with it
      if (i > 0) text += joined ? between(words[i - 1], words[i]) : " ";
      text += tree_.token(words[i]).form;
    }
    return text;
  }
  std::string between(int before, int word) const {
    std::string text;
    for (int i = before + 1; i < word; ++i) text += tree_.token(i).form;
    return text;
  }

  const Tree tree_;
  const FactWords& words_;
  const World& world_;
  const std::optional<Date> on_;
  const std::vector<TimeExpression> expressions_;
  StandingFact base_;
  std::vector<StandingFact> facts_;
};

}  // namespace

std::string_view name_of(FactKind kind) {
  static constexpr std::array kNames = {"member"sv, "relations"sv, "capital"sv, "office"sv};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<StandingFact> standing_facts(const Sentence& sentence, std::size_t index, std::string_view text,
                                         std::optional<Date> on, const FactWords& words, const World& world) {
  return SentenceFacts(sentence, index, text, on, words, world).read();
}

}  // namespace demarche
