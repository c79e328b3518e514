// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loyalty/program.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Somebody whose birthday is near.
struct BirthdayRow {
  MemberId member = {};
  Day birthday = {}; ///< the next one
  std::int64_t days_until = 0;
  std::string tier; ///< held on the day of the report; empty: none
};

struct Birthdays {
  std::vector<BirthdayRow> rows; ///< by day, then by member
  shop::MemberNames names;
  WorkTexts texts = {};
};

/// Birthdays on the day itself or in the `days` after it, as they are known by then.
Birthdays report_birthdays(store::Ledger& ledger, const std::shared_ptr<const Program>& program, Day as_of,
                           std::int32_t days);

} // namespace loyalty::reports
