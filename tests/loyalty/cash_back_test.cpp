// SPDX-License-Identifier: MIT
// What stands of cash back is what the rule says of each order as it is in the end, counted order by order.
#include <algorithm>
#include <map>
#include <string>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/random_scheme.hpp"

namespace cash_back_test {

using namespace loyalty;

namespace {

Money part(Money whole, Money share, Money of) {
  return of <= Money{} ? Money{} : Money{scale(whole.minor, share.minor, of.minor, Rounding::floor)};
}

/// The lines of the order that the scope names.
CoveredLines named(const LineScope& lines, const Sale& sale) {
  CoveredLines found;
  for (const auto& each : sale.parts)
    if (covers(lines, {each.category, each.sku, each.on_sale})) found.add(each.amount, each.quantity, each.on_sale);
  return found;
}

/// What the order brings by the rule as it is in the end, whoever placed it.
Money slowly(const RewardRule& rule, const History& history, std::size_t index, const OrderStanding& standing) {
  const auto& order = history.orders[index];
  const auto& sale = history.sales[index];
  if (!standing.purchase) return {};
  if (!rule.orders.hosts.empty() && sale.host != rule.orders.hosts.front()) return {};
  const Money placed = order.amount - order.refunded;
  const Money left = order.amount - standing.refunded;
  const auto& lines = rule.orders.lines;
  auto found = named(lines, sale);
  if (found.pieces == 0) return {};
  const Money share_of_lines = found.amount;
  // What was paid for the order is shared by its lines; the scope asks for what it was, and then for what is left.
  found.amount = placed == order.amount ? share_of_lines : part(placed, share_of_lines, order.amount);
  if (!is_reached(lines, found)) return {};
  const auto stays = found.amount == placed ? left : part(found.amount, left, placed);
  if (stays < lines.min_spend) return {};
  if (const auto* amount = std::get_if<Money>(&rule.cash->what)) return *amount;
  const Money fee = std::clamp(sale.shipping.value_or(Money{}), Money{}, order.amount);
  const Money goods = part(placed, order.amount - fee, order.amount);
  const Money of_lines = goods == order.amount ? share_of_lines : part(goods, share_of_lines, order.amount);
  const Money in_money = part(of_lines, order.amount - sale.wallet, order.amount);
  const Money counted = in_money == placed ? left : part(in_money, left, placed);
  const Money share{scale(counted.minor, std::get<Ratio>(rule.cash->what).millionths, Ratio::one, Rounding::floor)};
  return std::min(share, rule.cash->most.value_or(share));
}

RewardRule random_rule(Chance& chance) {
  RewardRule rule{.id = "back", .name = "Back", .when = {.on = IssueRule::On::order}};
  rule.orders.lines = random_lines(chance);
  if (chance.one_in(3)) rule.orders.hosts = {"lao-k"};
  rule.hold_days = chance.of({0, 7, 30});
  if (chance.one_in(3))
    rule.cash = CashBack{Money{chance.between(1, 500)}, {}};
  else
    rule.cash = CashBack{Ratio{chance.between(1, 300) * 1'000}, {}};
  if (std::holds_alternative<Ratio>(rule.cash->what) && chance.one_in(3))
    rule.cash->most = Money{chance.between(1, 800)};
  return rule;
}

} // namespace

TEST_CASE("what stands of cash back is what the rule says of each order as it is in the end") {
  std::int64_t paid = 0;
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto history = random_life(chance).history;
    history.holdouts.clear();
    // What is bought while shut out brings nothing, which the slow way does not ask.
    std::erase_if(history.acts,
                  [](const Act& act) { return act.kind == ActKind::close || act.kind == ActKind::reopen; });
    Program program{.name = "shop"};
    program.rewards = {random_rule(chance)};
    Engine engine(always(program));
    std::map<OrderId, Money> stands;
    for (const auto& move : engine.walk(history, the_end).cash) stands[move.order] += move.amount;
    const auto standings = order_standings(history, the_end);
    for (std::size_t index = 0; index < history.orders.size(); ++index) {
      const auto id = history.orders[index].id;
      CAPTURE(id.value);
      CHECK(stands[id].minor == slowly(program.rewards[0], history, index, standings[index]).minor);
      if (stands[id] > Money{}) ++paid;
    }
  });
  CHECK(paid > 1'000);
}

} // namespace cash_back_test
