// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/engine.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/program.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// The members who meet the condition of one segment. Segments may overlap.
struct SegmentRow {
  std::string segment; ///< id
  std::string name;
  std::int64_t members = 0;
  std::optional<Ratio> share = {}; ///< of all members
  OrderFigures orders = {};
  std::optional<Money> average_net = {}; ///< per member
  std::optional<Ratio> net_share = {};   ///< of what the whole shop sold
};

/// The segments of `program`, which may be newer than the versions kept, in its order.
std::vector<SegmentRow> report_segments(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                                        Day as_of);

struct SegmentMember {
  MemberId member = {};
  std::string tier;
  OrderFigures orders;
};

struct SegmentMembers {
  std::vector<SegmentMember> rows; ///< by member
  shop::MemberNames names;
  WorkTexts texts = {};
};

/// The members of one segment. Refused by `Error` (usage): a segment that the program does not have.
SegmentMembers segment_members(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                               const std::string& segment, Day as_of);

} // namespace loyalty::reports
