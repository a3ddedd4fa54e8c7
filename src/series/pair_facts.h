// What the world says of a pair on a day, whoever reports it: how far apart, neighbours, allies, one trade bloc. The
// one part of this folder that needs src/world (library demarche_pair_facts).
#pragma once

#include <filesystem>
#include <map>
#include <set>

#include "series/expectedness.h"
#include "world/world.h"

namespace demarche {

// Land borders with their spans; immutable, for any number of threads.
class Borders {
 public:
  // Reads knowledge/world/land.borders (stanzas "borders AFG", lines "land CHN; IND ..1947-08-13; IRN"). Fails on what
  // is no border, naming file, line and fragment.
  static Result<Borders> read(const std::filesystem::path& file);
  static Result<Borders> parse(std::string path, std::string_view text);

  // Whether two states share a land border on a day; nothing where the file knows neither of them.
  std::optional<bool> between(const std::string& a, const std::string& b, Date day) const;
  // All of them, each once, the first in the alphabet first.
  const std::map<std::pair<std::string, std::string>, Validity>& all() const { return spans_; }

 private:
  std::map<std::pair<std::string, std::string>, Validity> spans_;
  std::set<std::string> states_;  // that have any
};

// Organisations whose members promise each other defence, and those that are customs unions, common markets or free
// trade areas: ids of the world, where their members are known.
std::span<const std::string_view> defence_organisations();
std::span<const std::string_view> trade_blocs();

// Kilometres on the great circle between two places in degrees (a sphere of radius 6371.0088 km).
double great_circle_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

// The facts of many pairs, gathered once; immutable, for any number of threads. It borrows the borders and keeps
// nothing of the world.
class PairFactsTable {
 public:
  PairFactsTable(const World& world, const Borders& borders, std::span<const std::string> sides);

  // - capital_km: between the capitals; absent where one has no known place.
  // - contiguous: by the borders; a state that they do not name is an island.
  // - allied: a tie "alliance" or "defence-treaty", or common membership of a defence organisation, on that day.
  // - common_trade_bloc: common membership of a trade bloc on that day.
  // Of a side that is no state of the world, or not among `sides`, nothing is known. The world does not measure power.
  PairFacts of(const std::string& a, const std::string& b, Date day) const;

 private:
  struct Bond {
    std::string with;  // an organisation, or the other party of a treaty
    Validity when;
  };
  struct State {
    std::optional<PlaceRecord> capital;
    std::vector<Bond> treaties, defence, trade;
  };
  static bool share_one(const std::vector<Bond>& x, const std::vector<Bond>& y, Date day);

  const Borders* borders_;
  std::map<std::string, State> states_;
};

// The same for one pair.
PairFacts pair_facts(const World& world, const Borders& borders, const std::string& a, const std::string& b, Date day);

}  // namespace demarche
