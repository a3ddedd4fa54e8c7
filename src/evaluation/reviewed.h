// Labels as our own review exports them (`/api/v1/corrections.jsonl`, docs/api.md).
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "model/event.h"

namespace demarche {

struct Reviewed {
  Event machine;              // as it was coded
  std::optional<Event> gold;  // what it is; none: no event
  bool accepted = false;      // right as it stood
};

Result<Reviewed> reviewed_of(std::string_view line);

}  // namespace demarche
