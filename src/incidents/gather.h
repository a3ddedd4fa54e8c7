// Which reports tell of the same incident. Internal to src/incidents.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "incidents/incidents.h"

namespace demarche {

// Whether a text, in lower case, holds a phrase as whole words.
bool has_phrase(std::string_view lower, std::string_view phrase);
bool has_one_of(std::string_view lower, const std::vector<std::string>& phrases);

struct Gathered {
  std::size_t kind = 0;  // index into IncidentKinds::kinds
  std::vector<const Event*> reports;
  std::set<std::string> victims, accused;  // sides
  std::set<std::string> documents;
  std::optional<Period> date;  // the most precise told
  bool named = false;  // `date` comes from an expression or from the project's own record, not from the day of telling
};

// In order of date. Events are borrowed.
std::vector<Gathered> gather(std::span<const Event> events, const std::map<std::string, Date>& published,
                             const IncidentKinds& kinds);

}  // namespace demarche
