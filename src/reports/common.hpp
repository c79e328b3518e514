// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "reports/report.hpp"

namespace loyalty::reports {

inline constexpr auto nobody = "no members"_en;
/// The title of the name of a tier, coupon or plan, which is not that of a person.
inline const Manner name_of_thing{.title = "thing|name"_en};

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

/// The days that --from and --to name; nothing after the day of the question is seen.
std::pair<Day, Day> days_asked(Question& question);

/// What --days says, at most `most`; without it `usual`.
std::int32_t number_of_days(const Question& question, std::int32_t usual, std::int32_t most);

} // namespace loyalty::reports
