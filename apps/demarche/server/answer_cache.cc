#include "answer_cache.h"

namespace demarche {

std::shared_ptr<const Answer> AnswerCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  ++hits_;
  return found->second->answer;
}

void AnswerCache::keep(const std::string& key, std::shared_ptr<const Answer> answer) {
  const std::lock_guard lock(mutex_);
  Entry entry{key, std::move(answer)};
  const std::size_t size = size_of(entry);
  if (size > most_ / 8 || by_key_.contains(key)) return;
  entries_.push_front(std::move(entry));
  by_key_[key] = entries_.begin();
  bytes_ += size;
  while (bytes_ > most_) {
    bytes_ -= size_of(entries_.back());
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

void AnswerCache::clear() {
  const std::lock_guard lock(mutex_);
  by_key_.clear();
  entries_.clear();
  bytes_ = 0;
}

std::uint64_t AnswerCache::hits() const {
  const std::lock_guard lock(mutex_);
  return hits_;
}

std::size_t AnswerCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace demarche
