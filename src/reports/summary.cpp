// SPDX-License-Identifier: MIT
#include "reports/summary.hpp"

#include <optional>
#include <string_view>
#include <variant>

#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "reports/conversion.hpp"
#include "reports/first_sales.hpp"
#include "reports/money_owed.hpp"
#include "reports/shop_totals.hpp"
#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/sales_reader.hpp"

namespace loyalty::reports {
namespace {

/// Adds up some members.
struct SummaryPart {
  const SchemeCosts* costs;
  Day as_of;
  bool any_hosts = false;
  MemberTotals totals = {};
  FirstSales first = {};

  void add(const History& history, const store::Account& account) {
    totals.add(history, account, costs->extras(), as_of);
    costs->of_member(history, account,
                     [this](Day, std::string_view, const SchemeSums& sums) { totals.scheme += sums; });
    if (any_hosts && known_on(history, as_of)) first.add(history, as_of);
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

/// Money given back, of all that was paid.
std::optional<Ratio> refund_share(const OrderFigures& orders) {
  return rate((orders.refunds + orders.refunded_amount).minor, (orders.gross + orders.refunded_amount).minor);
}

struct ShopRead {
  ShopTotals totals;
  std::optional<Ratio> first_from_known_hosts;
};

ShopRead read_shop(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const SchemeCosts costs(ledger, costs_from, as_of);
  auto wanted = costs.wanted();
  wanted.accounts = store::AccountReader::Detail::sums;
  const bool any_hosts = store::any_hosts(ledger);
  wanted.sales = wanted.sales || any_hosts;
  MemberTotals members;
  FirstSales first;
  for (const auto& part : shop::scan_members(ledger, SummaryPart{&costs, as_of, any_hosts}, wanted)) {
    members += part.totals;
    first += part.first;
  }
  return {with_nobodys(ledger, members, costs, as_of), first.known_share()};
}

} // namespace

std::vector<Measure> report_summary(store::Ledger& ledger, Day as_of,
                                    const std::shared_ptr<const Program>& costs_from) {
  const auto [shop, first_from_known_hosts] = read_shop(ledger, costs_from, as_of);
  const auto& [members, guests, unassigned, all, discounts, memberships, program, knows_margin] = shop;
  const Balance& points = members.points;
  const auto first_orders = members.buyers;
  const auto conversion_rate = conversion_on(ledger, as_of);
  const auto owed = money_owed(ledger, as_of);

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
      {"liability", some(shop.worth(points.balance))},
      {"refunded_orders", all.refunded_orders},
      {"refunded_amount", all.refunded_amount},
      return_rate(shop),
      {"points_adjusted", points.adjusted},
      {"points_held", points.held},
      {"points_debt", points.debt},
      points_cost(shop),
      {"discount_cost", some(rate(discounts.minor, all.net().minor))},
      {"repeat_orders_share", some(rate(members.orders.orders - first_orders, members.orders.orders)), "25–45%"},
      referred_share(shop),
      {"invited_members", members.invited},
      renewal_rate(shop),
      {"fees", memberships.fees},
      {"discount_given", discounts},
      {"refund_share", some(refund_share(all))},
      {"unassigned_orders", unassigned.orders},
      reward_cost(shop),
      discount_of_margin(shop),
      discount_share(shop),
      fan_share(shop),
      {"repeat_within_30", some(members.repeats.within(0))},
      {"repeat_within_60", some(members.repeats.within(1))},
      {"repeat_within_90", some(members.repeats.within(2))},
      {"repeat_within_180", some(members.repeats.within(3))},
      {"repeat_within_365", some(members.repeats.within(4))},
      {"conversion", some(conversion_rate), "12–18%"},
      {"first_orders_known_host", some(first_from_known_hosts)},
      {"closed_members", members.closed},
      {"wallet_balance", owed.wallets},
      {"card_balance", owed.cards},
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
          [](Question& question) {
            return report_summary(question.ledger(), question.as_of(), question.maybe_program());
          })}};
}

} // namespace loyalty::reports
