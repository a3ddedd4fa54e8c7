// Acts kept up to date while reports come and go, for a program that holds a record in memory for long.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "relations/acts.h"

namespace demarche {

// Each change merges anew only the reports that can have to do with it. At any time the acts are those that acts_of
// gives for the same events. For one thread at a time.
class ActIndex {
 public:
  ActIndex();
  ActIndex(ActIndex&&) noexcept;
  ActIndex& operator=(ActIndex&&) noexcept;
  ~ActIndex();

  void add(Event event, const Provenance& source);  // the event is kept here
  void remove(const std::string& document);         // all its reports
  // In the order of acts_of; they borrow from the index until it changes.
  std::vector<Act> acts() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace demarche
