// SPDX-License-Identifier: MIT
#include "reports/common.hpp"

#include <algorithm>

#include "loyalty/error.hpp"

namespace loyalty::reports {

std::pair<Day, Day> days_asked(Question& question) {
  constexpr std::int32_t usual = 30;
  const Day to = std::min(question.day("--to").value_or(question.as_of()), question.as_of());
  const Day from = question.day("--from").value_or(to - (usual - 1));
  if (from > to)
    throw Error(Failure::usage, "--from {from} is after {to}"_en(from, to), {},
                "nothing after --to and --as-of is shown"_en);
  return {from, to};
}

std::int32_t number_of_days(const Question& question, std::int32_t usual, std::int32_t most) {
  const auto days = question.number("--days").value_or(usual);
  if (days < 0 || days > most)
    throw Error(Failure::usage, "--days {days} is not a number of days from 0 to {most}"_en(days, most));
  return static_cast<std::int32_t>(days);
}

} // namespace loyalty::reports
