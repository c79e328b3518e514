// SPDX-License-Identifier: MIT
#include "reports/birthdays.hpp"

#include <algorithm>

#include "reports/segments.hpp"
#include "shop/standings.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {

Birthdays report_birthdays(store::Ledger& ledger, const std::shared_ptr<const Program>& program, Day as_of,
                           std::int32_t days) {
  const store::Snapshot snapshot(ledger);
  Birthdays report{.rows = {}, .names = shop::MemberNames(ledger)};
  Condition soon{.kind = Condition::Kind::compare, .metric = Metric::birthday_within};
  soon.comparison = Comparison::at_most;
  soon.value = days;
  shop::read_standings(ledger, timeline_or(ledger, program), as_of, [&](const History& history, Engine& engine) {
    const auto until = engine.measure(soon, as_of);
    if (!until || *until > days) return;
    const auto* tier = engine.tier();
    report.rows.push_back({history.member, as_of + static_cast<std::int32_t>(*until), *until,
                           tier == nullptr ? std::string() : tier->id});
  });
  std::stable_sort(report.rows.begin(), report.rows.end(), [](const BirthdayRow& left, const BirthdayRow& right) {
    return left.days_until < right.days_until;
  });
  return report;
}

} // namespace loyalty::reports
