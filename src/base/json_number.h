// Whole numbers of JSON that anybody may have written.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

namespace demarche {

// A whole number that fits: the library would convert what is none, or does not fit, in an undefined way. Throws the
// library's own exception, which is told like any other of a broken file.
template <class Number>
Number whole_number(const nlohmann::json& json) {
  const bool fits = json.is_number_unsigned()
                        ? std::in_range<Number>(json.get<std::uint64_t>())
                        : json.is_number_integer() && std::in_range<Number>(json.get<std::int64_t>());
  if (!fits) throw nlohmann::json::type_error::create(302, "a whole number is meant", &json);
  return json.get<Number>();
}

}  // namespace demarche
