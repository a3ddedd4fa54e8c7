// Who took whose side after an event.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "series/signed_ties.h"
#include "series/steps.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"neither", "with a", "with b"};

SideTaken side_by(double toward_a, double toward_b, double threshold) {
  const double lean = toward_a - toward_b;
  return lean >= threshold ? SideTaken::with_a : lean <= -threshold ? SideTaken::with_b : SideTaken::neither;
}

}  // namespace

std::string_view name_of(SideTaken taken) { return kNames[static_cast<std::size_t>(taken)]; }

std::vector<ThirdParty> sides_after(std::span<const SeriesEvent> events, const std::string& a, const std::string& b,
                                    Date day, const SidesOptions& options) {
  const StandingFilter standing{options.include_claimed, options.include_undone};
  const Date first = day.plus_days(-options.days - 1), last = day.plus_days(options.days);
  std::vector<const SeriesEvent*> near;
  for (const auto& event : events)
    if (standing.counts(event) && event.date >= first && event.date <= last && !event.actor.empty() &&
        event.actor != a && event.actor != b && (event.recipient == a || event.recipient == b))
      near.push_back(&event);
  in_fixed_order(near);

  std::map<std::string, ThirdParty> parties;
  for (const auto* event : near) {
    const bool before = event->date < day, to_a = event->recipient == a;
    auto& party = parties[event->actor];
    (before ? (to_a ? party.before_a : party.before_b) : (to_a ? party.toward_a : party.toward_b)) +=
        value_of(*event, options.measure).value_or(0);
    const auto known = [&] { return std::find(party.acts.begin(), party.acts.end(), event->id) != party.acts.end(); };
    if (!before && !event->id.empty() && !known()) party.acts.push_back(event->id);
    party.side = before ? party.side : event->actor;
  }

  std::vector<ThirdParty> acted;
  for (auto& [side, party] : parties) {
    if (party.side.empty()) continue;  // nothing from the day on
    party.taken = side_by(party.toward_a, party.toward_b, options.threshold);
    party.as_before = party.taken == side_by(party.before_a, party.before_b, options.threshold);
    acted.push_back(std::move(party));
  }
  std::stable_sort(acted.begin(), acted.end(), [](const ThirdParty& x, const ThirdParty& y) {
    return std::abs(x.toward_a - x.toward_b) > std::abs(y.toward_a - y.toward_b);
  });
  return acted;
}

}  // namespace demarche
