// SPDX-License-Identifier: MIT
#include "reports/birthdays.hpp"

#include <algorithm>

#include "loyalty/closed.hpp"
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
                       if (!until || *until > days || is_closed(history, as_of)) return;
                       const auto* tier = engine.tier();
                       report.rows.push_back({history.member, as_of + static_cast<std::int32_t>(*until), *until,
                                              tier == nullptr ? std::string() : tier->id});
                     });
  std::stable_sort(report.rows.begin(), report.rows.end(), [](const BirthdayRow& left, const BirthdayRow& right) {
    return left.days_until < right.days_until;
  });
  return report;
}

namespace {

std::int32_t days_before(const Question& question) {
  constexpr std::int32_t usual = 30;
  constexpr std::int32_t most = 366;
  return number_of_days(question, usual, most);
}

Birthdays birthdays_asked(Question& question) {
  auto& ledger = question.ledger();
  auto birthdays = report_birthdays(ledger, question.program(), question.as_of(), days_before(question));
  birthdays.texts = WorkTexts(question);
  return birthdays;
}

Table birthdays_table() {
  auto birthdays = table<Birthdays>(
      {},
      {member_key<Birthdays>(),
       member_name<Birthdays>(),
       {"birthday", Kind::day, &BirthdayRow::birthday},
       {"days_until", Kind::number, &BirthdayRow::days_until},
       {"tier", Kind::tier, &BirthdayRow::tier},
       {"tier_name", Kind::text,
        [](const Birthdays& all, const BirthdayRow& row) { return all.texts.tier_name(row.tier); }, named_beside},
       message_to_member<Birthdays>([](const BirthdayRow& row) {
         return std::pair("birthday", WorkFacts{.last_day = row.birthday, .tier = row.tier});
       })},
      birthdays_asked);
  birthdays.nothing_found = [](const Question& question) {
    const auto days = days_before(question);
    return counted(days, "no birthdays within {days} day"_en, "no birthdays within {days} days"_en, days);
  };
  return birthdays;
}

} // namespace

Report birthdays() {
  return {.name = "birthdays",
          .summary = "members whose birthday is near"_en,
          .options = {days_ahead_option, contact},
          .to_write_to = true,
          .tables = {birthdays_table()}};
}

} // namespace loyalty::reports
