// SPDX-License-Identifier: MIT
#include "reports/tiers.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Adds up some members by the tier they hold.
struct ByTier {
  struct Sum {
    std::int64_t members = 0;
    OrderFigures orders = {};
  };
  Day as_of;
  std::map<std::string, Sum> sums = {};

  void add(const History& history, const store::Account& account) {
    if (known_on(history, as_of)) add(tier_held(account.tier_changes, as_of).tier, {1, order_figures(history, as_of)});
  }
  void add(const std::string& tier, const Sum& sum) {
    auto& total = sums[tier];
    total.members += sum.members;
    total.orders += sum.orders;
  }
};

ByTier add_up(store::Ledger& ledger, Day as_of) {
  ByTier all{as_of};
  for (const auto& part : shop::scan_members(ledger, ByTier{as_of}, {.accounts = store::AccountReader::Detail::tiers}))
    for (const auto& [tier, sum] : part.sums) all.add(tier, sum);
  return all;
}

TierRow row_of(const std::string& tier, const std::string& name, const ByTier::Sum& sum, std::int64_t members) {
  TierRow row{
      .tier = tier, .name = name, .members = sum.members, .share = rate(sum.members, members), .orders = sum.orders};
  if (sum.members > 0) row.average_net = Money{scale(sum.orders.net().minor, 1, sum.members, Rounding::nearest)};
  return row;
}

/// Collects the changes of some members.
struct Changes {
  Day from;
  Day to;
  std::vector<TierChangeRow> rows = {};

  void add(const History&, const store::Account& account) {
    std::string held;
    for (auto& change : netted(account.tier_changes)) {
      std::string before = std::exchange(held, change.tier);
      if (change.day >= from && change.day <= to)
        rows.push_back({account.member, std::move(before), std::move(change)});
    }
  }
};

} // namespace

std::map<ProgramId, bool> counting_money(store::Ledger& ledger) {
  std::map<ProgramId, bool> money;
  for (const auto& reign : shop::kept_timeline(ledger)) {
    const Condition* qualifying = qualifying_metric(*reign.program);
    money[reign.id] = qualifying != nullptr && is_money(qualifying->metric);
  }
  return money;
}

std::vector<TierRow> report_tiers(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  auto all = add_up(ledger, as_of);
  std::int64_t members = 0;
  for (const auto& [tier, sum] : all.sums) members += sum.members;
  std::vector<TierRow> rows;
  const auto take = [&](const std::string& tier, const std::string& name) {
    rows.push_back(row_of(tier, name, all.sums[tier], members));
    all.sums.erase(tier);
  };
  take({}, {});
  if (const auto program = shop::kept_program(ledger))
    for (const auto& tier : program->tiers) take(tier.id, tier.name);
  while (!all.sums.empty()) take(std::string(all.sums.begin()->first), {});
  return rows;
}

TierChanges report_tier_changes(store::Ledger& ledger, Day from, Day to) {
  const store::Snapshot snapshot(ledger);
  TierChanges report{.rows = {}, .names = shop::MemberNames(ledger)};
  const auto money = counting_money(ledger);
  const shop::ScanWanted wanted{.histories = false, .accounts = store::AccountReader::Detail::tiers};
  for (auto& part : shop::scan_members(ledger, Changes{from, to}, wanted))
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(report.rows));
  for (auto& row : report.rows) {
    const auto found = money.find(row.change.program);
    row.money = found != money.end() && found->second;
  }
  std::stable_sort(report.rows.begin(), report.rows.end(), [](const TierChangeRow& left, const TierChangeRow& right) {
    return left.change.day < right.change.day;
  });
  return report;
}

} // namespace loyalty::reports
