#include "brief.h"

#include <algorithm>
#include <map>
#include <set>

#include "briefing/phrases.h"
#include "dealings.h"
#include "expectation.h"

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

Result<Provenances> provenances_of(Ledger& ledger, const std::vector<Event>& events) {
  std::set<std::string> ids;
  for (const auto& event : events) ids.insert(event.document);
  const auto documents = ledger.documents(std::vector<std::string>(ids.begin(), ids.end()));
  if (!documents) return tl::unexpected(documents.error());
  Provenances provenances;
  for (const auto& each : *documents) provenances[each.id] = {each.source, each.date, each.fingerprint};
  return provenances;
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
  PairRecord record;
  auto events = of_either<Event>(a, b, [&](const std::string& party) {
    EventQuery query;
    query.parties = {party};
    query.known_by = known_by;
    return ledger.events(query);
  });
  if (!events) return tl::unexpected(events.error());
  // moves of all others are what a move is compared with
  EventQuery all_moves;
  all_moves.moves_only = true;
  all_moves.known_by = known_by;
  auto moves = ledger.events(all_moves);
  if (!moves) return tl::unexpected(moves.error());
  std::set<std::string> seen;
  for (const auto& event : *events) seen.insert(event.id);
  for (auto& move : *moves)
    if (!seen.contains(move.id)) events->push_back(std::move(move));
  auto claims = of_either<Claim>(a, b, [&](const std::string& party) {
    ClaimQuery query;
    query.parties = {party};
    query.known_by = known_by;
    return ledger.claims(query);
  });
  if (!claims) return tl::unexpected(claims.error());
  for (auto& event : *events)
    if (!event.date || event.date->begin <= until) record.events.push_back(std::move(event));
  for (auto& claim : *claims)
    if (!claim.said || claim.said->begin <= until) record.claims.push_back(std::move(claim));
  std::stable_sort(record.events.begin(), record.events.end(), [](const Event& x, const Event& y) {
    if (x.date.has_value() != y.date.has_value()) return x.date.has_value();
    if (x.date && x.date->begin != y.date->begin) return x.date->begin < y.date->begin;
    return x.document != y.document ? x.document < y.document : x.sentence < y.sentence;
  });
  const auto provenances = provenances_of(ledger, record.events);
  if (!provenances) return tl::unexpected(provenances.error());
  record.acts = acts_of(record.events, *provenances);
  return record;
}

Result<PairRecord> read_acts(Ledger& ledger) {
  PairRecord record;
  auto events = ledger.events({});
  if (!events) return tl::unexpected(events.error());
  record.events = std::move(*events);
  const auto provenances = provenances_of(ledger, record.events);
  if (!provenances) return tl::unexpected(provenances.error());
  record.acts = acts_of(record.events, *provenances);
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
  const auto series = series_of_pair(ledger, a, b, day, known_by);
  if (!series) return tl::unexpected(series.error());
  const auto incidents = incidents_of(pair->events, pair->claims, wording->published, wording->kinds, world);
  Record record = wording->record(pair->events, pair->claims, pair->acts, incidents);
  record.step = series->step;
  record.points = series->points;
  record.turns = series->turns;
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
  const auto events = ledger.events(query);
  if (!events) return tl::unexpected(events.error());
  const auto claims = ledger.claims({{}, {}, known_by});
  if (!claims) return tl::unexpected(claims.error());
  const auto incidents = incidents_of(*events, *claims, wording->published, wording->kinds, world);
  const auto found =
      std::find_if(incidents.begin(), incidents.end(), [&](const Incident& each) { return each.id == id; });
  if (found == incidents.end())
    return fail("no incident of that id in this ledger (`demarche incidents` lists them)", {}, 0, 0, id);
  const auto provenances = provenances_of(ledger, *events);
  if (!provenances) return tl::unexpected(provenances.error());
  const auto acts = acts_of(*events, *provenances);
  return brief_incident(*found, wording->record(*events, *claims, acts, incidents), world);
}

}  // namespace demarche
