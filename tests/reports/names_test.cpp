// SPDX-License-Identifier: MIT
#include "reports/names.hpp"

#include <memory>
#include <string>

#include "app/night/run_nightly.hpp"
#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace names_test {

using namespace loyalty;
using loyalty::reports::ProgramNames;

namespace {

const std::string first = R"([program]
name = "shop"
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "10.00" }
[[coupon]]
id = "five"
off = "5.00"
name = "Five off"
[[membership]]
id = "plus"
name = "Plus"
fee = "9.00"
term = "1 month"
[[group]]
id = "fans"
name = "Fans"
when = { orders = 2 }
[[gift]]
id = "cup"
name = "Cup"
points = 20
[[activity]]
id = "review"
name = "Review"
)";

const std::string second = R"([program]
name = "shop"
[[tier]]
id = "silver"
name = "Sterling"
when = { spend = "10.00" }
)";

void night(store::Ledger& ledger, std::string_view on, const std::string& program) {
  app::run_nightly({.ledger = ledger, .as_of = day(on), .currency = cny}, {"loyalty.toml", program}, {});
}

} // namespace

TEST_CASE("people read what the last program that has a thing calls it, programs read its id") {
  const auto ledger = store::Ledger::in_memory();
  ProgramNames before(*ledger, true);
  CHECK(before.tier("silver") == "silver"); // nothing is kept yet
  night(*ledger, "2026-01-01", first);
  night(*ledger, "2026-01-02", second);
  ProgramNames names(*ledger, true);
  CHECK(names.tier("silver") == "Sterling");
  CHECK(names.coupon("five") == "Five off");
  CHECK(names.plan("plus") == "Plus");
  CHECK(names.group("fans") == "Fans");
  CHECK(names.gift("cup") == "Cup");
  CHECK(names.activity("review") == "Review");
  CHECK(names.tier("gold") == "gold");
  CHECK(names.tier("").empty());
  ProgramNames ids(*ledger, false);
  CHECK(ids.tier("silver") == "silver");
}

} // namespace names_test
