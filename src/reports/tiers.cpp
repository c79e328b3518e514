// SPDX-License-Identifier: MIT
#include "reports/tiers.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "reports/common.hpp"
#include "shop/work.hpp"

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

ByTier add_up(const std::vector<ByTier>& parts, Day as_of) {
  ByTier all{as_of};
  for (const auto& part : parts)
    for (const auto& [tier, sum] : part.sums) all.add(tier, sum);
  return all;
}

TierRow tier_row(const std::string& tier, const std::string& name, const ByTier::Sum& sum, std::int64_t members) {
  TierRow row{
      .tier = tier, .name = name, .members = sum.members, .share = rate(sum.members, members), .orders = sum.orders};
  if (sum.members > 0) row.average_net = Money{scale(sum.orders.net().minor, 1, sum.members, Rounding::nearest)};
  return row;
}

/// People are not told that nobody is without a tier.
std::vector<TierRow> tiers_asked(Question& question) {
  auto rows = report_tiers(question.ledger(), question.as_of());
  if (question.for_people())
    std::erase_if(rows, [](const TierRow& row) { return row.tier.empty() && row.members == 0; });
  return rows;
}

} // namespace

std::map<ProgramId, bool> counting_money(store::Ledger& ledger) {
  std::map<ProgramId, bool> money;
  for (const auto& version : shop::kept_timeline(ledger)) {
    const Condition* qualifying = qualifying_metric(*version.program);
    money[version.id] = qualifying != nullptr && is_money(qualifying->metric);
  }
  return money;
}

shop::AfterScan<std::vector<TierRow>> report_tiers(shop::Scan& scan, Day as_of) {
  const auto parts = scan.collect(ByTier{as_of}, {.accounts = store::AccountReader::Detail::tiers});
  return [&ledger = scan.ledger(), parts, as_of] {
    auto all = add_up(*parts, as_of);
    std::int64_t members = 0;
    for (const auto& [tier, sum] : all.sums) members += sum.members;
    std::vector<TierRow> rows;
    const auto take = [&](const std::string& tier, const std::string& name) {
      rows.push_back(tier_row(tier, name, all.sums[tier], members));
      all.sums.erase(tier);
    };
    take({}, {});
    if (const auto program = shop::kept_program(ledger))
      for (const auto& tier : program->tiers) take(tier.id, tier.name);
    while (!all.sums.empty()) take(std::string(all.sums.begin()->first), {});
    return rows;
  };
}

std::vector<TierRow> report_tiers(store::Ledger& ledger, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_tiers(scan, as_of); });
}

Report tiers() {
  return {.name = "tiers",
          .summary = "members of each tier and what they spend"_en,
          .examples = {""},
          .settled = true,
          .tables = {table<std::vector<TierRow>>(
              {},
              {{"tier", Kind::text, &TierRow::tier, tier_id},
               {"name", Kind::text, &TierRow::name, name_of_thing},
               {"members", Kind::number, &TierRow::members},
               {"share", Kind::share, &TierRow::share},
               {"orders", Kind::number, [](const TierRow& row) { return row.orders.orders; }},
               {"gross", Kind::money, [](const TierRow& row) { return row.orders.gross; }},
               {"net", Kind::money, [](const TierRow& row) { return row.orders.net(); }},
               {"average_net", Kind::money, &TierRow::average_net}},
              tiers_asked)}};
}

} // namespace loyalty::reports
