// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "loyalty/random_history.hpp"
#include "reports/quote_return.hpp"

namespace returns_as_quoted_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;

namespace {

std::string random_program_text(Chance& chance) {
  std::string text =
      "[program]\nname = \"shop\"\n[[coupon]]\nid = \"hand\"\nname = \"By hand\"\non_return = \"demand\"\n";
  text += chance.of({"off = \"20.00\"\nmin_spend = \"80.00\"\n", "off = \"30%\"\nmin_spend = \"50.00\"\n",
                     "ladder = [{ from = \"40.00\", off = \"5.00\" }, { from = \"100.00\", off = \"30.00\" }]\n",
                     "ladder = [{ from = \"40.00\", off = \"10%\" }, { from = \"100.00\", off = \"25%\" }]\n"});
  return text + chance.of({"", "", "release = false\n"});
}

/// What is demanded of the voucher's last use.
Money demanded(Shop& shop) {
  Money sum;
  for (const auto& each : store::vouchers_of_coupon(shop.ledger(), "hand"))
    for (std::size_t at = 0; at < each.events.size(); ++at) {
      const auto& event = each.events[at];
      if (event.kind == VoucherEventKind::redeemed) sum = demanded_of(each.events, event);
      if (event.kind == VoucherEventKind::released) sum = {};
    }
  return sum;
}

} // namespace

// What `quote-return` deducts and repays is what the nights demand, whether they run between the returns or not.
TEST_CASE("the night demands of a discount what was quoted for the returns") {
  int deducted = 0;
  int repaid = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    const auto program = random_program_text(chance);
    Shop shop(program);
    shop.add(day("2026-01-01"), "ann");
    shop.give(day("2026-01-01"), "hand", "ann");
    shop.use("2026-01-02", "ann", "hand", "120.00", "R1");
    shop.orders("2026-01-02", "R1,ann,2026-01-02,100.00,paid,,,\n");
    Money quoted;
    Money left{10'000};
    Day on = day("2026-01-03");
    for (int number = 1; left > Money{}; ++number, on = on + chance.between(0, 2)) {
      const Money part = chance.one_in(6) ? left : std::min(left, Money{chance.between(1, 4'000)});
      const auto quote =
          reports::quote_return(shop.ledger(), {"loyalty.toml", program}, {.order = "R1", .amount = part}, on).quote;
      quoted += quote.deducted - quote.repaid;
      if (quote.deducted > Money{}) ++deducted;
      if (quote.repaid > Money{}) ++repaid;
      left -= part;
      shop.orders(
          on, "B" + std::to_string(number) + ",ann," + to_string(on) + ",-" + to_string(part, cny) + ",refund,R1,,\n");
      if (left > Money{} && chance.one_in(2)) continue;
      shop.night(on);
      CHECK(demanded(shop) == quoted);
      CHECK_FALSE(shop.night(on).receipt.batch);
    }
    CHECK(quoted == Money{});
  }
  CHECK(deducted > 30);
  CHECK(repaid > 30);
}

} // namespace returns_as_quoted_test
