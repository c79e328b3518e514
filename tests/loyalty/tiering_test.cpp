// SPDX-License-Identifier: MIT
#include "loyalty/tiering.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/slow_ladder.hpp"

using namespace loyalty;

namespace {

std::vector<std::string> told(const std::vector<TierChange>& changes) {
  std::vector<std::string> lines;
  for (const auto& change : changes)
    lines.push_back(to_string(change.day) + ' ' + std::string(to_string(change.reason)) + ' ' + change.tier + " until " +
                    to_string(change.until) + " at " + std::to_string(change.qualifying) + " by " +
                    std::to_string(change.program));
  return lines;
}

Day first_fact(const History& history) {
  Day first = never;
  if (!history.orders.empty()) first = std::min(first, history.orders.front().day());
  if (!history.refunds.empty()) first = std::min(first, history.refunds.front().day());
  if (!history.acts.empty()) first = std::min(first, history.acts.front().day);
  return first;
}

}  // namespace

TEST_CASE("tiers are those of adding everything up anew on every single day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const auto timeline = random_timeline(chance);
    const auto history = random_history(chance);
    const auto from = first_fact(history);
    if (from == never) return;
    const auto through = from + 450;
    Engine engine(timeline);
    CHECK(told(engine.walk(history, through).tier_changes) == told(SlowLadder(timeline, history).walk(from, through)));
  });
}
