#include "parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "asked.h"

namespace demarche {
namespace {

constexpr std::size_t kLongestName = 200;  // bytes; nobody has a longer one

}  // namespace

void Parameters::wrong(const std::string& name, const std::string& why, int status) {
  if (!problem_) problem_ = demarche::problem(status, name + ": " + why, request_.target.text);
}

std::string Parameters::text(const char* name) {
  asked_.emplace_back(name);
  return std::string(request_.target.value(name));
}

std::optional<Date> Parameters::day(const char* name) {
  const auto value = text(name);
  const auto day = value.size() == 10 ? Date::parse(value) : std::nullopt;
  if (!day && !value.empty()) wrong(name, "not a day (YYYY-MM-DD)");
  return day;
}

bool Parameters::yes(const char* name) {
  const auto value = text(name);
  if (value == "true" || value == "1") return true;
  if (value.empty()) return request_.target.has(name);
  if (value != "false" && value != "0") wrong(name, "neither true nor false");
  return false;
}

std::int64_t Parameters::number(const char* name, std::int64_t least, std::int64_t most, std::int64_t absent) {
  const auto value = text(name);
  if (value.empty()) return absent;
  std::int64_t number = 0;
  const auto* end = value.data() + value.size();
  if (std::from_chars(value.data(), end, number).ptr != end || number < least || number > most) {
    wrong(name, "not a number from " + std::to_string(least) + " to " + std::to_string(most));
    return absent;
  }
  return number;
}

double Parameters::real(const char* name, double least, double most, double absent) {
  const auto value = text(name);
  if (value.empty()) return absent;
  double number = 0;
  const auto* end = value.data() + value.size();
  if (std::from_chars(value.data(), end, number).ptr != end || !(number >= least && number <= most)) {
    wrong(name, "not a number in its range");
    return absent;
  }
  return number;
}

std::vector<std::string> Parameters::parties(const char* name) {
  asked_.emplace_back(name);
  std::vector<std::string> ids;
  for (const auto& value : request_.target.values(name)) {
    auto party = value.size() > kLongestName ? Result<std::string>(fail("too long")) : party_asked(value, world_);
    if (party)
      ids.push_back(std::move(*party));
    else
      wrong(name, "nobody of that name or code");
  }
  if (ids.size() > 8) wrong(name, "more than 8");
  return ids;
}

PageAsked Parameters::page(std::size_t most, std::size_t absent) {
  PageAsked page;
  page.limit =
      static_cast<std::size_t>(number("limit", 1, static_cast<std::int64_t>(most), static_cast<std::int64_t>(absent)));
  page.after = text("after");
  return page;
}

std::string Parameters::country(const std::string& name) {
  auto code = name.size() > kLongestName ? Result<std::string>(fail("too long")) : state_asked(name, world_);
  if (code) return *code;
  wrong("country", "no state of that name or code", 404);
  return {};
}

std::optional<Response> Parameters::problem() const {
  if (problem_) return problem_;
  for (const auto& [name, value] : request_.target.query)
    if (std::find(asked_.begin(), asked_.end(), name) == asked_.end())
      return demarche::problem(400, name.substr(0, 40) + ": no such parameter here", request_.target.text);
  return {};
}

std::string next_link(const Request& request, const std::string& key) {
  std::string link;
  for (const auto& segment : request.target.path) link += "/" + url_escaped(segment);
  if (link.empty()) link = "/";
  char mark = '?';
  for (const auto& [name, value] : request.target.query) {
    if (name == "after") continue;
    link += mark + url_escaped(name) + "=" + url_escaped(value);
    mark = '&';
  }
  return link + mark + "after=" + url_escaped(key);
}

}  // namespace demarche
