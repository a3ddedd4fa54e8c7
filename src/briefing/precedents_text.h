// Precedents as plain text: the cases earliest first, each with its sources and how sure, and what the record covers.
#pragma once

#include <string>

#include "briefing/ladder_text.h"
#include "relations/precedents.h"

namespace demarche {

// `most`: cases shown; the rest is counted. `recorded`: whether a document is of the project's record, which is not
// counted among the reports.
std::string precedents_text(const PrecedentQuery& query, const Precedents& answer, std::size_t most,
                            const PrecedentWords& words, const World& world, const NameDocument& name_document);

}  // namespace demarche
