// SPDX-License-Identifier: MIT
#include "reports/campaigns.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

using Names = std::vector<std::string>;

/// By the number of the terms.
std::vector<Names> campaigns_by_terms(store::Ledger& ledger) {
  std::vector<Names> campaigns;
  const store::KeptTerms book(ledger);
  for (const auto& terms : book.terms()) campaigns.push_back(campaigns_of(terms.rule));
  return campaigns;
}

/// Adds up some members.
struct ByCampaign {
  Day as_of;
  const std::vector<Names>* names;
  std::map<std::string, CampaignEarnings> sums = {};

  void add(const History& history, const store::Account& account) {
    const auto by_campaign = [this](const NumberedEntry& line) {
      const bool given =
          line.entry.kind == EntryKind::earn || (line.entry.kind == EntryKind::growth && line.entry.points > 0);
      return given && line.entry.terms >= 0 && !names_of(line.entry).empty();
    };
    if (std::none_of(account.entries.begin(), account.entries.end(), by_campaign)) return;
    auto lines = uncancelled(account.entries, as_of);
    std::erase_if(lines, [&](const NumberedEntry& line) { return !by_campaign(line); });
    std::map<std::string, std::map<OrderId, CampaignEarnings>> orders;
    const auto standings = order_standings(history, as_of);
    for (const auto& [number, entry] : lines) {
      const auto id = order_of(entry.cause);
      if (!id || is_given_back(history, standings, *id)) continue;
      for (const auto& campaign : names_of(entry)) {
        auto& order = orders[campaign][*id];
        if (entry.kind == EntryKind::earn) loyalty::add(order.points, entry.points);
        order.amount = std::max(order.amount, entry.base);
      }
    }
    for (const auto& [campaign, its_orders] : orders) {
      auto& sum = sums[campaign];
      ++sum.members;
      for (const auto& [id, order] : its_orders) sum += {.orders = 1, .points = order.points, .amount = order.amount};
    }
  }

 private:
  const Names& names_of(const Entry& entry) const { return (*names)[static_cast<std::size_t>(entry.terms)]; }

  static bool is_given_back(const History& history, const std::vector<OrderStanding>& standings, OrderId order) {
    for (std::size_t index = 0; index < history.orders.size(); ++index)
      if (history.orders[index].id == order) return standings[index].whole;
    return true;
  }
};

CampaignRow campaign_row(const Campaign& campaign) {
  return {.campaign = campaign.id, .name = campaign.name, .from = campaign.scope.from, .until = campaign.scope.until};
}

/// The campaigns of all versions by id, each as the last version that has it says.
std::map<std::string, CampaignRow> campaigns_ever(const Timeline& timeline) {
  std::map<std::string, CampaignRow> rows;
  for (const auto& version : timeline)
    for (const auto& campaign : version.program->campaigns) {
      auto row = campaign_row(campaign);
      if (earns(campaign.effect)) row.earnings.emplace();
      rows[campaign.id] = std::move(row);
    }
  return rows;
}

} // namespace

CampaignEarnings& CampaignEarnings::operator+=(const CampaignEarnings& other) {
  orders += other.orders;
  members += other.members;
  add(points, other.points);
  amount += other.amount;
  return *this;
}

std::vector<CampaignRow> report_campaigns(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto timeline = shop::kept_timeline(ledger);
  auto found = campaigns_ever(timeline);
  const auto names = campaigns_by_terms(ledger);
  const ByCampaign nothing{.as_of = as_of, .names = &names};
  for (const auto& part : shop::scan_members(ledger, nothing, {.accounts = store::AccountReader::Detail::whole}))
    for (const auto& [campaign, sum] : part.sums) {
      auto& row = found[campaign];
      row.campaign = campaign;
      if (!row.earnings) row.earnings.emplace();
      *row.earnings += sum;
    }
  std::vector<CampaignRow> rows;
  if (!timeline.empty())
    for (const auto& campaign : timeline.latest().program->campaigns) {
      rows.push_back(std::move(found[campaign.id]));
      found.erase(campaign.id);
    }
  for (auto& [id, row] : found) rows.push_back(std::move(row));
  return rows;
}

namespace {

/// A column of what the campaign's orders earned; empty where a campaign leaves no trace.
template <class Value>
Column<std::vector<CampaignRow>> earned(std::string_view key, Kind kind, Value CampaignEarnings::*which) {
  return {key, kind, [which](const CampaignRow& row) { return row.earnings ? Cell(*row.earnings.*which) : Cell(); }};
}

} // namespace

Report campaigns() {
  return {.name = "campaigns",
          .summary = "points that orders earned by each campaign"_en,
          .settled = true,
          .tables = {table<std::vector<CampaignRow>>(
              "loyalty.toml has no campaigns"_en,
              {{"campaign", Kind::text, &CampaignRow::campaign},
               {"name", Kind::text, &CampaignRow::name, name_of_thing},
               {"from", Kind::day, &CampaignRow::from},
               {"until", Kind::day, &CampaignRow::until, {.title = "campaign|until"_en}},
               earned("orders", Kind::number, &CampaignEarnings::orders),
               earned("members", Kind::number, &CampaignEarnings::members),
               earned("points", Kind::number, &CampaignEarnings::points),
               earned("amount", Kind::money, &CampaignEarnings::amount)},
              [](Question& question) { return report_campaigns(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
