// Nouns that mean several at once: "Nigerian and British forces", "the two countries", "both sides".
#include <algorithm>

#include "base/among.h"
#include "events/document_text.h"
#include "events/mention_lists.h"
#include "events/mention_words.h"
#include "events/mentions.h"

namespace demarche {
// "British and EU negotiators", "Iranian, Russian and Chinese troops": a plural word for those who act, of several
// nations.
std::vector<Mention> MentionReader::of_several_nations(int head) const {
  const Tree& tree = this->tree();
  const auto& noun = tree.lemma(head);
  if (tree.token(head).xpos != "NNS" || lexicon_.in_class("embassies", noun) || lexicon_.in_class("consulates", noun))
    return {};
  const auto owners = world_.resolve_all(tree.sentence(), head, document_.date);
  if (owners.size() < 2) return {};
  std::vector<Mention> found;
  for (const auto& who : owners) {
    Mention one = mention(head);
    identify(one, who);
    one.score = 0.8 * who.score;
    one.why = who.why + ", of several nations that share '" + tree.lemma(head) + "'";
    one.span = Span{tree.token(who.words.front()).begin, tree.token(who.words.back()).end};
    one.text = text_at(document_, one.in_title, *one.span);
    found.push_back(std::move(one));
  }
  return found;
}

// How many "both", "all three", "the two sides", "both countries", "the three governments" mean; 0: it is no such word.
std::size_t MentionReader::how_many(int head) const {
  const Tree& tree = this->tree();
  const auto count = [](const std::string& lemma) -> std::size_t {
    return lemma == "both" || lemma == "two" ? 2 : lemma == "three" ? 3 : lemma == "four" ? 4 : 0;
  };
  const auto& lemma = tree.lemma(head);
  const auto& children = tree.children(head);
  const auto relation = base_relation(tree.token(head).deprel);
  const bool party = relation == "nsubj" || relation == "obj" || relation == "iobj" || relation == "obl";
  const bool all = std::any_of(children.begin(), children.end(), [&](int c) { return tree.lemma(c) == "all"; });
  if (party && (lemma == "both" || (all && count(lemma) > 0))) return count(lemma);
  if (lemma == "side" && std::any_of(children.begin(), children.end(), [&](int c) { return tree.lemma(c) == "each"; }))
    return 2;
  if (tree.token(head).xpos != "NNS" ||
      !(lexicon_.in_class("country-nouns", lemma) || lexicon_.in_class("counterparts", lemma)))
    return 0;
  for (const int c : children)
    if (const auto said = count(tree.lemma(c)); said > 0) return said;
  return 0;
}

// So many that a sentence before coordinates as its subject: "Sudan's army and the Rapid Support Forces signed". Of
// persons the states.
std::vector<Resolution> MentionReader::coordinated_before(std::size_t count) const {
  for (Place place = recent_.size() - 1; place-- > 0;) {
    const Tree& tree = tree_at(place);
    for (int i = 0; i < tree.size(); ++i) {
      if (!tree.has_relation(i, "nsubj") || tree.child(i, "conj") < 0) continue;
      const auto heads = tree.coordinated(i);
      std::vector<Resolution> sides;
      for (const int one : heads) {
        auto who = resolved_at(place, one);
        if (who && is_person(*who) && !who->country.empty()) who = world_.resolve(who->country, document_.date);
        const auto same = [&](const Resolution& each) { return each.id == who->id; };
        if (who && std::none_of(sides.begin(), sides.end(), same)) sides.push_back(std::move(*who));
      }
      if (heads.size() == count && sides.size() == count) return sides;
    }
  }
  return {};
}

// Those that such a word means: so many named before in the sentence, coordinated by a sentence before, named most
// often by the story, named last.
std::vector<Resolution> MentionReader::those_before(int head, std::size_t count) const {
  std::vector<std::string> states;  // the last first
  const auto note = [&](const std::string& country) {
    if (!country.empty() && states.size() < count) add_once(states, country);
  };
  const bool acts = tree().has_relation(head, "nsubj");
  for (int i = head - 1; i >= 0; --i)
    if (const auto each = antecedent(recent_.size() - 1, i); each && each->who && (acts || !each->subject))
      note(each->who->country);
  if (states.size() < count)
    if (auto sides = coordinated_before(count); !sides.empty()) return sides;
  // those whom the whole story is about, where it names others less often
  if (states.size() < count) {
    const auto told = world_.states_in(document_.title + "\n" + document_.text);
    if (told.size() == count || (told.size() > count && told[count - 1].second > told[count].second)) {
      states.clear();
      for (std::size_t i = 0; i < count; ++i) states.insert(states.begin(), told[i].first);
    }
  }
  for (Place place = recent_.size() - 1; place-- > 0 && states.size() < count;) {
    const auto& named = antecedents_at(place);
    for (auto each = named.rbegin(); each != named.rend(); ++each)
      if (each->who) note(each->who->country);
  }
  std::vector<Resolution> sides;
  for (auto state = states.rbegin(); state != states.rend(); ++state)
    if (auto who = world_.resolve(*state, document_.date)) sides.push_back(std::move(*who));
  return sides;
}

std::vector<Mention> MentionReader::several(int head) const {
  if (auto found = of_several_nations(head); !found.empty()) return found;
  std::vector<Mention> found;
  const auto count = how_many(head);
  if (count == 0) return found;
  const auto sides = those_before(head, count);
  if (sides.size() < count) return found;
  for (const auto& who : sides) {
    Mention one = mention(head);
    identify(one, who);
    one.score = 0.7 * who.score;
    one.why = "'" + one.text + "': of those named before";
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace demarche
