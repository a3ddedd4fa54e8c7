// Signed ties (series/signed_ties.h) from sums that were made ready: the same formula over numbers alone, quick enough
// to answer for any day while a reader waits.
//
// Others' event data come as counts by month: a month's sum is taken as of its middle, and counts from its end on.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "series/signed_ties.h"

namespace demarche {

class TieTable {
 public:
  TieTable() = default;
  // What is only claimed, or not done, is left out.
  static TieTable of(std::span<const SeriesEvent> events);
  // `last_month`: "2015-02", the last that the data cover, of which all counts.
  class OfMonths {
   public:
    void add(std::span<const MonthCount> months);
    TieTable table(const std::string& last_month);

   private:
    struct Sum {
      double goldstein = 0, plover = 0;
      std::int64_t acts = 0;
    };
    std::map<std::pair<std::string, std::string>, std::map<int, Sum>> pairs_;  // by year * 12 + month - 1
  };

  // Of all pairs that did anything to one another up to the day, in order of a, then b; options.threshold is not used.
  std::vector<SignedTie> sums(Date day, const TieOptions& options) const;
  // The same of one side, as if it were a.
  std::vector<SignedTie> sums_of(const std::string& side, Date day, const TieOptions& options) const;
  std::int64_t acts_of(const std::string& side) const;  // all of them
  std::size_t entries() const { return entries_.size(); }

 private:
  struct Entry {
    std::int32_t counts_from = 0, middle = 0;  // days since 1970
    std::uint32_t acts = 0;
    float goldstein = 0, plover = 0;
  };
  struct Pair {
    std::string a, b;
    std::size_t first = 0, count = 0;  // of entries
  };
  bool sum(const Pair& pair, Date day, const TieOptions& options, SignedTie& tie) const;
  std::vector<Pair> pairs_;  // in order of a, then b
  std::vector<Entry> entries_;
};

// Both together, in order of a, then b.
std::vector<SignedTie> merged(std::vector<SignedTie> x, std::vector<SignedTie> y);

}  // namespace demarche
