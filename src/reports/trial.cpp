// SPDX-License-Identifier: MIT
#include "reports/trial.hpp"

#include <utility>

#include "loyalty/coupon.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/redeeming.hpp"
#include "reports/dormant.hpp"
#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

constexpr Period a_year{.months = 12};

/// Adds up a year of some members.
struct YearSums {
  Day as_of;
  Window year{.kind = Window::Kind::rolling, .length = a_year};
  std::int64_t members = 0;
  Bought bought = {};
  Points open = 0;
  Points earned = 0;

  void add(const History& history, const store::Account& account) {
    if (!known_on(history, as_of)) return;
    ++members;
    const auto in_year = bought_in(year, history, as_of);
    bought.spend += in_year.spend;
    bought.orders += in_year.orders;
    const auto now = balance_on(account.entries, as_of);
    const auto before = balance_on(account.entries, window_start(as_of, a_year) - 1);
    loyalty::add(open, now.balance + now.held);
    loyalty::add(earned, now.earned - now.clawed_back - (before.earned - before.clawed_back));
  }
};

void count_vouchers_of_year(store::Ledger& ledger, Day as_of, TrialFigures& figures) {
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    const auto& voucher = stored.voucher;
    if (voucher.issued_on < window_start(as_of, a_year) || voucher.issued_on > as_of) return;
    ++figures.vouchers_a_year;
    figures.vouchers_cost += discount(voucher.kind, {Money::limit});
  });
}

} // namespace

std::optional<Ratio> TrialFigures::must_be_extra(Ratio margin) const {
  return rate(cost().minor, share_of(net_a_year, margin).minor);
}

std::optional<Ratio> TrialFigures::cost_of_sales() const { return rate(cost().minor, net_a_year.minor); }

TrialFigures report_trial(store::Ledger& ledger, const Proposal& proposal, Day as_of) {
  const store::Snapshot snapshot(ledger);
  shop::Scan scan(ledger);
  const auto years = scan.collect(YearSums{.as_of = as_of});
  const auto tiers = report_tiers(scan, as_of);
  const auto today = report_today(scan, as_of, proposal.currency);
  const auto silent = report_dormant(scan, as_of, proposal.silent_days);
  scan.run();
  TrialFigures figures{.members = 0, .tiers = tiers(), .tasks = {}};
  const auto worth = [&](Points points) { return worth_of({.points = 100, .worth = proposal.unit}, points); };
  for (const auto& part : *years) {
    figures.members += part.members;
    figures.net_a_year += part.bought.spend;
    loyalty::add(figures.open, part.open);
    loyalty::add(figures.points_a_year, part.earned);
  }
  figures.owed = worth(figures.open);
  figures.points_cost = worth(figures.points_a_year);
  count_vouchers_of_year(ledger, as_of, figures);
  for (const auto& task : today().rows) ++figures.tasks[task.kind];
  figures.silent = std::ssize(silent().rows);
  return figures;
}

} // namespace loyalty::reports
