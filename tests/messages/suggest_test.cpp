// SPDX-License-Identifier: MIT
#include "messages/suggest.hpp"

#include <array>
#include <string_view>

#include "catch.hpp"

namespace suggest_test {

using loyalty::messages::suggest;

TEST_CASE("a word with up to two slips is recognised") {
  constexpr std::array<std::string_view, 6> known{"earn", "redeem", "hold", "expire", "per", "订单编号"};
  CHECK(suggest("earn", known) == "earn");
  CHECK(suggest("eran", known) == "earn");
  CHECK(suggest("redem", known) == "redeem");
  CHECK(suggest("exspired", known) == "expire");
  CHECK(suggest("holdd", known) == "hold");
  CHECK(suggest("pre", known) == "per");
  CHECK(suggest("订单号", known) == "订单编号");
  CHECK(suggest("per2x", known) == "per");
}

TEST_CASE("nothing is suggested for a word that resembles none") {
  constexpr std::array<std::string_view, 3> known{"earn", "per", "hold"};
  CHECK(suggest("", known).empty());
  CHECK(suggest("multiplier", known).empty());
  CHECK(suggest("pxx", known).empty());
  CHECK(suggest("x", known).empty());
  CHECK(suggest("\xFF\xFE", known).empty());
  CHECK(suggest("earn", {}).empty());
}

} // namespace suggest_test
