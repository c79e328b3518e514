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
#include "store/issue_key.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/cursor.hpp"
#include "store/stored_voucher.hpp"

namespace loyalty::store {

/// The voucher of this code, spelt as stored; nullopt if there is none.
std::optional<StoredVoucher> find_voucher(Ledger& ledger, std::string_view code);
/// All vouchers of a member in the order of their issue.
std::vector<StoredVoucher> vouchers_of(Ledger& ledger, MemberId member);
/// All vouchers of a coupon in the order of their issue.
std::vector<StoredVoucher> vouchers_of_coupon(Ledger& ledger, std::string_view coupon);
/// Reads all vouchers in the order of their issue. Nothing may be written on the ledger meanwhile.
void read_vouchers(Ledger& ledger, const std::function<void(const StoredVoucher&)>& use);

/// The vouchers of which the batch says that they were used, cancelled or released.
std::unordered_set<VoucherId> vouchers_moved_in(Ledger& ledger, BatchId batch);

/// That a member was given a voucher. The texts live until the next one is read.
struct IssueNote {
  std::optional<MemberId> member = {}; ///< absent: belongs to whoever shows it
  Day issued_on = {};
  Day last_day = never;
  std::string_view code;
  IssueKey issue = {};
};
/// Reads what was issued of a coupon, to all members or to one. Nothing may be written on the ledger meanwhile.
void read_issues(Ledger& ledger, std::string_view coupon, std::optional<MemberId> member,
                 const std::function<void(const IssueNote&)>& use);

/// What all redemptions of a coupon that hold at the end of `day` have given.
Money discount_given(Ledger& ledger, std::string_view coupon, Day day = never);

/// The vouchers in use for the order, but for `except`.
std::vector<StoredVoucher> vouchers_used_for(Ledger& ledger, std::string_view order,
                                             std::optional<VoucherId> except = {});

/// A voucher that came by itself, for the occasion that the key names.
struct AutomaticVoucher {
  MemberId member = {};
  std::string_view coupon;
  std::string key = {};    ///< of the occasion
  Day on = {};             ///< of issue
  bool called_off = false; ///< since its reason went
};
/// Those of members `first` … `last`, by member.
void read_automatic(Ledger& ledger, MemberId first, MemberId last,
                    const std::function<void(const AutomaticVoucher&)>& use);
bool any_automatic(Ledger& ledger);
/// The automatic voucher of that member, coupon and key; nullopt if there is none.
std::optional<StoredVoucher> find_automatic(Ledger& ledger, MemberId member, std::string_view coupon,
                                            std::string_view key);

/// A voucher whose redemption names an order that the ledger knows.
struct VoucherUse {
  VoucherId voucher = {};
  OrderId order = {};                   ///< its first statement
  std::optional<Day> cancelled_on = {}; ///< a statement says that it was cancelled or wholly refunded
};
bool any_voucher_used_for_order(Ledger& ledger);
/// Reads the uses of vouchers that belong to, or were used for orders of, members `first` … `last`: one for each
/// statement about the order. Nothing may be written on the ledger meanwhile.
void read_voucher_uses(Ledger& ledger, MemberId first, MemberId last,
                       const std::function<void(const VoucherUse&)>& use);
std::optional<StoredVoucher> voucher(Ledger& ledger, VoucherId id);

/// Writes new vouchers, each with a code that no other has.
class VoucherWriter {
 public:
  VoucherWriter(Ledger& ledger, Batch& batch);

  /// Also true for codes of undone batches: what is printed on paper never comes back as another voucher.
  bool taken(const std::string& code);
  /// Writes all but the events and returns the id, which is given here.
  VoucherId add(const StoredVoucher& voucher);

 private:
  Batch& batch_;
  Cursor by_code_;
  std::unordered_set<std::string> codes_; ///< of this run, written or not
  VoucherId next_;
};

/// `typed`: somebody typed its reason.
void add_event(Ledger& ledger, Batch& batch, VoucherId voucher, const VoucherEvent& event, bool typed = false);

} // namespace loyalty::store
