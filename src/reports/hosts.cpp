// SPDX-License-Identifier: MIT
#include "reports/hosts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "messages/titles.hpp"
#include "reports/common.hpp"
#include "reports/first_sales.hpp"
#include "shop/scan.hpp"
#include "store/histories.hpp"

namespace loyalty::reports {
namespace {

/// Host and channel.
using SoldBy = std::pair<std::string, std::string>;

/// Adds up some members.
struct HostSums {
  Day as_of;
  std::map<SoldBy, OrderFigures> orders = {};
  FirstSales first = {};

  void add(const History& history, const store::Account&) {
    if (!known_on(history, as_of)) return;
    add_orders(history);
    first.add(history, as_of);
  }

  void add_orders(const History& history) {
    const auto standings = order_standings(history, as_of);
    for (std::size_t index = 0; index < history.orders.size(); ++index) {
      if (history.orders[index].day() > as_of) break;
      const auto& sale = history.sales[index];
      orders[{sale.host, sale.channel}].count(history.orders[index], standings[index]);
    }
    for (const auto& refund : history.refunds)
      if (!refund.order && refund.day() <= as_of) orders[{}].refunds += refund.amount;
  }
};

std::vector<HostRow> rows_of(const HostSums& sums) {
  std::map<SoldBy, HostRow> rows;
  for (const auto& [by, orders] : sums.orders) rows[by] = {.host = by.first, .channel = by.second, .orders = orders};
  for (const auto& sale : sums.first.all) {
    auto& row = rows[{sale.host, sale.channel}];
    ++row.first_orders;
    if (sums.first.knew(sale)) ++row.from_known;
  }
  std::vector<HostRow> sorted;
  for (auto& [by, row] : rows) sorted.push_back(std::move(row));
  std::ranges::stable_sort(sorted, [](const HostRow& left, const HostRow& right) {
    const auto place = [](const HostRow& row) { return std::pair(row.host.empty(), -row.orders.net().minor); };
    return place(left) < place(right);
  });
  return sorted;
}

} // namespace

std::optional<Ratio> HostRow::return_rate() const {
  return rate(orders.refunded_orders + orders.part_refunded, orders.orders + orders.refunded_orders);
}

std::vector<HostRow> report_hosts(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  HostSums all{.as_of = as_of};
  for (const auto& part : shop::scan_members(ledger, all, {.accounts = std::nullopt, .sales = true})) {
    for (const auto& [by, orders] : part.orders) all.orders[by] += orders;
    all.first += part.first;
  }
  all.add_orders(store::read_guests(ledger, true));
  all.add_orders(store::read_unassigned(ledger, true));
  return rows_of(all);
}

Report hosts() {
  using Hosts = std::vector<HostRow>;
  return {
      .name = "hosts",
      .summary = "orders by who sold them, and whether new buyers knew them"_en,
      .tables = {table<Hosts>("no orders"_en,
                              {{"host", Kind::text, &HostRow::host, {.if_empty = "not known"_en}},
                               {"channel", Kind::text, &HostRow::channel},
                               {"orders", Kind::number, [](const HostRow& row) { return row.orders.orders; }},
                               {"net", Kind::money, [](const HostRow& row) { return row.orders.net(); }},
                               {"first_orders", Kind::number, &HostRow::first_orders},
                               {"from_known", Kind::number, &HostRow::from_known},
                               {"return_rate",
                                Kind::share,
                                [](const HostRow& row) { return row.return_rate(); },
                                {.title = messages::measure("return_rate")}}},
                              [](Question& question) { return report_hosts(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
