// Who is whose friend or enemy on a day, whose friend is whose enemy, and who took whose side after an event.
//
// A tie is the sum of the scores of all that two sides did to each other up to the day, each worth half as much for
// every half-life that has passed:
//
//     tie(day) = sum of value * 0.5 ^ (age in days / half_life_days)
//
// A half-life of 180 days keeps what happened half a year ago at half its weight and what happened two years ago at a
// sixteenth: quarrels are remembered for a government's term, not for ever. From `threshold` upwards two sides are
// friends, from minus that downwards enemies; 5 is half of the strongest act on the scales, on its day. The sums grow
// with how much is reported: of pairs that the record follows unequally, compare the signs rather than the sizes.
#pragma once

#include "series/series.h"

namespace demarche {

struct TieOptions {
  Measure measure = Measure::goldstein;
  double half_life_days = 180;  // > 0
  double threshold = 5;         // > 0
  bool include_claimed = false, include_undone = false;
};

struct SignedTie {
  std::string a, b;      // in order of the alphabet
  double score = 0;      // friends: >= threshold; enemies: <= -threshold
  std::size_t acts = 0;  // that the score rests on, of any age
  bool friends() const { return score > 0; }
};

// All pairs that are friends or enemies on the day, in order of a, then b. What happens later does not count.
std::vector<SignedTie> signed_ties(std::span<const SeriesEvent> events, Date day, const TieOptions& options = {});

// Those of one side, the best friend first; `b` is the other side, wherever it stands in the alphabet.
std::vector<SignedTie> signed_ties_of(const std::string& side, std::span<const SignedTie> ties);

// Three sides of which each two are friends or enemies (Heider 1946, Cartwright and Harary 1956: the first two kinds
// are balanced, and last; the third is pulled apart).
enum class TriadKind : std::uint8_t {
  friends,       // all three
  common_enemy,  // first is the enemy of second and third, who are friends
  torn,          // first is the friend of second and third, who are enemies: its friend is its friend's enemy
  enemies        // all three
};
struct Triad {
  TriadKind kind = TriadKind::friends;
  std::string first, second, third;  // second before third in the alphabet; of friends and enemies, first before both
  bool balanced() const { return kind == TriadKind::friends || kind == TriadKind::common_enemy; }
  bool operator==(const Triad&) const = default;
};
// All triads of the ties, by kind, then by sides.
std::vector<Triad> triads_of(std::span<const SignedTie> ties);
// "A is a friend of B and of C, who are enemies".
std::string text_of(const Triad& triad, const std::function<std::string(const std::string& side)>& name_of_side);

struct SidesOptions {
  int days = 30;         // after the event, and as many before it to compare with; at least 0
  double threshold = 2;  // > 0
  Measure measure = Measure::goldstein;
  bool include_claimed = false, include_undone = false;
};

enum class SideTaken : std::uint8_t { neither, with_a, with_b };
std::string_view name_of(SideTaken);

// What a third party did to the two from the day of an event to `days` after it: sums of the measure over its acts.
struct ThirdParty {
  std::string side;
  double toward_a = 0, toward_b = 0;
  double before_a = 0, before_b = 0;  // the same over as many days up to the eve: its habit
  // with_a where toward_a is greater than toward_b by the threshold or more
  SideTaken taken = SideTaken::neither;
  bool as_before = false;         // by the acts before the day it was on that side already
  std::vector<std::string> acts;  // ids of what it did from the day on, by day
};

// Third parties that acted toward a or b in that time, those that leaned most first.
std::vector<ThirdParty> sides_after(std::span<const SeriesEvent> events, const std::string& a, const std::string& b,
                                    Date day, const SidesOptions& options = {});

}  // namespace demarche
