// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "loyalty/identity.hpp"

namespace loyalty::masked_phone_test {

TEST_CASE("a masked phone fits a number of the same length and digits") {
  const auto masked = GENERATE("138****0001", "138-****-0001", "138xxxx0001", "+86 138****0001", "86138****0001",
                               "138＊＊＊＊0001", "138••••0001", "'138****0001", "13800000001", "*******0001");
  CAPTURE(masked);
  CHECK(can_be_phone(masked, "13800000001"));
  CHECK_FALSE(can_be_phone(masked, "13800000002"));
}

TEST_CASE("a masked phone that shows too little or says something else fits nobody") {
  const auto masked = GENERATE("", "***********", "138********", "138****001", "138*****0001", "139****0001",
                               "##a8f3c9", "138****0001-1234");
  CAPTURE(masked);
  CHECK_FALSE(can_be_phone(masked, "13800000001"));
}

} // namespace loyalty::masked_phone_test
