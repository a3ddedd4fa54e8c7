// The gates of the first recurrent layer for the forms met of late. A word's features depend on its form alone, and so
// do its gates before anything around it counts; of the words of running text four in five stood there a little before.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace demarche {

class FirstGates {
 public:
  static constexpr std::size_t kSlots = 2048;  // 12.6 MB once all are in use

  // `width`: floats that a form takes.
  explicit FirstGates(std::size_t width) : width_(width), values_(new float[kSlots * width]), slots_(kSlots) {}

  // From here to the next call all slots handed out stay; at most kSlots forms.
  void begin() { ++batch_; }

  struct Slot {
    float* values;
    bool is_new;  // still to be filled
  };
  Slot slot_of(std::string_view form);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Places = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
  struct Holder {
    Places::iterator form;
    std::uint64_t batch = 0;  // that asked for it last; 0: empty
    bool again = false;       // asked for since the hand passed
  };

  std::uint32_t free_slot();

  std::size_t width_;
  std::unique_ptr<float[]> values_;  // untouched memory costs nothing
  std::vector<Holder> slots_;
  Places places_;
  std::uint64_t batch_ = 0;
  std::uint32_t hand_ = 0;  // goes round: who was not asked for since the last round makes room
};

}  // namespace demarche
