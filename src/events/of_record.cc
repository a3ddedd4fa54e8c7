// What is of the record: what states, and those in power, do to somebody; not what private persons do to one another.
#include <algorithm>

#include "events/mention_lists.h"
#include "events/parties.h"
#include "events/sectors.h"

namespace demarche {

namespace {

template <class Test>
bool any_of(const std::vector<Mention>& list, const Test& test) {
  return std::any_of(list.begin(), list.end(), test);
}

template <class Test>
bool all_of(const std::vector<Mention>& list, const Test& test) {
  return std::all_of(list.begin(), list.end(), test);
}

bool is_of_record(const EventCode& code, const Event& event) {
  if (any_known(event.actors) || any_known(event.recipients)) return true;
  // somebody in power and whom it acts on; protest makes anybody a power
  if (event.actors.empty()) return false;
  const auto in_power = [](const Mention& each) { return is_political(each.sectors); };
  const auto somebody = [](const Mention& each) { return !each.sectors.empty(); };
  const bool power =
      any_of(event.actors, in_power) || (any_of(event.actors, somebody) && any_of(event.recipients, in_power));
  return (power && (!event.recipients.empty() || event.actors.size() > 1)) || code.type == "PROTEST";
}

// Of a meeting its private sides are left out, unless a name meets somebody in power.
void drop_private_sides(Event& event) {
  const auto in_power = [](const Mention& each) {
    return is_political(each.sectors) && each.sectors.front() != "COP" && each.sectors.front() != "JUD";
  };
  const bool high = any_of(event.actors, in_power) || any_of(event.recipients, in_power);
  const auto is_private = [&](const Mention& each) {
    const bool name = !each.text.empty() && each.text[0] >= 'A' && each.text[0] <= 'Z';
    return each.sectors.empty() ? each.id.empty() && !(high && name) : is_press(each) || each.sectors.front() == "CVL";
  };
  if (!any_of(event.actors, is_private)) return;
  std::erase_if(event.actors, is_private);
  event.reciprocal = event.actors.size() > 1;
}

}  // namespace

std::string_view Parties::why_unfit(const Match& match, const EventCode& code, bool is_move, bool two_in_title,
                                    Event& event) const {
  const Entry& entry = *match.entry;
  if (!is_of_record(code, event)) {
    if (!is_move) return "nobody in it is known, or in power and acting on somebody";
    event.actors.clear();  // of whom a move is, the document may tell (pair_moves)
    event.recipients.clear();
    event.reciprocal = entry.reciprocal;
  }
  // a move whose other side the document's title names
  const bool open = is_move && ((event.actors.empty() && event.recipients.empty()) || two_in_title);
  if (code.type == "CONSULT") {
    const auto sides = event.actors.size();
    drop_private_sides(event);
    if (event.actors.size() < sides && event.actors.size() + event.recipients.size() < 2)
      return "a meeting with private persons or the press";
  }
  if (event.actors.empty() && !open && (entry.needs_actor || code.quad_code != 4)) return "it needs an actor";
  // talking to the press is telling
  const bool press_asked = !event.recipients.empty() && all_of(event.recipients, is_press) && !any_known(event.actors);
  if (code.type == "REQUEST" && (any_of(event.actors, is_press) || press_asked)) return "the press asks, and is told";
  // a government orders its own forces about
  const auto obeys = [&](const Mention& each) {
    return !each.sectors.empty() && (each.sectors.front() == "MIL" || each.id.ends_with(".GOV.MFA")) &&
           country_among(event.actors, each.country);
  };
  if (code.type == "REQUEST" && !event.actors.empty() && all_of(event.actors, is_state_power) &&
      !event.recipients.empty() && all_of(event.recipients, obeys))
    return "orders its own forces or envoys";
  // warns of what others do
  if (match.embedded_element && match.embedded_element->that_clause && entry.compose == "threaten" && !entry.claim &&
      !warns_of_own(match, event))
    return "warns of what others do";
  // what lions or floods do; weapons and blasts are somebody's
  const auto stands_for_somebody = [&](int head) {
    return mentions_.may_act(head) || is_means(tree_.lemma(head)) || tree_.has_relation(head, "amod") ||
           tree_.has_relation(head, "compound");
  };
  if (event.actors.empty() && code.type == "ASSAULT" && !match.actors.empty() &&
      std::none_of(match.actors.begin(), match.actors.end(), stands_for_somebody))
    return "done by no party";
  const auto trades = [](const Mention& each) { return !each.sectors.empty() && each.sectors.front() == "BUS"; };
  if (code.type == "MOBILIZE" && !event.actors.empty() && all_of(event.actors, trades))
    return "companies have no forces";
  const bool nobody = event.recipients.empty() || (code.quad_code != 4 && all_of(event.recipients, is_thing));
  if (entry.needs_recipient && nobody && !event.reciprocal && !open) return "it needs a recipient";
  const bool mutual_known = event.reciprocal && !event.actors.empty() && !event.actors.back().id.empty();
  if (entry.needs_state && !open && !any_known(event.recipients) && !mutual_known)
    return "it needs a recipient who is known";
  return {};
}

// "warned that it would attack": whoever warns is who will do it.
bool Parties::warns_of_own(const Match& match, const Event& event) const {
  const auto doers = mentions_of(subjects_of(tree_, match.embedded), true);
  return std::any_of(doers.begin(), doers.end(), [&](const Mention& each) {
    return country_among(event.actors, each.country.empty() ? each.id : each.country);
  });
}

}  // namespace demarche
