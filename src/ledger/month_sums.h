// Rows of others' data summed by month while they are written, so that the rows need not be read and sorted again for
// it. Internal to src/ledger.
//
// What is summed here stands in no table yet. It may be lost, with the process, and nothing is: each file's entry tells
// up to which row it was counted, and the rows behind it are read again (SqlLedger::settle).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ledger/sql.h"

namespace demarche {

// Rows of a file have numbers from `first` to `last`, among those of other files where two were imported at a time.
// Those behind `counted` wait to be counted.
struct FileRows {
  std::int64_t file = 0;  // 0: not there
  std::int64_t first = 0, last = 0, counted = 0;
};

struct Kind {
  std::int64_t number = 0;
  std::uint32_t group = 0;  // MonthSums::group_of its type and quad class
};

class MonthSums {
 public:
  // Type and quad class as one number, good until the sums go.
  std::uint32_t group_of(const std::string& type, std::int64_t quad);
  // `day`: 20150218.
  void add(std::int64_t dyad, std::int64_t day, std::uint32_t group, std::int64_t mentions, double goldstein,
           double event_scale) {
    sums_.push_back({dyad, static_cast<std::uint32_t>(day / 100), group, 1, mentions, goldstein, event_scale});
  }
  // Whether there are so many sums of different months, dyads and groups that they should go into the tables.
  bool full();
  void clear();

  // Gives cells of rows, some ten thousand at a time, in the order of dyad and month: dyad, month (201502), type, quad,
  // events, mentions, goldstein, event_scale. Stops at the first error.
  Result<void> give(const std::function<Result<void>(std::span<const SqlValue>)>& take);
  std::vector<SqlValue> events_by_month() const;  // cells: month, events

  std::vector<FileRows> files;  // whose waiting rows these are, all of them

 private:
  struct Sum {
    std::int64_t dyad = 0;
    std::uint32_t month = 0, group = 0;
    std::int64_t events = 0, mentions = 0;
    double goldstein = 0, event_scale = 0;
  };
  void sum_up();

  std::vector<Sum> sums_;  // several of one month, dyad and group until they are summed up
  std::vector<std::pair<std::string, std::int64_t>> groups_;
};

}  // namespace demarche
