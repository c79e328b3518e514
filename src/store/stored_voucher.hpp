// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/number.hpp"
#include "store/issue_key.hpp"

namespace loyalty::store {

/// A voucher as stored, with all that became of it. Rows of undone batches are never seen.
struct StoredVoucher {
  VoucherId id = {};
  Voucher voucher;
  ProgramId program = {};
  IssueKey issue = {};
  std::string member_key;                ///< the shop's own key of the member; empty if forgotten
  std::vector<VoucherEvent> events = {}; ///< in the order they were written
  BatchId batch = {};                    ///< that issued it
};

} // namespace loyalty::store
