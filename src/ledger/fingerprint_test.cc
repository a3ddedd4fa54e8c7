#include "ledger/fingerprint.h"

#include <gtest/gtest.h>

#include <string>

namespace demarche {
namespace {

const std::string kReport =
    "TIRANA - Albania cut diplomatic relations with Iran on Wednesday and gave its diplomats a day to leave, blaming "
    "Tehran for a "
    "cyber attack in July that shut down public services on the internet. Prime Minister Edi Rama said an "
    "investigation had shown "
    "beyond doubt that the attack was the work of four groups acting for the Iranian state. Tehran rejected the charge "
    "and called the "
    "step baseless. The United States, which helped in the inquiry, said that it would hold Iran to account for what "
    "it had done to an "
    "ally. Albania has sheltered some three thousand members of an Iranian opposition movement since 2013, a matter "
    "that Iran has "
    "long complained of. Police surrounded the embassy on Thursday morning as the last cars left its gate for the "
    "airport.";

TEST(Fingerprint, NearCopiesAreTold) {
  auto copy = kReport;
  copy.replace(copy.find("TIRANA - "), 9, "TIRANA, Albania (Agency) - ");
  EXPECT_TRUE(near_copies(fingerprint_of(kReport), fingerprint_of(copy)));
  copy += " (Reporting by our staff)";
  EXPECT_TRUE(near_copies(fingerprint_of(kReport), fingerprint_of(copy)));
}

TEST(Fingerprint, AnotherReportOfTheSameActIsNoCopy) {
  const std::string other =
      "Iranian diplomats were ordered to leave Albania within 24 hours after the government in Tirana broke off "
      "relations over an attack on its "
      "computers, which it says was directed from Tehran. In a video Rama said the decision was proportionate. Iran's "
      "foreign ministry "
      "condemned the move and said that it was made without thought. Analysts see no earlier case of a state ending "
      "relations for such a reason.";
  EXPECT_FALSE(near_copies(fingerprint_of(kReport), fingerprint_of(other)));
  EXPECT_FALSE(near_copies(fingerprint_of(""), fingerprint_of("")));
}

}  // namespace
}  // namespace demarche
