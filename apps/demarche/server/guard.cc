#include "guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <random>

#include "base/content_hash.h"
#include "base/letters.h"

namespace demarche {
namespace {

// "localhost:8080" -> "localhost", "[::1]:8080" -> "::1"; empty where it is no host.
std::string host_name(const std::string& host) {
  std::string name = lower_ascii(host);
  const auto bracket = name.starts_with('[') ? name.find(']') : std::string::npos;
  const auto colon = name.find(':', bracket == std::string::npos ? 0 : bracket);
  if (colon != std::string::npos) {
    if (!std::all_of(name.begin() + static_cast<std::ptrdiff_t>(colon) + 1, name.end(),
                     [](char c) { return c >= '0' && c <= '9'; }))
      return {};
    name.resize(colon);
  }
  if (bracket != std::string::npos) return name.size() > 2 ? name.substr(1, bracket - 1) : std::string();
  if (name.ends_with('.')) name.pop_back();
  return name;
}

bool is_ip(const std::string& name) {
  in6_addr address;
  return inet_pton(AF_INET, name.c_str(), &address) == 1 || inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

}  // namespace

std::optional<Response> Guard::refusal(const Request& request, bool writes) const {
  const auto name = host_name(request.host);
  if (name != "localhost" && !is_ip(name) && std::find(names.begin(), names.end(), name) == names.end())
    return problem(403, "this server is not called by that name; --name makes it known");
  if (!request.origin.empty() && request.origin != "http://" + request.host &&
      request.origin != "https://" + request.host)
    return problem(403, "pages of another origin may not ask here");
  if (request.target.path.empty() || request.target.path[0] != "api") return {};
  if (writes && read_only) return problem(403, "this server only reads");
  if (!writes && !token_to_read) return {};
  constexpr std::string_view kBearer = "Bearer ";
  if (!request.authorization.starts_with(kBearer)) {
    auto response = problem(401, "a token is needed");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  if (!same_token(std::string_view(request.authorization).substr(kBearer.size()), token))
    return problem(403, "that is not the token");
  return {};
}

std::string random_token() {
  std::random_device device;
  const auto half = [&] { return hex_id((std::uint64_t{device()} << 32) | device()); };
  return half() + half();
}

bool same_token(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() && !b.empty() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i] ^ (b.empty() ? 0 : b[i % b.size()]));
  return difference == 0;
}

}  // namespace demarche
