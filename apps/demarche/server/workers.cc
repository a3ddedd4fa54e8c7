#include "workers.h"

#include <utility>

namespace demarche {

Workers::Workers(std::size_t threads, std::size_t most) : most_(most) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { work(i); });
}

bool Workers::take(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (ending_ || jobs_.size() >= most_) return false;
    jobs_.push_back(std::move(job));
  }
  waiting_.notify_one();
  return true;
}

void Workers::end() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    jobs_.clear();
  }
  waiting_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::work(std::size_t number) {
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

}  // namespace demarche
