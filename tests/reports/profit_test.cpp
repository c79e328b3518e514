// SPDX-License-Identifier: MIT
// What the scheme costs: every sum of money that was taken off is found, and found once.
#include "reports/profit.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/draws/draw_holdout.hpp"
#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/estimate.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/written_day.hpp"
#include "program/program_file.hpp"
#include "reports/holdout.hpp"
#include "reports/summary.hpp"

namespace loyalty::reports::profit_test {
namespace {

const std::string rules = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
redeem = { points = 10, worth = "1.00" }
[shipping]
fee = "8.00"
[[tier]]
id = "plain"
name = "Plain"
when = { spend = "0.00" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "300.00" }
discount = "5%"
free_shipping_from = "50.00"
[[coupon]]
id = "ten"
name = "Ten"
off = "10.00"
min_spend = "100.00"
code = "TEN"
[[coupon]]
id = "mug"
name = "Mug"
gift = "mug"
code = "MUG"
cost = "3.00"
[[membership]]
id = "plus"
name = "Plus"
fee = "15.00"
term = "1 month"
[costs]
margin = "40%"
postage = "6.00"
tool = { amount = "100.00", per = "year" }
setup = "60.00"
other = [{ name = "help", amount = "7.00", per = "month", from = 2026-02-10 }]
)";

class Shop {
 public:
  store::Ledger& ledger() { return *ledger_; }

  void import(const std::string& rows, Day on) {
    const files::TextFile file(
        "order_id,member_id,placed_at,amount,status,discount,coupon_code,points_redeemed,refund_of,fee_for,shipping\n" +
        rows);
    app::import_orders(context(on), {.path = file.path()});
  }
  void night(Day on) { app::run_nightly(context(on), text_); }
  void draw(Day on, const std::string& name) {
    app::draw_holdout(context(on), text_, {.name = name, .share = share, .segment = {}, .seed = seed}, 0);
  }
  Profit profit(const ProfitAsked& asked, Day on) { return report_profit(ledger(), program(rules), asked, on); }

  // Of the hold-outs that are drawn.
  static constexpr std::uint64_t seed = 20'260'101;
  static constexpr Ratio share{500'000};

  static std::shared_ptr<const Program> program(const std::string& text) {
    return std::make_shared<const Program>(program::load_program(text, "loyalty.toml"));
  }

 private:
  shop::Context context(Day on) {
    return {.ledger = *ledger_,
            .as_of = on,
            .currency = cny,
            .recorded_at = "2026-01-01T00:00:00Z",
            .operator_name = "tester",
            .entropy = [this](std::span<unsigned char> bytes) {
              for (auto& byte : bytes)
                byte = static_cast<unsigned char>((random_ = random_ * 1'103'515'245U + 12'345U) >> 16U);
            }};
  }

  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  shop::ProgramText text_{"loyalty.toml", rules};
  std::uint32_t random_ = 1;
};

std::string random_discount(Chance& chance) {
  const int cents = chance.between(0, 99);
  return fmt::format("{}.{:02}", chance.between(0, 40), cents);
}

/// Half a year of orders in which everything comes off prices that can.
std::string random_rows(Chance& chance) {
  std::string rows;
  int number = 0;
  for (int count = 0; count < 80; ++count) {
    const Day on = day("2026-01-03") + chance.between(0, 170);
    const auto member = fmt::format("m{}", chance.between(1, 6));
    const auto id = fmt::format("O{}", ++number);
    const int amount = chance.one_in(12) ? 0 : chance.between(1, 300);
    const auto code = chance.of<std::string>({"", "", "", "TEN", "MUG"});
    const auto discount = chance.one_in(2) ? random_discount(chance) : "";
    const auto points = chance.one_in(6) ? fmt::format("{}", 10 * chance.between(1, 20)) : "";
    const auto shipping = chance.of<std::string>({"", "0.00", "8.00"});
    const auto* fee_for = chance.one_in(15) ? "plus" : "";
    const auto status = chance.of<std::string>({"paid", "paid", "paid", "paid", "refunded", "unpaid"});
    rows += fmt::format("{},{},{},{}.00,{},{},{},{},,{},{}\n", id, member, to_string(on), amount, status, discount,
                        code, points, fee_for, shipping);
    const auto later = to_string(on + chance.between(0, 30));
    if (chance.one_in(5) && amount > 0)
      rows += fmt::format("R{},{},{},-{}.00,refund,,,,{},,\n", number, member, later, chance.between(1, amount), id);
    if (chance.one_in(12)) rows += fmt::format("U{},{},{},-2.50,refund,,,,,,\n", number, member, later);
    if (chance.one_in(9)) rows += fmt::format("G{},,{},{}.00,paid,1.00,TEN,,,,\n", number, later, amount + 1);
  }
  return rows;
}

/// 240 members of whom half are held out at the end of January; in February and March the others buy for so much more
/// each month.
class DrawnShop : public Shop {
 public:
  explicit DrawnShop(int more) {
    std::string before, after;
    for (int number = 0; number < 240; ++number) {
      const auto key = fmt::format("B{:03}", number);
      before += fmt::format("A{},{},2026-01-10,{}.00,paid,,,,,,\n", number, key, 10 + number % 5);
      const int amount = 20 + (37 * number) % 41 + (held_out(seed, key, share) ? 0 : more);
      for (const auto* month : {"02", "03"})
        after += fmt::format("{}-{},{},2026-{}-10,{}.00,paid,,,,,,\n", month, number, key, month, amount);
    }
    import(before, day("2026-01-31"));
    night(day("2026-01-31"));
    draw(day("2026-01-31"), "spring");
    import(after, day("2026-03-31"));
    night(day("2026-03-31"));
  }
};

std::vector<std::int64_t> all_of(const ProfitSums& sums) {
  const auto& own = sums.members;
  std::vector<std::int64_t> all{own.orders};
  for (const auto money : {own.list,           own.net,           own.discount_tier,   own.discount_coupon,
                           own.discount_other, own.points,        own.unnamed_refunds, own.goods_cost,
                           own.gifts,          own.postage,       own.wallet_bonus,    own.messages,
                           own.fees,           own.fees_unearned, sums.fixed.tool,     sums.fixed.setup,
                           sums.fixed.other,   sums.costs(),      sums.net_cost(),     sums.result()})
    all.push_back(money.minor);
  return all;
}

void require_split(const SchemeSums& sums) {
  CHECK(sums.list == sums.net + sums.discount_tier + sums.discount_coupon + sums.discount_other + sums.points +
                         sums.unnamed_refunds);
}

void require_sound(const Profit& profit) {
  ProfitSums by_month, by_tier;
  for (const auto& month : profit.months) {
    require_split(month.sums.members);
    by_month += month.sums;
  }
  for (const auto& tier : profit.tiers) {
    require_split(tier.sums.members);
    by_tier += tier.sums;
  }
  by_tier += profit.unallocated;
  require_split(profit.total.members);
  CHECK(all_of(by_month) == all_of(profit.total));
  CHECK(all_of(by_tier) == all_of(profit.total));
}

Money money_of(const std::vector<Measure>& measures, std::string_view key) {
  for (const auto& each : measures)
    if (each.key == key) return std::get<Money>(each.value);
  return {};
}

} // namespace

TEST_CASE("list is net, what was taken off, points and unnamed refunds; months and tiers sum to the whole",
          "[report]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    Shop shop;
    const auto last = day("2026-07-31");
    // Codes are judged where a program is kept already; else a public one stands for what its coupon gives.
    if (seed % 2 == 0) shop.night(day("2026-01-01"));
    shop.import(random_rows(chance), last);
    shop.night(last);
    for (const Day on : {last, day("2026-03-15")}) {
      const auto profit = shop.profit({.uplift = Ratio{250'000}}, on);
      require_sound(profit);
      require_sound(shop.profit({.from = day("2026-02-11"), .to = day("2026-05-20")}, on));
      const auto summary = report_summary(shop.ledger(), on, Shop::program(rules));
      CHECK(profit.total.members.net + profit.guest_sales == money_of(summary, "net"));
      CHECK(profit.total.members.orders == profit.shop.members.orders.orders);
      CHECK(profit.total.members.fees == money_of(summary, "fees"));
      // Each month is rounded once.
      Money gain;
      for (const auto& month : profit.months) gain += gain_of(month.sums.members.margin(), Ratio{250'000});
      CHECK(profit.total.gain == gain);
    }
  }
}

TEST_CASE("what goods and the scheme cost is asked of the file, and changes no rule", "[report]") {
  Chance chance(7);
  Shop shop;
  const auto last = day("2026-07-31");
  shop.import(random_rows(chance), last);
  shop.night(last);
  const auto kept = report_profit(shop.ledger(), nullptr, {}, last);
  const auto same = shop.profit({}, last);
  CHECK(all_of(kept.total) == all_of(same.total));
  auto changed = rules;
  changed.replace(changed.find("40%"), 3, "55%");
  const auto other = report_profit(shop.ledger(), Shop::program(changed), {}, last);
  CHECK(other.total.members.list == same.total.members.list);
  CHECK(other.total.costs() == same.total.costs());
  CHECK(other.total.members.goods_cost < same.total.members.goods_cost);
  changed.erase(changed.find("margin = \"55%\"\n"), 15);
  const auto unknown = report_profit(shop.ledger(), Shop::program(changed), {.uplift = Ratio{250'000}}, last);
  CHECK_FALSE(unknown.knows_margin);
  CHECK_FALSE(unknown.total.gain);
  CHECK_FALSE(unknown.must_be_extra());
  CHECK(unknown.total.costs() == same.total.costs());
}

TEST_CASE("what the last hold-out shows is the gain of the months whose days it compares", "[report]") {
  DrawnShop shop(20);
  const auto last = day("2026-03-31");
  const auto shown = report_holdout(shop.ledger(), Shop::program(rules), "spring", last).rows.back();
  REQUIRE(shown.verdict() == "earns");
  const auto profit = shop.profit({}, last);
  REQUIRE(profit.holdout);
  CHECK(profit.holdout->shown());
  REQUIRE(profit.months.size() == 3);
  // Of January nothing is compared, so that nobody knows when all that was paid had come back.
  CHECK_FALSE(profit.months[0].sums.gain);
  CHECK_FALSE(profit.payback());
  CHECK(profit.total.profit == shown.profit->value);
  CHECK(profit.total.gain == profit_of(shown.figures.effect, shown.figures.others, Money{}).value);
  const auto& february = profit.months[1].sums;
  const auto& march = profit.months[2].sums;
  REQUIRE(february.gain);
  REQUIRE(march.gain);
  CHECK(*february.gain + *march.gain == profit.total.gain);
  CHECK(february.gain == Money{scale(profit.total.gain->minor, 28, 59, Rounding::nearest)});
  CHECK(february.profit == *february.gain - february.fixed.sum());
  for (const auto& tier : profit.tiers) CHECK_FALSE(tier.sums.gain);
  // A month has the same gain whichever are asked for.
  const auto from_february = shop.profit({.from = day("2026-02-01")}, last);
  CHECK(from_february.total.gain == profit.total.gain);
  REQUIRE(from_february.payback());
  CHECK(from_february.payback()->month == day("2026-02-01"));
  CHECK(shop.profit({.from = day("2026-03-01")}, last).total.gain == march.gain);
  CHECK(shop.profit({.from = day("2026-02-01"), .to = day("2026-02-28")}, last).total.gain == february.gain);
  // What is assumed is no finding, and asks for none.
  const auto assumed = shop.profit({.uplift = Ratio{250'000}}, last);
  CHECK_FALSE(assumed.holdout);
  CHECK(assumed.total.profit == *assumed.total.gain - assumed.total.net_cost());
}

TEST_CASE("a month of which the lot has not seen all days has no gain", "[report]") {
  DrawnShop shop(20);
  CHECK_FALSE(shop.profit({}, day("2026-01-31")).holdout);
  // March through the day of the report is all compared.
  const auto in_march = shop.profit({}, day("2026-03-15"));
  REQUIRE(in_march.months.size() == 3);
  CHECK(in_march.months[2].sums.gain);
  // The one that was drawn last counts, whatever another one shows of months before its draw.
  shop.draw(day("2026-03-15"), "summer");
  CHECK(shop.profit({}, day("2026-03-15")).holdout->drawn.name == "spring");
  const auto profit = shop.profit({}, day("2026-03-31"));
  REQUIRE(profit.holdout);
  CHECK(profit.holdout->drawn.name == "summer");
  CHECK_FALSE(profit.total.gain);
}

TEST_CASE("what a lot does not show is no gain", "[report]") {
  DrawnShop shop(0);
  const auto profit = shop.profit({}, day("2026-03-31"));
  REQUIRE(profit.holdout);
  CHECK(profit.holdout->left.verdict() == "cannot_tell");
  CHECK_FALSE(profit.total.gain);
  CHECK_FALSE(profit.total.profit);
  CHECK_FALSE(profit.payback());
  // Without a margin nobody is asked.
  auto unknown = rules;
  unknown.erase(unknown.find("margin = \"40%\"\n"), 15);
  CHECK_FALSE(report_profit(shop.ledger(), Shop::program(unknown), {}, day("2026-03-31")).holdout);
}

} // namespace loyalty::reports::profit_test
