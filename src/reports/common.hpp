// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/report.hpp"

namespace loyalty::reports {

inline constexpr auto nobody = "no members"_en;
/// The title of the name of a tier, coupon or plan, which is not that of a person.
inline const Manner name_of_thing{.title = "thing|name"_en};
/// The titles of the ids in lists of tiers, coupons and plans, with their names beside them.
inline const Manner tier_id{.title = "thing|tier id"_en, .if_empty = "no tier"_en};
inline const Manner coupon_id{.title = "thing|coupon id"_en};
inline const Manner plan_id{.title = "thing|plan id"_en};
/// Of names of which another column has the ids, which people read as names too.
inline const Manner named_beside{.shown = Shown::as_data};

/// The members of the rows become a list of people to write to.
inline const Option contact{"--contact", "put them on this contact list"_en, "NAME"};
inline const Option from_day{"--from", "first day (default: 30 days through --to)"_en, "DAY"};
inline const Option to_day{"--to", "last day (default: the as-of day)"_en, "DAY"};
inline const Option days_ahead_option{"--days", "N days ahead (default 30)"_en, "N"};

/// The key and the name of the member whom a row is about, as `Data::names` has them; empty where it is about nobody.
template <class Data>
Column<Data> member_key() {
  return {"member_id", Kind::key, [](const Data& all, const auto& row) {
            const std::optional<MemberId> member = row.member;
            return member ? all.names.key(*member) : std::string_view();
          }};
}
template <class Data>
Column<Data> member_name() {
  return {"name", Kind::person, [](const Data& all, const auto& row) {
            const std::optional<MemberId> member = row.member;
            return member ? all.names.name(*member) : std::string_view();
          }};
}

/// "2026-04": the calendar month of a day.
std::string month_of(Day day);

/// What so many points would pay for; nothing where points cannot be redeemed.
std::optional<Money> worth_of_points(Points points, const Program* program);

/// The days that --from and --to name; nothing after the day of the question is seen.
std::pair<Day, Day> days_asked(Question& question);

/// --by, which cuts the figures of a report; `help` says by what.
inline Option by_option(Message help) { return {"--by", std::move(help), "WHAT"}; }
/// What --by says, which must be one of `known`; the first of them without it.
std::string_view by_asked(const Question& question, std::initializer_list<std::string_view> known);

/// The percentage that an option names, above 0% and at most 100%; without it `usual`.
Ratio share_asked(const Question& question, std::string_view option, std::string_view usual);
/// The same for several: "1%,5%".
std::vector<Ratio> shares_asked(const Question& question, std::string_view option, std::string_view usual);

/// Said where too few members can be compared: from `enough` on it says something.
Message only_so_many(std::int64_t members, std::int64_t enough);

/// What --days says, at most `most`; without it `usual`.
std::int32_t number_of_days(const Question& question, std::int32_t usual, std::int32_t most);

} // namespace loyalty::reports
