// A pool of threads for the handlers of requests. Internal to the server.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace demarche {

// Jobs in the order of their coming, each on one of the threads. A job is told its thread's number. May be called from
// any thread.
class Workers {
 public:
  using Job = std::function<void(std::size_t worker)>;  // worker: 0 .. threads-1
  // `most`: jobs that may wait.
  Workers(std::size_t threads, std::size_t most);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() { end(); }

  bool take(Job job);  // false: too many wait, or it has ended
  // Forgets the jobs that wait, and returns when those under way are done.
  void end();

 private:
  void work(std::size_t number);

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Job> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace demarche
