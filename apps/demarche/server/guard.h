// Who may ask. A page of another origin must not read or write here, whatever name it makes point to this machine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "message.h"

namespace demarche {

struct Guard {
  std::vector<std::string> names;  // by which the server may be called, beside localhost and IP addresses
  std::string token;               // that writes need
  bool token_to_read = false;      // everything under /api needs it
  bool read_only = false;

  // Why a request is turned away; nothing where it may pass. Hosts that are neither an IP address nor a known name are
  // turned away: a name that an attacker has made to point here (DNS rebinding) is none.
  std::optional<Response> refusal(const Request& request, bool writes) const;
};

// 32 hexadecimal digits from the system's source of randomness.
std::string random_token();
// Takes as long for a token that is wrong in the first letter as in the last.
bool same_token(std::string_view a, std::string_view b);

}  // namespace demarche
