// The tables of the world are keyed by names, many and short: texts lie whole in one pool, a table is one flat list of
// what it holds and one of where to look for it. Internal to src/world.
#pragma once

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

namespace demarche {

// Texts that stay where they are as long as the pool lives.
class TextPool {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    auto* bytes = static_cast<char*>(memory_.allocate(text.size(), 1));
    return {text.copy(bytes, text.size()) ? bytes : nullptr, text.size()};
  }

 private:
  std::pmr::monotonic_buffer_resource memory_{1 << 16};
};

// From names to values, in the order in which they were put in. Pointers to values hold until the next one is put in;
// nothing is ever taken out.
template <class T>
class ByName {
 public:
  using Item = std::pair<std::string_view, T>;

  explicit ByName(TextPool& texts) : texts_(&texts) {}  // which must outlive this

  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  std::size_t size() const { return items_.size(); }

  auto find(std::string_view name) const { return items_.begin() + at(name); }
  auto find(std::string_view name) { return items_.begin() + at(name); }
  bool contains(std::string_view name) const { return at(name) != std::ssize(items_); }

  T& operator[](std::string_view name) { return emplace(name, T{}); }
  // Puts a value in where the name has none yet; gives what it has.
  T& emplace(std::string_view name, T value) {
    if ((items_.size() + 1) * 2 > slots_.size()) grow();
    auto& slot = slots_[slot_of(name)];
    if (slot == kFree) {
      slot = static_cast<std::uint32_t>(items_.size());
      items_.emplace_back(texts_->keep(name), std::move(value));
    }
    return items_[slot].second;
  }

 private:
  static constexpr std::uint32_t kFree = ~0u;

  // The slot that leads to the name, or the free one where it belongs.
  std::size_t slot_of(std::string_view name) const {
    const std::size_t mask = slots_.size() - 1;
    auto slot = std::hash<std::string_view>{}(name)&mask;
    while (slots_[slot] != kFree && items_[slots_[slot]].first != name) slot = (slot + 1) & mask;
    return slot;
  }
  std::ptrdiff_t at(std::string_view name) const {
    const auto item = slots_.empty() ? kFree : slots_[slot_of(name)];
    return item == kFree ? std::ssize(items_) : static_cast<std::ptrdiff_t>(item);
  }
  void grow() {
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, kFree);
    for (std::size_t i = 0; i < items_.size(); ++i) slots_[slot_of(items_[i].first)] = static_cast<std::uint32_t>(i);
  }

  TextPool* texts_;
  std::vector<Item> items_;
  std::vector<std::uint32_t> slots_;  // indices of items, by hash; a power of two, at most half of them taken
};

}  // namespace demarche
