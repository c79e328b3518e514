// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <variant>

#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "reports/expiring.hpp"
#include "reports/members.hpp"
#include "reports/points.hpp"
#include "reports/settled.hpp"
#include "reports/show_member.hpp"
#include "reports/summary.hpp"
#include "reports/tier_changes.hpp"
#include "reports/tiers.hpp"

namespace reports_test {

using namespace loyalty;
using namespace loyalty::reports;
using namespace loyalty::trust_shop;

namespace {

constexpr auto orders =
    "1,anna,2026-01-05,200.00,paid,,\n"
    "2,anna,2026-01-05,50.00,paid,10.00,\n"
    "3,anna,2026-02-10,90.00,refunded,,\n"
    "4,ben,2026-02-01,80.00,paid,,\n"
    "5,,2026-02-02,30.00,paid,,\n"
    "6,carl,2026-02-03,70.00,cancelled,,\n"
    "7,ben,2026-03-01,-20.00,refund,,\n"
    "8,dora,2026-06-01,10.00,paid,,\n";

/// anna and ben bought, carl did not, dora comes later.
Shop opened() {
  Shop shop;
  shop.import(orders, "2026-03-31");
  shop.night("2026-03-31");
  return shop;
}

std::string text(const reports::Measure& measure) {
  if (const auto* number = std::get_if<std::int64_t>(&measure.value)) return std::to_string(*number);
  if (const auto* money = std::get_if<Money>(&measure.value)) return to_string(*money, cny);
  if (const auto* share = std::get_if<Ratio>(&measure.value)) return to_percent(*share);
  return "";
}

std::string value(const std::vector<reports::Measure>& measures, std::string_view key) {
  const auto found = std::find_if(measures.begin(), measures.end(), [&](const auto& each) { return each.key == key; });
  return found == measures.end() ? "no such measure" : text(*found);
}

} // namespace

TEST_CASE("report members shows what was known on the day", "[report]") {
  auto shop = opened();
  const auto report = report_members(shop.ledger(), day("2026-03-31"));
  // Carl's only order was cancelled before it was paid.
  REQUIRE(report.rows.size() == 2);
  CHECK(report.qualifying == Metric::spend);

  const auto& anna = report.rows[0];
  CHECK(report.names.key(anna.member) == "anna");
  CHECK(report.tiers[anna.tier] == "silver");
  CHECK(anna.tier_since == day("2026-01-05"));
  CHECK(anna.joined_on == day("2026-01-05"));
  CHECK(anna.orders.orders == 2);
  CHECK(anna.orders.order_days == 1);
  CHECK(anna.orders.net() == Money{240'00});
  CHECK(anna.orders.refunded_orders == 1);
  CHECK(anna.qualifying == 240'00);
  CHECK(anna.points.earned == 24);
  CHECK(anna.points.growth == 240);

  const auto& ben = report.rows[1];
  CHECK(report.tiers[ben.tier].empty());
  CHECK(ben.orders.net() == Money{60'00});
  CHECK(ben.qualifying == 60'00);
  CHECK(ben.points.clawed_back == 2);

  CHECK(report_members(shop.ledger(), day("2026-01-04")).rows.empty());
  CHECK(report_members(shop.ledger(), day("2026-06-01")).rows.size() == 3);
}

TEST_CASE("report members can be cut to a tier or to the best", "[report]") {
  auto shop = opened();
  const Day as_of = day("2026-03-31");
  CHECK(report_members(shop.ledger(), as_of, {.tier = "silver"}).rows.size() == 1);
  CHECK(report_members(shop.ledger(), as_of, {.tier = "gold"}).rows.empty());
  CHECK_THROWS_AS(report_members(shop.ledger(), as_of, {.tier = "sliver"}), Error);
  const auto best = report_members(shop.ledger(), as_of, {.tier = {}, .top = 1});
  REQUIRE(best.rows.size() == 1);
  CHECK(best.names.key(best.rows[0].member) == "anna");
}

TEST_CASE("report summary counts guests in the sums only", "[report]") {
  auto shop = opened();
  const auto measures = report_summary(shop.ledger(), day("2026-03-31"));
  CHECK(value(measures, "orders") == "4");
  CHECK(value(measures, "buyers") == "2");
  CHECK(value(measures, "members") == "2");
  CHECK(value(measures, "guests_orders") == "1");
  CHECK(value(measures, "gross") == "360.00");
  CHECK(value(measures, "refunds") == "30.00");
  CHECK(value(measures, "net") == "330.00");
  CHECK(value(measures, "average_order") == "90.00");
  CHECK(value(measures, "repeat_rate") == "50%");
  CHECK(value(measures, "repeat_rate_by_days") == "0%");
  CHECK(value(measures, "points_earned") == "32");
  CHECK(value(measures, "points_clawed_back") == "2");
  CHECK(value(measures, "points_balance") == "30");
  CHECK(value(measures, "liability") == "3.00");
  CHECK(value(measures, "refunded_orders") == "1");
  CHECK(value(measures, "refunded_amount") == "90.00");
  CHECK(value(measures, "return_rate") == "40%");
  CHECK(value(measures, "refund_share") == "26.6667%");
  CHECK(value(measures, "discount_given") == "0.00");
  CHECK(value(measures, "repeat_orders_share") == "33.3333%");
}

TEST_CASE("an empty ledger has figures too", "[report]") {
  Shop shop;
  const auto measures = report_summary(shop.ledger(), day("2026-03-31"));
  CHECK(value(measures, "orders") == "0");
  CHECK(value(measures, "average_order").empty());
  CHECK(value(measures, "liability").empty());
  CHECK(report_members(shop.ledger(), day("2026-03-31")).rows.empty());
  CHECK(report_points(shop.ledger(), day("2026-03-31")).empty());
  CHECK(report_tiers(shop.ledger(), day("2026-03-31")).size() == 1);
  CHECK_FALSE(reports::settled_through(shop.ledger()));
}

TEST_CASE("report tiers goes from nobody's tier up the ladder", "[report]") {
  auto shop = opened();
  CHECK(reports::settled_through(shop.ledger()) == day("2026-03-31"));
  const auto rows = report_tiers(shop.ledger(), day("2026-03-31"));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].tier.empty());
  CHECK(rows[0].members == 1);
  CHECK(rows[0].average_net == Money{60'00});
  CHECK(rows[1].tier == "silver");
  CHECK(rows[1].name == "Silver");
  CHECK(rows[1].share == Ratio{500'000});
  CHECK(rows[2].members == 0);
  CHECK_FALSE(rows[2].average_net);
}

TEST_CASE("report tier-changes names what was before", "[report]") {
  auto shop = opened();
  shop.night("2026-05-31");
  const auto changes = report_tier_changes(shop.ledger(), day("2026-01-01"), day("2026-05-31"));
  REQUIRE(changes.rows.size() == 2);
  CHECK(changes.rows[0].from_tier.empty());
  CHECK(changes.rows[0].change.tier == "silver");
  CHECK(changes.rows[0].money);
  CHECK(changes.rows[1].from_tier == "silver");
  CHECK(changes.rows[1].change.reason == TierReason::demoted);
  CHECK(report_tier_changes(shop.ledger(), day("2026-01-06"), day("2026-03-31")).rows.empty());
}

TEST_CASE("report points adds up month by month", "[report]") {
  auto shop = opened();
  shop.by_hand(ActKind::redeem, "anna", 10, day("2026-04-02"));
  shop.night("2026-08-31");
  const auto months = report_points(shop.ledger(), day("2026-08-31"));
  REQUIRE(months.size() == 8);
  CHECK(months[0].first == day("2026-01-01"));
  CHECK(months[0].moved.earned == 24);
  CHECK(months[0].balance == 24);
  CHECK(months[2].moved.clawed_back == 2);
  CHECK(months[3].moved.redeemed == 10);
  CHECK(months[3].balance == 20);
  CHECK(months[6].moved.expired == 14);
  CHECK(std::to_string(months[7].balance) == value(report_summary(shop.ledger(), day("2026-08-31")), "points_balance"));
}

TEST_CASE("points count in the month in which they can be spent", "[report]") {
  Shop shop;
  shop.import("1,anna,2026-01-30,100.00,paid,,\n", "2026-02-28");
  shop.night("2026-02-28");
  const auto months = report_points(shop.ledger(), day("2026-02-28"));
  REQUIRE(months.size() == 2);
  CHECK(months[0].moved.earned == 10);
  CHECK(months[0].balance == 0);
  CHECK(months[1].balance == 10);
  CHECK(report_points(shop.ledger(), day("2026-02-01")).back().balance == 0);
}

TEST_CASE("report expiring lists what ends soon", "[report]") {
  auto shop = opened();
  CHECK(report_expiring(shop.ledger(), day("2026-03-31"), 30).rows.empty());
  const auto soon = report_expiring(shop.ledger(), day("2026-06-30"), 4);
  REQUIRE(soon.rows.size() == 1);
  CHECK(soon.names.key(soon.rows[0].member) == "anna");
  CHECK(soon.rows[0].points == 24);
  CHECK(soon.rows[0].last_day == day("2026-07-04"));
  CHECK(report_expiring(shop.ledger(), day("2026-06-30"), 60).rows.size() == 2);
}

TEST_CASE("the card of a member agrees with their row", "[report]") {
  auto shop = opened();
  const Day as_of = day("2026-03-31");
  const auto member = store::require_member(shop.ledger(), "anna");
  const auto card = member_card(shop.ledger(), member, as_of);
  CHECK(card.tier.tier == "silver");
  REQUIRE(card.ends_next);
  CHECK(card.ends_next->remaining == 24);
  CHECK(card.ends_next->last_day == day("2026-07-04"));
  REQUIRE(card.latest_orders.size() == 3);
  CHECK(card.latest_orders[0].order_id == "3");
  CHECK(card.latest_orders[0].standing.whole);
  CHECK(card.latest_entries.size() == 2);

  const auto row = report_member(shop.ledger(), member, as_of);
  REQUIRE(row.rows.size() == 1);
  CHECK(row.names.key(row.rows[0].member) == "anna");
  CHECK(row.rows[0].points.balance == card.points.balance);
  CHECK(row.rows[0].orders.net() == card.orders.net());
}

} // namespace reports_test
