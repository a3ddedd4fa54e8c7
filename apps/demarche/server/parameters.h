// The parameters of a request as values. The first that is wrong is kept, and told as 400; the reading goes on with
// what is absent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "desk/desk.h"
#include "message.h"

namespace demarche {

class Parameters {
 public:
  Parameters(const Request& request, const World& world) : request_(request), world_(world) {}

  std::string text(const char* name);
  std::optional<Date> day(const char* name);
  bool yes(const char* name);  // "true", "1", or without value
  std::int64_t number(const char* name, std::int64_t least, std::int64_t most, std::int64_t absent);
  double real(const char* name, double least, double most, double absent);
  std::vector<std::string> parties(const char* name);  // codes and ids
  template <class Named>
  auto named(const char* name, const Named& by_name, const char* absent) {
    auto value = by_name(text(name).empty() ? absent : request_.target.value(name));
    if (!value) wrong(name, "no such value");
    return value.value_or(*by_name(absent));
  }
  PageAsked page(std::size_t most, std::size_t absent);

  // A country of the path, by code or name. Nothing: there is none of that name, and `problem` says so with 404.
  std::string country(const std::string& name);

  void wrong(const std::string& name, const std::string& why, int status = 400);
  // What is wrong: a parameter that does not fit, or one that was never asked for.
  std::optional<Response> problem() const;

 private:
  const Request& request_;
  const World& world_;
  std::vector<std::string> asked_;
  std::optional<Response> problem_;
};

// The address of the next page: that of the request, but behind `key`.
std::string next_link(const Request& request, const std::string& key);

}  // namespace demarche
