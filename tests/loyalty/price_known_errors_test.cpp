// SPDX-License-Identifier: MIT
// Where other price engines go wrong: each is a row here, tried as a campaign and as a coupon.
#include <numeric>

#include "loyalty/price_shop.hpp"

namespace price_known_errors_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

using Pick = PiecesOff::Pick;
using Amounts = std::vector<std::int64_t>;

CartLine thing(std::int64_t quantity, Money price, const char* sku = "") {
  return {.quantity = quantity, .price = price, .sku = sku};
}

/// A line of several pieces that come to so much together.
CartLine together_for(std::int64_t quantity, Money whole) { return {.quantity = quantity, .whole = whole}; }

Amounts prices_of(const Quote& quote) {
  Amounts prices;
  for (const auto& line : quote.lines) prices.push_back(line.price.minor);
  return prices;
}

Amounts by_campaign(const CampaignEffect& effect, const std::vector<CartLine>& lines) {
  Program program;
  program.campaigns = {{"k", {}, {}, effect}};
  return prices_of(quote(program, {.day = today}, {.lines = lines}, {}));
}

Amounts by_coupon(const CouponKind& kind, const std::vector<CartLine>& lines) {
  Program program;
  program.coupons = {coupon("c", kind)};
  const Offered given[] = {voucher("1", program.coupons[0])};
  return prices_of(quote(program, {.day = today}, {.lines = lines}, given));
}

struct Row {
  const char* error; ///< what would be wrong
  std::vector<CartLine> lines;
  CampaignEffect effect;
  CouponKind kind;
  Amounts prices;
};

Row pieces(const char* error, std::vector<CartLine> lines, const PiecesOff& rule, Amounts prices) {
  return {error, std::move(lines), rule, rule, std::move(prices)};
}

Row amount(const char* error, std::vector<CartLine> lines, Money off, Amounts prices) {
  return {error, std::move(lines), ThresholdOff{Money{1}, off}, AmountOff{off}, std::move(prices)};
}

Row share(const char* error, std::vector<CartLine> lines, Ratio off, Amounts prices) {
  return {error, std::move(lines), LinesOff{off}, PercentOff{off, {}}, std::move(prices)};
}

const PiecesOff two_get_one{.buy = 2, .get = 1, .value = percent(100)};
const PiecesOff one_get_gift{
    .buy = 1, .get = 1, .value = percent(100), .get_from = LineScope{.of = {.skus = {"GIFT"}}}};

std::vector<Row> rows() {
  constexpr std::int64_t large = 1'234'567'890'123;
  return {
      pieces("however many are bought, one is free", {thing(6, yuan(30))}, two_get_one, {12'000}),
      pieces("one gift for three bought", {thing(3, yuan(20), "A"), thing(3, yuan(9), "GIFT")}, one_get_gift,
             {6'000, 0}),
      pieces("a piece pays for itself", {thing(2, yuan(30))}, two_get_one, {6'000}),
      pieces("the gift is its own purchase", {thing(1, yuan(9), "GIFT")}, one_get_gift, {900}),
      pieces("the free piece costs the average of its line", {together_for(3, Money{100})}, two_get_one, {67}),
      pieces("the free piece costs the average of all", {thing(2, yuan(30)), thing(1, yuan(6))}, two_get_one,
             {6'000, 0}),
      pieces("the free piece is one of the line with most pieces", {thing(3, yuan(30)), thing(1, yuan(6))}, two_get_one,
             {9'000, 0}),
      pieces("the free piece is that of the line that comes first", {thing(1, yuan(6)), thing(2, yuan(30))},
             two_get_one, {0, 6'000}),
      amount("a cent over two equal lines is lost", {thing(1, yuan(5)), thing(1, yuan(5))}, Money{1}, {499, 500}),
      amount("a spare cent lies on a line of 0", {thing(1, Money{}), thing(1, yuan(5)), thing(1, yuan(5))}, Money{1},
             {0, 499, 500}),
      amount("the last line takes all that is left over",
             {thing(1, yuan(7)), thing(1, yuan(7)), thing(1, yuan(7)), thing(1, Money{2})}, yuan(10),
             {367, 367, 367, 1}),
      amount("a line goes below zero", {thing(1, Money{1}), thing(1, Money{1}), thing(1, Money{1})}, Money{2},
             {0, 0, 1}),
      share("a share of a large amount is counted in floating point", {thing(1, Money{large}), thing(1, Money{1})},
            percent(10), {large - 123'456'789'012, 1}),
      share("each line rounds for itself", {thing(1, Money{5}), thing(1, Money{5}), thing(1, Money{5})}, percent(10),
            {4, 4, 5}),
  };
}

} // namespace

TEST_CASE("what other price engines do wrong, campaigns and coupons do right", "[price]") {
  for (const auto& row : rows()) {
    CAPTURE(row.error);
    CHECK(by_campaign(row.effect, row.lines) == row.prices);
    CHECK(by_coupon(row.kind, row.lines) == row.prices);
  }
}

} // namespace price_known_errors_test
