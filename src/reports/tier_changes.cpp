// SPDX-License-Identifier: MIT
#include "reports/tier_changes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "reports/common.hpp"
#include "reports/tiers.hpp"

namespace loyalty::reports {
namespace {

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

/// The spend or the count that decided.
Cell qualifying_then(const TierChangeRow& row) {
  return row.money ? Cell(Money{row.change.qualifying}) : Cell(row.change.qualifying);
}

} // namespace

shop::AfterScan<TierChanges> report_tier_changes(shop::Scan& scan, Day from, Day to) {
  const shop::ScanWanted wanted{.histories = false, .accounts = store::AccountReader::Detail::tiers};
  const auto parts = scan.collect(Changes{from, to}, wanted);
  return [&scan, parts] {
    TierChanges report{.rows = {}, .names = scan.names()};
    const auto money = counting_money(scan.ledger());
    for (auto& part : *parts) std::move(part.rows.begin(), part.rows.end(), std::back_inserter(report.rows));
    for (auto& row : report.rows) {
      const auto found = money.find(row.change.program);
      row.money = found != money.end() && found->second;
    }
    std::stable_sort(report.rows.begin(), report.rows.end(), [](const TierChangeRow& left, const TierChangeRow& right) {
      return left.change.day < right.change.day;
    });
    return report;
  };
}

TierChanges report_tier_changes(store::Ledger& ledger, Day from, Day to) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_tier_changes(scan, from, to); });
}

Report tier_changes() {
  return {.name = "tier-changes",
          .summary = "members promoted, retained or demoted, and why"_en,
          .examples = {"--from 2026-06-01 --to 2026-06-30"},
          .options = {from_day, to_day},
          .settled = true,
          .tables = {table<TierChanges>(
              "no tier changes in these days"_en,
              {{"day", Kind::day, [](const TierChangeRow& row) { return row.change.day; }},
               member_key<TierChanges>(),
               member_name<TierChanges>(),
               {"from_tier", Kind::tier, &TierChangeRow::from_tier},
               {"to_tier", Kind::tier, [](const TierChangeRow& row) -> Cell { return row.change.tier; }},
               {"until", Kind::day, [](const TierChangeRow& row) { return row.change.until; }},
               {"reason", Kind::word, [](const TierChangeRow& row) { return to_string(row.change.reason); }},
               {"qualifying", Kind::money, qualifying_then}},
              [](Question& question) {
                const auto [from, to] = days_asked(question);
                return report_tier_changes(question.ledger(), from, to);
              })}};
}

} // namespace loyalty::reports
