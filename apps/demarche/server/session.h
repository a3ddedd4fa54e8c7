// A connection, which is in one of these states at a time: waiting for a request's head, reading its body, with a
// worker, writing, open as a feed, or closing. Internal to the server: http_server.cc lets connections in.
//
// All of it happens on the one thread of the io_context but for the handlers.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "http_server.h"
#include "workers.h"

namespace demarche {

class Session;

// What the sessions share. Of the io thread, but for the counts.
struct SharedBySessions {
  HttpLimits limits;
  Handler handler;
  std::unique_ptr<Workers> workers;
  std::list<Session*> waiting;  // for a request, the longest first
  std::set<std::shared_ptr<Session>> feeds;
  std::size_t feeds_granted = 0;  // those and the ones whose head is still being written
  std::set<Session*> sessions;
  std::uint64_t bodies = 0;  // bytes that the sessions hold room for
  std::atomic<std::uint64_t> requests{0}, refused{0};
  std::atomic<std::uint64_t> by_class[6]{};
  std::atomic<std::size_t> connections{0}, open_feeds{0};
  boost::asio::io_context io{1};  // goes first: sessions that wait in it look at the rest

  void count(int status) { by_class[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))]++; }
};

// Owned by whatever it waits for; it goes when nothing does any more.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(boost::asio::ip::tcp::socket socket, SharedBySessions& shared);  // `shared` outlives it
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  void wait_for_request();
  // Says that there is no room, and goes.
  void refuse(int status, const std::string& detail);
  void close();
  void feed(const std::shared_ptr<const std::string>& piece);  // where it is open as a feed

 private:
  using Code = boost::beast::error_code;
  void stop_waiting();

  // A request comes in.
  void have_head(Code error);
  void refuse_body();
  void read_body();
  void have_request();
  void give_room_back();
  // Goes on with the session on the io thread. The worker keeps no share of it: a session ends where it lives.
  template <class Go>
  static void hand_back(std::shared_ptr<Session>&& self, Go go);

  // An answer goes out: whole, in pieces, or as a feed that stays open.
  void answer(Response response);
  template <class Message>
  void set_head(Message& message, const Response& response);
  void write_whole(Response response);
  void written(Code error);
  void write_pieces(Response response);
  void next_piece(const std::shared_ptr<NextPiece>& next);
  void write_piece(const std::shared_ptr<NextPiece>& next, const std::shared_ptr<std::string>& piece, bool more);
  void write_last_piece();
  void open_feed(const Response& response);
  void watch_feed();
  void write_feed();

  // The end.
  void finish();
  void drain();

  boost::beast::tcp_stream stream_;
  SharedBySessions& shared_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> request_;
  std::optional<std::list<Session*>::iterator> place_;  // in `waiting`
  std::uint64_t room_ = 0;                              // for the body in hand, of SharedBySessions::bodies
  bool keep_alive_ = false, only_head_ = false, is_feed_ = false;
  std::deque<std::shared_ptr<const std::string>> pieces_;
  std::size_t behind_ = 0, drained_ = 0;
  char scratch_[4096];
};

}  // namespace demarche
