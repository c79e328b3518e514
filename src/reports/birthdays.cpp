// SPDX-License-Identifier: MIT
#include "reports/birthdays.hpp"

#include <algorithm>

#include "reports/common.hpp"
#include "reports/segments.hpp"
#include "shop/walked_members.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {

Birthdays report_birthdays(store::Ledger& ledger, const std::shared_ptr<const Program>& program, Day as_of,
                           std::int32_t days) {
  const store::Snapshot snapshot(ledger);
  Birthdays report{.rows = {}, .names = shop::MemberNames(ledger)};
  Condition soon{.kind = Condition::Kind::compare, .metric = Metric::birthday_within};
  soon.comparison = Comparison::at_most;
  soon.value = days;
  shop::walk_members(ledger, shop::kept_timeline_or(ledger, program), as_of,
                     [&](const History& history, Engine& engine) {
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

Report birthdays() {
  constexpr std::int32_t usual = 30;
  constexpr std::int32_t most = 366;
  return {.name = "birthdays",
          .summary = "whose birthday is near",
          .options = {days_ahead_option, contact},
          .to_write_to = true,
          .tables = {table<Birthdays>(nobody,
                                      {member_key<Birthdays>(),
                                       member_name<Birthdays>(),
                                       {"birthday", Kind::day, &BirthdayRow::birthday},
                                       {"days_until", Kind::number, &BirthdayRow::days_until},
                                       {"tier", Kind::text, &BirthdayRow::tier}},
                                      [](Question& question) {
                                        auto& ledger = question.ledger();
                                        return report_birthdays(ledger, question.program(), question.as_of(),
                                                                number_of_days(question, usual, most));
                                      })}};
}

} // namespace loyalty::reports
