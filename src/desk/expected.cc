// Whether a hostile month was to be expected, by a model that is fitted once for a shelf.
#include <algorithm>

#include "desk/desk.h"

namespace demarche {

Result<FittedMonths> fitted_months(const Shelf& shelf, const ReferenceWorks& works) {
  std::vector<std::string> sides;
  for (const auto& event : shelf.dealings)
    for (const auto* side : {&event.actor, &event.recipient}) sides.push_back(*side);
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  const PairFactsTable facts(works.world, works.borders, sides);
  auto months = pair_months(shelf.dealings, {},
                            [&](const std::string& a, const std::string& b, Date day) { return facts.of(a, b, day); });
  if (!months) return tl::unexpected(months.error());
  auto model = fit(*months);
  if (!model) return tl::unexpected(model.error());
  auto calibration = calibrate(*model, *months);
  return FittedMonths{std::move(*months), std::move(*model), std::move(calibration)};
}

Result<Json> expected_page(const Shelf& shelf, const ReferenceWorks& works, const std::string& a, const std::string& b,
                           Date day) {
  const auto& fitted = shelf.fitted(works);
  if (!fitted) return tl::unexpected(fitted.error());
  const Date month = begin_of(Step::month, day);
  const auto sides = std::minmax(a, b);
  const auto found = std::find_if(fitted->months.begin(), fitted->months.end(), [&](const PairMonth& each) {
    return each.a == sides.first && each.b == sides.second && each.month == month;
  });
  if (found == fitted->months.end())
    return fail("the record has no covered month of the two with a full year before it on that day", {}, 0, 0,
                day.text());
  const Parts parts(shelf, works);
  Json json = {{"a", parts.name(a)},
               {"b", parts.name(b)},
               {"month", month.text()},
               {"probability", probability(fitted->model, *found)},
               {"hostile", found->hostile},
               {"contributions", Json::array()},
               {"months", fitted->model.months},
               {"hostile_months", fitted->model.hostile_months},
               {"brier", fitted->calibration.brier},
               {"brier_of_base", fitted->calibration.brier_of_base}};
  for (const auto& each : contributions(fitted->model, *found))
    json["contributions"].push_back(
        {{"covariate", name_of(each.covariate)}, {"log_odds", each.log_odds}, {"text", each.text}});
  return json;
}

}  // namespace demarche
