// SPDX-License-Identifier: MIT
#include "reports/rfm.hpp"

#include <iterator>
#include <utility>

#include "loyalty/figures.hpp"
#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Collects the figures of some members.
struct Buyers {
  Window window;
  Day as_of;
  std::vector<RfmFigures> rows = {};

  void add(const History& history, const store::Account&) {
    const auto recency = order_figures(history, as_of).recency(as_of);
    const auto bought = bought_in(window, history, as_of);
    if (recency && bought.orders > 0) rows.push_back({history.member, *recency, bought.orders, bought.spend});
  }
};

} // namespace

RfmReport report_rfm(store::Ledger& ledger, const RfmRules& rules, Day as_of) {
  const store::Snapshot snapshot(ledger);
  RfmReport report{.rows = {}, .names = shop::MemberNames(ledger)};
  std::vector<RfmFigures> buyers;
  for (auto& part : shop::scan_members(ledger, Buyers{rules.window, as_of}, {.accounts = std::nullopt}))
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(buyers));
  const auto classes = rfm_classes(rules, buyers);
  for (std::size_t index = 0; index < buyers.size(); ++index) report.rows.push_back({buyers[index], classes[index]});
  return report;
}

} // namespace loyalty::reports
