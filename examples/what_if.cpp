// SPDX-License-Identifier: MIT
// What if? Three programs and the same orders of one member, and what each program concludes of them. With the library
// installed, this is all that its build needs:
//
//   find_package(loyalty REQUIRED)
//   add_executable(what_if what_if.cpp)
//   target_link_libraries(what_if PRIVATE loyalty::loyalty)
#include <cstdint>
#include <iostream>
#include <loyalty/engine.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace loyalty;

constexpr Money yuan(std::int64_t units) { return Money::whole(units, cny); }

/// Gold for so much spend within a year; double points for its members.
Tier gold_for(Money spend) {
  Tier gold{.id = "gold", .name = "Gold"};
  gold.when.kind = Condition::Kind::compare;
  gold.when.metric = Metric::spend;
  gold.when.value = spend.minor;
  gold.when.window = {Window::Kind::rolling, Period{.months = 12}};
  gold.multiplier = Ratio{2 * Ratio::one};
  return gold;
}

/// A point for each full 10.00, and gold for 1000.00.
Program today() {
  Program program{.name = "the program of today"};
  program.points.earn = EarnRule{1, yuan(10)};
  program.tiers.push_back(gold_for(yuan(1000)));
  return program;
}

Program with_points_that_end() {
  auto program = today();
  program.name = "points that end after six months";
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 6}};
  return program;
}

Program with_gold_for_less() {
  auto program = today();
  program.name = "gold for 500.00";
  program.tiers = {gold_for(yuan(500))};
  return program;
}

OrderFact order(int month, int day, std::int64_t units) {
  const auto on = Day::from_civil(2026, static_cast<unsigned>(month), static_cast<unsigned>(day));
  return {.placed_at = Moment::at(on), .amount = yuan(units)};
}

/// A year of one member.
History orders() {
  History history;
  history.orders = {order(1, 15, 400), order(3, 1, 200), order(6, 18, 450), order(11, 11, 300)};
  history.joined_on = history.orders.front().day();
  // The engine tells orders apart by their numbers.
  OrderId latest;
  for (auto& each : history.orders) each.id = latest = latest.next();
  return history;
}

void conclude(Program program) {
  const auto year_end = Day::from_civil(2026, 12, 31);
  std::cout << program.name << '\n';
  Timeline timeline;
  timeline.add({.from = beginning, .program = std::make_shared<const Program>(std::move(program))});
  Engine engine(std::move(timeline));
  const auto history = orders();
  const auto& conclusions = engine.walk(history, year_end);

  Tally tally(year_end);
  std::int32_t number = 0;
  for (const auto& entry : conclusions.entries) {
    tally.add(++number, entry);
    std::cout << "  " << to_string(entry.day) << "  " << to_string(entry.kind) << ' ' << entry.points << '\n';
  }
  for (const auto& change : conclusions.tier_changes)
    std::cout << "  " << to_string(change.day) << "  " << to_string(change.reason) << " to " << change.tier << '\n';
  std::cout << "  balance " << tally.balance().balance << ", expired " << tally.balance().expired << '\n';
}

} // namespace

int main() {
  conclude(today());
  conclude(with_points_that_end());
  conclude(with_gold_for_less());
}
