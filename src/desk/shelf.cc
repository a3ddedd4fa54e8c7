#include "desk/shelf.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/stanza_file.h"
#include "dealings.h"
#include "record/record.h"

namespace demarche {
namespace {

template <class Value>
const Value* found_in(const std::unordered_map<std::string, const Value*>& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : found->second;
}

template <class Value>
std::span<const Value* const> list_in(const std::unordered_map<std::string, std::vector<const Value*>>& map,
                                      const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::span<const Value* const>{} : found->second;
}

std::vector<PairCount> pairs_of(const std::vector<Act>& acts, const World& world) {
  const auto is_country = [&](const std::string& side) { return world.country_of(side) == side; };
  std::map<std::pair<std::string, std::string>, PairCount> counts;
  for (const auto& act : acts) {
    std::set<std::pair<std::string, std::string>> of_act;
    const auto& others = act.recipients.empty() ? act.actors : act.recipients;
    for (const auto& a : act.actors)
      for (const auto& b : others)
        if (a != b && is_country(a) && is_country(b)) of_act.insert(std::minmax(a, b));
    const auto reports = std::count_if(act.reports.begin(), act.reports.end(),
                                       [](const Event* each) { return !is_recorded(each->document); });
    for (const auto& pair : of_act) {
      auto& count = counts[pair];
      count.acts += 1;
      count.reports += static_cast<std::size_t>(reports);
      if (act.date) count.last = &act;
    }
  }
  std::vector<PairCount> pairs;
  for (auto& [pair, count] : counts) {
    count.a = pair.first, count.b = pair.second;
    pairs.push_back(std::move(count));
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const PairCount& x, const PairCount& y) {
    return std::tie(x.reports, x.acts) > std::tie(y.reports, y.acts);
  });
  return pairs;
}

}  // namespace

Result<ReferenceWorks> ReferenceWorks::load(const std::filesystem::path& data,
                                            std::span<const std::filesystem::path> own,
                                            const std::function<void(const Error&)>& problem) {
  const auto knowledge = data / "knowledge";
  auto world = World::load(knowledge / "world", own, problem);
  if (!world) return tl::unexpected(world.error());
  auto kinds = IncidentKinds::load(knowledge / "incidents" / "incidents.kinds");
  if (!kinds) return tl::unexpected(kinds.error());
  auto words = PrecedentWords::load(knowledge / "ontology" / "precedents.words");
  if (!words) return tl::unexpected(words.error());
  auto borders = Borders::read(knowledge / "world" / "land.borders");
  if (!borders) return tl::unexpected(borders.error());
  auto ontology = Ontology::load(knowledge / "ontology");
  if (!ontology) return tl::unexpected(ontology.error());
  ReferenceWorks works{
      data, std::move(*world), std::move(*kinds), std::move(*words), std::move(*borders), std::move(*ontology), {}};
  const auto files = read_stanza_folder(knowledge / "world", ".world");
  if (!files) return tl::unexpected(files.error());
  for (const auto& file : *files)
    for (const auto& stanza : file.stanzas)
      if (stanza.kind == "state") works.states.push_back(stanza.id);
  std::stable_sort(works.states.begin(), works.states.end(), [&](const std::string& x, const std::string& y) {
    return works.world.name_of(x) < works.world.name_of(y);
  });
  return works;
}

const Event* Shelf::event(const std::string& id) const { return found_in(events_, id); }
const Act* Shelf::act(const std::string& id) const { return found_in(acts_, id); }
const DocumentRecord* Shelf::document(const std::string& id) const { return found_in(documents_, id); }
const Correction* Shelf::correction(const std::string& id) const { return found_in(corrections_, id); }

const Act* Shelf::act_of(const Event& event) const {
  const auto found = acts_of_events_.find(&event);
  return found == acts_of_events_.end() ? nullptr : found->second;
}

const Act* Shelf::act_told_by(const std::string& id) const {
  if (const auto* found = act(id)) return found;
  const auto* found = event(id);
  return found ? act_of(*found) : nullptr;
}

std::span<const Act* const> Shelf::acts_of(const std::string& side) const { return list_in(acts_of_sides_, side); }
std::span<const Claim* const> Shelf::claims_about(const std::string& id) const { return list_in(claims_about_, id); }
std::span<const Event* const> Shelf::events_in(const std::string& id) const { return list_in(events_in_, id); }
std::span<const Claim* const> Shelf::claims_in(const std::string& id) const { return list_in(claims_in_, id); }

const Result<FittedMonths>& Shelf::fitted(const ReferenceWorks& works) const {
  std::call_once(fitted_once_, [&] { fitted_.emplace(fitted_months(*this, works)); });
  return *fitted_;
}

Result<std::shared_ptr<const Shelf>> Shelf::read(Ledger& ledger, const ReferenceWorks& works, const Shelf* before) {
  auto shelf = std::make_shared<Shelf>();
  auto events = ledger.events({});
  if (!events) return tl::unexpected(events.error());
  shelf->events = std::move(*events);
  auto claims = ledger.claims({});
  if (!claims) return tl::unexpected(claims.error());
  shelf->claims = std::move(*claims);
  auto documents = ledger.documents();
  if (!documents) return tl::unexpected(documents.error());
  shelf->documents = std::move(*documents);
  auto corrections = ledger.corrections();
  if (!corrections) return tl::unexpected(corrections.error());
  shelf->corrections = std::move(*corrections);
  std::reverse(shelf->corrections.begin(), shelf->corrections.end());
  if (auto rows = shelf->read_rows(ledger, before); !rows) return tl::unexpected(rows.error());

  std::stable_sort(shelf->documents.begin(), shelf->documents.end(),
                   [](const DocumentRecord& x, const DocumentRecord& y) { return x.date > y.date; });
  Provenances provenances;
  std::map<std::string, Date> published;
  for (const auto& each : shelf->documents) {
    provenances[each.id] = {each.source, each.date, each.fingerprint};
    if (!each.date) continue;
    published.emplace(each.id, *each.date);
    if (!shelf->first_day || *each.date < *shelf->first_day) shelf->first_day = each.date;
    if (!is_recorded(each.id) && (!shelf->last_day || *each.date > *shelf->last_day)) shelf->last_day = each.date;
  }
  if (!shelf->last_day && !shelf->documents.empty()) shelf->last_day = shelf->documents.front().date;
  shelf->acts = demarche::acts_of(shelf->events, provenances);
  std::copy_if(shelf->acts.begin(), shelf->acts.end(), std::back_inserter(shelf->moves),
               [](const Act& act) { return act.move.has_value(); });
  shelf->incidents = incidents_of(shelf->events, shelf->claims, published, works.kinds, works.world);
  std::stable_sort(shelf->incidents.begin(), shelf->incidents.end(), [](const Incident& x, const Incident& y) {
    const auto day = [](const Incident& each) {
      return each.started ? std::optional(each.started->begin) : each.disclosed;
    };
    return day(x) > day(y);
  });
  shelf->dealings = dealings_of(shelf->acts);
  shelf->expectations = Expectations(shelf->dealings);
  shelf->ties = TieTable::of(shelf->dealings);
  shelf->pairs = pairs_of(shelf->acts, works.world);
  shelf->index();
  return std::shared_ptr<const Shelf>(std::move(shelf));
}

void Shelf::index() {
  for (const auto& each : events) {
    events_.emplace(each.id, &each);
    events_in_[each.document].push_back(&each);
  }
  for (const auto& each : claims) {
    if (!each.about.empty()) claims_about_[each.about].push_back(&each);
    claims_in_[each.document].push_back(&each);
  }
  for (const auto& each : documents) documents_.emplace(each.id, &each);
  for (const auto& each : acts) {
    acts_.emplace(each.id, &each);
    for (const auto* report : each.reports) acts_of_events_.emplace(report, &each);
    std::set<std::string> sides(each.actors.begin(), each.actors.end());
    sides.insert(each.recipients.begin(), each.recipients.end());
    for (const auto& side : sides) acts_of_sides_[side].push_back(&each);
  }
  for (const auto& each : corrections) {
    corrections_.emplace(each.event, &each);
    if (each.by_hand) corrections_.emplace(each.by_hand->id, &each);
  }
}

// Others' data change seldom, and are many: they are read again only where more was imported. A year at a time, so that
// the counts are not all in memory at once.
Result<void> Shelf::read_rows(Ledger& ledger, const Shelf* before) {
  const auto coverage = ledger.coverage();
  if (!coverage) return tl::unexpected(coverage.error());
  std::set<std::string> years;
  for (const auto& [month, count] : *coverage) {
    rows_key_ += month + " " + std::to_string(count) + "\n";
    row_count += count;
    years.insert(month.substr(0, 4));
  }
  if (before && before->rows && before->rows_key_ == rows_key_) {
    rows = before->rows;
    return {};
  }
  TieTable::OfMonths months;
  for (const auto& year : years) {
    FlatQuery query;
    query.from = Date::parse(year + "-01-01");
    query.to = Date::parse(year + "-12-31");
    if (!query.from || !query.to) continue;
    const auto counts = ledger.month_counts(query);
    if (!counts) return tl::unexpected(counts.error());
    months.add(*counts);
  }
  rows = std::make_shared<const TieTable>(months.table(coverage->empty() ? "" : coverage->back().first));
  return {};
}

}  // namespace demarche
