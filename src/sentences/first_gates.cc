#include "sentences/first_gates.h"

namespace demarche {

FirstGates::Slot FirstGates::slot_of(std::string_view form) {
  if (const auto found = places_.find(form); found != places_.end()) {
    Holder& holder = slots_[found->second];
    holder.batch = batch_;
    holder.again = true;
    return {values_.get() + found->second * width_, false};
  }
  const std::uint32_t slot = free_slot();
  slots_[slot] = {places_.emplace(form, slot).first, batch_, false};
  return {values_.get() + slot * width_, true};
}

std::uint32_t FirstGates::free_slot() {
  for (;; hand_ = (hand_ + 1) % kSlots) {
    Holder& holder = slots_[hand_];
    if (holder.batch == batch_) continue;
    if (holder.again) {
      holder.again = false;
      continue;
    }
    if (holder.batch != 0) places_.erase(holder.form);
    return hand_;
  }
}

}  // namespace demarche
