// SPDX-License-Identifier: MIT
#include "loyalty/wallet.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace wallet_test {

using namespace loyalty;

namespace {

Money money(const char* text) { return *Money::parse(text, cny); }

const WalletRules rules{.open = true, .limit = {500'000}, .bonuses = {{{50'000}, {5'000}}, {{100'000}, {15'000}}}};

/// "principal + bonus" of a wallet.
std::string told(const WalletSums& wallet) {
  return to_string(wallet.principal, cny) + " + " + to_string(wallet.bonus, cny);
}

/// A wallet's story told in days.
struct Tale {
  History history;
  std::vector<Act> acts;
  std::vector<WalletOrder> orders;

  Tale& act(const char* on, ActKind kind, const char* amount) {
    acts.push_back({.id = ActId(std::ssize(acts) + 1), .day = day(on), .kind = kind, .money = money(amount)});
    return *this;
  }
  Tale& order(const char* on, const char* amount, const char* from_wallet) {
    const OrderId id(std::ssize(history.orders) + 1);
    history.orders.push_back({.id = id, .placed_at = Moment::at(day(on), 43'200), .amount = money(amount)});
    orders.push_back({id, money(from_wallet)});
    return *this;
  }
  /// By a reward "back", of a wallet that may hold 600.00.
  Tale& cash(const char* on, std::int64_t of, const char* amount) {
    acts.push_back({.id = ActId(std::ssize(acts) + 1),
                    .day = day(on),
                    .kind = ActKind::cash_back,
                    .order = OrderId(of),
                    .subject = "back",
                    .text = "60000",
                    .money = money(amount)});
    return *this;
  }
  Tale& refund(const char* on, std::optional<std::size_t> order, const char* amount, bool whole = false) {
    history.refunds.push_back({.id = OrderId(100 + std::ssize(history.refunds)),
                               .at = Moment::at(day(on), 50'000),
                               .order = order,
                               .amount = money(amount),
                               .whole = whole});
    return *this;
  }
  WalletSums on(const char* as_of) const { return wallet_on(history, acts, orders, day(as_of)); }
};

Tale topped_up() {
  return Tale().act("2026-05-01", ActKind::top_up, "500.00").act("2026-05-01", ActKind::top_up_bonus, "50.00");
}

bool balanced(const WalletSums& wallet) {
  return wallet.principal >= Money{} && wallet.bonus >= Money{} && wallet.uncovered >= Money{} &&
         wallet.balance() + wallet.spent + wallet.paid_out + wallet.lapsed + wallet.cash_taken ==
             wallet.topped_up + wallet.bonus_given + wallet.cash_back + wallet.uncovered &&
         wallet.cash_taken + wallet.cash_missing <= wallet.cash_back;
}

} // namespace

TEST_CASE("a wallet is empty before its first top-up, and looks back to any day") {
  const auto tale = topped_up();
  CHECK(told(tale.on("2026-04-30")) == "0.00 + 0.00");
  CHECK(told(tale.on("2026-05-01")) == "500.00 + 50.00");
}

TEST_CASE("spending takes principal first, then bonus") {
  auto tale = topped_up().order("2026-05-02", "480.00", "480.00");
  CHECK(told(tale.on("2026-05-02")) == "20.00 + 50.00");
  tale.order("2026-05-03", "100.00", "40.00");
  CHECK(told(tale.on("2026-05-03")) == "0.00 + 30.00");
  CHECK(tale.on("2026-05-03").spent == money("520.00"));
}

TEST_CASE("a refunded order gives the wallet back what it took from each side") {
  auto tale = topped_up().order("2026-05-02", "530.00", "530.00");
  CHECK(told(tale.on("2026-05-02")) == "0.00 + 20.00");
  tale.refund("2026-05-04", 0, "530.00", true);
  CHECK(told(tale.on("2026-05-03")) == "0.00 + 20.00");
  CHECK(told(tale.on("2026-05-04")) == "500.00 + 50.00");
  CHECK(tale.on("2026-05-04").spent == Money{});
}

TEST_CASE("a refund of part gives the wallet its share, to the cent over all refunds together") {
  // A third of 100.00 was paid from the wallet: 33.33. Three refunds of 33.33 and a last cent give back exactly that.
  auto tale = topped_up().order("2026-05-02", "100.00", "33.33");
  tale.refund("2026-05-03", 0, "33.33").refund("2026-05-04", 0, "33.33").refund("2026-05-05", 0, "33.33");
  CHECK(tale.on("2026-05-03").principal == money("477.78")); // 466.67 + 11.11
  CHECK(tale.on("2026-05-04").principal == money("488.89")); // 22.22 of 33.33
  CHECK(tale.on("2026-05-05").principal == money("500.00")); // 33.3267 rounds to 33.33
  tale.refund("2026-05-06", 0, "0.01", true);
  CHECK(told(tale.on("2026-05-06")) == "500.00 + 50.00");
}

TEST_CASE("an order that was refunded before the ledger heard of it took only the rest") {
  auto tale = topped_up().order("2026-05-02", "100.00", "100.00").order("2026-05-03", "60.00", "60.00");
  tale.history.orders[0].refunded = money("25.00");
  tale.history.orders[1].void_from_start = true;
  CHECK(told(tale.on("2026-05-03")) == "425.00 + 50.00");
}

TEST_CASE("a refund that names no order leaves the wallet alone") {
  auto tale = topped_up().order("2026-05-02", "100.00", "100.00").refund("2026-05-03", std::nullopt, "50.00");
  CHECK(told(tale.on("2026-05-03")) == "400.00 + 50.00");
}

TEST_CASE("principal that is paid out takes its share of the bonus with it") {
  auto tale = topped_up().order("2026-05-02", "300.00", "300.00").act("2026-05-03", ActKind::wallet_refund, "50.00");
  const auto wallet = tale.on("2026-05-03");
  CHECK(told(wallet) == "150.00 + 37.50"); // a quarter of 200.00 and of 50.00
  CHECK(wallet.paid_out == money("50.00"));
  CHECK(wallet.lapsed == money("12.50"));
  tale.act("2026-05-04", ActKind::wallet_refund, "150.00");
  CHECK(told(tale.on("2026-05-04")) == "0.00 + 0.00");
}

TEST_CASE("bonus without principal stays to be spent") {
  auto tale = topped_up().order("2026-05-02", "500.00", "500.00");
  CHECK(told(tale.on("2026-05-02")) == "0.00 + 50.00");
  CHECK(lapse_of(tale.on("2026-05-02"), Money{}) == Money{});
}

TEST_CASE("an order that found too little in the wallet leaves it at zero, and the rest is named") {
  auto tale = topped_up().order("2026-05-02", "600.00", "600.00");
  CHECK(told(tale.on("2026-05-02")) == "0.00 + 0.00");
  CHECK(tale.on("2026-05-02").uncovered == money("50.00"));
  tale.refund("2026-05-03", 0, "60.00");
  CHECK(told(tale.on("2026-05-03")) == "0.00 + 10.00");
  CHECK(tale.on("2026-05-03").uncovered == Money{});
}

TEST_CASE("within a day a top-up comes before the orders, and a payment out after them") {
  auto tale = Tale().order("2026-05-01", "80.00", "80.00").act("2026-05-01", ActKind::wallet_refund, "20.00");
  tale.act("2026-05-01", ActKind::top_up, "100.00");
  CHECK(told(tale.on("2026-05-01")) == "0.00 + 0.00");
  CHECK(tale.on("2026-05-01").uncovered == Money{});
}

TEST_CASE("cash back comes in the evening as bonus, and goes with its order as far as it is there") {
  auto tale = Tale().cash("2026-05-01", 1, "5.00").order("2026-05-01", "3.00", "3.00");
  CHECK(tale.on("2026-05-01").uncovered == money("3.00"));
  CHECK(told(tale.on("2026-05-01")) == "0.00 + 5.00");
  tale.order("2026-05-02", "4.00", "4.00").cash("2026-05-03", 1, "-2.00").cash("2026-05-04", 1, "-3.00");
  CHECK(told(tale.on("2026-05-03")) == "0.00 + 0.00");
  CHECK(tale.on("2026-05-03").cash_taken == money("1.00"));
  CHECK(tale.on("2026-05-03").cash_missing == money("1.00"));
  CHECK(tale.on("2026-05-04").cash_missing == money("4.00"));
  CHECK(balanced(tale.on("2026-05-04")));
}

TEST_CASE("cash back comes as far as the wallet may hold it; what did not come goes first") {
  auto tale = topped_up().cash("2026-05-02", 1, "80.00");
  CHECK(told(tale.on("2026-05-02")) == "500.00 + 100.00");
  tale.cash("2026-05-03", 1, "-30.00");
  CHECK(told(tale.on("2026-05-03")) == "500.00 + 100.00");
  tale.cash("2026-05-04", 1, "-50.00");
  CHECK(told(tale.on("2026-05-04")) == "500.00 + 50.00");
  CHECK(tale.on("2026-05-04").cash_missing == Money{});
}

TEST_CASE("what was written of cash back of one evening is one sum, however it came to be written") {
  auto at_once = topped_up().cash("2026-05-02", 1, "4.00").cash("2026-05-04", 1, "-1.00");
  auto corrected = topped_up().cash("2026-05-02", 1, "9.00").cash("2026-05-04", 1, "-9.00");
  corrected.cash("2026-05-04", 1, "8.00").cash("2026-05-02", 1, "-5.00");
  CHECK(at_once.on("2026-05-04") == corrected.on("2026-05-04"));
}

TEST_CASE("the highest bonus step that one top-up reaches counts") {
  CHECK(bonus_of(rules, money("499.99")) == Money{});
  CHECK(bonus_of(rules, money("500.00")) == money("50.00"));
  CHECK(bonus_of(rules, money("999.99")) == money("50.00"));
  CHECK(bonus_of(rules, money("1000.00")) == money("150.00"));
  CHECK(bonus_of(rules, money("9000.00")) == money("150.00"));
  CHECK(bonus_of(WalletRules{}, money("9000.00")) == Money{});
}

TEST_CASE("the most that can be topped up leaves room for its bonus") {
  CHECK(most_top_up(rules, money("0.00")) == money("4850.00"));
  CHECK(most_top_up(rules, money("4000.00")) == money("950.00")); // with 50.00 on top
  CHECK(most_top_up(rules, money("4460.00")) == money("499.99")); // 500.00 would bring 50.00 that do not fit
  CHECK(most_top_up(rules, money("4999.99")) == money("0.01"));
  CHECK(most_top_up(rules, money("5000.00")) == Money{});
  CHECK(most_top_up(rules, money("6000.00")) == Money{});
}

TEST_CASE("whatever is the most that can be topped up fits, and no larger payment does: 10,000 wallets") {
  std::mt19937_64 random(20260603);
  for (int round = 0; round < 10'000; ++round) {
    WalletRules some{.open = true, .limit = {static_cast<std::int64_t>(random() % 60)}};
    std::int64_t pay = 0;
    for (auto steps = random() % 4; steps > 0; --steps) {
      pay += static_cast<std::int64_t>(random() % 20 + 1);
      some.bonuses.push_back({{pay}, {static_cast<std::int64_t>(random() % 10)}});
    }
    const Money held{static_cast<std::int64_t>(random() % 70)};
    Money best;
    for (Money paid{1}; paid <= Money{100}; paid += Money{1})
      if (fits(some, held, paid)) best = paid;
    REQUIRE(most_top_up(some, held) == best);
  }
}

TEST_CASE("no sequence of steps breaks a wallet: 10,000 wallets") {
  // Never below zero; the sums add up; a top-up that fits stays within the limit; an order wholly given back, in
  // however many parts, leaves no trace; an order and a part given back is the same as having bought the rest.
  std::mt19937_64 random(20260602);
  const auto upto = [&](Money most) {
    return Money{static_cast<std::int64_t>(random() % (static_cast<std::uint64_t>(most.minor) + 1))};
  };
  for (int round = 0; round < 10'000; ++round) {
    Wallet wallet;
    OrderId order;
    for (int step = 0; step < 12; ++step) {
      const auto before = wallet.sums();
      switch (random() % 5) {
        case 4: {
          // Cash back that is taken wholly before anything else happens leaves no trace but its sums.
          const Money amount = upto({20'000});
          wallet.give_cash(OrderId(step + 1), "back", amount, rules.limit);
          REQUIRE(wallet.sums().balance() <= std::max(before.balance(), rules.limit));
          if (random() % 2 == 0) break;
          const Money part = upto(amount);
          wallet.take_cash(OrderId(step + 1), "back", part);
          wallet.take_cash(OrderId(step + 1), "back", amount - part);
          REQUIRE(wallet.sums().balance() == before.balance());
          REQUIRE(wallet.sums().cash_missing == before.cash_missing);
          break;
        }
        case 0: {
          const Money paid = upto({200'000});
          if (!fits(rules, before.balance(), paid)) break;
          wallet.top_up(paid);
          wallet.give_bonus(bonus_of(rules, paid));
          REQUIRE(wallet.sums().balance() <= rules.limit);
          break;
        }
        case 1: {
          const Money amount = upto(before.balance() + Money{5'000});
          auto rest = wallet;
          order = order.next();
          wallet.spend(order, amount);
          const Money part = upto(amount);
          wallet.give_back(order, part);
          rest.spend(order, amount - part);
          REQUIRE(wallet.sums() == rest.sums());
          break;
        }
        case 2: {
          const Money amount = upto(before.balance() + Money{5'000});
          order = order.next();
          wallet.spend(order, amount);
          const Money first = upto(amount);
          wallet.give_back(order, first);
          REQUIRE(balanced(wallet.sums()));
          wallet.give_back(order, amount - first);
          REQUIRE(wallet.sums() == before);
          wallet.give_back(order, amount);
          REQUIRE(wallet.sums() == before);
          break;
        }
        default: {
          const Money amount = upto(before.principal);
          wallet.pay_out(amount);
          REQUIRE(wallet.sums().principal == before.principal - amount);
          REQUIRE(wallet.sums().bonus == before.bonus - lapse_of(before, amount));
          REQUIRE(wallet.sums().paid_out <= wallet.sums().topped_up);
        }
      }
      REQUIRE(balanced(wallet.sums()));
    }
    const bool had_principal = wallet.sums().principal > Money{};
    wallet.pay_out(wallet.sums().principal);
    if (had_principal) REQUIRE(wallet.sums().balance() == Money{});
  }
}

} // namespace wallet_test
