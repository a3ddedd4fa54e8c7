// How a connection goes through its states, and what it writes.
#include "session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <iterator>
#include <utility>

namespace demarche {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

constexpr std::size_t kMostBehind = 1u << 20;  // bytes that a feed may lag behind before it is closed
constexpr auto kLinger = std::chrono::seconds(2);
constexpr std::size_t kMostDrained = 16u << 20;  // bytes that are still taken in from a client that was refused

// What every answer carries; what the answer itself says of them stands.
constexpr std::pair<const char*, const char*> kSafety[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}};

}  // namespace

Session::Session(tcp::socket socket, SharedBySessions& shared) : stream_(std::move(socket)), shared_(shared) {
  shared_.sessions.insert(this);
  shared_.connections = shared_.sessions.size();
}

Session::~Session() {
  stop_waiting();
  give_room_back();
  if (is_feed_) --shared_.feeds_granted;
  shared_.sessions.erase(this);
  shared_.connections = shared_.sessions.size();
}

void Session::wait_for_request() {
  request_.emplace();
  request_->header_limit(shared_.limits.header_bytes);
  request_->body_limit(shared_.limits.body_bytes);
  shared_.waiting.push_back(this);
  place_ = std::prev(shared_.waiting.end());
  stream_.expires_after(shared_.limits.header_time);
  http::async_read_header(stream_, buffer_, *request_,
                          [self = shared_from_this()](Code error, std::size_t) { self->have_head(error); });
}

void Session::refuse(int status, const std::string& detail) {
  shared_.refused++;
  give_room_back();
  keep_alive_ = false;
  write_whole(problem(status, detail));
}

void Session::close() {
  stop_waiting();
  stream_.close();
  shared_.feeds.erase(shared_from_this());
  shared_.open_feeds = shared_.feeds.size();
}

void Session::feed(const std::shared_ptr<const std::string>& piece) {
  behind_ += piece->size();
  if (behind_ > kMostBehind) return close();
  pieces_.push_back(piece);
  if (pieces_.size() == 1) write_feed();
}

void Session::stop_waiting() {
  if (!place_) return;
  shared_.waiting.erase(*place_);
  place_.reset();
}

void Session::have_head(Code error) {
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

void Session::refuse_body() {
  refuse(413, "the body is larger than " + std::to_string(shared_.limits.body_bytes) + " bytes");
}

void Session::read_body() {
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

template <class Go>
void Session::hand_back(std::shared_ptr<Session>&& self, Go go) {
  auto& io = self->shared_.io;
  asio::post(io, [self = std::move(self), go = std::move(go)] { go(*self); });
}

void Session::have_request() {
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
      [self = shared_from_this(), request = std::make_shared<Request>(std::move(request))](std::size_t worker) mutable {
        auto response = std::make_shared<Response>(self->shared_.handler(*request, worker));
        hand_back(std::move(self), [response](Session& session) { session.answer(std::move(*response)); });
      });
  if (!taken) refuse(503, "too many requests wait");
}

void Session::give_room_back() { shared_.bodies -= std::exchange(room_, 0); }

void Session::answer(Response response) {
  give_room_back();
  if (response.feed && !only_head_) return open_feed(response);
  if (response.more && !only_head_) return write_pieces(std::move(response));
  write_whole(std::move(response));
}

template <class Message>
void Session::set_head(Message& message, const Response& response) {
  shared_.count(response.status);
  message.result(static_cast<unsigned>(response.status));
  if (!response.type.empty()) message.set(http::field::content_type, response.type);
  for (const auto& [name, value] : kSafety) message.set(name, value);
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.keep_alive(keep_alive_);
}

void Session::write_whole(Response response) {
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

void Session::written(Code error) {
  if (error && error != http::error::end_of_stream) return close();
  if (!keep_alive_) return finish();
  wait_for_request();
}

// A long body in chunks: each piece is asked for on a worker when the one before has gone out.
void Session::write_pieces(Response response) {
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

void Session::next_piece(const std::shared_ptr<NextPiece>& next) {
  stream_.expires_never();
  const bool taken = shared_.workers->take([self = shared_from_this(), next](std::size_t) mutable {
    auto piece = std::make_shared<std::string>();
    const bool more = (*next)(*piece);
    hand_back(std::move(self), [next, piece, more](Session& session) { session.write_piece(next, piece, more); });
  });
  if (!taken) close();
}

void Session::write_piece(const std::shared_ptr<NextPiece>& next, const std::shared_ptr<std::string>& piece,
                          bool more) {
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

void Session::write_last_piece() {
  asio::async_write(stream_, http::make_chunk_last(),
                    [self = shared_from_this()](Code error, std::size_t) { self->written(error); });
}

void Session::open_feed(const Response& response) {
  if (shared_.feeds_granted >= shared_.limits.feeds) return refuse(503, "too many feeds are open");
  ++shared_.feeds_granted;
  is_feed_ = true;
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
void Session::watch_feed() {
  stream_.socket().async_read_some(asio::buffer(scratch_), [self = shared_from_this()](Code error, std::size_t) {
    if (error) return self->close();
    self->watch_feed();
  });
}

void Session::write_feed() {
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
void Session::finish() {
  Code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream_.expires_after(kLinger);
  drain();
}

void Session::drain() {
  stream_.async_read_some(asio::buffer(scratch_), [self = shared_from_this()](Code error, std::size_t bytes) {
    self->drained_ += bytes;
    if (error || self->drained_ > kMostDrained) return self->close();
    self->drain();
  });
}

}  // namespace demarche
