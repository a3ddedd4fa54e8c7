// Events and claims as records that leave the program and come back: JSON (docs/records.md), CSV, and a table for the
// eye.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/event.h"

namespace demarche {

// One line of JSON, without the line's end. Empty fields are left out. The same value always gives the same bytes.
std::string json_of(const Event& event);
std::string json_of(const Claim& claim);

// What json_of wrote, read again without loss. Unknown fields are ignored; an error names the field.
Result<Event> event_of_json(std::string_view json);
Result<Claim> claim_of_json(std::string_view json);

// CSV (RFC 4180, UTF-8, LF): a header, a row for each event; several actors are joined by "; ".
std::string event_csv_header();
std::string csv_of(const Event& event);

// A table of events for a terminal of `width` columns (0: unlimited): date, actor, what, recipient, standing, place,
// source.
std::string table_of(std::span<const Event> events, std::size_t width);

// How a document's events came about, sentence by sentence, for a reader; needs Coding::explanation.
std::string explanation_text(const Document& document, const Coding& coding);

}  // namespace demarche
