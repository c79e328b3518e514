// SPDX-License-Identifier: MIT
#include "store/ledger/last_day.hpp"

#include "loyalty/error.hpp"
#include "store/ledger/values.hpp"

namespace loyalty::store {

std::optional<std::int64_t> written_last_day(Day day) {
  if (day == never) return std::nullopt;
  if (day > bounds::last_day)
    throw Error(Failure::refused, "what ends after the year 9999 cannot be stored"_en, {},
                "write a shorter length of time into the program file"_en);
  return day.number;
}

} // namespace loyalty::store
