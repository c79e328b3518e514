// SPDX-License-Identifier: MIT
#include "reports/rfm.hpp"

#include <iterator>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/figures.hpp"
#include "reports/common.hpp"
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
    if (is_closed(history, as_of)) return;
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

Report rfm() {
  return {
      .name = "rfm",
      .summary = "buyers by recency, frequency and spend"_en,
      .tables = {table<RfmReport>(
          "no members have bought"_en,
          {{"member_id", Kind::key, [](const auto& all, const auto& row) { return all.names.key(row.figures.member); }},
           {"name", Kind::person, [](const auto& all, const auto& row) { return all.names.name(row.figures.member); }},
           {"recency_days", Kind::number, [](const RfmRow& row) { return row.figures.recency_days; }},
           {"orders", Kind::number, [](const RfmRow& row) { return row.figures.orders; }},
           {"net", Kind::money, [](const RfmRow& row) { return row.figures.net; }},
           {"r", Kind::number, [](const RfmRow& row) { return row.classes.recency; }},
           {"f", Kind::number, [](const RfmRow& row) { return row.classes.frequency; }},
           {"m", Kind::number, [](const RfmRow& row) { return row.classes.monetary; }},
           {"segment", Kind::word, [](const RfmRow& row) { return to_string(rfm_segment(row.classes)); }}},
          [](Question& question) {
            return report_rfm(question.ledger(), question.program()->rfm, question.as_of());
          })}};
}

} // namespace loyalty::reports
