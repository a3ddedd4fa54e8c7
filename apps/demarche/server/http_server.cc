// The server over Boost.Beast: connections let in, or turned away where there are too many (session.h: what becomes of
// one).
#include "http_server.h"

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "session.h"

namespace demarche {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Code = boost::system::error_code;

constexpr auto kHeartbeat = 15;  // seconds

class BeastServer : public HttpServer {
 public:
  BeastServer(const HttpLimits& limits, std::size_t workers, Handler handler) {
    shared_.limits = limits;
    shared_.handler = std::move(handler);
    shared_.workers = std::make_unique<Workers>(workers, limits.pending);
  }
  BeastServer(const BeastServer&) = delete;
  BeastServer& operator=(const BeastServer&) = delete;
  ~BeastServer() override {
    shared_.workers->end();
    shared_.feeds.clear();
  }

  Result<void> open(const std::string& address, std::uint16_t port) {
    Code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) return fail("not an IP address", {}, 0, 0, address);
    const tcp::endpoint endpoint(ip, port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(1024, error);
    if (error) return fail("cannot listen on " + address + " port " + std::to_string(port) + ": " + error.message());
    return {};
  }

  std::uint16_t port() const override {
    Code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  void run(const std::function<void()>& tick) override {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](Code error, int) {
      if (!error) shared_.io.stop();
    });
    accept();
    beat();
    std::mutex mutex;
    std::condition_variable ended;
    bool end = false;
    std::thread ticker([&] {
      std::unique_lock lock(mutex);
      while (!ended.wait_for(lock, std::chrono::seconds(1), [&] { return end; })) {
        lock.unlock();
        tick();
        lock.lock();
      }
    });
    shared_.io.run();
    {
      const std::lock_guard lock(mutex);
      end = true;
    }
    ended.notify_all();
    ticker.join();
    shared_.workers->end();
  }

  void stop() override { shared_.io.stop(); }

  void publish(std::string piece) override {
    asio::post(shared_.io, [this, piece = std::make_shared<const std::string>(std::move(piece))] {
      const auto open = shared_.feeds;  // one that lags is taken out
      for (const auto& session : open) session->feed(piece);
    });
  }

  HttpCounts counts() const override {
    HttpCounts counts;
    counts.requests = shared_.requests;
    counts.refused = shared_.refused;
    for (std::size_t i = 0; i < std::size(counts.by_class); ++i) counts.by_class[i] = shared_.by_class[i];
    counts.connections = shared_.connections;
    counts.feeds = shared_.open_feeds;
    return counts;
  }

 private:
  void accept() {
    acceptor_.async_accept([this](Code error, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (error) {  // no more descriptors, say: a little later there are
        retry_.expires_after(std::chrono::milliseconds(50));
        retry_.async_wait([this](Code) { accept(); });
        return;
      }
      Code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      welcome(std::make_shared<Session>(std::move(socket), shared_));
      accept();
    });
  }

  void welcome(const std::shared_ptr<Session>& session) {
    if (shared_.sessions.size() > shared_.limits.connections) {
      if (shared_.waiting.empty()) return session->refuse(503, "too many connections");
      shared_.refused++;
      shared_.waiting.front()->close();
    }
    session->wait_for_request();
  }

  // Keeps what lies between from closing quiet feeds.
  void beat() {
    heart_.expires_after(std::chrono::seconds(kHeartbeat));
    heart_.async_wait([this](Code error) {
      if (error) return;
      publish(": still here\n\n");
      beat();
    });
  }

  SharedBySessions shared_;
  tcp::acceptor acceptor_{shared_.io};
  asio::steady_timer retry_{shared_.io}, heart_{shared_.io};
  asio::signal_set signals_{shared_.io};
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const std::string& address, std::uint16_t port,
                                                       const HttpLimits& limits, std::size_t workers, Handler handler) {
  auto server = std::make_unique<BeastServer>(limits, workers, std::move(handler));
  if (auto open = server->open(address, port); !open) return tl::unexpected(open.error());
  return server;
}

}  // namespace demarche
