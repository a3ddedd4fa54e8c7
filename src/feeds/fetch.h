// One address over HTTP, within limits: what is slow, endless, huge or leads astray ends in an error, not in a wait.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace demarche {

struct FetchLimits {
  std::size_t bytes = 8u << 20;  // of the body, unpacked
  std::chrono::seconds connect{10}, whole{60};
  std::chrono::seconds slow{20};  // as long below 100 bytes a second ends it
  int redirects = 5;
};

// What is known of an address from the last time: an answer that says "not modified" has status 304 and no body.
struct Validators {
  std::string etag, last_modified;
  bool operator==(const Validators&) const = default;
};

struct Fetched {
  long status = 0;   // of HTTP
  std::string body;  // unpacked
  std::string content_type, charset;
  Validators validators;
  std::string address;  // after redirects
  std::optional<std::chrono::seconds> retry_after;
  bool moved_for_good = false;  // every redirect on the way was permanent
};

// A client, for one thread; connections are kept between calls.
class Fetcher {
 public:
  explicit Fetcher(FetchLimits limits = {});
  ~Fetcher();
  Fetcher(Fetcher&&) noexcept;

  // GET. http and https alone, whatever a redirect says. `public_only`: addresses of this machine and of private
  // networks are refused, so that a feed from outside cannot make the program ask what stands behind the firewall.
  // Fails, naming the address, on no answer and on what exceeds the limits; any status is an answer.
  Result<Fetched> get(const std::string& address, const Validators& known = {}, bool public_only = false);

 private:
  struct Client;
  std::unique_ptr<Client> client_;
};

// "example.org:8080" of an address; empty where it is none of http or https.
std::string host_of(const std::string& address);
// Whether the host is this machine or of a private network by its name or number, without asking the network.
bool is_private_host(const std::string& host);
// `link` as written on a page at `address`; empty where that makes no address of http or https.
std::string resolved(const std::string& link, const std::string& address);

}  // namespace demarche
