#include "model/label.h"

#include <mutex>
#include <shared_mutex>
#include <unordered_set>

namespace demarche {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace

const std::string* Label::none() {
  static const std::string empty;
  return &empty;
}

Label::Label(std::string_view text) {
  if (text.empty()) return;
  static std::shared_mutex mutex;
  static auto& all = *new std::unordered_set<std::string, Hash, std::equal_to<>>;  // never freed: labels outlive all
  {
    const std::shared_lock reading(mutex);
    if (const auto found = all.find(text); found != all.end()) {
      text_ = &*found;
      return;
    }
  }
  const std::unique_lock writing(mutex);
  text_ = &*all.emplace(text).first;
}

}  // namespace demarche
