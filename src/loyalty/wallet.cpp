// SPDX-License-Identifier: MIT
#include "loyalty/wallet.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>

namespace loyalty {
namespace {

/// Moves up to `wanted` from one heap to another; tells how much it was.
Money draw(Money& from, Money wanted) {
  const Money taken = std::min(from, wanted);
  from -= taken;
  return taken;
}

/// One step of a wallet and its place in the day.
struct Step {
  enum class Kind : std::uint8_t { top_up, bonus, spend, give_back, pay_out, cash };
  Kind kind;
  Day day;
  Moment at = {};        ///< of orders and refunds
  std::int64_t fact = 0; ///< number of the act or order row
  OrderId order = {};
  Money amount = {};
  std::string_view reward = {}; ///< of cash back
  Money limit = {};             ///< of the wallet, then

  auto place() const {
    const int part = kind <= Kind::bonus ? 0 : kind == Kind::pay_out ? 2 : kind == Kind::cash ? 3 : 1;
    // What goes makes room for what comes.
    const bool later = kind == Kind::give_back || (kind == Kind::cash && amount > Money{});
    return std::tuple(day, part, at, later, fact);
  }
};

void take_step(Wallet& wallet, const Step& step) {
  switch (step.kind) {
    case Step::Kind::top_up: return wallet.top_up(step.amount);
    case Step::Kind::bonus: return wallet.give_bonus(step.amount);
    case Step::Kind::spend: return wallet.spend(step.order, step.amount);
    case Step::Kind::give_back: return wallet.give_back(step.order, step.amount);
    case Step::Kind::pay_out: return wallet.pay_out(step.amount);
    case Step::Kind::cash:
      return step.amount < Money{} ? wallet.take_cash(step.order, step.reward, -step.amount)
                                   : wallet.give_cash(step.order, step.reward, step.amount, step.limit);
  }
}

void add_acts(std::vector<Step>& steps, std::span<const Act> acts) {
  for (const auto& act : acts) {
    if (act.kind == ActKind::top_up)
      steps.push_back({Step::Kind::top_up, act.day, {}, act.id.value, {}, act.money});
    else if (act.kind == ActKind::top_up_bonus)
      steps.push_back({Step::Kind::bonus, act.day, {}, act.id.value, {}, act.money});
    else if (act.kind == ActKind::wallet_refund)
      steps.push_back({Step::Kind::pay_out, act.day, {}, act.id.value, {}, act.money});
  }
}

/// One step for all that was written of an order and a reward for one evening.
void add_cash(std::vector<Step>& steps, std::span<const Act> acts) {
  std::map<std::tuple<Day, OrderId, std::string_view>, Step> sums;
  for (const auto& act : acts) {
    if (act.kind != ActKind::cash_back || !act.order) continue;
    auto& sum = sums[{act.day, *act.order, act.subject}];
    sum.kind = Step::Kind::cash;
    sum.day = act.day;
    sum.fact = act.order->value;
    sum.order = *act.order;
    sum.amount += act.money;
    sum.reward = act.subject;
    sum.limit = Money{parse_whole(act.text).value_or(Money::limit)};
  }
  for (auto& [place, sum] : sums)
    if (sum.amount != Money{}) steps.push_back(sum);
}

/// How much of an order's payment from the wallet is due back once so much of the order was given back in all.
Money due_back(const OrderFact& order, Money paid, Money refunded, bool whole) {
  if (whole || refunded >= order.amount) return paid;
  return {scale(paid.minor, refunded.minor, order.amount.minor, Rounding::nearest)};
}

/// What one order did to the wallet: paid once, given back as its refunds came.
void add_order(std::vector<Step>& steps, const History& history, std::size_t index, Money paid) {
  const auto& order = history.orders[index];
  steps.push_back({Step::Kind::spend, order.day(), order.placed_at, order.id.value, order.id, paid});
  Money refunded = order.refunded;
  Money back = due_back(order, paid, refunded, order.void_from_start);
  steps.push_back({Step::Kind::give_back, order.day(), order.placed_at, order.id.value, order.id, back});
  for (const auto& refund : history.refunds) {
    if (refund.order != index) continue;
    refunded += refund.amount;
    const Money due = std::max(back, due_back(order, paid, refunded, refund.whole));
    steps.push_back({Step::Kind::give_back, refund.day(), refund.at, refund.id.value, order.id, due - back});
    back = due;
  }
}

void add_orders(std::vector<Step>& steps, const History& history, std::span<const WalletOrder> orders) {
  if (orders.empty()) return;
  std::unordered_map<OrderId, Money> paid;
  for (const auto& order : orders) paid[order.order] = order.amount;
  for (std::size_t index = 0; index < history.orders.size(); ++index)
    if (const auto found = paid.find(history.orders[index].id); found != paid.end())
      add_order(steps, history, index, found->second);
}

} // namespace

void Wallet::top_up(Money paid) {
  sums_.topped_up += paid;
  sums_.principal += paid;
}

void Wallet::give_bonus(Money bonus) {
  sums_.bonus_given += bonus;
  sums_.bonus += bonus;
}

void Wallet::spend(OrderId order, Money amount) {
  Payment payment{.order = order};
  payment.principal = draw(sums_.principal, amount);
  payment.bonus = draw(sums_.bonus, amount - payment.principal);
  payment.uncovered = amount - payment.principal - payment.bonus;
  sums_.spent += amount;
  sums_.uncovered += payment.uncovered;
  payments_.push_back(payment);
}

void Wallet::give_back(OrderId order, Money amount) {
  const auto payment =
      std::find_if(payments_.begin(), payments_.end(), [&](const Payment& p) { return p.order == order; });
  if (payment == payments_.end()) return;
  const Money uncovered = draw(payment->uncovered, amount);
  const Money bonus = draw(payment->bonus, amount - uncovered);
  const Money principal = draw(payment->principal, amount - uncovered - bonus);
  sums_.uncovered -= uncovered;
  sums_.bonus += bonus;
  sums_.principal += principal;
  sums_.spent -= uncovered + bonus + principal;
}

void Wallet::give_cash(OrderId order, std::string_view reward, Money amount, Money limit) {
  auto& cash = cash_[{order, std::string(reward)}];
  const Money comes = std::clamp(limit - sums_.balance(), Money{}, amount);
  cash.due += amount;
  cash.left += comes;
  sums_.cash_back += comes;
  sums_.bonus += comes;
}

void Wallet::take_cash(OrderId order, std::string_view reward, Money amount) {
  auto& cash = cash_[{order, std::string(reward)}];
  cash.due = std::max(Money{}, cash.due - amount);
  const Money goes = std::max(Money{}, cash.left - cash.due);
  cash.left -= goes;
  const Money taken = draw(sums_.bonus, goes);
  sums_.cash_taken += taken;
  sums_.cash_missing += goes - taken;
}

void Wallet::pay_out(Money amount) {
  const Money lapse = lapse_of(sums_, amount);
  sums_.paid_out += amount;
  sums_.uncovered += amount - draw(sums_.principal, amount);
  sums_.bonus -= lapse;
  sums_.lapsed += lapse;
}

WalletSums wallet_on(const History& history, std::span<const Act> acts, std::span<const WalletOrder> orders, Day day) {
  return walk_wallet(history, acts, orders, day).sums();
}

Wallet walk_wallet(const History& history, std::span<const Act> acts, std::span<const WalletOrder> orders, Day day) {
  std::vector<Step> steps;
  add_acts(steps, acts);
  add_cash(steps, acts);
  add_orders(steps, history, orders);
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& left, const Step& right) { return left.place() < right.place(); });
  Wallet wallet;
  for (const auto& step : steps)
    if (step.day <= day) take_step(wallet, step);
  return wallet;
}

Money bonus_of(const WalletRules& rules, Money paid) {
  Money bonus;
  for (const auto& step : rules.bonuses)
    if (paid >= step.pay) bonus = step.bonus;
  return bonus;
}

bool fits(const WalletRules& rules, Money held, Money paid) {
  return held + paid + bonus_of(rules, paid) <= rules.limit;
}

Money most_top_up(const WalletRules& rules, Money held) {
  const Money room = rules.limit - held;
  Money most = {};
  Money from = {1};
  Money bonus = {};
  const auto consider = [&](Money upper) {
    if (const Money paid = std::min(upper, room - bonus); paid >= from) most = std::max(most, paid);
  };
  for (const auto& step : rules.bonuses) {
    consider(step.pay - Money{1});
    from = step.pay;
    bonus = step.bonus;
  }
  consider(room);
  return most;
}

Money lapse_of(const WalletSums& wallet, Money amount) {
  if (amount >= wallet.principal) return amount > Money{} ? wallet.bonus : Money{};
  return {scale(wallet.bonus.minor, amount.minor, wallet.principal.minor, Rounding::floor)};
}

} // namespace loyalty
