// The work of many machines as a queue on NATS JetStream: what waits, what is under way, what could not be done.
//
// A message is handed out until a worker says that it is done with it. One that nobody answers for within a
// minute is handed out again, so what a dead worker had taken is not lost; what is done twice changes nothing, since
// documents are known by their content. All calls but those of different brokers belong to one thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche {

struct BrokerOptions {
  std::string servers = "nats://127.0.0.1:4222";  // addresses parted by commas; each may hold user:password or a token
  std::string stream = "DEMARCHE";                // its dead letters lie in the stream DEMARCHE_DEAD
  int replicas = 1;                               // on which so many nodes each message lies, if the stream is made
  std::int64_t most_bytes = std::int64_t{4} << 30;  // of the stream: beyond, who sends must wait
  std::chrono::seconds answer_within{60};           // for one in hand; set by whoever takes from the stream first
};

// A message taken from the queue; it goes back to the queue where nothing is said of it.
class Delivery {
 public:
  struct Message;
  explicit Delivery(std::unique_ptr<Message> message);
  Delivery(Delivery&&) noexcept;
  Delivery& operator=(Delivery&&) noexcept;
  ~Delivery();

  std::string_view bytes() const;
  std::uint64_t times() const { return times_; }  // it was handed out, this time included
  std::uint64_t place() const { return place_; }  // in the stream, from 1: the same each time that it is handed out
  // One of these, or Broker::bury, answers for it. The server hears it soon; where it does not, the message is handed
  // out again.
  void done();  // out of the queue
  void again(std::chrono::seconds later);
  bool answered() const { return answered_; }
  void under_way();  // as long again until it must be answered for

 private:
  friend class Broker;
  std::unique_ptr<Message> message_;
  std::uint64_t times_ = 1, place_ = 0;
  bool answered_ = false;
};

struct Backlog {
  std::uint64_t waiting = 0, under_way = 0, dead = 0;  // messages
  std::uint64_t bytes = 0;                             // in the stream, with what is done and not yet forgotten
  std::uint64_t sent = 0;                              // ever
};

class Broker {
 public:
  // Connects, and makes the streams where there are none. A connection that is lost is made again by itself.
  static Result<Broker> connect(const BrokerOptions& options);
  Broker(Broker&&) noexcept;
  ~Broker();  // once the server has heard all answers, or after some seconds

  // Returns when all of them lie in the stream, on as many nodes as it demands; where it is full, makes room by
  // forgetting what is done, and waits while that is not enough or no server answers, until `stop` is set (then it
  // fails). A message that lies there already is not put there again.
  Result<void> send(std::span<const std::string> messages, const std::atomic<bool>& stop);
  std::size_t longest_message() const;  // bytes that the server takes

  // Up to `most` messages, as soon as there is one; empty where there is none within `wait`.
  Result<std::vector<Delivery>> take(int most, std::chrono::milliseconds wait);
  // Until then what was taken must be answered for, or told to be under way. Known when something was taken.
  std::chrono::milliseconds answer_within() const;

  // Out of the queue and to the dead letters, with the reason.
  Result<void> bury(Delivery& delivery, const std::string& reason);

  Result<Backlog> backlog();
  // Dead letters, oldest first, with their reasons; at most `most`.
  struct DeadLetter {
    std::string reason, bytes;
  };
  Result<std::vector<DeadLetter>> dead_letters(std::size_t most);

 private:
  struct Connection;
  explicit Broker(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace demarche
