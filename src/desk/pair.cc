// Two countries: where they stand, how they came there, who says what, who stands with whom.
#include <algorithm>
#include <map>

#include "brief.h"
#include "dealings.h"
#include "desk/desk.h"
#include "desk/standing.h"

namespace demarche {
namespace {

constexpr std::size_t kMostActs = 500;
constexpr int kRecentDays = 365;
constexpr int kMonthlyDays = 3652;  // a longer series is told by year

bool has_side(const Act& act, const std::string& side) {
  return std::find(act.actors.begin(), act.actors.end(), side) != act.actors.end() ||
         std::find(act.recipients.begin(), act.recipients.end(), side) != act.recipients.end();
}

std::string side_of_speaker(const Claim& claim) {
  if (!claim.on_behalf_of.empty()) return claim.on_behalf_of;
  return claim.speaker.country.empty() ? claim.speaker.id : claim.speaker.country;
}

bool denies(Stance stance) {
  return stance == Stance::denies || stance == Stance::declines || stance == Stance::retracts;
}

// What one page on a pair is made from, up to a day: from the shelf, or read anew where only what was known by another
// day counts. Borrowed.
struct ToldOfPair {
  std::vector<const Act*> between;                               // the two, by date
  std::span<const Act> moves;                                    // of anybody: what a move is compared with
  std::span<const SeriesEvent> dealings;                         // of anybody
  std::vector<const Claim*> claims;                              // of either
  std::function<const Act*(const std::string& id)> act_told_by;  // by the id of an act or of one of its reports
};

bool is_between(const Act& act, const PairAsked& asked) {
  return act.date && act.date->begin <= asked.day && has_side(act, asked.a) && has_side(act, asked.b);
}

class PairPage {
 public:
  PairPage(const PairAsked& asked, const ToldOfPair& told, const PairActs& acts, const Parts& parts)
      : asked_(asked), told_(told), acts_(acts), parts_(parts), between_(told.between) {}

  Json json(const Json& series) const {
    const auto state = acts_.state(asked_.day);
    Json page = {{"a", parts_.name(asked_.a)},
                 {"b", parts_.name(asked_.b)},
                 {"day", asked_.day.text()},
                 {"known_by", json_or_null(asked_.known_by)},
                 {"state", state_json(state, acts_.up_to(asked_.day), parts_)},
                 {"moves", moves(state)},
                 {"acts", Json::array()},
                 {"acts_total", between_.size()},
                 {"rungs", rungs_json(acts_, parts_)},
                 {"series", series},
                 {"claims", claims()}};
    for (std::size_t i = between_.size() > kMostActs ? between_.size() - kMostActs : 0; i < between_.size(); ++i)
      page["acts"].push_back(parts_.act(*between_[i]));
    const auto* harshest = harshest_lately();
    page["third_parties"] = harshest ? third_parties(harshest->date->begin) : Json::array();
    page["stances_from"] = harshest ? Json(harshest->date->begin.text()) : Json();
    page["ties"] = Json::array();
    for (const auto& tie : parts_.world().ties_of(asked_.a, asked_.day))
      if ((tie.from == asked_.a ? tie.to : tie.from) == asked_.b) page["ties"].push_back(parts_.tie(tie));
    page["first_day"] = between_.empty() ? Json() : Json(between_.front()->date->begin.text());
    page["last_day"] = between_.empty() ? Json() : Json(between_.back()->date->begin.text());
    return page;
  }

 private:
  Json moves(const PairState& state) const {
    Json list = Json::array();
    for (const auto* act : state.moves) {
      const auto severity = severity_of(*act, told_.moves);
      list.push_back({{"act", parts_.act(*act)},
                      {"severity", severity.band > 0 ? text_of(severity, *act) : std::string()},
                      {"skipped", severity.skipped},
                      {"for_safety", severity.for_safety}});
    }
    return list;
  }

  const Act* harshest_lately() const {
    const Act* harshest = nullptr;
    for (const auto* act : between_)
      if (asked_.day.days_since(act->date->begin) <= kRecentDays && band_of(act->move) > 0 &&
          (!harshest || band_of(act->move) >= band_of(harshest->move)))
        harshest = act;
    return harshest;
  }

  // What a claim is about, also where it answers another claim.
  const Act* subject_of(const Claim& claim) const {
    const Claim* at = &claim;
    for (int steps = 0; at && steps < 4; ++steps) {
      if (const auto* found = at->about.empty() ? nullptr : told_.act_told_by(at->about)) return found;
      const std::string& next = at->answers.empty() ? at->about : at->answers;
      at = nullptr;
      for (const auto* other : told_.claims)
        if (!next.empty() && other->id == next) at = other;
    }
    return nullptr;
  }

  // Claims of the two on one another, by what they are about: those that say so beside those that deny it.
  Json claims() const {
    struct Group {
      const Act* about = nullptr;
      Json asserted = Json::array(), denied = Json::array();
    };
    std::vector<Group> groups;
    for (const auto* claim : told_.claims) {
      const auto speaker = side_of_speaker(*claim);
      const auto* about = subject_of(*claim);
      const bool between = about && has_side(*about, asked_.a) && has_side(*about, asked_.b);
      const std::string toward = claim->toward ? claim->toward->country : std::string();
      const bool of_pair = (speaker == asked_.a && toward == asked_.b) || (speaker == asked_.b && toward == asked_.a);
      if (!between && !of_pair) continue;
      const auto* subject = between ? about : nullptr;
      auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) { return each.about == subject; });
      if (group == groups.end()) {
        groups.push_back({subject});
        group = std::prev(groups.end());
      }
      (denies(claim->stance) ? group->denied : group->asserted).push_back(parts_.claim(*claim));
    }
    // those with both sides first
    std::stable_sort(groups.begin(), groups.end(), [](const Group& x, const Group& y) {
      const auto both = [](const Group& each) { return !each.asserted.empty() && !each.denied.empty(); };
      return both(x) > both(y);
    });
    Json list = Json::array();
    for (auto& group : groups)
      list.push_back({{"about", parts_.brief_or_null(group.about)},
                      {"asserted", std::move(group.asserted)},
                      {"denied", std::move(group.denied)}});
    return list;
  }

  Json third_parties(Date day) const {
    std::map<std::string, Json> said;
    for (const auto* claim : told_.claims) {
      const auto speaker = side_of_speaker(*claim);
      if (speaker.empty() || speaker == asked_.a || speaker == asked_.b) continue;
      if (!claim->said || claim->said->begin < day || claim->said->begin > day.plus_days(kStanceDays)) continue;
      const auto* about = subject_of(*claim);
      const std::string toward = claim->toward ? claim->toward->country : std::string();
      if (toward != asked_.a && toward != asked_.b &&
          !(about && has_side(*about, asked_.a) && has_side(*about, asked_.b)))
        continue;
      said[speaker].push_back(parts_.claim(*claim));
    }
    Json list = Json::array();
    SidesOptions options;
    options.days = kStanceDays;
    for (const auto& party : sides_after(told_.dealings, asked_.a, asked_.b, day, options)) {
      const auto claims = said.find(party.side);
      list.push_back(third_party(party, claims == said.end() ? Json::array() : claims->second));
      if (claims != said.end()) said.erase(claims);
    }
    for (auto& [side, claims] : said) {
      ThirdParty party;
      party.side = side;
      list.push_back(third_party(party, std::move(claims)));
    }
    return list;
  }

  Json third_party(const ThirdParty& party, Json claims) const {
    Json acts = Json::array();
    for (const auto& id : party.acts)
      if (const auto* found = told_.act_told_by(id)) acts.push_back(parts_.brief(*found));
    static constexpr const char* kTaken[] = {"neither", "with_a", "with_b"};
    return {{"party", parts_.name(party.side)}, {"taken", kTaken[static_cast<int>(party.taken)]},
            {"as_before", party.as_before},     {"toward_a", party.toward_a},
            {"toward_b", party.toward_b},       {"acts", std::move(acts)},
            {"claims", std::move(claims)}};
  }

  static constexpr int kStanceDays = 30;
  const PairAsked& asked_;
  const ToldOfPair& told_;
  const PairActs& acts_;
  const Parts& parts_;
  const std::vector<const Act*>& between_;
};

bool touches(const Claim& claim, const std::string& side) {
  return claim.on_behalf_of == side || claim.speaker.country == side || claim.speaker.id == side ||
         (claim.toward && (claim.toward->country == side || claim.toward->id == side));
}

}  // namespace

Result<Json> pair_page(Ledger& ledger, const Shelf& shelf, const ReferenceWorks& works, const PairAsked& asked) {
  const Parts parts(shelf, works);
  SeriesAsked of_pair;
  of_pair.a = asked.a;
  of_pair.b = asked.b;
  of_pair.to = asked.day;
  of_pair.known_by = asked.known_by;
  for (const auto& event : shelf.dealings)
    if ((event.actor == asked.a && event.recipient == asked.b) ||
        (event.actor == asked.b && event.recipient == asked.a))
      if (asked.day.days_since(event.date) > kMonthlyDays) of_pair.step = Step::year;
  const auto series = series_page(ledger, shelf, works, of_pair);
  if (!series) return tl::unexpected(series.error());
  ToldOfPair told;
  if (asked.known_by) {
    const auto record = read_pair(ledger, asked.a, asked.b, asked.day, asked.known_by);
    if (!record) return tl::unexpected(record.error());
    std::map<std::string, const Act*> by_id;
    for (const auto& act : record->acts) {
      if (is_between(act, asked)) told.between.push_back(&act);
      by_id[act.id] = &act;
      for (const auto* report : act.reports) by_id.emplace(report->id, &act);
    }
    for (const auto& claim : record->claims) told.claims.push_back(&claim);
    const auto dealings = dealings_of(record->acts);
    told.moves = record->acts;
    told.dealings = dealings;
    told.act_told_by = [&](const std::string& id) {
      const auto found = by_id.find(id);
      return found == by_id.end() ? nullptr : found->second;
    };
    return PairPage(asked, told, PairActs(record->acts, works, asked.a, asked.b, asked.known_by), parts).json(*series);
  }
  for (const auto* act : shelf.acts_of(asked.a))
    if (is_between(*act, asked)) told.between.push_back(act);
  for (const auto& claim : shelf.claims)
    if ((touches(claim, asked.a) || touches(claim, asked.b)) && (!claim.said || claim.said->begin <= asked.day))
      told.claims.push_back(&claim);
  told.moves = shelf.moves;
  told.dealings = shelf.dealings;
  told.act_told_by = [&](const std::string& id) { return shelf.act_told_by(id); };
  return PairPage(asked, told, PairActs(shelf, works, asked.a, asked.b), parts).json(*series);
}

}  // namespace demarche
