// Nouns that mean several at once: "Nigerian and British forces", "the two countries", "both sides".
#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/document_text.h"
#include "events/mention_lists.h"
#include "events/mention_words.h"
#include "events/mentions.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kPartners = {"side"sv, "government"sv, "neighbour"sv, "neighbor"sv, "leader"sv, "minister"sv};
constexpr std::array kMissions = {"embassy"sv, "legation"sv, "mission"sv, "consulate"sv};

}  // namespace

// "British and EU negotiators", "Nigerian and British forces": a plural word for those who act, of two nations.
std::vector<Mention> MentionReader::of_two_nations(int head) const {
  const Tree& tree = this->tree();
  std::vector<Mention> found;
  if (tree.token(head).xpos != "NNS" || !world_.is_agent_word(tree.lemma(head)) || among(kMissions, tree.lemma(head)))
    return found;
  for (const int first : tree.children(head)) {
    if (!tree.has_relation(first, "amod") && !tree.has_relation(first, "compound")) continue;
    // the second hangs on the first, or as the first does behind "and"
    for (int second = first + 1; second < head; ++second) {
      const bool beside = second == first + 2 && tree.head(second) == head && tree.lemma(first + 1) == "and";
      if (!beside && !(tree.head(second) == first && tree.has_relation(second, "conj"))) continue;
      for (const int nation : {first, second}) {
        auto who = world_.resolve(world_.name_of(country_named(nation)) + "'s " + tree.lemma(head), document_.date);
        if (!who || who->country.empty()) return {};
        Mention one = mention(head);
        identify(one, *who);
        one.score = 0.8 * who->score;
        one.why = "'" + tree.token(nation).form + "' of two nations that share '" + tree.lemma(head) + "'";
        const Token& last = tree.token(nation == first ? first : head);
        one.span = Span{tree.token(nation).begin, last.end};
        one.text = text_at(document_, one.in_title, *one.span);
        found.push_back(std::move(one));
      }
      if (found[0].country == found[1].country) return {};
      return found;
    }
  }
  return found;
}

// The country that an adjective or a name of nation stands for; empty: none.
std::string MentionReader::country_named(int word) const {
  const auto who = world_.resolve(tree().token(word).form, document_.date);
  return who ? who->country : std::string();
}

std::vector<Mention> MentionReader::both(int head) const {
  if (auto found = of_two_nations(head); !found.empty()) return found;
  const auto& lemma = tree().lemma(head);
  if (tree().token(head).xpos != "NNS" || !(among(kCountryNouns, lemma) || among(kPartners, lemma))) return {};
  const auto& children = tree().children(head);
  const bool two = std::any_of(children.begin(), children.end(),
                               [&](int c) { return tree().lemma(c) == "two" || tree().lemma(c) == "both"; });
  if (!two) return {};
  std::vector<std::string> states;
  const auto note = [&](const Antecedent& each) {
    if (!each.who || each.who->country.empty() || states.size() == 2) return;
    add_once(states, each.who->country);
  };
  for (int i = head - 1; i >= 0; --i)
    if (const auto each = antecedent(recent_.size() - 1, i)) note(*each);
  for (Place place = recent_.size() - 1; place-- > 0 && states.size() < 2;) {
    const auto& named = antecedents_at(place);
    for (auto each = named.rbegin(); each != named.rend(); ++each) note(*each);
  }
  std::vector<Mention> found;
  if (states.size() < 2) return found;
  for (auto state = states.rbegin(); state != states.rend(); ++state)
    if (const auto who = world_.resolve(*state, document_.date)) {
      Mention one = mention(head);
      identify(one, *who);
      one.score = 0.7 * who->score;
      one.why = "'" + one.text + "': of the two named before";
      found.push_back(std::move(one));
    }
  return found;
}

}  // namespace demarche
