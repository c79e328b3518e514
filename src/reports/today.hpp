// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Something to be done by hand, in the order in which it is listed.
enum class TaskKind : std::uint8_t {
  keep_back,    ///< a discount of a returned order, found by the last night; `day`: of the return
  pay_back,     ///< of such a discount, what belongs to more that came back; `day`: of the return
  cash_missing, ///< cash back of a returned order that was spent, found by the last night; `day`: of the return
  voucher,      ///< to be sent, issued by itself in the last night; `day`: the last on which it can be used
  invite,       ///< into a group, found by the last night; `day`: when it came to that
  remove,       ///< out of a group, the same
  renewal,      ///< a membership ends soon and nothing follows; `day`: its last
  birthday,     ///< soon; `day`: the birthday
  expiring,     ///< points that end soon; `day`: the first last day of some of them
  thank,        ///< bought the day before; `day`: of the order
};

/// "keep_back": the name in every output.
std::string_view to_string(TaskKind kind);

struct Task {
  TaskKind kind = TaskKind::keep_back;
  std::optional<MemberId> member = {}; ///< absent: whoever shows the voucher
  std::string what; ///< order and what to deduct, coupon and code, group, plan, tier, points, or order
  Day day = {};
  Day due = {}; ///< when it became work
  WorkFacts facts = {};
};

struct Tasks {
  std::vector<Task> rows; ///< by kind, then by day, then by member
  shop::MemberNames names;
  WorkTexts texts = {};
  std::int64_t older = 0; ///< left out, because they became due before `oldest_told`
  Day oldest_told = {};

  /// How to see what was left out; empty: nothing was.
  Message note() const;
};

/// How far ahead renewals, birthdays and ends of points are told.
inline constexpr std::int32_t days_ahead = 7;

/// How far back what nights found is told. The first night after an import of years finds the work of years.
inline constexpr std::int32_t days_behind = 7;

/// The day's hand work, with `all` however old it is. Who wants no messages is left out but for what is owed: a
/// voucher, something to be kept back, a place in a group to be cleared. Who was forgotten is left out.
Tasks report_today(store::Ledger& ledger, Day as_of, Currency currency, bool all = false);
/// The same from a scan that others share.
shop::AfterScan<Tasks> report_today(shop::Scan& scan, Day as_of, Currency currency, bool all = false);

} // namespace loyalty::reports
