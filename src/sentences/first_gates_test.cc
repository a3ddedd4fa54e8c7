// Slots of the first layer's gates: a form keeps its own, rare forms make room for others, none of a batch is taken
// away.
#include "sentences/first_gates.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

// Takes the form's slot, which must hold the form's number if it held it before.
bool is_kept(FirstGates& gates, int form) {
  const auto slot = gates.slot_of("form " + std::to_string(form));
  const auto number = static_cast<float>(form);
  EXPECT_TRUE(slot.is_new || slot.values[0] == number) << form;
  slot.values[0] = slot.values[2] = number;
  return !slot.is_new;
}

TEST(FirstGates, AFullBatchKeepsAllItsForms) {
  constexpr int most = FirstGates::kSlots;
  FirstGates gates(3);
  for (int batch = 0; batch < 3; ++batch) {
    gates.begin();
    for (int i = 0; i < most; ++i) EXPECT_EQ(is_kept(gates, i), batch > 0);
    for (int i = 0; i < most; ++i) EXPECT_TRUE(is_kept(gates, i));
  }
}

TEST(FirstGates, FormsMetAgainStayAndRareOnesMakeRoom) {
  FirstGates gates(3);
  int next = 100, found = 0, asked = 0;
  for (int batch = 0; batch < 200; ++batch) {
    gates.begin();
    for (int i = 0; i < 100; ++i) {
      found += is_kept(gates, i);
      ++asked;
      EXPECT_FALSE(is_kept(gates, next++));
    }
  }
  EXPECT_EQ(found, asked - 100);  // each was new once
}

}  // namespace
}  // namespace demarche
