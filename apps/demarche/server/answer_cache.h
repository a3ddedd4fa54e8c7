// Answers kept while the ledger is as it was: the least lately used go when there are too many bytes. For any thread.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace demarche {

struct Answer {
  std::string type;  // media type
  std::shared_ptr<const std::string> body;
  std::string tag;  // ETag, with its quotes
  std::vector<std::pair<std::string, std::string>> headers;
};

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t bytes) : most_(bytes) {}
  std::shared_ptr<const Answer> find(const std::string& key);
  void keep(const std::string& key, std::shared_ptr<const Answer> answer);
  void clear();
  std::uint64_t hits() const;
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Answer> answer;
  };
  static std::size_t size_of(const Entry& entry) { return entry.key.size() * 2 + entry.answer->body->size() + 256; }

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::uint64_t hits_ = 0;
  std::list<Entry> entries_;  // the last used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace demarche
