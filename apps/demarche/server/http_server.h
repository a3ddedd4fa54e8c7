// An HTTP/1.1 server for one machine: requests in, responses out, and feeds that stay open. Hostile clients cost it
// little: what is too long, too slow or too many is refused, and those who wait make room for those who ask.
//
// One thread reads and writes; handlers run on a small pool of workers, each request on one of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "message.h"

namespace demarche {

struct HttpLimits {
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 8u << 20;
  std::uint64_t all_bodies_bytes = 256u << 20;  // promised or sent at a time; of one without length body_bytes count
  std::size_t connections = 1024;  // when reached, the one that has waited longest without a whole request is closed
  std::size_t pending = 512;       // requests that wait for a worker; more are refused with 503
  std::size_t feeds = 64;          // open at a time
  std::chrono::milliseconds header_time{15'000};  // for a whole head, counted from the last answer
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds write_time{30'000};  // for an answer, or a piece of a long one
};

struct HttpCounts {
  std::uint64_t requests = 0, refused = 0;  // refused: connections and requests that never reached a handler
  std::uint64_t by_class[6] = {};           // answers by the first digit of their status
  std::size_t connections = 0, feeds = 0;
};

// Called on worker number 0 .. workers-1. Must not throw.
using Handler = std::function<Response(Request&, std::size_t worker)>;

class HttpServer {
 public:
  // Listens at once; fails where it cannot. `address`: an IP address; `port` 0: any free one.
  static Result<std::unique_ptr<HttpServer>> listen(const std::string& address, std::uint16_t port,
                                                    const HttpLimits& limits, std::size_t workers, Handler handler);
  virtual ~HttpServer() = default;

  virtual std::uint16_t port() const = 0;
  // Serves until stop(), or SIGINT or SIGTERM. `tick` is called about once a second, on a thread of its own.
  virtual void run(const std::function<void()>& tick) = 0;
  virtual void stop() = 0;                      // from any thread
  virtual void publish(std::string piece) = 0;  // to all open feeds; from any thread
  virtual HttpCounts counts() const = 0;        // from any thread
};

}  // namespace demarche
