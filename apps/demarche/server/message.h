// A request as the routes see it, and the answer that they give. Nothing of HTTP's transport.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "target.h"

namespace demarche {

struct Request {
  std::string method;  // "GET"
  Target target;
  std::string host, origin, authorization, content_type, if_none_match, accept_encoding;  // headers; empty: absent
  std::string body;
};

// Appends the next piece of a long body; false: that was the last. Called on a worker's thread, one call at a time.
using NextPiece = std::function<bool(std::string&)>;

struct Response {
  int status = 200;
  std::string type;  // media type; empty: no body
  std::shared_ptr<const std::string> body;
  std::vector<std::pair<std::string, std::string>> headers;  // further ones
  NextPiece more;     // where set, the body is what this gives (`body` is not sent)
  bool feed = false;  // stays open and takes what the server publishes, after `body`
};

inline Response respond(int status, std::string type, std::string body) {
  return {status, std::move(type), std::make_shared<const std::string>(std::move(body)), {}, {}, false};
}

// An error as RFC 9457 has it; `detail` is told to the client.
Response problem(int status, const std::string& detail, const std::string& instance = {});
std::string_view reason_of(int status);  // "Not Found"

}  // namespace demarche
