// SPDX-License-Identifier: MIT
#include "reports/expiring.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "loyalty/figures.hpp"
#include "reports/common.hpp"

namespace loyalty::reports {
namespace {

/// Collects what ends soon.
struct Ending {
  Day as_of;
  Day until;
  std::vector<ExpiringRow> rows = {};

  void add(const History&, const store::Account& account) {
    const auto first = rows.size();
    for (const auto& lot : open_lots(account.entries, as_of)) {
      if (lot.last_day < as_of || lot.last_day > until) continue;
      if (rows.size() > first && rows.back().last_day == lot.last_day)
        loyalty::add(rows.back().points, lot.remaining);
      else
        rows.push_back({account.member, lot.remaining, lot.last_day});
    }
  }
};

} // namespace

shop::AfterScan<Expiring> report_expiring(shop::Scan& scan, Day as_of, std::int32_t days) {
  const shop::ScanWanted wanted{.histories = false, .accounts = store::AccountReader::Detail::whole};
  const auto parts = scan.collect(Ending{as_of, as_of + days}, wanted);
  return [&scan, parts] {
    Expiring report{.rows = {}, .names = scan.names()};
    for (auto& part : *parts) std::move(part.rows.begin(), part.rows.end(), std::back_inserter(report.rows));
    std::stable_sort(report.rows.begin(), report.rows.end(),
                     [](const ExpiringRow& left, const ExpiringRow& right) { return left.last_day < right.last_day; });
    return report;
  };
}

Expiring report_expiring(store::Ledger& ledger, Day as_of, std::int32_t days) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_expiring(scan, as_of, days); });
}

namespace {

std::int32_t days_left(const Question& question) {
  constexpr std::int32_t usual = 30;
  constexpr std::int32_t most = 36'500;
  return number_of_days(question, usual, most);
}

Table expiring_table() {
  auto expiring =
      table<Expiring>({},
                      {member_key<Expiring>(),
                       member_name<Expiring>(),
                       {"points", Kind::number, &ExpiringRow::points},
                       {"last_day", Kind::day, &ExpiringRow::last_day},
                       tier_name_of_member<Expiring>(),
                       message_to_member<Expiring>([](const ExpiringRow& row) {
                         return std::pair("expiring", WorkFacts{.points = row.points, .last_day = row.last_day});
                       })},
                      [](Question& question) {
                        auto answer = report_expiring(question.ledger(), question.as_of(), days_left(question));
                        answer.texts = WorkTexts(question);
                        return answer;
                      });
  expiring.nothing_found = [](const Question& question) {
    const auto days = days_left(question);
    return counted(days, "no points expire within {days} day"_en, "no points expire within {days} days"_en, days);
  };
  return expiring;
}

} // namespace

Report expiring() {
  return {.name = "expiring",
          .summary = "points that expire soon"_en,
          .examples = {"--days 14"},
          .options = {days_ahead_option, contact},
          .settled = true,
          .to_write_to = true,
          .tables = {expiring_table()}};
}

} // namespace loyalty::reports
