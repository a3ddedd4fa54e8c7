// The server over Boost.Beast. A connection is a Session, which is in one of these states at a time: waiting for a
// request's head, reading its body, with a worker, writing, open as a feed, or closing. All of it happens on the one
// thread of the io_context but for the handlers.
#include "http_server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace demarche {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Code = beast::error_code;

constexpr std::size_t kMostBehind = 1u << 20;  // bytes that a feed may lag behind before it is closed
constexpr auto kLinger = std::chrono::seconds(2);
constexpr std::size_t kMostDrained = 16u << 20;  // bytes that are still taken in from a client that was refused
constexpr auto kHeartbeat = 15;                  // seconds

// What every answer carries; what the answer itself says of them stands.
constexpr std::pair<const char*, const char*> kSafety[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}};

// Jobs in the order of their coming, each on one of the threads. A job is told its thread's number.
class Workers {
 public:
  using Job = std::function<void(std::size_t worker)>;
  Workers(std::size_t threads, std::size_t most) : most_(most) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { work(i); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() { end(); }

  bool take(Job job) {  // false: too many wait
    {
      const std::lock_guard lock(mutex_);
      if (ending_ || jobs_.size() >= most_) return false;
      jobs_.push_back(std::move(job));
    }
    waiting_.notify_one();
    return true;
  }

  void end() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
      jobs_.clear();
    }
    waiting_.notify_all();
    for (auto& thread : threads_)
      if (thread.joinable()) thread.join();
  }

 private:
  void work(std::size_t number) {
    for (;;) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        waiting_.wait(lock, [&] { return ending_ || !jobs_.empty(); });
        if (ending_) return;
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job(number);
    }
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Job> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

class Session;

// What the sessions share. Of the io thread, but for the counts.
struct Shared {
  HttpLimits limits;
  Handler handler;
  std::unique_ptr<Workers> workers;
  std::list<Session*> waiting;  // for a request, the longest first
  std::set<std::shared_ptr<Session>> feeds;
  std::set<Session*> sessions;
  std::uint64_t bodies = 0;  // bytes that the sessions hold room for
  std::atomic<std::uint64_t> requests{0}, refused{0};
  std::atomic<std::uint64_t> by_class[6]{};
  std::atomic<std::size_t> connections{0}, open_feeds{0};
  asio::io_context io{1};  // goes first: sessions that wait in it look at the rest

  void count(int status) { by_class[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))]++; }
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
    shared_.sessions.insert(this);
    shared_.connections = shared_.sessions.size();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    stop_waiting();
    give_room_back();
    shared_.sessions.erase(this);
    shared_.connections = shared_.sessions.size();
  }

  void wait_for_request() {
    request_.emplace();
    request_->header_limit(shared_.limits.header_bytes);
    request_->body_limit(shared_.limits.body_bytes);
    shared_.waiting.push_back(this);
    place_ = std::prev(shared_.waiting.end());
    stream_.expires_after(shared_.limits.header_time);
    http::async_read_header(stream_, buffer_, *request_,
                            [self = shared_from_this()](Code error, std::size_t) { self->have_head(error); });
  }

  // Says that there is no room, and goes.
  void refuse(int status, const std::string& detail) {
    shared_.refused++;
    give_room_back();
    keep_alive_ = false;
    write_whole(problem(status, detail));
  }

  void close() {
    stop_waiting();
    stream_.close();
    shared_.feeds.erase(shared_from_this());
    shared_.open_feeds = shared_.feeds.size();
  }

  void feed(const std::shared_ptr<const std::string>& piece) {
    behind_ += piece->size();
    if (behind_ > kMostBehind) return close();
    pieces_.push_back(piece);
    if (pieces_.size() == 1) write_feed();
  }

 private:
  void stop_waiting() {
    if (!place_) return;
    shared_.waiting.erase(*place_);
    place_.reset();
  }

  void have_head(Code error) {
    stop_waiting();
    if (error == http::error::end_of_stream) return finish();
    if (error == beast::error::timeout || error == asio::error::operation_aborted || error == asio::error::eof ||
        error == asio::error::connection_reset || error == http::error::partial_message)
      return close();
    if (error == http::error::header_limit)
      return refuse(431,
                    "the head of the request is longer than " + std::to_string(shared_.limits.header_bytes) + " bytes");
    if (error == http::error::body_limit) return refuse_body();
    if (error) return refuse(400, "not a request of HTTP: " + error.message());
    const auto& head = request_->get();
    if (head.version() != 11 && head.version() != 10) return refuse(505, "HTTP/1.1 is spoken here");
    const auto length = request_->content_length();
    if (length && *length > shared_.limits.body_bytes) return refuse_body();
    room_ = length ? *length : request_->is_done() ? 0 : shared_.limits.body_bytes;
    shared_.bodies += room_;
    if (shared_.bodies > shared_.limits.all_bodies_bytes) return refuse(503, "too many bodies are sent at a time");
    if (beast::iequals(head[http::field::expect], "100-continue")) {
      stream_.expires_after(shared_.limits.write_time);
      static const std::string kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
      return asio::async_write(stream_, asio::buffer(kGoOn), [self = shared_from_this()](Code failed, std::size_t) {
        if (failed) return self->close();
        self->read_body();
      });
    }
    read_body();
  }

  void refuse_body() { refuse(413, "the body is larger than " + std::to_string(shared_.limits.body_bytes) + " bytes"); }

  void read_body() {
    stream_.expires_after(shared_.limits.body_time);
    http::async_read(stream_, buffer_, *request_, [self = shared_from_this()](Code error, std::size_t) {
      if (error == http::error::body_limit) return self->refuse_body();
      if (error == beast::error::timeout || error == asio::error::operation_aborted ||
          error == asio::error::connection_reset || error == http::error::partial_message)
        return self->close();
      if (error) return self->refuse(400, "not a request of HTTP: " + error.message());
      self->have_request();
    });
  }

  void have_request() {
    shared_.requests++;
    auto message = request_->release();
    keep_alive_ = message.keep_alive();
    only_head_ = message.method() == http::verb::head;
    stream_.expires_never();
    const std::string text(message.target());
    auto target = parse_target(text == "*" && message.method() == http::verb::options ? "/" : text);
    if (!target) return refuse(400, target.error().describe());
    if (message.count(http::field::host) != 1) return refuse(400, "exactly one Host is needed");
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::move(*target);
    const auto header = [&](http::field field) { return std::string(message[field]); };
    request.host = header(http::field::host);
    request.origin = header(http::field::origin);
    request.authorization = header(http::field::authorization);
    request.content_type = header(http::field::content_type);
    request.if_none_match = header(http::field::if_none_match);
    request.accept_encoding = header(http::field::accept_encoding);
    request.body = std::move(message.body());
    const bool taken = shared_.workers->take(
        [self = shared_from_this(), request = std::make_shared<Request>(std::move(request))](std::size_t worker) {
          auto response = std::make_shared<Response>(self->shared_.handler(*request, worker));
          asio::post(self->shared_.io, [self, response] { self->answer(std::move(*response)); });
        });
    if (!taken) refuse(503, "too many requests wait");
  }

  void give_room_back() { shared_.bodies -= std::exchange(room_, 0); }

  void answer(Response response) {
    give_room_back();
    if (response.feed && !only_head_) return open_feed(response);
    if (response.more && !only_head_) return write_pieces(std::move(response));
    write_whole(std::move(response));
  }

  template <class Message>
  void set_head(Message& message, const Response& response) {
    shared_.count(response.status);
    message.result(static_cast<unsigned>(response.status));
    if (!response.type.empty()) message.set(http::field::content_type, response.type);
    for (const auto& [name, value] : kSafety) message.set(name, value);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.keep_alive(keep_alive_);
  }

  void write_whole(Response response) {
    const bool bare = response.status == 204 || response.status == 304;
    auto body = response.body ? response.body : std::make_shared<const std::string>();
    auto message = std::make_shared<http::response<http::span_body<const char>>>();
    message->version(11);
    set_head(*message, response);
    if (!bare && !(response.more && only_head_)) message->content_length(body->size());
    if (!bare && !only_head_) message->body() = {body->data(), body->size()};
    auto serializer = std::make_shared<http::response_serializer<http::span_body<const char>>>(*message);
    stream_.expires_after(shared_.limits.write_time);
    const auto done = [self = shared_from_this(), message, serializer, body](Code error, std::size_t) {
      self->written(error);
    };
    if (bare || only_head_)
      http::async_write_header(stream_, *serializer, done);
    else
      http::async_write(stream_, *serializer, done);
  }

  void written(Code error) {
    if (error && error != http::error::end_of_stream) return close();
    if (!keep_alive_) return finish();
    wait_for_request();
  }

  // A long body in chunks: each piece is asked for on a worker when the one before has gone out.
  void write_pieces(Response response) {
    auto message = std::make_shared<http::response<http::empty_body>>();
    message->version(11);
    set_head(*message, response);
    message->chunked(true);
    auto serializer = std::make_shared<http::response_serializer<http::empty_body>>(*message);
    stream_.expires_after(shared_.limits.write_time);
    http::async_write_header(stream_, *serializer,
                             [self = shared_from_this(), message, serializer,
                              next = std::make_shared<NextPiece>(std::move(response.more))](Code error, std::size_t) {
                               if (error) return self->close();
                               self->next_piece(next);
                             });
  }

  void next_piece(const std::shared_ptr<NextPiece>& next) {
    stream_.expires_never();
    const bool taken = shared_.workers->take([self = shared_from_this(), next](std::size_t) {
      auto piece = std::make_shared<std::string>();
      const bool more = (*next)(*piece);
      asio::post(self->shared_.io, [self, next, piece, more] { self->write_piece(next, piece, more); });
    });
    if (!taken) close();
  }

  void write_piece(const std::shared_ptr<NextPiece>& next, const std::shared_ptr<std::string>& piece, bool more) {
    stream_.expires_after(shared_.limits.write_time);
    if (piece->empty() && more) return next_piece(next);
    if (piece->empty()) return write_last_piece();
    asio::async_write(stream_, http::make_chunk(asio::buffer(*piece)),
                      [self = shared_from_this(), next, piece, more](Code error, std::size_t) {
                        if (error) return self->close();
                        if (more) return self->next_piece(next);
                        self->write_last_piece();
                      });
  }

  void write_last_piece() {
    asio::async_write(stream_, http::make_chunk_last(),
                      [self = shared_from_this()](Code error, std::size_t) { self->written(error); });
  }

  void open_feed(const Response& response) {
    if (shared_.feeds.size() >= shared_.limits.feeds) return refuse(503, "too many feeds are open");
    keep_alive_ = false;
    auto message = std::make_shared<http::response<http::empty_body>>();
    message->version(11);
    set_head(*message, response);
    auto serializer = std::make_shared<http::response_serializer<http::empty_body>>(*message);
    stream_.expires_after(shared_.limits.write_time);
    http::async_write_header(
        stream_, *serializer,
        [self = shared_from_this(), message, serializer, first = response.body](Code error, std::size_t) {
          if (error && error != http::error::end_of_stream) return self->close();
          self->stream_.expires_never();
          self->shared_.feeds.insert(self);
          self->shared_.open_feeds = self->shared_.feeds.size();
          self->watch_feed();
          self->feed(first);
        });
  }

  // A client that goes away is noticed.
  void watch_feed() {
    stream_.socket().async_read_some(asio::buffer(scratch_), [self = shared_from_this()](Code error, std::size_t) {
      if (error) return self->close();
      self->watch_feed();
    });
  }

  void write_feed() {
    stream_.expires_after(shared_.limits.write_time);
    asio::async_write(stream_, asio::buffer(*pieces_.front()), [self = shared_from_this()](Code error, std::size_t) {
      if (error) return self->close();
      self->stream_.expires_never();
      self->behind_ -= self->pieces_.front()->size();
      self->pieces_.pop_front();
      if (!self->pieces_.empty()) self->write_feed();
    });
  }

  // Lets the client read what was said before the connection goes: closing at once would throw away an answer to a
  // client that is still sending.
  void finish() {
    Code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kLinger);
    drain();
  }

  void drain() {
    stream_.async_read_some(asio::buffer(scratch_), [self = shared_from_this()](Code error, std::size_t bytes) {
      self->drained_ += bytes;
      if (error || self->drained_ > kMostDrained) return self->close();
      self->drain();
    });
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> request_;
  std::optional<std::list<Session*>::iterator> place_;  // in `waiting`
  std::uint64_t room_ = 0;                              // for the body in hand, of Shared::bodies
  bool keep_alive_ = false, only_head_ = false;
  std::deque<std::shared_ptr<const std::string>> pieces_;
  std::size_t behind_ = 0, drained_ = 0;
  char scratch_[4096];
};

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

  Shared shared_;
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
