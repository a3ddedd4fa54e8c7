#include "api.h"

#include <exception>

#include "base/content_hash.h"

namespace demarche {
namespace {

bool asks_for(const Request& request, const std::string& tag) {
  return request.if_none_match == "*" || request.if_none_match.find(tag) != std::string::npos;
}

Response give(const Answer& answer, const Request& request) {
  Response response;
  response.headers = answer.headers;
  response.headers.emplace_back("ETag", answer.tag);
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (asks_for(request, answer.tag)) {
    response.status = 304;
    return response;
  }
  response.type = answer.type;
  response.body = answer.body;
  return response;
}

// An answer that depends on the ledger and the address alone, from what is kept where it is.
Response kept_answer(const Route& route, const Request& request, const PathValues& values, Worker& worker) {
  auto& service = worker.service;
  const std::string key = std::to_string(service.revision()) + " " + request.target.text;
  worker.shelf = service.shelf();
  if (const auto found = service.cache().find(key)) return give(*found, request);
  Response response = route.answer(request, values, worker);
  if (response.status != 200 || !response.body || response.more || response.feed) return response;
  const auto answer = std::make_shared<Answer>(Answer{
      response.type, response.body, '"' + hex_id(content_hash({*response.body})) + '"', std::move(response.headers)});
  service.cache().keep(key, answer);
  return give(*answer, request);
}

Response route_to(Request& request, Worker& worker, const Router& router) {
  const auto& guard = worker.service.guard();
  const auto found = router.find(request.method, request.target.path);
  if (auto refused = guard.refusal(request, found.route && found.route->writes)) return *refused;
  const bool page = request.target.path.empty() || request.target.path[0] != "api";
  const std::string methods = page ? "GET, HEAD, OPTIONS" : found.methods;
  if (methods.empty()) return problem(404, "there is no such path in the API", request.target.text);
  if (request.method == "OPTIONS") {
    Response response;
    response.status = 204;
    response.headers = {{"Allow", methods}};
    return response;
  }
  if (page ? request.method != "GET" && request.method != "HEAD" : !found.route) {
    auto response = problem(405, "this path takes " + methods, request.target.text);
    response.headers.emplace_back("Allow", methods);
    return response;
  }
  if (page) return worker.service.pages().get(request);
  if (found.route->kept) return kept_answer(*found.route, request, found.values, worker);
  worker.shelf = worker.service.shelf();
  auto response = found.route->answer(request, found.values, worker);
  if (response.status < 300) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::string_view reason_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

Response problem(int status, const std::string& detail, const std::string& instance) {
  Json json = {{"type", "about:blank"}, {"title", reason_of(status)}, {"status", status}, {"detail", detail}};
  if (!instance.empty()) json["instance"] = instance.substr(0, 200);
  return respond(status, "application/problem+json", json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Response json_response(const Json& json, int status) {
  return respond(status, kJson, json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Response failure(const Error& error, const Request& request) {
  return problem(503, error.describe(), request.target.text);
}

Response listing(std::optional<Json> json, const Request& request) {
  if (!json) return problem(400, "after: that item is gone; begin the listing anew", request.target.text);
  if (auto& next = (*json)["next"]; next.is_string()) next = next_link(request, next.get<std::string>());
  return json_response(*json);
}

std::vector<Route> api_routes() {
  std::vector<Route> all;
  for (auto* part : {reading_routes, relation_routes, coding_routes, service_routes})
    for (auto& route : part()) all.push_back(std::move(route));
  return all;
}

Response answer(Request& request, Worker& worker, const Router& router) {
  Response response;
  try {
    response = route_to(request, worker, router);
  } catch (const std::exception& error) {  // out of memory and the like: nothing of ours throws
    response = problem(500, error.what());
  }
  worker.shelf.reset();
  return response;
}

}  // namespace demarche
