#include "events/mention_lists.h"

#include <algorithm>

namespace demarche {

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

bool any_known(const std::vector<Mention>& mentions) {
  return std::any_of(mentions.begin(), mentions.end(), [](const Mention& each) { return !each.id.empty(); });
}

void identify(Mention& mention, const Resolution& who) {
  mention.id = who.id;
  mention.country = who.country;
  mention.sectors = who.sectors;
  mention.name = who.name;
}

Mention understood(Mention mention, double certainty, std::string_view why) {
  mention.span.reset();
  mention.score *= certainty;
  mention.why += why;
  return mention;
}

}  // namespace demarche
