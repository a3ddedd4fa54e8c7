// The API: which path is answered how. Each answer reads its parameters, asks the desk, and is done.
#pragma once

#include "parameters.h"
#include "router.h"
#include "service.h"

namespace demarche {

// All routes under /api/v1, for reading and for writing.
std::vector<Route> api_routes();
std::vector<Route> reading_routes();   // what was told: events, documents, acts, today, search
std::vector<Route> relation_routes();  // where countries stand: pairs, world, network, incidents, precedents, briefing
std::vector<Route> coding_routes();    // texts coded, added; events reviewed
std::vector<Route> service_routes();   // the service itself: index, health, metrics, feed

// What a request is answered with: page, API or refusal. Never throws.
Response answer(Request& request, Worker& worker, const Router& router);

// --- for the routes
Response json_response(const Json& json, int status = 200);
Response failure(const Error& error, const Request& request);  // of the ledger: 503
inline constexpr const char* kJson = "application/json";

// Sentences of a text as the reader splits it.
Json sentences_of(const CodingPipeline& coder, const Document& document);

// `next` of a listing as a link; 400 where the listing is absent: its `after` is gone.
Response listing(std::optional<Json> json, const Request& request);

}  // namespace demarche
