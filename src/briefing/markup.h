// What the forms of a briefing share. Internal to src/briefing.
#pragma once

#include <string>
#include <string_view>

#include "briefing/briefing.h"

namespace demarche {

// Where a source stands: "Reuters, 7 September 2022 (report.txt), sentence 3".
std::string where(const Source& source);
// Text for the body or an attribute of HTML or XML.
std::string escaped(std::string_view text);

}  // namespace demarche
