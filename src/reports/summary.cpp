// SPDX-License-Identifier: MIT
#include "reports/summary.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "reports/discounts.hpp"
#include "reports/memberships.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Adds up some members.
struct Totals {
  Day as_of;
  const Discounts& taken_off;
  std::int64_t members = 0;
  std::int64_t buyers = 0;
  std::int64_t repeaters = 0;         ///< with a second order
  std::int64_t repeaters_by_days = 0; ///< with orders on a second day
  std::int64_t invited = 0;           ///< brought by others
  std::int64_t invited_buyers = 0;
  OrderFigures orders = {};
  Balance points = {};
  Money discounts = {};

  void add(const History& history, const store::Account& account) {
    if (!known_on(history, as_of)) return;
    const auto of_member = order_figures(history, as_of);
    ++members;
    if (of_member.orders >= 1) ++buyers;
    if (of_member.orders >= 2) ++repeaters;
    if (of_member.order_days >= 2) ++repeaters_by_days;
    if (was_invited(history)) {
      ++invited;
      if (of_member.orders >= 1) ++invited_buyers;
    }
    orders += of_member;
    discounts += taken_off.of(history);
    points += balance_on(account.entries, as_of);
  }

  void add(const Totals& part) {
    members += part.members;
    buyers += part.buyers;
    repeaters += part.repeaters;
    repeaters_by_days += part.repeaters_by_days;
    invited += part.invited;
    invited_buyers += part.invited_buyers;
    orders += part.orders;
    points += part.points;
    discounts += part.discounts;
  }

 private:
  bool was_invited(const History& history) const {
    return std::any_of(history.acts.begin(), history.acts.end(),
                       [this](const Act& act) { return act.kind == ActKind::invite && act.day <= as_of; });
  }
};

using Value = decltype(Measure::value);

template <class Number>
Value some(const std::optional<Number>& value) {
  return value ? Value{*value} : Value{};
}

Value average(Money sum, std::int64_t count) {
  if (count <= 0) return {};
  return Money{scale(sum.minor, 1, count, Rounding::nearest)};
}

/// What so many points would pay for; nothing where points cannot be redeemed.
std::optional<Money> worth(Points points, const Program* program) {
  if (program == nullptr || !program->points.redeem || program->points.redeem->points <= 0) return std::nullopt;
  const auto& redeem = *program->points.redeem;
  return Money{scale(points, redeem.worth.minor, redeem.points, Rounding::nearest)};
}

/// Orders of which something, or all, was given back, of all that were paid.
std::optional<Ratio> return_rate(const OrderFigures& orders) {
  return rate(orders.refunded_orders + orders.part_refunded, orders.orders + orders.refunded_orders);
}

/// Money given back, of all that was paid.
std::optional<Ratio> refund_share(const OrderFigures& orders) {
  return rate((orders.refunds + orders.refunded_amount).minor, (orders.gross + orders.refunded_amount).minor);
}

Value cost(const std::optional<Money>& money, Money net) {
  if (!money) return {};
  return some(rate(money->minor, net.minor));
}

} // namespace

std::vector<Measure> report_summary(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto program = shop::kept_program(ledger);
  const Discounts taken_off(ledger, as_of);
  Totals members{as_of, taken_off};
  for (const auto& part : shop::scan_members(ledger, members)) members.add(part);
  const auto guest_orders = store::read_guests(ledger);
  const auto guests = order_figures(guest_orders, as_of);
  const auto unassigned_orders = store::read_unassigned(ledger);
  const auto unassigned = order_figures(unassigned_orders, as_of);
  OrderFigures all = members.orders;
  all += guests;
  all += unassigned;
  const Money discounts =
      members.discounts + taken_off.of(guest_orders) + taken_off.of(unassigned_orders) + taken_off.elsewhere();
  const Balance& points = members.points;
  const auto first_orders = members.buyers;
  const auto memberships = membership_figures(ledger, as_of);

  return {
      {"orders", all.orders},
      {"buyers", members.buyers},
      {"members", members.members},
      {"guests_orders", guests.orders},
      {"gross", all.gross},
      {"refunds", all.refunds},
      {"net", all.net()},
      {"average_order", average(all.gross, all.orders)},
      {"repeat_rate", some(rate(members.repeaters, members.buyers)), "25–45%"},
      {"repeat_rate_by_days", some(rate(members.repeaters_by_days, members.buyers)), "25–45%"},
      {"points_earned", points.earned},
      {"points_redeemed", points.redeemed},
      {"points_expired", points.expired},
      {"points_clawed_back", points.clawed_back},
      {"points_balance", points.balance},
      {"redemption_rate", some(rate(points.redeemed, points.earned)), "6–9%, usually under 10%"},
      {"liability", some(worth(points.balance, program.get()))},
      {"refunded_orders", all.refunded_orders},
      {"refunded_amount", all.refunded_amount},
      {"return_rate", some(return_rate(all)), "5% good, 17–25% in the trade"},
      {"points_adjusted", points.adjusted},
      {"points_held", points.held},
      {"points_debt", points.debt},
      {"points_cost", cost(worth(points.redeemed, program.get()), all.net()), "3–5% of sales"},
      {"discount_cost", cost(discounts, all.net())},
      {"repeat_orders_share", some(rate(members.orders.orders - first_orders, members.orders.orders)), "25–45%"},
      {"referred_share", some(rate(members.invited_buyers, members.buyers)), "about 30%"},
      {"invited_members", members.invited},
      {"renewal_rate", some(memberships.renewal_rate())},
      {"fees", memberships.fees},
      {"discount_given", discounts},
      {"refund_share", some(refund_share(all))},
      {"unassigned_orders", unassigned.orders},
  };
}

Report summary() {
  using Measures = std::vector<Measure>;
  return {
      .name = "summary",
      .summary = "figures of the whole shop"_en,
      .examples = {"--as-of 2026-06-30"},
      .settled = true,
      .tables = {table<Measures>(
          {},
          {{"measure", Kind::measure, &Measure::key},
           {"value", Kind::number,
            [](const Measure& row) { return std::visit([](const auto& value) { return Cell(value); }, row.value); }},
           {"reference", Kind::word, &Measure::reference}},
          [](Question& question) { return report_summary(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
