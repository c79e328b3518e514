// SPDX-License-Identifier: MIT
#include "reports/dormant.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "loyalty/closed.hpp"
#include "reports/common.hpp"

namespace loyalty::reports {
namespace {

/// Collects the silent ones of some members.
struct Silent {
  Day as_of;
  std::int32_t days;
  std::vector<DormantRow> rows = {};

  void add(const History& history, const store::Account&) {
    if (is_closed(history, as_of)) return;
    const auto figures = order_figures(history, as_of);
    if (figures.recency(as_of).value_or(-1) >= days) rows.push_back({history.member, figures});
  }
};

} // namespace

shop::AfterScan<Dormant> report_dormant(shop::Scan& scan, Day as_of, std::int32_t days) {
  const auto parts = scan.collect(Silent{as_of, days}, {.accounts = std::nullopt});
  return [&scan, parts, as_of] {
    Dormant report{.as_of = as_of, .rows = {}, .names = scan.names()};
    for (auto& part : *parts) std::move(part.rows.begin(), part.rows.end(), std::back_inserter(report.rows));
    std::stable_sort(report.rows.begin(), report.rows.end(), [](const DormantRow& left, const DormantRow& right) {
      return left.orders.net() > right.orders.net();
    });
    return report;
  };
}

Dormant report_dormant(store::Ledger& ledger, Day as_of, std::int32_t days) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_dormant(scan, as_of, days); });
}

namespace {

std::int32_t days_silent(const Question& question) {
  constexpr std::int32_t usual = 90;
  constexpr std::int32_t most = 36'500;
  return number_of_days(question, usual, most);
}

Table dormant_table() {
  auto dormant =
      table<Dormant>({},
                     {member_key<Dormant>(),
                      member_name<Dormant>(),
                      {"last_order_on", Kind::day, [](const DormantRow& row) { return row.orders.last_on; }},
                      {"days_since_order", Kind::number,
                       [](const Dormant& all, const DormantRow& row) { return row.orders.recency(all.as_of); }},
                      {"orders", Kind::number, [](const DormantRow& row) { return row.orders.orders; }},
                      {"net", Kind::money, [](const DormantRow& row) { return row.orders.net(); }},
                      tier_name_of_member<Dormant>(),
                      message_to_member<Dormant>([](const DormantRow&) { return std::pair("dormant", WorkFacts{}); })},
                     [](Question& question) {
                       auto answer = report_dormant(question.ledger(), question.as_of(), days_silent(question));
                       answer.texts = WorkTexts(question);
                       return answer;
                     });
  dormant.nothing_found = [](const Question& question) {
    const auto days = days_silent(question);
    return counted(days, "no members without an order for {days} day"_en,
                   "no members without an order for {days} days"_en, days);
  };
  return dormant;
}

} // namespace

Report dormant() {
  return {.name = "dormant",
          .summary = "members who have not ordered for long"_en,
          .options = {{"--days", "no order for N days (default 90)"_en, "N"}, contact},
          .to_write_to = true,
          .tables = {dormant_table()}};
}

} // namespace loyalty::reports
