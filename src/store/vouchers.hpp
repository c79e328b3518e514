// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/entry.hpp"
#include "store/books.hpp"
#include "store/cursor.hpp"

namespace loyalty::store {

/// A voucher as stored, with all that became of it. Rows of undone batches are never seen.
struct StoredVoucher {
  std::int64_t id = 0;
  Voucher voucher;
  ProgramId program = 0;
  std::string issue_key;  ///< the same key again is the same issue
  std::string member_key; ///< the shop's own key of the member; empty if forgotten
  std::vector<VoucherEvent> events = {}; ///< in the order they were written
};

/// The voucher of this code, spelt as stored; nullopt if there is none.
std::optional<StoredVoucher> find_voucher(Ledger& ledger, std::string_view code);
/// All vouchers of a member in the order of their issue.
std::vector<StoredVoucher> vouchers_of(Ledger& ledger, MemberId member);
/// Reads all vouchers in the order of their issue. Nothing may be written on the ledger meanwhile.
void read_vouchers(Ledger& ledger, const std::function<void(const StoredVoucher&)>& use);

/// That a member was given a voucher. The texts live until the next one is read.
struct IssueNote {
  MemberId member = 0;
  Day issued_on = {};
  Day last_day = never;
  std::string_view code;
  std::string_view key;
};
/// Reads what was issued of a coupon, to all members or to one. Nothing may be written on the ledger meanwhile.
void read_issues(Ledger& ledger, std::string_view coupon, std::optional<MemberId> member,
                 const std::function<void(const IssueNote&)>& use);

/// What all redemptions of a coupon that hold have given so far.
Money discount_given(Ledger& ledger, std::string_view coupon);

/// Whether a voucher other than `except` is in use for the order.
bool order_used(Ledger& ledger, std::string_view order, std::int64_t except);

/// Writes new vouchers, each with a code that no other has.
class VoucherWriter {
 public:
  VoucherWriter(Ledger& ledger, Batch& batch);

  /// Also true for codes of undone batches: what is printed on paper never comes back as another voucher.
  bool taken(const std::string& code);
  void add(const StoredVoucher& voucher); ///< all but its events; the id is given here

 private:
  Batch& batch_;
  Cursor by_code_;
  std::unordered_set<std::string> codes_; ///< of this run, written or not
  std::int64_t next_ = 1;
};

void add_event(Ledger& ledger, Batch& batch, std::int64_t voucher, const VoucherEvent& event);

}  // namespace loyalty::store
