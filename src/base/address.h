// Addresses of servers, which may hold a password: what of them may be shown.
#pragma once

#include <string>
#include <string_view>

namespace demarche {

// For messages and logs: `text` with what is secret in each address left out, all else as it is. Secret are the
// password of "scheme://user:password@host", the token of "nats://token@host", and the value of a parameter whose name
// ends in "password". What is no address is left as it is.
std::string without_password(std::string_view text);

}  // namespace demarche
