// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/ledger/cursor.hpp"
#include "store/vouchers.hpp"

namespace loyalty::store {

/// Finds vouchers one by one, for a run that looks for many.
class VoucherReader {
 public:
  explicit VoucherReader(Ledger& ledger) : ledger_(ledger) {}

  /// The voucher of that code; nullopt if there is none.
  std::optional<StoredVoucher> find(std::string_view code);
  std::optional<StoredVoucher> find(VoucherId id);
  /// Those that are in use for the order of that number.
  std::vector<StoredVoucher> used_for(std::string_view order, std::optional<VoucherId> except = {});

 private:
  std::optional<StoredVoucher> first(Cursor& rows);
  Cursor& prepared(std::optional<Cursor>& rows, std::string_view where);
  std::vector<VoucherEvent> events_of(VoucherId voucher);

  Ledger& ledger_;
  std::optional<Cursor> by_code_;
  std::optional<Cursor> by_id_;
  std::optional<Cursor> by_order_;
  std::optional<Cursor> events_;
};

} // namespace loyalty::store
