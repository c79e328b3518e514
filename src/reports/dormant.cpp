// SPDX-License-Identifier: MIT
#include "reports/dormant.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Collects the silent ones of some members.
struct Silent {
  Day as_of;
  std::int32_t days;
  std::vector<DormantRow> rows = {};

  void add(const History& history, const store::Account&) {
    const auto figures = order_figures(history, as_of);
    if (figures.recency(as_of).value_or(-1) >= days) rows.push_back({history.member, figures});
  }
};

} // namespace

Dormant report_dormant(store::Ledger& ledger, Day as_of, std::int32_t days) {
  const store::Snapshot snapshot(ledger);
  Dormant report{.rows = {}, .names = shop::MemberNames(ledger)};
  for (auto& part : shop::scan_members(ledger, Silent{as_of, days}, {.accounts = std::nullopt}))
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(report.rows));
  std::stable_sort(report.rows.begin(), report.rows.end(), [](const DormantRow& left, const DormantRow& right) {
    return left.orders.net() > right.orders.net();
  });
  return report;
}

} // namespace loyalty::reports
