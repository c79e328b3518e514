// SPDX-License-Identifier: MIT
#include <algorithm>
#include <type_traits>
#include <variant>

#include "reports/dashboard.hpp"

namespace loyalty::reports {
namespace {

/// A figure of the dashboard as programs read it.
struct DashboardFigure {
  std::string_view section;
  std::string measure;
  Cell value;
};
using DashboardFigures = std::vector<DashboardFigure>;

void tell_month(const Dashboard& dashboard, DashboardFigures& figures) {
  for (const auto& [section, trade] :
       {std::pair{"month", &dashboard.now}, std::pair{"month_before", &dashboard.before}}) {
    figures.push_back({section, "net", trade->net()});
    figures.push_back({section, "net_of_members", trade->by_members});
    figures.push_back({section, "orders", trade->orders});
    figures.push_back({section, "new_members", trade->new_members});
  }
  figures.push_back({"month", "members", dashboard.members()});
}

void tell_tiers(const Dashboard& dashboard, DashboardFigures& figures) {
  TierOfMonth all;
  for (const auto& tier : dashboard.tiers) {
    figures.push_back({"tiers", tier.held.tier.empty() ? "no_tier" : tier.held.tier, tier.held.members});
    all.promoted_to += tier.promoted_to;
    all.retained += tier.retained;
    all.demoted_from += tier.demoted_from;
  }
  figures.push_back({"tier_changes", "promoted", all.promoted_to});
  figures.push_back({"tier_changes", "retained", all.retained});
  figures.push_back({"tier_changes", "demoted", all.demoted_from});
}

void tell_scheme(const Dashboard& dashboard, DashboardFigures& figures) {
  const auto& profit = dashboard.profit;
  for (const auto& [kind, cost] : costs_by_kind(profit.total)) figures.push_back({"scheme", std::string(kind), cost});
  figures.push_back({"scheme", "costs", profit.total.costs()});
  figures.push_back({"scheme", "fees", profit.total.members.fees});
  figures.push_back({"scheme", "net_cost", profit.total.net_cost()});
  figures.push_back({"scheme", "margin", profit.knows_margin ? Cell(profit.total.members.margin()) : Cell()});
  figures.push_back({"scheme", "must_be_extra", profit.must_be_extra()});
}

void tell_points(const Dashboard& dashboard, DashboardFigures& figures) {
  if (!dashboard.points.empty()) {
    const auto& month = dashboard.points.back();
    figures.push_back({"points", "points_earned", month.moved.earned});
    figures.push_back({"points", "points_redeemed", month.moved.redeemed});
    figures.push_back({"points", "points_expired", month.moved.expired});
    figures.push_back({"points", "points_clawed_back", month.moved.clawed_back});
  }
  figures.push_back({"points", "points_balance", dashboard.liability.use.open});
  figures.push_back({"points", "expiring", dashboard.ending});
  const auto total = std::ranges::find(dashboard.liability.rows, points_in_all, &LiabilityRow::month);
  if (total == dashboard.liability.rows.end()) return;
  figures.push_back({"points", "liability", total->worth});
  figures.push_back({"points", "expected", total->expected});
  for (const auto& [where, measure] :
       {std::pair(money_in_wallets, "wallet_balance"), std::pair(money_on_cards, "card_balance")}) {
    const auto row = std::ranges::find(dashboard.liability.rows, where, &LiabilityRow::month);
    if (row != dashboard.liability.rows.end() && row->worth > Money{})
      figures.push_back({"points", measure, row->worth});
  }
}

void tell_lists(const Dashboard& dashboard, DashboardFigures& figures) {
  for (const auto& row : dashboard.cohorts)
    if (row.month > 0) figures.push_back({"cohorts", row.cohort + " +" + std::to_string(*row.month), row.retention});
  for (const auto& coupon : dashboard.coupons) {
    figures.push_back({"coupons_issued", coupon.coupon, coupon.issued});
    figures.push_back({"coupons_used", coupon.coupon, coupon.redeemed});
  }
  for (const auto& [kind, count] : dashboard.tasks) figures.push_back({"today", std::string(to_string(kind)), count});
  for (const auto& [kind, count] : dashboard.watched) figures.push_back({"watch", std::string(to_string(kind)), count});
  for (const auto& advice : dashboard.advice) figures.push_back({"advice", std::string(advice.topic), advice.said});
}

DashboardFigures figures_asked(Question& question) {
  const auto dashboard =
      report_dashboard(question.ledger(), question.maybe_program(), question.currency(), question.as_of());
  DashboardFigures figures;
  tell_month(dashboard, figures);
  tell_tiers(dashboard, figures);
  tell_scheme(dashboard, figures);
  tell_points(dashboard, figures);
  tell_lists(dashboard, figures);
  return figures;
}

} // namespace

Report dashboard() {
  return {.name = "dashboard",
          .summary = "one page to look at, with charts"_en,
          .examples = {"-o dashboard.html", "-o dashboard/"},
          .settled = true,
          .as_page = true,
          .tables = {table<DashboardFigures>({},
                                             {{"section", Kind::word, &DashboardFigure::section, {.words = "section"}},
                                              {"measure", Kind::measure, &DashboardFigure::measure},
                                              {"value", Kind::number, &DashboardFigure::value}},
                                             figures_asked)}};
}

} // namespace loyalty::reports
