// SPDX-License-Identifier: MIT
#include "loyalty/figures.hpp"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "catch.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace figures_test {

using namespace loyalty;

namespace {

OrderFact order(std::int64_t id, const char* on, const char* amount) {
  return {.id = OrderId(id), .placed_at = Moment::at(day(on)), .amount = money(amount)};
}

RefundFact refund(std::int64_t id, const char* on, std::optional<std::size_t> order, const char* amount) {
  return {.id = OrderId(id), .at = Moment::at(day(on)), .order = order, .amount = money(amount)};
}

History bought() {
  History history;
  history.joined_on = day("2026-01-01");
  history.orders = {order(1, "2026-01-01", "100.00"), order(2, "2026-01-01", "50.00"), order(3, "2026-02-01", "30.00"),
                    order(4, "2026-03-01", "20.00")};
  history.refunds = {refund(11, "2026-01-10", 0, "40.00"), refund(12, "2026-02-10", 1, "50.00"),
                     refund(13, "2026-02-20", std::nullopt, "5.00")};
  return history;
}

std::vector<NumberedEntry> numbered(const std::vector<Entry>& entries) {
  std::vector<NumberedEntry> lines;
  for (const auto& entry : entries) lines.push_back({static_cast<std::int32_t>(lines.size()) + 1, entry});
  return lines;
}

TierChange change(const char* on, const char* tier, const char* until, TierReason reason) {
  return {.day = day(on), .tier = tier, .until = day(until), .reason = reason};
}

} // namespace

TEST_CASE("orders count as far as they are not wholly refunded by the day", "[figures]") {
  const auto history = bought();

  const auto before = order_figures(history, day("2026-02-09"));
  CHECK(before.orders == 3);
  CHECK(before.order_days == 2);
  CHECK(before.gross == money("180.00"));
  CHECK(before.refunds == money("40.00"));
  CHECK(before.refunded_orders == 0);
  CHECK(before.last_on == day("2026-02-01"));
  CHECK(before.recency(day("2026-02-09")) == 8);

  const auto after = order_figures(history, day("2026-12-31"));
  CHECK(after.orders == 3);
  CHECK(after.gross == money("150.00"));
  CHECK(after.refunds == money("45.00"));
  CHECK(after.net() == money("105.00"));
  CHECK(after.refunded_orders == 1);
  CHECK(after.refunded_amount == money("50.00"));
  CHECK(after.first_on == day("2026-01-01"));
  CHECK(after.last_on == day("2026-03-01"));

  CHECK_FALSE(order_figures(history, day("2025-12-31")).recency(day("2025-12-31")));
}

TEST_CASE("an order that was wholly refunded before the ledger heard of it is no order", "[figures]") {
  History history;
  history.orders = {order(1, "2026-01-01", "100.00")};
  history.orders[0].void_from_start = true;
  const auto figures = order_figures(history, day("2026-01-01"));
  CHECK(figures.orders == 0);
  CHECK(figures.net() == Money{});
  CHECK(figures.refunded_orders == 1);
  CHECK(figures.refunded_amount == money("100.00"));
  CHECK(figures.last_on == never);
}

TEST_CASE("a member is known from the first thing that happened", "[figures]") {
  auto history = bought();
  CHECK_FALSE(known_on(history, day("2025-12-31")));
  CHECK(known_on(history, day("2026-01-01")));
  history.joined_on = day("2026-05-01");
  CHECK(known_on(history, day("2026-01-01")));
  CHECK(member_since(history, day("2026-04-30")) == day("2026-01-01"));
  CHECK(member_since(history, day("2026-05-01")) == day("2026-05-01"));
}

TEST_CASE("being brought by somebody makes nobody a member", "[figures]") {
  History history;
  history.acts = {{.id = ActId(1), .day = day("2026-01-01"), .kind = ActKind::invite, .other = MemberId(9)}};
  CHECK(first_known(history) == never);
  CHECK(member_since(history, day("2026-12-31")) == never);
  history.acts.push_back({.id = ActId(2), .day = day("2026-02-01"), .kind = ActKind::award, .points = 5});
  CHECK(first_known(history) == day("2026-02-01"));
}

TEST_CASE("a tier is held since the member rose or fell to it", "[figures]") {
  const std::vector<TierChange> changes = {change("2026-01-05", "silver", "2026-06-30", TierReason::promoted),
                                           change("2026-06-30", "silver", "2026-12-31", TierReason::renewed),
                                           change("2026-12-31", "silver", "2027-01-30", TierReason::grace),
                                           {.day = day("2027-01-30"), .reason = TierReason::demoted}};
  CHECK(tier_held(changes, day("2026-01-04")).tier.empty());
  const auto held = tier_held(changes, day("2026-12-31"));
  CHECK(held.tier == "silver");
  CHECK(held.since == day("2026-01-05"));
  CHECK(held.until == day("2027-01-30"));
  CHECK(tier_held(changes, day("2027-02-01")).tier.empty());
  CHECK(tier_held(changes, day("2027-02-01")).since == never);
}

TEST_CASE("tier changes that were taken back are not held", "[figures]") {
  auto wrong = change("2026-01-05", "gold", "2026-06-30", TierReason::promoted);
  auto taken_back = wrong;
  taken_back.reversal = true;
  const std::vector<TierChange> changes = {wrong, change("2026-01-03", "silver", "2026-06-30", TierReason::promoted),
                                           taken_back};
  const auto held = tier_held(changes, day("2026-02-01"));
  CHECK(held.tier == "silver");
  CHECK(held.since == day("2026-01-03"));
}

TEST_CASE("open lots are what is not spent, with their latest last day", "[figures]") {
  const auto lines =
      numbered({{.day = day("2026-01-01"), .points = 10, .last_day = day("2026-06-30")},
                {.day = day("2026-01-02"), .points = 5, .last_day = day("2026-03-31")},
                {.day = day("2026-01-03"), .kind = EntryKind::redeem, .points = 4, .lot = 1},
                {.day = day("2026-01-04"), .kind = EntryKind::give_back, .points = 1, .lot = 1},
                {.day = day("2026-01-05"), .kind = EntryKind::redate, .lot = 2, .last_day = day("2026-12-31")},
                {.day = day("2026-07-01"), .kind = EntryKind::expire, .points = 7, .lot = 1}});
  const auto early = open_lots(lines, day("2026-01-04"));
  REQUIRE(early.size() == 2);
  CHECK(early[0].remaining == 5);
  CHECK(early[0].last_day == day("2026-03-31"));
  CHECK(early[1].remaining == 7);
  const auto late = open_lots(lines, day("2026-07-01"));
  REQUIRE(late.size() == 1);
  CHECK(late[0].last_day == day("2026-12-31"));
}

TEST_CASE("cancelled lines and their reversals are left out", "[figures]") {
  const auto lines = numbered({{.day = day("2026-01-01"), .points = 10},
                               {.day = day("2026-01-02"), .points = 5},
                               {.day = day("2026-01-01"), .points = -10, .reverses = 1}});
  const auto standing = uncancelled(lines, day("2026-12-31"));
  REQUIRE(standing.size() == 1);
  CHECK(standing[0].number == 2);
  CHECK(open_lots(lines, day("2026-12-31")).size() == 1);
}

TEST_CASE("a rate is in millionths, the nearest", "[figures]") {
  CHECK(rate(1, 3) == Ratio{333'333});
  CHECK(rate(2, 3) == Ratio{666'667});
  CHECK_FALSE(rate(1, 0));
}

TEST_CASE("an order of nothing is no purchase, and was not given back either", "[figures]") {
  auto history = bought();
  history.orders.push_back(order(5, "2026-04-01", "0.00"));
  auto figures = order_figures(history, day("2026-12-31"));
  CHECK(figures.orders == 3);
  CHECK(figures.order_days == 3);
  CHECK(figures.last_on == day("2026-03-01"));
  CHECK(figures.refunded_orders == 1);
  CHECK(bought_in({}, history, day("2026-12-31")).orders == 3);
  CHECK_FALSE(order_standings(history, day("2026-12-31")).back().purchase);
  CHECK(known_on(history, day("2026-04-01")));

  history.orders.back().void_from_start = true;
  figures = order_figures(history, day("2026-12-31"));
  CHECK(figures.orders == 3);
  CHECK(figures.refunded_orders == 2);
}

TEST_CASE("an order stops to count on the day on which the last of it was given back", "[figures]") {
  History history;
  history.orders = {order(1, "2026-01-01", "100.00"), order(2, "2026-02-01", "50.00")};
  history.refunds = {refund(11, "2026-02-05", 1, "20.00"), refund(12, "2026-02-10", 1, "30.00")};
  CHECK(order_figures(history, day("2026-02-09")).last_on == day("2026-02-01"));
  const auto after = order_figures(history, day("2026-02-10"));
  CHECK(after.orders == 1);
  CHECK(after.last_on == day("2026-01-01"));
  CHECK(after.refunded_orders == 1);
  history.orders[1].fee = true;
  CHECK(order_figures(history, day("2026-02-10")).refunded_orders == 0);
}

TEST_CASE("points that are open are those of the balance, and spend is what was bought, whatever happens",
          "[figures]") {
  const Day last = first_random_day + random_days + 400;
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    const auto history = random_history(chance);
    Engine engine(random_timeline(chance));
    const auto account = numbered(engine.walk(history, last).entries);
    const auto balance = balance_on(account, last);
    const auto lots = open_lots(account, last);
    const auto open = std::accumulate(lots.begin(), lots.end(), Points{0},
                                      [](Points sum, const OpenLot& lot) { return sum + lot.remaining; });
    const auto bought = bought_in({}, history, last);
    const auto figures = order_figures(history, last);
    CAPTURE(seed);
    if (open != balance.balance + balance.held) CHECK(open == balance.balance + balance.held);
    if (bought.spend != figures.net()) CHECK(bought.spend == figures.net());
    if (bought.orders != figures.orders) CHECK(bought.orders == figures.orders);
  });
}

TEST_CASE("what was bought in a window is what the engine measures, whatever happens", "[figures]") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    const auto history = random_life(chance).history;
    Engine engine(random_schemes(chance));
    CAPTURE(seed);
    for (int times = 0; times < 3; ++times) {
      const Day on = random_later_day(chance, 200);
      engine.walk(history, on);
      const auto window = random_window(chance);
      const auto bought = bought_in(window, history, on);
      const auto spend = engine.measure(compare(Metric::spend, Comparison::at_least, 1, window), on);
      const auto orders = engine.measure(compare(Metric::orders, Comparison::at_least, 1, window), on);
      CAPTURE(to_string(on));
      if (spend != bought.spend.minor) CHECK(spend == bought.spend.minor);
      if (orders != bought.orders) CHECK(orders == bought.orders);
    }
  });
}

} // namespace figures_test
