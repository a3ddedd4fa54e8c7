// Which function answers which path. What the table does not name is answered here: 404, 405, HEAD, OPTIONS.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "guard.h"
#include "message.h"

namespace demarche {

class Worker;  // what one thread answers with (worker.h)

// The values of {names} in the pattern, in order.
using PathValues = std::vector<std::string>;

struct Route {
  std::string method;   // GET or POST
  std::string pattern;  // "/api/v1/pair/{a}/{b}"
  Response (*answer)(const Request&, const PathValues&, Worker&) = nullptr;
  bool kept = true;     // depends on the ledger and the address alone
  bool writes = false;  // needs the token
};

class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Found {
    const Route* route = nullptr;  // null: see `methods`
    PathValues values;
    std::string methods;  // "GET, HEAD, OPTIONS" that the path takes; empty: there is no such path
  };
  // HEAD finds what GET does.
  Found find(const std::string& method, const std::vector<std::string>& path) const;

 private:
  struct Entry {
    Route route;
    std::vector<std::string> segments;  // "" for {name}
  };
  std::vector<Entry> entries_;
};

}  // namespace demarche
