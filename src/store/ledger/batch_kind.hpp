// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace loyalty::store {

/// What a batch is: what the command did that wrote it.
enum class BatchKind : std::uint8_t {
  member_added,
  member_changed,
  member_closed,
  member_reopened,
  member_forgotten,
  members_imported,
  members_merged,
  activities_imported,
  visitors_imported,
  orders_imported,
  orders_linked,
  points_awarded, ///< by hand, or by a night that left the tiers alone
  points_adjusted,
  points_redeemed,
  points_transferred,
  wallet_topped_up,
  wallet_refunded,
  coupon_issued,
  coupon_redeemed,
  coupon_voided,
  card_issued,
  card_paid, ///< or money came back onto it
  card_refunded,
  card_renewed,
  card_stopped,
  prize_drawn,
  holdout_drawn,     ///< or ended
  members_contacted, ///< a list of them was taken out
  night,
  tiers_recalculated, ///< a night that left the points alone
  batch_undone,
  ledger_rebuilt, ///< from what a damaged one still told; also a batch of which only the rows were left
};

/// The word that the ledger keeps: that of the command.
std::string_view to_string(BatchKind kind);
/// What that word stands for.
std::optional<BatchKind> batch_kind(std::string_view word);

} // namespace loyalty::store
