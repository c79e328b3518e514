// SPDX-License-Identifier: MIT
#include "reports/dashboard.hpp"

#include <algorithm>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "reports/summary.hpp"

namespace dashboard_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;
using namespace loyalty::reports;

namespace {

std::string written(Span days) { return to_string(days.first) + " " + to_string(days.last); }

const std::string tiers = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "10.00" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00", window = "30 days" }
)";

} // namespace

TEST_CASE("a month is compared with as many days of the one before, and a whole one with the whole") {
  const auto before = [](const char* on) { return written(compared_months(day(on)).before); };
  CHECK(written(compared_months(day("2026-06-18")).now) == "2026-06-01 2026-06-18");
  CHECK(before("2026-06-18") == "2026-05-01 2026-05-18");
  CHECK(before("2026-06-30") == "2026-05-01 2026-05-31");
  CHECK(before("2026-01-05") == "2025-12-01 2025-12-05");
  CHECK(before("2026-03-30") == "2026-02-01 2026-02-28");
  CHECK(before("2026-03-31") == "2026-02-01 2026-02-28");
  CHECK(before("2026-02-28") == "2026-01-01 2026-01-31");
}

TEST_CASE("the months of a dashboard add up to what the shop sold, and its tiers to its members") {
  Shop shop(tiers);
  shop.orders("2026-02-10",
              "1,a,2026-01-05,300.00,paid,,,\n2,a,2026-02-07,60.00,paid,,,\n3,b,2026-02-08,70.00,paid,,,\n"
              "4,,2026-02-09,5.00,paid,,,\n5,c,2026-02-09,9.00,refunded,,,\n");
  shop.night("2026-02-10");
  const auto on = day("2026-02-10");
  const auto dashboard = report_dashboard(shop.ledger(), nullptr, cny, on);
  Trade all;
  for (const auto& month : dashboard.months) all += month.trade;
  CHECK(all.net() == Money{43'500});
  CHECK(dashboard.now.net() == Money{13'500});
  CHECK(dashboard.now.by_others == Money{500});
  CHECK(dashboard.before.net() == Money{30'000});
  CHECK(dashboard.now.orders == 3);
  CHECK(dashboard.now.new_members == 2);
  CHECK(dashboard.members() == 3);
  const auto summary = report_summary(shop.ledger(), on);
  const auto net = std::ranges::find(summary, "net", &Measure::key);
  CHECK(std::get<Money>(net->value) == all.net());
  // Silver was reached in January and lost in February, 30 days after the order.
  const auto silver =
      std::ranges::find(dashboard.tiers, "silver", [](const TierOfMonth& tier) { return tier.held.tier; });
  REQUIRE(silver != dashboard.tiers.end());
  CHECK(silver->demoted_from == 1);
  CHECK(silver->promoted_to == 0);
}

TEST_CASE("the dashboard of a shop without orders is empty and shows no tier") {
  Shop shop(tiers);
  const auto dashboard = report_dashboard(shop.ledger(), nullptr, cny, day("2026-02-10"));
  CHECK(dashboard.months.empty());
  CHECK(dashboard.tiers.empty());
  CHECK(dashboard.cohorts.empty());
  CHECK(dashboard.coupons.empty());
}

} // namespace dashboard_test
