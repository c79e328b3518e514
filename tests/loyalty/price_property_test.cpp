// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/price.hpp"
#include "random_purchase.hpp"
#include "slow_price.hpp"

namespace price_property_test {

using namespace loyalty;
using namespace loyalty::random_purchase;

namespace {

constexpr int cases = 10'000;

template <class Value>
void shuffle(Chance& chance, std::vector<Value>& values) {
  for (auto last = values.size(); last > 1; --last)
    std::swap(values[last - 1], values[static_cast<std::size_t>(chance.between(0, static_cast<int>(last) - 1))]);
}

std::string text_of(const Quote& quote) {
  std::string text = std::to_string(quote.to_pay.minor) + '/' + std::to_string(quote.points);
  for (const auto& step : quote.steps) {
    text += '\n' + std::string(to_string(step.step)) + step.item + ' ' + std::to_string(step.base.minor);
    for (const auto& part : step.by_line) text += ' ' + std::to_string(part.minor);
  }
  std::vector<std::string> left_out; // shown as the program has the coupons
  for (const auto& each : quote.left_out)
    left_out.push_back('\n' + each.voucher.code + std::string(name_of(each)) +
                       (each.at_best ? std::to_string(each.at_best->minor) : ""));
  std::sort(left_out.begin(), left_out.end());
  for (const auto& each : left_out) text += each;
  return text;
}

Money sum(const std::vector<Money>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{}); }

} // namespace

TEST_CASE("parts of an amount sum to it, none is above its share by a cent or more", "[price][property]") {
  Chance chance(1);
  for (int round = 0; round < cases; ++round) {
    std::vector<Money> amounts;
    for (int number = chance.between(1, 9); number > 0; --number)
      amounts.push_back(chance.one_in(8) ? Money{} : Money{chance.between(1, chance.of({3, 100, 1'000'000'000}))});
    const Money whole = sum(amounts);
    const Money off = chance.one_in(5) ? whole : Money{whole.minor * chance.between(0, 1'000) / 1'000};
    const auto parts = spread(off, amounts);
    REQUIRE(sum(parts) == off);
    for (std::size_t line = 0; line < amounts.size(); ++line) {
      REQUIRE(parts[line] >= Money{});
      REQUIRE(parts[line] <= amounts[line]);
      const auto error = parts[line].minor * whole.minor - off.minor * amounts[line].minor;
      REQUIRE(std::abs(error) < std::max<std::int64_t>(1, whole.minor));
    }
  }
}

TEST_CASE("what every step takes off lies on the lines to the cent, and no line goes below zero", "[price][property]") {
  Chance chance(2);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 5);
    const auto price = quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered);
    std::vector<Money> lines;
    for (const auto& line : purchase.cart.lines) lines.push_back(line.amount());
    Money shipping;
    for (const auto& step : price.steps) {
      if (step.step == PriceStep::shipping) {
        shipping += step.amount;
      } else {
        REQUIRE(sum(step.by_line) == -step.amount);
        REQUIRE(-step.amount <= step.base);
        for (std::size_t line = 0; line < lines.size(); ++line) lines[line] -= step.by_line[line];
      }
      REQUIRE(std::all_of(lines.begin(), lines.end(), [](Money left) { return left >= Money{}; }));
      REQUIRE(step.remaining == sum(lines) + shipping);
    }
    REQUIRE(price.to_pay == sum(lines) + shipping);
    for (std::size_t line = 0; line < lines.size(); ++line) REQUIRE(price.lines[line].to_pay == lines[line]);
  }
}

TEST_CASE("no order of entering vouchers, and no place of a coupon in the program, changes anything",
          "[price][property]") {
  Chance chance(3);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 8);
    const auto first = text_of(quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered));
    shuffle(chance, purchase.offered);
    shuffle(chance, purchase.program.coupons);
    REQUIRE(text_of(quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered)) == first);
  }
}

TEST_CASE("the combination is the best of all allowed ones in every order, and never dearer than no voucher",
          "[price][property]") {
  Chance chance(4);
  int used_several = 0;
  int used_three = 0;
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 8);
    const auto price = quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered);
    const auto best = SlowPrice(purchase.program, purchase.buyer, purchase.cart, purchase.offered).best();
    REQUIRE(price.before_points().minor == std::get<0>(best));
    std::vector<std::string> codes;
    for (const auto& voucher : price.used) codes.push_back(voucher.code);
    std::sort(codes.begin(), codes.end());
    REQUIRE(codes == std::get<5>(best));
    REQUIRE(price.used.size() + price.left_out.size() == purchase.offered.size());
    REQUIRE(price.before_points() <= quote(purchase.program, purchase.buyer, purchase.cart, {}).before_points());
    used_several += price.used.size() > 1 ? 1 : 0;
    used_three += price.used.size() > 2 ? 1 : 0;
  }
  CHECK(used_several > cases / 10);
  CHECK(used_three > cases / 60);
}

TEST_CASE("a voucher that is left out would leave no less to pay", "[price][property]") {
  Chance chance(5);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 5);
    const auto price = quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered);
    for (const auto& each : price.left_out)
      if (each.at_best) REQUIRE(*each.at_best >= price.before_points());
  }
}

TEST_CASE("points asked for are spent by the program's rule, and no more would be allowed", "[price][property]") {
  Chance chance(6);
  for (int round = 0; round < cases; ++round) {
    const RedeemRule rule{.points = chance.of<Points>({1, 3, 10, 100}),
                          .worth = {chance.of({1, 7, 100})},
                          .minimum = chance.of<Points>({0, 5, 100}),
                          .step = chance.of<Points>({1, 7, 10}),
                          .max_share = {chance.between(1, 100) * 10'000},
                          .min_spend = {chance.of({0, 0, 5'000, 15'000})},
                          .max_points = chance.of<std::optional<Points>>({std::nullopt, 30, 1'000})};
    const Points balance = chance.between(0, 3'000);
    const Money amount{chance.between(0, 20'000)};
    const Points at_most = chance.one_in(2) ? as_many_as_allowed : chance.between(0, 3'000);
    CAPTURE(round, rule.points, rule.worth.minor, rule.minimum, rule.step, rule.max_share.millionths, balance,
            amount.minor);
    Points slow = 0;
    for (Points points = 1; points <= std::min(at_most, balance); ++points)
      if (!check_redemption(rule, points, balance, amount) && worth_of(rule, points) > worth_of(rule, slow))
        slow = points;
    REQUIRE(spendable(rule, at_most, balance, amount) == slow);
  }
}

} // namespace price_property_test
