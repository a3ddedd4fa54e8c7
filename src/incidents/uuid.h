// Identifiers made from content. Internal to src/incidents.
#pragma once

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <string>

namespace demarche {

// UUID version 5 (RFC 4122) in a name space of this program's own.
inline std::string uuid_of(const std::string& content) {
  static const boost::uuids::uuid space = boost::uuids::string_generator()("5d8f3a52-6f0c-5b7e-9c1d-1f0c8e2b7a41");
  return boost::uuids::to_string(boost::uuids::name_generator_sha1(space)(content));
}

}  // namespace demarche
