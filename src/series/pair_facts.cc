#include "series/pair_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/stanza_file.h"
#include "base/text_file.h"

namespace demarche {
namespace {

constexpr double kEarthRadiusKm = 6371.0088;
constexpr double kDegree = 3.14159265358979323846 / 180;

constexpr std::array<std::string_view, 13> kDefence = {
    "ORG.NATO",  "ORG.CSTO",       "ORG.WARSAWPACT", "ORG.WEU", "ORG.BRUSSELSPACT",  "ORG.SEATO", "ORG.CENTO",
    "ORG.ANZUS", "ORG.BALKANPACT", "ORG.AES",        "ORG.GCC", "ORG.LITTLEENTENTE", "ORG.CST"};
constexpr std::array<std::string_view, 18> kTrade = {
    "ORG.EU",     "ORG.ECSC",     "ORG.EFTA",  "ORG.BENELUX", "ORG.EAEU", "ORG.GCC",
    "ORG.USMCA",  "ORG.MERCOSUR", "ORG.CAN",   "ORG.CARICOM", "ORG.SICA", "ORG.ASEAN",
    "ORG.ECOWAS", "ORG.UEMOA",    "ORG.CEMAC", "ORG.EAC",     "ORG.SACU", "ORG.CPTPP"};

std::pair<std::string, std::string> pair_of(const std::string& a, const std::string& b) {
  return a < b ? std::pair(a, b) : std::pair(b, a);
}

bool is_one_of(std::span<const std::string_view> list, std::string_view id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

bool is_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::span<const std::string_view> defence_organisations() { return kDefence; }
std::span<const std::string_view> trade_blocs() { return kTrade; }

Result<Borders> Borders::read(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  return parse(file.string(), *text);
}

Result<Borders> Borders::parse(std::string path, std::string_view text) {
  const auto file = parse_stanzas(std::move(path), text);
  if (!file) return tl::unexpected(file.error());
  Borders borders;
  for (const auto& stanza : file->stanzas) {
    if (stanza.kind != "borders" || !is_code(stanza.id))
      return fail("the borders of a state are meant: borders ALB", file->path, stanza.line, 1,
                  stanza.kind + " " + stanza.id);
    for (const auto& line : stanza.lines) {
      const auto mistake = [&](const char* what, const std::string& fragment) {
        return fail(what, file->path, line.line, line.value_column, fragment);
      };
      if (line.key != "land") return mistake("borders have lines 'land'", line.key);
      for (const auto& part : list_of(line.value)) {
        const auto neighbour = part.substr(0, part.find(' '));
        const auto when = neighbour.size() == part.size()
                              ? std::optional<Validity>(Validity{})
                              : Validity::parse(trimmed(std::string_view(part).substr(neighbour.size())));
        if (!is_code(neighbour) || neighbour == stanza.id || !when)
          return mistake("a neighbour and perhaps a span are meant, as in 'SSD 2011-07-09..'", part);
        if (!borders.spans_.emplace(pair_of(stanza.id, neighbour), *when).second)
          return mistake("this border is told twice", part);
        borders.states_.insert({stanza.id, neighbour});
      }
    }
  }
  return borders;
}

std::optional<bool> Borders::between(const std::string& a, const std::string& b, Date day) const {
  if (const auto found = spans_.find(pair_of(a, b)); found != spans_.end()) return found->second.covers(day);
  if (states_.contains(a) || states_.contains(b)) return false;
  return {};
}

double great_circle_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  // the haversine formula, which is exact enough for neighbours and antipodes alike
  const double north = std::sin((latitude_b - latitude_a) * kDegree / 2);
  const double east = std::sin((longitude_b - longitude_a) * kDegree / 2);
  const double h = north * north + std::cos(latitude_a * kDegree) * std::cos(latitude_b * kDegree) * east * east;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

PairFactsTable::PairFactsTable(const World& world, const Borders& borders, std::span<const std::string> sides)
    : borders_(&borders) {
  for (const auto& side : sides) {
    if (side.empty() || world.state_code(side) != side || states_.contains(side)) continue;
    auto& state = states_[side];
    state.capital = world.capital_of(side);
    for (const auto& tie : world.ties_of(side, {})) {
      if (tie.kind == "alliance" || tie.kind == "defence-treaty")
        state.treaties.push_back({tie.from == side ? tie.to : tie.from, tie.when});
      if (tie.kind != "member" || tie.from != side) continue;
      if (is_one_of(kDefence, tie.to)) state.defence.push_back({tie.to, tie.when});
      if (is_one_of(kTrade, tie.to)) state.trade.push_back({tie.to, tie.when});
    }
  }
}

bool PairFactsTable::share_one(const std::vector<Bond>& x, const std::vector<Bond>& y, Date day) {
  return std::any_of(x.begin(), x.end(), [&](const Bond& one) {
    return one.when.covers(day) && std::any_of(y.begin(), y.end(), [&](const Bond& other) {
             return other.with == one.with && other.when.covers(day);
           });
  });
}

PairFacts PairFactsTable::of(const std::string& a, const std::string& b, Date day) const {
  PairFacts facts;
  const auto state_a = states_.find(a), state_b = states_.find(b);
  if (state_a == states_.end() || state_b == states_.end()) return facts;
  const auto &one = state_a->second, &other = state_b->second;
  if (one.capital && one.capital->latitude && other.capital && other.capital->latitude)
    facts.capital_km = great_circle_km(*one.capital->latitude, *one.capital->longitude, *other.capital->latitude,
                                       *other.capital->longitude);
  facts.contiguous = borders_->between(a, b, day).value_or(false);
  const bool treaty = std::any_of(one.treaties.begin(), one.treaties.end(),
                                  [&](const Bond& each) { return each.with == b && each.when.covers(day); });
  facts.allied = treaty || share_one(one.defence, other.defence, day);
  facts.common_trade_bloc = share_one(one.trade, other.trade, day);
  return facts;
}

PairFacts pair_facts(const World& world, const Borders& borders, const std::string& a, const std::string& b, Date day) {
  const std::array<std::string, 2> sides = {a, b};
  return PairFactsTable(world, borders, sides).of(a, b, day);
}

}  // namespace demarche
