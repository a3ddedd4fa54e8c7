#include "brief.h"

#include <algorithm>
#include <map>
#include <set>

#include "briefing/phrases.h"
#include "dealings.h"
#include "expectation.h"
#include "relations/ledger_acts.h"

namespace demarche {
namespace {

// Records of either party, each once, in the ledger's order.
template <class Value, class Read>
Result<std::vector<Value>> of_either(const std::string& a, const std::string& b, Read read) {
  auto first = read(a);
  if (!first) return first;
  auto second = read(b);
  if (!second) return second;
  std::set<std::string> seen;
  for (const auto& value : *first) seen.insert(value.document + value.id);
  for (auto& value : *second)
    if (!seen.contains(value.document + value.id)) first->push_back(std::move(value));
  return first;
}

// How the two dealt with each other over time: by month, or by year where that is more than ten years.
struct PairSeries {
  Step step = Step::month;
  std::vector<SeriesPoint> points;
  std::vector<Turn> turns;
};
constexpr int kMonthly = 3652;  // days

Result<PairSeries> series_of_pair(Ledger& ledger, const std::string& a, const std::string& b, Date day,
                                  std::optional<Date> known_by) {
  DealingsQuery query;
  query.a = a;
  query.b = b;
  query.known_by = known_by;
  const auto dealings = dealings_of(ledger, query);
  if (!dealings) return tl::unexpected(dealings.error());
  PairSeries series;
  SeriesOptions options;
  options.a = a;
  options.b = b;
  for (const auto& event : dealings->events) {
    const bool between = (event.actor == a && event.recipient == b) || (event.actor == b && event.recipient == a);
    if (between && event.date <= day && (!options.from || event.date < *options.from)) options.from = event.date;
  }
  if (!options.from) return series;
  if (day.days_since(*options.from) > kMonthly) series.step = Step::year;
  options.step = series.step;
  options.to = day;
  options.also_covered = dealings->also_covered;
  auto points = series_of(dealings->events, options);
  if (!points) return tl::unexpected(points.error());
  series.points = std::move(*points);
  series.turns = turns_of(series.points, dealings->events, options);
  return series;
}

}  // namespace

std::vector<const Act*> PairRecord::between(const std::string& a, const std::string& b) const {
  std::vector<const Act*> found;
  const auto side = [](const Act& act, const std::string& party) {
    return std::count(act.actors.begin(), act.actors.end(), party) +
               std::count(act.recipients.begin(), act.recipients.end(), party) >
           0;
  };
  for (const auto& act : acts)
    if (side(act, a) && side(act, b)) found.push_back(&act);
  return found;
}

Result<PairRecord> read_pair(Ledger& ledger, const std::string& a, const std::string& b, Date until,
                             std::optional<Date> known_by) {
  // moves of all others are what a move is compared with
  std::vector<EventQuery> queries(3);
  queries[0].parties = {a};
  queries[1].parties = {b};
  queries[2].moves_only = true;
  for (auto& query : queries) query.known_by = known_by;
  auto told = read_acts(ledger, queries, [&](const Event& event) { return !event.date || event.date->begin <= until; });
  if (!told) return tl::unexpected(told.error());
  auto claims = of_either<Claim>(a, b, [&](const std::string& party) {
    ClaimQuery query;
    query.parties = {party};
    query.known_by = known_by;
    return ledger.claims(query);
  });
  if (!claims) return tl::unexpected(claims.error());
  PairRecord record;
  record.events = std::move(told->events);
  record.acts = std::move(told->acts);
  for (auto& claim : *claims)
    if (!claim.said || claim.said->begin <= until) record.claims.push_back(std::move(claim));
  return record;
}

namespace {

// The words and kinds that a briefing is written by, and how documents are cited.
struct Wording {
  IncidentKinds kinds;
  PrecedentWords words;
  std::map<std::string, std::string> names;  // of documents
  std::map<std::string, Date> published;

  Record record(std::span<const Event> events, std::span<const Claim> claims, std::span<const Act> acts,
                std::span<const Incident> incidents) const {
    Record record{events, claims, acts};
    record.incidents = incidents;
    record.words = &words;
    record.name_of_document = [this](const std::string& id) {
      const auto found = names.find(id);
      return found == names.end() ? std::string() : found->second;
    };
    return record;
  }
};

Result<Wording> wording_of(Ledger& ledger, const std::filesystem::path& data) {
  auto kinds = IncidentKinds::load(data / "knowledge" / "incidents" / "incidents.kinds");
  if (!kinds) return tl::unexpected(kinds.error());
  auto words = PrecedentWords::load(data / "knowledge" / "ontology" / "precedents.words");
  if (!words) return tl::unexpected(words.error());
  const auto documents = ledger.documents();
  if (!documents) return tl::unexpected(documents.error());
  Wording wording{std::move(*kinds), std::move(*words), {}, {}};
  for (const auto& each : *documents) {
    if (each.date) wording.published.emplace(each.id, *each.date);
    wording.names[each.id] = !each.source.empty() && each.date ? each.source + ", " + day_of(*each.date) : each.source;
  }
  return wording;
}

}  // namespace

Result<Briefing> brief_pair_from(Ledger& ledger, const std::string& a, const std::string& b, Date day,
                                 const World& world, const std::filesystem::path& data, std::optional<Date> known_by) {
  const auto wording = wording_of(ledger, data);
  if (!wording) return tl::unexpected(wording.error());
  const auto borders = Borders::read(data / "knowledge" / "world" / "land.borders");
  if (!borders) return tl::unexpected(borders.error());
  const auto pair = read_pair(ledger, a, b, day, known_by);
  if (!pair) return tl::unexpected(pair.error());
  auto series = series_of_pair(ledger, a, b, day, known_by);
  if (!series) return tl::unexpected(series.error());
  const auto of_ladder = ladder_turns(a, b, day, pair->acts, world, known_by);
  series->turns = beside(std::move(series->turns), known_turns(of_ladder));
  const auto incidents = incidents_of(pair->events, pair->claims, wording->published, wording->kinds, world);
  Record record = wording->record(pair->events, pair->claims, pair->acts, incidents);
  record.step = series->step;
  record.points = series->points;
  record.turns = series->turns;
  record.ladder_turns = of_ladder;
  std::optional<Expectation> expectation;
  if (const auto* move = move_briefed(a, b, day, record, world); move && band_of(move->move->kind) > 0) {
    expectation = expectation_of(*move, a, b, pair->acts, world, *borders);
    record.expectation = &*expectation;
  }
  return brief_pair(a, b, day, record, world);
}

Result<Briefing> brief_incident_from(Ledger& ledger, const std::string& id, const World& world,
                                     const std::filesystem::path& data, std::optional<Date> known_by) {
  const auto wording = wording_of(ledger, data);
  if (!wording) return tl::unexpected(wording.error());
  EventQuery query;
  query.known_by = known_by;
  const auto told = read_acts(ledger, query);
  if (!told) return tl::unexpected(told.error());
  const auto claims = ledger.claims({{}, {}, known_by});
  if (!claims) return tl::unexpected(claims.error());
  const auto incidents = incidents_of(told->events, *claims, wording->published, wording->kinds, world);
  const auto found =
      std::find_if(incidents.begin(), incidents.end(), [&](const Incident& each) { return each.id == id; });
  if (found == incidents.end())
    return fail("no incident of that id in this ledger (`demarche incidents` lists them)", {}, 0, 0, id);
  return brief_incident(*found, wording->record(told->events, *claims, told->acts, incidents), world);
}

}  // namespace demarche
