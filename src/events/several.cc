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

// "British and EU negotiators", "Iranian, Russian and Chinese troops": a plural word for those who act, of several
// nations.
std::vector<Mention> MentionReader::of_several_nations(int head) const {
  const Tree& tree = this->tree();
  if (tree.token(head).xpos != "NNS" || among(kMissions, tree.lemma(head))) return {};
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

std::vector<Mention> MentionReader::both(int head) const {
  if (auto found = of_several_nations(head); !found.empty()) return found;
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
